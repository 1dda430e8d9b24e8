//! Items packed into one cell, as the SkyVerge plugin does it.

/// One item of a packed cell, as text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PackedItem {
    pub sku: String,
    pub title: String,
    pub variant: String,
    pub units: String,
    pub total: String,
}

/// Takes a cell apart: `name:…|sku:…|quantity:…|total:…`, or the older `sku:…|units|total|size: …`. Several items
/// are separated by semicolons. `None` where the form is neither.
pub(super) fn unpack(cell: &str) -> Option<Vec<PackedItem>> {
    // Each item begins with the same name as the first; a semicolon elsewhere is part of a text.
    let begin = cell.split_once(':').map(|(name, _)| format!("{}:", name.trim()));
    let mut items: Vec<String> = Vec::new();
    for part in cell.split(';') {
        let begins = begin.as_ref().is_some_and(|begin| part.trim_start().starts_with(begin));
        match items.last_mut() {
            Some(last) if !begins => {
                last.push(';');
                last.push_str(part);
            }
            _ => items.push(part.to_owned()),
        }
    }
    items.iter().map(|item| unpack_one(item)).collect()
}

fn unpack_one(text: &str) -> Option<PackedItem> {
    let parts: Vec<&str> = text.split('|').map(str::trim).collect();
    let named = parts.iter().any(|part| part.to_ascii_lowercase().starts_with("quantity:"));
    if named { Some(by_names(&parts)) } else { by_places(&parts) }
}

fn by_names(parts: &[&str]) -> PackedItem {
    let mut item = PackedItem::default();
    let mut after = String::new();
    for part in parts {
        let Some((name, value)) = part.split_once(':') else { continue };
        let value = value.trim().to_owned();
        match name.trim().to_ascii_lowercase().as_str() {
            "name" => item.title = value,
            "sku" => item.sku = value,
            "quantity" => item.units = value,
            "subtotal" => item.total = value,
            "total" => after = value,
            "meta" => item.variant = value,
            _ => {}
        }
    }
    if item.total.is_empty() {
        item.total = after;
    }
    item
}

fn by_places(parts: &[&str]) -> Option<PackedItem> {
    let [product, units, total, options @ ..] = parts else { return None };
    let (kind, id) = product.split_once(':').unwrap_or(("sku", product));
    let sku = if kind.trim().eq_ignore_ascii_case("sku") { id.trim() } else { "" };
    Some(PackedItem {
        sku: sku.to_owned(),
        title: (*product).to_owned(),
        variant: options.join(", "),
        units: (*units).to_owned(),
        total: (*total).to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(sku: &str, title: &str, variant: &str, units: &str, total: &str) -> PackedItem {
        let [sku, title, variant, units, total] = [sku, title, variant, units, total].map(str::to_owned);
        PackedItem { sku, title, variant, units, total }
    }

    #[test]
    fn both_forms_come_apart() {
        assert_eq!(
            unpack("product_id:4959|1|30|size: Medium").unwrap(),
            [item("", "product_id:4959", "size: Medium", "1", "30")]
        );
        assert_eq!(unpack("sku:A-1|2|30.50").unwrap(), [item("A-1", "sku:A-1", "", "2", "30.50")]);
        assert_eq!(
            unpack("name:Lamp; white|product_id:7|sku:L-7|quantity:2|subtotal:40.00|total:36.00;name:Rug|sku:R|quantity:1|total:9").unwrap(),
            [item("L-7", "Lamp; white", "", "2", "40.00"), item("R", "Rug", "", "1", "9")]
        );
        assert_eq!(unpack("just a text"), None);
    }
}
