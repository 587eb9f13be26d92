//! New bills, a batch at a time.

use chrono::{DateTime, NaiveDate, Utc};
use diesel::{
    prelude::*,
    sql_types::{Array, BigInt, Date, Integer, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use uuid::Uuid;

use super::json::StoredJson;
use crate::domain::surcharge::PlanAdjustment;

/// What the bills of a batch have in common.
#[derive(Debug, Clone)]
pub struct BatchHead {
    /// Run.
    pub run_id: Uuid,
    /// Measuring period.
    pub period: String,
    /// Its last day.
    pub period_to: NaiveDate,
    /// Digest of the rules.
    pub rules_digest: String,
    /// Day of the bills.
    pub issued_on: NaiveDate,
    /// The moment.
    pub now: DateTime<Utc>,
}

/// A bill that was just computed; it gets its number when it is stored.
#[derive(Debug, Clone)]
pub struct NewBill {
    /// Identity.
    pub id: Uuid,
    /// User.
    pub user_id: Uuid,
    /// User's code.
    pub user_code: String,
    /// User's name.
    pub user_name: String,
    /// Supply company.
    pub supplier: String,
    /// Town.
    pub town: String,
    /// Nature of the use.
    pub category: String,
    /// Class of the industry.
    pub industry_class: String,
    /// Usage, litres.
    pub usage_milli: i64,
    /// Plan, litres.
    pub plan_milli: i64,
    /// Extraordinary adjustments of the plan.
    pub adjustments: Vec<PlanAdjustment>,
    /// Adjusted base as printed, litres.
    pub adjusted_base_milli: i64,
    /// Overage as printed, litres.
    pub overage_milli: i64,
    /// Days late.
    pub days_late: i32,
    /// Days early.
    pub days_early: i32,
    /// Base price, 1/10000 yuan.
    pub base_price_e4: i64,
    /// Basic charge, fen.
    pub basic_fen: i64,
    /// Surcharge, fen.
    pub surcharge_fen: i64,
    /// Total, fen.
    pub total_fen: i64,
    /// Bands.
    pub bands: StoredJson,
    /// Trace.
    pub trace: StoredJson,
    /// State to begin with.
    pub state: &'static str,
}

/// Stores the bills and says how many: a user who has an active bill for the period gets no second one.
pub async fn insert(conn: &mut Pg, head: &BatchHead, bills: &[NewBill], numbers: &[String]) -> QueryResult<usize> {
    macro_rules! column {
        ($field:ident) => {
            bills.iter().map(|bill| bill.$field).collect::<Vec<_>>()
        };
        (& $field:ident) => {
            bills.iter().map(|bill| bill.$field.as_str()).collect::<Vec<_>>()
        };
    }
    diesel::sql_query(
        "INSERT INTO bills (run_id, period, period_to, rules_digest, issued_on, settled_at,
                            id, number, user_id, user_code, user_name, supplier, town, category, industry_class,
                            usage_milli, plan_milli, adjusted_base_milli, overage_milli, days_late, days_early, base_price_e4,
                            basic_fen, surcharge_fen, total_fen, bands, trace, state)
         SELECT $1, $2, $3, $4, $5, CASE WHEN b.state = 'settled' THEN $6 END,
                b.id, b.number, b.user_id, b.user_code, b.user_name, b.supplier, b.town, b.category, b.industry_class,
                b.usage_milli, b.plan_milli, b.adjusted_base_milli, b.overage_milli, b.days_late, b.days_early, b.base_price_e4,
                b.basic_fen, b.surcharge_fen, b.total_fen, b.bands::json, b.trace::json, b.state
         FROM unnest($7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28)
              AS b (id, number, user_id, user_code, user_name, supplier, town, category, industry_class,
                    usage_milli, plan_milli, adjusted_base_milli, overage_milli, days_late, days_early, base_price_e4,
                    basic_fen, surcharge_fen, total_fen, bands, trace, state)
         ON CONFLICT (user_id, period) WHERE state <> 'cancelled' DO NOTHING",
    )
    .bind::<SqlUuid, _>(head.run_id)
    .bind::<Text, _>(&head.period)
    .bind::<Date, _>(head.period_to)
    .bind::<Text, _>(&head.rules_digest)
    .bind::<Date, _>(head.issued_on)
    .bind::<Timestamptz, _>(head.now)
    .bind::<Array<SqlUuid>, _>(column!(id))
    .bind::<Array<Text>, _>(numbers)
    .bind::<Array<SqlUuid>, _>(column!(user_id))
    .bind::<Array<Text>, _>(column!(&user_code))
    .bind::<Array<Text>, _>(column!(&user_name))
    .bind::<Array<Text>, _>(column!(&supplier))
    .bind::<Array<Text>, _>(column!(&town))
    .bind::<Array<Text>, _>(column!(&category))
    .bind::<Array<Text>, _>(column!(&industry_class))
    .bind::<Array<BigInt>, _>(column!(usage_milli))
    .bind::<Array<BigInt>, _>(column!(plan_milli))
    .bind::<Array<BigInt>, _>(column!(adjusted_base_milli))
    .bind::<Array<BigInt>, _>(column!(overage_milli))
    .bind::<Array<Integer>, _>(column!(days_late))
    .bind::<Array<Integer>, _>(column!(days_early))
    .bind::<Array<BigInt>, _>(column!(base_price_e4))
    .bind::<Array<BigInt>, _>(column!(basic_fen))
    .bind::<Array<BigInt>, _>(column!(surcharge_fen))
    .bind::<Array<BigInt>, _>(column!(total_fen))
    .bind::<Array<Text>, _>(column!(&bands))
    .bind::<Array<Text>, _>(column!(&trace))
    .bind::<Array<Text>, _>(column!(state))
    .execute(conn)
    .await
}
