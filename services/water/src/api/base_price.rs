//! Base prices.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem, Scope,
    database::Pg,
    export::{Column, List, Reader, day, moment, number, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
        sort::Ask,
    },
    idempotency::RequestKey,
    rule::maker_checker::{ChangeCommand, ChangeState},
};
use rules::{Exact, Fields, InvalidInput, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, export::label, input, role::WATER_HEAD};
use crate::{
    domain::{
        code::{Coded, parse_code},
        quantity::{PRICE_DECIMALS, UnitPrice},
        user::Category,
    },
    service::{
        Act,
        base_price::{NewBasePrice, decide_base_price, propose_base_price},
    },
    store::{
        base_price::{self, BasePriceFilter, BasePriceRow},
        base_price_proposal::{self, ProposalRow},
    },
};

/// A base price to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateBasePriceRequest {
    /// Code of the supply company.
    #[schema(example = "supply_city")]
    supplier: String,
    /// Category code.
    #[schema(value_type = Category, example = "non_resident")]
    category: String,
    /// Yuan per m³, to 4 decimals.
    #[schema(example = "4.20")]
    price: String,
    /// First day.
    #[schema(example = "2025-01-01")]
    effective_from: String,
    /// Document that fixed it.
    document: String,
    /// Article.
    article: String,
}

impl CreateBasePriceRequest {
    fn parse(&self) -> Result<NewBasePrice, InvalidInput> {
        let mut fields = Fields::new();
        let supplier = input::code(&mut fields, "/supplier", &self.supplier);
        let category = parse_code::<Category>(&mut fields, "/category", "用水类别", &self.category);
        let price = fields.decimal("/price", &self.price, PRICE_DECIMALS, Sign::Positive);
        if price.to_scaled(PRICE_DECIMALS).is_none() {
            fields.fault("/price", "out_of_range", "水价超出可登记的范围");
        }
        let effective_from = input::day(&mut fields, "/effective_from", &self.effective_from);
        let document = fields.text("/document", &self.document, input::NAME_LENGTH);
        let article = fields.text("/article", &self.article, input::NAME_LENGTH);
        let (category, effective_from) = input::finish(fields, category.zip(effective_from))?;
        Ok(NewBasePrice {
            supplier,
            category,
            price,
            effective_from,
            document,
            article,
        })
    }
}

/// A base price from a day on.
#[derive(Debug, Serialize, ToSchema)]
pub struct BasePriceView {
    /// Identity.
    id: Uuid,
    /// Code of the supply company.
    supplier: String,
    /// Category.
    #[schema(value_type = Category)]
    category: String,
    /// Yuan per m³.
    price: String,
    /// First day.
    effective_from: NaiveDate,
    /// Document.
    document: String,
    /// Article.
    article: String,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
    /// The second person, who fixed it; absent where it was loaded.
    approved_by: Option<String>,
}

impl From<BasePriceRow> for BasePriceView {
    fn from(row: BasePriceRow) -> Self {
        Self {
            id: row.id,
            price: UnitPrice(row.price()).to_string(),
            supplier: row.supplier,
            category: row.category,
            effective_from: row.effective_from,
            document: row.document,
            article: row.article,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
            approved_by: row.approved_by,
        }
    }
}

/// A base price that was proposed.
#[derive(Debug, Serialize, ToSchema)]
pub struct BasePriceProposalView {
    /// Identity; the price keeps it.
    id: Uuid,
    /// Code of the supply company.
    supplier: String,
    /// Category.
    #[schema(value_type = Category)]
    category: String,
    /// Yuan per m³.
    price: String,
    /// First day.
    effective_from: NaiveDate,
    /// Document.
    document: String,
    /// Article.
    article: String,
    /// `submitted`, `returned`, `withdrawn` or `approved`.
    #[schema(value_type = ChangeState)]
    state: String,
    /// Who proposed it.
    drafted_by: String,
    /// When.
    drafted_at: DateTime<Utc>,
    /// Who decided.
    decided_by: Option<String>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
    /// What was said with the decision.
    comment: Option<String>,
    /// Version for `If-Match`.
    version: i32,
}

impl From<ProposalRow> for BasePriceProposalView {
    fn from(row: ProposalRow) -> Self {
        Self {
            id: row.id,
            supplier: row.supplier,
            category: row.category,
            price: UnitPrice(Exact::scaled(row.price_e4, PRICE_DECIMALS)).to_string(),
            effective_from: row.effective_from,
            document: row.document,
            article: row.article,
            state: row.state,
            drafted_by: row.drafted_by,
            drafted_at: row.drafted_at,
            decided_by: row.decided_by,
            decided_at: row.decided_at,
            comment: row.comment,
            version: row.version,
        }
    }
}

/// Proposes a base price: in force from its day on, once another person has approved it. One that would change a period
/// with issued bills is refused: those are put right by credit bill.
#[utoipa::path(
    post,
    path = "/v1/base-prices",
    tag = "base prices",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateBasePriceRequest,
    responses((status = 201, body = BasePriceProposalView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn create_base_price(
    database: web::Data<Database>,
    principal: Principal,
    request: Idempotent<CreateBasePriceRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    // Whoever sees the supply company sees every bill that the price touches.
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(BasePriceProposalView::from(propose_base_price(tx, &act, new).await?))
    })
    .await
}

