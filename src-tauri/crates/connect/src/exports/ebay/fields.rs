//! What eBay calls its columns in the United States, the United Kingdom and Germany.

use crate::columns::Field;

pub(super) const FIELDS: &[Field] = &[
    Field::column("order", &["order number", "bestellnummer"]),
    Field::optional("record", &["sales record number", "verkaufsprotokollnummer"]),
    Field::optional("email", &["buyer email", "e-mail des käufers"]),
    Field::optional("note", &["buyer note", "käufernotiz", "anmerkung des käufers"]),
    Field::optional("buyer_name", &["buyer name", "name des käufers", "vollständiger name des käufers"]),
    Field::optional("buyer_line1", &["buyer address 1", "adresse 1 des käufers", "käuferadresse 1"]),
    Field::optional("buyer_line2", &["buyer address 2", "adresse 2 des käufers", "käuferadresse 2"]),
    Field::optional("buyer_city", &["buyer city", "ort des käufers"]),
    Field::optional(
        "buyer_region",
        &["buyer state", "buyer county", "bundesland des käufers", "staat des käufers"],
    ),
    Field::optional(
        "buyer_zip",
        &["buyer zip", "buyer postcode", "plz des käufers", "postleitzahl des käufers"],
    ),
    Field::optional("buyer_country", &["buyer country", "land des käufers"]),
    Field::optional("ship_name", &["ship to name", "post to name", "name des empfängers", "versand an name"]),
    Field::optional(
        "ship_phone",
        &["ship to phone", "post to phone", "telefon des empfängers", "versand an telefon"],
    ),
    Field::optional(
        "ship_line1",
        &[
            "ship to address 1",
            "post to address 1",
            "adresse 1 des empfängers",
            "versandadresse 1",
            "versand an adresse 1",
        ],
    ),
    Field::optional(
        "ship_line2",
        &[
            "ship to address 2",
            "post to address 2",
            "adresse 2 des empfängers",
            "versandadresse 2",
            "versand an adresse 2",
        ],
    ),
    Field::optional("ship_city", &["ship to city", "post to city", "ort des empfängers", "versand an ort"]),
    Field::optional(
        "ship_region",
        &[
            "ship to state",
            "post to county",
            "post to state",
            "bundesland des empfängers",
            "versand an bundesland",
        ],
    ),
    Field::optional(
        "ship_zip",
        &[
            "ship to zip",
            "post to postcode",
            "post to postal code",
            "plz des empfängers",
            "postleitzahl des empfängers",
            "versand an plz",
        ],
    ),
    Field::optional(
        "ship_country",
        &["ship to country", "post to country", "land des empfängers", "versand an land"],
    ),
    Field::optional("item", &["item number", "artikelnummer"]),
    Field::column("title", &["item title", "angebotstitel", "artikelbezeichnung", "artikeltitel"]),
    Field::optional(
        "sku",
        &["custom label", "custom label (sku)", "bestandseinheit", "bestandseinheit (sku)"],
    ),
    Field::column("units", &["quantity", "stückzahl", "anzahl"]),
    Field::column("price", &["sold for", "verkauft für", "verkaufspreis"]),
    Field::optional(
        "shipping",
        &["shipping and handling", "postage and packaging", "postage and handling", "verpackung und versand"],
    ),
    Field::optional("tax", &["seller collected tax", "vom verkäufer eingezogene steuer"]),
    Field::optional("kept_tax", &["ebay collected tax", "von ebay eingezogene steuer"]),
    Field::optional("kept_charges", &["ebay collected charges", "von ebay eingezogene gebühren"]),
    Field::optional("total", &["total price", "gesamtpreis", "gesamtbetrag"]),
    Field::optional("gateway", &["payment method", "zahlungsmethode"]),
    Field::column("placed", &["sale date", "verkauft am", "verkaufsdatum"]),
    Field::optional("paid", &["paid on date", "zahlungsdatum", "bezahlt am", "bezahldatum"]),
    Field::optional(
        "ship_by",
        &["ship by date", "post by date", "dispatch by date", "versenden bis", "versand bis"],
    ),
    Field::optional(
        "deliver_by",
        &["maximum estimated delivery date", "spätester voraussichtlicher liefertermin"],
    ),
    Field::optional(
        "shipped",
        &["shipped on date", "posted on date", "dispatched on date", "versandt am", "versanddatum"],
    ),
    Field::optional(
        "service",
        &["shipping service", "postage service", "delivery service", "versandservice"],
    ),
    Field::optional("tracking", &["tracking number", "sendungsnummer"]),
    Field::optional("line_id", &["transaction id", "transaktions-id"]),
    Field::optional("variant", &["variation details", "variantendetails"]),
];
