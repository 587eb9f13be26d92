//! Reports for people: what was billed, what it was used for, who went beyond the plan, what came in. Each adds up what lies
//! in the reader's data scope.

use actix_web::{HttpResponse, web};
use platform::{
    Database, Problem,
    http::{access::Principal, extract::Query, page, problem::ProblemBody},
};
use rules::{Fields, InvalidInput};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::input;
use crate::{
    domain::{
        code::{Coded, coded, parse_code},
        town::Town,
        user::{Category, UseClass},
    },
    store::billing::report::{self, BandTotals, GroupTotals, Grouping, Measures, MonthTotals, OverPlanUser, PeriodTotals, StateTotals},
};

/// Users in a ranking when nobody says how many.
const RANKED: i64 = 10;

coded! {
    /// What a report groups bills by.
    pub enum GroupBy {
        /// Town.
        Town = "town", "镇";
        /// Nature of the use.
        Category = "category", "用水类别";
        /// Supply company.
        Supplier = "supplier", "供水企业";
        /// What the water is used for.
        UseClass = "use_class", "用途";
    }
}

impl GroupBy {
    fn grouping(self) -> Grouping {
        match self {
            Self::Town => Grouping::Town,
            Self::Category => Grouping::Category,
            Self::Supplier => Grouping::Supplier,
            Self::UseClass => Grouping::UseClass,
        }
    }

    /// Name of a group for a person; the service does not know those of the supply companies.
    fn label(self, code: &str) -> Option<&'static str> {
        match self {
            Self::Town => Town::from_code(code).map(Coded::label),
            Self::Category => Category::from_code(code).map(Coded::label),
            Self::Supplier => None,
            Self::UseClass => UseClass::from_code(code).map(Coded::label),
        }
    }
}

/// Which period.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PeriodQuery {
    /// Measuring period, `2026Q2` or `2026-06`.
    period: String,
}

/// Which period, and how it is divided.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct WaterUseQuery {
    /// Measuring period, `2026Q2` or `2026-06`.
    period: String,
    /// What the bills are grouped by.
    #[param(value_type = GroupBy, inline)]
    by: String,
}

/// Which period, and how many users.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct RankingQuery {
    /// Measuring period, `2026Q2` or `2026-06`.
    period: String,
    /// At most so many, 1 to 200; 10 when left out.
    limit: Option<i64>,
}

/// The billed periods.
#[derive(Debug, Serialize, ToSchema)]
pub struct PeriodsReport {
    /// The period that ended last first.
    items: Vec<PeriodTotals>,
}

/// The bills of one group.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaterUseGroup {
    /// Code of the group; null for users who have left the data scope since they were billed.
    group: Option<String>,
    /// Its Chinese name; null for a supply company, whose name stands in its unit.
    label: Option<&'static str>,
    /// Its bills.
    #[serde(flatten)]
    measures: Measures,
}

impl WaterUseGroup {
    fn of(by: GroupBy, row: GroupTotals) -> Self {
        Self {
            label: row.code.as_deref().and_then(|code| by.label(code)),
            group: row.code,
            measures: row.measures,
        }
    }
}

/// The bills of a period by group.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaterUseReport {
    /// Measuring period.
    period: String,
    /// What the bills are grouped by.
    by: GroupBy,
    /// Groups with bills, in the order of their codes.
    items: Vec<WaterUseGroup>,
}

/// The surcharge of a period by band.
#[derive(Debug, Serialize, ToSchema)]
pub struct SurchargeBandsReport {
    /// Measuring period.
    period: String,
    /// Bands that occur, the lowest first.
    items: Vec<BandTotals>,
}

/// Who went furthest beyond the plan.
#[derive(Debug, Serialize, ToSchema)]
pub struct RankingReport {
    /// Measuring period.
    period: String,
    /// The largest overage first.
    items: Vec<OverPlanUser>,
}

/// What has been collected for a period.
#[derive(Debug, Serialize, ToSchema)]
pub struct CollectionReport {
    /// Measuring period.
    period: String,
    /// Its bills by state, in the order in which a bill goes through them.
    states: Vec<StateTotals>,
    /// Payments for its bills by month, and what credit bills gave back.
    months: Vec<MonthTotals>,
}

fn checked_period(text: &str) -> Result<String, InvalidInput> {
    let mut fields = Fields::new();
    let period = input::period(&mut fields, "/period", text);
    Ok(input::finish(fields, period)?.to_string())
}

/// Every billed period with its totals.
#[utoipa::path(get, path = "/v1/reports/periods", tag = "reports", responses((status = 200, body = PeriodsReport)))]
pub async fn report_periods(database: web::Data<Database>, principal: Principal) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let items = report::periods(&mut conn).await?;
    Ok(HttpResponse::Ok().json(PeriodsReport { items }))
}

/// The bills of a period by town, category, supply company or use.
#[utoipa::path(get, path = "/v1/reports/water-use", tag = "reports", params(WaterUseQuery), responses((status = 200, body = WaterUseReport), (status = 400, body = ProblemBody)))]
pub async fn report_water_use(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<WaterUseQuery>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let period = input::period(&mut fields, "/period", &query.period);
    let by = parse_code::<GroupBy>(&mut fields, "/by", "分组方式", &query.by);
    let (period, by) = input::finish(fields, period.zip(by))?;
    let period = period.to_string();
    let mut conn = database.connection(&principal.scope).await?;
    let rows = report::water_use(&mut conn, &period, by.grouping()).await?;
    let items = rows.into_iter().map(|row| WaterUseGroup::of(by, row)).collect();
    Ok(HttpResponse::Ok().json(WaterUseReport { period, by, items }))
}

/// The surcharge of a period by band, as printed on the bills.
#[utoipa::path(get, path = "/v1/reports/surcharge-bands", tag = "reports", params(PeriodQuery), responses((status = 200, body = SurchargeBandsReport), (status = 400, body = ProblemBody)))]
pub async fn report_surcharge_bands(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<PeriodQuery>,
) -> Result<HttpResponse, Problem> {
    let period = checked_period(&query.period)?;
    let mut conn = database.connection(&principal.scope).await?;
    let items = report::surcharge_bands(&mut conn, &period).await?;
    Ok(HttpResponse::Ok().json(SurchargeBandsReport { period, items }))
}

/// Who used most beyond the plan in a period.
#[utoipa::path(get, path = "/v1/reports/over-plan-ranking", tag = "reports", params(RankingQuery), responses((status = 200, body = RankingReport), (status = 400, body = ProblemBody)))]
pub async fn report_over_plan_ranking(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<RankingQuery>,
) -> Result<HttpResponse, Problem> {
    let period = checked_period(&query.period)?;
    let limit = page::limit(query.limit.or(Some(RANKED)))?;
    let mut conn = database.connection(&principal.scope).await?;
    let items = report::over_plan_ranking(&mut conn, &period, limit).await?;
    Ok(HttpResponse::Ok().json(RankingReport { period, items }))
}

/// How far the bills of a period have been paid, and when.
#[utoipa::path(get, path = "/v1/reports/collection", tag = "reports", params(PeriodQuery), responses((status = 200, body = CollectionReport), (status = 400, body = ProblemBody)))]
pub async fn report_collection(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<PeriodQuery>,
) -> Result<HttpResponse, Problem> {
    let period = checked_period(&query.period)?;
    let mut conn = database.connection(&principal.scope).await?;
    let states = report::states(&mut conn, &period).await?;
    let months = report::months(&mut conn, &period).await?;
    Ok(HttpResponse::Ok().json(CollectionReport { period, states, months }))
}