/// Which proposals are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ProposalQuery {
    /// State.
    #[param(value_type = Option<ChangeState>, inline)]
    state: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Proposed base prices of the supply companies that the caller looks after, the newest first.
#[utoipa::path(get, path = "/v1/base-price-proposals", tag = "base prices", params(ProposalQuery), responses((status = 200, body = Page<BasePriceProposalView>)))]
pub async fn list_base_price_proposals(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<ProposalQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<Uuid>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let rows = base_price_proposal::list(&mut conn, query.state.as_deref(), before, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |row| row.id).map(BasePriceProposalView::from)))
}

/// Nothing needs to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideBasePriceRequest {}

/// Sends a proposal back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnBasePriceRequest {
    /// What has to be put right.
    comment: String,
}

/// Approves a base price that somebody else has proposed.
#[utoipa::path(
    post, path = "/v1/base-price-proposals/{proposal_id}/approval", tag = "base prices",
    params(("proposal_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = DecideBasePriceRequest,
    responses((status = 200, body = BasePriceProposalView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn approve_base_price(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<DecideBasePriceRequest>,
) -> Result<HttpResponse, Problem> {
    decide(&database, &principal, id, version, &request.key, ChangeCommand::Approve).await
}

/// Sends a proposal back with a comment; whoever proposed it proposes another.
#[utoipa::path(
    post, path = "/v1/base-price-proposals/{proposal_id}/return", tag = "base prices",
    params(("proposal_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReturnBasePriceRequest,
    responses((status = 200, body = BasePriceProposalView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn return_base_price(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<ReturnBasePriceRequest>,
) -> Result<HttpResponse, Problem> {
    let comment = request.body.comment.clone();
    decide(&database, &principal, id, version, &request.key, ChangeCommand::Return { comment }).await
}

/// Gives a proposal up: whoever proposed it, or the head.
#[utoipa::path(
    post, path = "/v1/base-price-proposals/{proposal_id}/withdrawal", tag = "base prices",
    params(("proposal_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = DecideBasePriceRequest,
    responses((status = 200, body = BasePriceProposalView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn withdraw_base_price(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<DecideBasePriceRequest>,
) -> Result<HttpResponse, Problem> {
    decide(&database, &principal, id, version, &request.key, ChangeCommand::Withdraw).await
}

async fn decide(
    database: &Database,
    principal: &Principal,
    id: Uuid,
    version: i32,
    key: &RequestKey,
    command: ChangeCommand,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(principal);
    let may_decide = principal.has(WATER_HEAD);
    answer::once(database, &principal.scope, key, StatusCode::OK, async |tx| {
        let row = decide_base_price(tx, &act, id, version, may_decide, command).await?;
        Ok(BasePriceProposalView::from(row))
    })
    .await
}

/// What a list of base prices is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct BasePriceQuery {
    /// Code of the supply company.
    supplier: Option<String>,
    /// Category code.
    #[param(value_type = Option<Category>, inline)]
    category: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Base prices by supply company, category and day. They are public, so that no scope narrows them.
#[utoipa::path(get, path = "/v1/base-prices", tag = "base prices", params(BasePriceQuery), responses((status = 200, body = Page<BasePriceView>)))]
pub async fn list_base_prices(database: web::Data<Database>, Query(query): Query<BasePriceQuery>) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&Scope::Nothing).await?;
    Ok(HttpResponse::Ok().json(page_of(&mut conn, &query, &ask).await?))
}

async fn page_of(conn: &mut Pg, query: &BasePriceQuery, ask: &Ask) -> Result<Page<BasePriceView>, Problem> {
    let mut fields = Fields::new();
    let category = query.category.as_deref();
    let category = category.and_then(|text| parse_code::<Category>(&mut fields, "/category", "用水类别", text));
    fields.finish()?;
    let filter = BasePriceFilter {
        supplier: query.supplier.clone(),
        category: category.map(|category| category.code().to_owned()),
    };
    let (after, limit) = ask.behind::<(String, String, NaiveDate)>()?;
    let rows = base_price::list(conn, &filter, after, limit).await?;
    let page = ask.page_of(rows, |row| (row.supplier.clone(), row.category.clone(), row.effective_from));
    Ok(page.map(BasePriceView::from))
}

/// The list of base prices.
pub struct BasePrices;

impl List for BasePrices {
    type Query = BasePriceQuery;
    type Item = BasePriceView;
    const NAME: &'static str = "base-prices";
    const TITLE: &'static str = "基本水价";
    const COLUMNS: &'static [Column<BasePriceView>] = &[
        Column::new("供水企业", 18, |price| text(&price.supplier)),
        Column::new("用水类别", 12, |price| label::<Category>(&price.category)),
        Column::new("水价（元/m³）", 14, |price| number(&price.price)),
        Column::new("生效日期", 12, |price| day(price.effective_from)),
        Column::new("定价文件", 36, |price| text(&price.document)),
        Column::new("条款", 20, |price| text(&price.article)),
        Column::new("登记人", 16, |price| text(&price.recorded_by)),
        Column::new("登记时间", 20, |price| moment(price.recorded_at)),
        Column::new("核准人", 16, |price| optional(price.approved_by.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &BasePriceQuery, ask: &Ask) -> Result<Page<BasePriceView>, Problem> {
        page_of(conn, query, ask).await
    }
}
