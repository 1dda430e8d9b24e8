//! The bytes of the packets.

pub(super) const INIT: u8 = 1;
pub(super) const VERSION: u8 = 2;
pub(super) const OPEN: u8 = 3;
pub(super) const CLOSE: u8 = 4;
pub(super) const READ: u8 = 5;
pub(super) const WRITE: u8 = 6;
pub(super) const LSTAT: u8 = 7;
pub(super) const OPENDIR: u8 = 11;
pub(super) const READDIR: u8 = 12;
pub(super) const REMOVE: u8 = 13;
pub(super) const RENAME: u8 = 18;
pub(super) const STATUS: u8 = 101;
pub(super) const HANDLE: u8 = 102;
pub(super) const DATA: u8 = 103;
pub(super) const NAME: u8 = 104;
pub(super) const ATTRS: u8 = 105;

pub(super) const READ_FLAG: u32 = 0x01;
pub(super) const WRITE_FLAG: u32 = 0x02;
pub(super) const CREATE_FLAG: u32 = 0x08;
pub(super) const EXCLUSIVE_FLAG: u32 = 0x20;

const SIZE: u32 = 0x01;
const OWNER: u32 = 0x02;
const PERMISSIONS: u32 = 0x04;
const TIMES: u32 = 0x08;
const EXTENDED: u32 = 0x8000_0000;

/// The kind of file within the permissions, as in POSIX.
const KIND: u32 = 0o170_000;
const REGULAR: u32 = 0o100_000;
const FOLDER: u32 = 0o040_000;

/// Extensions of attributes and entries of one answer; a sender of more means no good.
const MOST_EXTENSIONS: u32 = 64;

/// What a server tells about a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::sftp) struct Attributes {
    /// Bytes, where it tells.
    pub(in crate::sftp) size: Option<u64>,
    permissions: Option<u32>,
    /// Seconds since 1970, where it tells.
    pub(in crate::sftp) modified: Option<u32>,
}

impl Attributes {
    /// True for a plain file, and where the server does not tell the kind.
    pub(in crate::sftp) fn may_be_file(self) -> bool {
        self.kind().is_none_or(|kind| kind == REGULAR)
    }

    /// True for a folder, and where the server does not tell the kind.
    pub(in crate::sftp) fn may_be_folder(self) -> bool {
        self.kind().is_none_or(|kind| kind == FOLDER)
    }

    fn kind(self) -> Option<u32> {
        self.permissions.map(|bits| bits & KIND).filter(|&kind| kind != 0)
    }
}

/// One name in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::sftp) struct Entry {
    /// The name, where it is text.
    pub(in crate::sftp) name: Option<String>,
    pub(in crate::sftp) attributes: Attributes,
}

/// Builds a packet.
pub(super) struct Writer(Vec<u8>);

impl Writer {
    pub(super) fn new(kind: u8) -> Self {
        Self(vec![kind])
    }

    pub(super) fn u32(mut self, number: u32) -> Self {
        self.0.extend(number.to_be_bytes());
        self
    }

    pub(super) fn u64(mut self, number: u64) -> Self {
        self.0.extend(number.to_be_bytes());
        self
    }

    /// Bytes with their length before them. Callers stay far below what a length can tell; [`Self::framed`] checks.
    pub(super) fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
        self.0.extend(bytes);
        self
    }

    pub(super) fn text(self, text: &str) -> Self {
        self.bytes(text.as_bytes())
    }

    /// The packet with its length before it.
    pub(super) fn framed(self) -> Option<Vec<u8>> {
        let mut framed = u32::try_from(self.0.len()).ok()?.to_be_bytes().to_vec();
        framed.extend(self.0);
        Some(framed)
    }
}

/// Reads a packet that may end anywhere.
pub(super) struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self(bytes)
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(super) fn u32(&mut self) -> Option<u32> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_be_bytes(*number))
    }

    fn u64(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_be_bytes(*number))
    }

    pub(super) fn bytes(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.u32()?).ok()?;
        let (bytes, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    /// Text to be shown; what is no UTF-8 is replaced.
    pub(super) fn text(&mut self) -> Option<String> {
        self.bytes().map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    pub(super) fn attributes(&mut self) -> Option<Attributes> {
        let flags = self.u32()?;
        let mut found = Attributes::default();
        if flags & SIZE != 0 {
            found.size = Some(self.u64()?);
        }
        if flags & OWNER != 0 {
            let (_user, _group) = (self.u32()?, self.u32()?);
        }
        if flags & PERMISSIONS != 0 {
            found.permissions = Some(self.u32()?);
        }
        if flags & TIMES != 0 {
            let _read = self.u32()?;
            found.modified = Some(self.u32()?);
        }
        if flags & EXTENDED != 0 {
            let count = self.u32().filter(|&count| count <= MOST_EXTENSIONS)?;
            for _ in 0..count {
                let (_name, _value) = (self.bytes()?, self.bytes()?);
            }
        }
        Some(found)
    }

    /// The entries of a folder. How many there are is read from the bytes, never believed in advance.
    pub(super) fn names(&mut self) -> Option<Vec<Entry>> {
        let mut entries = Vec::new();
        for _ in 0..self.u32()? {
            let name = std::str::from_utf8(self.bytes()?).ok().map(str::to_owned);
            let _long = self.bytes()?;
            entries.push(Entry { name, attributes: self.attributes()? });
        }
        Some(entries)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn attributes_are_read_with_everything_in_them() {
        let bytes = Writer::new(0)
            .u32(SIZE | OWNER | PERMISSIONS | TIMES | EXTENDED)
            .u64(7)
            .u32(1)
            .u32(2)
            .u32(0o100_644)
            .u32(3)
            .u32(4)
            .u32(1)
            .text("a@example.com")
            .text("b");
        let mut reader = Reader::new(&bytes.0[1..]);
        let found = reader.attributes().unwrap();
        assert_eq!((found.size, found.modified), (Some(7), Some(4)));
        assert!(found.may_be_file() && !found.may_be_folder());
        assert!(Attributes::default().may_be_file(), "some servers tell nothing");
    }

    #[test]
    fn a_count_larger_than_the_answer_is_not_believed() {
        let mut bytes = u32::MAX.to_be_bytes().to_vec();
        bytes.extend([0; 12]);
        assert_eq!(Reader::new(&bytes).names(), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_harm(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            let _ = Reader::new(&bytes).names();
            let _ = Reader::new(&bytes).attributes();
            let _ = Reader::new(&bytes).text();
        }
    }
}
