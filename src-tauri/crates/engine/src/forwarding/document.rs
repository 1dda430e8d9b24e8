//! What a supplier gets: a file by its template, and the mail around it. Made once, when the purchase is queued.

use rust_decimal::Decimal;
use stockless_connect::documents::{self, PackingSlip, Party, PurchaseDocument, PurchaseLine, Template};
use stockless_connect::rest::Description;
use stockless_core::id::SupplierId;
use stockless_core::money::Money;
use stockless_core::supplier::Channel;
use stockless_store::suppliers::SupplierRow;

use super::outside::{connection_of, sftp_account};
use super::queue::Cost;
use crate::assess::{Assessed, OpenLine, RoutedQuote};
use crate::context::Context;
use crate::error::ApiError;

/// A frozen document with its mail.
pub struct Paper {
    pub bytes: Vec<u8>,
    pub name: String,
    pub subject: String,
    pub body: String,
}

/// Why a supplier cannot be served now; empty when it can.
pub fn trouble(context: &Context<'_>, supplier: &SupplierRow) -> Result<String, ApiError> {
    Ok(match supplier.channel {
        Channel::Email if supplier.email.trim().is_empty() => "no_mail_address".to_owned(),
        Channel::Email
            if !context.workspace.sample
                && context.read().setting(crate::api::workspace::MAIL_ACCOUNT)?.is_none() =>
        {
            "no_mail_account".to_owned()
        }
        Channel::Api if connection(context, supplier)?.is_empty() => "no_connection".to_owned(),
        Channel::Sftp => match sftp_account(&connection(context, supplier)?) {
            Err(_) => "no_connection".to_owned(),
            Ok(account) if account.host_key.is_none() && !context.workspace.sample => {
                "key_not_accepted".to_owned()
            }
            Ok(_) => String::new(),
        },
        _ => String::new(),
    })
}

fn connection(context: &Context<'_>, supplier: &SupplierRow) -> Result<String, ApiError> {
    Ok(context.read().connection(SupplierId::new(supplier.id))?)
}

/// Where a supplier's purchases go: a mail address, a folder, a server, or the supplier's page.
pub fn destination(context: &Context<'_>, supplier: &SupplierRow) -> Result<String, ApiError> {
    Ok(match supplier.channel {
        Channel::Email => supplier.email.trim().to_owned(),
        Channel::File => folder(supplier),
        Channel::Sftp => sftp_account(&connection(context, supplier)?)
            .map_or_else(|_| String::new(), |there| there.place()),
        Channel::Api => place_now(Channel::Api, &connection(context, supplier)?).unwrap_or_default(),
        Channel::Manual => supplier.website.clone(),
    })
}

/// Where a connection's purchases go now; `None` for a channel without one, and where the settings do not say.
pub fn place_now(channel: Channel, settings: &str) -> Option<String> {
    match channel {
        Channel::Sftp => sftp_account(settings).ok().map(|account| account.place()),
        Channel::Api => connection_of(settings).ok().map(|connection| connection.place()),
        Channel::Email | Channel::File | Channel::Manual => None,
    }
}

/// The folder that a supplier's files go to; a relative one lies in the workspace, so that the workspace can move.
pub fn folder(supplier: &SupplierRow) -> String {
    let own = supplier.folder.trim();
    if own.is_empty() {
        format!("outbox/{}", stockless_connect::delivery::safe_file_name(&supplier.name))
    } else {
        own.to_owned()
    }
}

/// Makes the document of a purchase.
pub fn make(
    context: &Context<'_>,
    assessed: &Assessed,
    supplier: &SupplierRow,
    number: &str,
    key: &str,
    lines: &[(&OpenLine, &RoutedQuote)],
    cost: &Cost,
) -> Result<Paper, ApiError> {
    let purchase = purchase_document(context, assessed, supplier, number, key, lines, cost)?;
    if supplier.channel == Channel::Api {
        return request(context, supplier, &purchase);
    }
    let template: Template = serde_json::from_str(&supplier.template)
        .map_err(|_| ApiError::invalid(format!("The order file of {} cannot be read.", supplier.name)))?;
    let file = documents::make(&purchase, &template).map_err(|error| {
        ApiError::invalid(format!("{}: {error}", assessed.order.number))
            .with_action("Change the supplier's order file, or the order.")
    })?;
    let trading = &purchase.merchant.name;
    Ok(Paper {
        bytes: file.bytes,
        name: file.name,
        subject: format!("PO {number} – {trading}"),
        body: body(&purchase),
    })
}

