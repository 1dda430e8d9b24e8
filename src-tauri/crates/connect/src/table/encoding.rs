//! From bytes to UTF-8: what the bytes are, and a reader that decodes as it goes.

use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::TableError;

const CHUNK: usize = 64 * 1024;
/// How much of a file that is not UTF-8 is shown to the guesser; it settles long before.
const GUESS_BYTES: usize = 1024 * 1024;
const REPLACEMENT: &[u8] = "\u{FFFD}".as_bytes();

/// Bytes that can be read twice: once to learn what they are, once to read them.
pub trait Source: Read + Seek + Send {}
impl<T: Read + Seek + Send> Source for T {}

/// What the bytes of a file are.
#[derive(Debug, Clone, Copy)]
pub(super) struct Survey {
    pub encoding: &'static Encoding,
    /// Bytes of the byte order mark to pass over.
    pub bom: u64,
}

/// Looks through the whole file once: refuses what is no text, then decides on the encoding.
pub(super) fn survey(mut source: &mut dyn Source, forced: Option<&str>) -> Result<Survey, TableError> {
    let forced = forced
        .map(|label| {
            Encoding::for_label(label.as_bytes()).ok_or_else(|| TableError::UnknownEncoding(label.to_owned()))
        })
        .transpose()?;
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::new();
    (&mut source).take(4096).read_to_end(&mut head)?;
    let (by_mark, bom) = match Encoding::for_bom(&head) {
        Some((encoding, length)) => (Some(encoding), u64::try_from(length).unwrap_or(0)),
        None => (None, 0),
    };
    refuse_other_kinds(&head)?;
    if let Some(wide) = by_mark.or(forced).or_else(|| wide_without_mark(&head)).filter(is_wide) {
        return Ok(Survey { encoding: wide, bom });
    }
    source.seek(SeekFrom::Start(bom))?;
    let tally = tally(source)?;
    let encoding = by_mark.or(forced).unwrap_or_else(|| tally.verdict());
    Ok(Survey { encoding, bom })
}

fn is_wide(encoding: &&'static Encoding) -> bool {
    *encoding == UTF_16LE || *encoding == UTF_16BE
}

/// UTF-16 without a mark: in western text every other byte is zero.
fn wide_without_mark(head: &[u8]) -> Option<&'static Encoding> {
    let (mut even, mut odd) = (0_usize, 0_usize);
    for pair in head.chunks_exact(2) {
        match pair {
            [0, other] if *other != 0 => even += 1,
            [other, 0] if *other != 0 => odd += 1,
            _ => {}
        }
    }
    let enough = head.len() / 4;
    if head.len() < 8 {
        None
    } else if odd > enough && even == 0 {
        Some(UTF_16LE)
    } else if even > enough && odd == 0 {
        Some(UTF_16BE)
    } else {
        None
    }
}

fn refuse_other_kinds(head: &[u8]) -> Result<(), TableError> {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Err(TableError::Workbook);
    }
    if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(TableError::OldWorkbook);
    }
    let kinds: [(&[u8], &'static str); 5] = [
        (b"%PDF", "a PDF document"),
        (&[0x1F, 0x8B], "a GZIP archive"),
        (b"\x89PNG", "a picture"),
        (&[0xFF, 0xD8, 0xFF], "a picture"),
        (b"7z\xBC\xAF", "a 7-Zip archive"),
    ];
    if let Some((_, kind)) = kinds.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Err(TableError::OtherKind(kind));
    }
    let (text, _, _) = UTF_8.decode(head);
    let start: String = text.trim_start().chars().take(15).collect::<String>().to_ascii_lowercase();
    if start.starts_with("<html") || start.starts_with("<!doctype html") || start.starts_with("<!doctype") {
        return Err(TableError::WebPage);
    }
    if start.starts_with("<?xml") {
        let whole = text.to_ascii_lowercase();
        return Err(if whole.contains("<html") { TableError::WebPage } else { TableError::Xml });
    }
    Ok(())
}

/// How the bytes behave as UTF-8, and what else they could be.
struct Tally {
    /// Characters beyond ASCII that are proper UTF-8.
    proper: u64,
    /// Places that are not UTF-8.
    broken: u64,
    guesser: EncodingDetector,
}

impl Tally {
    /// UTF-8 when nothing is broken, or when stray bytes are few beside proper characters: text in another
    /// encoding hardly ever looks like UTF-8 by chance.
    fn verdict(mut self) -> &'static Encoding {
        if self.broken == 0 || self.proper >= self.broken.saturating_mul(3) {
            return UTF_8;
        }
        self.guesser.feed(&[], true);
        self.guesser.guess(None, Utf8Detection::Deny)
    }
}

