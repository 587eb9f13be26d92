//! What only water knows of its rules: where they come from, which bills rest on them, what a change would have done.

use chrono::NaiveDate;
use diesel::{
    QueryResult, QueryableByName,
    sql_types::{BigInt, Date, Integer, Nullable, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use futures_util::future::BoxFuture;
use platform::{
    Problem,
    database::Pg,
    rule::{Impact, ImpactFigures, ImpactItem, RuleSource, RuleUse, Used},
};
use rules::{Change, Exact, Money, Refusal, RuleFile, RuleSet};
use uuid::Uuid;

use crate::{
    domain::{
        flow_assessment, meter,
        period::Period,
        quantity::{PRICE_DECIMALS, VOLUME_DECIMALS},
        ruleset,
        surcharge::{self, PlanAdjustment, SurchargeInput, SurchargeTariff},
        tariff::Tariff,
        usage,
        user::Supply,
    },
    store::{
        billing::{bill_adjustment, money},
        corrupt, decode, irrigation,
    },
};

/// Bills that are computed again at once, at most; of more, a sample that is the same every time.
const MOST_BILLS: i64 = 5_000;
/// The bills that would change most, shown one by one.
const MOST_SHOWN: usize = 20;

/// The rule files given, or those compiled in.
pub fn rule_source(files: Option<Vec<RuleFile>>) -> RuleSource<RuleSet> {
    RuleSource {
        files: files.unwrap_or_else(ruleset::compiled_in),
        declared: ruleset::declared(),
        load: ruleset::load_amended,
    }
}

/// Water's bills.
#[derive(Debug, Clone, Copy)]
pub struct WaterRuleUse;

#[derive(QueryableByName)]
struct LastBilled {
    #[diesel(sql_type = Nullable<Date>)]
    period_to: Option<NaiveDate>,
    #[diesel(sql_type = Nullable<Text>)]
    period: Option<String>,
}

#[derive(QueryableByName)]
struct LastDay {
    #[diesel(sql_type = Nullable<Date>)]
    last: Option<NaiveDate>,
}

impl RuleUse for WaterRuleUse {
    fn used_through<'a>(&'a self, conn: &'a mut Pg, keys: &'a [String]) -> BoxFuture<'a, QueryResult<Option<Used>>> {
        Box::pin(async move {
            let touches = |prefix: &str| keys.iter().any(|key| key.starts_with(prefix));
            let mut used = Vec::new();
            // What a bill charges: the rules of the last day of its period. A bill that was cancelled can be made anew.
            if touches("surcharge.") || touches("metering.") {
                used.extend(last_billed(conn).await?.map(|(period, through)| Used {
                    through,
                    by: format!("{period} 及以前的账单"),
                }));
            }
            // A bill's life: the rules of the day on which the user was told, or paid.
            if touches("bill.") {
                let told: LastDay = diesel::sql_query(
                    "SELECT greatest(((SELECT max(notified_at) FROM bills) AT TIME ZONE 'Asia/Shanghai')::date, (SELECT max(paid_on) FROM payments)) AS last",
                )
                .get_result(conn)
                .await?;
                used.extend(told.last.map(|through| Used {
                    through,
                    by: "已通知的账单和已登记的缴款".to_owned(),
                }));
            }
            // A season's bill: the rules of the last day of its year; a payment: those of the day of the bill, before it.
            if touches("irrigation.") {
                let year = irrigation::bill::last_year(conn).await?;
                used.extend(year.and_then(last_day).map(|through| Used {
                    through,
                    by: "灌溉水费账单".to_owned(),
                }));
            }
            if touches("district.") || touches("irrigation.right.") || touches("irrigation.crop_quota") {
                let year = irrigation::year::last(conn).await?;
                used.extend(year.and_then(last_day).map(|through| Used {
                    through,
                    by: "已起草的水权".to_owned(),
                }));
            }
            Ok(used.into_iter().max_by_key(|used| used.through))
        })
    }

    fn impact<'a>(&'a self, conn: &'a mut Pg, before: &'a RuleSet, change: &'a Change) -> BoxFuture<'a, Result<Impact, Problem>> {
        Box::pin(async move {
            let nothing = |reason: &str| Ok(Impact::Nothing { reason: reason.to_owned() });
            let Change::Version(new) = change else {
                return nothing("这项变更不改变任何数值，已出的账单不受影响");
            };
            let is_of_usage = [usage::DECLARED, meter::DECLARED, flow_assessment::DECLARED]
                .concat()
                .iter()
                .any(|declared| declared.key() == new.key);
            if is_of_usage {
                return nothing("账单的用水量或基数据这项规则算出，要从读数重新计算，这里没有比较：请在下期预览中核对");
            }
            if !surcharge::DECLARED.iter().any(|declared| declared.key() == new.key) {
                return nothing("没有据这项规则算出并登记的金额：账单上的水费和加价不是由它算出的，无从比较");
            }
            let Some((period, last_day)) = last_billed(conn).await? else {
                return nothing("您的数据范围内还没有已出的账单，无从比较");
            };
            let supposed = before.supposing(new);
            let tariff = match SurchargeTariff::at(&supposed, last_day).and_then(|tariff| Tariff::compile(&tariff)) {
                Ok(tariff) => tariff,
                Err(refusal) => return Err(refusal.into()),
            };
            Ok(Impact::Figures(compare(conn, &period, &tariff).await?))
        })
    }
}

