//! Water that companies owe to users (新政办发〔2023〕24号 附件3 第十一条（四）).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, day, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    rule::Rules,
};
use rules::{Exact, Fields, InvalidInput, Money, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer,
    export::{answer_page, label},
    input,
};
use crate::{
    domain::{
        code::{Coded, parse_code},
        quantity::{VOLUME_DECIMALS, Volume},
        shortage::{SettlementKind, ShortageState},
    },
    service::{
        Act,
        error::UseCaseError,
        shortage::{NewSettlement, NewShortage, record_shortage, settle_shortage},
    },
    store::{
        billing::money,
        corrupt,
        shortage::{self, SettlementRow, ShortageFilter, ShortageOfUser},
    },
};

/// A shortage to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateShortageRequest {
    /// Whom it is owed to.
    user_id: Uuid,
    /// m³, to 3 decimals.
    #[schema(example = "120")]
    volume: String,
    /// First day.
    #[schema(example = "2026-07-10")]
    short_from: String,
    /// Last day.
    #[schema(example = "2026-07-12")]
    short_to: String,
    /// Why the water was short.
    cause: String,
}

/// A volume within what can be kept.
fn volume_of(fields: &mut Fields, text: &str) -> Exact {
    let volume = fields.decimal("/volume", text, VOLUME_DECIMALS, Sign::Positive);
    if volume > Exact::from(1_000_000_000) {
        fields.fault("/volume", "out_of_range", "水量超出可登记的范围：应不超过1000000000立方米");
    }
    volume
}

impl CreateShortageRequest {
    fn parse(&self) -> Result<NewShortage, InvalidInput> {
        let mut fields = Fields::new();
        let volume = volume_of(&mut fields, &self.volume);
        let from = input::day(&mut fields, "/short_from", &self.short_from);
        let to = input::day(&mut fields, "/short_to", &self.short_to);
        let cause = fields.text("/cause", &self.cause, input::TEXT_LENGTH);
        let (from, to) = input::finish(fields, from.zip(to))?;
        Ok(NewShortage {
            user_id: self.user_id,
            volume,
            from,
            to,
            cause,
            demonstration: false,
        })
    }
}

/// A part to be settled.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateShortageSettlementRequest {
    /// How.
    #[schema(value_type = SettlementKind, example = "made_good")]
    kind: String,
    /// m³, to 3 decimals.
    volume: String,
    /// Yuan; only for `compensated`.
    #[serde(default)]
    amount: Option<String>,
    /// Day.
    #[schema(example = "2026-07-20")]
    settled_on: String,
    /// How it was done.
    detail: String,
}

impl CreateShortageSettlementRequest {
    fn parse(&self) -> Result<NewSettlement, InvalidInput> {
        let mut fields = Fields::new();
        let kind = parse_code::<SettlementKind>(&mut fields, "/kind", "补偿方式", &self.kind);
        let volume = volume_of(&mut fields, &self.volume);
        let amount = self.amount.as_deref().map(|text| fields.money("/amount", text, Sign::Positive));
        let on = input::day(&mut fields, "/settled_on", &self.settled_on);
        let detail = fields.text("/detail", &self.detail, input::TEXT_LENGTH);
        let (kind, on) = input::finish(fields, kind.zip(on))?;
        Ok(NewSettlement {
            kind,
            volume,
            amount,
            on,
            detail,
        })
    }
}

/// A part that was settled.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShortageSettlementView {
    /// Identity.
    id: Uuid,
    /// How.
    #[schema(value_type = SettlementKind)]
    kind: String,
    /// m³.
    #[schema(value_type = String)]
    volume: Volume,
    /// Yuan, where it was paid for.
    #[schema(value_type = Option<String>)]
    amount: Option<Money>,
    /// Day.
    settled_on: NaiveDate,
    /// How it was done.
    detail: String,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
}

/// A shortage. Volumes in m³.
#[derive(Debug, Serialize, ToSchema)]
pub struct ShortageView {
    /// Identity.
    id: Uuid,
    /// Whom it is owed to.
    user_id: Uuid,
    /// User's code.
    user_code: String,
    /// User's name.
    user_name: String,
    /// Company that owes it.
    supplier: String,
    /// Volume.
    #[schema(value_type = String)]
    volume: Volume,
    /// What is left of it.
    #[schema(value_type = String)]
    left: Volume,
    /// First day.
    short_from: NaiveDate,
    /// Last day.
    short_to: NaiveDate,
    /// Why the water was short.
    cause: String,
    /// State.
    #[schema(value_type = ShortageState)]
    state: String,
    /// The day on which the last part was settled.
    settled_on: Option<NaiveDate>,
    /// The parts, in order.
    settlements: Vec<ShortageSettlementView>,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
    /// Version for `If-Match`.
    version: i32,
}

fn litres(milli: i64) -> Volume {
    Volume(Exact::scaled(milli, VOLUME_DECIMALS))
}

fn settlement_view(row: SettlementRow) -> Result<ShortageSettlementView, diesel::result::Error> {
    Ok(ShortageSettlementView {
        id: row.id,
        kind: row.kind,
        volume: litres(row.volume_milli),
        amount: row.amount_fen.map(money).transpose()?,
        settled_on: row.settled_on,
        detail: row.detail,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
    })
}

