//! The body of a request as the description writes it: JSON whose texts have places to fill.
//!
//! `"{name}"` is filled; `"{name?}"` leaves its member out where there is nothing; `"{name|text}"` writes a number as
//! text; `{{` and `}}` stand for braces. A text that is one place alone takes the value's own type, so `"{line.quantity}"` becomes `2`. An array of one
//! element that names a line is repeated for every line. Values become JSON strings, so nothing in them can become
//! structure.

use serde_json::{Map, Value};

use super::json;

/// A template that was read.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Template(Node);

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Fixed(Value),
    Text(Vec<Piece>),
    PerLine(Box<Self>),
    Array(Vec<Self>),
    Object(Vec<(String, Self)>),
}

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Text(String),
    Place { name: String, optional: bool, as_text: bool },
}

/// A value to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Filled {
    /// A text, which may be empty.
    Text(String),
    /// A whole number.
    Whole(i64),
}

impl Filled {
    fn text(self) -> String {
        match self {
            Self::Text(text) => text,
            Self::Whole(number) => number.to_string(),
        }
    }
}

/// What there is to fill in.
pub(super) trait Values {
    /// How many lines there are.
    fn lines(&self) -> usize;
    /// A value by its name, of a line where the name begins with `line.`; `None` where it is not known.
    fn value(&self, name: &str, line: Option<usize>) -> Option<Filled>;
}

impl Template {
    /// Reads a template that may use these names. The error says what is wrong.
    pub(super) fn new(text: &str, names: &[&str]) -> Result<Self, String> {
        let value = json::read(text.as_bytes()).map_err(|why| format!("it cannot be read: {why}"))?;
        if !value.is_object() && !value.is_array() {
            return Err("it is neither an object nor an array".to_owned());
        }
        Ok(Self(node(value, names, false)?))
    }

    /// True where the name is used, and used without `?`.
    pub(super) fn needs(&self, name: &str) -> bool {
        self.0
            .any(&mut |piece| matches!(piece, Piece::Place { name: own, optional: false, .. } if own == name))
    }

    /// True where the lines are used.
    pub(super) fn names_lines(&self) -> bool {
        self.0.any(&mut |piece| matches!(piece, Piece::Place { name, .. } if name.starts_with("line.")))
    }

    /// The body. The error names what is missing.
    pub(super) fn fill(&self, values: &dyn Values) -> Result<Vec<u8>, String> {
        let body = self.0.fill(values, None)?.unwrap_or(Value::Null);
        serde_json::to_vec(&body).map_err(|error| error.to_string())
    }

    /// The texts of a filled body that come from names beginning like this.
    pub(super) fn texts_of(&self, start: &str, body: &Value) -> Vec<String> {
        let mut found = Vec::new();
        self.0.collect(start, body, &mut found);
        found
    }
}

fn node(value: Value, names: &[&str], in_line: bool) -> Result<Node, String> {
    Ok(match value {
        Value::String(text) if text.contains(['{', '}']) => Node::Text(pieces(&text, names, in_line)?),
        Value::Array(items) => array(items, names, in_line)?,
        Value::Object(members) => {
            let mut nodes = Vec::new();
            for (name, value) in members {
                nodes.push((name, node(value, names, in_line)?));
            }
            Node::Object(nodes)
        }
        fixed => Node::Fixed(fixed),
    })
}

fn array(mut items: Vec<Value>, names: &[&str], in_line: bool) -> Result<Node, String> {
    let about_lines = items.iter().any(|item| item.to_string().contains("{line."));
    if !about_lines || in_line {
        return items
            .into_iter()
            .map(|item| node(item, names, in_line))
            .collect::<Result<_, _>>()
            .map(Node::Array);
    }
    match (items.pop(), items.is_empty()) {
        (Some(only), true) => Ok(Node::PerLine(Box::new(node(only, names, true)?))),
        _ => Err("an array that names a line holds one element, which is repeated".to_owned()),
    }
}

