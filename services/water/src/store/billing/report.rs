//! Reports over bills, added up by PostgreSQL in `numeric`: sums of many bills can be larger than an amount of one. Row-level
//! security narrows every sum to the session's data scope. A cancelled bill counts in nothing but the number of cancelled ones.

use diesel::{
    prelude::*,
    sql_types::{BigInt, Integer, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What every group of bills is measured by. Volumes in m³, amounts in yuan; all but `cancelled_bills` without cancelled bills.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName, Serialize, ToSchema)]
pub struct Measures {
    /// Bills.
    #[diesel(sql_type = BigInt)]
    bills: i64,
    /// Bills with usage beyond the adjusted plan.
    #[diesel(sql_type = BigInt)]
    over_plan_bills: i64,
    /// Metered usage.
    #[diesel(sql_type = Text)]
    usage: String,
    /// Plan volume.
    #[diesel(sql_type = Text)]
    plan_volume: String,
    /// Usage beyond the adjusted plan.
    #[diesel(sql_type = Text)]
    overage: String,
    /// Basic charge.
    #[diesel(sql_type = Text)]
    basic_charge: String,
    /// Surcharge.
    #[diesel(sql_type = Text)]
    surcharge: String,
    /// Basic charge and surcharge.
    #[diesel(sql_type = Text)]
    total: String,
    /// Bills that have been paid; a bill of 0.00 is not among them.
    #[diesel(sql_type = BigInt)]
    collected_bills: i64,
    /// What was paid for them.
    #[diesel(sql_type = Text)]
    collected_total: String,
    /// Surcharges among it.
    #[diesel(sql_type = Text)]
    collected_surcharge: String,
    /// Bills not paid in time.
    #[diesel(sql_type = BigInt)]
    overdue_bills: i64,
    /// What they ask for.
    #[diesel(sql_type = Text)]
    overdue_total: String,
    /// Bills that a credit bill has cancelled.
    #[diesel(sql_type = BigInt)]
    cancelled_bills: i64,
}

/// The columns of [`Measures`] over bills `b`. A bill is paid once and in full, so that what was collected for a paid one
/// is its total.
fn measures() -> String {
    let count = |of: &str, name: &str| format!("count(*) FILTER (WHERE {of}) AS {name}");
    let sum = |column: &str, of: &str, name: &str, decimals: u32| {
        let scale = 10_u32.pow(decimals);
        format!("round(coalesce(sum(b.{column}) FILTER (WHERE {of}), 0) / {scale}, {decimals})::text AS {name}")
    };
    let active = "b.state <> 'cancelled'";
    let paid = "b.state IN ('paid', 'settled')";
    let overdue = "b.state = 'overdue'";
    [
        count(active, "bills"),
        count(&format!("{active} AND b.overage_milli > 0"), "over_plan_bills"),
        sum("usage_milli", active, "usage", 3),
        sum("plan_milli", active, "plan_volume", 3),
        sum("overage_milli", active, "overage", 3),
        sum("basic_fen", active, "basic_charge", 2),
        sum("surcharge_fen", active, "surcharge", 2),
        sum("total_fen", active, "total", 2),
        count(&format!("{paid} AND b.total_fen > 0"), "collected_bills"),
        sum("total_fen", paid, "collected_total", 2),
        sum("surcharge_fen", paid, "collected_surcharge", 2),
        count(overdue, "overdue_bills"),
        sum("total_fen", overdue, "overdue_total", 2),
        count("b.state = 'cancelled'", "cancelled_bills"),
    ]
    .join(", ")
}

/// A billed period.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName, Serialize, ToSchema)]
pub struct PeriodTotals {
    /// Measuring period.
    #[diesel(sql_type = Text)]
    period: String,
    /// Its bills.
    #[diesel(embed)]
    #[serde(flatten)]
    measures: Measures,
}

/// Every period with bills, the one that ended last first.
pub async fn periods(conn: &mut Pg) -> QueryResult<Vec<PeriodTotals>> {
    let columns = measures();
    diesel::sql_query(format!(
        "SELECT b.period, {columns} FROM bills b GROUP BY b.period, b.period_to ORDER BY b.period_to DESC, b.period DESC"
    ))
    .load(conn)
    .await
}

/// What bills are grouped by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Town, as on the bill.
    Town,
    /// Nature of the use, as on the bill.
    Category,
    /// Supply company, as on the bill.
    Supplier,
    /// What the user uses the water for now: a bill does not say it.
    UseClass,
}

/// Bills of one group.
#[derive(Debug, Clone, QueryableByName)]
pub struct GroupTotals {
    /// Code of the group; none where the user has left the data scope since.
    #[diesel(sql_type = Nullable<Text>)]
    pub code: Option<String>,
    /// Its bills.
    #[diesel(embed)]
    pub measures: Measures,
}

