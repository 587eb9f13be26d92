//! Water-saving evaluations and what hangs on them.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
};
use rules::Exact;
use serde::Serialize;
use uuid::Uuid;

use super::schema::{evaluation_commitments, evaluation_contents, evaluation_indicators, evaluation_products, evaluations};
use crate::domain::{code::Coded, evaluation::EvaluationState, quantity::VOLUME_DECIMALS};

/// An evaluation.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = evaluations, treat_none_as_null = true)]
pub struct EvaluationRow {
    /// Identity.
    pub id: Uuid,
    /// Number in the register.
    pub number: String,
    /// [`crate::domain::evaluation::EvaluationKind`].
    pub kind: String,
    /// The code that all departments know a project by.
    pub project_code: Option<String>,
    /// Name of the plan or project.
    pub name: String,
    /// Who asks.
    pub applicant: String,
    /// [`crate::domain::evaluation::ReportKind`].
    pub report_kind: String,
    /// Title of the report.
    pub report_name: String,
    /// Code of the town.
    pub town: String,
    /// Where the water comes from.
    pub source: String,
    /// What it asks for in a year, litres.
    pub annual_milli: i64,
    /// The water user, once there is one.
    pub user_id: Option<Uuid>,
    /// [`crate::domain::evaluation::EvaluationState`].
    pub state: String,
    /// Who wrote it last.
    pub drafted_by: String,
    /// Who handed it in.
    pub submitted_by: Option<String>,
    /// When.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Why it was last sent back.
    pub returned_reason: Option<String>,
    /// Number of the review opinion.
    pub opinion_number: Option<String>,
    /// Its day.
    pub opinion_on: Option<NaiveDate>,
    /// What it says.
    pub opinion: Option<String>,
    /// Who gave it.
    pub decided_by: Option<String>,
    /// When.
    pub decided_at: Option<DateTime<Utc>>,
    /// Whether it belongs to the demonstration county.
    pub demonstration: bool,
    /// Who registered it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// For `If-Match`.
    pub version: i32,
}

/// A content.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = evaluation_contents)]
pub struct ContentRow {
    /// Evaluation.
    pub evaluation_id: Uuid,
    /// Code.
    pub code: String,
    /// What it says.
    pub summary: String,
}

/// A product or use.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = evaluation_products)]
pub struct ProductRow {
    /// Evaluation.
    pub evaluation_id: Uuid,
    /// Name, as in the quota library.
    pub name: String,
    /// What the value is per.
    pub unit: String,
    /// 1/10000 m³ per unit of product.
    pub value_e4: i64,
    /// What it was held against at the verdict.
    pub quota_id: Option<Uuid>,
}

/// An indicator.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = evaluation_indicators)]
pub struct IndicatorRow {
    /// Evaluation.
    pub evaluation_id: Uuid,
    /// [`crate::domain::evaluation::IndicatorCode`].
    pub code: String,
    /// What is reached, 1/10000 of the unit.
    pub value_e4: i64,
    /// What the standard asks for, 1/10000 of the unit.
    pub standard_value_e4: i64,
    /// Number of the standard.
    pub standard: String,
}

/// A filed commitment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset, Serialize)]
#[diesel(table_name = evaluation_commitments, treat_none_as_null = true)]
pub struct CommitmentRow {
    /// Identity.
    pub id: Uuid,
    /// Evaluation.
    pub evaluation_id: Uuid,
    /// Number.
    pub number: String,
    /// Promised volume of a year, litres.
    pub promised_milli: i64,
    /// First calendar year.
    pub first_year: i32,
    /// Last calendar year; none while it has no end.
    pub last_year: Option<i32>,
    /// The paper that was signed.
    pub document: String,
    /// When.
    pub signed_on: NaiveDate,
    /// Who filed it.
    pub filed_by: String,
    /// When.
    pub filed_at: DateTime<Utc>,
    /// Why it ends.
    pub ended_reason: Option<String>,
    /// Who ended it.
    pub ended_by: Option<String>,
    /// When.
    pub ended_at: Option<DateTime<Utc>>,
    /// For `If-Match`.
    pub version: i32,
}

