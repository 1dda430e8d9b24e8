//! What waits for the merchant, said where it is seen without the page: in the window's title and in the tray.

use std::sync::{Mutex, PoisonError};

use stockless_engine::InDoubt;
use tauri::{AppHandle, Manager, WebviewWindow};

use crate::backend::Backend;
use crate::tray;
use crate::window::MAIN;

/// The window's name until the page has given it another one.
const NAME: &str = "Stockless";

/// What is shown now; kept by the application.
#[derive(Default)]
pub struct Shown(Mutex<Saying>);

#[derive(Default)]
struct Saying {
    /// As the page gave it.
    title: String,
    waits: InDoubt,
}

/// Gives the window the name that the page wants, behind the number of questions.
pub fn say_title(window: &WebviewWindow, title: String) -> tauri::Result<()> {
    say(window, |saying| saying.title = title)
}

/// Counts again, and says so where the number is another one.
pub fn count(app: &AppHandle) {
    // What cannot be read now is counted at the next news; until then the last number stands.
    let Ok(waits) = app.state::<Backend>().in_doubt() else { return };
    let Some(window) = app.get_webview_window(MAIN) else { return };
    let before = app.state::<Shown>().0.lock().unwrap_or_else(PoisonError::into_inner).waits;
    if waits != before {
        // A window that is closing needs no title.
        let _ = say(&window, |saying| saying.waits = waits);
        tray::say(app, &line(waits));
    }
}

/// Changes what is shown. The title is handed over under the lock, so that of two changes the later one stands.
fn say(window: &WebviewWindow, change: impl FnOnce(&mut Saying)) -> tauri::Result<()> {
    let shown = window.state::<Shown>();
    let mut saying = shown.0.lock().unwrap_or_else(PoisonError::into_inner);
    change(&mut saying);
    window.set_title(&titled(&saying.title, saying.waits))
}

/// `(2) Inbox, Fernhill Goods, Stockless`: only what waits for a person is in front, and nothing where nothing does.
fn titled(title: &str, waits: InDoubt) -> String {
    let title = if title.is_empty() { NAME } else { title };
    if waits.asking == 0 { title.to_owned() } else { format!("({}) {title}", waits.asking) }
}

/// `2 questions wait for you, 1 purchase is being found out`.
pub fn line(waits: InDoubt) -> String {
    let questions = match waits.asking {
        0 => "No question waits for you".to_owned(),
        1 => "1 question waits for you".to_owned(),
        many => format!("{many} questions wait for you"),
    };
    match waits.finding_out {
        0 => questions,
        1 => format!("{questions}, 1 purchase is being found out"),
        many => format!("{questions}, {many} purchases are being found out"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(asking: i64, finding_out: i64) -> InDoubt {
        InDoubt { asking, finding_out }
    }

    #[test]
    fn the_title_begins_with_the_questions() {
        assert_eq!(titled("", waits(0, 0)), "Stockless");
        assert_eq!(titled("", waits(1, 0)), "(1) Stockless");
        assert_eq!(
            titled("Inbox, Fernhill Goods, Stockless", waits(2, 5)),
            "(2) Inbox, Fernhill Goods, Stockless"
        );
        assert_eq!(titled("Inbox", waits(0, 5)), "Inbox", "what is being found out is no work for a person");
    }

    #[test]
    fn the_tray_says_how_many_of_each() {
        assert_eq!(line(waits(0, 0)), "No question waits for you");
        assert_eq!(line(waits(1, 0)), "1 question waits for you");
        assert_eq!(line(waits(2, 1)), "2 questions wait for you, 1 purchase is being found out");
        assert_eq!(line(waits(0, 3)), "No question waits for you, 3 purchases are being found out");
    }
}
