//! The workspace, its shops, settings, views and mail account.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use stockless_connect::mail::{self, MailAccount, MailTimeouts, Security};
use stockless_connect::secrets::{Secret, SecretKey};
use stockless_core::day::Instant;
use stockless_core::id::ShopId;
use stockless_core::money::Currency;
use stockless_store::offers::LOW_AT;
use stockless_store::shops::ShopRow;
use stockless_store::views::SavedViewRow;
use stockless_store::workspace::WorkspaceRow;

use super::orders::counts;
use crate::context::{parse_percent, percent};
use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::following::{MAILBOX, StoredMailbox};
use crate::shapes::orders::{OrderFilter, OrderSort, Tab};
use crate::shapes::shared::{ById, Done, Nothing, Page};
use crate::shapes::workspace::{
    LookSave, MailAccountSave, MailAccountShape, MailTest, SampleRequest, Settings, ShopShape, ViewShape,
    WorkspaceSetup, WorkspaceState,
};

/// Setting that holds the mail account as JSON, without its password.
pub(crate) const MAIL_ACCOUNT: &str = "mail_account";
/// Name of the mail password in the keychain.
pub(crate) const MAIL_PASSWORD: &str = "mail-password";
const LOOK: &str = "look.";
/// Highest number of units at which stock can be called low.
const MOST_LOW: i64 = 1_000_000;
/// What a workspace is called until its owner names it.
const FIRST_NAME: &str = "My shops";

impl Engine {
    /// Gives a new file its workspace row, so that everything else can rely on it.
    pub(crate) fn make_workspace_row(&self) -> Result<(), ApiError> {
        if self.read(|read| Ok(read.workspace()?))?.is_some() {
            return Ok(());
        }
        let row = WorkspaceRow {
            uid: self.inner().options.boot.clone(),
            name: FIRST_NAME.to_owned(),
            base_currency: Currency::EUR,
            time_zone: "UTC".to_owned(),
            margin_floor_bp: 1_500,
            outbox_delay_ms: 10_000,
            set_up: false,
            sample: false,
            created_ms: self.now().ms(),
        };
        self.write(move |write| Ok(write.save_workspace(&row)?))
    }

    pub(crate) fn workspace_row(&self) -> Result<WorkspaceRow, ApiError> {
        self.read(|read| {
            read.workspace()?.ok_or_else(|| ApiError::not_now("The workspace is not set up yet."))
        })
    }
}

pub fn workspace_state(engine: &Engine, _: Nothing) -> Result<WorkspaceState, ApiError> {
    let forwarding = engine.forwarding_state()?;
    let outbox = super::forwarding::outbox(engine, Nothing {})?;
    let last_backup =
        stockless_store::backup::list(engine.folder()).first().map(|b| Instant::from_ms(b.at_ms).iso());
    let row = engine.workspace_row()?;
    engine.read(|read| {
        let look = read
            .settings_under(LOOK)?
            .into_iter()
            .map(|(name, value)| (name.trim_start_matches(LOOK).to_owned(), value))
            .collect();
        Ok(WorkspaceState {
            set_up: row.set_up,
            name: row.name.clone(),
            folder: engine.folder().display().to_string(),
            base_currency: row.base_currency.to_string(),
            time_zone: row.time_zone.clone(),
            sample: row.sample,
            shops: read.shops()?.iter().map(shop_shape).collect(),
            suppliers: read.suppliers_total()?,
            counts: counts(read, None)?,
            outbox,
            forwarding,
            last_import_at: read.last_import_ms()?.map(|ms| Instant::from_ms(ms).iso()),
            last_backup_at: last_backup,
            backup_refused: engine.backup_refused().map(|refused| refused.words),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            now: engine.now().iso(),
            look,
        })
    })
}

fn shop_shape(shop: &ShopRow) -> ShopShape {
    ShopShape {
        id: Some(shop.id),
        name: shop.name.clone(),
        kind: shop.kind.clone(),
        currency: shop.currency.to_string(),
        time_zone: shop.time_zone.clone(),
        tax_included: shop.tax_included,
        margin_floor: shop.margin_floor_bp.map(percent).unwrap_or_default(),
        pays_on_delivery: shop.pays_on_delivery.clone(),
        tile: shop.tile,
    }
}

