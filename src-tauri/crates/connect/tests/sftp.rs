//! The SFTP client against a real server that misbehaves: every fault gives the outcome that can be proven.

#[path = "../../../../tests/support/sftp.rs"]
#[allow(
    dead_code,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a part of the tests, used by the journeys too"
)]
mod server;

use std::time::Duration;

use russh::keys::PrivateKey;
use russh::keys::ssh_key::LineEnding;
use russh::keys::ssh_key::private::Ed25519Keypair;
use server::{Fault, PASSWORD, Reader, SftpServer, USER};
use stockless_connect::secrets::Secret;
use stockless_connect::sftp::{
    self, Look, Seen, SftpAccount, SftpError, SftpTimeouts, SignIn, deliver, look_up,
};
use stockless_core::outcome::Outcome;

const NAME: &str = "PO 1042-A.csv";
const FILE: &[u8] = b"sku,quantity\nNL-0042,2\n";

/// Long enough for a busy machine; only tests of silence wait for an end.
const PATIENT: SftpTimeouts = SftpTimeouts {
    connect: Duration::from_secs(20),
    step: Duration::from_secs(20),
    whole: Duration::from_secs(60),
};

/// For servers that fall silent. What comes before the silence has to fit.
const BRIEF: SftpTimeouts = SftpTimeouts { step: Duration::from_secs(1), ..PATIENT };

#[allow(clippy::unwrap_used, reason = "the server's own key")]
fn account(server: &SftpServer) -> SftpAccount {
    SftpAccount {
        host: "127.0.0.1".into(),
        port: server.port(),
        user: USER.into(),
        folder: "in".into(),
        archive: None,
        taken_away: false,
        host_key: Some(server.host_key().parse().unwrap()),
    }
}

fn password() -> SignIn {
    SignIn::Password(Secret::new(PASSWORD))
}

fn send(server: &SftpServer) -> Outcome {
    send_to(&account(server), &password(), NAME, FILE, PATIENT)
}

fn send_to(
    account: &SftpAccount,
    sign_in: &SignIn,
    name: &str,
    bytes: &[u8],
    timeouts: SftpTimeouts,
) -> Outcome {
    deliver(account, sign_in, name, bytes, timeouts).outcome
}

fn look(server: &SftpServer) -> Look {
    look_up(&account(server), &password(), NAME, FILE, PATIENT)
}

#[test]
fn a_file_is_delivered_once() {
    let server = SftpServer::start();
    let answer = deliver(&account(&server), &password(), NAME, FILE, PATIENT);
    assert_eq!(answer.outcome.word(), "accepted", "{answer:?}");
    let place = format!("23 bytes as PO 1042-A.csv to sftp://moss@127.0.0.1:{}/in", server.port());
    assert_eq!((answer.trace.sent, answer.signed_out), (place, false));
    assert_eq!(server.disk(|disk| disk.get("in/PO 1042-A.csv").map(<[u8]>::to_vec)).as_deref(), Some(FILE));
    let again = send(&server);
    assert!(again.words().ends_with("was on 127.0.0.1 already, byte for byte."), "{again:?}");
    assert_eq!(server.disk(|disk| disk.paths()), ["in/PO 1042-A.csv"], "nothing else is left");
    assert_eq!(server.renames().len(), 1);
}

#[test]
fn a_large_file_and_an_empty_one_arrive_whole() {
    let server = SftpServer::start();
    let large: Vec<u8> = (0..=u8::MAX).cycle().take(300_001).collect();
    for (name, bytes) in [("large.bin", &large[..]), ("empty.csv", b"")] {
        let outcome = send_to(&account(&server), &password(), name, bytes, PATIENT);
        assert_eq!(outcome.word(), "accepted", "{outcome:?}");
        assert!(server.disk(|disk| disk.get(&format!("in/{name}")) == Some(bytes)), "{name}");
    }
}

