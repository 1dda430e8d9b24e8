//! The published test numbers of the open tracking number data set, when its folder lies beside the repository.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::{Confidence, recognise};

const FOLDER: &str = "../shared/specs/suppliers/tracking_number_data/couriers";

/// The name of each entry in the data set and ours for it; several of ours when its entry covers them.
const NAMES: &[(&str, &[&str])] = &[
    ("Amazon Logistics", &["Amazon Logistics"]),
    ("Amazon International", &["Amazon international"]),
    ("Canada Post (16)", &["Canada Post 16"]),
    ("Canpar (22)", &["Canpar 22"]),
    ("DHL Express", &["DHL Express"]),
    ("DHL Express (Piece ID)", &["DHL Express piece"]),
    ("DHL E-Commerce", &["DHL eCommerce"]),
    ("DHL E-Commerce (14)", &["DHL eCommerce 14"]),
    ("DPD (28)", &["DPD 28"]),
    ("DPD (14)", &["DPD 15"]),
    ("FedEx Express (12)", &["FedEx Express 12"]),
    ("FedEx Express (34)", &["FedEx Express 34"]),
    ("FedEx ASTRA (32)", &["FedEx ASTRA"]),
    ("FedEx Ground", &["FedEx Ground 15"]),
    ("FedEx Ground (SSCC-18)", &["FedEx Ground SSCC"]),
    ("FedEx Ground 96 (22)", &["FedEx Ground 96"]),
    ("FedEx Ground GSN", &["FedEx Ground GSN"]),
    ("GOFO Express (US)", &["GOFO"]),
    ("Landmark Global LTN", &["Landmark LTN"]),
    ("LaserShip LX", &["LaserShip L"]),
    ("LaserShip 1LS7 (15)", &["LaserShip 1LS7"]),
    ("LaserShip 1LS7 (18)", &["LaserShip 1LS7 long"]),
    ("LaserShip 1LSCX (15)", &["LaserShip 1LSCX"]),
    ("Old Dominion", &["Old Dominion"]),
    ("Old Dominion Guaranteed Shipment", &["Old Dominion guaranteed"]),
    ("OnTrac", &["OnTrac C"]),
    ("OnTrac D", &["OnTrac D"]),
    ("Purolator (12)", &["Purolator 12"]),
    ("Purolator (alpha + 9)", &["Purolator letters"]),
    ("S10", &["S10"]),
    ("Spee-Dee (20)", &["Spee-Dee"]),
    ("UPS", &["UPS 1Z"]),
    ("UPS Waybill", &["UPS waybill"]),
    ("USPS 20", &["USPS 20"]),
    ("USPS IMpb N", &["USPS IMpb"]),
    ("USPS Legacy", &["USPS legacy"]),
    ("USPS IMpb C", &["USPS IMpb"]),
    ("Yodel", &["Yodel"]),
    ("YunExpress", &["YunExpress"]),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(3).unwrap().join(FOLDER)
}

fn numbers<'a>(entry: &'a Value, kind: &str) -> impl Iterator<Item = &'a str> {
    entry["test_numbers"][kind].as_array().unwrap().iter().filter_map(Value::as_str)
}

#[test]
fn the_published_test_numbers_pass() {
    let Ok(files) = std::fs::read_dir(root()) else {
        println!("skipped: no data set in {FOLDER} beside the repository");
        return;
    };
    let mut seen = 0;
    for file in files {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        let courier: Value = serde_json::from_str(&text).unwrap();
        for entry in courier["tracking_numbers"].as_array().unwrap() {
            seen += check(entry);
        }
    }
    println!("{seen} published numbers agree");
    assert!(seen >= 200, "the data set has become small: {seen}");
}

fn check(entry: &Value) -> usize {
    let name = entry["name"].as_str().unwrap();
    let ours = NAMES.iter().find(|(theirs, _)| *theirs == name).map(|(_, ours)| *ours);
    let ours = ours.unwrap_or_else(|| panic!("the data set has a format we do not: {name}"));
    let expected = match entry["validation"].get("checksum") {
        Some(_) => Confidence::Checked,
        None => Confidence::Pattern,
    };
    let fits =
        |number: &str| recognise(number).iter().any(|m| ours.contains(&m.format) && m.confidence == expected);
    for number in numbers(entry, "valid") {
        assert!(fits(number), "{name}: {number} is valid, and we say {:?}", recognise(number));
    }
    for number in numbers(entry, "invalid") {
        assert!(!fits(number), "{name}: {number} is invalid, and we say {:?}", recognise(number));
    }
    numbers(entry, "valid").chain(numbers(entry, "invalid")).count()
}
