//! Surcharges collected and reversed on a day: for finance's daily reconciliation, and for people.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use diesel::QueryResult;
use platform::{
    Database, Problem, Scope,
    http::{
        access::Principal,
        extract::Query,
        page::{self, Page},
    },
};
use rules::{Fields, Money};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::input;
use crate::store::billing::{
    collection::{self, CollectionPosition, CollectionRow},
    money,
};

/// Which day.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CollectionQuery {
    /// The day, `2026-10-12`: of the payment, or of the credit bill.
    date: String,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// A surcharge that was collected or reversed.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CollectionItem {
    /// `collected` or `reversed`.
    kind: String,
    /// Payment.
    payment_id: Uuid,
    /// Bill.
    bill_id: Uuid,
    /// Number of the bill.
    bill_number: String,
    /// Surcharge, yuan; above zero for both kinds.
    #[schema(value_type = String)]
    surcharge_amount: Money,
    /// Credit bill of a reversal.
    credit_bill_id: Option<Uuid>,
}

impl TryFrom<CollectionRow> for CollectionItem {
    type Error = diesel::result::Error;

    fn try_from(row: CollectionRow) -> Result<Self, Self::Error> {
        Ok(Self {
            kind: row.kind,
            payment_id: row.payment_id,
            bill_id: row.bill_id,
            bill_number: row.bill_number,
            surcharge_amount: money(row.surcharge_fen)?,
            credit_bill_id: row.credit_bill_id,
        })
    }
}

/// A page of a day, with the totals of the whole day.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CollectionsOfDay {
    /// The day.
    date: NaiveDate,
    /// Items: collected, then reversed.
    items: Vec<CollectionItem>,
    /// Pass it as `cursor` to get the next page; absent on the last one.
    next_cursor: Option<String>,
    /// Sum of the day's collections, yuan.
    #[schema(value_type = String)]
    collected_total: Money,
    /// Sum of the day's reversals, yuan.
    #[schema(value_type = String)]
    reversed_total: Money,
}

/// All surcharges of a day; only for the finance service.
#[utoipa::path(get, path = "/v1/surcharge-collections", tag = "billing", params(CollectionQuery), responses((status = 200, body = CollectionsOfDay)))]
pub async fn list_surcharge_collections(
    database: web::Data<Database>,
    Query(query): Query<CollectionQuery>,
) -> Result<HttpResponse, Problem> {
    of_day(&database, &Scope::All, query).await
}

/// The surcharges of a day in one's data scope.
#[utoipa::path(get, path = "/v1/reports/surcharge-collections", tag = "billing", params(CollectionQuery), responses((status = 200, body = CollectionsOfDay)))]
pub async fn report_surcharge_collections(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<CollectionQuery>,
) -> Result<HttpResponse, Problem> {
    of_day(&database, &principal.scope, query).await
}

async fn of_day(database: &Database, scope: &Scope, query: CollectionQuery) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let date = input::day(&mut fields, "/date", &query.date);
    let date = input::finish(fields, date)?;
    let limit = page::limit(query.limit)?;
    let after = page::position::<CollectionPosition>(query.cursor.as_deref())?;
    let mut conn = database.connection(scope).await?;
    let rows = collection::list(&mut conn, date, after.as_ref(), limit + 1).await?;
    let totals = collection::totals(&mut conn, date).await?;
    let page = Page::of(rows, limit, |row| CollectionPosition {
        kind: row.kind.clone(),
        payment_id: row.payment_id,
    });
    let items = page
        .items
        .into_iter()
        .map(CollectionItem::try_from)
        .collect::<QueryResult<Vec<_>>>()?;
    Ok(HttpResponse::Ok().json(CollectionsOfDay {
        date,
        items,
        next_cursor: page.next_cursor,
        collected_total: money(totals.collected_fen)?,
        reversed_total: money(totals.reversed_fen)?,
    }))
}
