use proptest::prelude::*;

use super::*;

fn at(hour: i64) -> Instant {
    Instant::from_ms(hour * 3_600_000)
}

fn event(hour: i64, state: ParcelState) -> TrackingEvent {
    TrackingEvent { at: at(hour), state, reason: None, raw: String::new() }
}

fn problem(hour: i64, reason: ProblemReason) -> TrackingEvent {
    TrackingEvent { reason: Some(reason), ..event(hour, ParcelState::Problem) }
}

fn state_of(events: &[TrackingEvent]) -> (ParcelState, Option<ProblemReason>) {
    let now = standing(events);
    (now.state, now.reason)
}

#[test]
fn nothing_heard_is_unknown() {
    assert_eq!(standing(&[]), ParcelStanding::default());
    assert_eq!(standing(&[]).state, ParcelState::Unknown);
}

#[test]
fn the_newest_scan_with_the_carrier_decides() {
    let events = [
        event(1, ParcelState::LabelMade),
        event(5, ParcelState::OutForDelivery),
        event(7, ParcelState::AttemptFailed),
        event(9, ParcelState::InTransit),
    ];
    let now = standing(&events);
    assert_eq!(
        (now.state, now.since),
        (ParcelState::InTransit, Some(at(9))),
        "back at the depot is the truth"
    );
}

#[test]
fn a_state_begins_with_its_first_scan() {
    let events = [event(3, ParcelState::InTransit), event(8, ParcelState::InTransit)];
    let now = standing(&events);
    assert_eq!((now.since, now.last_event_at), (Some(at(3)), Some(at(8))));
}

#[test]
fn a_late_scan_never_moves_a_parcel_backwards() {
    let delivered = event(10, ParcelState::Delivered);
    for late in [
        event(4, ParcelState::InTransit),
        event(12, ParcelState::InTransit),
        event(12, ParcelState::LabelMade),
    ] {
        let now = standing(&[delivered.clone(), late]);
        assert_eq!((now.state, now.delivered_at), (ParcelState::Delivered, Some(at(10))));
    }
    let label_printed_late = [event(2, ParcelState::HandedOver), event(3, ParcelState::LabelMade)];
    assert_eq!(state_of(&label_printed_late).0, ParcelState::HandedOver);
}

#[test]
fn a_return_after_the_delivery_is_a_problem_and_keeps_the_delivery() {
    let now = standing(&[event(10, ParcelState::Delivered), problem(20, ProblemReason::Returning)]);
    assert_eq!((now.state, now.reason), (ParcelState::Problem, Some(ProblemReason::Returning)));
    assert_eq!((now.delivered_at, now.since), (Some(at(10)), Some(at(20))));
}

#[test]
fn a_problem_before_or_at_the_delivery_is_over() {
    for hour in [5, 10] {
        let events = [event(10, ParcelState::Delivered), problem(hour, ProblemReason::Lost)];
        assert_eq!(state_of(&events), (ParcelState::Delivered, None));
    }
    let events = [event(10, ParcelState::Delivered), problem(15, ProblemReason::Delayed)];
    assert_eq!(state_of(&events), (ParcelState::Delivered, None), "what was delivered is not late any more");
}

#[test]
fn a_parcel_that_goes_back_is_never_delivered_to_the_customer() {
    let events = [
        event(1, ParcelState::InTransit),
        problem(5, ProblemReason::Returning),
        event(6, ParcelState::InTransit),
        event(9, ParcelState::Delivered),
        problem(11, ProblemReason::Returning),
    ];
    let now = standing(&events);
    assert_eq!((now.state, now.reason), (ParcelState::Problem, Some(ProblemReason::Returned)));
    assert_eq!(now.delivered_at, None);
}

#[test]
fn a_delay_ends_with_the_next_scan() {
    let events = [event(1, ParcelState::InTransit), problem(5, ProblemReason::Delayed)];
    assert_eq!(state_of(&events), (ParcelState::Problem, Some(ProblemReason::Delayed)));
    let moved_on = [events[0].clone(), events[1].clone(), event(8, ParcelState::Customs)];
    assert_eq!(state_of(&moved_on), (ParcelState::Customs, None));
}

#[test]
fn words_nobody_knows_are_kept_and_change_nothing() {
    let strange = TrackingEvent { raw: "gate 7 quarantine".to_owned(), ..event(6, ParcelState::Unknown) };
    let now = standing(&[strange.clone(), event(2, ParcelState::InTransit)]);
    assert_eq!((now.state, now.not_understood.as_str()), (ParcelState::InTransit, "gate 7 quarantine"));
    assert_eq!(now.last_event_at, Some(at(6)));
    let later = standing(&[strange, event(8, ParcelState::OutForDelivery)]);
    assert_eq!(later.not_understood, "", "a known report since then explains it");
}

