//! An import that is stopped.

use serde_json::json;
use stockless_engine::Event;
use stockless_tests::world::texts;
use stockless_tests::{Figures, Sale, World, shopify};

#[test]
fn a_stopped_import_keeps_what_was_read_and_the_rest_comes_with_the_next_run() {
    let world = crate::world();
    let sales: Vec<Sale> =
        (0..4_100).map(|n| Sale::new(&format!("#{}", 10_000 + n)).item("MUG", 1, 1_500)).collect();
    let file = world.write("many.csv", shopify(&sales));
    let request = json!({"kind": "orders", "files": [file], "shop": "Harbour", "job": "many"});
    let events = world.engine().subscribe();
    let answer = std::thread::scope(|scope| {
        let running = scope.spawn(|| world.call("import_run", request.clone()));
        loop {
            if let Event::Progress { job, done, .. } = events.recv().expect("the import tells how far it is")
            {
                assert_eq!((job.as_str(), done), ("many", 2_000), "told after the first chunk");
                break;
            }
        }
        assert_eq!(world.call("import_stop", json!({"job": "many"}))["count"], 1);
        running.join().expect("the import ends")
    });
    let first = Figures::of(&answer);
    assert_eq!(answer["stopped"], true);
    assert!(first.added >= 2_000 && first.added < 4_100, "stopped between: {}", first.added);
    assert_eq!(first.read, first.added);
    let total = |world: &World| world.call("orders", json!({"tab": "all", "limit": 1}))["total"].clone();
    assert_eq!(total(&world), first.added, "what was counted is there, and nothing else");
    assert_eq!(
        world.refuse("import_stop", json!({"job": "many"})).message,
        "That import is not running any more."
    );
    let rest = Figures::of(&world.call("import_run", request));
    assert_eq!((rest.added, rest.unchanged), (4_100 - first.added, first.added));
    assert_eq!(total(&world), 4_100);
    assert_eq!(texts(&world.call("imports", json!({}))["rows"], "kind"), ["orders", "orders"]);
}