#[test]
fn nothing_goes_to_a_server_whose_key_is_not_accepted() {
    let server = SftpServer::start();
    let new = SftpAccount { host_key: None, ..account(&server) };
    let answer = deliver(&new, &password(), NAME, FILE, PATIENT);
    assert!(answer.signed_out, "the settings have to change first");
    let outcome = answer.outcome;
    assert!(outcome.proves_absence() && !outcome.may_resend_alone(), "{outcome:?}");
    assert!(outcome.words().contains(&server.host_key()), "the merchant needs it to compare: {outcome:?}");

    let before = account(&server);
    server.change_host_key();
    let outcome = send_to(&before, &password(), NAME, FILE, PATIENT);
    assert!(outcome.proves_absence() && !outcome.may_resend_alone(), "{outcome:?}");
    assert!(outcome.words().contains("shows another key than before"), "{outcome:?}");
    assert!(outcome.words().contains(&server.host_key()), "{outcome:?}");
    let looked = look_up(&before, &password(), NAME, FILE, PATIENT);
    assert!(matches!(looked, Look::Unreachable(SftpError::ChangedHostKey { .. })), "{looked:?}");

    assert_eq!(server.sign_ins(), 0, "no password went to it");
    assert!(server.disk(|disk| disk.paths()).is_empty());
}

#[test]
fn a_password_or_a_key_signs_in() {
    let server = SftpServer::start();
    let wrong = send_to(&account(&server), &SignIn::Password(Secret::new("guess")), NAME, FILE, PATIENT);
    assert!(wrong.proves_absence() && !wrong.may_resend_alone(), "{wrong:?}");
    assert!(wrong.words().contains("the password or the user name moss is wrong"), "{wrong:?}");
    assert!(!wrong.words().contains("guess"));

    let key = PrivateKey::from(Ed25519Keypair::from_seed(&[42; 32]));
    let text = key.to_openssh(LineEnding::LF).unwrap();
    let sign_in = SignIn::Key { key: Secret::new(text.as_str()), passphrase: None };
    let unknown = send_to(&account(&server), &sign_in, NAME, FILE, PATIENT);
    assert!(unknown.words().contains("the key or the user name moss is wrong"), "{unknown:?}");
    server.authorize(&key.public_key().to_openssh().unwrap());
    assert_eq!(send_to(&account(&server), &sign_in, "key.csv", FILE, PATIENT).word(), "accepted");

    server.ask_in_dialogue();
    assert_eq!(send_to(&account(&server), &password(), "dialogue.csv", FILE, PATIENT).word(), "accepted");
    let wrong = send_to(&account(&server), &SignIn::Password(Secret::new("guess")), NAME, FILE, PATIENT);
    assert!(wrong.proves_absence() && !wrong.may_resend_alone(), "{wrong:?}");
}

#[test]
fn nobody_there_is_a_passing_no() {
    let server = SftpServer::start();
    let gone = account(&server);
    drop(server);
    let outcome = send_to(&gone, &password(), NAME, FILE, PATIENT);
    assert!(outcome.may_resend_alone(), "{outcome:?}");
    assert!(matches!(look_up(&gone, &password(), NAME, FILE, PATIENT), Look::Unreachable(_)));
}

/// What a fault proves: the word, whether time alone may cure it, and what lies on the disk afterwards.
struct Case {
    fault: Fault,
    word: &'static str,
    passing: bool,
    left: &'static [&'static str],
}

const HALF: &str = "in/PO 1042-A.csv.part";
const WHOLE: &str = "in/PO 1042-A.csv";

