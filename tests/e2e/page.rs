//! What is on the screen, asked for by role and name as a screen reader would, and what hands do to it.

use serde_json::{Value, json};
use thirtyfour::{Key, TypingData, WebDriver, WebElement};

use crate::poll::until;

const FIND: &str = include_str!("find.js");

/// The page in the window. A name is the beginning of the accessible name.
pub struct Page {
    driver: WebDriver,
}

impl Page {
    pub fn new(driver: WebDriver) -> Self {
        Self { driver }
    }

    /// How many elements with this role there are.
    pub async fn count(&self, role: &str, name: Option<&str>) -> usize {
        let found = self.driver.execute(FIND, vec![json!(role), json!(name), json!("count")]).await;
        found.ok().and_then(|found| found.json().as_u64()).map_or(0, |found| found as usize)
    }

    /// The text in each element with this role, in the order of the page.
    pub async fn texts(&self, role: &str, name: Option<&str>) -> Vec<String> {
        let found = self.driver.execute(FIND, vec![json!(role), json!(name), json!("texts")]).await;
        found.ok().and_then(|found| found.convert().ok()).unwrap_or_default()
    }

    /// Waits until there are at least `least` elements with this role.
    pub async fn wait_for(&self, role: &str, name: Option<&str>, least: usize) {
        let what = format!("{least} {role} {}", name.unwrap_or_default());
        until(&what, || async {
            let found = self.count(role, name).await;
            if found >= least {
                Ok(())
            } else {
                Err(format!("{found} are there; the page says: {}", self.text().await))
            }
        })
        .await;
    }

    /// Waits until nothing with this role and name is left.
    pub async fn wait_gone(&self, role: &str, name: &str) {
        until(&format!("the end of {role} {name}"), || async {
            match self.count(role, Some(name)).await {
                0 => Ok(()),
                _ => Err(format!("the page says: {}", self.text().await)),
            }
        })
        .await;
    }

    /// Waits until the page says this.
    pub async fn wait_text(&self, text: &str) {
        until(&format!("'{text}'"), || async {
            let said = self.text().await;
            if said.contains(text) { Ok(()) } else { Err(format!("the page says: {said}")) }
        })
        .await;
    }

    /// The element a hand would go for: the one with exactly this name, else the first whose name begins so.
    async fn ready(&self, role: &str, name: &str) -> WebElement {
        until(&format!("{role} {name}"), || async {
            let found = self.driver.execute(FIND, vec![json!(role), json!(name), json!("ready")]).await;
            match found.and_then(|found| found.element()) {
                Ok(element) => Ok(element),
                Err(_) => Err(format!("the page says: {}", self.text().await)),
            }
        })
        .await
    }

    /// Clicks on it as soon as it can be pressed.
    pub async fn press(&self, role: &str, name: &str) {
        until(&format!("a press on {role} {name}"), || async {
            self.ready(role, name).await.click().await.map_err(|error| error.to_string())
        })
        .await;
    }

    /// Replaces what stands in a field.
    pub async fn fill(&self, role: &str, name: &str, text: &str) {
        self.press(role, name).await;
        self.chord(Key::Control, "a").await;
        self.type_keys(text).await;
    }

    /// Chooses one of a list that opens from a field.
    pub async fn choose(&self, field: &str, option: &str) {
        self.press("button", field).await;
        self.press("option", option).await;
        self.wait_gone("option", option).await;
    }

    /// Types into whatever has the focus.
    pub async fn type_keys(&self, keys: &str) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("typing");
    }

    /// One key that has a name, such as Enter.
    pub async fn key(&self, key: Key) {
        self.driver.action_chain().key_down(key.clone()).key_up(key).perform().await.expect("a key");
    }

    /// Keys while another is held.
    pub async fn chord(&self, held: Key, keys: impl Into<TypingData>) {
        let chain = self.driver.action_chain().key_down(held.clone()).send_keys(keys).key_up(held);
        chain.perform().await.expect("keys");
    }

    /// Everything the page says.
    pub async fn text(&self) -> String {
        let said = self.driver.execute("return document.body.innerText", Vec::new()).await;
        said.ok().and_then(|said| said.json().as_str().map(str::to_owned)).unwrap_or_default()
    }

    /// Runs a script that calls its last argument with the answer.
    pub async fn ask(&self, script: &str, arguments: Vec<Value>) -> Value {
        self.driver.execute_async(script, arguments).await.expect("a script").json().clone()
    }

    pub async fn picture(&self) -> Vec<u8> {
        self.driver.screenshot_as_png().await.expect("a picture")
    }

    pub async fn close(self) {
        self.driver.quit().await.expect("the window closes");
    }
}
