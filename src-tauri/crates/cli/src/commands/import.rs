//! `stockless import`

mod columns;
mod look;
mod shop;
mod told;

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use serde_json::Value;
use stockless_engine::shapes::imports::{ImportKind, ImportRequest};

use super::full;
use crate::answer::{Answer, remark};
use crate::exit::Exit;
use crate::failure::Failure;
use crate::fields::{flag, list};
use crate::interrupt;
use crate::progress::Progress;
use crate::session::{Session, shop_id, supplier_id};

pub use columns::Columns;

const JOB: &str = "import";

/// Which files, and what they do not say themselves.
#[derive(Debug, Args)]
pub struct Import {
    /// What the files hold
    #[arg(value_enum, value_name = "WHAT")]
    what: What,
    /// The files: CSV, TSV or XLSX. Several for exports that come in parts, such as Etsy's orders and items
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The shop; made where there is none of that name. Not needed where only one can be meant
    #[arg(long, value_name = "NAME")]
    shop: Option<String>,
    /// What a new shop is [default: what its file looks like]
    #[arg(long, value_enum)]
    kind: Option<Kind>,
    /// Currency of files that name none, and of a new shop
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// Zone of a new shop's times, Europe/Berlin [default: the workspace's]
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Supplier of offers that name none
    #[arg(long, value_name = "NAME")]
    supplier: Option<String>,
    /// The export, where its header does not tell: shopify, woo_rows, woo_packed, etsy_orders, etsy_items, ebay,
    /// amazon_orders, amazon_unshipped, amazon_all, or columns
    #[arg(long, value_name = "EXPORT")]
    export: Option<String>,
    #[command(flatten)]
    columns: Columns,
    /// Only say what would happen
    #[arg(long)]
    preview: bool,
    /// End with 1 when any row was not used
    #[arg(long)]
    strict: bool,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Orders,
    Suppliers,
    Offers,
    Mappings,
    Costs,
    Tracking,
    Confirmations,
    Ads,
    Rates,
}

/// What a shop is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    Shopify,
    Woocommerce,
    Etsy,
    Ebay,
    Amazon,
    Other,
}

impl Import {
    pub fn run(&self, session: &Session) -> Result<Answer, Failure> {
        let mut request = self.request(session)?;
        if self.preview {
            let preview = session.call("import_preview", &request)?;
            let answer = Answer::new(&preview, told::preview(self.what.word(), &preview));
            return Ok(if flag(&preview, "recognised") { answer } else { answer.ending(Exit::Refused) });
        }
        if self.what == What::Orders {
            request.shop_id = Some(shop::ready(self, session, &request)?);
            request.shop = None;
        } else {
            shop::count_from_now_on(self, session)?;
        }
        interrupt::stops(session.engine(), JOB);
        let progress = Progress::of(session.engine());
        let done = session.call("import_run", &request)?;
        drop(progress);
        let answer = Answer::new(&done, told::done(self.what.word(), &done));
        Ok(answer.ending(self.judged(&done)))
    }

    fn request(&self, session: &Session) -> Result<ImportRequest, Failure> {
        if self.kind.is_some() && self.what != What::Orders {
            return Err(Failure::usage("--kind says what a new shop is; only import orders makes one."));
        }
        let files = self.files.iter().map(|file| full(file)).collect::<Result<_, _>>()?;
        let mut request = ImportRequest {
            kind: self.what.into(),
            files,
            shop_id: None,
            shop: self.shop.clone(),
            supplier_id: self.supplier.as_deref().map(|name| supplier_id(session, name)).transpose()?,
            columns: None,
            currency: self.currency.clone(),
            export: self.export.clone(),
            job: Some(JOB.to_owned()),
        };
        if self.what != What::Orders {
            let shop = self.shop.as_deref();
            request.shop_id = shop.map(|name| shop_id(&session.state()?, name)).transpose()?;
        }
        request.columns = self.columns.chosen(session, &request)?;
        Ok(request)
    }

    fn judged(&self, done: &Value) -> Exit {
        if flag(done, "stopped") {
            remark(
                "stockless: it was stopped. What was read until then is saved; import the file again to go on.",
            );
            return Exit::Refused;
        }
        if self.strict && !list(done, "rejected").is_empty() { Exit::Refused } else { Exit::Done }
    }
}

impl What {
    const fn word(self) -> &'static str {
        match self {
            Self::Orders => "orders",
            Self::Suppliers => "suppliers",
            Self::Offers => "offers",
            Self::Mappings => "mappings",
            Self::Costs => "costs",
            Self::Tracking => "tracking",
            Self::Confirmations => "confirmations",
            Self::Ads => "ads",
            Self::Rates => "rates",
        }
    }
}

impl From<What> for ImportKind {
    fn from(what: What) -> Self {
        match what {
            What::Orders => Self::Orders,
            What::Suppliers => Self::Suppliers,
            What::Offers => Self::Offers,
            What::Mappings => Self::Mappings,
            What::Costs => Self::Costs,
            What::Tracking => Self::Tracking,
            What::Confirmations => Self::Confirmations,
            What::Ads => Self::Ads,
            What::Rates => Self::Rates,
        }
    }
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Shopify => "shopify",
            Self::Woocommerce => "woocommerce",
            Self::Etsy => "etsy",
            Self::Ebay => "ebay",
            Self::Amazon => "amazon",
            Self::Other => "other",
        }
    }
}
