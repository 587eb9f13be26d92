//! Who can hold a water right. Append-only.

use chrono::{DateTime, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
};
use serde::Serialize;
use uuid::Uuid;

use crate::store::{
    INSERT_ROWS, containing,
    schema::irrigation_parties::{self, dsl},
};

/// An association, a group or a household.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = irrigation_parties)]
pub struct PartyRow {
    /// Identity.
    pub id: Uuid,
    /// Code.
    pub code: String,
    /// [`crate::domain::irrigation::right::PartyKind`].
    pub kind: String,
    /// Name.
    pub name: String,
    /// [`crate::domain::irrigation::District`].
    pub district: String,
    /// What it is a part of; none for an association.
    pub parent_id: Option<Uuid>,
    /// Town.
    pub town: String,
    /// Village.
    pub village: String,
    /// Made up.
    pub demonstration: bool,
    /// Who recorded it.
    pub recorded_by: String,
    /// When.
    pub recorded_at: DateTime<Utc>,
}

/// How a list of parties can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("name", "irrigation_parties.name", SortKind::Text),
        SortColumn::new("town", "irrigation_parties.town", SortKind::Text),
    ],
    unique: SortColumn::new("code", "irrigation_parties.code", SortKind::Text),
    default: "code",
};

/// Which parties are wanted; absent: all.
#[derive(Debug, Clone, Default)]
pub struct PartyFilter {
    /// District code.
    pub district: Option<&'static str>,
    /// Kind code.
    pub kind: Option<&'static str>,
    /// Those that are a part of this one.
    pub parent_id: Option<Uuid>,
    /// Whose code, name or village contains this.
    pub text: Option<String>,
}

/// Stores parties.
pub async fn insert(conn: &mut Pg, rows: &[PartyRow]) -> QueryResult<()> {
    for chunk in rows.chunks(INSERT_ROWS) {
        diesel::insert_into(irrigation_parties::table).values(chunk).execute(conn).await?;
    }
    Ok(())
}

/// One, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<PartyRow>> {
    let found = dsl::irrigation_parties.find(id).select(PartyRow::as_select());
    found.first(conn).await.optional()
}

/// Those with these ids, in scope.
pub async fn of_ids(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<PartyRow>> {
    let found = dsl::irrigation_parties.filter(dsl::id.eq_any(ids)).select(PartyRow::as_select());
    found.load(conn).await
}

/// Itself and everybody below, by code.
pub async fn subtree(conn: &mut Pg, top: Uuid) -> QueryResult<Vec<PartyRow>> {
    let groups = dsl::irrigation_parties.filter(dsl::parent_id.eq(top)).select(dsl::id);
    let groups: Vec<Uuid> = groups.load(conn).await?;
    dsl::irrigation_parties
        .filter(dsl::id.eq(top).or(dsl::parent_id.eq(top)).or(dsl::parent_id.eq_any(groups)))
        .order(dsl::code)
        .select(PartyRow::as_select())
        .load(conn)
        .await
}

/// A page of parties.
pub async fn list(conn: &mut Pg, filter: &PartyFilter, paging: &Paging) -> QueryResult<Page<PartyRow>> {
    let mut query = dsl::irrigation_parties.into_boxed();
    if let Some(district) = filter.district {
        query = query.filter(dsl::district.eq(district));
    }
    if let Some(kind) = filter.kind {
        query = query.filter(dsl::kind.eq(kind));
    }
    if let Some(parent_id) = filter.parent_id {
        query = query.filter(dsl::parent_id.eq(parent_id));
    }
    if let Some(text) = &filter.text {
        let pattern = containing(text);
        let in_name = dsl::name.ilike(pattern.clone()).or(dsl::village.ilike(pattern.clone()));
        query = query.filter(dsl::code.ilike(pattern).or(in_name));
    }
    let rows = query
        .select((PartyRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .load(conn)
        .await?;
    Ok(paging.page(rows))
}
