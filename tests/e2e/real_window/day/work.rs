//! The work: the inbox is cleared, orders leave, parcels come back.

use thirtyfour::Key;

use super::fixtures::written;
use super::reckoning::{Purchase, in_pence, purchases};
use super::{DECIDED, Day};

impl Day {
    /// Corrects an address and maps a SKU; the order nobody has paid is put aside.
    pub async fn clear_the_inbox(&self) {
        let page = &self.window.page;
        page.type_keys("gi").await;
        // The files of the day are older than the workspace.
        page.press("button", "None was ordered yet").await;
        page.wait_gone("button", "None was ordered yet").await;
        page.press("row", "#2004").await;
        page.wait_for("radio", Some("Correct the address"), 1).await;
        self.window.picture("day-07-address").await;
        page.type_keys("2").await;
        page.key(Key::Enter).await;
        page.fill("textbox", "Postal code", DECIDED.postal_code.1).await;
        page.key(Key::Enter).await;
        page.wait_for("group", Some("Address of #2004 saved"), 1).await;
        page.press("row", "#2005").await;
        page.wait_for("radio", Some("Map to RT-BULB"), 1).await;
        self.window.picture("day-08-unmapped").await;
        page.key(Key::Enter).await;
        page.wait_for("group", Some("#2005: Map to RT-BULB, forwarded"), 1).await;
        page.press("row", "#2006").await;
        page.wait_for("radio", Some("Forward before it is paid"), 1).await;
        page.type_keys("h").await;
        page.press("menuitem", "Tomorrow").await;
        page.wait_for("group", Some("#2006 snoozed"), 1).await;
        self.window.picture("day-09-decided").await;
    }

    /// Sends what is ready to the outbox, with what it costs at each supplier shown before.
    async fn forward_ready(&self) {
        let page = &self.window.page;
        page.wait_for("button", Some("Forward 4 ready"), 1).await;
        page.chord(Key::Shift, "F").await;
        page.wait_for("button", Some("Forward 4 orders"), 1).await;
        let said = page.texts("dialog", Some("Forward to suppliers")).await.join("\n");
        let ready: Vec<Purchase> =
            purchases(&DECIDED).into_iter().filter(|purchase| purchase.number != "2005-1").collect();
        for (supplier, sign) in [("Harbour Wholesale", "£"), ("Rhine Trading", "€")] {
            let own = ready.iter().filter(|purchase| purchase.supplier == supplier);
            let to_pay = format!("{sign}{}", written(own.map(Purchase::to_pay).sum()));
            assert!(said.contains(&to_pay), "{supplier} gets {to_pay}: {said}");
        }
        let in_all = ready.iter().map(Purchase::to_pay_in_pence).sum();
        assert!(said.contains(&format!("£{}", written(in_all))), "{} in all: {said}", written(in_all));
        self.window.picture("day-10-review").await;
        page.key(Key::Enter).await;
        page.wait_gone("dialog", "Forward to suppliers").await;
        page.wait_gone("button", "Forward 4 ready").await;
    }

    pub async fn forward_and_take_back(&self) {
        let page = &self.window.page;
        self.forward_ready().await;
        page.wait_for("group", Some("4 orders forwarded"), 1).await;
        self.window.picture("day-11-forwarded").await;
        page.chord(Key::Control, "z").await;
        page.wait_for("group", Some("4 orders put back as before"), 1).await;
        assert!(!self.outbox().exists(), "nothing has left");
    }

    pub async fn forward(&self) {
        let page = &self.window.page;
        self.forward_ready().await;
        page.type_keys("ga").await;
        page.wait_text("6 purchases wait to leave").await;
        page.wait_text("leaves in").await;
        self.window.picture("day-12-outbox").await;
        assert!(!self.outbox().exists(), "nothing has left");
        page.press("button", "Send now").await;
        page.wait_for("group", Some("6 purchases leave now"), 1).await;
        page.wait_text("6 purchases have to be handed over by you").await;
        self.window.picture("day-13-sent").await;
    }

    /// Says that the suppliers have their files.
    pub async fn hand_over(&self) {
        let page = &self.window.page;
        page.press("button", "Hand over").await;
        page.wait_for("row", Some("2001-2"), 1).await;
        page.chord(Key::Control, "a").await;
        page.press("button", "Placed").await;
        page.wait_for("group", Some("6 purchases placed"), 1).await;
        self.window.picture("day-14-placed").await;
    }

    pub async fn read_parcels(&self) {
        self.read("Tracking", "tracking.csv", "4 parcels").await;
        let page = &self.window.page;
        page.type_keys("go").await;
        for (order, shown) in [
            (
                "#2003",
                ["00340434161094021501", "In transit", "RR473124832GB", "Delivered", "1 of 2 units"]
                    .as_slice(),
            ),
            ("#2001", &["RR473124829GB", "Royal Mail", "Delivered"]),
        ] {
            page.press("row", order).await;
            page.type_keys("o").await;
            page.wait_for("heading", Some("Parcel 1 of"), 1).await;
            let said = page.text().await;
            for word in shown {
                assert!(said.contains(word), "{order} shows {word}: {said}");
            }
            self.window.picture(&format!("day-15-order-{}", &order[1..])).await;
            page.type_keys("go").await;
        }
    }
}

impl Purchase {
    fn to_pay(&self) -> i64 {
        self.goods + self.shipping + self.fee
    }

    fn to_pay_in_pence(&self) -> i64 {
        [self.goods, self.shipping, self.fee].map(|part| in_pence(part, &self.currency)).iter().sum()
    }
}
