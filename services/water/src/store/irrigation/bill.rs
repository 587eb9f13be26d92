//! Irrigation bills with their payments and credit bills.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{BigInt, Date, Integer, Json, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use platform::{
    database::Pg,
    http::{
        page::Page,
        sort::{Paging, SortColumn, SortKind, Sorting},
    },
};
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use crate::{
    domain::{code::Coded, irrigation::season::IrrigationBillState},
    store::{
        billing::json::StoredJson,
        containing,
        schema::{
            irrigation_bill_waterings,
            irrigation_bills::{self, dsl},
            irrigation_credit_bills, irrigation_payments,
        },
    },
};

/// A bill without its papers. Volumes in litres, amounts in fen.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = irrigation_bills)]
pub struct IrrigationBillRow {
    /// Identity.
    pub id: Uuid,
    /// Number.
    pub number: String,
    /// Whose water.
    pub party_id: Uuid,
    /// Its code.
    pub party_code: String,
    /// Its name.
    pub party_name: String,
    /// District.
    pub district: String,
    /// Town.
    pub town: String,
    /// Village.
    pub village: String,
    /// Calendar year.
    pub year: i32,
    /// Which of the year's bills.
    pub seq: i32,
    /// Water delivered to this day.
    pub through: NaiveDate,
    /// Volume.
    pub volume_milli: i64,
    /// Total.
    pub total_fen: i64,
    /// The approval whose prices it uses.
    pub approval_number: Option<String>,
    /// Its day.
    pub approved_on: Option<NaiveDate>,
    /// Digest of the rules.
    pub rules_digest: String,
    /// State.
    pub state: String,
    /// Day it was made.
    pub issued_on: NaiveDate,
    /// Who made it.
    pub issued_by: String,
    /// For `If-Match`.
    pub version: i32,
}

/// What a bill was computed from, its lines and the calculation.
#[derive(Debug, Queryable, Selectable)]
#[diesel(table_name = irrigation_bills)]
pub struct BillPapers {
    /// Input.
    pub input: StoredJson,
    /// Lines.
    pub lines: StoredJson,
    /// Trace.
    pub trace: StoredJson,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = irrigation_payments)]
pub struct IrrigationPaymentRow {
    /// Identity.
    pub id: Uuid,
    /// Bill.
    pub bill_id: Uuid,
    /// Amount.
    pub amount_fen: i64,
    /// Day of receipt.
    pub paid_on: NaiveDate,
    /// Station or village collector.
    pub collector_kind: String,
    /// Which.
    pub collector: String,
    /// How.
    pub method: String,
    /// Number of the receipt.
    pub reference: String,
    /// Who registered it.
    pub registered_by: String,
    /// When.
    pub registered_at: DateTime<Utc>,
}

/// A credit bill.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, Serialize)]
#[diesel(table_name = irrigation_credit_bills)]
pub struct IrrigationCreditRow {
    /// Identity.
    pub id: Uuid,
    /// Number.
    pub number: String,
    /// The bill that it cancels.
    pub bill_id: Uuid,
    /// What has to be given back.
    pub payment_id: Option<Uuid>,
    /// Amount.
    pub total_fen: i64,
    /// Why.
    pub reason: String,
    /// Day.
    pub issued_on: NaiveDate,
    /// Who issued it.
    pub created_by: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// How a list of bills can be sorted.
pub const SORTING: Sorting = Sorting {
    columns: &[
        SortColumn::new("party_code", "irrigation_bills.party_code", SortKind::Text),
        SortColumn::new("volume", "irrigation_bills.volume_milli", SortKind::Whole),
        SortColumn::new("total", "irrigation_bills.total_fen", SortKind::Whole),
        SortColumn::new("issued_on", "irrigation_bills.issued_on", SortKind::Day),
    ],
    unique: SortColumn::new("number", "irrigation_bills.number", SortKind::Text),
    default: "-number",
};

/// Which bills are wanted; absent: all.
#[derive(Debug, Clone, Default)]
pub struct IrrigationBillFilter {
    /// Party.
    pub party_id: Option<Uuid>,
    /// Calendar year.
    pub year: Option<i32>,
    /// District code.
    pub district: Option<&'static str>,
    /// State code.
    pub state: Option<&'static str>,
    /// Whose number, party's code or name contains this.
    pub text: Option<String>,
}

/// Stores a bill with the waterings that it charges; the database refuses one that charges water twice.
pub async fn insert(conn: &mut Pg, row: &IrrigationBillRow, papers: [&Value; 3], waterings: &[Uuid]) -> QueryResult<()> {
    let [input, lines, trace] = papers;
    diesel::sql_query(
        "INSERT INTO irrigation_bills (id, number, party_id, party_code, party_name, district, town, village, year, seq, through, volume_milli,
           total_fen, approval_number, approved_on, input, lines, trace, rules_digest, state, issued_on, issued_by, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)",
    )
    .bind::<SqlUuid, _>(row.id)
    .bind::<Text, _>(&row.number)
    .bind::<SqlUuid, _>(row.party_id)
    .bind::<Text, _>(&row.party_code)
    .bind::<Text, _>(&row.party_name)
    .bind::<Text, _>(&row.district)
    .bind::<Text, _>(&row.town)
    .bind::<Text, _>(&row.village)
    .bind::<Integer, _>(row.year)
    .bind::<Integer, _>(row.seq)
    .bind::<Date, _>(row.through)
    .bind::<BigInt, _>(row.volume_milli)
    .bind::<BigInt, _>(row.total_fen)
    .bind::<Nullable<Text>, _>(&row.approval_number)
    .bind::<Nullable<Date>, _>(row.approved_on)
    .bind::<Json, _>(input)
    .bind::<Json, _>(lines)
    .bind::<Json, _>(trace)
    .bind::<Text, _>(&row.rules_digest)
    .bind::<Text, _>(&row.state)
    .bind::<Date, _>(row.issued_on)
    .bind::<Text, _>(&row.issued_by)
    .bind::<Integer, _>(row.version)
    .execute(conn)
    .await?;
    let charged: Vec<_> = waterings
        .iter()
        .map(|watering| {
            (
                irrigation_bill_waterings::bill_id.eq(row.id),
                irrigation_bill_waterings::watering_id.eq(*watering),
            )
        })
        .collect();
    diesel::insert_into(irrigation_bill_waterings::table)
        .values(charged)
        .execute(conn)
        .await
        .map(drop)
}

