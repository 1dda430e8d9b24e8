//! Forwarding by SFTP, to a real server that misbehaves.

use serde_json::{Value, json};
use stockless_engine::error::Code;
use stockless_tests::sftp::{Fault, PASSWORD, Reader, SftpServer};
use stockless_tests::world::texts;
use stockless_tests::{Sale, World};

const MINUTE: i64 = 60_000;
const PLACE: &str = "in/1001-1.csv";

/// Settings of a server on this computer, with its key accepted.
fn account(server: &SftpServer, supplier: i64, change: &Value) -> Value {
    let base = json!({"supplier_id": supplier, "host": "127.0.0.1", "port": server.port(), "user": "moss", "folder": "in",
        "taken_away": false, "host_key": server.host_key()});
    stockless_tests::catalogue::with(base, change.clone())
}

fn connect(world: &World, server: &SftpServer, change: &Value) {
    let supplier = supplier(world);
    world.call(
        "sftp_account_save",
        json!({"account": account(server, supplier, change), "password": PASSWORD}),
    );
}

fn supplier(world: &World) -> i64 {
    world.call("suppliers", json!({}))["rows"][0]["id"].as_i64().expect("an id")
}

/// A world with one order for a supplier that takes files by SFTP, not connected yet.
fn unconnected() -> World {
    let world = crate::world();
    world.sell(&[Sale::new("#1001").item("LMP", 2, 4_900)]);
    world.stocked(
        json!({"channel": "sftp", "template": {"format": "csv", "file_name": "{po}"}}),
        &[("LMP", "12.50")],
    );
    world
}

fn connected(server: &SftpServer, change: &Value) -> World {
    let world = unconnected();
    connect(&world, server, change);
    world
}

fn state(world: &World) -> String {
    world.purchase("1001-1")["row"]["state"].as_str().expect("a state").to_owned()
}

fn note(world: &World) -> String {
    // The newest stands first.
    world.purchase("1001-1")["attempts"][0]["evidence"].as_str().expect("words").to_owned()
}

/// Waits until whoever is in doubt may look, and lets everything run.
fn wait(world: &World, minutes: i64) {
    for _ in 0..minutes {
        world.advance(MINUTE);
        world.tick();
    }
}

fn files(server: &SftpServer) -> Vec<String> {
    server.disk(|disk| disk.paths())
}

#[test]
fn a_purchase_goes_to_a_server_whose_key_was_accepted() {
    let world = unconnected();
    let server = SftpServer::start();
    let supplier = supplier(&world);
    let review = |world: &World| world.call("forward_review", json!({"which": {"tab": "new"}}));
    assert_eq!(texts(&review(&world)["left_out"], "reason"), ["supplier_trouble"], "no server yet");
    assert_eq!(world.call("sftp_account", json!({"id": supplier}))["taken_away"], true, "the careful answer");

    let new = account(&server, supplier, &json!({"host_key": ""}));
    world.call("sftp_account_save", json!({"account": new, "password": PASSWORD}));
    assert_eq!(texts(&review(&world)["left_out"], "reason"), ["supplier_trouble"], "its key is not accepted");
    let seen = world.call("sftp_account_test", json!({"id": supplier}));
    assert_eq!(
        (&seen["ok"], &seen["reached"], &seen["signed_in"]),
        (&json!(false), &json!(true), &json!(false)),
        "{seen}"
    );
    assert_eq!((seen["other_key"].as_str(), server.sign_ins()), (Some(server.host_key().as_str()), 0));

    let accepted = account(&server, supplier, &json!({"host_key": seen["other_key"]}));
    world.call("sftp_account_save", json!({"account": accepted}));
    let seen = world.call("sftp_account_test", json!({"id": supplier}));
    assert_eq!((&seen["ok"], &seen["message"]), (&json!(true), &json!("")), "{seen}");
    let shown = world.call("sftp_account", json!({"id": supplier}));
    assert_eq!(
        (&shown["signs_in_with"], &shown["host_key"]),
        (&json!("password"), &json!(server.host_key()))
    );
    assert!(!shown.to_string().contains(PASSWORD));

    let place = format!("sftp://moss@127.0.0.1:{}/in", server.port());
    assert_eq!(review(&world)["suppliers"][0]["destination"], json!(place));
    let answer = world.forward_now();
    assert_eq!(texts(&answer["sent"], "state"), ["placed"], "{answer}");
    let copy = world.path("copy.csv");
    let purchase = world.purchase("1001-1");
    world.call("purchase_document", json!({"id": purchase["row"]["id"], "path": copy}));
    assert_eq!(files(&server), [PLACE]);
    assert_eq!(server.disk(|disk| disk.get(PLACE).map(<[u8]>::to_vec)), std::fs::read(copy).ok());
    assert_eq!(purchase["destination"], json!(place));
    let file = std::fs::read(world.database()).expect("the file");
    assert!(!file.windows(PASSWORD.len()).any(|part| part == PASSWORD.as_bytes()), "no password in the file");
    world.prove();
}

