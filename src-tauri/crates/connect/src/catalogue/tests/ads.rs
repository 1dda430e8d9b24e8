use stockless_core::money::Currency;

use super::*;

fn spent(outcome: &Outcome<AdRecord>) -> Vec<(u64, String, &str, &str, String)> {
    let row = |(line, record): &'_ (u64, AdRecord)| (*line, record.day.iso(), record.amount.to_string());
    let rows = outcome.records.iter().map(|found| (row(found), &found.1));
    rows.map(|((line, day, amount), record)| {
        (line, day, record.channel.as_str(), record.campaign.as_str(), amount)
    })
    .collect()
}

#[test]
fn metas_report_is_summed_over_what_parts_a_campaign() {
    let outcome = read(read_ads, fixture("ads_meta.csv"), &Options::default());
    assert_eq!(
        spent(&outcome),
        [
            (4, "2026-03-02".into(), "Meta", "Spring", "15.00 EUR".into()),
            (3, "2026-03-01".into(), "Meta", "Spring", "15.60 EUR".into()),
            (7, "2026-03-02".into(), "Meta", "Brand", "0.00 EUR".into()),
        ]
    );
    let again = "line 3 already has this day and campaign, or a row behind it has";
    assert_eq!(outcome.refused_on(6), [("", again)]);
    assert_eq!(outcome.refused_on(8), [("Reporting ends", "the row is about all days from 2026-03-01 on")]);
    assert_eq!((outcome.summary.passed_over, outcome.summary.rows), (1, 7), "the row of totals");
}

#[test]
fn googles_report_has_a_title_and_totals() {
    let options = Options { channel: Some("Google".into()), ..Options::default() };
    let outcome = read(read_ads, fixture("ads_google.csv"), &options);
    assert_eq!(
        spent(&outcome),
        [
            (4, "2026-03-01".into(), "Google", "Search", "1204.50 EUR".into()),
            (5, "2026-03-02".into(), "Google", "Search", "3.00 USD".into()),
            (6, "2026-03-01".into(), "Google", "Shopping", "0.00 EUR".into()),
        ]
    );
    assert_eq!((outcome.refused(), outcome.summary.passed_over), (vec![], 1));
}

#[test]
fn tiktoks_report_and_its_bad_cells() {
    let outcome = read(read_ads, fixture("ads_tiktok.tsv"), &Options::default());
    assert_eq!(spent(&outcome), [(2, "2026-03-01".into(), "", "Dance", "8.00 USD".into())]);
    assert_eq!(
        outcome.refused(),
        [(3, "Cost", "it is not an amount"), (4, "By Day", "day and month could change places"),]
    );
}

#[test]
fn a_table_kept_by_hand() {
    let content =
        "Datum;Shop;Kanal;Ausgaben in €\n09.03.2026;Beispielshop;Meta;12,50\n;Beispielshop;Meta;1,00\n";
    let outcome = read(read_ads, text(content), &Options::default());
    assert_eq!(spent(&outcome), [(2, "2026-03-09".into(), "Meta", "", "12.50 EUR".into())]);
    assert_eq!(outcome.on(2).shop.as_deref(), Some("Beispielshop"));
    assert_eq!(outcome.refused(), [(3, "Datum", "it is empty")]);
}

#[test]
fn two_currencies_are_never_added() {
    let content =
        "Day,Campaign,Ad name,Cost,Currency\n2026-03-01,A,one,1.00,EUR\n2026-03-01,A,two,1.00,USD\n";
    let outcome = read(read_ads, text(content), &Options::default());
    assert_eq!(outcome.refused(), [(3, "Cost", "EUR and USD cannot be added without an exchange rate")]);
    assert_eq!(outcome.on(2).amount.to_string(), "1.00 EUR");
}

#[test]
fn the_platforms_of_a_day_are_told_apart() {
    let content = "Date,Platform,Spend\n2026-03-01,Meta,1.00\n2026-03-01,TikTok,2.00\n2026-03-01,Meta,3.00\n";
    let outcome =
        read(read_ads, text(content), &Options { currency: Some(Currency::EUR), ..Options::default() });
    assert_eq!(
        spent(&outcome),
        [
            (3, "2026-03-01".into(), "TikTok", "", "2.00 EUR".into()),
            (2, "2026-03-01".into(), "Meta", "", "1.00 EUR".into()),
        ]
    );
    assert_eq!(outcome.refused_on(4).len(), 1, "nothing says why the row is there twice");
}
