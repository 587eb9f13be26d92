//! Whom a run bills, and what is on record for them: a few queries per batch, whatever its size.

use std::collections::{HashMap, HashSet, hash_map::Entry};

use diesel::{
    dsl::{exists, not},
    pg::Pg as Backend,
    prelude::*,
    sql_types::{Array, Text},
};
use diesel_async::RunQueryDsl;
use platform::database::Pg;
use rules::Exact;
use uuid::Uuid;

use crate::{
    domain::{
        billing::BillingCandidate,
        code::Coded,
        period::Period,
        surcharge::Scope,
        usage::is_charged_at,
        user::{Category, IndustryClass, Supply},
    },
    store::{
        base_price, decode, flow_assessment, meter, plan, plan_adjustment,
        schema::{bills, plans, water_users},
    },
};

/// The users of a run: those whom the surcharge applies to, of one supplier or all, but not those whose plan in force
/// is for periods of another kind.
#[derive(Debug, Clone)]
pub struct RunScope {
    categories: Vec<&'static str>,
    supplies: Vec<&'static str>,
    supplier: Option<String>,
    period: Period,
}

/// A user as a run sees it.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = water_users)]
pub struct RunUserRow {
    /// Identity.
    pub id: Uuid,
    /// Code: the order of a run.
    pub code: String,
    /// Name.
    pub name: String,
    /// Nature of the use.
    pub category: String,
    /// Source of the water.
    pub supply: String,
    /// Class of the industry.
    pub industry_class: String,
    /// Town.
    pub town: String,
    /// Supply company.
    pub supplier: Option<String>,
}

impl RunScope {
    /// By the rule of the period (24号 附件4 二（一）).
    pub fn new(scope: &Scope, supplier: Option<&str>, period: Period) -> Self {
        Self {
            categories: scope.categories.iter().map(|category| category.code()).collect(),
            supplies: scope.supplies.iter().map(|supply| supply.code()).collect(),
            supplier: supplier.map(str::to_owned),
            period,
        }
    }

    fn users(&self) -> water_users::BoxedQuery<'_, Backend> {
        let of_other_kind = plans::table
            .filter(plans::user_id.eq(water_users::id))
            .filter(plans::year.eq(self.period.year()).and(plans::state.eq("in_force")))
            .filter(plans::period_kind.ne(self.period.kind().code()));
        let query = water_users::table
            .filter(water_users::category.eq_any(&self.categories))
            .filter(water_users::supply.eq_any(&self.supplies))
            .filter(not(exists(of_other_kind)))
            .into_boxed();
        match &self.supplier {
            Some(supplier) => query.filter(water_users::supplier.eq(supplier)),
            None => query,
        }
    }
}

/// The next users in the order of their codes.
pub async fn next_users(conn: &mut Pg, scope: &RunScope, after: Option<&str>, limit: i64) -> QueryResult<Vec<RunUserRow>> {
    let mut query = scope.users();
    if let Some(after) = after {
        query = query.filter(water_users::code.gt(after));
    }
    query
        .order(water_users::code)
        .limit(limit)
        .select(RunUserRow::as_select())
        .load(conn)
        .await
}

/// How many users the scope has.
pub async fn count_users(conn: &mut Pg, scope: &RunScope) -> QueryResult<i64> {
    scope.users().count().get_result(conn).await
}

/// How many users of the scope have no bill for the period.
pub async fn count_open(conn: &mut Pg, scope: &RunScope) -> QueryResult<i64> {
    let billed = bills::table
        .filter(bills::user_id.eq(water_users::id))
        .filter(bills::period.eq(scope.period.to_string()).and(bills::state.ne("cancelled")));
    scope.users().filter(not(exists(billed))).count().get_result(conn).await
}

/// Those of these users who have a bill for the period.
pub async fn billed_of(conn: &mut Pg, period: Period, users: &[Uuid]) -> QueryResult<HashSet<Uuid>> {
    let billed: Vec<Uuid> = bills::table
        .filter(bills::user_id.eq_any(users))
        .filter(bills::period.eq(period.to_string()).and(bills::state.ne("cancelled")))
        .select(bills::user_id)
        .load(conn)
        .await?;
    Ok(billed.into_iter().collect())
}

/// Holds the base prices of these users as they are until the transaction ends.
pub async fn hold_prices(conn: &mut Pg, users: &[RunUserRow]) -> QueryResult<()> {
    let pairs = users
        .iter()
        .filter_map(|user| Some((user.supplier.as_deref()?, user.category.as_str())));
    hold_prices_of(conn, pairs).await
}

/// The same for supply companies and categories: the same locks as the trigger `refuse_price_of_billed_period` takes, in
/// one order everywhere.
pub async fn hold_prices_of<'a>(conn: &mut Pg, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> QueryResult<()> {
    let pairs: HashSet<(&str, &str)> = pairs.collect();
    let (suppliers, categories): (Vec<&str>, Vec<&str>) = pairs.into_iter().unzip();
    diesel::sql_query(
        "SELECT pg_advisory_xact_lock(key) FROM (
             SELECT DISTINCT hashtext('base_price:' || supplier || ':' || category) AS key
             FROM unnest($1, $2) AS pairs (supplier, category) ORDER BY key
         ) AS keys",
    )
    .bind::<Array<Text>, _>(suppliers)
    .bind::<Array<Text>, _>(categories)
    .execute(conn)
    .await
    .map(drop)
}

/// The same for the users of one supply company and category: no run bills them meanwhile.
pub async fn hold_price(conn: &mut Pg, supplier: &str, category: &str) -> QueryResult<()> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext('base_price:' || $1 || ':' || $2))")
        .bind::<Text, _>(supplier)
        .bind::<Text, _>(category)
        .execute(conn)
        .await
        .map(drop)
}

/// What is on record for these users and the period, in their order.
pub async fn candidates(conn: &mut Pg, period: Period, users: &[RunUserRow]) -> QueryResult<Vec<BillingCandidate>> {
    let ids: Vec<Uuid> = users.iter().map(|user| user.id).collect();
    let mut meters = meter::histories_of_users(conn, period, &ids).await?;
    let mut volumes = plan::volumes_in_force(conn, period, &ids).await?;
    let mut assessed = flow_assessment::of_users(conn, period, &ids).await?;
    let adjustments = plan_adjustment::of_period(conn, period).await?;
    let mut prices: HashMap<(&str, Category), Option<Exact>> = HashMap::new();
    let mut candidates = Vec::with_capacity(users.len());
    for user in users {
        let category: Category = decode(&user.category)?;
        let base_price = match user.supplier.as_deref().map(|supplier| (supplier, category)) {
            None => None,
            Some(pair) => {
                if let Entry::Vacant(unknown) = prices.entry(pair) {
                    unknown.insert(base_price::price_at(conn, pair.0, category, period.last_day()).await?);
                }
                prices.get(&pair).cloned().flatten()
            }
        };
        let mut meters = meters.remove(&user.id).unwrap_or_default();
        meters.retain(|history| is_charged_at(history.meter.place));
        candidates.push(BillingCandidate {
            user: user.id,
            category,
            supply: decode::<Supply>(&user.supply)?,
            industry_class: decode::<IndustryClass>(&user.industry_class)?,
            plan_volume: volumes.remove(&user.id),
            adjustments: adjustments
                .iter()
                .filter(|(of, _)| *of == category)
                .map(|(_, adjustment)| adjustment.clone())
                .collect(),
            base_price,
            meters,
            assessed: assessed.remove(&user.id),
        });
    }
    Ok(candidates)
}