#[test]
fn the_settings_refuse_what_cannot_work_and_a_password_stays_with_its_server() {
    let world = unconnected();
    let server = SftpServer::start();
    let id = supplier(&world);
    let refused = |change: Value, secrets: Value| {
        let request = json!({"account": account(&server, id, &change)});
        world.refuse("sftp_account_save", stockless_tests::catalogue::with(request, secrets))
    };
    for (change, word) in [
        (json!({"host": ""}), "host name"),
        (json!({"port": 70_000}), "70000 is not a port"),
        (json!({"user": ""}), "user name"),
        (json!({"archive": "in"}), "archive folder"),
        (json!({"host_key": "MD5:aa"}), "SHA256"),
    ] {
        let error = refused(change, json!({}));
        assert!(error.message.contains(word), "{error:?}");
    }
    for secrets in [
        json!({"password": ""}),
        json!({"private_key": "no key"}),
        json!({"private_key": "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----"}),
        json!({"private_key": "a", "password": "b"}),
    ] {
        assert_eq!(refused(json!({}), secrets).code, Code::Invalid);
    }
    connect(&world, &server, &json!({}));
    let with = |world: &World| world.call("sftp_account", json!({"id": id}))["signs_in_with"].clone();
    world
        .call("sftp_account_save", json!({"account": account(&server, id, &json!({"folder": "elsewhere"}))}));
    assert_eq!(with(&world), "password", "the folder is on the same server");
    world.call("sftp_account_save", json!({"account": account(&server, id, &json!({"host": "localhost"}))}));
    assert_eq!(with(&world), "", "another server does not get it");
    assert_eq!(server.sign_ins(), 0);
}

#[test]
fn twice_the_same_purchase_leaves_one_file() {
    let server = SftpServer::start();
    let world = connected(&server, &json!({}));
    server.behave(Some(Fault::CutAfterRename));
    assert_eq!(texts(&world.forward_now()["sent"], "state"), ["unknown"]);
    server.behave(None);
    // Nothing sends it again meanwhile.
    world.forward_now();
    world.call("outbox_send", json!({}));
    wait(&world, 1);
    assert_eq!((state(&world).as_str(), server.renames().len()), ("unknown", 1));
    wait(&world, 3);
    assert_eq!(state(&world), "placed", "{}", note(&world));
    assert_eq!((files(&server), server.renames().len()), (vec![PLACE.to_owned()], 1));
    world.prove();

    // The merchant may be wrong about it: what is there already is not sent over it.
    let server = SftpServer::start();
    let world = connected(&server, &json!({"taken_away": true}));
    server.behave(Some(Fault::CutBeforeRename));
    world.forward_now();
    server.disk(|disk| {
        let half = disk.take("in/1001-1.csv.part").expect("a half file");
        disk.put("elsewhere", &half);
    });
    server.behave(None);
    wait(&world, 3);
    assert_eq!(state(&world), "asking", "{}", note(&world));
    server.disk(|disk| {
        let whole = disk.take("elsewhere").expect("the file");
        disk.put(PLACE, &whole);
    });
    let purchase = world.purchase("1001-1");
    let again = json!({"id": purchase["row"]["id"], "version": purchase["row"]["version"],
        "answer": {"answer": "not_there", "token": purchase["send_again_token"]}});
    world.call("purchase_answer", again);
    assert_eq!((state(&world).as_str(), server.renames().len()), ("placed", 0));
    assert!(note(&world).contains("already, byte for byte"), "{}", note(&world));
    world.prove();
}