#[test]
fn words_round_trip() {
    for &state in ParcelState::ALL {
        assert_eq!(ParcelState::from_word(state.word()), Some(state));
    }
    for &reason in ProblemReason::ALL {
        assert_eq!(ProblemReason::from_word(reason.word()), Some(reason));
    }
    for &state in ParcelState::ALL.iter().filter(|&&s| s != ParcelState::Unknown) {
        assert_eq!(from_words(state.word()).0, state, "our own word is understood");
    }
}

#[test]
fn common_status_texts_are_understood() {
    let cases = [
        ("In transit", ParcelState::InTransit),
        ("IN_TRANSIT", ParcelState::InTransit),
        ("InTransit_CustomsProcessing", ParcelState::Customs),
        ("Shipped", ParcelState::HandedOver),
        ("Versendet", ParcelState::HandedOver),
        ("Delivered, Front Door/Porch", ParcelState::Delivered),
        ("Delivered, Northtown", ParcelState::Delivered),
        ("Zugestellt", ParcelState::Delivered),
        ("ZUGESTELLT (Hausflur)", ParcelState::Delivered),
        ("In Zustellung", ParcelState::OutForDelivery),
        ("out_for_delivery", ParcelState::OutForDelivery),
        ("Zustellung nicht moeglich", ParcelState::AttemptFailed),
        ("Available for pickup", ParcelState::ReadyToCollect),
        ("label_printed", ParcelState::LabelMade),
        ("Beim Zoll", ParcelState::Customs),
    ];
    for (text, state) in cases {
        assert_eq!(from_words(text), (state, None), "{text}");
    }
    assert_eq!(from_words("Exception_Returning"), (ParcelState::Problem, Some(ProblemReason::Returning)));
    assert_eq!(from_words("Annahme verweigert."), (ParcelState::Problem, Some(ProblemReason::Refused)));
}

#[test]
fn a_text_that_could_mean_the_opposite_stays_unknown() {
    for text in [
        "could not be delivered",
        "Delivered: returned to sender",
        "Delivered, not to recipient",
        "Zugestellt (voraussichtlich morgen)",
        "Delivered; expected",
        "Delivered, parcel locker",
        "will be delivered tomorrow",
        "something else",
        "",
    ] {
        assert_eq!(from_words(text), (ParcelState::Unknown, None), "{text}");
    }
}

fn any_event() -> impl Strategy<Value = TrackingEvent> {
    let state = proptest::sample::select(ParcelState::ALL);
    let reason = proptest::option::of(proptest::sample::select(ProblemReason::ALL));
    // Few instants, so that many events fall on the same one.
    (0_i64..6, state, reason, "[ab]{0,1}").prop_map(|(hour, state, reason, raw)| TrackingEvent {
        at: at(hour),
        state,
        reason,
        raw,
    })
}

proptest! {
    #[test]
    fn arrival_order_does_not_matter(
        (events, shuffled) in prop::collection::vec(any_event(), 0..12)
            .prop_flat_map(|events| (Just(events.clone()), Just(events).prop_shuffle()))
    ) {
        prop_assert_eq!(standing(&events), standing(&shuffled));
    }

    #[test]
    fn an_event_reported_twice_counts_once(events in prop::collection::vec(any_event(), 1..10), which in any::<prop::sample::Index>()) {
        let mut twice = events.clone();
        twice.push(which.get(&events).clone());
        prop_assert_eq!(standing(&events), standing(&twice));
    }

    #[test]
    fn a_delivery_is_only_undone_by_a_problem_after_it(events in prop::collection::vec(any_event(), 0..10)) {
        let now = standing(&events);
        prop_assert_eq!(now.reason.is_some(), now.state == ParcelState::Problem);
        if let (Some(delivered), true) = (now.delivered_at, now.state != ParcelState::Delivered) {
            prop_assert_eq!(now.state, ParcelState::Problem);
            prop_assert!(now.since.unwrap() > delivered);
        }
    }

    #[test]
    fn no_status_text_is_too_strange(text in "\\PC{0,80}") {
        let (state, reason) = from_words(&text);
        prop_assert_eq!(reason.is_some(), state == ParcelState::Problem);
    }
}
