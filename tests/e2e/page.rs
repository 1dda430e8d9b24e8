//! What is on the screen, asked for by role and name as a screen reader would.

use serde_json::{Value, json};
use thirtyfour::WebDriver;

use crate::poll::until;

/// Finds elements by role and accessible name. Roles that HTML gives by itself are listed; names come from
/// `aria-label`, `aria-labelledby` or the text. What only stands in for an answer does not count.
const FIND: &str = r#"
const implied = { button: "button", link: "a[href]", textbox: "input, textarea", heading: "h1, h2, h3", row: "tr" };
const [role, name] = arguments;
const named = (element) => {
  const label = element.getAttribute("aria-label");
  if (label) return label;
  const ids = (element.getAttribute("aria-labelledby") ?? "").split(" ").filter(Boolean);
  const texts = ids.map((id) => document.getElementById(id)?.textContent ?? "");
  return (texts.join(" ") || element.textContent || "").trim();
};
const selector = `[role="${role}"]` + (implied[role] ? `, :is(${implied[role]}):not([role])` : "");
const found = [...document.querySelectorAll(selector)].filter((element) => element.closest('[aria-busy="true"]') === null);
return found.filter((element) => name === null || named(element).startsWith(name));
"#;

/// The page in the window.
pub struct Page {
    driver: WebDriver,
}

impl Page {
    pub fn new(driver: WebDriver) -> Self {
        Self { driver }
    }

    /// How many elements with this role there are; `name` is the beginning of the accessible name.
    pub async fn count(&self, role: &str, name: Option<&str>) -> usize {
        let found = self.driver.execute(FIND, vec![json!(role), json!(name)]).await;
        found.ok().and_then(|found| found.json().as_array().map(Vec::len)).unwrap_or(0)
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

    /// Types into whatever has the focus.
    pub async fn type_keys(&self, keys: &str) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("typing");
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