/// The request to a supplier's interface, written by the description that the merchant gave.
fn request(
    context: &Context<'_>,
    supplier: &SupplierRow,
    purchase: &PurchaseDocument,
) -> Result<Paper, ApiError> {
    let settings = context.read().connection(stockless_core::id::SupplierId::new(supplier.id))?;
    let invalid = |words: String| {
        ApiError::invalid(format!("{}: {words}", supplier.name))
            .with_action("Change the supplier's connection.")
    };
    let connection = connection_of(&settings).map_err(invalid)?;
    let description =
        Description::read(&connection.description).map_err(|error| invalid(error.to_string()))?;
    let bytes = description.body(purchase).map_err(|error| invalid(error.to_string()))?;
    Ok(Paper {
        bytes,
        name: format!("{}.json", purchase.number),
        subject: String::new(),
        body: String::new(),
    })
}

fn purchase_document(
    context: &Context<'_>,
    assessed: &Assessed,
    supplier: &SupplierRow,
    number: &str,
    key: &str,
    lines: &[(&OpenLine, &RoutedQuote)],
    cost: &Cost,
) -> Result<PurchaseDocument, ApiError> {
    let setting = |name: &str| context.read().setting(name).map(Option::unwrap_or_default);
    let address: Vec<String> = setting("trading_address")?
        .lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .map(str::to_owned)
        .collect();
    let name = setting("trading_name")?;
    let name = if name.trim().is_empty() { context.workspace.name.clone() } else { name };
    let service = assessed
        .ship_to
        .country
        .and_then(|country| {
            context.supplier(lines.first()?.1.way.supplier.id).ok()?.shipping_to(country).cloned()
        })
        .map(|rate| rate.service)
        .unwrap_or_default();
    let total = [cost.shipping, cost.fee]
        .into_iter()
        .filter(|amount| !amount.is_zero())
        .try_fold(cost.goods, Money::checked_add)
        .ok();
    let document_lines = lines
        .iter()
        .map(|(open, quote)| {
            let offer = &quote.way.offer;
            PurchaseLine {
                supplier_sku: offer.supplier_sku.clone(),
                sku: open.line.sku.clone(),
                title: if offer.title.is_empty() { open.name() } else { offer.title.clone() },
                variant: open.line.variant.clone(),
                quantity: quote.units,
                unit_cost: offer
                    .unit_cost(assessed.ship_to.country, quote.units)
                    .map(|cost: Decimal| cost.normalize()),
                currency: offer.currency,
            }
        })
        .collect();
    Ok(PurchaseDocument {
        number: number.to_owned(),
        reference: key.to_owned(),
        created: context.now,
        zone: context.zone,
        merchant: Party { name, address: address.clone(), contact: setting("trading_email")? },
        supplier_name: supplier.name.clone(),
        account_number: supplier.account_number.clone(),
        ship_to: assessed.ship_to.clone(),
        lines: document_lines,
        service,
        note: String::new(),
        currency: cost.goods.currency(),
        goods_total: Some(cost.goods),
        shipping_total: Some(cost.shipping),
        total,
        packing_slip: Some(PackingSlip {
            brand: assessed.shop.name.clone(),
            order_number: assessed.order.number.clone(),
            return_address: address,
            message: String::new(),
        }),
    })
}

/// The text of the mail: everything that stands in the file, so that nothing depends on opening it.
fn body(purchase: &PurchaseDocument) -> String {
    let to = &purchase.ship_to;
    let country = to.country.map_or_else(|| to.country_text.clone(), |c| c.code().to_owned());
    let place = [to.postal_code.as_str(), to.city.as_str(), to.region.as_str()].join(" ");
    let address =
        [&to.name, &to.company, &to.line1, &to.line2, &place.trim().to_owned(), &country, &to.phone]
            .into_iter()
            .filter(|line| !line.trim().is_empty())
            .cloned()
            .collect::<Vec<_>>()
            .join("\n");
    let lines = purchase
        .lines
        .iter()
        .map(|line| {
            format!("{} × {}  {} {}", line.quantity, line.supplier_sku, line.title, line.variant)
                .trim()
                .to_owned()
        })
        .collect::<Vec<_>>()
        .join("\n");
    let contact = &purchase.merchant.contact;
    format!(
        "Purchase order {number}\n\nPlease send:\n{lines}\n\nto:\n{address}\n\nThe same PO number always means the same \
         order. If you have PO {number} already, please do not send it twice.\nReference: {reference}\n\nPlease confirm by \
         replying to this message, with the tracking number once the parcel is on its way.\n\n{merchant}\n{contact}\n",
        number = purchase.number,
        reference = purchase.reference,
        merchant = purchase.merchant.name,
    )
}
