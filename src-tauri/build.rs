//! Tells Tauri which commands exist, so that a window may call only those its capability names.

use std::path::Path;

#[path = "src/host/names.rs"]
mod names;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo:rerun-if-changed=commands.txt");
    println!("cargo:rerun-if-changed=capabilities/main.json");
    // Tauri embeds the built page and wants the folder to be there, even while it is still empty.
    std::fs::create_dir_all("../ui/dist")?;

    let commands = std::fs::read_to_string("commands.txt")?;
    let names: Vec<&str> = commands.lines().chain(names::HOST_COMMANDS.iter().copied()).collect();
    check_capability(Path::new("capabilities/main.json"), &names)?;

    // The build script ends in a moment; Tauri wants names that live as long as it does.
    let forever: &'static [&'static str] =
        names.iter().map(|name| &*name.to_string().leak()).collect::<Vec<_>>().leak();
    let manifest = tauri_build::AppManifest::new().commands(forever);
    tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest))?;
    Ok(())
}

/// Every command is granted to the window and nothing else is, apart from hearing events.
fn check_capability(file: &Path, names: &[&str]) -> Result<(), Box<dyn std::error::Error>> {
    let capability: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(file)?)?;
    let granted = capability
        .get("permissions")
        .and_then(|list| list.as_array())
        .ok_or("main.json has no permissions")?;
    let mut granted: Vec<&str> = granted.iter().filter_map(|name| name.as_str()).collect();
    let mut wanted: Vec<String> =
        names.iter().map(|name| format!("allow-{}", name.replace('_', "-"))).collect();
    wanted.extend(["core:event:allow-listen".to_owned(), "core:event:allow-unlisten".to_owned()]);
    granted.sort_unstable();
    wanted.sort_unstable();
    if granted == wanted {
        return Ok(());
    }
    Err(format!("{} and commands.txt disagree; 'cargo xtask types' writes both anew", file.display()).into())
}