/// What an evaluation says.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct ReportRows {
    /// Contents.
    pub contents: Vec<ContentRow>,
    /// Products.
    pub products: Vec<ProductRow>,
    /// Indicators.
    pub indicators: Vec<IndicatorRow>,
}

/// Stores an evaluation.
pub async fn insert(conn: &mut Pg, row: &EvaluationRow) -> QueryResult<()> {
    diesel::insert_into(evaluations::table).values(row).execute(conn).await.map(drop)
}

/// Stores a changed evaluation.
pub async fn update(conn: &mut Pg, row: &EvaluationRow) -> QueryResult<()> {
    diesel::update(evaluations::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// An evaluation, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<EvaluationRow>> {
    let found = evaluations::table.find(id).select(EvaluationRow::as_select());
    found.first(conn).await.optional()
}

/// An evaluation, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<EvaluationRow>> {
    let found = evaluations::table.find(id).select(EvaluationRow::as_select());
    found.for_no_key_update().first(conn).await.optional()
}

/// The evaluations of a project, or the one with a number in the register; the newest first.
pub async fn of_subject(conn: &mut Pg, project_code: Option<&str>, number: Option<&str>) -> QueryResult<Vec<EvaluationRow>> {
    let mut query = evaluations::table
        .order(evaluations::id.desc())
        .select(EvaluationRow::as_select())
        .into_boxed();
    if let Some(code) = project_code {
        query = query.filter(evaluations::project_code.eq(code));
    }
    if let Some(number) = number {
        query = query.filter(evaluations::number.eq(number));
    }
    query.load(conn).await
}

/// Stores what an evaluation says, in place of what it said.
pub async fn replace_report(conn: &mut Pg, id: Uuid, report: &ReportRows) -> QueryResult<()> {
    diesel::delete(evaluation_contents::table.filter(evaluation_contents::evaluation_id.eq(id)))
        .execute(conn)
        .await?;
    diesel::delete(evaluation_products::table.filter(evaluation_products::evaluation_id.eq(id)))
        .execute(conn)
        .await?;
    diesel::delete(evaluation_indicators::table.filter(evaluation_indicators::evaluation_id.eq(id)))
        .execute(conn)
        .await?;
    diesel::insert_into(evaluation_contents::table)
        .values(&report.contents)
        .execute(conn)
        .await?;
    diesel::insert_into(evaluation_products::table)
        .values(&report.products)
        .execute(conn)
        .await?;
    diesel::insert_into(evaluation_indicators::table)
        .values(&report.indicators)
        .execute(conn)
        .await
        .map(drop)
}

/// Notes what a product was held against.
pub async fn note_quota(conn: &mut Pg, id: Uuid, product: &str, quota: Uuid) -> QueryResult<()> {
    diesel::update(evaluation_products::table.find((id, product)))
        .set(evaluation_products::quota_id.eq(quota))
        .execute(conn)
        .await
        .map(drop)
}

/// The contents of these evaluations.
pub async fn contents_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<ContentRow>> {
    evaluation_contents::table
        .filter(evaluation_contents::evaluation_id.eq_any(ids))
        .order(evaluation_contents::code)
        .select(ContentRow::as_select())
        .load(conn)
        .await
}

/// The products of these evaluations.
pub async fn products_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<ProductRow>> {
    evaluation_products::table
        .filter(evaluation_products::evaluation_id.eq_any(ids))
        .order(evaluation_products::name)
        .select(ProductRow::as_select())
        .load(conn)
        .await
}

/// The indicators of these evaluations.
pub async fn indicators_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<IndicatorRow>> {
    evaluation_indicators::table
        .filter(evaluation_indicators::evaluation_id.eq_any(ids))
        .order(evaluation_indicators::code)
        .select(IndicatorRow::as_select())
        .load(conn)
        .await
}

