//! What must not stand in the audit log in clear, whatever a use case hands over: secrets and personal numbers.

use serde_json::Value;

/// Parts of names under which a secret may stand: nothing of it is kept.
const SECRETS: [&str; 5] = ["password", "secret", "token", "private_key", "api_key"];
/// Names under which a person's numbers stand: the ends are kept, so that two can be told apart.
const PERSONAL: [&str; 9] = [
    "phone",
    "mobile",
    "telephone",
    "id_number",
    "id_card",
    "identity_number",
    "bank_account",
    "account_number",
    "card_number",
];
/// What stands for a secret.
const HIDDEN: &str = "***";

/// The state with secrets removed and personal numbers masked.
pub(super) fn redact(mut state: Value) -> Value {
    redact_in(&mut state);
    state
}

fn redact_in(state: &mut Value) {
    match state {
        Value::Object(map) => {
            for (name, value) in map.iter_mut() {
                redact_field(&name.to_ascii_lowercase(), value);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(redact_in),
        _ => {}
    }
}

fn redact_field(name: &str, value: &mut Value) {
    let Value::String(text) = value else { return redact_in(value) };
    if SECRETS.iter().any(|secret| name.contains(secret)) {
        HIDDEN.clone_into(text);
    } else if PERSONAL
        .iter()
        .any(|number| name == *number || name.ends_with(&format!("_{number}")))
    {
        *text = masked(text);
    }
}

/// The first three and the last four characters of a number of more than seven, else nothing of it. What is masked
/// already stays as it is.
fn masked(text: &str) -> String {
    if text.is_empty() || text.contains('*') {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= 7 {
        return HIDDEN.to_owned();
    }
    let (head, tail) = (&letters[..3], &letters[letters.len() - 4..]);
    let stars = "*".repeat(letters.len() - 7);
    format!("{}{stars}{}", head.iter().collect::<String>(), tail.iter().collect::<String>())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn secrets_and_personal_numbers_are_not_kept_wherever_they_stand() {
        let state = json!({
            "name": "绛州食品",
            "phone": "13812345678",
            "contact": { "mobile": "0359-7651234", "home_phone": "12345" },
            "rows": [{ "id_card": "142725198001011234", "new_password": "hunter2", "refresh_token": "abc" }],
            "must_change_password": true,
            "amount": "1802.50",
        });
        assert_eq!(
            redact(state),
            json!({
                "name": "绛州食品",
                "phone": "138****5678",
                "contact": { "mobile": "035*****1234", "home_phone": "***" },
                "rows": [{ "id_card": "142***********1234", "new_password": "***", "refresh_token": "***" }],
                "must_change_password": true,
                "amount": "1802.50",
            })
        );
    }

    #[test]
    fn what_is_masked_already_stays() {
        assert_eq!(redact(json!({ "phone": "138****5678" })), json!({ "phone": "138****5678" }));
        assert_eq!(redact(json!({ "phone": null })), json!({ "phone": null }));
    }
}
