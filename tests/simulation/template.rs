//! One prepared workspace that every seed begins with a copy of: a shop, its wares, and a supplier behind each channel.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use serde_json::json;
use stockless_connect::secrets::{MemorySecrets, Secret, SecretKey, SecretStore};
use stockless_core::day::Instant;
use stockless_core::id::SupplierId;
use stockless_core::supplier::Channel;
use stockless_store::backup::Reason;
use stockless_store::{Store, StoreError};

use super::files;
use super::sending::SECRET;
use crate::{Sale, World};

/// When every seed begins.
pub const MOMENT: &str = "2026-03-09T09:00:00Z";

/// A supplier of the prepared workspace.
#[derive(Debug, Clone)]
pub struct Listed {
    pub id: i64,
    pub name: &'static str,
    pub sku: &'static str,
    pub channel: Channel,
    pub collected: bool,
}

/// The prepared workspace.
pub struct Template {
    pub folder: PathBuf,
    pub scratch: PathBuf,
    pub suppliers: Vec<Listed>,
    pub secrets: Arc<MemorySecrets>,
}

/// Name, ware, channel, whether its folder is collected. Five of them answer requests: what each can do is the seed's.
const SUPPLIERS: &[(&str, &str, Channel, bool)] = &[
    ("Alder", "ALD", Channel::Api, false),
    ("Birch", "BIR", Channel::Api, false),
    ("Cedar", "CED", Channel::Api, false),
    ("Dogwood", "DOG", Channel::Api, false),
    ("Elm", "ELM", Channel::Api, false),
    ("Fir", "FIR", Channel::Email, false),
    ("Gorse", "GOR", Channel::File, true),
    ("Hazel", "HAZ", Channel::File, false),
    ("Juniper", "JUN", Channel::Sftp, false),
];

impl Template {
    /// Prepares it in a scratch folder.
    pub fn prepare() -> Self {
        let scratch = files::scratch();
        let mut world = World::at(MOMENT);
        let goods = SUPPLIERS.iter().fold(Sale::new("#1000"), |sale, (_, sku, ..)| sale.item(sku, 1, 4_900));
        world.sell(&[goods.with(|sale| sale.fulfilment = "fulfilled".to_owned())]);
        let account = json!({"host": "mail.example.com", "port": 587, "security": "starttls", "user": "", "from_name": "Moss",
            "from_address": "moss@example.com", "has_password": false});
        world.call("mail_account_save", json!({"account": account, "password": null}));
        let suppliers = SUPPLIERS.iter().map(|&(name, sku, channel, collected)| {
            let id =
                world.supplier(name, json!({"channel": channel.word(), "folder_is_collected": collected}));
            let offer = world.offer(id, &format!("{name}-1"), "12.50", json!({}));
            world.map(sku, offer, json!({}));
            Listed { id, name, sku, channel, collected }
        });
        let suppliers: Vec<Listed> = suppliers.collect();
        world.stop();
        connect(world.folder(), &suppliers);
        let folder = scratch.join("template");
        files::copy(world.folder(), &folder);
        let secrets = secrets(&folder, &suppliers);
        Self { folder, scratch, suppliers, secrets }
    }
}

/// What is written into a request, or where a server for files is; what a supplier can do is the seed's.
fn settings(channel: Channel) -> Option<String> {
    let settings = match channel {
        Channel::Api => json!({"description": include_str!("../fixtures/suppliers/listed.toml")}),
        Channel::Sftp => {
            json!({"host": "files.example.com", "port": 22, "user": "moss", "folder": "in", "archive": null,
            "taken_away": true, "host_key": format!("ssh-ed25519 SHA256:{}", "A".repeat(43))})
        }
        _ => return None,
    };
    Some(settings.to_string())
}

/// What no command of this version sets: connections. And a first backup.
fn connect(folder: &Path, suppliers: &[Listed]) {
    let now = Instant::from_iso(MOMENT).expect("a moment");
    let store = Store::open(folder, now.ms()).expect("the workspace opens");
    let connections: Vec<(i64, String)> =
        suppliers.iter().filter_map(|supplier| Some((supplier.id, settings(supplier.channel)?))).collect();
    store
        .write(move |write| {
            for (id, settings) in connections {
                write.save_connection(SupplierId::new(id), &settings, now)?;
            }
            Ok::<_, StoreError>(())
        })
        .expect("connections");
    // A world that does not make the daily backup gives this one the name of each day.
    store.backup(None, now.ms(), Reason::Daily).expect("a backup");
    store.close();
}

fn secrets(folder: &Path, suppliers: &[Listed]) -> Arc<MemorySecrets> {
    let database = Connection::open(files::database(folder)).expect("the database");
    let uid: String =
        database.query_row("SELECT uid FROM workspace", [], |row| row.get(0)).expect("a workspace");
    let secrets = MemorySecrets::default();
    for supplier in suppliers {
        let kind = if supplier.channel == Channel::Sftp { "-sftp" } else { "" };
        let key = SecretKey::new(&uid, &format!("supplier-{}{kind}", supplier.id)).expect("a name");
        secrets.set(&key, &Secret::new(SECRET)).expect("memory");
    }
    Arc::new(secrets)
}

impl Drop for Template {
    fn drop(&mut self) {
        if std::env::var_os("STOCKLESS_KEEP").is_none() {
            let _ = std::fs::remove_dir_all(&self.scratch);
        }
    }
}
