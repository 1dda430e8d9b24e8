//! Feeds as wholesalers really send them, where the folder with the samples lies beside the repository.

use super::*;

fn samples() -> Option<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/samples/suppliers/feeds");
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}

#[test]
fn real_feeds_read_or_say_what_they_are() {
    let Some(folder) = samples() else { return };
    let options = Options { supplier: Some("Sample feed".into()), ..Options::default() };
    let mut read = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let table = Table::open(&path, &OpenOptions::default());
        if !name.ends_with(".csv") {
            let message = table.expect_err("no table").to_string();
            assert!(message.contains("web page") || message.contains("XML"), "{name}: {message}");
            continue;
        }
        let table = table.unwrap();
        let fits = if name.contains("tracking") {
            read_with(read_tracking, table, None, &options).map(|outcome| outcome.rejected.len())
        } else {
            read_with(read_offers, table, None, &options).map(|outcome| outcome.rejected.len())
        };
        println!("{name}: {} refused", fits.unwrap());
        read += 1;
    }
    assert!(read > 0, "the folder has feeds");
}

#[test]
fn the_samples_hold_what_their_rows_say() {
    let Some(folder) = samples() else { return };
    let options = Options { supplier: Some("Sample feed".into()), ..Options::default() };
    let open = |name: &str| Table::open(&folder.join(name), &OpenOptions::default()).unwrap();
    let dirty = read(read_offers, open("dirty_semicolon_windows-1252.handmade.csv"), &options);
    assert_eq!(dirty.on(2).title, "Schreibtischlampe \"Lümen\" 12 W");
    assert_eq!(dirty.on(2).prices[0].unit_cost.to_string(), "1234.50");
    assert_eq!(dirty.on(2).supplier_sku, "0012345");
    assert!(dirty.refused_on(3).iter().any(|(column, _)| *column == "EAN"));
    let pipe = read(read_offers, open("pipe_bom_utf8.handmade.csv"), &options);
    assert_eq!(pipe.on(2).title, "Rug, 80x150 cm");
    assert_eq!(pipe.on(2).prices[0].unit_cost.to_string(), "10.5");
    assert_eq!((pipe.on(3).stock, pipe.on(3).prices.len()), (None, 0));
}
