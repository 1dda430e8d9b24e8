//! The power goes at any operation, and leaves any part of what was not synchronised.

use rand::{RngExt, SeedableRng};
use rand_chacha::ChaCha8Rng;
use stockless_tests::faulty::{Arrives, Kind, Outside};

use crate::session::{Stage, copy, ends_well, play, prepared};

/// Plays the day with a cut by the dice of each seed. Answers how many questions were asked.
fn cuts(seeds: std::ops::Range<u64>) -> usize {
    let folder = prepared();
    let undisturbed = {
        let mut stage = Stage::set(copy(folder.path()), Outside::default(), "first");
        stage.disk.cut_at(u64::MAX);
        let told = play(&mut stage);
        assert_eq!((told.errors.len(), told.forwarded.len()), (0, 3), "{:?}", told.errors);
        // Ends as on any day, so that the cut also hits the closing.
        stage.world.stop();
        stage.disk.counted().all
    };
    let mut asked = 0;
    for seed in seeds {
        let mut dice = ChaCha8Rng::seed_from_u64(seed);
        let at = dice.random_range(1..=undisturbed);
        let sector = if dice.random() { 512 } else { 4_096 };
        let arrives = match dice.random_range(0..6) {
            0 => Arrives::Nothing,
            1 => Arrives::Everything,
            2 | 3 => Arrives::UpTo { sector },
            _ => Arrives::Some { sector },
        };
        let mut stage = Stage::set(copy(folder.path()), Outside::default(), "first");
        if dice.random_range(0..4) == 0 {
            // The disk was failing already; the day grows longer by what it takes to go on.
            let kind = if dice.random() { Kind::Error } else { Kind::Full };
            stage.disk.fail_and_cut_at(dice.random_range(1..=at), kind, at);
        } else {
            stage.disk.cut_at(at);
        }
        let told = play(&mut stage);
        stage.world.stop();
        assert!(stage.disk.is_dead(), "seed {seed}: cut at {at} of {undisturbed}");
        let course = format!("seed {seed}: cut at {at} of {undisturbed}, {arrives:?}, told {told:?}");
        let mut after = stage.after_cut(arrives, seed, "second");
        if dice.random_range(0..4) == 0 {
            // And again, while it is being put in order.
            after.disk.cut_at(dice.random_range(1..=200));
            let _ = after.world.try_start();
            after.world.stop();
            after = after.after_cut(arrives, seed, "third");
        }
        after.world.start();
        asked += ends_well(&after, &told, &course);
    }
    println!("{undisturbed} operations undisturbed, {asked} questions");
    asked
}

#[test]
fn a_thousand_power_cuts() {
    assert!(cuts(0..1_000) > 0, "some cuts leave a doubt that only a person can end");
}

#[test]
fn another_thousand_power_cuts() {
    assert!(cuts(1_000..2_000) > 0, "some cuts leave a doubt that only a person can end");
}