#[test]
fn what_went_wrong_before_the_name_waits_or_is_refused() {
    for (fault, expected) in [
        (Fault::HangUp, "queued"),
        (Fault::NoSubsystem, "queued"),
        (Fault::DiskFull(10), "queued"),
        (Fault::KeepsOnly(10), "queued"),
        (Fault::CutAfter(10), "queued"),
        (Fault::RefusesRename(4), "queued"),
        (Fault::ReadOnly, "rejected"),
        (Fault::RefusesRename(3), "rejected"),
    ] {
        let server = SftpServer::start();
        let world = connected(&server, &json!({"taken_away": true}));
        server.behave(Some(fault));
        world.forward_now();
        assert_eq!(state(&world), expected, "{fault:?}: {}", note(&world));
        assert_eq!(world.purchase("1001-1")["attempts"][0]["outcome"], "definite_no", "{fault:?}");
        server.behave(None);
        if expected == "queued" {
            wait(&world, 3);
        } else {
            world.call("purchase_retry", json!({"id": world.purchase("1001-1")["row"]["id"]}));
            wait(&world, 3);
        }
        assert_eq!(state(&world), "placed", "{fault:?}: {}", note(&world));
        assert_eq!((files(&server), server.renames().len()), (vec![PLACE.to_owned()], 1), "{fault:?}");
        world.prove();
    }
}

#[test]
fn a_wrong_password_or_another_key_keeps_everything_until_the_settings_are_right() {
    let server = SftpServer::start();
    let world = connected(&server, &json!({}));
    let id = supplier(&world);
    world
        .call("sftp_account_save", json!({"account": account(&server, id, &json!({})), "password": "guess"}));
    world.forward_now();
    wait(&world, 30);
    assert_eq!((state(&world).as_str(), server.sign_ins()), ("queued", 1), "nobody goes on guessing");
    assert_eq!(world.call("sending", json!({}))["suppliers"][0]["waiting"], 1);
    server.change_host_key();
    world.call(
        "sftp_account_save",
        json!({"account": world.call("sftp_account", json!({"id": id})), "password": PASSWORD}),
    );
    wait(&world, 30);
    assert_eq!((state(&world).as_str(), server.sign_ins()), ("queued", 1), "no password to a stranger");
    assert!(note(&world).contains("another key than before"), "{}", note(&world));
    world.call("sftp_account_save", json!({"account": account(&server, id, &json!({}))}));
    wait(&world, 2);
    assert_eq!((state(&world).as_str(), files(&server)), ("placed", vec![PLACE.to_owned()]));
    world.prove();
}

#[test]
fn an_unknown_end_is_looked_for_and_asked_about_where_looking_does_not_tell() {
    // The rename never happened: the half file proves it, even where files are taken away.
    let server = SftpServer::start();
    server.read_by(Reader::Takes);
    let world = connected(&server, &json!({"taken_away": true}));
    server.behave(Some(Fault::CutBeforeRename));
    assert_eq!(texts(&world.forward_now()["sent"], "state"), ["unknown"]);
    server.behave(None);
    wait(&world, 4);
    assert_eq!((state(&world).as_str(), server.renames().len()), ("placed", 1), "{}", note(&world));

    // It happened and the file was taken at once: only a person can find out.
    let server = SftpServer::start();
    server.read_by(Reader::Takes);
    let world = connected(&server, &json!({"taken_away": true}));
    server.behave(Some(Fault::CutAfterRename));
    world.forward_now();
    server.behave(None);
    wait(&world, 120);
    assert_eq!((state(&world).as_str(), server.renames().len()), ("asking", 1), "{}", note(&world));
    assert!(note(&world).contains("or the supplier has taken it"), "{}", note(&world));
    world.prove();

    // An archive tells.
    let server = SftpServer::start();
    server.disk(|disk| disk.make_folder("done"));
    server.read_by(Reader::Moves("done/20260309_".into()));
    let world = connected(&server, &json!({"taken_away": true, "archive": "done"}));
    server.behave(Some(Fault::CutAfterRename));
    world.forward_now();
    server.behave(None);
    wait(&world, 4);
    assert_eq!((state(&world).as_str(), server.renames().len()), ("placed", 1), "{}", note(&world));

    // Another file under the name: nobody can tell whose.
    let server = SftpServer::start();
    let world = connected(&server, &json!({}));
    server.behave(Some(Fault::CutAfterRename));
    world.forward_now();
    server.behave(None);
    server.disk(|disk| disk.put(PLACE, b"something else"));
    wait(&world, 4);
    assert_eq!((state(&world).as_str(), server.renames().len()), ("asking", 1), "{}", note(&world));
}