pub(crate) fn parse_currency(text: &str) -> Result<Currency, ApiError> {
    text.parse::<Currency>().map_err(|error| ApiError::invalid(format!("{error}.")))
}

pub(crate) fn parse_zone(text: &str) -> Result<Tz, ApiError> {
    text.parse().map_err(|_| {
        ApiError::invalid(format!(
            "“{text}” is not a time zone; write it as Europe/Berlin or America/New_York."
        ))
    })
}

fn named(what: &str, text: &str) -> Result<String, ApiError> {
    let text = text.trim();
    if text.is_empty() || text.chars().count() > 120 {
        return Err(ApiError::invalid(format!("A {what} needs a name of 1 to 120 characters.")));
    }
    Ok(text.to_owned())
}

pub fn workspace_setup(engine: &Engine, request: WorkspaceSetup) -> Result<Done, ApiError> {
    let mut row = engine.workspace_row()?;
    let currency = parse_currency(&request.base_currency)?;
    let zone = parse_zone(&request.time_zone)?;
    let fixed = engine.read(|read| Ok(read.has_amounts()?))?;
    if fixed && (currency != row.base_currency || zone.name() != row.time_zone) {
        return Err(ApiError::not_now(
            "Base currency and time zone are fixed once there are orders or costs.",
        ));
    }
    row.name = named("workspace", &request.name)?;
    row.base_currency = currency;
    zone.name().clone_into(&mut row.time_zone);
    row.margin_floor_bp = parse_percent("margin floor", &request.margin_floor)?;
    row.set_up = true;
    engine.write(move |write| Ok(write.save_workspace(&row)?))?;
    Ok(Done { count: 1, ..Done::default() })
}

pub fn sample_create(engine: &Engine, request: SampleRequest) -> Result<Done, ApiError> {
    crate::sample::create(engine, &request)
}

pub fn sample_remove(engine: &Engine, _: Nothing) -> Result<Done, ApiError> {
    let mut row = engine.workspace_row()?;
    if !row.sample {
        return Err(ApiError::not_now(
            "This workspace holds your own data; only sample data can be removed.",
        ));
    }
    row.sample = false;
    row.set_up = false;
    FIRST_NAME.clone_into(&mut row.name);
    engine.write(move |write| {
        write.erase_everything()?;
        write.save_workspace(&row)?;
        Ok(())
    })?;
    Ok(Done { count: 1, ..Done::default() })
}

pub fn shop_save(engine: &Engine, request: ShopShape) -> Result<Done, ApiError> {
    let row = shop_row(engine, &request)?;
    let id = engine.write(move |write| {
        let id = write.save_shop(&row)?;
        write.mark_open(Some(id))?;
        Ok(id)
    })?;
    engine.refresh_marked()?;
    Ok(Done { count: 1, undo: None, id: Some(id.get()) })
}

fn shop_row(engine: &Engine, request: &ShopShape) -> Result<ShopRow, ApiError> {
    let kinds = ["shopify", "woocommerce", "etsy", "ebay", "amazon", "other"];
    if !kinds.contains(&request.kind.as_str()) {
        return Err(ApiError::invalid(format!(
            "“{}” is no kind of shop; use one of {}.",
            request.kind,
            kinds.join(", ")
        )));
    }
    let currency = parse_currency(&request.currency)?;
    let (tile, before) = engine.read(|read| {
        let before = request.id.map(|id| read.shop(ShopId::new(id))).transpose()?;
        let count = i64::try_from(read.shops()?.len()).unwrap_or(0);
        Ok((count % 5 + 1, before))
    })?;
    if let Some(before) = &before
        && before.currency != currency
    {
        return Err(ApiError::not_now(
            "A shop's currency is fixed once it exists, because its fee rules count in it.",
        ));
    }
    Ok(ShopRow {
        id: request.id.unwrap_or(0),
        name: named("shop", &request.name)?,
        kind: request.kind.clone(),
        currency,
        time_zone: parse_zone(&request.time_zone)?.name().to_owned(),
        tax_included: request.tax_included,
        margin_floor_bp: if request.margin_floor.trim().is_empty() {
            None
        } else {
            Some(parse_percent("margin floor", &request.margin_floor)?)
        },
        pays_on_delivery: request.pays_on_delivery.iter().filter(|w| !w.trim().is_empty()).cloned().collect(),
        tile,
    })
}

