//! Base prices.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem, Scope,
    http::{
        access::Principal,
        extract::{Idempotent, Query},
        page::{self, Page},
        problem::ProblemBody,
    },
};
use rules::{Fields, InvalidInput, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, input};
use crate::{
    domain::{
        code::{Coded, parse_code},
        quantity::{PRICE_DECIMALS, UnitPrice},
        user::Category,
    },
    service::{
        Act,
        base_price::{NewBasePrice, record_base_price},
    },
    store::base_price::{self, BasePriceFilter, BasePriceRow},
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
        }
    }
}

/// Records a base price. One that would change a period with issued bills is refused: those are put right by credit bill.
#[utoipa::path(
    post,
    path = "/v1/base-prices",
    tag = "base prices",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateBasePriceRequest,
    responses((status = 201, body = BasePriceView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn create_base_price(
    database: web::Data<Database>,
    principal: Principal,
    request: Idempotent<CreateBasePriceRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    // A price touches every bill of the supplier, so that the whole department's rows have to be seen.
    answer::once(&database, &Scope::All, &request.key, StatusCode::CREATED, async |tx| {
        Ok(BasePriceView::from(record_base_price(tx, &act, new).await?))
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
    let limit = page::limit(query.limit)?;
    let after = page::position::<(String, String, NaiveDate)>(query.cursor.as_deref())?;
    let mut fields = Fields::new();
    let category = query
        .category
        .as_deref()
        .and_then(|text| parse_code::<Category>(&mut fields, "/category", "用水类别", text));
    fields.finish()?;
    let filter = BasePriceFilter {
        supplier: query.supplier,
        category: category.map(|category| category.code().to_owned()),
    };
    let mut conn = database.connection(&Scope::Nothing).await?;
    let rows = base_price::list(&mut conn, &filter, after, limit + 1).await?;
    let page = Page::of(rows, limit, |row| (row.supplier.clone(), row.category.clone(), row.effective_from));
    Ok(HttpResponse::Ok().json(page.map(BasePriceView::from)))
}
