//! The suppliers of a sweep of kills, one for each way in which an order leaves, and what arrived there.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use serde_json::json;
use stockless_core::day::Instant;
use stockless_tests::catalogue::with;
use stockless_tests::faulty::Outside;
use stockless_tests::post::PostOffice;
use stockless_tests::sftp::{Reader, SftpServer};
use stockless_tests::suppliers::records::Records;
use stockless_tests::suppliers::{Dialect, Supplier, connection};
use stockless_tests::{Sale, World};

/// Every password here.
pub const SECRET: &str = stockless_tests::sftp::PASSWORD;

/// How an order leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// By a supplier's interface.
    Api(Dialect),
    /// By mail: nothing can be looked up.
    Mail,
    /// By SFTP, to a folder from which files are taken away at once.
    Sftp,
    /// As a file in a folder from which it is taken away at once.
    Folder,
}

enum Server {
    Api(Supplier),
    Mail(PostOffice),
    Sftp(SftpServer),
    Folder(Outside),
}

/// A supplier with its clock.
pub struct There {
    server: Server,
    clock: Arc<AtomicI64>,
}

impl Way {
    /// True where nobody but a person can find out what became of an order.
    pub fn is_blind(self) -> bool {
        !matches!(self, Self::Api(_))
    }

    /// A workspace with one order that is ready, and the supplier it is for. Closed.
    pub fn set(self, moment: &str) -> (World, There) {
        let clock = Arc::new(AtomicI64::new(Instant::from_iso(moment).expect("a moment").ms()));
        let mut world = World::at(moment);
        world.sell(&[Sale::new("#1").item("LMP", 1, 4_900)]);
        let channel = match self {
            Self::Api(_) => "api",
            Self::Mail => "email",
            Self::Sftp => "sftp",
            Self::Folder => "file",
        };
        let change = json!({"channel": channel, "folder_is_collected": true,
            "template": {"format": "csv", "file_name": "{po}"}});
        let supplier = world.stocked(change, &[("LMP", "12.50")]);
        let server = self.connect(&world, supplier, &clock);
        assert_eq!(world.tab("new").len(), 1, "it is ready");
        world.stop();
        (world, There { server, clock })
    }

    fn connect(self, world: &World, supplier: i64, clock: &Arc<AtomicI64>) -> Server {
        match self {
            Self::Api(dialect) => {
                let own = Arc::clone(clock);
                let server = Supplier::start(dialect, Arc::new(move || own.load(Ordering::Relaxed)));
                let settings = connection(dialect, server.port());
                world.call(
                    "supplier_api_save",
                    json!({"supplier_id": supplier, "description": settings.description,
                        "base_url": settings.base_url, "allowed_host": settings.allowed_host,
                        "secret": stockless_tests::suppliers::SECRET}),
                );
                Server::Api(server)
            }
            Self::Mail => {
                let server = PostOffice::open();
                world.mail_account(server.port());
                Server::Mail(server)
            }
            Self::Sftp => {
                let server = SftpServer::start();
                server.read_by(Reader::Takes);
                let account = json!({"supplier_id": supplier, "host": "127.0.0.1", "port": server.port(),
                    "user": "moss", "folder": "in", "taken_away": true, "host_key": server.host_key()});
                world.call(
                    "sftp_account_save",
                    with(json!({"account": account}), json!({"password": SECRET})),
                );
                Server::Sftp(server)
            }
            Self::Folder => Server::Folder(Outside::default()),
        }
    }

    /// The password the second process needs.
    pub fn secret(self) -> &'static str {
        match self {
            Self::Api(_) => stockless_tests::suppliers::SECRET,
            Self::Sftp => "password\nsftp-horse-canary",
            _ => SECRET,
        }
    }
}

impl There {
    /// Forgets everything, at a moment.
    pub fn begin(&self, moment: &str) {
        let now = Instant::from_iso(moment).expect("a moment").ms();
        self.clock.store(now, Ordering::Relaxed);
        match &self.server {
            Server::Api(server) => {
                let own = Arc::clone(&self.clock);
                let now = Arc::new(move || own.load(Ordering::Relaxed));
                *server.records() = Records::new(server.dialect().rules(), now);
            }
            Server::Mail(server) => server.forget(),
            Server::Sftp(server) => server.forget(),
            Server::Folder(server) => server.forget(),
        }
    }

    /// Lets time pass there.
    pub fn pass(&self, ms: i64) {
        self.clock.fetch_add(ms, Ordering::Relaxed);
    }

    /// Once everything under way has arrived: how many orders the supplier has.
    pub fn orders(&self, world: &std::path::Path) -> usize {
        match &self.server {
            Server::Api(server) => {
                server.wait();
                server.records().all().iter().filter(|order| !order.cancelled).count()
            }
            Server::Mail(server) => {
                server.wait();
                server.messages().len()
            }
            Server::Sftp(server) => {
                server.wait();
                server.renames().len()
            }
            Server::Folder(server) => {
                server.look(world);
                server.all().values().map(|times| usize::try_from(*times).expect("a count")).sum()
            }
        }
    }
}
