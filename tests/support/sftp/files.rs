use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use russh_sftp::protocol::{
    Attrs, Data, File, FileAttributes, Handle, Name, OpenFlags, Status, StatusCode, Version,
};

use super::{Fault, Reader, Shared};

/// One conversation's open files, on the disk everybody shares.
pub(super) struct Files {
    shared: Arc<Mutex<Shared>>,
    open: HashMap<String, Open>,
    last: u32,
    written: usize,
}

enum Open {
    File(String),
    Folder { path: String, told: bool },
}

impl Files {
    pub(super) fn new(shared: Arc<Mutex<Shared>>) -> Self {
        Self { shared, open: HashMap::new(), last: 0, written: 0 }
    }

    fn shared(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn opened(&mut self, id: u32, what: Open) -> Handle {
        self.last += 1;
        let handle = format!("h{}", self.last);
        self.open.insert(handle.clone(), what);
        Handle { id, handle }
    }

    fn path_of(&self, handle: &str) -> Result<String, StatusCode> {
        match self.open.get(handle) {
            Some(Open::File(path)) => Ok(path.clone()),
            _ => Err(StatusCode::Failure),
        }
    }

    /// Renames as the fault says. `None` where nothing is answered.
    fn renamed(&self, from: &str, to: &str) -> Option<Result<(), u32>> {
        let mut shared = self.shared();
        let fault = shared.fault;
        match fault {
            Some(Fault::CutBeforeRename) => {
                shared.late = Some((from.to_owned(), to.to_owned()));
                shared.cut();
                return None;
            }
            Some(Fault::SilentBeforeRename) => {
                shared.late = Some((from.to_owned(), to.to_owned()));
                return None;
            }
            Some(Fault::RefusesRename(code)) => return Some(Err(code)),
            _ => {}
        }
        if let Err(code) = shared.disk.rename(from, to) {
            return Some(Err(code));
        }
        shared.renames.push((from.to_owned(), to.to_owned()));
        if !to.ends_with(".part") {
            read(&mut shared, to);
        }
        match fault {
            Some(Fault::CutAfterRename) => {
                shared.cut();
                None
            }
            Some(Fault::SilentAfterRename) => None,
            Some(Fault::LiesAboutRename(code)) => Some(Err(code)),
            _ => Some(Ok(())),
        }
    }
}

/// The supplier's side: takes or moves a file that has its name.
fn read(shared: &mut Shared, path: &str) {
    match shared.reader.clone() {
        Reader::Nobody => {}
        Reader::Takes => drop(shared.disk.take(path)),
        Reader::Moves(to) => {
            let name = path.rsplit('/').next().unwrap_or(path).to_owned();
            if let Some(bytes) = shared.disk.take(path) {
                shared.disk.put(&format!("{to}{name}"), &bytes);
            }
        }
    }
}

fn ok(id: u32) -> Status {
    Status { id, status_code: StatusCode::Ok, error_message: String::new(), language_tag: String::new() }
}

fn file_attributes(size: usize) -> FileAttributes {
    let mut attributes = FileAttributes {
        size: u64::try_from(size).ok(),
        permissions: Some(0o644),
        ..FileAttributes::empty()
    };
    attributes.set_regular(true);
    attributes
}

fn folder_attributes() -> FileAttributes {
    let mut attributes = FileAttributes { permissions: Some(0o755), ..FileAttributes::empty() };
    attributes.set_dir(true);
    attributes
}

impl russh_sftp::server::Handler for Files {
    type Error = StatusCode;

    fn unimplemented(&self) -> StatusCode {
        StatusCode::OpUnsupported
    }

    async fn init(&mut self, _: u32, _: HashMap<String, String>) -> Result<Version, StatusCode> {
        Ok(Version::new())
    }

    async fn open(
        &mut self,
        id: u32,
        path: String,
        flags: OpenFlags,
        _: FileAttributes,
    ) -> Result<Handle, StatusCode> {
        {
            let mut shared = self.shared();
            let there = shared.disk.get(&path).is_some();
            if flags.contains(OpenFlags::WRITE) {
                if shared.fault == Some(Fault::ReadOnly) {
                    return Err(StatusCode::PermissionDenied);
                }
                if !shared.disk.folder_of(&path) {
                    return Err(StatusCode::NoSuchFile);
                }
                if there && flags.contains(OpenFlags::EXCLUDE) {
                    return Err(StatusCode::Failure);
                }
                shared.disk.put(&path, b"");
            } else if !there {
                return Err(StatusCode::NoSuchFile);
            } else if shared.fault == Some(Fault::WriteOnly) {
                return Err(StatusCode::PermissionDenied);
            }
        }
        Ok(self.opened(id, Open::File(path)))
    }

