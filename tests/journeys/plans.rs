//! Every list walks an index and never sorts: the plan of each is read.

use stockless_core::check::Queue;
use stockless_store::view::{ListFilter, Sort};
use stockless_store::{Read, Store, StoreError, plans};

const SORTS: [Sort; 5] = [Sort::Newest, Sort::Oldest, Sort::Largest, Sort::Smallest, Sort::ThinnestMargin];

fn queues() -> [Option<Queue>; 7] {
    [Queue::Decide, Queue::Ready, Queue::Late, Queue::Waiting, Queue::Snoozed, Queue::Done]
        .map(Some)
        .into_iter()
        .chain([None])
        .collect::<Vec<_>>()
        .try_into()
        .expect("seven")
}

/// Every filter alone, none, and all together.
fn filters() -> Vec<(&'static str, ListFilter)> {
    let shop = ListFilter { shop_id: Some(1), ..ListFilter::default() };
    let supplier = ListFilter { supplier_id: Some(1), ..ListFilter::default() };
    let country = ListFilter { country: Some("DE".to_owned()), ..ListFilter::default() };
    let tag = ListFilter { tag: Some("gift".to_owned()), ..ListFilter::default() };
    let flag = ListFilter { flag: Some("paid".to_owned()), ..ListFilter::default() };
    let days = ListFilter { from_ms: Some(1), until_ms: Some(2), ..ListFilter::default() };
    let margin = ListFilter { margin_below_bp: Some(1_500), ..ListFilter::default() };
    let until = ListFilter { until_id: Some(30), ..ListFilter::default() };
    let all = ListFilter {
        supplier_id: Some(1),
        country: Some("DE".to_owned()),
        tag: Some("gift".to_owned()),
        flag: Some("paid".to_owned()),
        margin_below_bp: Some(1),
        until_id: Some(30),
        ..days.clone()
    };
    let all = ListFilter { shop_id: Some(1), ..all };
    vec![
        ("none", ListFilter::default()),
        ("shop", shop),
        ("supplier", supplier),
        ("country", country),
        ("tag", tag),
        ("flag", flag),
        ("days", days),
        ("margin", margin),
        ("until", until),
        ("all", all),
    ]
}

fn walks(plan: &[String], what: &str) {
    assert!(!plan.is_empty(), "{what}");
    for step in plan {
        assert!(!step.contains("USE TEMP B-TREE FOR ORDER BY"), "{what} sorts: {plan:#?}");
        if step.starts_with("SCAN") || step.starts_with("SEARCH") {
            assert!(
                step.contains("INDEX") || step.contains("PRIMARY KEY"),
                "{what} reads a whole table: {plan:#?}"
            );
        }
    }
}

#[test]
fn lists_of_orders_walk_an_index_and_never_sort() {
    let mut world = crate::world();
    world.sell(
        &(0..40)
            .map(|n| stockless_tests::Sale::new(&format!("#{n}")).item("LMP", 1, 4_900))
            .collect::<Vec<_>>(),
    );
    world.stop();
    let store = Store::open(world.folder(), 0).expect("the file");
    let mut read = 0;
    for sort in SORTS {
        for queue in queues() {
            for (name, filter) in filters() {
                let filter = ListFilter { queue, ..filter };
                for sql in Read::list_sql(&filter, sort, 1) {
                    let sql = sql.replace(":limit", "100");
                    let plan = store.read(|r| r.plan(&sql)).map_err(|error: StoreError| error.to_string());
                    let plan =
                        plan.unwrap_or_else(|error| panic!("{sort:?} {queue:?} {name}: {error}\n{sql}"));
                    walks(&plan, &format!("{sort:?} {queue:?} {name} {sql}"));
                    read += 1;
                }
            }
        }
    }
    // Two sorts in one part and three in two, each with two pages and a key; ids and two counts beside them.
    assert_eq!(read, 7 * 10 * (2 * (3 + 3) + 3 * (3 + 6)));
}

#[test]
fn a_search_starts_from_its_words() {
    let mut world = crate::world();
    world.stop();
    let store = Store::open(world.folder(), 0).expect("the file");
    for sort in SORTS {
        for queue in queues() {
            let filter = ListFilter {
                queue,
                search: "\"nora\"*".to_owned(),
                shop_id: Some(1),
                ..ListFilter::default()
            };
            for sql in Read::list_sql(&filter, sort, 1) {
                let plan = store
                    .read(|r| r.plan(&sql.replace(":limit", "100")))
                    .map_err(|error: StoreError| error.to_string())
                    .expect("a plan");
                assert!(plan[0].contains("SCAN f VIRTUAL TABLE INDEX"), "{plan:#?}");
                assert!(plan[1].contains("SEARCH v USING INTEGER PRIMARY KEY"), "{plan:#?}");
            }
        }
    }
}

#[test]
fn every_other_list_walks_an_index_too() {
    let mut world = crate::world();
    world.stop();
    let store = Store::open(world.folder(), 0).expect("the file");
    for (name, sql) in plans::lists() {
        let plan = store.read(|r| r.plan(&sql)).map_err(|error: StoreError| error.to_string());
        let mut plan = plan.unwrap_or_else(|error| panic!("{name}: {error}\n{sql}"));
        if name == "entries of an order" {
            assert!(plan[0].contains("entry_order"), "{plan:#?}");
            // An order has few entries; they are sorted by day after they were found.
            plan.retain(|step| !step.contains("TEMP B-TREE"));
        }
        walks(&plan, name);
    }
}

/// What an import does for each order must not grow with the orders that are there.
#[test]
fn an_import_looks_up_and_never_walks() {
    let mut world = crate::world();
    world.stop();
    let store = Store::open(world.folder(), 0).expect("the file");
    for (name, sql) in plans::steps_of_an_import() {
        let plan = store.read(|r| r.plan(&sql)).map_err(|error: StoreError| error.to_string());
        let plan = plan.unwrap_or_else(|error| panic!("{name}: {error}\n{sql}"));
        for step in plan.iter().filter(|step| step.starts_with("SCAN") || step.starts_with("SEARCH")) {
            let looked_up = step.contains("PRIMARY KEY (rowid=?)") || step.contains("=? AND");
            assert!(looked_up, "{name}: {plan:#?}");
        }
    }
}
