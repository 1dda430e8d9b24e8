//! What order tables call their columns, in English, German, French and Spanish.

use super::OrderField;

/// The usual names of a field, the most telling first; compared without case and punctuation.
#[rustfmt::skip]
pub(super) const fn names(field: OrderField) -> &'static [&'static str] {
    match field {
        OrderField::OrderNumber => &[
            "order number", "order no", "order nr", "order name", "order ref", "order reference", "order", "bestellnummer", "bestellnr", "auftragsnummer",
            "bestellung", "numéro de commande", "n de commande", "commande", "número de pedido", "n de pedido", "pedido", "reference", "invoice number",
        ],
        OrderField::OrderId => &["order id", "orderid", "bestell id", "id de commande", "id commande", "id de pedido", "id pedido"],
        OrderField::Placed => &[
            "order date", "date ordered", "ordered at", "ordered on", "created at", "created", "placed at", "purchase date", "sale date", "date", "bestelldatum",
            "bestellt am", "auftragsdatum", "datum", "date de commande", "date commande", "fecha de pedido", "fecha del pedido", "fecha",
        ],
        OrderField::Paid => &["paid at", "paid on", "payment date", "date paid", "bezahlt am", "zahlungsdatum", "date de paiement", "fecha de pago"],
        OrderField::Cancelled => &["cancelled at", "canceled at", "cancellation date", "storniert am", "stornodatum", "date d annulation", "fecha de cancelación"],
        OrderField::Payment => &["payment status", "financial status", "zahlungsstatus", "statut de paiement", "estado de pago"],
        OrderField::Fulfilment => &[
            "fulfillment status", "fulfilment status", "shipping status", "delivery status", "versandstatus", "lieferstatus", "statut de livraison",
            "estado de envío",
        ],
        OrderField::Currency => &["currency", "currency code", "order currency", "währung", "devise", "moneda", "divisa"],
        OrderField::LineId => &["line id", "line item id", "order item id", "item id", "transaction id", "positions id", "positionsnummer", "id de ligne", "id de línea"],
        OrderField::Sku => &[
            "sku", "product sku", "item sku", "variant sku", "article number", "item number", "product code", "artikelnummer", "artikelnr", "artikel nr",
            "référence article", "référence produit", "référence", "referencia", "código de producto",
        ],
        OrderField::Title => &[
            "product name", "item name", "product title", "item title", "title", "product", "item", "article", "description", "artikelbezeichnung",
            "artikelname", "produktname", "bezeichnung", "artikel", "produkt", "nom du produit", "produit", "désignation", "nombre del producto", "producto", "artículo",
        ],
        OrderField::Variant => &["variant", "variation", "options", "variant title", "variante", "ausführung", "déclinaison", "opciones"],
        OrderField::Units => &[
            "quantity", "qty", "units", "quantity ordered", "menge", "anzahl", "stückzahl", "stück", "quantité", "qté", "cantidad", "unidades",
        ],
        OrderField::UnitPrice => &[
            "unit price", "price each", "item price", "price per unit", "price", "einzelpreis", "stückpreis", "preis", "prix unitaire", "prix", "precio unitario", "precio",
        ],
        OrderField::LineTotal => &[
            "line total", "item total", "line amount", "row total", "positionssumme", "zeilensumme", "gesamtpreis position", "total ligne", "total de línea",
        ],
        OrderField::LineDiscount => &["line discount", "item discount", "positionsrabatt", "remise ligne", "descuento de línea"],
        OrderField::LineTax => &["line tax", "item tax", "positionssteuer", "taxe ligne", "impuesto de línea"],
        OrderField::Shipping => &[
            "shipping", "shipping cost", "shipping price", "shipping amount", "shipping charge", "shipping total", "postage", "delivery cost", "versandkosten", "versand", "porto",
            "frais de port", "frais de livraison", "livraison", "gastos de envío", "envío",
        ],
        OrderField::Discount => &["discount", "discount amount", "order discount", "discount total", "rabatt", "remise", "réduction", "descuento"],
        OrderField::Tax => &[
            "tax", "taxes", "tax amount", "total tax", "vat", "vat amount", "sales tax", "mehrwertsteuer", "mwst", "steuer", "umsatzsteuer", "tva", "taxe", "iva", "impuestos",
        ],
        OrderField::Total => &[
            "order total", "grand total", "total price", "total amount", "total", "amount", "gesamtbetrag", "gesamtsumme", "gesamt", "summe", "betrag", "montant total",
            "total commande", "total ttc", "importe total", "total del pedido", "importe",
        ],
        OrderField::Refunded => &["refunded amount", "refunded", "refund", "refund amount", "erstattet", "erstattung", "remboursé", "remboursement", "reembolsado", "reembolso"],
        OrderField::Gateway => &["payment method", "payment type", "gateway", "zahlungsart", "zahlungsmethode", "mode de paiement", "moyen de paiement", "método de pago", "forma de pago"],
        OrderField::Service => &["shipping method", "shipping service", "delivery method", "versandart", "versandmethode", "mode de livraison", "método de envío"],
        OrderField::Email => &["email", "e mail", "email address", "customer email", "buyer email", "mail", "e mail adresse", "courriel", "adresse e mail", "correo electrónico", "correo"],
        OrderField::Name => &[
            "recipient", "recipient name", "ship to name", "shipping name", "delivery name", "full name", "customer name", "customer", "buyer name", "name", "empfänger",
            "lieferadresse name", "kunde", "kundenname", "destinataire", "nom complet", "client", "destinatario", "nombre completo", "cliente",
        ],
        OrderField::FirstName => &["first name", "shipping first name", "firstname", "vorname", "prénom", "nombre"],
        OrderField::LastName => &["last name", "shipping last name", "lastname", "surname", "nachname", "nom de famille", "nom", "apellidos", "apellido"],
        OrderField::Company => &["company", "shipping company", "company name", "firma", "société", "entreprise", "empresa"],
        OrderField::Line1 => &[
            "address 1", "address1", "address line 1", "shipping address 1", "shipping address1", "ship to address 1", "street", "street address", "shipping street", "shipping address", "address",
            "straße", "strasse", "straße und hausnummer", "adresse 1", "anschrift", "lieferadresse", "adresse", "rue", "dirección 1", "dirección", "calle",
        ],
        OrderField::Line2 => &[
            "address 2", "address2", "address line 2", "shipping address 2", "shipping address2", "ship to address 2", "adresse 2", "adresszusatz", "zusatz",
            "complément d adresse", "dirección 2",
        ],
        OrderField::City => &["city", "shipping city", "ship to city", "town", "ort", "stadt", "ville", "ciudad", "localidad"],
        OrderField::Region => &[
            "state", "region", "province", "county", "shipping state", "shipping province", "ship to state", "bundesland", "kanton", "région", "département", "provincia", "estado",
        ],
        OrderField::PostalCode => &[
            "postal code", "postcode", "zip", "zip code", "zipcode", "shipping zip", "shipping postcode", "ship to zip", "plz", "postleitzahl", "code postal", "código postal", "cp",
        ],
        OrderField::Country => &["country", "country code", "shipping country", "ship to country", "land", "länderkürzel", "pays", "país"],
        OrderField::Phone => &["phone", "phone number", "telephone", "shipping phone", "mobile", "telefon", "telefonnummer", "handy", "téléphone", "teléfono", "móvil"],
        OrderField::Note => &["note", "notes", "customer note", "comment", "comments", "order notes", "anmerkung", "bemerkung", "notiz", "kommentar", "commentaire", "remarque", "nota", "comentario", "observaciones"],
        OrderField::Tags => &["tags", "labels", "schlagwörter", "étiquettes", "etiquetas"],
        OrderField::ShipBy => &["ship by", "ship by date", "latest ship date", "dispatch by", "versand bis", "versenden bis", "expédier avant", "enviar antes de"],
        OrderField::Tracking => &["tracking number", "tracking", "tracking no", "sendungsnummer", "numéro de suivi", "número de seguimiento"],
    }
}
