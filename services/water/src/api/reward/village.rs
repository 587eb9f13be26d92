//! Villages that declare.

use actix_web::{HttpResponse, http::StatusCode, web};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Json, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
    },
    mask,
};
use rules::{Fields, InvalidInput};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::super::{answer, input};
use crate::{
    domain::{code::parse_code, irrigation::District, town::Town},
    service::{
        Act,
        reward::village::{VillageFacts, change_village, register_village},
    },
    store::reward::village::{self, VillageRow},
};

/// What is said of a village.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RewardVillageFactsRequest {
    /// Name.
    name: String,
    /// Surface-water district of its reformed land; without one there is no subsidy.
    #[schema(value_type = Option<District>)]
    district: Option<String>,
    /// Account: holder.
    account_name: Option<String>,
    /// Bank.
    account_bank: Option<String>,
    /// Number.
    account_number: Option<String>,
}

impl RewardVillageFactsRequest {
    fn read(&self, fields: &mut Fields) -> VillageFacts {
        let name = fields.text("/name", &self.name, input::NAME_LENGTH);
        let district = self
            .district
            .as_deref()
            .and_then(|code| parse_code::<District>(fields, "/district", "灌区", code));
        let holder = input::optional_text(fields, "/account_name", self.account_name.as_deref(), input::NAME_LENGTH);
        let bank = input::optional_text(fields, "/account_bank", self.account_bank.as_deref(), input::NAME_LENGTH);
        let number = input::optional_text(fields, "/account_number", self.account_number.as_deref(), input::CODE_LENGTH);
        if let Some(number) = &number
            && (!(8..=30).contains(&number.len()) || !number.bytes().all(|byte| byte.is_ascii_digit()))
        {
            fields.fault("/account_number", "not_an_account", "账号应为8至30位数字");
        }
        let account = match (holder, bank, number) {
            (Some(holder), Some(bank), Some(number)) => Some((holder, bank, number)),
            (None, None, None) => None,
            _ => {
                fields.fault("/account_number", "account_incomplete", "收款账户应当同时填写户名、开户行和账号");
                None
            }
        };
        VillageFacts { name, district, account }
    }
}

/// A village to be registered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRewardVillageRequest {
    /// Code of its unit.
    #[schema(example = "gujiao_zhongcun")]
    code: String,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// Name.
    name: String,
    /// Surface-water district of its reformed land; without one there is no subsidy.
    #[schema(value_type = Option<District>)]
    district: Option<String>,
    /// Account: holder.
    account_name: Option<String>,
    /// Bank.
    account_bank: Option<String>,
    /// Number.
    account_number: Option<String>,
}

impl CreateRewardVillageRequest {
    fn parse(self) -> Result<(String, Town, VillageFacts), InvalidInput> {
        let mut fields = Fields::new();
        let code = input::code(&mut fields, "/code", &self.code);
        if !code
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            || code.len() < 2
        {
            fields.fault("/code", "not_a_code", "村的编号用小写字母、数字和 _，至少两个字符");
        }
        let town = parse_code::<Town>(&mut fields, "/town", "镇", &self.town);
        let facts = RewardVillageFactsRequest {
            name: self.name,
            district: self.district,
            account_name: self.account_name,
            account_bank: self.account_bank,
            account_number: self.account_number,
        };
        let facts = facts.read(&mut fields);
        let town = input::finish(fields, town)?;
        Ok((code, town, facts))
    }
}

/// A village.
#[derive(Debug, Serialize, ToSchema)]
pub struct RewardVillageView {
    /// Code.
    code: String,
    /// Name.
    name: String,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// District.
    #[schema(value_type = Option<District>)]
    district: Option<String>,
    /// Account: holder.
    account_name: Option<String>,
    /// Bank.
    account_bank: Option<String>,
    /// Number, its middle left out.
    account_number: Option<String>,
    /// Version, for `If-Match`.
    version: i32,
}

impl From<VillageRow> for RewardVillageView {
    fn from(row: VillageRow) -> Self {
        Self {
            code: row.code,
            name: row.name,
            town: row.town,
            district: row.district,
            account_name: row.account_name,
            account_bank: row.account_bank,
            account_number: row.account_number.as_deref().map(mask::phone),
            version: row.version,
        }
    }
}

/// Registers a village.
#[utoipa::path(
    post, path = "/v1/reward/villages", tag = "reward", params(("Idempotency-Key" = String, Header)), request_body = CreateRewardVillageRequest,
    responses((status = 201, body = RewardVillageView), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn create_reward_village(
    database: web::Data<Database>,
    principal: Principal,
    request: Idempotent<CreateRewardVillageRequest>,
) -> Result<HttpResponse, Problem> {
    let (code, town, facts) = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(RewardVillageView::from(register_village(tx, &act, code, town, facts).await?))
    })
    .await
}

/// Changes what is said of a village.
#[utoipa::path(
    put, path = "/v1/reward/villages/{code}", tag = "reward", params(("code" = String, Path), ("If-Match" = String, Header)), request_body = RewardVillageFactsRequest,
    responses((status = 200, body = RewardVillageView), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn update_reward_village(
    database: web::Data<Database>,
    principal: Principal,
    Path(code): Path<String>,
    IfMatch(version): IfMatch,
    Json(request): Json<RewardVillageFactsRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let facts = request.read(&mut fields);
    fields.finish()?;
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        Ok(RewardVillageView::from(change_village(tx, &act, &code, version, facts).await?))
    })
    .await
}

/// Which villages are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct VillageQuery {
    /// Town.
    town: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Villages in the caller's scope, by code.
#[utoipa::path(get, path = "/v1/reward/villages", tag = "reward", params(VillageQuery), responses((status = 200, body = Page<RewardVillageView>)))]
pub async fn list_reward_villages(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<VillageQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<String>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let rows = village::list(&mut conn, query.town.as_deref(), after, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |row| row.code.clone()).map(RewardVillageView::from)))
}