fn last_day(year: i32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(year, 12, 31)
}

/// The last period with bills, and its last day.
async fn last_billed(conn: &mut Pg) -> QueryResult<Option<(String, NaiveDate)>> {
    let last: Vec<LastBilled> =
        diesel::sql_query("SELECT period, period_to FROM bills WHERE state <> 'cancelled' ORDER BY period_to DESC, period DESC LIMIT 1")
            .load(conn)
            .await?;
    Ok(last.into_iter().find_map(|row| row.period.zip(row.period_to)))
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// A bill with what it was computed from.
#[derive(QueryableByName)]
struct SampledBill {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
    #[diesel(sql_type = Text)]
    number: String,
    #[diesel(sql_type = Text)]
    user_name: String,
    #[diesel(sql_type = Text)]
    category: String,
    #[diesel(sql_type = Text)]
    industry_class: String,
    #[diesel(sql_type = BigInt)]
    usage_milli: i64,
    #[diesel(sql_type = BigInt)]
    plan_milli: i64,
    #[diesel(sql_type = Integer)]
    days_late: i32,
    #[diesel(sql_type = Integer)]
    days_early: i32,
    #[diesel(sql_type = BigInt)]
    base_price_e4: i64,
    #[diesel(sql_type = BigInt)]
    total_fen: i64,
}

/// What a stored bill was computed from, from its readings on.
pub(crate) struct BillInput<'a> {
    pub category: &'a str,
    pub industry_class: &'a str,
    pub usage_milli: i64,
    pub plan_milli: i64,
    pub days_late: i32,
    pub days_early: i32,
    pub base_price_e4: i64,
    /// Extraordinary adjustments of the plan.
    pub adjustments: &'a [PlanAdjustment],
}

impl BillInput<'_> {
    /// As the surcharge takes it. Only users on the public network are billed.
    pub(crate) fn surcharge(&self, period: Period) -> QueryResult<SurchargeInput> {
        let days = |days: i32| u32::try_from(days).map_err(|_| corrupt("a bill with negative days"));
        Ok(SurchargeInput {
            category: decode(self.category)?,
            supply: Supply::PublicNetwork,
            industry_class: decode(self.industry_class)?,
            base_price: Exact::scaled(self.base_price_e4, PRICE_DECIMALS),
            plan_volume: Exact::scaled(self.plan_milli, VOLUME_DECIMALS),
            adjustments: self.adjustments.to_vec(),
            usage: Exact::scaled(self.usage_milli, VOLUME_DECIMALS),
            period_days: period.days(),
            days_late: days(self.days_late)?,
            days_early: days(self.days_early)?,
        })
    }
}

