//! The beginning: a new workspace, what suppliers offer, and the orders of the shop.

use thirtyfour::Key;

use super::fixtures::written;
use super::{DECIDED, Day};
use crate::dialog;

impl Day {
    pub async fn begin_empty(&self) {
        let page = &self.window.page;
        page.wait_for("heading", Some("Where your data lives"), 1).await;
        page.fill("textbox", "Name of the workspace", "Fenn & Rowe").await;
        page.fill("combobox", "Base currency", "GBP").await;
        page.press("option", "GBP").await;
        self.window.picture("day-01-data").await;
        page.press("button", "Continue").await;
        page.press("radio", "Start empty").await;
        page.press("button", "Start empty").await;
        page.wait_for("heading", Some("Who do you buy from?"), 1).await;
        page.press("radio", "Later").await;
        page.press("button", "Skip this step").await;
        page.wait_for("heading", Some("What do your shops cost?"), 1).await;
        page.press("button", "Continue").await;
        page.press("button", "Go to the inbox").await;
        page.wait_text("Orders appear here once they are imported").await;
        self.window.picture("day-02-empty-inbox").await;
    }

    /// A minute in which a forward can be taken back, however slow the machine is.
    pub async fn take_time_before_orders_leave(&self) {
        let page = &self.window.page;
        page.chord(Key::Control, ",").await;
        page.press("radio", "60 s").await;
        page.chord(Key::Control, Key::Enter).await;
        page.wait_for("group", Some("Saved"), 1).await;
    }

    pub async fn read_what_suppliers_offer(&self) {
        self.read("Suppliers", "suppliers.csv", "2 suppliers").await;
        self.read("Offers", "offers.csv", "4 offers").await;
        self.read("Mappings", "mappings.csv", "3 mappings").await;
        self.read("Exchange rates", "rates.csv", "1 rate").await;
    }

    pub async fn give_rhine_trading_a_folder_and_workbooks(&self) {
        let page = &self.window.page;
        std::fs::create_dir(self.folder()).expect("the supplier's folder");
        page.type_keys("gs").await;
        page.press("row", "Rhine Trading").await;
        page.wait_for("heading", Some("Rhine Trading"), 1).await;
        page.press("button", "Edit").await;
        page.wait_for("dialog", Some("Rhine Trading"), 1).await;
        page.press("radio", "XLSX").await;
        page.press("button", "Choose…").await;
        dialog::answer(&self.window.machine, "Choose the folder for order files", &self.folder()).await;
        self.window.picture("day-04-supplier").await;
        page.chord(Key::Control, Key::Enter).await;
        page.wait_gone("dialog", "Rhine Trading").await;
    }

    pub async fn read_orders(&self) {
        let page = &self.window.page;
        self.open_file("Orders", "orders.csv").await;
        page.wait_text("Shopify order export").await;
        page.fill("textbox", "Name of the shop", "Fenn Home").await;
        self.window.picture("day-05-orders-preview").await;
        page.press("button", "Import 6 orders").await;
        page.wait_for("heading", Some("6 orders read"), 1).await;
    }

    /// Adds what the payment provider takes.
    pub async fn add_a_payment_fee(&self) {
        let page = &self.window.page;
        let (per_mille, fixed) = DECIDED.fee;
        page.type_keys("gp").await;
        page.press("tab", "Costs and rules").await;
        page.press("button", "Add fees").await;
        page.press("menuitem", "A fee of your own").await;
        page.fill("spinbutton", "Percent", &format!("{}.{}", per_mille / 10, per_mille % 10)).await;
        page.fill("spinbutton", "Fixed", &written(fixed)).await;
        page.chord(Key::Control, Key::Enter).await;
        page.wait_text("1.4% + £0.20").await;
        self.window.picture("day-06-fee").await;
    }
}
