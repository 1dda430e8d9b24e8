//! What becomes of a request, and of the process that sends it.

use stockless_core::protocol::Key;
use stockless_core::supplier::Channel;
use stockless_engine::forwarding::Leaving;

use super::sim::Sim;

/// What becomes of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Fine,
    /// The connection was refused.
    NotReached,
    /// It was lost on its way, and nobody knows.
    Lost,
    /// It arrived, and the answer was lost.
    AnswerLost,
    /// It arrives later.
    Delayed,
    /// It arrives, and once more later.
    Twice,
    Refused,
    RefusedForNow,
    Limited,
    SignedOut,
}

/// When the process dies during a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    /// Before the attempt was on disk, or before its line in the journal was whole.
    BeforeSending,
    /// The bytes are with the kernel.
    UnderWay,
    /// It arrived.
    AfterArrival,
}

impl Fate {
    /// What befalls a request that leaves now.
    pub fn draw(sim: &mut Sim, leaving: &Leaving) -> Self {
        let Some(supplier) = sim.suppliers.get(&leaving.purchase.supplier.get()) else {
            return Self::NotReached;
        };
        let (poisoned, signed_out, channel) =
            (supplier.poisoned, supplier.signed_out, leaving.purchase.channel);
        let repeats = supplier.capability.key != Key::None;
        // What is sent once more meets a supplier whose mind has changed: the article is gone, the account is closed.
        let refusals = if leaving.purchase.in_doubt { 6 } else { 1 };
        if poisoned {
            return Self::Lost;
        }
        if signed_out && channel == Channel::Api {
            return Self::SignedOut;
        }
        if sim.calm || !sim.dice.percent(sim.storm) {
            return Self::Fine;
        }
        if channel == Channel::File {
            return sim.dice.pick(&[Self::NotReached, Self::AnswerLost]);
        }
        let fate = sim.dice.weighted(&[
            (2, Self::NotReached),
            (3, Self::Lost),
            (4, Self::AnswerLost),
            (4, Self::Delayed),
            (1, Self::Twice),
            (refusals, Self::Refused),
            (2, Self::RefusedForNow),
            (1, Self::Limited),
            (1, Self::SignedOut),
        ]);
        match fate {
            Self::Twice if !repeats => Self::AnswerLost,
            Self::Limited | Self::SignedOut if channel != Channel::Api => Self::RefusedForNow,
            fate => fate,
        }
    }

    /// Its name among the counts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fine => "requests answered",
            Self::NotReached => "not reached",
            Self::Lost => "lost",
            Self::AnswerLost => "answer lost",
            Self::Delayed => "delayed",
            Self::Twice => "arrived twice",
            Self::Refused => "refused for good",
            Self::RefusedForNow => "refused for now",
            Self::Limited => "asked to wait",
            Self::SignedOut => "signed out",
        }
    }
}

impl Death {
    /// Whether and when the process dies during a request that leaves now.
    pub fn draw(sim: &mut Sim) -> Option<Self> {
        if sim.calm || !sim.dice.percent(sim.deadly) {
            return None;
        }
        Some(sim.dice.pick(&[Self::BeforeSending, Self::UnderWay, Self::AfterArrival]))
    }
}
