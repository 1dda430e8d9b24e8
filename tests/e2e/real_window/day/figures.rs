//! The end: what is left, on the screen and in files.

use std::path::{Path, PathBuf};

use super::fixtures::written;
use super::reckoning::figures;
use super::{DECIDED, Day};
use crate::dialog;
use crate::file_manager::FileManager;
use crate::poll::until;

/// The year of the day's orders.
const YEAR: &str = "2026";

/// The reports that were written.
pub struct Exported {
    pub by_product: PathBuf,
    pub by_country: PathBuf,
}

impl Day {
    /// Writes the figures of the year by product to a workbook and by country to a table.
    pub async fn export_profit(&self, file_manager: &FileManager) -> Exported {
        let page = &self.window.page;
        page.type_keys("gp").await;
        let shown = until("the period", || async {
            let buttons = page.texts("button", None).await;
            buttons.into_iter().find(|text| names_a_year(text)).ok_or("no button names one")
        })
        .await;
        page.press("button", &shown).await;
        page.press("radio", "Year").await;
        page.press("button", YEAR).await;
        let left: i64 = figures(&DECIDED).iter().map(|figure| figure.pence).sum();
        let figure = format!("All 4 products, Net profit, £{}", written(left));
        page.wait_for("button", Some(&figure), 1).await;
        self.window.picture("day-16-profit").await;
        let by_product = self.window.machine.path("by product.xlsx");
        self.export("Product", "XLSX", &by_product).await;
        page.press("button", "Show").await;
        let address = format!("file://{}", by_product.to_string_lossy().replace(' ', "%20"));
        until("the file manager", || {
            let shown = file_manager.shown();
            std::future::ready(if shown == [address.clone()] { Ok(()) } else { Err(format!("{shown:?}")) })
        })
        .await;
        let by_country = self.window.machine.path("by-country.csv");
        self.export("Country", "CSV", &by_country).await;
        Exported { by_product, by_country }
    }

    async fn export(&self, by: &str, format: &str, file: &Path) {
        let page = &self.window.page;
        page.type_keys("e").await;
        page.wait_for("dialog", None, 1).await;
        page.choose("Group by", by).await;
        page.press("radio", format).await;
        self.window.picture(&format!("day-17-export-{format}")).await;
        page.press("button", "Save the file").await;
        dialog::answer(&self.window.machine, "Export the report", file).await;
        let name = file.file_name().expect("its name").to_string_lossy().into_owned();
        page.wait_text(&name).await;
        page.wait_gone("dialog", "Export the report").await;
    }
}

/// "November 2026".
fn names_a_year(text: &str) -> bool {
    let last = text.trim().rsplit(' ').next().unwrap_or_default();
    last.len() == 4 && last.chars().all(|sign| sign.is_ascii_digit())
}
