//! The window's content security policy as an HTTP header, read from the window's own configuration.

use serde_json::Value;

const CONFIGURATION: &str = include_str!("../../src-tauri/tauri.conf.json");

/// The policy that tauri.conf.json gives the window. Two things differ from there: calls go to this server instead
/// of Tauri's scheme, and `nonce` allows the one style sheet that the component library adds, as Tauri's does.
pub fn policy(nonce: &str) -> Result<String, String> {
    let configuration: Value =
        serde_json::from_str(CONFIGURATION).map_err(|error| format!("tauri.conf.json: {error}"))?;
    let rules = configuration.pointer("/app/security/csp").and_then(Value::as_object);
    let rules = rules.ok_or("tauri.conf.json names no content security policy")?;
    let rules = rules.iter().map(|(name, sources)| {
        let sources = sources.as_str().unwrap_or("'none'");
        match name.as_str() {
            "connect-src" => "connect-src 'self'".to_owned(),
            "style-src" => format!("style-src {sources} 'nonce-{nonce}'"),
            _ => format!("{name} {sources}"),
        }
    });
    Ok(rules.collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_is_as_strict_as_the_windows() {
        let policy = policy("abc").unwrap();
        for rule in
            ["default-src 'none'", "script-src 'self'", "style-src 'self' 'nonce-abc'", "connect-src 'self'"]
        {
            assert!(policy.split("; ").any(|found| found == rule), "{rule} is missing in: {policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}
