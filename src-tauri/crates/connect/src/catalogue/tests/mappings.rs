use super::*;

#[test]
fn ranks_zones_and_factors() {
    let outcome = read(read_mappings, fixture("mappings.csv"), &Options::default());
    let row = |line| {
        let record: &MappingRecord = outcome.on(line);
        (
            record.zone.code(),
            record.rank,
            record.supplier.as_str(),
            record.supplier_sku.as_str(),
            record.factor,
        )
    };
    assert_eq!(row(2), ("*".into(), 1, "Example Goods Ltd", "EG-1", 1));
    assert_eq!(row(3), ("*".into(), 2, "Sample Trading", "EG-1", 1));
    assert_eq!(row(4), ("DE".into(), 1, "Sample Trading", "EG-1", 1));
    assert_eq!(row(5), ("*".into(), 1, "Example Goods Ltd", "EG-1", 2));
    assert_eq!(
        row(6),
        ("*".into(), 2, "Sample Trading", "EG-1", 2),
        "rows without a rank are ranked as they stand"
    );
    assert_eq!(outcome.lines(), [2, 3, 4, 5, 6]);
}

#[test]
fn what_is_told_twice_or_not_at_all_is_refused() {
    let outcome = read(read_mappings, fixture("mappings.csv"), &Options::default());
    let twice = "line 3 already has an offer of this rank for this listing, part and destination";
    assert_eq!(outcome.refused_on(7), [("", twice)]);
    assert_eq!(outcome.refused_on(8), [("Shop SKU", "neither SKU nor title say which listing is meant")]);
    let columns: Vec<&str> = outcome.refused_on(9).iter().map(|(column, _)| *column).collect();
    assert_eq!(columns, ["Supplier", "Country", "Rank", "Supplier SKU", "Units"]);
}

#[test]
fn a_listing_may_be_named_by_its_title_and_the_supplier_for_the_whole_file() {
    let options = Options { supplier: Some("Example Goods Ltd".into()), ..Options::default() };
    let outcome = read(read_mappings, text("Titel;Lieferanten-SKU;Faktor\nBlaue Tasse;EG-1;2\n"), &options);
    let record = outcome.on(2);
    assert_eq!((record.sku.as_str(), record.title.as_str(), record.factor), ("", "Blaue Tasse", 2));
    assert_eq!(record.supplier, "Example Goods Ltd");
}

#[test]
fn the_parts_of_a_bundle_are_ranked_each_on_its_own() {
    let table = "sku,part,supplier,supplier sku\nSET,Foot,Nordlicht,N-1\nSET,Shade,Weber,W-1\nSET, shade ,Weber,W-2\n";
    let outcome = read(read_mappings, text(table), &Options::default());
    let row = |line: u64| {
        let record = outcome.on(line);
        (record.part.as_str(), record.rank)
    };
    assert_eq!([row(2), row(3), row(4)], [("Foot", 1), ("Shade", 1), ("shade", 2)]);
}