#[test]
fn every_fault_gives_the_outcome_that_can_be_proven() {
    let no = |fault, passing, left| Case { fault, word: "definite_no", passing, left };
    let unknown = |fault, left| Case { fault, word: "unknown", passing: false, left };
    for case in [
        no(Fault::HangUp, true, &[]),
        no(Fault::NoSubsystem, true, &[]),
        no(Fault::ReadOnly, false, &[]),
        no(Fault::DiskFull(10), true, &[]),
        no(Fault::KeepsOnly(10), true, &[]),
        no(Fault::CutAfter(10), true, &[HALF]),
        unknown(Fault::CutBeforeRename, &[HALF]),
        unknown(Fault::CutAfterRename, &[WHOLE]),
        no(Fault::RefusesRename(4), true, &[]),
        no(Fault::RefusesRename(3), false, &[]),
        Case { fault: Fault::LiesAboutRename(4), word: "accepted", passing: false, left: &[WHOLE] },
    ] {
        let server = SftpServer::start();
        server.behave(Some(case.fault));
        let outcome = send(&server);
        let fault = case.fault;
        assert_eq!(outcome.word(), case.word, "{fault:?}: {outcome:?}");
        assert_eq!(outcome.may_resend_alone(), case.passing, "{fault:?}: {outcome:?}");
        assert_eq!(server.disk(|disk| disk.paths()), case.left, "{fault:?}");

        server.behave(None);
        if outcome.may_resend_alone() {
            assert_eq!(send(&server).word(), "accepted", "{fault:?}");
            assert_eq!(server.disk(|disk| disk.paths()), [WHOLE], "{fault:?}");
        }
    }
}

#[test]
fn silence_ends_and_proves_what_it_can() {
    for (fault, word) in [
        (Fault::Silent, "definite_no"),
        (Fault::SilentBeforeRename, "unknown"),
        (Fault::SilentAfterRename, "unknown"),
    ] {
        let server = SftpServer::start();
        server.behave(Some(fault));
        let outcome = send_to(&account(&server), &password(), NAME, FILE, BRIEF);
        assert_eq!(outcome.word(), word, "{fault:?}: {outcome:?}");
    }
}

#[test]
fn the_whole_time_is_limited_too() {
    let server = SftpServer::start();
    server.behave(Some(Fault::Silent));
    let timeouts = SftpTimeouts { whole: Duration::from_millis(200), ..PATIENT };
    let outcome = send_to(&account(&server), &password(), NAME, FILE, timeouts);
    assert!(outcome.may_resend_alone(), "{outcome:?}");
    server.behave(Some(Fault::SilentAfterRename));
    let timeouts = SftpTimeouts { whole: Duration::from_secs(2), ..PATIENT };
    let outcome = send_to(&account(&server), &password(), NAME, FILE, timeouts);
    assert_eq!(outcome.word(), "unknown", "{outcome:?}");
}

#[test]
fn another_file_under_the_name_is_left_as_it_is() {
    let server = SftpServer::start();
    let same_length: Vec<u8> = FILE.iter().rev().copied().collect();
    for other in [&same_length[..], b"other"] {
        server.disk(|disk| disk.put(WHOLE, other));
        let outcome = send(&server);
        assert!(outcome.proves_absence() && !outcome.may_resend_alone(), "{outcome:?}");
        assert!(matches!(look(&server), Look::Open { .. }));
        assert_eq!(server.disk(|disk| disk.get(WHOLE).map(<[u8]>::to_vec)).unwrap(), other);
    }
    assert!(server.renames().is_empty());
}

#[test]
fn what_cannot_be_compared_is_not_overwritten() {
    let server = SftpServer::start();
    server.disk(|disk| disk.put(WHOLE, FILE));
    server.behave(Some(Fault::WriteOnly));
    let outcome = send(&server);
    assert!(outcome.proves_absence() && !outcome.may_resend_alone(), "{outcome:?}");
    let looked = look(&server);
    assert!(matches!(looked, Look::Unreachable(SftpError::Refused { .. })), "{looked:?}");
}

#[test]
fn a_missing_folder_is_told_and_not_made() {
    let server = SftpServer::start();
    server.disk(|disk| disk.remove_folder("in"));
    let outcome = send(&server);
    assert!(outcome.proves_absence() && !outcome.may_resend_alone(), "{outcome:?}");
    assert!(outcome.words().contains("in/PO 1042-A.csv.part"), "{outcome:?}");
    assert!(matches!(look(&server), Look::Open { .. }));
    assert!(server.disk(|disk| disk.paths()).is_empty());
}