/// The bills of a period by group, the groups in the order of their codes.
pub async fn water_use(conn: &mut Pg, period: &str, by: Grouping) -> QueryResult<Vec<GroupTotals>> {
    let (column, join) = match by {
        Grouping::Town => ("b.town", ""),
        Grouping::Category => ("b.category", ""),
        Grouping::Supplier => ("b.supplier", ""),
        Grouping::UseClass => ("u.use_class", "LEFT JOIN water_users u ON u.id = b.user_id"),
    };
    let columns = measures();
    diesel::sql_query(format!(
        "SELECT {column} AS code, {columns} FROM bills b {join} WHERE b.period = $1 GROUP BY 1 ORDER BY 1 NULLS LAST"
    ))
    .bind::<Text, _>(period)
    .load(conn)
    .await
}

/// What was charged in a band.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName, Serialize, ToSchema)]
pub struct BandTotals {
    /// 1 to 3.
    #[diesel(sql_type = Integer)]
    band: i32,
    /// Bills with a volume in the band.
    #[diesel(sql_type = BigInt)]
    bills: i64,
    /// Volume in the band, m³, as printed on the bills.
    #[diesel(sql_type = Text)]
    volume: String,
    /// Surcharge of the band, yuan.
    #[diesel(sql_type = Text)]
    surcharge: String,
}

/// The bands of a period's bills, as printed, cancelled bills left out.
pub async fn surcharge_bands(conn: &mut Pg, period: &str) -> QueryResult<Vec<BandTotals>> {
    diesel::sql_query(
        "SELECT (line->>'band')::integer AS band, count(*) AS bills,
                round(sum((line->>'volume')::numeric), 3)::text AS volume,
                round(sum((line->>'amount')::numeric), 2)::text AS surcharge
         FROM bills b CROSS JOIN LATERAL json_array_elements(b.bands) AS line
         WHERE b.period = $1 AND b.state <> 'cancelled' AND b.overage_milli > 0 AND (line->>'volume')::numeric > 0
         GROUP BY 1 ORDER BY 1",
    )
    .bind::<Text, _>(period)
    .load(conn)
    .await
}

/// A user who used more than planned. Volumes in m³, amounts in yuan.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName, Serialize, ToSchema)]
pub struct OverPlanUser {
    /// User.
    #[diesel(sql_type = SqlUuid)]
    user_id: Uuid,
    /// User's code.
    #[diesel(sql_type = Text)]
    user_code: String,
    /// User's name.
    #[diesel(sql_type = Text)]
    user_name: String,
    /// Town.
    #[diesel(sql_type = Text)]
    town: String,
    /// Nature of the use.
    #[diesel(sql_type = Text)]
    category: String,
    /// Supply company.
    #[diesel(sql_type = Text)]
    supplier: String,
    /// Bill.
    #[diesel(sql_type = SqlUuid)]
    bill_id: Uuid,
    /// Its number.
    #[diesel(sql_type = Text)]
    bill_number: String,
    /// Its state.
    #[diesel(sql_type = Text)]
    state: String,
    /// Metered usage.
    #[diesel(sql_type = Text)]
    usage: String,
    /// Plan volume.
    #[diesel(sql_type = Text)]
    plan_volume: String,
    /// Plan adjusted by the reading date.
    #[diesel(sql_type = Text)]
    adjusted_base: String,
    /// Usage beyond the adjusted plan.
    #[diesel(sql_type = Text)]
    overage: String,
    /// The overage in percent of the adjusted plan, to 2 decimals; none where that is printed as zero.
    #[diesel(sql_type = Nullable<Text>)]
    overage_percent: Option<String>,
    /// Surcharge.
    #[diesel(sql_type = Text)]
    surcharge: String,
}

/// Whoever went furthest beyond the plan in a period, the largest overage first; cancelled bills left out.
pub async fn over_plan_ranking(conn: &mut Pg, period: &str, limit: i64) -> QueryResult<Vec<OverPlanUser>> {
    diesel::sql_query(
        "SELECT user_id, user_code, user_name, town, category, supplier, id AS bill_id, number AS bill_number, state,
                round(usage_milli / 1000.0, 3)::text AS usage, round(plan_milli / 1000.0, 3)::text AS plan_volume,
                round(adjusted_base_milli / 1000.0, 3)::text AS adjusted_base, round(overage_milli / 1000.0, 3)::text AS overage,
                round(overage_milli * 100.0 / nullif(adjusted_base_milli, 0), 2)::text AS overage_percent,
                round(surcharge_fen / 100.0, 2)::text AS surcharge
         FROM bills WHERE period = $1 AND state <> 'cancelled' AND overage_milli > 0
         ORDER BY overage_milli DESC, number LIMIT $2",
    )
    .bind::<Text, _>(period)
    .bind::<BigInt, _>(limit)
    .load(conn)
    .await
}

