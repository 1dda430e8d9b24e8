//! Writes the TypeScript side of the command list. The file is committed; a test fails when it drifts.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use crate::commands::{COMMANDS, Tag, visit_types};
use crate::error::ApiError;
use crate::events::Event;

/// Is shown the types of each command.
pub(crate) trait CommandVisitor {
    /// One command.
    fn command<Request: TS + 'static, Answer: TS + 'static>(&mut self, name: &str);
}

struct Writer {
    config: Config,
    declarations: BTreeMap<String, String>,
    seen: HashSet<TypeId>,
    map: String,
}

impl CommandVisitor for Writer {
    fn command<Request: TS + 'static, Answer: TS + 'static>(&mut self, name: &str) {
        self.visit::<Request>();
        self.visit::<Answer>();
        let (request, answer) = (Request::name(&self.config), Answer::name(&self.config));
        let _ = writeln!(self.map, "  {name}: {{ request: {request}; response: {answer} }};");
    }
}

impl TypeVisitor for Writer {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
        if T::output_path().is_none() {
            return;
        }
        let docs = T::docs().unwrap_or_default();
        let declaration = format!("{docs}export {}\n", T::decl(&self.config));
        self.declarations.insert(T::ident(&self.config), declaration);
    }
}

/// The whole file.
pub fn typescript() -> String {
    let mut writer = Writer {
        config: Config::new().with_large_int("number"),
        declarations: BTreeMap::new(),
        seen: HashSet::new(),
        map: String::new(),
    };
    visit_types(&mut writer);
    writer.visit::<ApiError>();
    writer.visit::<Event>();
    writer.visit::<Tag>();
    let mut out = String::from(
        "// Generated from the command list of the engine by `cargo xtask types`. Do not edit: a test compares it.\n\n",
    );
    for declaration in writer.declarations.values() {
        out.push_str(declaration);
        out.push('\n');
    }
    let _ = write!(
        out,
        "/** Request and answer of every command. */\nexport type Commands = {{\n{}}};\n\n",
        writer.map
    );
    out.push_str("/** Name of a command. */\nexport type CommandName = keyof Commands;\n\n");
    out.push_str("/** Lists that an answer fills and lists that a success makes stale. */\n");
    out.push_str(
        "export const COMMAND_TAGS: Record<CommandName, { provides: readonly Tag[]; invalidates: readonly Tag[] }> = {\n",
    );
    for command in COMMANDS {
        let list = |tags: &[Tag]| serde_json::to_string(tags).unwrap_or_default().replace(',', ", ");
        let (provides, invalidates) = (list(command.provides), list(command.invalidates));
        let _ = writeln!(out, "  {}: {{ provides: {provides}, invalidates: {invalidates} }},", command.name);
    }
    out.push_str("};\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Names every file that is made from the command list, with what it should hold.
    fn generated() -> Vec<(std::path::PathBuf, String)> {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let names: String = COMMANDS.iter().map(|command| format!("{}\n", command.name)).collect();
        vec![
            (root.join("ui/src/ipc/types.gen.ts"), typescript()),
            (root.join("src-tauri/commands.txt"), names),
        ]
    }

    #[test]
    fn generated_files_are_up_to_date() {
        let write = std::env::var_os("STOCKLESS_WRITE_TYPES").is_some();
        for (path, wanted) in generated() {
            if write {
                std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                std::fs::write(&path, &wanted).unwrap();
            }
            let found = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(
                found == wanted,
                "{} differs from the command list; run `cargo xtask types`",
                path.display()
            );
        }
    }

    #[test]
    fn no_two_commands_share_a_name() {
        let names: HashSet<_> = COMMANDS.iter().map(|command| command.name).collect();
        assert_eq!(names.len(), COMMANDS.len());
    }
}