async fn compare(conn: &mut Pg, period: &str, tariff: &Tariff) -> Result<ImpactFigures, Problem> {
    let total = diesel::sql_query("SELECT count(*) AS count FROM bills WHERE period = $1 AND state <> 'cancelled'")
        .bind::<Text, _>(period)
        .get_result::<Count>(conn)
        .await?
        .count;
    let every = total / MOST_BILLS + i64::from(total % MOST_BILLS > 0);
    let bills: Vec<SampledBill> = diesel::sql_query(
        "SELECT id, number, user_name, category, industry_class, usage_milli, plan_milli, days_late, days_early, base_price_e4, total_fen
         FROM bills WHERE period = $1 AND state <> 'cancelled' AND abs(hashtext(id::text)::bigint) % $2 = 0 ORDER BY number LIMIT $3",
    )
    .bind::<Text, _>(period)
    .bind::<BigInt, _>(every.max(1))
    .bind::<BigInt, _>(MOST_BILLS)
    .load(conn)
    .await?;
    let of_period: Period = period.parse().map_err(|error| corrupt(format!("{error}")))?;
    let mut figures = ImpactFigures {
        what: format!("{period} 的账单，基本水费与加价合计"),
        total,
        computed: 0,
        most: MOST_BILLS,
        before: Money::ZERO,
        after: Money::ZERO,
        higher: 0,
        lower: 0,
        refused: 0,
        most_affected: Vec::new(),
    };
    let ids: Vec<Uuid> = bills.iter().map(|bill| bill.id).collect();
    let adjustments = bill_adjustment::of_bills(conn, &ids).await?;
    for bill in bills {
        let adjustments = adjustments.get(&bill.id).map_or(&[][..], Vec::as_slice);
        let Ok(after_fen) = charge(tariff, of_period, &bill, adjustments)? else {
            figures.refused += 1;
            continue;
        };
        let (before, after) = (money(bill.total_fen)?, money(after_fen)?);
        let too_much = || Problem::internal("a sum of bills out of range");
        figures.computed += 1;
        figures.before = figures.before.checked_add(before).ok_or_else(too_much)?;
        figures.after = figures.after.checked_add(after).ok_or_else(too_much)?;
        figures.higher += i64::from(after > before);
        figures.lower += i64::from(after < before);
        if after != before {
            figures.most_affected.push(ImpactItem {
                id: bill.id.to_string(),
                number: bill.number,
                name: bill.user_name,
                before,
                after,
            });
        }
    }
    let change = |item: &ImpactItem| (item.after.fen() - item.before.fen()).abs();
    figures
        .most_affected
        .sort_by(|one, other| change(other).cmp(&change(one)).then_with(|| one.number.cmp(&other.number)));
    figures.most_affected.truncate(MOST_SHOWN);
    Ok(figures)
}

/// The total of a bill by these rules, fen.
fn charge(tariff: &Tariff, period: Period, bill: &SampledBill, adjustments: &[PlanAdjustment]) -> QueryResult<Result<i64, Refusal>> {
    let input = BillInput {
        category: &bill.category,
        industry_class: &bill.industry_class,
        usage_milli: bill.usage_milli,
        plan_milli: bill.plan_milli,
        days_late: bill.days_late,
        days_early: bill.days_early,
        base_price_e4: bill.base_price_e4,
        adjustments,
    };
    let input = input.surcharge(period)?;
    if let Err(refusal) = tariff.rules().check_scope(input.category, input.supply) {
        return Ok(Err(refusal));
    }
    Ok(tariff.charge_input(&input).map(|charges| charges.total_fen))
}