/// Files a commitment.
pub async fn insert_commitment(conn: &mut Pg, row: &CommitmentRow) -> QueryResult<()> {
    diesel::insert_into(evaluation_commitments::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// Stores the end of a commitment.
pub async fn update_commitment(conn: &mut Pg, row: &CommitmentRow) -> QueryResult<()> {
    diesel::update(evaluation_commitments::table.find(row.id))
        .set(row)
        .execute(conn)
        .await
        .map(drop)
}

/// A commitment, held until the transaction ends.
pub async fn lock_commitment(conn: &mut Pg, id: Uuid) -> QueryResult<Option<CommitmentRow>> {
    let found = evaluation_commitments::table.find(id).select(CommitmentRow::as_select());
    found.for_no_key_update().first(conn).await.optional()
}

/// The commitments of these evaluations, in order of filing.
pub async fn commitments_of(conn: &mut Pg, ids: &[Uuid]) -> QueryResult<Vec<CommitmentRow>> {
    evaluation_commitments::table
        .filter(evaluation_commitments::evaluation_id.eq_any(ids))
        .order(evaluation_commitments::id)
        .select(CommitmentRow::as_select())
        .load(conn)
        .await
}

/// What was promised for a user's projects and holds in a year, m³; what failed promises nothing.
pub async fn promises_of(conn: &mut Pg, user: Uuid, year: i32) -> QueryResult<Vec<Exact>> {
    let litres: Vec<i64> = evaluation_commitments::table
        .inner_join(evaluations::table.on(evaluations::id.eq(evaluation_commitments::evaluation_id)))
        .filter(evaluations::user_id.eq(user))
        .filter(evaluations::state.ne(EvaluationState::Failed.code()))
        .filter(evaluation_commitments::first_year.le(year))
        .filter(
            evaluation_commitments::last_year
                .is_null()
                .or(evaluation_commitments::last_year.assume_not_null().ge(year)),
        )
        .order(evaluation_commitments::id)
        .select(evaluation_commitments::promised_milli)
        .load(conn)
        .await?;
    Ok(litres.into_iter().map(|litres| Exact::scaled(litres, VOLUME_DECIMALS)).collect())
}

/// What a list of evaluations is narrowed by; absent: all.
#[derive(Debug, Clone, Default)]
pub struct EvaluationFilter {
    /// Kind code.
    pub kind: Option<String>,
    /// State code.
    pub state: Option<String>,
    /// Town code.
    pub town: Option<String>,
    /// Project code.
    pub project_code: Option<String>,
    /// Part of the name, the applicant's or the number.
    pub text: Option<String>,
}

/// How a list of evaluations can be sorted. Ids are UUIDs of version 7: they order by time.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("number", "evaluations.number", SortKind::Text),
        SortColumn::new("name", "evaluations.name", SortKind::Text),
        SortColumn::new("kind", "evaluations.kind", SortKind::Text),
        SortColumn::new("state", "evaluations.state", SortKind::Text),
        SortColumn::new("town", "evaluations.town", SortKind::Text),
        SortColumn::new("created_at", "evaluations.created_at", SortKind::Moment),
    ],
    unique: SortColumn::new("id", "evaluations.id", SortKind::Id),
    default: "-created_at",
};

/// A page of evaluations.
pub async fn list(conn: &mut Pg, filter: &EvaluationFilter, paging: &Paging) -> QueryResult<Page<EvaluationRow>> {
    let mut query = evaluations::table
        .select((EvaluationRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .into_boxed();
    if let Some(kind) = &filter.kind {
        query = query.filter(evaluations::kind.eq(kind));
    }
    if let Some(state) = &filter.state {
        query = query.filter(evaluations::state.eq(state));
    }
    if let Some(town) = &filter.town {
        query = query.filter(evaluations::town.eq(town));
    }
    if let Some(code) = &filter.project_code {
        query = query.filter(evaluations::project_code.eq(code));
    }
    if let Some(text) = &filter.text {
        let pattern = super::containing(text);
        let by_name = evaluations::name
            .ilike(pattern.clone())
            .or(evaluations::applicant.ilike(pattern.clone()));
        query = query.filter(by_name.or(evaluations::number.ilike(pattern)));
    }
    Ok(paging.page(query.load(conn).await?))
}
