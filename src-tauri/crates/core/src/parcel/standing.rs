use super::{ParcelState, ProblemReason, TrackingEvent};
use crate::day::Instant;

/// Where a parcel stands after everything that was reported about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ParcelStanding {
    /// The state.
    pub state: ParcelState,
    /// Why, when the state is a problem; otherwise `None`.
    pub reason: Option<ProblemReason>,
    /// When this state began. `None` before the first event that tells anything.
    pub since: Option<Instant>,
    /// When it was delivered. Stays when a problem follows the delivery.
    pub delivered_at: Option<Instant>,
    /// When the carrier last reported anything at all.
    pub last_event_at: Option<Instant>,
    /// The newest words that nobody here knows, if nothing known was reported since. They are shown beside the
    /// state, which they do not change. Empty when there are none.
    pub not_understood: String,
}

/// The standing after a set of events, whatever order they arrived in and however often each was reported.
///
/// Events count in the order in which they happened; at the same instant a delivery counts last.
/// An event of an earlier rank than one before it (a label printed after the first scan) changes nothing.
/// A delivered parcel stays delivered until a return or damage that happened *after* the delivery; the delivery's
/// time is kept. A parcel that goes back stays a problem: a later "delivered" is its delivery to the sender.
pub fn standing(events: &[TrackingEvent]) -> ParcelStanding {
    let mut ordered: Vec<&TrackingEvent> = events.iter().collect();
    ordered.sort_by(|a, b| place(a).cmp(&place(b)));
    let mut journey = Journey::default();
    for event in ordered {
        journey.pass(event);
    }
    journey.standing
}

/// A total order, so that the same set always folds in the same order.
fn place(event: &TrackingEvent) -> (Instant, u8, ParcelState, Option<ProblemReason>, &str) {
    let turn = match event.state {
        ParcelState::Unknown => 0,
        ParcelState::Problem if event.reason.is_some_and(ProblemReason::goes_back) => 4,
        ParcelState::Problem => 2,
        ParcelState::Delivered => 3,
        _ => 1,
    };
    (event.at, turn, event.state, event.reason, &event.raw)
}

/// The standing so far, and what decides whether the next event counts.
#[derive(Default)]
struct Journey {
    standing: ParcelStanding,
    /// The greatest rank reached.
    furthest: u8,
    goes_back: bool,
}

impl Journey {
    fn pass(&mut self, event: &TrackingEvent) {
        self.standing.last_event_at = Some(event.at);
        if event.state == ParcelState::Unknown {
            self.standing.not_understood.clone_from(&event.raw);
            return;
        }
        self.standing.not_understood.clear();
        match event.state {
            ParcelState::Problem => self.problem(event.at, event.reason.unwrap_or(ProblemReason::Other)),
            ParcelState::Delivered => self.delivered(event.at),
            moving => self.moved(event.at, moving),
        }
    }

    fn problem(&mut self, at: Instant, reason: ProblemReason) {
        if self.undone_by_delivery(at, reason) || self.already_back(reason) {
            return;
        }
        self.goes_back |= reason.goes_back();
        self.enter(at, ParcelState::Problem, Some(reason));
    }

    /// A delivered parcel is neither late nor silent, and what happened at the instant of its delivery is over.
    fn undone_by_delivery(&self, at: Instant, reason: ProblemReason) -> bool {
        let overtaken = matches!(reason, ProblemReason::Delayed | ProblemReason::Silent);
        self.standing.state == ParcelState::Delivered && (overtaken || self.standing.delivered_at == Some(at))
    }

    /// Scans of the way back may be reported with later times than its end.
    fn already_back(&self, reason: ProblemReason) -> bool {
        self.standing.reason == Some(ProblemReason::Returned) && reason == ProblemReason::Returning
    }

    fn delivered(&mut self, at: Instant) {
        if self.goes_back {
            self.enter(at, ParcelState::Problem, Some(ProblemReason::Returned));
            return;
        }
        if self.standing.state != ParcelState::Delivered {
            self.standing.delivered_at = Some(at);
        }
        self.furthest = ParcelState::Delivered.rank();
        self.enter(at, ParcelState::Delivered, None);
    }

    fn moved(&mut self, at: Instant, state: ParcelState) {
        if self.goes_back || state.rank() < self.furthest {
            return;
        }
        self.furthest = state.rank();
        self.enter(at, state, None);
    }

    fn enter(&mut self, at: Instant, state: ParcelState, reason: Option<ProblemReason>) {
        if (self.standing.state, self.standing.reason) != (state, reason) {
            self.standing.since = Some(at);
        }
        self.standing.state = state;
        self.standing.reason = reason;
    }
}
