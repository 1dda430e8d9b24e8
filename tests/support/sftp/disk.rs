use std::collections::{BTreeMap, BTreeSet};

/// Files and folders in memory. Paths are relative to the folder one arrives in, without a leading separator.
#[derive(Debug, Default)]
pub struct Disk {
    folders: BTreeSet<String>,
    files: BTreeMap<String, Vec<u8>>,
    /// Names that a listing of any folder shows beside the real ones.
    strange_names: Vec<String>,
}

impl Disk {
    /// Makes a folder.
    pub fn make_folder(&mut self, path: &str) {
        self.folders.insert(path.to_owned());
    }

    /// Removes a folder and what is in it.
    pub fn remove_folder(&mut self, path: &str) {
        self.folders.remove(path);
        self.files.retain(|file, _| parent(file) != path);
    }

    /// Lays a file there, over whatever was there.
    pub fn put(&mut self, path: &str, bytes: &[u8]) {
        self.files.insert(path.to_owned(), bytes.to_vec());
    }

    /// The bytes of a file.
    pub fn get(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Takes a file away.
    pub fn take(&mut self, path: &str) -> Option<Vec<u8>> {
        self.files.remove(path)
    }

    /// The paths of all files, sorted.
    pub fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    /// Lists a name everywhere that no file has.
    pub fn show_strange_name(&mut self, name: &str) {
        self.strange_names.push(name.to_owned());
    }

    pub(super) fn is_folder(&self, path: &str) -> bool {
        path == "." || path == "/" || path.is_empty() || self.folders.contains(path)
    }

    pub(super) fn folder_of(&self, path: &str) -> bool {
        self.is_folder(parent(path))
    }

    pub(super) fn append(&mut self, path: &str, bytes: &[u8]) {
        self.files.entry(path.to_owned()).or_default().extend(bytes);
    }

    pub(super) fn used(&self) -> usize {
        self.files.values().map(Vec::len).sum()
    }

    /// As OpenSSH does it: never over a file that is there.
    pub(super) fn rename(&mut self, from: &str, to: &str) -> Result<(), u32> {
        if self.files.contains_key(to) || self.folders.contains(to) {
            return Err(4);
        }
        if !self.folder_of(to) {
            return Err(2);
        }
        let bytes = self.files.remove(from).ok_or(2_u32)?;
        self.files.insert(to.to_owned(), bytes);
        Ok(())
    }

    /// Names in a folder, with the size of a file or nothing for a folder.
    pub(super) fn list(&self, folder: &str) -> Vec<(String, Option<usize>)> {
        let folder = if folder == "." { "" } else { folder };
        let here = |path: &&String| parent(path) == folder;
        let name = |path: &String| path.rsplit('/').next().unwrap_or(path).to_owned();
        let folders = self.folders.iter().filter(here).map(|path| (name(path), None));
        let files = self.files.iter().filter(|(path, _)| here(path));
        let strange = self.strange_names.iter().map(|name| (name.clone(), Some(0)));
        folders.chain(files.map(|(path, bytes)| (name(path), Some(bytes.len())))).chain(strange).collect()
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}