/// Moves a bill to a state.
pub async fn set_state(conn: &mut Pg, row: &IrrigationBillRow) -> QueryResult<()> {
    diesel::update(dsl::irrigation_bills.find(row.id))
        .set((dsl::state.eq(&row.state), dsl::version.eq(row.version)))
        .execute(conn)
        .await
        .map(drop)
}

/// One, if in scope.
pub async fn find(conn: &mut Pg, id: Uuid) -> QueryResult<Option<(IrrigationBillRow, BillPapers)>> {
    let found = dsl::irrigation_bills
        .find(id)
        .select((IrrigationBillRow::as_select(), BillPapers::as_select()));
    found.first(conn).await.optional()
}

/// One, held until the transaction ends.
pub async fn lock(conn: &mut Pg, id: Uuid) -> QueryResult<Option<IrrigationBillRow>> {
    let found = dsl::irrigation_bills.find(id).select(IrrigationBillRow::as_select()).for_update();
    found.first(conn).await.optional()
}

/// All bills of a party and year in their order, with what they were computed from.
pub async fn of_year(conn: &mut Pg, party_id: Uuid, year: i32) -> QueryResult<Vec<(IrrigationBillRow, BillPapers)>> {
    dsl::irrigation_bills
        .filter(dsl::party_id.eq(party_id).and(dsl::year.eq(year)))
        .order(dsl::seq)
        .select((IrrigationBillRow::as_select(), BillPapers::as_select()))
        .load(conn)
        .await
}

/// The waterings that a bill charges.
pub async fn waterings_of(conn: &mut Pg, bill: Uuid) -> QueryResult<Vec<Uuid>> {
    irrigation_bill_waterings::table
        .filter(irrigation_bill_waterings::bill_id.eq(bill))
        .select(irrigation_bill_waterings::watering_id)
        .load(conn)
        .await
}

/// Holds the prices of a district and year: bills and approvals wait for each other.
pub async fn hold_prices(conn: &mut Pg, district: &str, year: i32) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext('irrigation_price:' || $1 || ':' || $2))")
        .bind::<Text, _>(district)
        .bind::<Text, _>(year.to_string())
        .execute(conn)
        .await
        .map(drop)
}

/// The last year with bills that stand.
pub async fn last_year(conn: &mut Pg) -> QueryResult<Option<i32>> {
    dsl::irrigation_bills
        .filter(dsl::state.ne(IrrigationBillState::Cancelled.code()))
        .select(diesel::dsl::max(dsl::year))
        .first(conn)
        .await
}

/// Stores a payment; a second one violates `irrigation_payments_bill_id_key`.
pub async fn insert_payment(conn: &mut Pg, row: &IrrigationPaymentRow) -> QueryResult<()> {
    diesel::insert_into(irrigation_payments::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// The payment of a bill.
pub async fn payment_of(conn: &mut Pg, bill: Uuid) -> QueryResult<Option<IrrigationPaymentRow>> {
    let found = irrigation_payments::table
        .filter(irrigation_payments::bill_id.eq(bill))
        .select(IrrigationPaymentRow::as_select());
    found.first(conn).await.optional()
}

/// Stores a credit bill.
pub async fn insert_credit(conn: &mut Pg, row: &IrrigationCreditRow) -> QueryResult<()> {
    diesel::insert_into(irrigation_credit_bills::table)
        .values(row)
        .execute(conn)
        .await
        .map(drop)
}

/// The credit bill that cancelled a bill.
pub async fn credit_of(conn: &mut Pg, bill: Uuid) -> QueryResult<Option<IrrigationCreditRow>> {
    let found = irrigation_credit_bills::table
        .filter(irrigation_credit_bills::bill_id.eq(bill))
        .select(IrrigationCreditRow::as_select());
    found.first(conn).await.optional()
}

/// A page of bills.
pub async fn list(conn: &mut Pg, filter: &IrrigationBillFilter, paging: &Paging) -> QueryResult<Page<IrrigationBillRow>> {
    let mut query = dsl::irrigation_bills.into_boxed();
    if let Some(party_id) = filter.party_id {
        query = query.filter(dsl::party_id.eq(party_id));
    }
    if let Some(year) = filter.year {
        query = query.filter(dsl::year.eq(year));
    }
    if let Some(district) = filter.district {
        query = query.filter(dsl::district.eq(district));
    }
    if let Some(state) = filter.state {
        query = query.filter(dsl::state.eq(state));
    }
    if let Some(text) = &filter.text {
        let pattern = containing(text);
        let in_party = dsl::party_code.ilike(pattern.clone()).or(dsl::party_name.ilike(pattern.clone()));
        query = query.filter(dsl::number.ilike(pattern).or(in_party));
    }
    let rows = query
        .select((IrrigationBillRow::as_select(), paging.marks()))
        .filter(paging.after())
        .order(paging.order())
        .limit(paging.limit())
        .load(conn)
        .await?;
    Ok(paging.page(rows))
}
