//! The disk under the journal.
//!
//! SQLite reaches its own files through a seam of its own; the journal beside it goes through this one, so that the
//! same failing disk can be put under both.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

/// What the journal asks of a disk.
pub trait Disk: Send + Sync {
    /// The whole content of a file; `None` where there is none.
    ///
    /// # Errors
    /// What the system says.
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>>;

    /// Opens a file to write at its end, making it where there is none. A file that was made survives a power cut
    /// from its first [`Log::sync`] on.
    ///
    /// # Errors
    /// What the system says.
    fn append(&self, path: &Path) -> io::Result<Box<dyn Log>>;
}

/// A file that only grows at its end, or is cut back.
pub trait Log: Send {
    /// Writes at the end. After an error some of it may be there.
    ///
    /// # Errors
    /// What the system says.
    fn write(&mut self, bytes: &[u8]) -> io::Result<()>;

    /// Waits until everything that was written is on the disk. After an error nobody knows what is.
    ///
    /// # Errors
    /// What the system says.
    fn sync(&mut self) -> io::Result<()>;

    /// Cuts the file to a length.
    ///
    /// # Errors
    /// What the system says.
    fn cut(&mut self, length: u64) -> io::Result<()>;
}

/// The disk of the computer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemDisk;

impl Disk for SystemDisk {
    fn read(&self, path: &Path) -> io::Result<Option<Vec<u8>>> {
        match std::fs::read(path) {
            Ok(content) => Ok(Some(content)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn append(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        let made = !path.exists();
        let file = OpenOptions::new().create(true).append(true).read(true).open(path)?;
        if made {
            sync_folder(path)?;
        }
        Ok(Box::new(SystemLog { file }))
    }
}

struct SystemLog {
    file: File,
}

impl Log for SystemLog {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file.sync_all()
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file.set_len(length)
    }
}

/// A name is on the disk when its folder is. Other systems than Unix offer no such call; there the name goes through
/// the file system's own journal.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), |folder| File::open(folder)?.sync_all())
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}
