use stockless_engine::COMMANDS;

use crate::desk::Desk;

#[test]
fn every_command_of_the_application_is_listed_with_its_sentence() {
    let desk = Desk::empty();
    let listed = desk.ask(&["call", "--list"]);
    let rows = listed["rows"].as_array().unwrap();
    let names: Vec<&str> = rows.iter().map(|row| row["name"].as_str().unwrap()).collect();
    assert_eq!(names, COMMANDS.iter().map(|command| command.name).collect::<Vec<_>>());
    assert!(rows.iter().all(|row| row["about"].as_str().unwrap().ends_with('.')));
    assert_eq!(listed["total"], rows.len());
    let text = desk.run(&["call", "--list"]).done().out;
    assert_eq!(text.lines().count(), COMMANDS.len() + 1);
}

#[test]
fn a_call_answers_with_one_document_with_and_without_json() {
    let desk = Desk::empty();
    let setup =
        r#"{"name":"Two shops","base_currency":"EUR","time_zone":"Europe/Berlin","margin_floor":"12"}"#;
    assert_eq!(desk.run(&["call", "workspace_setup", setup]).done().json()["count"], 1);
    let settings = desk.run(&["call", "settings"]).done().json();
    assert_eq!(settings["name"], "Two shops");
    assert_eq!(settings, desk.ask(&["call", "settings", "{}"]));
    let mut other = settings.clone();
    other["name"] = "One shop".into();
    let saved = desk.run_with(&["call", "settings_save", "-"], &[], &other.to_string()).done();
    assert_eq!(saved.json()["count"], 1);
    assert_eq!(desk.ask(&["call", "settings"])["name"], "One shop");
}

#[test]
fn a_call_that_is_not_understood_ends_with_2_and_a_refused_one_with_1() {
    let desk = Desk::empty();
    let ended = |words: &[&str]| {
        let ran = desk.run(words);
        (ran.code, ran.error())
    };
    assert_eq!(ended(&["call", "nope"]), (2, "unknown_command".to_owned()));
    assert_eq!(ended(&["call", "order", r#"{"id":"x"}"#]), (2, "bad_request".to_owned()));
    assert_eq!(ended(&["call", "order", "{"]), (2, "usage".to_owned()));
    assert_eq!(ended(&["call", "order", r#"{"id":7}"#]), (1, "not_found".to_owned()));
}

#[test]
fn setup_changes_what_is_named_and_keeps_the_rest() {
    let desk = Desk::empty();
    let without = desk.run(&["setup", "--name", "Fern", "--json"]);
    assert_eq!((without.code, without.error().as_str()), (2, "usage"), "a currency is not guessed");
    desk.run(&["setup", "--base-currency", "SEK", "--time-zone", "Europe/Stockholm"]).done();
    desk.run(&["setup", "--name", "Fern"]).done();
    let settings = desk.ask(&["call", "settings"]);
    let read = |name: &str| settings[name].as_str().unwrap().to_owned();
    assert_eq!((read("name"), read("base_currency")), ("Fern".to_owned(), "SEK".to_owned()));
    assert_eq!(read("time_zone"), "Europe/Stockholm");
    assert_eq!(desk.run(&["setup", "--time-zone", "Mars/Olympus"]).code, 1);
}