fn view((row, user_code, user_name, parts): ShortageOfUser) -> Result<ShortageView, diesel::result::Error> {
    let settled = parts.iter().try_fold(0_i64, |sum, part| sum.checked_add(part.volume_milli));
    let settled = settled.ok_or_else(|| corrupt("more was settled than can be"))?;
    Ok(ShortageView {
        id: row.id,
        user_id: row.user_id,
        user_code,
        user_name,
        supplier: row.supplier,
        volume: litres(row.volume_milli),
        left: litres(row.volume_milli - settled),
        short_from: row.short_from,
        short_to: row.short_to,
        cause: row.cause,
        state: row.state,
        settled_on: row.settled_on,
        settlements: parts.into_iter().map(settlement_view).collect::<Result<_, _>>()?,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
        version: row.version,
    })
}

/// Which shortages are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ShortageQuery {
    /// Code of the user.
    user_code: Option<String>,
    /// Supply company.
    supplier: Option<String>,
    /// State.
    #[param(value_type = Option<ShortageState>, inline)]
    state: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// How a shortage was settled, in a cell.
fn settlements_cell(one: &ShortageView) -> Cell {
    let part = |part: &ShortageSettlementView| {
        let kind = SettlementKind::from_code(&part.kind).map_or("", Coded::label);
        let amount = part.amount.map(|amount| format!("，{amount} 元")).unwrap_or_default();
        format!("{} {kind} {} m³{amount}：{}", part.settled_on, part.volume, part.detail)
    };
    text(one.settlements.iter().map(part).collect::<Vec<_>>().join("；"))
}

/// The list of shortages.
pub struct Shortages;

impl List for Shortages {
    type Query = ShortageQuery;
    type Item = ShortageView;
    const NAME: &'static str = "water-shortages";
    const TITLE: &'static str = "缺量补足与补偿";
    const COLUMNS: &'static [Column<ShortageView>] = &[
        Column::new("用水户编号", 14, |one| text(&one.user_code)),
        Column::new("用水户", 24, |one| text(&one.user_name)),
        Column::new("供水企业", 14, |one| text(&one.supplier)),
        Column::new("缺水自", 12, |one| day(Some(one.short_from))),
        Column::new("缺水至", 12, |one| day(Some(one.short_to))),
        Column::new("缺量（m³）", 12, |one| text(one.volume.to_string())),
        Column::new("尚欠（m³）", 12, |one| text(one.left.to_string())),
        Column::new("原因", 30, |one| text(&one.cause)),
        Column::new("状态", 10, |one| label::<ShortageState>(&one.state)),
        Column::new("办结日期", 12, |one| day(one.settled_on)),
        Column::new("补足或补偿", 40, settlements_cell),
        Column::new("登记人", 16, |one| optional(Some(&one.recorded_by))),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &ShortageQuery, ask: &Ask) -> Result<Page<ShortageView>, Problem> {
        let mut fields = Fields::new();
        let state = query.state.as_deref();
        let state = state.and_then(|code| parse_code::<ShortageState>(&mut fields, "/state", "状态", code));
        fields.finish()?;
        let filter = ShortageFilter {
            user_code: query.user_code.clone(),
            supplier: query.supplier.clone(),
            state: state.map(Coded::code),
        };
        let (before, limit) = ask.behind()?;
        let rows = shortage::list(conn, &filter, before, limit).await?;
        let page = ask.page_of(rows, |(row, ..)| row.id);
        Ok(Page {
            items: page.items.into_iter().map(view).collect::<Result<_, _>>()?,
            next_cursor: page.next_cursor,
            total: page.total,
        })
    }
}

/// Shortages in the caller's scope, the newest first.
#[utoipa::path(get, path = "/v1/water-shortages", tag = "metering", params(ShortageQuery), responses((status = 200, body = Page<ShortageView>), (status = 400, body = ProblemBody)))]
pub async fn list_water_shortages(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<ShortageQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(Shortages, &database, &principal, &query, (query.limit, query.cursor.as_deref())).await
}

/// One shortage with its parts.
#[utoipa::path(
    get, path = "/v1/water-shortages/{shortage_id}", tag = "metering",
    params(("shortage_id" = Uuid, Path)),
    responses((status = 200, body = ShortageView), (status = 404, body = ProblemBody))
)]
pub async fn show_water_shortage(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let found = shortage::find(&mut conn, id).await?;
    let found = found.ok_or(UseCaseError::NotFound("这笔缺量"))?;
    Ok(HttpResponse::Ok().json(view(found)?))
}

/// Records water that the user's company owes.
#[utoipa::path(
    post, path = "/v1/water-shortages", tag = "metering",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateShortageRequest,
    responses((status = 201, body = ShortageView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_water_shortage(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateShortageRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(view(record_shortage(tx, &rules, &act, new).await?)?)
    })
    .await
}

/// Settles a part of a shortage: never more than is left. With the last part it is closed and stays as it is.
#[utoipa::path(
    post, path = "/v1/water-shortages/{shortage_id}/settlements", tag = "metering",
    params(("shortage_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = CreateShortageSettlementRequest,
    responses((status = 201, body = ShortageView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_shortage_settlement(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<CreateShortageSettlementRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(view(settle_shortage(tx, &rules, &act, id, version, new).await?)?)
    })
    .await
}