#[test]
fn a_half_file_of_an_earlier_cut_is_replaced() {
    let server = SftpServer::start();
    server.disk(|disk| disk.put(HALF, b"a much longer half of something, from an earlier evening"));
    assert_eq!(send(&server).word(), "accepted");
    assert_eq!(server.disk(|disk| disk.paths()), [WHOLE]);
}

#[test]
fn a_file_taken_at_once_is_delivered_all_the_same() {
    let server = SftpServer::start();
    server.read_by(Reader::Takes);
    assert_eq!(send(&server).word(), "accepted");
    assert!(server.disk(|disk| disk.paths()).is_empty());
}

#[test]
fn looking_finds_the_file_or_proves_that_it_never_arrived() {
    let server = SftpServer::start();
    assert!(matches!(look(&server), Look::NotThere { .. }), "nobody takes files away");
    server.behave(Some(Fault::CutAfterRename));
    assert_eq!(send(&server).word(), "unknown");
    server.behave(None);
    assert!(matches!(look(&server), Look::There { .. }));
    assert_eq!(server.disk(|disk| disk.paths()), [WHOLE], "looking changes nothing about it");
}

#[test]
fn the_half_file_proves_that_the_name_was_never_taken_even_where_files_are_taken_away() {
    let server = SftpServer::start();
    server.behave(Some(Fault::CutBeforeRename));
    assert_eq!(send(&server).word(), "unknown");
    server.behave(None);
    let taken_away = SftpAccount { taken_away: true, ..account(&server) };
    let looked = look_up(&taken_away, &password(), NAME, FILE, PATIENT);
    assert!(matches!(looked, Look::NotThere { .. }), "{looked:?}");
    assert!(server.disk(|disk| disk.paths()).is_empty(), "the half file is gone");
    let looked = look_up(&taken_away, &password(), NAME, FILE, PATIENT);
    assert!(matches!(looked, Look::Open { .. }), "without it nothing is proven: {looked:?}");
}

#[test]
fn a_rename_that_comes_late_finds_nothing_after_somebody_looked() {
    let server = SftpServer::start();
    server.behave(Some(Fault::CutBeforeRename));
    assert_eq!(send(&server).word(), "unknown");
    assert!(matches!(look(&server), Look::NotThere { .. }));
    assert!(!server.rename_at_last(), "it would be a second purchase");

    assert_eq!(send(&server).word(), "unknown");
    assert!(server.rename_at_last(), "before somebody looked it arrives");
    assert!(matches!(look(&server), Look::There { .. }));
}

#[test]
fn a_half_file_that_may_not_be_removed_leaves_it_open() {
    let server = SftpServer::start();
    server.disk(|disk| disk.put(HALF, FILE));
    server.behave(Some(Fault::NoRemoval));
    let looked = look(&server);
    let Look::Open { reason } = looked else { panic!("{looked:?}") };
    assert!(reason.contains("may still get its name"), "{reason}");
}

#[test]
fn taken_files_are_found_in_the_archive_by_their_bytes() {
    let server = SftpServer::start();
    server.disk(|disk| disk.make_folder("done"));
    server.disk(|disk| disk.put("done/20261122_PO 1042-A.csv", b"sku,quantity\nNL-0042,9\n"));
    let archived = SftpAccount { archive: Some("done".into()), ..account(&server) };
    let look = || look_up(&archived, &password(), NAME, FILE, PATIENT);
    assert!(matches!(look(), Look::Open { .. }), "another purchase's file proves nothing");
    server.read_by(Reader::Moves("done/20261123_".into()));
    server.behave(Some(Fault::CutAfterRename));
    assert_eq!(send_to(&archived, &password(), NAME, FILE, PATIENT).word(), "unknown");
    server.behave(None);
    let Look::There { evidence } = look() else { panic!("{:?}", look()) };
    assert!(evidence.contains("done/20261123_PO 1042-A.csv"), "{evidence}");

    server.disk(|disk| disk.put("done/PO 1042-A.csv", FILE));
    let again = send_to(&archived, &password(), NAME, FILE, PATIENT);
    assert!(again.words().contains("done/PO 1042-A.csv was on"), "read under its own name: {again:?}");
    assert_eq!(server.renames().len(), 1);
}