    async fn close(&mut self, id: u32, handle: String) -> Result<Status, StatusCode> {
        self.open.remove(&handle).map(|_| ok(id)).ok_or(StatusCode::Failure)
    }

    async fn read(&mut self, id: u32, handle: String, offset: u64, len: u32) -> Result<Data, StatusCode> {
        let path = self.path_of(&handle)?;
        let shared = self.shared();
        let bytes = shared.disk.get(&path).ok_or(StatusCode::NoSuchFile)?;
        let start = usize::try_from(offset).map_err(|_| StatusCode::Eof)?;
        let rest = bytes.get(start..).filter(|rest| !rest.is_empty()).ok_or(StatusCode::Eof)?;
        let len = usize::try_from(len).map_err(|_| StatusCode::Failure)?;
        Ok(Data { id, data: rest[..rest.len().min(len)].to_vec() })
    }

    async fn write(&mut self, id: u32, handle: String, _: u64, data: Vec<u8>) -> Result<Status, StatusCode> {
        let path = self.path_of(&handle)?;
        let before = self.written;
        self.written += data.len();
        let mut shared = self.shared();
        let kept = match shared.fault {
            Some(Fault::DiskFull(room)) if shared.disk.used() + data.len() > room => {
                return Err(StatusCode::Failure);
            }
            Some(Fault::KeepsOnly(most)) | Some(Fault::CutAfter(most)) => {
                most.saturating_sub(before).min(data.len())
            }
            _ => data.len(),
        };
        shared.disk.append(&path, &data[..kept]);
        if matches!(shared.fault, Some(Fault::CutAfter(most)) if before + data.len() >= most) {
            shared.cut();
        }
        Ok(ok(id))
    }

    async fn lstat(&mut self, id: u32, path: String) -> Result<Attrs, StatusCode> {
        let shared = self.shared();
        let attrs = match shared.disk.get(&path) {
            Some(bytes) => file_attributes(bytes.len()),
            None if shared.disk.is_folder(&path) => folder_attributes(),
            None => return Err(StatusCode::NoSuchFile),
        };
        Ok(Attrs { id, attrs })
    }

    async fn opendir(&mut self, id: u32, path: String) -> Result<Handle, StatusCode> {
        if !self.shared().disk.is_folder(&path) {
            return Err(StatusCode::NoSuchFile);
        }
        Ok(self.opened(id, Open::Folder { path, told: false }))
    }

    async fn readdir(&mut self, id: u32, handle: String) -> Result<Name, StatusCode> {
        let Some(Open::Folder { path, told }) = self.open.get_mut(&handle) else {
            return Err(StatusCode::Failure);
        };
        if std::mem::replace(told, true) {
            return Err(StatusCode::Eof);
        }
        let path = path.clone();
        let listed = self.shared().disk.list(&path);
        let dots = [(".".to_owned(), None), ("..".to_owned(), None)];
        let file = |(name, size): (String, Option<usize>)| {
            File::new(name, size.map_or_else(folder_attributes, file_attributes))
        };
        Ok(Name { id, files: dots.into_iter().chain(listed).map(file).collect() })
    }

    async fn remove(&mut self, id: u32, path: String) -> Result<Status, StatusCode> {
        let mut shared = self.shared();
        if shared.disk.get(&path).is_none() {
            return Err(StatusCode::NoSuchFile);
        }
        if shared.fault == Some(Fault::NoRemoval) {
            return Err(StatusCode::PermissionDenied);
        }
        shared.disk.take(&path);
        Ok(ok(id))
    }

    async fn rename(&mut self, id: u32, from: String, to: String) -> Result<Status, StatusCode> {
        let done = self.renamed(&from, &to);
        match done {
            Some(Ok(())) => Ok(ok(id)),
            Some(Err(2)) => Err(StatusCode::NoSuchFile),
            Some(Err(3)) => Err(StatusCode::PermissionDenied),
            Some(Err(8)) => Err(StatusCode::OpUnsupported),
            Some(Err(_)) => Err(StatusCode::Failure),
            None => std::future::pending().await,
        }
    }
}