fn tally(source: &mut dyn Source) -> Result<Tally, TableError> {
    let mut tally = Tally { proper: 0, broken: 0, guesser: EncodingDetector::new(Iso2022JpDetection::Deny) };
    let mut decoder = UTF_8.new_decoder_without_bom_handling();
    let (mut bytes, mut text) = (vec![0_u8; CHUNK], vec![0_u8; CHUNK * 3]);
    let (mut line, mut fed, mut blank) = (1_u64, 0_usize, true);
    loop {
        let count = source.read(&mut bytes)?;
        let chunk = bytes.get(..count).unwrap_or_default();
        if let Some(at) = chunk.iter().position(|&byte| byte == 0) {
            let before = chunk.get(..at).unwrap_or_default();
            return Err(TableError::ZeroByte { line: line.saturating_add(newlines(before)) });
        }
        line = line.saturating_add(newlines(chunk));
        blank &= chunk.iter().all(u8::is_ascii_whitespace);
        if !chunk.is_ascii() && fed < GUESS_BYTES {
            fed = fed.saturating_add(chunk.len());
            tally.guesser.feed(chunk, false);
        }
        count_utf8(&mut decoder, chunk, &mut text, count == 0, &mut tally);
        if count == 0 {
            return if blank { Err(TableError::Empty) } else { Ok(tally) };
        }
    }
}

fn newlines(bytes: &[u8]) -> u64 {
    u64::try_from(bytes.iter().filter(|&&byte| byte == b'\n').count()).unwrap_or(0)
}

fn count_utf8(decoder: &mut Decoder, mut input: &[u8], text: &mut [u8], last: bool, tally: &mut Tally) {
    loop {
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(input, text, last);
        let leads = text.get(..written).unwrap_or_default().iter().filter(|&&byte| byte >= 0xC2).count();
        tally.proper = tally.proper.saturating_add(u64::try_from(leads).unwrap_or(0));
        input = input.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(_, _) => tally.broken = tally.broken.saturating_add(1),
        }
    }
}

/// Reads a source as UTF-8, decoding as it goes. What cannot be decoded becomes U+FFFD and is counted.
pub(super) struct Decoded {
    source: Box<dyn Source>,
    survey: Survey,
    decoder: Decoder,
    bytes: Vec<u8>,
    text: Vec<u8>,
    given: usize,
    ended: bool,
    replaced: u64,
}

impl Decoded {
    pub fn new(source: Box<dyn Source>, survey: Survey) -> Result<Self, TableError> {
        let decoder = survey.encoding.new_decoder_without_bom_handling();
        let bytes = vec![0; CHUNK];
        let mut decoded =
            Self { source, survey, decoder, bytes, text: Vec::new(), given: 0, ended: false, replaced: 0 };
        decoded.rewind()?;
        Ok(decoded)
    }

    /// Back to the first character.
    pub fn rewind(&mut self) -> io::Result<()> {
        self.source.seek(SeekFrom::Start(self.survey.bom))?;
        self.decoder = self.survey.encoding.new_decoder_without_bom_handling();
        self.text.clear();
        self.given = 0;
        self.ended = false;
        self.replaced = 0;
        Ok(())
    }

    pub fn encoding(&self) -> &'static str {
        self.survey.encoding.name()
    }

    pub fn replaced(&self) -> u64 {
        self.replaced
    }

    fn decode_more(&mut self) -> io::Result<()> {
        let count = self.source.read(&mut self.bytes)?;
        self.ended = count == 0;
        let mut input = self.bytes.get(..count).unwrap_or_default();
        self.text.clear();
        self.given = 0;
        loop {
            let room =
                self.decoder.max_utf8_buffer_length_without_replacement(input.len()).unwrap_or(CHUNK * 3);
            let start = self.text.len();
            self.text.resize(start.saturating_add(room.max(16)), 0);
            let target = self.text.get_mut(start..).unwrap_or_default();
            let (result, read, written) =
                self.decoder.decode_to_utf8_without_replacement(input, target, self.ended);
            self.text.truncate(start.saturating_add(written));
            input = input.get(read..).unwrap_or_default();
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(_, _) => {
                    self.replaced = self.replaced.saturating_add(1);
                    self.text.extend_from_slice(REPLACEMENT);
                }
            }
        }
        // In wide encodings the survey cannot tell a zero character from half of another.
        if self.text.contains(&0) {
            let reason = "it holds a zero character, so it is no text file; export it as CSV or XLSX";
            return Err(io::Error::new(io::ErrorKind::InvalidData, reason));
        }
        Ok(())
    }
}

impl Read for Decoded {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given >= self.text.len() {
            if self.ended {
                return Ok(0);
            }
            self.decode_more()?;
        }
        let ready = self.text.get(self.given..).unwrap_or_default();
        let count = ready.len().min(out.len());
        for (to, from) in out.iter_mut().zip(ready) {
            *to = *from;
        }
        self.given = self.given.saturating_add(count);
        Ok(count)
    }
}
