//! Reading the log.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;

use super::entry::EntryRow;
use crate::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
    schema::audit_entries,
};

/// How a list of entries can be sorted; their numbers go by time.
pub const SORTING: Sorting = Sorting {
    columns: &[SortColumn::new("actor", "audit_entries.actor", SortKind::Text)],
    unique: SortColumn::new("seq", "audit_entries.seq", SortKind::Whole),
    default: "-seq",
};

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

/// A page of entries.
pub async fn list(conn: &mut Pg, filter: &Filter, paging: &Paging) -> QueryResult<Page<EntryRow>> {
    let mut query = audit_entries::table
        .select((EntryRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
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
    Ok(paging.page(query.load(conn).await?))
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
