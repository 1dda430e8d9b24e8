//! Suppliers, offers, mappings and shops by short calls.

use serde_json::{Value, json};

use crate::sale::{Sale, shopify};
use crate::world::World;

/// `base` with the fields of `change` in place of its own.
pub fn with(mut base: Value, change: Value) -> Value {
    let own = base.as_object_mut().expect("an object");
    for (name, value) in change.as_object().expect("an object") {
        own.insert(name.clone(), value.clone());
    }
    base
}

impl World {
    /// An approved wholesaler that takes CSV files, sends anywhere for 4.00 and 0.50 for each further unit in 2 to 5
    /// days; changed as told.
    pub fn supplier(&self, name: &str, change: Value) -> i64 {
        let base = json!({
            "id": null, "name": name, "kind": "wholesaler", "standing": "approved", "city": "Bremen", "country": "DE",
            "currency": "EUR", "channel": "file", "email": "orders@supplier.example.com",
            "shipping": [{"zone": "*", "service": "Parcel", "first": "4.00", "additional": "0.50", "days_min": 2, "days_max": 5}],
            "template": {"format": "csv"}
        });
        self.call("supplier_save", with(base, change))["id"].as_i64().expect("an id")
    }

    /// An offer at one unit cost anywhere, stock not told.
    pub fn offer(&self, supplier: i64, sku: &str, cost: &str, change: Value) -> i64 {
        let base = json!({
            "id": null, "supplier_id": supplier, "supplier_sku": sku, "title": format!("Ware {sku}"), "currency": "EUR",
            "stock": null, "prices": [{"zone": "*", "min_quantity": 1, "unit_cost": cost}]
        });
        self.call("offer_save", with(base, change))["id"].as_i64().expect("an id")
    }

    /// The product of a SKU.
    pub fn product(&self, sku: &str) -> i64 {
        let found = self.call("products", json!({"search": sku, "limit": 500}));
        let rows = found["rows"].as_array().expect("rows");
        let row = rows
            .iter()
            .find(|row| row["sku"] == sku)
            .unwrap_or_else(|| panic!("no product {sku} in {found}"));
        row["id"].as_i64().expect("an id")
    }

    /// Lets an offer serve a product everywhere, as its first choice.
    pub fn map(&self, sku: &str, offer: i64, change: Value) -> Value {
        let base = json!({"id": null, "product_id": self.product(sku), "zone": "*", "rank": 1, "offer_id": offer, "factor": 1});
        self.call("mapping_save", with(base, change))
    }

    /// Imports orders into the shop Harbour.
    pub fn sell(&self, sales: &[Sale]) -> Value {
        self.sell_in("Harbour", sales)
    }

    /// Imports orders into a shop.
    pub fn sell_in(&self, shop: &str, sales: &[Sale]) -> Value {
        let file = self.write("sales.csv", shopify(sales));
        let answer = self.call("import_run", json!({"kind": "orders", "files": [file], "shop": shop}));
        assert_eq!(answer["rejected"], json!([]), "every order is read");
        answer
    }

    /// Imports a table of another kind from text.
    pub fn table(&self, kind: &str, text: &str) -> Value {
        let file = self.write(&format!("{kind}.csv"), text);
        self.call("import_run", json!({"kind": kind, "files": [file]}))
    }

    /// A supplier Nordlicht with an offer for each SKU at a cost, mapped to products that are known already.
    pub fn stocked(&self, change: Value, goods: &[(&str, &str)]) -> i64 {
        let supplier = self.supplier("Nordlicht", change);
        for (sku, cost) in goods {
            let offer = self.offer(supplier, &format!("N-{sku}"), cost, json!({}));
            self.map(sku, offer, json!({}));
        }
        supplier
    }
}
