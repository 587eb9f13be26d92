//! The audit trail: append-only, hash-chained, written in the transaction of the change it tells of.

use chrono::{DateTime, SubsecRound, Utc};
use diesel::prelude::*;
use diesel_async::{RunQueryDsl, SimpleAsyncConnection};
use serde_json::{Number, Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    context::RequestContext,
    database::{Database, DatabaseError, Pg, Scope},
    schema::{audit_entries, audit_head},
};

/// What happened to one thing.
#[derive(Debug, Clone)]
pub struct Change<'a> {
    /// Who: a token's subject, or `system:<job>`.
    pub actor: &'a str,
    /// What was done, e.g. `bill.pay`.
    pub action: &'a str,
    /// Kind of thing, e.g. `bill`.
    pub entity: &'a str,
    /// Its id.
    pub entity_id: String,
    /// State before, if there was one.
    pub before: Option<Value>,
    /// State after, if there is one.
    pub after: Option<Value>,
}

#[derive(Debug, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_entries)]
struct EntryRow {
    seq: i64,
    id: Uuid,
    occurred_at: DateTime<Utc>,
    actor: String,
    action: String,
    entity: String,
    entity_id: String,
    before: Option<Value>,
    after: Option<Value>,
    request_id: String,
    previous_hash: String,
    hash: String,
}

impl EntryRow {
    /// SHA-256 over the previous hash and every field, in a canonical writing.
    fn expected_hash(&self) -> String {
        let content = json!({
            "seq": self.seq,
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
        let mut text = String::new();
        write_canonical(&content, &mut text);
        let mut hasher = Sha256::new();
        hasher.update(self.previous_hash.as_bytes());
        hasher.update(text.as_bytes());
        hex::encode(hasher.finalize())
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

/// Appends one entry. Call it last in a transaction: it locks the end of the chain until the commit.
pub async fn append(conn: &mut Pg, change: Change<'_>, now: DateTime<Utc>) -> QueryResult<()> {
    let (seq, previous_hash) = audit_head::table
        .select((audit_head::seq, audit_head::hash))
        .for_update()
        .first::<(i64, String)>(conn)
        .await?;
    let mut row = EntryRow {
        seq: seq + 1,
        id: Uuid::now_v7(),
        occurred_at: now.trunc_subsecs(6),
        actor: change.actor.to_owned(),
        action: change.action.to_owned(),
        entity: change.entity.to_owned(),
        entity_id: change.entity_id,
        before: change.before,
        after: change.after,
        request_id: RequestContext::current().request_id,
        previous_hash,
        hash: String::new(),
    };
    row.hash = row.expected_hash();
    diesel::update(audit_head::table)
        .set((audit_head::seq.eq(row.seq), audit_head::hash.eq(&row.hash)))
        .execute(conn)
        .await?;
    diesel::insert_into(audit_entries::table).values(&row).execute(conn).await?;
    Ok(())
}

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// Every entry is as it was written, up to this number.
    Intact {
        /// Entries read.
        entries: i64,
    },
    /// The chain breaks at this entry.
    Broken {
        /// Number of the first entry that is wrong or missing.
        seq: i64,
        /// What is wrong.
        reason: String,
    },
}

/// Recomputes the whole chain, as it is at one moment.
pub async fn verify(database: &Database) -> Result<Verdict, DatabaseError> {
    let mut tx = database.begin(&Scope::Nothing).await?;
    // One picture of entries and head, though more are appended meanwhile.
    tx.batch_execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        .await?;
    let verdict = verify_in(&mut tx).await?;
    tx.rollback().await?;
    Ok(verdict)
}

async fn verify_in(conn: &mut Pg) -> Result<Verdict, DatabaseError> {
    const PAGE: i64 = 1_000;
    let mut previous = (0_i64, "0".repeat(64));
    loop {
        let rows = audit_entries::table
            .filter(audit_entries::seq.gt(previous.0))
            .order(audit_entries::seq)
            .limit(PAGE)
            .select(EntryRow::as_select())
            .load(conn)
            .await?;
        let Some(last) = rows.last() else { break };
        let end = last.seq;
        for row in &rows {
            let broken = |reason: &str| {
                Ok(Verdict::Broken {
                    seq: previous.0 + 1,
                    reason: reason.to_owned(),
                })
            };
            if row.seq != previous.0 + 1 {
                return broken("the entry is missing");
            }
            if row.previous_hash != previous.1 {
                return broken("the entry does not follow the one before it");
            }
            if row.hash != row.expected_hash() {
                return broken("the entry was changed after it was written");
            }
            previous = (row.seq, row.hash.clone());
        }
        tracing::debug!(through = end, "audit entries verified");
    }
    let head = audit_head::table
        .select((audit_head::seq, audit_head::hash))
        .first::<(i64, String)>(conn)
        .await?;
    Ok(if head == previous {
        Verdict::Intact { entries: previous.0 }
    } else {
        Verdict::Broken {
            seq: previous.0 + 1,
            reason: "entries are missing at the end of the chain".to_owned(),
        }
    })
}
