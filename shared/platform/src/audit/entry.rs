//! One link of the chain: what is stored, and the hash over it.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use serde_json::{Map, Number, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::schema::audit_entries;

/// An entry as it is stored.
#[derive(Debug, Clone, PartialEq, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_entries)]
pub struct EntryRow {
    /// Number in the chain, from 1 without gaps.
    pub seq: i64,
    /// Its id.
    pub id: Uuid,
    /// When.
    pub occurred_at: DateTime<Utc>,
    /// Who: a token's subject, or `system:<job>`.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// Kind of thing.
    pub entity: String,
    /// Its id.
    pub entity_id: String,
    /// State before.
    pub before: Option<Value>,
    /// State after.
    pub after: Option<Value>,
    /// The request in which it was done.
    pub request_id: String,
    /// Hash of the entry before.
    pub previous_hash: String,
    /// Hash over everything else.
    pub hash: String,
    /// Code of the person's unit at that time.
    pub unit: Option<String>,
    /// Role codes at that time.
    pub roles: Option<Vec<String>>,
    /// Network address.
    pub address: Option<String>,
    /// What the browser said it was.
    pub agent: Option<String>,
    /// The reason that was given.
    pub reason: Option<String>,
}

impl EntryRow {
    /// SHA-256 over the previous hash and every field, in a canonical writing.
    pub(super) fn expected_hash(&self) -> String {
        self.hash_as(self.seq)
    }

    /// The hash that the entry would have under another number.
    pub(super) fn hash_as(&self, seq: i64) -> String {
        let mut content = json!({
            "seq": seq,
            "id": self.id,
            "occurred_at": self.occurred_at.timestamp_micros(),
            "actor": self.actor,
            "action": self.action,
            "entity": self.entity,
            "entity_id": self.entity_id,
            // In brackets, so that no state is told from a state of null.
            "before": self.before.as_ref().map(|state| [state]),
            "after": self.after.as_ref().map(|state| [state]),
            "request_id": self.request_id,
        });
        if let Value::Object(map) = &mut content {
            self.add_circumstances(map);
        }
        let mut text = String::new();
        write_canonical(&content, &mut text);
        let mut hasher = Sha256::new();
        hasher.update(self.previous_hash.as_bytes());
        hasher.update(text.as_bytes());
        hex::encode(hasher.finalize())
    }

    /// What is not known is left out, so that entries from before these columns keep their hash.
    fn add_circumstances(&self, content: &mut Map<String, Value>) {
        for (name, value) in [
            ("unit", self.unit.as_ref().map(|unit| json!(unit))),
            ("roles", self.roles.as_ref().map(|roles| json!(roles))),
            ("address", self.address.as_ref().map(|address| json!(address))),
            ("agent", self.agent.as_ref().map(|agent| json!(agent))),
            ("reason", self.reason.as_ref().map(|reason| json!(reason))),
        ] {
            if let Some(value) = value {
                content.insert(name.to_owned(), value);
            }
        }
    }
}

/// JSON with sorted keys and one way to write a number, whatever order and writing the database or a map keeps.
fn write_canonical(value: &Value, out: &mut String) {
    match value {
        Value::Object(map) => {
            let mut keys: Vec<_> = map.keys().collect();
            keys.sort();
            out.push('{');
            for key in keys {
                out.push_str(&Value::String(key.clone()).to_string());
                out.push(':');
                write_canonical(&map[key], out);
                out.push(',');
            }
            out.push('}');
        }
        Value::Array(items) => {
            out.push('[');
            for item in items {
                write_canonical(item, out);
                out.push(',');
            }
            out.push(']');
        }
        Value::Number(number) => out.push_str(&canonical_number(number)),
        scalar => out.push_str(&scalar.to_string()),
    }
}

/// Without exponent, and without the fraction of a whole number: `1e16`, `1.0` and `-0.0` come back from the database
/// as `10000000000000000`, `1.0` and `0.0`.
fn canonical_number(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => format!("{}", if float == 0.0 { 0.0 } else { float }),
        _ => number.to_string(),
    }
}
