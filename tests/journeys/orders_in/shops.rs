//! Exports of each shop there is a fixture for: what they tell, what they refuse, and that told twice is told once.

use super::{Told, reads};

#[test]
fn shopify_exports() {
    reads(
        &["shopify/orders.csv"],
        "EUR",
        "shopify",
        &[
            ("orders.csv", 11, "Id", "6.79848E+12"),
            ("orders.csv", 11, "Lineitem quantity", "one"),
            ("orders.csv", 12, "Lineitem price", "nine"),
        ],
        &[
            (
                "#1001",
                "60.93",
                "EUR",
                "paid",
                "unfulfilled",
                &["2 x LMP-W = 25.98", "1 x RUG-F = 13.50", "1 x  = 25.00"],
            ),
            ("#1002", "17758.28", "INR", "paid", "fulfilled", &["1 x DSK-1 = 16292.00"]),
            ("#1003", "1805.00", "PKR", "pending", "fulfilled", &["1 x  = 1805.00"]),
            ("#1004", "45.00", "EUR", "refunded", "cancelled", &["3 x MUG-1 = 45.00"]),
            (
                "#1005",
                "150.00",
                "SEK",
                "partly_refunded",
                "partial",
                &["1 x CHR-1 = 80.00", "2 x CSH-1 = 50.00"],
            ),
            ("#1007", "29.65", "USD", "unknown", "unknown", &["1 x PST-1 = 20.00"]),
            ("#1008", "32.00", "EUR", "paid", "unfulfilled", &["2 x SCF-1 = 40.00"]),
        ],
    );
}

#[test]
fn woocommerce_exports_in_rows() {
    reads(
        &["woo/rows.csv"],
        "EUR",
        "woocommerce",
        &[("rows.csv", 6, "Quantity", "two")],
        &[
            ("1501", "58.32", "EUR", "paid", "unfulfilled", &["1 x LMP-1 = 25.21", "2 x RUG-1 = 18.49"]),
            ("1502", "10.00", "EUR", "voided", "cancelled", &["1 x MUG-1 = 10.00"]),
            ("1503", "15.00", "EUR", "partly_refunded", "fulfilled", &["2 x MUG-1 = 20.00"]),
        ],
    );
    reads(
        &["woo/rows_blank.csv"],
        "EUR",
        "woocommerce",
        &[],
        &[("1601", "48.60", "EUR", "paid", "unfulfilled", &["1 x LMP-1 = 25.20", "2 x RUG-1 = 18.50"])],
    );
}

#[test]
fn woocommerce_exports_in_columns_and_packed() {
    reads(
        &["woo/columns.csv"],
        "EUR",
        "woocommerce",
        &[],
        &[
            ("1701", "45.00", "EUR", "pending", "on_hold", &["1 x A = 25.00", "2 x B = 20.00"]),
            ("1702", "25.00", "EUR", "paid", "fulfilled", &["1 x A = 25.00"]),
        ],
    );
    reads(
        &["woo/packed.csv"],
        "GBP",
        "woocommerce",
        &[("packed.csv", 4, "order_item_1", "a lamp and a rug")],
        &[
            ("#WEB-901", "53.40", "GBP", "paid", "unfulfilled", &["1 x  = 30.00", "2 x MUG-1 = 10.00"]),
            ("#WEB-902", "45.00", "GBP", "paid", "fulfilled", &["2 x LMP-1 = 40.00", "1 x RUG-1 = 5.00"]),
        ],
    );
}

#[test]
fn etsy_exports_are_joined_from_two_files_or_read_from_one() {
    let first: Told<'_> =
        ("3310000001", "78.54", "EUR", "paid", "unfulfilled", &["2 x RNG-1 = 49.98", "1 x BOX-2 = 32.29"]);
    let second: Told<'_> = ("3310000002", "25.00", "EUR", "paid", "fulfilled", &["1 x RNG-1 = 25.00"]);
    reads(
        &["etsy/sold_orders.csv", "etsy/sold_order_items.csv"],
        "EUR",
        "etsy",
        &[
            ("sold_order_items.csv", 5, "Quantity", ""),
            ("sold_order_items.csv", 7, "Order ID", "3.31E+09"),
            ("sold_orders.csv", 5, "Number of Items", "2"),
        ],
        &[
            first,
            second,
            ("3310000003", "45.00", "EUR", "partly_refunded", "unfulfilled", &["1 x RNG-2 = 40.00"]),
            ("3310000005", "24.00", "EUR", "paid", "unfulfilled", &["1 x C = 20.00"]),
        ],
    );
    reads(
        &["etsy/sold_order_items_uk.csv"],
        "EUR",
        "etsy",
        &[
            ("sold_order_items_uk.csv", 5, "Quantity", ""),
            ("sold_order_items_uk.csv", 7, "Order ID", "3.31E+09"),
        ],
        &[first, second],
    );
}

#[test]
fn ebay_exports_of_three_countries() {
    reads(
        &["ebay/orders_us.csv"],
        "USD",
        "ebay",
        &[("orders_us.csv", 9, "Sold For", "ten dollars")],
        &[
            ("01-10000-00001", "2877.32", "USD", "paid", "unfulfilled", &["2 x LMP-B = 2867.32"]),
            (
                "01-10000-00002",
                "37.20",
                "USD",
                "paid",
                "partial",
                &["1 x MUG-1 = 10.00", "1 x RUG-1 = 20.00"],
            ),
        ],
    );
    reads(
        &["ebay/orders_uk.csv"],
        "GBP",
        "ebay",
        &[],
        &[("05-10000-00001", "33.49", "GBP", "paid", "fulfilled", &["1 x KTL-1 = 29.99"])],
    );
    reads(
        &["ebay/orders_de.csv"],
        "EUR",
        "ebay",
        &[],
        &[("23-12345-00001", "1121.99", "EUR", "paid", "unfulfilled", &["1 x GLB-1 = 1116.99"])],
    );
}

#[test]
fn amazon_reports() {
    reads(
        &["amazon/orders.txt"],
        "USD",
        "amazon",
        &[("orders.txt", 4, "quantity-purchased", "x")],
        &[
            (
                "111-2222222-0000001",
                "79.96",
                "USD",
                "paid",
                "unfulfilled",
                &["2 x MUG-1 = 53.98", "1 x RUG-1 = 24.99"],
            ),
            ("111-2222222-0000003", "10.00", "USD", "paid", "unfulfilled", &["1 x LMP-1 = 10.00"]),
        ],
    );
    reads(
        &["amazon/unshipped.txt"],
        "USD",
        "amazon",
        &[],
        &[
            ("111-2222222-0000001", "0.00", "USD", "paid", "partial", &["3 x MUG-1 = 0.00"]),
            ("111-2222222-0000004", "0.00", "USD", "paid", "on_hold", &["1 x MUG-1 = 0.00"]),
        ],
    );
    reads(
        &["amazon/all.txt"],
        "EUR",
        "amazon",
        &[],
        &[
            (
                "302-0000000-0000001",
                "102.80",
                "EUR",
                "paid",
                "fulfilled",
                &["1 x LMP-1 = 49.90", "1 x LMP-1 = 49.90"],
            ),
            ("302-0000000-0000002", "0.00", "EUR", "pending", "on_hold", &["1 x LMP-1 = 0.00"]),
            ("302-0000000-0000003", "0.00", "EUR", "voided", "cancelled", &[]),
            ("302-0000000-0000004", "99.80", "EUR", "paid", "unfulfilled", &["2 x LMP-1 = 99.80"]),
        ],
    );
}
