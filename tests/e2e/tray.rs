//! A tray that shows no pictures: programs put their signs into it, and tests read and choose what their menus say.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use zbus::message::Header;
use zbus::zvariant::{OwnedObjectPath, OwnedValue, Structure, Value};

use crate::machine::Machine;

/// Where a sign is: the program's name on the bus, and the path there.
type Place = (String, String);
/// Number, properties and children of an entry, as `com.canonical.dbusmenu` writes them.
type Entry = (i32, HashMap<String, OwnedValue>, Vec<OwnedValue>);

/// Takes signs on the machine's session bus as long as it lives.
pub struct Tray {
    signs: Arc<Mutex<Vec<Place>>>,
    connection: zbus::Connection,
}

struct Watcher(Arc<Mutex<Vec<Place>>>);

#[zbus::interface(name = "org.kde.StatusNotifierWatcher")]
impl Watcher {
    fn register_status_notifier_item(&self, path: String, #[zbus(header)] header: Header<'_>) {
        let sender = header.sender().map(ToString::to_string).unwrap_or_default();
        self.0.lock().expect("nobody panics here").push((sender, path));
    }

    #[zbus(property)]
    fn is_status_notifier_host_registered(&self) -> bool {
        true
    }

    #[zbus(property)]
    fn protocol_version(&self) -> i32 {
        0
    }
}

impl Tray {
    pub async fn start(machine: &Machine) -> Self {
        let signs = Arc::new(Mutex::new(Vec::new()));
        let connection = zbus::connection::Builder::address(machine.bus())
            .and_then(|builder| builder.name("org.kde.StatusNotifierWatcher"))
            .and_then(|builder| builder.serve_at("/StatusNotifierWatcher", Watcher(signs.clone())))
            .expect("a tray");
        Self { signs, connection: connection.build().await.expect("the session bus") }
    }

    /// What the menu of the only sign says, from top to bottom; an error while there is none.
    pub async fn menu(&self) -> Result<Vec<String>, String> {
        Ok(self.entries().await?.into_iter().map(|(_, label)| label).collect())
    }

    /// Chooses an entry of the menu.
    pub async fn choose(&self, label: &str) {
        let entries = self.entries().await.expect("a menu");
        let (id, _) = entries.iter().find(|(_, found)| found == label).expect("the entry");
        let menu = self.menu_of_the_sign().await.expect("a menu");
        menu.call_method("Event", &(*id, "clicked", Value::from(0), 0_u32)).await.expect("it is chosen");
    }

    async fn entries(&self) -> Result<Vec<(i32, String)>, String> {
        let menu = self.menu_of_the_sign().await?;
        let words = vec!["label"];
        let (_, (_, _, children)): (u32, Entry) =
            menu.call("GetLayout", &(0, -1, words)).await.map_err(|error| error.to_string())?;
        Ok(children.into_iter().filter_map(entry).collect())
    }

    async fn menu_of_the_sign(&self) -> Result<zbus::Proxy<'static>, String> {
        let told = |error: zbus::Error| error.to_string();
        let signs = self.signs.lock().expect("nobody panics here").clone();
        let [(program, path)] = &signs[..] else { return Err(format!("signs in the tray: {signs:?}")) };
        let sign =
            zbus::Proxy::new(&self.connection, program.clone(), path.clone(), "org.kde.StatusNotifierItem")
                .await
                .map_err(told)?;
        let menu: OwnedObjectPath = sign.get_property("Menu").await.map_err(told)?;
        zbus::Proxy::new(&self.connection, program.clone(), menu, "com.canonical.dbusmenu")
            .await
            .map_err(told)
    }
}

/// Number and label of an entry; none for a line between entries.
fn entry(value: OwnedValue) -> Option<(i32, String)> {
    let (id, mut words, _) = Entry::try_from(Structure::try_from(value).ok()?).ok()?;
    let label = String::try_from(words.remove("label")?).ok()?;
    Some((id, label))
}