pub fn settings(engine: &Engine, _: Nothing) -> Result<Settings, ApiError> {
    let row = engine.workspace_row()?;
    engine.read(|read| {
        let text = |name: &str| read.setting(name).map(Option::unwrap_or_default);
        Ok(Settings {
            name: row.name.clone(),
            margin_floor: percent(row.margin_floor_bp),
            outbox_delay_seconds: row.outbox_delay_ms / 1000,
            low_stock: Some(read.low_at()?),
            trading_name: text("trading_name")?,
            trading_address: text("trading_address")?,
            trading_email: text("trading_email")?,
            time_zone: row.time_zone.clone(),
            base_currency: row.base_currency.to_string(),
        })
    })
}

pub fn settings_save(engine: &Engine, request: Settings) -> Result<Done, ApiError> {
    if !(0..=3600).contains(&request.outbox_delay_seconds) {
        return Err(ApiError::invalid("The outbox can wait 0 to 3,600 seconds."));
    }
    if request.low_stock.is_some_and(|units| !(0..=MOST_LOW).contains(&units)) {
        return Err(ApiError::invalid(format!("Stock can be low at 0 to {MOST_LOW} units.")));
    }
    workspace_setup(
        engine,
        WorkspaceSetup {
            name: request.name.clone(),
            base_currency: request.base_currency.clone(),
            time_zone: request.time_zone.clone(),
            margin_floor: request.margin_floor.clone(),
        },
    )?;
    let mut row = engine.workspace_row()?;
    row.outbox_delay_ms = request.outbox_delay_seconds * 1000;
    engine.write(move |write| {
        write.save_workspace(&row)?;
        if let Some(units) = request.low_stock {
            write.save_setting(LOW_AT, &units.to_string())?;
        }
        write.save_setting("trading_name", request.trading_name.trim())?;
        write.save_setting("trading_address", request.trading_address.trim())?;
        write.save_setting("trading_email", request.trading_email.trim())?;
        write.mark_open(None)?;
        Ok(())
    })?;
    engine.refresh_marked()?;
    Ok(Done { count: 1, ..Done::default() })
}

pub fn look_save(engine: &Engine, request: LookSave) -> Result<Done, ApiError> {
    if request.values.len() > 200
        || request.values.iter().any(|(name, value)| name.len() + value.len() > 20_000)
    {
        return Err(ApiError::invalid("That is more than the look of the interface can need."));
    }
    let count = i64::try_from(request.values.len()).unwrap_or(0);
    engine.write(move |write| {
        for (name, value) in &request.values {
            write.save_setting(&format!("{LOOK}{name}"), value)?;
        }
        Ok(())
    })?;
    Ok(Done { count, ..Done::default() })
}

pub fn mail_account(engine: &Engine, _: Nothing) -> Result<MailAccountShape, ApiError> {
    let Some(account) = stored_account(engine)? else { return Ok(MailAccountShape::default()) };
    let has_password = !account.user.is_empty() && engine.mail_password(&account).is_ok();
    let security = match account.security {
        Security::Tls => "tls",
        Security::StartTls => "starttls",
        Security::None => "none",
    };
    Ok(MailAccountShape {
        host: account.host,
        port: i64::from(account.port),
        security: security.to_owned(),
        user: account.user,
        from_name: account.from_name,
        from_address: account.from,
        has_password,
    })
}