#[test]
fn answers_are_listed_and_fetched_within_limits() {
    let server = SftpServer::start();
    server.disk(|disk| {
        disk.make_folder("out");
        disk.make_folder("out/old");
        disk.put("out/ack 1042-A.csv", b"PO 1042-A confirmed\n");
        for name in ["../escape", "a/b", "a\nb", ".."] {
            disk.show_strange_name(name);
        }
    });
    let listing = sftp::list(&account(&server), &password(), "/out/../out/", PATIENT);
    assert!(matches!(listing, Err(SftpError::Refused { .. })), "{listing:?}");
    let listing = sftp::list(&account(&server), &password(), "out/", PATIENT).unwrap();
    let names: Vec<_> = listing.files.iter().map(|file| (file.name.as_str(), file.size)).collect();
    assert_eq!(names, [("ack 1042-A.csv", Some(20))]);
    assert_eq!((listing.skipped, listing.cut), (4, false), "the folder and the names that lead elsewhere");

    let fetch = |name: &str, most| sftp::fetch(&account(&server), &password(), "out", name, most, PATIENT);
    assert_eq!(fetch("ack 1042-A.csv", 20).unwrap(), b"PO 1042-A confirmed\n");
    assert!(matches!(fetch("ack 1042-A.csv", 19), Err(SftpError::Contents(_))));
    assert!(matches!(fetch("../in/po.csv", 1_000), Err(SftpError::Account(_))));
    assert!(matches!(fetch("missing.csv", 1_000), Err(SftpError::Refused { .. })));
}

#[test]
fn a_test_of_the_settings_says_what_it_saw_and_leaves_nothing() {
    let server = SftpServer::start();
    let test = |account: &SftpAccount| sftp::test(account, &password(), PATIENT);
    let good = account(&server);
    let whole =
        Seen { reached: true, signed_in: true, folder_there: true, folder_writable: true, ..Seen::default() };
    assert_eq!(test(&good), whole);
    assert!(server.disk(|disk| disk.paths()).is_empty());

    let seen = test(&SftpAccount { host_key: None, ..good.clone() });
    assert_eq!(seen.other_key.map(|key| key.to_string()), Some(server.host_key()));
    assert!(seen.reached && !seen.signed_in);

    let seen = test(&SftpAccount { folder: "elsewhere".into(), ..good.clone() });
    assert!(seen.signed_in && !seen.folder_there, "{seen:?}");
    assert!(seen.problem.unwrap().contains("elsewhere"));

    let archive = |name: &str| SftpAccount { archive: Some(name.into()), ..good.clone() };
    assert_eq!(test(&archive("done")).archive_there, Some(false));
    server.disk(|disk| disk.make_folder("done"));
    assert_eq!(test(&archive("done")).archive_there, Some(true));

    server.behave(Some(Fault::ReadOnly));
    let seen = test(&good);
    assert!(seen.folder_there && !seen.folder_writable && seen.left_behind.is_none(), "{seen:?}");
    server.behave(Some(Fault::NoRemoval));
    let seen = test(&good);
    assert!(!seen.folder_writable, "{seen:?}");
    assert_eq!(seen.left_behind.as_deref(), Some("in/stockless-test-renamed.part"));
    let mine = SftpServer::start();
    mine.behave(Some(Fault::HangUp));
    assert!(!test(&account(&mine)).reached);
}