/// Bills in a state. Amounts in yuan.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName, Serialize, ToSchema)]
pub struct StateTotals {
    /// State.
    #[diesel(sql_type = Text)]
    state: String,
    /// Bills.
    #[diesel(sql_type = BigInt)]
    bills: i64,
    /// Surcharge.
    #[diesel(sql_type = Text)]
    surcharge: String,
    /// Basic charge and surcharge.
    #[diesel(sql_type = Text)]
    total: String,
}

/// The bills of a period by state, in the order in which a bill goes through them.
pub async fn states(conn: &mut Pg, period: &str) -> QueryResult<Vec<StateTotals>> {
    diesel::sql_query(
        "SELECT state, count(*) AS bills, round(sum(surcharge_fen) / 100, 2)::text AS surcharge, round(sum(total_fen) / 100, 2)::text AS total
         FROM bills WHERE period = $1 GROUP BY state
         ORDER BY array_position(ARRAY['issued', 'notified', 'overdue', 'paid', 'settled', 'cancelled'], state)",
    )
    .bind::<Text, _>(period)
    .load(conn)
    .await
}

/// What came in and went back in a month for the bills of a period. Amounts in yuan.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName, Serialize, ToSchema)]
pub struct MonthTotals {
    /// The month, `2026-10`: of the payments, or of the credit bills.
    #[diesel(sql_type = Text)]
    month: String,
    /// Payments, those of bills cancelled later too.
    #[diesel(sql_type = BigInt)]
    collected_bills: i64,
    /// Their amount.
    #[diesel(sql_type = Text)]
    collected_total: String,
    /// Surcharges among it.
    #[diesel(sql_type = Text)]
    collected_surcharge: String,
    /// Paid bills that were cancelled.
    #[diesel(sql_type = BigInt)]
    reversed_bills: i64,
    /// What goes back for them.
    #[diesel(sql_type = Text)]
    reversed_total: String,
    /// Surcharges among it.
    #[diesel(sql_type = Text)]
    reversed_surcharge: String,
}

/// Payments of a period's bills by the month of payment, and what credit bills gave back by the month of theirs.
pub async fn months(conn: &mut Pg, period: &str) -> QueryResult<Vec<MonthTotals>> {
    let sum = |of: &str, column: &str, name: &str| {
        format!("round(coalesce(sum({column}) FILTER (WHERE kind = '{of}'), 0) / 100, 2)::text AS {name}")
    };
    let columns = [
        "count(*) FILTER (WHERE kind = 'collected') AS collected_bills".to_owned(),
        sum("collected", "total_fen", "collected_total"),
        sum("collected", "surcharge_fen", "collected_surcharge"),
        "count(*) FILTER (WHERE kind = 'reversed') AS reversed_bills".to_owned(),
        sum("reversed", "total_fen", "reversed_total"),
        sum("reversed", "surcharge_fen", "reversed_surcharge"),
    ]
    .join(", ");
    diesel::sql_query(format!(
        "SELECT to_char(day, 'YYYY-MM') AS month, {columns} FROM (
             SELECT 'collected' AS kind, p.paid_on AS day, p.amount_fen AS total_fen, p.surcharge_fen
             FROM payments p JOIN bills b ON b.id = p.bill_id WHERE b.period = $1
             UNION ALL
             SELECT 'reversed', c.issued_on, c.total_fen, c.surcharge_fen
             FROM credit_bills c JOIN bills b ON b.id = c.bill_id WHERE b.period = $1 AND c.payment_id IS NOT NULL
         ) AS moved GROUP BY 1 ORDER BY 1"
    ))
    .bind::<Text, _>(period)
    .load(conn)
    .await
}

/// Bills of a supply company that wait for somebody.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct WaitingBills {
    /// Supply company.
    #[diesel(sql_type = Text)]
    pub supplier: String,
    /// `issued`: nobody was told yet; or `overdue`.
    #[diesel(sql_type = Text)]
    pub state: String,
    /// Bills.
    #[diesel(sql_type = BigInt)]
    pub count: i64,
}

/// Bills of which the user was not told, and bills not paid in time, by company.
pub async fn waiting_bills(conn: &mut Pg) -> QueryResult<Vec<WaitingBills>> {
    diesel::sql_query(
        "SELECT supplier, state, count(*) AS count FROM bills WHERE state IN ('issued', 'overdue') GROUP BY supplier, state ORDER BY 1, 2",
    )
    .load(conn)
    .await
}
