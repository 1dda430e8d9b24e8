use stockless_core::order::Address;

/// An address as it stands on a parcel, without empty lines.
pub(crate) fn address_lines(address: &Address) -> Vec<String> {
    let Address { name, company, line1, line2, city, region, postal_code, .. } = address;
    let code = address.country.map(|country| country.code().to_owned()).unwrap_or_default();
    let joined = |parts: &[&str], between: &str| {
        parts.iter().copied().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(between)
    };
    let place = match code.as_str() {
        "US" | "CA" | "AU" => vec![joined(&[city, &joined(&[region, postal_code], " ")], ", ")],
        "GB" | "IE" => vec![city.clone(), region.clone(), postal_code.clone()],
        _ => vec![joined(&[postal_code, city], " "), region.clone()],
    };
    let country = match address.country_text.trim() {
        "" => code,
        text if code.is_empty() || text.eq_ignore_ascii_case(&code) => text.to_owned(),
        text => format!("{text} ({code})"),
    };
    [name, company, line1, line2]
        .into_iter()
        .cloned()
        .chain(place)
        .chain([country])
        .filter(|line| !line.trim().is_empty())
        .collect()
}

#[cfg(test)]
mod tests {
    use stockless_core::place::Country;

    use super::*;

    #[test]
    fn addresses_follow_their_country() {
        let mut address = Address {
            name: "Ida Beispiel".into(),
            line1: "Musterweg 1".into(),
            city: "Springfield".into(),
            region: "IL".into(),
            postal_code: "62701".into(),
            country: Country::from_code("US"),
            country_text: "US".into(),
            ..Address::default()
        };
        assert_eq!(address_lines(&address)[2..], ["Springfield, IL 62701", "US"]);
        address.country = Country::from_code("DE");
        address.country_text = "Germany".into();
        assert_eq!(address_lines(&address)[2..], ["62701 Springfield", "IL", "Germany (DE)"]);
        address.country = Country::from_code("GB");
        assert_eq!(address_lines(&address)[2..5], ["Springfield", "IL", "62701"]);
    }
}
