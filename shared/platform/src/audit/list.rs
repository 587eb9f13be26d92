//! Reading the log.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::entry::EntryRow;
use crate::{database::Pg, schema::audit_entries};

/// Which entries are wanted; what is absent does not matter.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Who.
    pub actor: Option<String>,
    /// What was done; `bill.` means all that is done to bills.
    pub action: Option<String>,
    /// Kind of thing.
    pub entity: Option<String>,
    /// Its id.
    pub entity_id: Option<String>,
    /// The request in which it was done.
    pub request_id: Option<String>,
    /// From this moment.
    pub from: Option<DateTime<Utc>>,
    /// Up to before this moment.
    pub until: Option<DateTime<Utc>>,
    /// By people of one of these units.
    pub units: Option<Vec<String>>,
}

/// Entries, the newest first, before a position.
pub async fn list(conn: &mut Pg, filter: &Filter, before: Option<i64>, limit: i64) -> QueryResult<Vec<EntryRow>> {
    let mut query = audit_entries::table
        .order(audit_entries::seq.desc())
        .limit(limit)
        .select(EntryRow::as_select())
        .into_boxed();
    if let Some(actor) = &filter.actor {
        query = query.filter(audit_entries::actor.eq(actor));
    }
    if let Some(action) = &filter.action {
        query = if action.ends_with('.') {
            query.filter(audit_entries::action.like(format!("{}%", escaped(action))))
        } else {
            query.filter(audit_entries::action.eq(action))
        };
    }
    if let Some(entity) = &filter.entity {
        query = query.filter(audit_entries::entity.eq(entity));
    }
    if let Some(entity_id) = &filter.entity_id {
        query = query.filter(audit_entries::entity_id.eq(entity_id));
    }
    if let Some(request_id) = &filter.request_id {
        query = query.filter(audit_entries::request_id.eq(request_id));
    }
    if let Some(from) = filter.from {
        query = query.filter(audit_entries::occurred_at.ge(from));
    }
    if let Some(until) = filter.until {
        query = query.filter(audit_entries::occurred_at.lt(until));
    }
    if let Some(units) = &filter.units {
        query = query.filter(audit_entries::unit.eq_any(units));
    }
    if let Some(before) = before {
        query = query.filter(audit_entries::seq.lt(before));
    }
    query.load(conn).await
}

/// One entry.
pub async fn find(conn: &mut Pg, seq: i64) -> QueryResult<Option<EntryRow>> {
    let entry = audit_entries::table.find(seq).select(EntryRow::as_select());
    entry.first(conn).await.optional()
}

/// Text that `LIKE` takes literally.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
