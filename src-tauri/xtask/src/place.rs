//! Where things are in this repository.

use std::path::{Path, PathBuf};

/// The repository's top folder. Known at compile time: xtask is only ever run from its own checkout.
pub fn root() -> PathBuf {
    let xtask = Path::new(env!("CARGO_MANIFEST_DIR"));
    xtask.ancestors().nth(2).unwrap_or(xtask).to_path_buf()
}

/// The web interface's folder.
pub fn ui() -> PathBuf {
    root().join("ui")
}

/// The folder of the checks that run in Chromium.
pub fn browser() -> PathBuf {
    root().join("tests").join("browser")
}

/// Cargo's output folder; honours `CARGO_TARGET_DIR`.
pub fn target() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(folder) => root().join(folder),
        None => root().join("target"),
    }
}

/// A program that cargo built, `profile` being `debug` or `release`.
pub fn built(profile: &str, name: &str) -> PathBuf {
    target().join(profile).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// The file that a program's name stands for, searched like a shell does.
pub fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(format!("{name}{}", std::env::consts::EXE_SUFFIX)))
        .find(|file| file.is_file())
}
