/// The commands of the window itself: what a page cannot do and the engine must not know about.
/// `build.rs` and `cargo xtask types` read this list too.
pub const HOST_COMMANDS: &[&str] = &[
    "host_open_link",
    "host_open_workspace",
    "host_pick_files",
    "host_pick_folder",
    "host_pick_save",
    "host_quit",
    "host_ready",
    "host_set_theme",
    "host_set_title",
    "host_set_zoom",
    "host_show_in_folder",
];
