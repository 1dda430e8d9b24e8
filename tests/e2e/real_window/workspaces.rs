//! Another workspace in the same window: chosen in the system's dialog, and remembered for the next start.

use std::path::Path;

use crate::dialog;
use crate::session::Session;

const TITLE: &str = "Choose the folder of the workspace";

#[tokio::test(flavor = "multi_thread")]
async fn another_workspace_opens_in_the_same_window_and_at_the_next_start() {
    let window = Session::with_sample_shop().await;
    let page = &window.page;
    page.wait_for("row", None, 10).await;
    let other = window.machine.path("Second shop");
    std::fs::create_dir(&other).expect("a folder");

    page.press("button", "Fernhill Goods").await;
    page.press("menuitem", "Open another workspace").await;
    dialog::dismiss(&window.machine, TITLE).await;
    assert!(page.count("grid", None).await > 0, "nothing changes when the dialog is closed");

    page.press("button", "Fernhill Goods").await;
    page.press("menuitem", "Open another workspace").await;
    dialog::answer(&window.machine, TITLE, &other).await;
    page.wait_for("heading", Some("Where your data lives"), 1).await;
    page.wait_text(&shown(&other)).await;
    page.fill("textbox", "Name of the workspace", "Second shop").await;
    page.press("button", "Continue").await;
    page.wait_for("heading", Some("How would you like to start?"), 1).await;
    assert!(other.join("workspace.stockless").is_file());
    window.picture("workspace-other").await;

    let machine = window.end_and_keep_the_machine().await;
    let window = Session::start(machine, &[]).await;
    window.page.wait_for("button", Some("Second shop"), 1).await;
    window.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_step_offers_another_folder() {
    let machine = crate::machine::Machine::start();
    let first = machine.path("workspace");
    let other = machine.path("In the backup");
    std::fs::create_dir(&other).expect("a folder");
    let window = Session::start(machine, &["--workspace", &first.to_string_lossy()]).await;
    let page = &window.page;
    page.wait_text(&shown(&first)).await;
    page.press("button", "Choose another folder").await;
    dialog::answer(&window.machine, TITLE, &other).await;
    page.wait_text(&shown(&other)).await;
    window.end().await;
}

fn shown(folder: &Path) -> String {
    folder.to_string_lossy().into_owned()
}
