//! Rules come to an end, whatever they cause, and act in their order.

use std::collections::VecDeque;

use proptest::prelude::*;

use super::*;
use crate::id::OrderId;

/// What an action sets off: an event, and whether it counts as a new time of it.
type Effects = Vec<(usize, bool)>;

fn world() -> impl Strategy<Value = (Vec<(usize, Effects)>, Vec<bool>, usize)> {
    let events = Event::ALL.len();
    let effects = proptest::collection::vec((0..events, any::<bool>()), 0..3);
    let rules = proptest::collection::vec((0..events, effects), 1..8);
    (rules, proptest::collection::vec(any::<bool>(), events), 0..events)
}

proptest! {
    /// The worst world: every action sets off events, as often as it likes with a new instance.
    #[test]
    fn whatever_rules_set_off_comes_to_an_end((rules, first, start) in world()) {
        let rules: Vec<(Rule, Effects)> = (1..)
            .zip(rules)
            .map(|(id, (event, effects))| {
                let kept = rule(id, Conditions::default(), vec![Action::Tag(id.to_string())]);
                (Rule { event: Event::ALL[event], ..kept }, effects)
            })
            .collect();
        let mode = |event: Event| {
            let at = Event::ALL.iter().position(|e| *e == event).expect("an event");
            if first[at] { Mode::First } else { Mode::All }
        };
        let (mut guard, mut fresh, mut runs, mut told) = (Guard::default(), 0, Vec::new(), 0);
        let occasion = |event, instance, depth| Occasion { order: OrderId::new(1), event, instance, depth };
        let mut due: VecDeque<Occasion> = [occasion(Event::ALL[start], 0, 0)].into();
        while let Some(now) = due.pop_front() {
            prop_assert!(now.depth <= MOST_DEEP + 1);
            if !now.may_act() {
                told += 1;
                continue;
            }
            let listening = rules.iter().map(|(rule, _)| rule).filter(|rule| rule.event == now.event);
            let found = fitting(listening, mode(now.event), &facts(), |id| guard.has_run(id, &now));
            let ids: Vec<i64> = found.iter().map(|f| f.rule.id).collect();
            prop_assert!(ids.is_sorted(), "rules act in their order");
            prop_assert!(mode(now.event) == Mode::All || ids.len() <= 1);
            for Fitting { rule, .. } in found {
                prop_assert!(guard.enter(rule.id, &now), "a rule acts once on an occasion");
                runs.push((rule.id, now.event, now.instance));
                let (_, effects) = rules.iter().find(|(other, _)| other.id == rule.id).expect("the rule");
                for (event, is_new) in effects {
                    fresh += i64::from(*is_new);
                    let instance = if *is_new { fresh } else { 0 };
                    due.push_back(occasion(Event::ALL[*event], instance, now.depth_of_effects()));
                }
            }
        }
        // Each of at most 7 rules causes at most 2 occasions, so a level is at most 14 times the one before it.
        prop_assert!(runs.len() <= 7 * (1 + 14 + 14 * 14 + 14 * 14 * 14));
        let mut once = runs.clone();
        once.sort_unstable();
        once.dedup();
        prop_assert_eq!(once.len(), runs.len());
        // Where nothing makes a new time of an event, the guard alone ends it: no more than one run a rule.
        if rules.iter().all(|(_, effects)| effects.iter().all(|(_, is_new)| !is_new)) {
            prop_assert!(runs.len() <= rules.len());
            prop_assert!(told <= 2 * rules.len());
        }
    }

    #[test]
    fn the_guard_remembers_exactly_what_acted(runs in proptest::collection::vec((1_i64..4, 0_i64..3, 0..9_usize), 0..40)) {
        let mut guard = Guard::default();
        let mut seen = std::collections::HashSet::new();
        for (id, instance, event) in runs {
            let now = Occasion { order: OrderId::new(1), event: Event::ALL[event], instance, depth: instance };
            prop_assert_eq!(guard.has_run(id, &now), seen.contains(&(id, instance, event)));
            prop_assert_eq!(guard.enter(id, &now), seen.insert((id, instance, event)));
        }
    }
}
