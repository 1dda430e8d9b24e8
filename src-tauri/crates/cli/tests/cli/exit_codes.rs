use std::fs::File;

use crate::desk::Desk;

#[test]
fn help_tells_the_exit_codes_and_the_environment() {
    let help = Desk::empty().run(&["--help"]).done().out;
    for word in ["Exit codes", "  4  another Stockless", "STOCKLESS_NOW", "STOCKLESS_MAIL_PASSWORD"] {
        assert!(help.contains(word), "{word}: {help}");
    }
}

#[test]
fn a_command_line_that_is_not_understood_ends_with_2() {
    let desk = Desk::empty();
    for words in [
        &["orders", "--tab", "nope"][..],
        &["frobnicate"],
        &["forward"],
        &["profit", "--format", "csv"],
        &["placed"],
        &["call"],
        &[],
    ] {
        assert_eq!(desk.run(words).code, 2, "{words:?}");
        let with_json: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        let ran = desk.run(&with_json);
        assert_eq!((ran.code, ran.error().as_str()), (2, "usage"), "{words:?}");
    }
}

#[test]
fn a_folder_without_a_workspace_is_not_an_empty_list() {
    let desk = Desk::empty();
    for words in [&["orders"][..], &["profit"], &["check"], &["backup"], &["forward", "--ready"]] {
        let ran = desk.run(words);
        assert_eq!(ran.code, 1, "{words:?}");
        assert!(ran.err.contains("no workspace") && ran.err.contains("--workspace"), "{}", ran.err);
        assert!(!desk.workspace().exists(), "{words:?} made a workspace");
    }
}

#[test]
fn a_refusal_says_what_why_and_what_to_do_in_both_tongues() {
    let desk = Desk::demo();
    let again = desk.run(&["demo"]);
    assert_eq!((again.code, again.out.as_str()), (1, ""));
    assert!(again.err.contains("not empty"), "{}", again.err);
    let again = desk.run(&["demo", "--json"]);
    assert_eq!((again.code, again.error().as_str()), (1, "not_now"));
    let error = &again.json()["error"];
    assert!(error["message"].is_string() && error["action"].is_string(), "{error}");
    let nowhere = desk.run(&["orders", "--shop", "Nowhere"]);
    assert_eq!(nowhere.code, 1);
    assert!(nowhere.err.contains("Pawberry"), "the shops there are: {}", nowhere.err);
}

#[test]
fn a_second_process_reads_and_does_not_write() {
    let desk = Desk::demo();
    let held = File::open(desk.workspace().join("workspace.lock")).unwrap();
    held.try_lock().unwrap();
    let new = desk.ask(&["orders"]);
    assert!(new["ready"].as_i64().unwrap() > 0);
    desk.ask(&["profit"]);
    let review = desk.ask(&["forward", "--ready", "--dry-run"]);
    assert_eq!(review["stopped"], "read_only");
    let file = desk.file("rates.csv", "Date,USD\n2026-03-06,1.0842\n");
    for words in [
        &["forward", "--ready"][..],
        &["import", "rates", &file],
        &["placed", "1"],
        &["setup", "--name", "Other"],
    ] {
        let ran = desk.run(words);
        assert_eq!(ran.code, 4, "{words:?}: {}", ran.err);
        let with_json: Vec<&str> = words.iter().copied().chain(["--json"]).collect();
        assert_eq!(desk.run(&with_json).error(), "read_only", "{words:?}");
    }
}

#[test]
fn a_clock_that_is_no_time_is_refused() {
    let ran = Desk::empty().run_with(&["demo", "--json"], &[("STOCKLESS_NOW", "yesterday")], "");
    assert_eq!((ran.code, ran.error().as_str()), (2, "usage"));
}
