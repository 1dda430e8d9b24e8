//! What waits for the merchant is said in the window's title and in the tray.

use serde_json::{Value, json};
use stockless_core::protocol::Capability;
use stockless_tests::told::Told;
use stockless_tests::world::HOUR;
use stockless_tests::{Sale, World};

use super::CALL;
use crate::dialog;
use crate::machine::Machine;
use crate::poll::until;
use crate::session::Session;
use crate::tray::Tray;

/// A workspace with one purchase that only the merchant can find out about, and closed.
fn with_a_question() -> World {
    let mut world = World::new();
    let outside = Told::new(Capability::blind());
    world.reach_through(outside as _);
    world.sell(&[Sale::new("#1001").item("LMP", 1, 4_900)]);
    world.stocked(json!({"folder_is_collected": true}), &[("LMP", "12.50")]);
    world.forward_now();
    world.advance(HOUR);
    world.tick();
    assert_eq!(world.purchase("1001-1")["row"]["state"], "asking");
    world.stop();
    world
}

async fn titled(window: &Session, pattern: &str) {
    until(pattern, || std::future::ready(dialog::open(&window.machine, pattern))).await;
}

async fn menu_says(tray: &Tray, first: &str) {
    until(first, || async {
        let menu = tray.menu().await?;
        if menu.first().is_some_and(|found| found == first) { Ok(()) } else { Err(format!("{menu:?}")) }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_question_is_counted_in_the_title_and_in_the_tray_until_it_is_answered() {
    let world = with_a_question();
    let machine = Machine::start();
    let tray = Tray::start(&machine).await;
    let workspace = world.folder().to_string_lossy().into_owned();
    let window = Session::start(machine, &["--workspace", &workspace]).await;
    window.page.wait_for("grid", None, 1).await;
    titled(&window, "\\(1\\) .*Moss & Marlow, Stockless").await;
    menu_says(&tray, "1 question waits for you").await;
    assert_eq!(
        tray.menu().await.expect("a menu"),
        ["1 question waits for you", "Show the window", "Quit Stockless"]
    );

    let call = async |name: &str, request: Value| {
        window.page.ask(CALL, vec![json!(name), json!({ "request": request })]).await
    };
    let found = call("purchases", json!({"state": "asking"})).await;
    let row = &found[1]["rows"][0];
    let answer = json!({"answer": "it_is_there", "supplier_number": "NL-7781"});
    let said =
        call("purchase_answer", json!({"id": row["id"], "version": row["version"], "answer": answer})).await;
    assert_eq!(said[0], "ok", "{said}");
    menu_says(&tray, "No question waits for you").await;
    titled(&window, "[^(].*Moss & Marlow, Stockless").await;

    tray.choose("Quit Stockless").await;
    window.ended().await;
}