fn pieces(text: &str, names: &[&str], in_line: bool) -> Result<Vec<Piece>, String> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, brace)) = rest.find(['{', '}']).and_then(|at| rest.split_at_checked(at)) {
        plain.push_str(before);
        // Languages of queries have braces of their own, which are doubled here.
        if let Some(later) = brace.strip_prefix("{{").or_else(|| brace.strip_prefix("}}")) {
            plain.extend(brace.chars().next());
            rest = later;
            continue;
        }
        let after = brace.strip_prefix('{').ok_or(format!("a }} stands alone in “{text}”"))?;
        let (inside, later) = after.split_once('}').ok_or(format!("a {{ is not closed in “{text}”"))?;
        if !plain.is_empty() {
            parts.push(Piece::Text(std::mem::take(&mut plain)));
        }
        let (inside, optional) = inside.strip_suffix('?').map_or((inside, false), |inside| (inside, true));
        let (name, as_text) = inside.strip_suffix("|text").map_or((inside, false), |name| (name, true));
        if !names.contains(&name) {
            return Err(format!("there is no {{{name}}}; there are {}", names.join(", ")));
        }
        if name.starts_with("line.") && !in_line {
            return Err(format!("{{{name}}} stands outside an array, so there is no line to take it from"));
        }
        parts.push(Piece::Place { name: name.to_owned(), optional, as_text });
        rest = later;
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Piece::Text(plain));
    }
    Ok(parts)
}

impl Node {
    fn any(&self, test: &mut dyn FnMut(&Piece) -> bool) -> bool {
        match self {
            Self::Fixed(_) => false,
            Self::Text(pieces) => pieces.iter().any(test),
            Self::PerLine(node) => node.any(test),
            Self::Array(nodes) => nodes.iter().any(|node| node.any(test)),
            Self::Object(members) => members.iter().any(|(_, node)| node.any(test)),
        }
    }

    /// `None` where an optional value is missing: the member or element is left out.
    fn fill(&self, values: &dyn Values, line: Option<usize>) -> Result<Option<Value>, String> {
        Ok(Some(match self {
            Self::Fixed(value) => value.clone(),
            Self::Text(pieces) => return text(pieces, values, line),
            Self::PerLine(node) => {
                let mut items = Vec::new();
                for line in 0..values.lines() {
                    items.extend(node.fill(values, Some(line))?);
                }
                Value::Array(items)
            }
            Self::Array(nodes) => {
                let mut items = Vec::new();
                for node in nodes {
                    items.extend(node.fill(values, line)?);
                }
                Value::Array(items)
            }
            Self::Object(members) => {
                let mut object = Map::new();
                for (name, node) in members {
                    if let Some(value) = node.fill(values, line)? {
                        object.insert(name.clone(), value);
                    }
                }
                Value::Object(object)
            }
        }))
    }

    fn collect(&self, start: &str, body: &Value, found: &mut Vec<String>) {
        match (self, body) {
            (Self::Text(_), Value::String(text))
                if self.any(
                    &mut |piece| matches!(piece, Piece::Place { name, .. } if name.starts_with(start)),
                ) =>
            {
                found.push(text.clone());
            }
            (Self::PerLine(node), Value::Array(items)) => {
                items.iter().for_each(|item| node.collect(start, item, found));
            }
            (Self::Array(nodes), Value::Array(items)) => {
                // An optional element that was left out shifts the rest, so every element is held to every node.
                nodes.iter().for_each(|node| items.iter().for_each(|item| node.collect(start, item, found)));
            }
            (Self::Object(members), Value::Object(object)) => {
                for (name, node) in members {
                    if let Some(value) = object.get(name) {
                        node.collect(start, value, found);
                    }
                }
            }
            _ => {}
        }
    }
}

fn text(pieces: &[Piece], values: &dyn Values, line: Option<usize>) -> Result<Option<Value>, String> {
    let mut whole = String::new();
    for piece in pieces {
        match piece {
            Piece::Text(text) => whole.push_str(text),
            Piece::Place { name, optional, as_text } => match (values.value(name, line), optional) {
                (None, false) => return Err(missing(name, line)),
                (None, true) => return Ok(None),
                (Some(Filled::Text(empty)), true) if empty.is_empty() => return Ok(None),
                (Some(Filled::Whole(number)), _) if pieces.len() == 1 && !as_text => {
                    return Ok(Some(Value::from(number)));
                }
                (Some(value), _) => whole.push_str(&value.text()),
            },
        }
    }
    Ok(Some(Value::String(whole)))
}

fn missing(name: &str, line: Option<usize>) -> String {
    match line {
        Some(line) => format!("line {} has no {name}", line.saturating_add(1)),
        None => format!("it has no {name}"),
    }
}
