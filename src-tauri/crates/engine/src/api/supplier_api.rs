//! A supplier's interface for programs: its description, where it is, and the key for it.

use stockless_connect::rest::{Connection, Description};
use stockless_connect::secrets::Secret;
use stockless_core::id::SupplierId;
use stockless_core::protocol::Lookup;
use stockless_core::purchase::State;
use stockless_core::supplier::Channel;
use stockless_store::Read;
use stockless_store::suppliers::SupplierRow;

use crate::engine::Engine;
use crate::error::{ApiError, Code};
use crate::forwarding::{connection_of, supplier_secret};
use crate::shapes::shared::{ById, Done};
use crate::shapes::supplier_api::{SupplierApi, SupplierApiSave, SupplierApiTest};

/// The longest key or password taken, bytes.
const LONGEST_SECRET: usize = 4_096;

pub fn supplier_api(engine: &Engine, request: ById) -> Result<SupplierApi, ApiError> {
    let id = SupplierId::new(request.id);
    let (row, settings) = engine.read(|read| Ok((read.supplier(id)?, read.connection(id)?)))?;
    let mut shape = SupplierApi {
        supplier_id: request.id,
        description: String::new(),
        base_url: String::new(),
        allowed_host: String::new(),
        own_authority: String::new(),
        look_first: false,
        can_look: false,
        has_secret: engine.secret(&supplier_secret(request.id)).is_ok(),
        class: String::new(),
        fault: String::new(),
        in_doubt: engine.read(|read| not_known(read, id))?,
    };
    if row.channel != Channel::Api || settings.is_empty() {
        return Ok(shape);
    }
    match connection_of(&settings) {
        Ok(connection) => {
            match Description::read(&connection.description) {
                Ok(description) => {
                    shape.class = description.capability().class().word().to_owned();
                    shape.can_look = description.capability().lookup != Lookup::None;
                }
                Err(error) => shape.fault = error.to_string(),
            }
            shape.description = connection.description;
            shape.base_url = connection.base_url;
            shape.allowed_host = connection.allowed_host;
            shape.own_authority = connection.own_authority.unwrap_or_default();
            shape.look_first = connection.look_first;
        }
        Err(fault) => shape.fault = fault,
    }
    Ok(shape)
}

pub fn supplier_api_save(engine: &Engine, request: SupplierApiSave) -> Result<Done, ApiError> {
    let id = SupplierId::new(request.supplier_id);
    let row = engine.read(|read| Ok(read.supplier(id)?))?;
    if row.channel != Channel::Api {
        return Err(ApiError::not_now(format!("{} gets its orders another way.", row.name))
            .with_action("Choose “Interface for programs” as the way to send orders first."));
    }
    Description::read(&request.description).map_err(|error| ApiError::invalid(error.to_string()))?;
    let own_authority = Some(request.own_authority).filter(|pem| !pem.trim().is_empty());
    let mut connection = Connection {
        description: request.description,
        base_url: request.base_url.trim().to_owned(),
        allowed_host: request.allowed_host.trim().to_owned(),
        own_authority,
        look_first: request.look_first,
        account: 0,
    };
    let before = engine.read(|read| Ok(read.connection(id)?))?;
    let before = connection_of(&before).ok();
    let secret = request.secret.filter(|secret| !secret.is_empty());
    let has_secret = engine.secret(&supplier_secret(request.supplier_id)).is_ok();
    let moved = before.as_ref().is_some_and(|before| server(before) != server(&connection));
    if has_secret && secret.is_none() && moved {
        // A key is given to one server. Another one gets it only from the merchant's own hand.
        return Err(ApiError::invalid("The address has changed, and the key was given for the one before.")
            .with_action("Enter the key for the new address."));
    }
    let is_new_key = has_secret && secret.is_some() && !moved;
    connection.account = account(engine, &row, before.as_ref(), is_new_key, request.same_account)?;
    let settings = serde_json::to_string(&connection).map_err(|error| ApiError::internal(&error))?;
    if let Some(secret) = secret {
        if secret.len() > LONGEST_SECRET {
            return Err(ApiError::invalid(format!("A key has {LONGEST_SECRET} characters at most.")));
        }
        let key = engine.secret_key(&supplier_secret(request.supplier_id))?;
        let kept = engine.inner().options.secrets.set(&key, &Secret::new(&secret));
        kept.map_err(|error| ApiError::new(Code::Keychain, error.to_string()))?;
    }
    let now = engine.now();
    engine.write(move |write| {
        write.save_connection(id, &settings, now)?;
        // What stood in the way before may be mended now.
        write.note_access(id, None, None)?;
        Ok(())
    })?;
    engine.inner().background.wake();
    Ok(Done { count: 1, id: Some(request.supplier_id), ..Done::default() })
}

/// Purchases of which it is not known whether they arrived.
fn not_known(read: &Read<'_>, supplier: SupplierId) -> Result<i64, ApiError> {
    let open = read.purchases_total(&[State::Unknown, State::Asking], Some(supplier))?;
    Ok(open + read.purchases_total(&[State::Sending], Some(supplier))?)
}

/// The server that gets the key: its address and the host that is allowed.
fn server(connection: &Connection) -> (String, String) {
    (connection.address(), connection.allowed_host.clone())
}

/// Which of the merchant's accounts at that address a connection means. What is being found out about is looked for in
/// the account that it was sent to, so a new key has to say whose it is as long as there is such a purchase.
fn account(
    engine: &Engine,
    supplier: &SupplierRow,
    before: Option<&Connection>,
    is_new_key: bool,
    same_account: Option<bool>,
) -> Result<u32, ApiError> {
    let Some(before) = before else { return Ok(0) };
    if !is_new_key || same_account == Some(true) {
        return Ok(before.account);
    }
    if same_account == Some(false) {
        return Ok(before.account.saturating_add(1));
    }
    match engine.read(|read| not_known(read, SupplierId::new(supplier.id)))? {
        0 => Ok(before.account),
        open => Err(ApiError::invalid(format!(
            "Of {open} purchase orders to {} it is not known yet whether they arrived, and they are looked for in the account they were sent to.",
            supplier.name
        ))
        .with_action("Say whether the new key is for the same account.")),
    }
}

pub fn supplier_api_test(engine: &Engine, request: ById) -> Result<SupplierApiTest, ApiError> {
    let row = engine.read(|read| Ok(read.supplier(SupplierId::new(request.id))?))?;
    let channel = row.channel;
    let reach = engine.reach(row, channel)?;
    Ok(match engine.inner().options.outside.try_out(&reach, engine.now()) {
        Ok(words) => SupplierApiTest { ok: true, words },
        Err(words) => SupplierApiTest { ok: false, words },
    })
}
