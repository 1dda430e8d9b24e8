//! A supplier's interface for programs: its description, where it is, and the key for it.

use stockless_connect::rest::{Connection, Description};
use stockless_connect::secrets::Secret;
use stockless_core::id::SupplierId;
use stockless_core::supplier::Channel;

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
        has_secret: engine.secret(&supplier_secret(request.id)).is_ok(),
        class: String::new(),
        fault: String::new(),
    };
    if row.channel != Channel::Api || settings.is_empty() {
        return Ok(shape);
    }
    match connection_of(&settings) {
        Ok(connection) => {
            match Description::read(&connection.description) {
                Ok(description) => shape.class = description.capability().class().word().to_owned(),
                Err(error) => shape.fault = error.to_string(),
            }
            shape.description = connection.description;
            shape.base_url = connection.base_url;
            shape.allowed_host = connection.allowed_host;
            shape.own_authority = connection.own_authority.unwrap_or_default();
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
    let connection = Connection {
        description: request.description,
        base_url: request.base_url.trim().to_owned(),
        allowed_host: request.allowed_host.trim().to_owned(),
        own_authority,
    };
    let before = engine.read(|read| Ok(read.connection(id)?))?;
    let secret = request.secret.filter(|secret| !secret.is_empty());
    let has_secret = engine.secret(&supplier_secret(request.supplier_id)).is_ok();
    if has_secret && secret.is_none() && !before.is_empty() && place_of(&before) != Some(place(&connection)) {
        // A key is given to one server. Another one gets it only from the merchant's own hand.
        return Err(ApiError::invalid("The address has changed, and the key was given for the one before.")
            .with_action("Enter the key for the new address."));
    }
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

/// Where a connection leads: the address it is given, or else the described one, and the host that is allowed.
fn place(connection: &Connection) -> (String, String) {
    let described = || {
        let description = Description::read(&connection.description).ok();
        description.map(|description| description.base_url().to_owned()).unwrap_or_default()
    };
    let address = if connection.base_url.is_empty() { described() } else { connection.base_url.clone() };
    (address, connection.allowed_host.clone())
}

fn place_of(settings: &str) -> Option<(String, String)> {
    connection_of(settings).ok().map(|connection| place(&connection))
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
