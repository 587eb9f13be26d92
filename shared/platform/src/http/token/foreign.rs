//! What another issuer's token says, in our words.

use serde_json::{Map, Value, json};

use crate::settings::ClaimNames;

/// The claims under our names. What an issuer of another house says of sessions means nothing here, and a `scope` that is
/// a text (`openid profile`) is no data scope: it opens nothing.
pub(super) fn in_our_words(said: &Value, names: &ClaimNames) -> Value {
    let mut claims = Map::new();
    for name in ["iss", "sub", "aud", "exp"] {
        claims.insert(name.to_owned(), said[name].clone());
    }
    claims.insert("iat".to_owned(), said.get("iat").cloned().unwrap_or(json!(0)));
    for (ours, theirs) in [("name", &names.name), ("roles", &names.roles), ("unit", &names.unit)] {
        if let Some(value) = find(said, theirs) {
            claims.insert(ours.to_owned(), value.clone());
        }
    }
    match find(said, &names.scope) {
        Some(scope @ Value::Object(_)) => claims.insert("scope".to_owned(), scope.clone()),
        Some(units @ Value::Array(_)) => claims.insert("scope".to_owned(), json!({ "kind": "units", "units": units })),
        _ => None,
    };
    Value::Object(claims)
}

/// The claim of that very name, which may hold dots itself; else what stands at the path.
fn find<'a>(said: &'a Value, path: &str) -> Option<&'a Value> {
    said.get(path)
        .or_else(|| path.split('.').try_fold(said, |inner, name| inner.get(name)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_found_by_name_and_by_path() {
        let said = json!({
            "iss": "i", "sub": "s", "aud": ["a"], "exp": 2, "sid": "theirs", "scope": "openid profile", "preferred": "张三",
            "realm_access": { "roles": ["water_clerk"] }, "https://county/unit": "longxing", "towns": ["longxing", "sanquan"],
        });
        let names = ClaimNames {
            name: "preferred".to_owned(),
            roles: "realm_access.roles".to_owned(),
            unit: "https://county/unit".to_owned(),
            scope: "towns".to_owned(),
        };
        let expected = json!({
            "iss": "i", "sub": "s", "aud": ["a"], "exp": 2, "iat": 0, "name": "张三", "roles": ["water_clerk"], "unit": "longxing",
            "scope": { "kind": "units", "units": ["longxing", "sanquan"] },
        });
        assert_eq!(in_our_words(&said, &names), expected);
        let plain = in_our_words(&said, &ClaimNames::default());
        assert!(plain.get("scope").is_none() && plain.get("roles").is_none(), "{plain}");
    }
}