fn stored_account(engine: &Engine) -> Result<Option<MailAccount>, ApiError> {
    let text = engine.read(|read| Ok(read.setting(MAIL_ACCOUNT)?))?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

pub fn mail_account_save(engine: &Engine, request: MailAccountSave) -> Result<Done, ApiError> {
    let shape = &request.account;
    let security = match shape.security.as_str() {
        "tls" => Security::Tls,
        "starttls" | "" => Security::StartTls,
        "none" => Security::None,
        other => return Err(ApiError::invalid(format!("“{other}” is not tls, starttls or none."))),
    };
    let account = MailAccount {
        host: shape.host.trim().to_owned(),
        port: u16::try_from(shape.port).ok().filter(|port| *port > 0).ok_or_else(|| {
            ApiError::invalid(format!("{} is not a port; 587 or 465 are usual.", shape.port))
        })?,
        security,
        user: shape.user.trim().to_owned(),
        from: shape.from_address.trim().to_owned(),
        from_name: shape.from_name.trim().to_owned(),
        own_authority: None,
    };
    if account.host.is_empty() || !account.from.contains('@') {
        return Err(ApiError::invalid("A mail account needs a server and a sender's address."));
    }
    if let Some(password) = &request.password {
        let uid = engine.workspace_row()?.uid;
        let keychain =
            |error: stockless_connect::secrets::SecretError| ApiError::new(Code::Keychain, error.to_string());
        let key = SecretKey::new(&uid, MAIL_PASSWORD).map_err(keychain)?;
        engine.inner().options.secrets.set(&key, &Secret::new(password.as_str())).map_err(keychain)?;
    }
    let text = serde_json::to_string(&account).map_err(|error| ApiError::internal(&error))?;
    let same = |before: &MailAccount| (&before.host, &before.user) == (&account.host, &account.user);
    let is_another = stored_account(engine)?.is_some_and(|before| !same(&before));
    let sent = engine.stored_mailbox()?.filter(|stored| is_another && stored.keeps_sent);
    engine.write(move |write| {
        // What is sent through another account lies in another folder: that has to be seen again.
        if let Some(stored) = sent {
            let stored = StoredMailbox { keeps_sent: false, ..stored };
            let text = serde_json::to_string(&stored).map_err(|error| ApiError::internal(&error))?;
            write.save_setting(MAILBOX, &text)?;
        }
        Ok(write.save_setting(MAIL_ACCOUNT, &text)?)
    })?;
    Ok(Done { count: 1, ..Done::default() })
}

pub fn mail_account_test(engine: &Engine, _: Nothing) -> Result<MailTest, ApiError> {
    let account =
        stored_account(engine)?.ok_or_else(|| ApiError::not_now("There is no mail account yet."))?;
    let password = engine.mail_password(&account)?;
    Ok(match mail::test_account(&account, &password, MailTimeouts::default()) {
        Ok(message) => MailTest { ok: true, message },
        Err(error) => MailTest { ok: false, message: error.to_string() },
    })
}

pub fn views(engine: &Engine, _: Nothing) -> Result<Page<ViewShape>, ApiError> {
    let rows: Vec<ViewShape> =
        engine.read(|read| Ok(read.saved_views()?))?.into_iter().filter_map(|row| view_shape(&row)).collect();
    Ok(Page { total: i64::try_from(rows.len()).unwrap_or(0), rows, next: None })
}

/// A view that a newer version saved and this one cannot read is left out.
fn view_shape(row: &SavedViewRow) -> Option<ViewShape> {
    let tab: Tab = serde_json::from_value(row.tab.clone().into()).ok()?;
    let sort: OrderSort = serde_json::from_value(row.sort.clone().into()).ok()?;
    let filter: OrderFilter = serde_json::from_str(&row.filter).ok()?;
    Some(ViewShape { id: Some(row.id), name: row.name.clone(), tab, filter, sort })
}

pub fn view_save(engine: &Engine, request: ViewShape) -> Result<Done, ApiError> {
    let word = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let internal = |error: serde_json::Error| ApiError::internal(&error);
    let row = SavedViewRow {
        id: request.id.unwrap_or(0),
        name: named("view", &request.name)?,
        tab: word(serde_json::to_value(request.tab).map_err(internal)?),
        filter: serde_json::to_string(&request.filter).map_err(internal)?,
        sort: word(serde_json::to_value(request.sort).map_err(internal)?),
    };
    let id = engine.write(move |write| Ok(write.save_view_tab(&row)?))?;
    Ok(Done { count: 1, undo: None, id: Some(id) })
}

pub fn view_remove(engine: &Engine, request: ById) -> Result<Done, ApiError> {
    engine.write(move |write| Ok(write.remove_view_tab(request.id)?))?;
    Ok(Done { count: 1, ..Done::default() })
}

/// Facts for shapes that carry named texts.
pub(crate) fn facts(pairs: &[(&str, String)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect()
}
