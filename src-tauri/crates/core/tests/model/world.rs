//! The state of the world: what is on disk, what runs, what is on its way, what the supplier has.

use std::hash::{Hash, Hasher};

use stockless_core::protocol::{Found, Kind};
use stockless_core::purchase::State;

/// The most requests that may be on their way at once.
pub const IN_FLIGHT: usize = 3;
/// Journal lines that are kept apart, where the database may go back.
pub const LINES: u8 = 8;

/// A purchase as the database has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row {
    /// The order was forwarded, so that there is a purchase.
    pub exists: bool,
    pub state: State,
    pub in_doubt: bool,
    pub refused: bool,
    /// Attempts, where repeats are counted.
    pub tries: u8,
    /// Looks that told nothing.
    pub looks: u8,
    /// What the attempt without an outcome asked.
    pub open: Option<Kind>,
    /// Which attempt of all that ever were it is, where the database may go back.
    pub open_attempt: Option<u8>,
    /// The computer has not started anew since that attempt began.
    pub same_start: bool,
    /// The draft to confirm; 0 is none.
    pub draft: u8,
    /// The quarantine has lasted long enough, and was seen to by a clock that still counts.
    pub over: bool,
    pub counts: bool,
    /// An attempt was made, and the key is no longer relied on.
    pub sent: bool,
    pub expired: bool,
    /// This run of the program may send it.
    pub mine: bool,
    /// Nothing is sent until the merchant has looked.
    pub paused: bool,
    /// Attempts and looks this purchase knows of, where the database may go back: how many, and which.
    pub count: u8,
    pub known: u32,
    /// Journal lines that the merchant has acknowledged.
    pub acknowledged: u8,
}

/// One write instead of twenty: most of a search is spent here.
impl Hash for Row {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let flags = u64::from(self.exists)
            | u64::from(self.in_doubt) << 1
            | u64::from(self.refused) << 2
            | u64::from(self.same_start) << 3
            | u64::from(self.over) << 4
            | u64::from(self.counts) << 5
            | u64::from(self.sent) << 6
            | u64::from(self.expired) << 7
            | u64::from(self.mine) << 8
            | u64::from(self.paused) << 9;
        let numbers = u64::from(self.tries)
            | u64::from(self.looks) << 4
            | u64::from(self.draft) << 8
            | u64::from(self.acknowledged) << 12
            | u64::from(self.count) << 16;
        let words = self.state as u64 | self.open.map_or(7, |kind| kind as u64) << 4;
        hasher.write_u64(u64::from(self.known) << 40 ^ numbers << 20 ^ flags << 8 ^ words);
    }
}

/// A line of the journal, written before bytes leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Line {
    /// Which attempt of all that ever were, and its number within the purchase at that time.
    pub attempt: u8,
    pub number: u8,
    /// The key is no longer relied on if it was first sent then.
    pub expired: bool,
    /// The draft that was confirmed; 0 is none.
    pub draft: u8,
}

/// The journal, which does not go back with the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Journal {
    pub lines: [Line; LINES as usize],
    pub len: u8,
    /// It has the line of the open attempt.
    pub has_open: bool,
}

impl Hash for Journal {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_u8(u8::from(self.has_open));
        self.written().hash(hasher);
    }
}

impl Journal {
    /// Takes a line out that no copy of the database will ever miss.
    fn remove(&mut self, line: u8) {
        self.len -= 1;
        self.lines[usize::from(line)..].rotate_left(1);
        self.lines[usize::from(self.len)] = Line::default();
    }

    pub fn written(&self) -> &[Line] {
        &self.lines[..usize::from(self.len)]
    }
}

/// A request: what it asks, and of which draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Request {
    Place,
    Draft,
    Confirm(u8),
}

impl Request {
    pub const fn kind(self) -> Kind {
        match self {
            Self::Place => Kind::Place,
            Self::Draft => Kind::Draft,
            Self::Confirm(_) => Kind::Confirm,
        }
    }

    /// A draft ships nothing; everything else makes an order.
    pub const fn makes_order(self) -> bool {
        !matches!(self, Self::Draft)
    }
}

/// What the other side said, or did not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Answer {
    /// Accepted, with the number of a draft or 0.
    Yes(u8),
    /// Read and refused for good.
    Refused,
    /// Refused before it was read; somebody has to act.
    NotSent,
    /// Refused for now.
    NotYet,
    /// Nobody knows.
    None,
}

/// Where a process stands. Between any two of these it may be killed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum At {
    Down,
    /// Running without being in charge.
    Reading,
    /// In charge; the journal is not compared yet.
    Comparing,
    /// What an earlier run left open is not settled yet.
    Settling,
    Idle,
    /// The attempt is on disk.
    Begun(Request),
    /// So is its journal line.
    Journalled(Request),
    Waiting(Request),
    /// The end of the attempt is known and not yet on disk.
    Knows(Request, Answer),
    /// The supplier's records were looked at; whether an absence may be believed.
    Looked(Found, bool),
}

/// A process.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Process {
    pub at: At,
    /// Its epoch is the one in the database: the database takes its writes.
    pub current: bool,
}

/// A request on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Flying {
    pub request: Request,
    /// The process that waits for the answer.
    pub waits: Option<u8>,
    /// It left while the key was relied on.
    pub trusted: bool,
}

/// Everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct World {
    pub row: Row,
    pub backups: [Option<Row>; 2],
    pub journal: Journal,
    pub processes: [Process; 2],
    /// The process that holds the lock.
    pub lock: Option<u8>,
    /// What is on its way, sorted.
    pub net: [Option<Flying>; IN_FLIGHT],
    /// Orders at the supplier, and how many of them its records show.
    pub orders: u8,
    pub visible: u8,
    /// The supplier remembers the key.
    pub remembers: bool,
    /// Drafts at the supplier that were confirmed, by number.
    pub confirmed: u16,
    /// The key was sent, and four fifths of its documented life have passed since.
    pub sent: bool,
    pub aged: bool,
    /// Faults that may still happen, where they are counted.
    pub faults: u8,
    /// The disk has lied once.
    pub lied: bool,
    /// Attempts and looks that ever were, where the database may go back.
    pub attempts: u8,
}

impl World {
    /// A purchase just queued by a process in charge; the other one is not running.
    pub fn new(tries: u8, faults: u8) -> Self {
        let row = Row {
            exists: true,
            state: State::Queued,
            in_doubt: false,
            refused: false,
            tries,
            looks: 0,
            open: None,
            open_attempt: None,
            same_start: true,
            draft: 0,
            over: false,
            counts: true,
            sent: false,
            expired: false,
            mine: true,
            paused: false,
            count: 0,
            known: 0,
            acknowledged: 0,
        };
        Self {
            row,
            backups: [None; 2],
            journal: Journal::default(),
            processes: [Process { at: At::Idle, current: true }, Process { at: At::Down, current: false }],
            lock: Some(0),
            net: [None; IN_FLIGHT],
            orders: 0,
            visible: 0,
            remembers: false,
            confirmed: 0,
            sent: false,
            aged: false,
            faults,
            lied: false,
            attempts: 0,
        }
    }

    pub fn process(&mut self, process: u8) -> &mut Process {
        &mut self.processes[usize::from(process)]
    }

    pub fn is_current(&self, process: u8) -> bool {
        self.processes[usize::from(process)].current
    }

    /// Every copy of the purchase there is.
    pub fn copies(&mut self) -> impl Iterator<Item = &mut Row> {
        std::iter::once(&mut self.row).chain(self.backups.iter_mut().flatten())
    }

    pub fn flying(&self) -> impl Iterator<Item = Flying> {
        self.net.into_iter().flatten()
    }

    /// A request is on its way that makes an order.
    pub fn order_flying(&self) -> bool {
        self.flying().any(|flying| flying.request.makes_order())
    }

    /// A process in charge has nothing in hand.
    pub fn somebody_ready(&self) -> bool {
        self.processes.iter().any(|process| process.current && process.at == At::Idle)
    }

    /// No process has anything in hand.
    pub fn quiet(&self) -> bool {
        self.processes.iter().all(|process| matches!(process.at, At::Down | At::Reading | At::Idle))
    }

    /// Nobody reads the answers to what this process sent.
    pub fn stop_waiting(&mut self, process: u8) {
        for flying in self.net.iter_mut().flatten() {
            if flying.waits == Some(process) {
                flying.waits = None;
            }
        }
    }

    /// A number for a draft that nothing refers to.
    pub fn free_draft(&self) -> u8 {
        let used = self.drafts_in_use();
        (1..16).find(|n| used & (1 << n) == 0).unwrap_or_else(|| panic!("more drafts than the model numbers"))
    }

    fn drafts_in_use(&self) -> u16 {
        let mut used = 1 << self.row.draft;
        for row in self.backups.iter().flatten() {
            used |= 1 << row.draft;
        }
        for line in self.journal.written() {
            used |= 1 << line.draft;
        }
        let mut note = |request: Request| {
            if let Request::Confirm(draft) = request {
                used |= 1 << draft;
            }
        };
        for process in &self.processes {
            match process.at {
                At::Begun(request) | At::Journalled(request) | At::Waiting(request) => note(request),
                At::Knows(request, Answer::Yes(draft)) => {
                    note(request);
                    note(Request::Confirm(draft));
                }
                At::Knows(request, _) => note(request),
                _ => {}
            }
        }
        self.flying().for_each(|flying| note(flying.request));
        used
    }

    /// Forgets what can never matter again, so that worlds that behave alike are one.
    pub fn tidy(mut self) -> Self {
        // Free places last, so that a shorter network is the beginning of a longer one.
        self.net.sort_unstable_by(|a, b| b.cmp(a));
        self.confirmed &= self.drafts_in_use();
        self
    }

    /// The same for lines that every copy of the database knows, and for the numbers of attempts.
    pub fn tidy_journal(&mut self) {
        let copies = [Some(self.row), self.backups[0], self.backups[1]];
        let rows = || copies.iter().flatten();
        for n in (0..self.journal.len).rev() {
            let Line { attempt, .. } = self.journal.lines[usize::from(n)];
            let matters = |row: &Row| {
                let forgotten = row.known & 1 << attempt == 0 && n >= row.acknowledged;
                !row.exists || forgotten || row.open_attempt == Some(attempt)
            };
            if !rows().any(matters) {
                self.journal.remove(n);
                self.copies().filter(|row| row.acknowledged > n).for_each(|row| row.acknowledged -= 1);
            }
        }
        let lines = self.journal.written().iter().map(|line| line.attempt);
        let open = rows().filter_map(|row| row.open_attempt);
        let used = lines.chain(open).fold(0_u32, |used, attempt| used | 1 << attempt);
        let rank = |attempt: u8| u8::try_from((used & ((1 << attempt) - 1)).count_ones()).unwrap_or(u8::MAX);
        for row in self.copies() {
            let (mut left, mut known) = (used & row.known, 0);
            while left != 0 {
                known |= 1 << rank(u8::try_from(left.trailing_zeros()).unwrap_or(u8::MAX));
                left &= left - 1;
            }
            (row.known, row.open_attempt) = (known, row.open_attempt.map(rank));
        }
        let len = usize::from(self.journal.len);
        for line in &mut self.journal.lines[..len] {
            line.attempt = rank(line.attempt);
        }
        self.attempts = rank(31);
    }
}
