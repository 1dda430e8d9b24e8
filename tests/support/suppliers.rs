//! Suppliers that can be spoken to, on this computer: real HTTP over 127.0.0.1, orders that are really held, and any
//! misbehaviour on demand.
//!
//! Each is described by a file in `tests/fixtures/suppliers`, as a merchant would write it. [`records`] holds what the
//! supplier knows, [`dialect`] is how it speaks, [`server`] is its wire, [`script`] is what it does wrong next, and
//! [`exam`] proves that a supplier can do what its description declares.

pub mod catalogue;
pub mod dialect;
pub mod exam;
pub mod records;
pub mod script;
pub mod server;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use stockless_connect::documents::{PurchaseDocument, PurchaseLine};
use stockless_connect::rest::{Connection, Rest, Ticks, Timeouts};
use stockless_connect::secrets::Secret;
use stockless_core::day::Instant;
use stockless_core::money::Currency;
use stockless_core::order::Address;
use stockless_core::place::Country;

pub use dialect::Dialect;
pub use script::Act;
pub use server::Supplier;

/// The secret of every simulated supplier. It must turn up nowhere but in the request.
pub const SECRET: &str = "canary-sk-7Qm2xV";
/// A person whose name and address must turn up in no words.
pub const PERSON: &[&str] = &["Quirin", "Zwiebelgasse", "Oberkanarien"];

/// A clock that moves when it is told to.
#[derive(Clone)]
pub struct Hands(Arc<AtomicI64>);

impl Hands {
    /// A clock that shows the third of May 2026, two in the afternoon.
    pub fn at_two() -> Self {
        let at = Instant::from_iso("2026-05-03T14:00:00Z").unwrap();
        Self(Arc::new(AtomicI64::new(at.ms())))
    }

    /// Lets time pass.
    pub fn pass(&self, ms: i64) {
        self.0.fetch_add(ms, Ordering::Relaxed);
    }

    /// The time.
    pub fn now(&self) -> Instant {
        Instant::from_ms(self.0.load(Ordering::Relaxed))
    }

    /// The same as a counting clock.
    pub fn ticks(&self) -> Ticks {
        let hands = self.clone();
        Arc::new(move || hands.now().ms())
    }
}

/// A described supplier, its server, and our connection to it.
pub struct Examined {
    pub supplier: Supplier,
    pub rest: Rest,
    pub hands: Hands,
}

/// Waits long enough for a busy machine and ends when something is wrong.
pub const PATIENT: Timeouts = Timeouts { connect: Duration::from_secs(20), whole: Duration::from_secs(30) };
/// For servers that never answer.
pub const BRIEF: Timeouts =
    Timeouts { connect: Duration::from_millis(200), whole: Duration::from_millis(250) };

impl Examined {
    /// Starts a supplier and opens a connection to it.
    pub fn start(dialect: Dialect) -> Self {
        let hands = Hands::at_two();
        let supplier = Supplier::start(dialect, hands.ticks());
        let rest = open(dialect, supplier.port(), PATIENT, &hands);
        Self { supplier, rest, hands }
    }

    /// A second connection to the same supplier, with another patience.
    pub fn with(&self, timeouts: Timeouts) -> Rest {
        open(self.supplier.dialect(), self.supplier.port(), timeouts, &self.hands)
    }

    /// The frozen request of a purchase with this reference.
    pub fn body(&self, reference: &str) -> Vec<u8> {
        self.rest.description().body(&purchase(reference)).unwrap()
    }
}

fn open(dialect: Dialect, port: u16, timeouts: Timeouts, hands: &Hands) -> Rest {
    Rest::open(&connection(dialect, port), &Secret::new(SECRET), timeouts, hands.ticks()).unwrap()
}

/// The settings of a connection to a simulated supplier, as the merchant would enter them.
pub fn connection(dialect: Dialect, port: u16) -> Connection {
    Connection {
        description: description(dialect),
        base_url: format!("http://127.0.0.1:{port}"),
        allowed_host: format!("127.0.0.1:{port}"),
        own_authority: None,
        look_first: false,
        account: 0,
    }
}

/// The description of a simulated supplier.
pub fn description(dialect: Dialect) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/suppliers");
    std::fs::read_to_string(folder.join(format!("{}.toml", dialect.word()))).unwrap()
}

/// A purchase for [`PERSON`].
pub fn purchase(reference: &str) -> PurchaseDocument {
    let line = |sku: &str, quantity| PurchaseLine {
        supplier_sku: sku.to_owned(),
        sku: String::new(),
        title: "Lamp".to_owned(),
        variant: String::new(),
        quantity,
        unit_cost: Some("17.40".parse().unwrap()),
        currency: Currency::EUR,
    };
    PurchaseDocument {
        number: "1042-A".to_owned(),
        reference: reference.to_owned(),
        created: Instant::from_iso("2026-05-03T13:59:00Z").unwrap(),
        zone: "Europe/Berlin".parse().unwrap(),
        merchant: Default::default(),
        supplier_name: "Simulated".to_owned(),
        account_number: String::new(),
        ship_to: Address {
            name: "Quirin Beispiel".to_owned(),
            line1: "Zwiebelgasse 12".to_owned(),
            city: "Oberkanarien".to_owned(),
            postal_code: "01067".to_owned(),
            country: Country::from_code("DE"),
            ..Address::default()
        },
        lines: vec![line("K-100", 2), line("K-200", 1)],
        service: String::new(),
        note: String::new(),
        currency: Currency::EUR,
        goods_total: None,
        shipping_total: None,
        total: None,
        packing_slip: None,
    }
}
