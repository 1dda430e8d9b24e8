//! What a supplier does wrong next.

use super::dialect::{Dialect, Documented};
use super::server::Reply;

/// What happens to the next request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Answered as on a good day.
    Proper,
    /// A documented answer, with more headers; nothing is taken.
    Documented(Documented, &'static [(&'static str, &'static str)]),
    /// Another answer in its place; nothing is taken.
    Instead(Reply),
    /// Taken, and the answer changed.
    Then(Change),
    /// Taken, and the answer broken on its way.
    Wire(Wire),
}

/// A change of an answer that is otherwise right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// A fact of the order gets this JSON in place of its value. `@ID@` in it stands for the field's name.
    Id(&'static str),
    Reference(&'static str),
    State(&'static str),
    /// The order says that it is cancelled, in the supplier's word.
    Cancelled,
    /// The number is not there at all.
    WithoutId,
    /// The answer's bytes begin or end with more.
    Before(&'static [u8]),
    After(&'static [u8]),
    /// Another status with the same body.
    Status(u16),
    /// One more header.
    Header(&'static str, &'static str),
    /// One more member in the order.
    Member(&'static str, &'static str),
    /// The whole body.
    Body(&'static [u8]),
    /// What the supplier takes of the first line.
    Takes(&'static str),
    /// How it calls the first line.
    Line(&'static str),
    /// Everything it says about lines.
    Lines(&'static str),
    /// The lines without the last.
    WithoutLastLine,
    /// The first line comes a second time.
    LineTwice,
    /// The answer repeats the secret.
    EchoSecret,
}

/// What happens to an answer's bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wire {
    /// The connection ends without a byte.
    Nothing,
    /// It breaks while the request is still on its way.
    ResetEarly,
    /// It breaks after the head of the answer.
    ResetAfterHead,
    /// It is taken and nothing ever comes.
    Silence,
    /// One byte at a time, for longer than anybody waits.
    Drip,
    /// The body ends early.
    Cut,
    /// The declared length is too long.
    TooLong,
    /// The declared length is too short.
    TooShort,
    /// Two lengths that differ.
    TwoLengths,
    /// A chunk whose length is no number.
    BrokenChunk,
    /// Chunks that never end with a last one.
    UnendingChunks,
    /// Half of a chunk.
    HalfChunk,
    /// A body without end.
    Endless,
    /// Said to be compressed, and is not.
    NotGzip,
    /// Compressed, a thousand times larger inside.
    GzipBomb,
    /// Bytes that are no HTTP.
    Garbage,
    /// The answer of another age.
    Http09,
    /// The end of a conversation in another version.
    Goaway,
    /// "Go on" before the real answer.
    Continue,
    /// "Go on", for ever.
    ContinueForEver,
    /// A header of a megabyte.
    HugeHeader,
    /// Ten thousand headers.
    ManyHeaders,
    /// An answer that came before the question, and then the end.
    BeforeAsked,
    /// The connection is promised to stay and ends at once.
    NotKeptAlive,
    /// A line of status without a reason or anything after.
    StatusOnly,
}

impl Change {
    /// The changed answer.
    pub fn apply(self, dialect: Dialect, mut reply: Reply) -> Reply {
        let fields = dialect.fields();
        match self {
            Self::Id(json) => set(&mut reply, fields.order, fields.id, json),
            Self::Reference(json) => set(&mut reply, fields.order, fields.reference, json),
            Self::State(json) => set(&mut reply, fields.order, fields.state, json),
            Self::Cancelled => {
                let word = serde_json::to_string(fields.cancelled).unwrap();
                set(&mut reply, fields.order, fields.state, &word);
            }
            Self::WithoutId => {
                let mut body = reply.value();
                if let Some(order) = body.pointer_mut(fields.order).and_then(serde_json::Value::as_object_mut)
                {
                    order.remove(fields.id);
                }
                reply.body = serde_json::to_vec(&body).unwrap();
            }
            Self::Before(bytes) => reply.body = [bytes, &reply.body].concat(),
            Self::After(bytes) => reply.body.extend_from_slice(bytes),
            Self::Status(status) => reply.status = status,
            Self::Header(name, value) => reply.headers.push((name.to_owned(), value.to_owned())),
            Self::Member(name, json) => set(&mut reply, fields.order, name, json),
            Self::Body(bytes) => reply.body = bytes.to_vec(),
            Self::Takes(json) => change_lines(&mut reply, dialect, |all, (_, taken)| put(all, taken, json)),
            Self::Line(json) => change_lines(&mut reply, dialect, |all, (name, _)| put(all, name, json)),
            Self::Lines(json) => {
                if let Some((lines, ..)) = fields.lines {
                    let order = order_of(dialect, &reply.value());
                    set(&mut reply, order, lines, json);
                }
            }
            Self::WithoutLastLine => change_lines(&mut reply, dialect, |all, _| drop(all.pop())),
            Self::LineTwice => change_lines(&mut reply, dialect, |all, _| all.push(all[0].clone())),
            Self::EchoSecret => {
                let word = serde_json::to_string(&format!("Bearer {}", super::SECRET)).unwrap();
                set(&mut reply, fields.order, "authorization", &word);
            }
        }
        reply
    }
}

/// The answer to a confirmation holds an order where that to a draft holds the draft.
fn order_of(dialect: Dialect, body: &serde_json::Value) -> &'static str {
    let order = dialect.fields().order;
    if dialect == Dialect::Drafted && body.get("order").is_some() { "/order" } else { order }
}

/// Changes what an answer says about lines.
fn change_lines(
    reply: &mut Reply,
    dialect: Dialect,
    change: impl FnOnce(&mut Vec<serde_json::Value>, (&str, &str)),
) {
    let Some((lines, name, taken)) = dialect.fields().lines else { return };
    let mut body = reply.value();
    let order = order_of(dialect, &body);
    let Some(all) = body.pointer_mut(&format!("{order}/{lines}")).and_then(serde_json::Value::as_array_mut)
    else {
        return;
    };
    change(all, (name, taken));
    reply.body = serde_json::to_vec(&body).unwrap();
}

/// Puts a value into the first line.
fn put(lines: &mut [serde_json::Value], member: &str, json: &str) {
    lines[0][member] = serde_json::from_str(json).unwrap();
}

/// Puts JSON text where a member of the order stands, valid or not.
fn set(reply: &mut Reply, order: &str, member: &str, json: &str) {
    const MARK: &str = "@@mark@@";
    let mut body = reply.value();
    let Some(order) = body.pointer_mut(order).and_then(serde_json::Value::as_object_mut) else { return };
    order.insert(member.to_owned(), MARK.into());
    let text = serde_json::to_string(&body).unwrap();
    reply.body = text.replace(&format!("\"{MARK}\""), &json.replace("@ID@", member)).into_bytes();
}