#[test]
fn nobody_looks_anywhere_else_than_where_it_was_sent() {
    let server = SftpServer::start();
    let world = connected(&server, &json!({}));
    server.behave(Some(Fault::CutAfterRename));
    world.forward_now();
    server.behave(None);
    server.disk(|disk| disk.make_folder("new"));
    let id = supplier(&world);
    world.call("sftp_account_save", json!({"account": account(&server, id, &json!({"folder": "new"}))}));
    wait(&world, 120);
    assert_eq!(state(&world), "asking", "not being in the new folder proves nothing");
    assert!(note(&world).contains("settings now say"), "{}", note(&world));
    assert_eq!(files(&server), [PLACE]);

    // One that waits goes where the settings say now.
    let world = connected(&server, &json!({"folder": "missing"}));
    world.forward_now();
    assert_eq!(state(&world), "rejected", "{}", note(&world));
    let id = supplier(&world);
    world.call("sftp_account_save", json!({"account": account(&server, id, &json!({"folder": "new"}))}));
    world.call("purchase_retry", json!({"id": world.purchase("1001-1")["row"]["id"]}));
    wait(&world, 2);
    assert_eq!((state(&world).as_str(), files(&server).len()), ("placed", 2), "{}", note(&world));
    let place = format!("sftp://moss@127.0.0.1:{}/new", server.port());
    assert_eq!(world.purchase("1001-1")["destination"], json!(place));
}

#[test]
fn a_server_that_takes_everything_stops_nothing() {
    let server = SftpServer::start();
    server.read_by(Reader::Takes);
    let world = connected(&server, &json!({"taken_away": true}));
    assert_eq!(texts(&world.forward_now()["sent"], "state"), ["placed"]);
    assert!(files(&server).is_empty());
}

#[cfg(target_os = "linux")]
mod killed {
    use stockless_tests::kill::{Ended, Killer, copy};

    use super::*;

    const MOMENT: &str = "2026-03-09T09:00:00Z";

    #[test]
    fn forwarding_that_is_killed_on_the_way_puts_each_file_there_once() {
        let mut world = crate::world();
        world.sell(&(1..=2).map(|n| Sale::new(&format!("#{n}")).item("LMP", 1, 4_900)).collect::<Vec<_>>());
        world.stocked(
            json!({"channel": "sftp", "template": {"format": "csv", "file_name": "{po}"}}),
            &[("LMP", "12.50")],
        );
        let id = supplier(&world);
        world.stop();
        let killer = Killer::new(env!("CARGO_BIN_EXE_other-process"), env!("CARGO_TARGET_TMPDIR"), MOMENT);
        let calls = |server: &SftpServer, taken_away: bool| {
            let account = account(server, id, &json!({"taken_away": taken_away}));
            [
                ("sftp_account_save", json!({"account": account, "password": PASSWORD})),
                ("forward", json!({"which": {"tab": "new"}, "now": true})),
            ]
        };
        let server = SftpServer::start();
        let undisturbed = copy(world.folder());
        let Ended::ByItself(writes) = killer.call(undisturbed.path(), None, &calls(&server, false)) else {
            panic!("nobody killed it")
        };
        let step = if std::env::var_os("STOCKLESS_EVERY_WRITE").is_some() { 1 } else { writes / 8 };
        let mut ends = std::collections::BTreeSet::new();
        for at in (1..writes).step_by(usize::try_from(step).expect("a step")) {
            for taken_away in [false, true] {
                let server = SftpServer::start();
                if taken_away {
                    server.read_by(Reader::Takes);
                }
                let folder = copy(world.folder());
                let ended = killer.call(folder.path(), Some(at), &calls(&server, taken_away));
                ends.insert((ended == Ended::Killed, server.renames().len()));
                survives(folder, &server, id, taken_away, at);
            }
        }
        assert!(ends.len() >= 3, "it was killed before, between and after the files: {ends:?}");
    }

    /// What holds after a kill, and after going on.
    fn survives(folder: tempfile::TempDir, server: &SftpServer, id: i64, taken_away: bool, at: u64) {
        let world = World::open(folder, MOMENT);
        let account = account(server, id, &json!({"taken_away": taken_away}));
        world.call("sftp_account_save", json!({"account": account, "password": PASSWORD}));
        world.call("outbox_decide", json!({"send": true}));
        world.call("forward", json!({"which": {"tab": "new"}, "now": true}));
        wait(&world, 40);
        let mut names: Vec<String> = server.renames().into_iter().map(|(_, to)| to).collect();
        names.sort();
        let asking = world.purchases("asking").len();
        let placed = world.purchases("placed").len();
        assert_eq!(placed + asking, 2, "killed at {at}: none is lost");
        let mut once = names.clone();
        once.dedup();
        assert_eq!(names, once, "killed at {at}: none is there twice");
        if taken_away {
            assert!(asking <= 1 && names.len() >= placed, "killed at {at}: at most the one on its way");
        } else {
            assert_eq!((asking, names.len()), (0, 2), "killed at {at}: a file that stays can be looked for");
        }
        world.prove();
    }
}
