//! A merchant's whole day in the real window, from an empty workspace to the figures for the bookkeeper, and every
//! file that comes out of it held against what the test reckons itself.

mod begin;
mod figures;
mod files;
mod fixtures;
mod reckoning;
mod work;

use std::path::PathBuf;

use self::fixtures::path;
use self::reckoning::{Decided, figures, purchases};
use crate::dialog;
use crate::file_manager::FileManager;
use crate::machine::Machine;
use crate::session::Session;

/// What the merchant decides on this day.
const DECIDED: Decided = Decided {
    mapped: ("BULB-E27", "RT-BULB"),
    postal_code: ("#2004", "BA1 5LN"),
    twice: &["#2001", "#2002", "#2003", "#2004"],
    fee: (14, 20),
};

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_day_comes_out_as_reckoned_by_hand() {
    let machine = Machine::start();
    let file_manager = FileManager::start(&machine).await;
    let workspace = machine.path("workspace");
    let day = Day { window: Session::start(machine, &["--workspace", &workspace.to_string_lossy()]).await };
    day.begin_empty().await;
    day.take_time_before_orders_leave().await;
    day.read_what_suppliers_offer().await;
    day.give_rhine_trading_a_folder_and_workbooks().await;
    day.read_orders().await;
    day.add_a_payment_fee().await;
    day.clear_the_inbox().await;
    day.forward_and_take_back().await;
    day.forward().await;
    day.hand_over().await;
    day.read_parcels().await;
    let profit = day.export_profit(&file_manager).await;
    files::compare_purchases(&day.outbox(), &day.folder(), &purchases(&DECIDED));
    files::compare_by_product(&profit.by_product, &figures(&DECIDED));
    files::compare_by_country(&profit.by_country, &figures(&DECIDED));
    day.window.end().await;
}

struct Day {
    window: Session,
}

impl Day {
    /// Where files lie for a supplier without a folder of its own.
    fn outbox(&self) -> PathBuf {
        self.window.machine.path("workspace/outbox/Harbour Wholesale")
    }

    /// The folder that the merchant chooses for Rhine Trading.
    fn folder(&self) -> PathBuf {
        self.window.machine.path("rhine")
    }

    /// Reads one of the day's files.
    async fn read(&self, kind: &str, file: &str, what: &str) {
        let page = &self.window.page;
        self.open_file(kind, file).await;
        page.press("button", &format!("Import {what}")).await;
        page.wait_for("heading", Some(&format!("{what} read")), 1).await;
        self.window.picture(&format!("day-03-{}", file.trim_end_matches(".csv"))).await;
    }

    /// Chooses one of the day's files in the system's dialog and waits until the window shows what is in it.
    async fn open_file(&self, kind: &str, file: &str) {
        let page = &self.window.page;
        page.type_keys("gm").await;
        if page.count("button", Some("Import another file")).await > 0 {
            page.press("button", "Import another file").await;
        }
        page.press("radio", kind).await;
        page.press("button", "Choose files").await;
        dialog::answer(&self.window.machine, "Choose the files to import", &path(file)).await;
        page.wait_for("listitem", Some(file), 1).await;
        page.wait_for("heading", Some("What is in it"), 1).await;
    }
}
