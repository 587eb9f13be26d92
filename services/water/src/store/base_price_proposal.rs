//! Base prices that one person proposes and another fixes.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use uuid::Uuid;

use super::schema::base_price_proposals::{self, dsl};

/// A proposal.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = base_price_proposals, treat_none_as_null = true)]
pub struct ProposalRow {
    /// Identity.
    pub id: Uuid,
    /// Code of the supply company.
    pub supplier: String,
    /// Category code.
    pub category: String,
    /// 1/10000 yuan per m³.
    pub price_e4: i64,
    /// First day.
    pub effective_from: NaiveDate,
    /// Document that fixes it.
    pub document: String,
    /// Article.
    pub article: String,
    /// `submitted`, `returned`, `withdrawn` or `approved`.
    pub state: String,
    /// Who proposed it.
    pub drafted_by: String,
    /// When.
    pub drafted_at: DateTime<Utc>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// What was said with the decision.
    pub comment: Option<String>,
    /// For `If-Match`.
    pub version: i32,
}

/// Stores a proposal.
pub async fn insert(conn: &mut Pg, row: &ProposalRow) -> QueryResult<()> {
    diesel::insert_into(base_price_proposals::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores what became of it.
pub async fn update(conn: &mut Pg, row: &ProposalRow) -> QueryResult<()> {
    diesel::update(dsl::base_price_proposals.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// A proposal, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<ProposalRow>> {
    let found = dsl::base_price_proposals.find(id).select(ProposalRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// Proposals, the newest first, before a position.
pub async fn list(conn: &mut Pg, state: Option<&str>, before: Option<Uuid>, limit: i64) -> QueryResult<Vec<ProposalRow>> {
    let mut query = dsl::base_price_proposals
        .order(dsl::id.desc())
        .limit(limit)
        .select(ProposalRow::as_select())
        .into_boxed();
    if let Some(state) = state {
        query = query.filter(dsl::state.eq(state));
    }
    if let Some(before) = before {
        query = query.filter(dsl::id.lt(before));
    }
    query.load(conn).await
}
