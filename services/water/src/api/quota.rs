//! The quota library, and plans computed from quota × declared output (新政办发〔2023〕24号 附件1 第五、六条, 附件2).

use std::collections::BTreeMap;

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, day, text},
    http::{
        access::Principal,
        extract::{Idempotent, Path, Query},
        page::Page,
        problem::{CitationBody, ProblemBody},
        sort::Ask,
        trace::StepBody,
    },
    rule::Rules,
};
use rules::{Cited, Exact, Fields, InvalidInput, RuleSet, Trace, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer,
    export::{answer_page, label},
    input,
    step::Step,
};
use crate::{
    domain::{
        code::{Coded, parse_code},
        irrigation::{Crop, PerCrop},
        period::Period,
        quantity::{PRICE_DECIMALS, UnitPrice},
        quota::QuotaLevel,
    },
    service::{
        Act,
        error::UseCaseError,
        quota::{
            NewQuota, NewQuotaBasis, OUTPUT_DECIMALS, QuotaBasisRecord, compute_plan, end_quota as set_end, quota_basis_of, record_quota,
        },
    },
    store::{
        corrupt,
        quota::{self, QuotaFilter, QuotaRow},
    },
};

/// A quota to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateQuotaRequest {
    /// Product, service or crop.
    #[schema(example = "啤酒")]
    product: String,
    /// What the value is per.
    #[schema(example = "立方米/千升")]
    unit: String,
    /// m³ per unit of product, to 4 decimals.
    #[schema(example = "4.5")]
    value: String,
    /// Who has issued it.
    #[schema(value_type = QuotaLevel, example = "provincial")]
    level: String,
    /// Number of the standard.
    standard: String,
    /// First day.
    #[schema(example = "2026-01-01")]
    effective_from: String,
    /// Last day; left out while it has no end.
    #[serde(default)]
    effective_to: Option<String>,
}

impl CreateQuotaRequest {
    fn parse(&self) -> Result<NewQuota, InvalidInput> {
        let mut fields = Fields::new();
        let product = fields.text("/product", &self.product, input::NAME_LENGTH);
        let unit = fields.text("/unit", &self.unit, input::NAME_LENGTH);
        let value = fields.decimal("/value", &self.value, PRICE_DECIMALS, Sign::Positive);
        if value.to_scaled(PRICE_DECIMALS).is_none() {
            fields.fault("/value", "out_of_range", "定额超出可登记的范围");
        }
        let level = parse_code::<QuotaLevel>(&mut fields, "/level", "级别", &self.level);
        let standard = fields.text("/standard", &self.standard, input::NAME_LENGTH);
        let from = input::day(&mut fields, "/effective_from", &self.effective_from);
        let to = self
            .effective_to
            .as_deref()
            .map(|text| input::day(&mut fields, "/effective_to", text));
        let (level, from) = input::finish(fields, level.zip(from))?;
        Ok(NewQuota {
            product,
            unit,
            value,
            level,
            standard,
            from,
            to: to.flatten(),
        })
    }
}

/// The last day of a quota.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EndQuotaRequest {
    /// Last day.
    #[schema(example = "2026-12-31")]
    effective_to: String,
}

/// A quota.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuotaView {
    /// Identity.
    id: Uuid,
    /// Product.
    product: String,
    /// What the value is per.
    unit: String,
    /// m³ per unit of product.
    value: String,
    /// Who has issued it.
    #[schema(value_type = QuotaLevel)]
    level: String,
    /// Number of the standard.
    standard: String,
    /// First day.
    effective_from: NaiveDate,
    /// Last day.
    effective_to: Option<NaiveDate>,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
    /// Version for `If-Match`.
    version: i32,
}

impl From<QuotaRow> for QuotaView {
    fn from(row: QuotaRow) -> Self {
        Self {
            value: UnitPrice(Exact::scaled(row.value_e4, PRICE_DECIMALS)).to_string(),
            id: row.id,
            product: row.product,
            unit: row.unit,
            level: row.level,
            standard: row.standard,
            effective_from: row.effective_from,
            effective_to: row.effective_to,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
            version: row.version,
        }
    }
}

/// Which quotas are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct QuotaQuery {
    /// Part of the product.
    q: Option<String>,
    /// Level.
    #[param(value_type = Option<QuotaLevel>, inline)]
    level: Option<String>,
    /// In force on this day.
    on: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list.
pub struct Quotas;

impl List for Quotas {
    type Query = QuotaQuery;
    type Item = QuotaView;
    const NAME: &'static str = "quotas";
    const TITLE: &'static str = "用水定额";
    const COLUMNS: &'static [Column<QuotaView>] = &[
        Column::new("产品", 24, |one| text(&one.product)),
        Column::new("定额", 12, |one| text(&one.value)),
        Column::new("单位", 16, |one| text(&one.unit)),
        Column::new("级别", 8, |one| label::<QuotaLevel>(&one.level)),
        Column::new("标准", 24, |one| text(&one.standard)),
        Column::new("生效日", 12, |one| day(Some(one.effective_from))),
        Column::new("失效日", 12, |one| day(one.effective_to)),
        Column::new("登记人", 16, |one| text(&one.recorded_by)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &QuotaQuery, ask: &Ask) -> Result<Page<QuotaView>, Problem> {
        let mut fields = Fields::new();
        let level = query.level.as_deref();
        let level = level.and_then(|text| parse_code::<QuotaLevel>(&mut fields, "/level", "级别", text));
        let on = query.on.as_deref().map(|text| input::day(&mut fields, "/on", text));
        fields.finish()?;
        let filter = QuotaFilter {
            text: query.q.clone(),
            level: level.map(|level| level.code().to_owned()),
            on: on.flatten(),
        };
        let (after, limit) = ask.behind()?;
        let rows = quota::list(conn, &filter, after, limit).await?;
        let page = ask.page_of(rows, |row| (row.product.clone(), row.level.clone(), row.effective_from));
        Ok(page.map(QuotaView::from))
    }
}

/// Quotas by product, level and day. They are published, so that no scope narrows them.
#[utoipa::path(get, path = "/v1/quotas", tag = "quotas", params(QuotaQuery), responses((status = 200, body = Page<QuotaView>), (status = 400, body = ProblemBody)))]
pub async fn list_quotas(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<QuotaQuery>,
) -> Result<HttpResponse, Problem> {
    answer_page(Quotas, &database, &principal, &query, (query.limit, query.cursor.as_deref())).await
}

/// A crop's quota, as the rules have it.
#[derive(Debug, Serialize, ToSchema)]
pub struct CropQuotaView {
    /// Crop class.
    #[schema(value_type = Crop)]
    crop: &'static str,
    /// m³ per mu and year.
    value: String,
    /// Where it stands.
    citation: CitationBody,
}

/// The crop quotas of 25号 三: rules of irrigation, shown here and kept there.
#[utoipa::path(get, path = "/v1/crop-quotas", tag = "quotas", responses((status = 200, body = Vec<CropQuotaView>), (status = 422, body = ProblemBody)))]
pub async fn list_crop_quotas(rules: Rules<RuleSet>, principal: Principal) -> Result<HttpResponse, Problem> {
    let quotas: Cited<PerCrop<Exact>> = rules.at("irrigation.crop_quota", Act::now(&principal).today)?;
    let views = Crop::ALL.iter().map(|crop| CropQuotaView {
        crop: crop.code(),
        value: quotas.value.of(*crop).to_exact_text(),
        citation: CitationBody {
            document: quotas.source.citation.document.clone(),
            article: quotas.source.citation.article.clone(),
        },
    });
    Ok(HttpResponse::Ok().json(views.collect::<Vec<_>>()))
}

/// Records a quota; a product has one of a level on a day.
#[utoipa::path(
    post, path = "/v1/quotas", tag = "quotas",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateQuotaRequest,
    responses((status = 201, body = QuotaView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_quota(
    database: web::Data<Database>,
    principal: Principal,
    request: Idempotent<CreateQuotaRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(QuotaView::from(record_quota(tx, &act, new).await?))
    })
    .await
}

/// Ends a quota that has no last day yet.
#[utoipa::path(
    post, path = "/v1/quotas/{quota_id}/ending", tag = "quotas",
    params(("quota_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EndQuotaRequest,
    responses((status = 200, body = QuotaView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn end_quota(Step { on, body }: Step<EndQuotaRequest>) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let to = input::day(&mut fields, "/effective_to", &body.effective_to);
    let to = input::finish(fields, to)?;
    on.answer(async |tx| Ok(QuotaView::from(set_end(tx, &on.act, on.id, on.version, to).await?)))
        .await
}

/// What a drafted plan is to be computed from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QuotaBasisRequest {
    /// Quota.
    quota_id: Uuid,
    /// Declared output per measuring period, in the quota's unit, to 4 decimals.
    #[schema(example = json!({"2027Q1": "100"}))]
    outputs: BTreeMap<String, String>,
    /// What a unit of product takes at present, m³: needed where the plan is above that of the year before.
    #[serde(default)]
    present_use: Option<String>,
}

impl QuotaBasisRequest {
    fn parse(&self) -> Result<NewQuotaBasis, InvalidInput> {
        let mut fields = Fields::new();
        let mut outputs = BTreeMap::new();
        for (text, output) in &self.outputs {
            let pointer = format!("/outputs/{}", text.replace('~', "~0").replace('/', "~1"));
            let output = fields.decimal(&pointer, output, OUTPUT_DECIMALS, Sign::Positive);
            if let Some(period) = input::period(&mut fields, &pointer, text) {
                outputs.insert(period, output);
            }
        }
        if self.outputs.is_empty() {
            fields.fault("/outputs", "empty_list", "至少要有一个周期的申报产量");
        }
        let present_use = self.present_use.as_deref();
        let present_use = present_use.map(|text| fields.decimal("/present_use", text, PRICE_DECIMALS, Sign::Positive));
        fields.finish()?;
        Ok(NewQuotaBasis {
            quota_id: self.quota_id,
            outputs,
            present_use,
        })
    }
}

/// What a plan's volumes rest on.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuotaBasisView {
    /// Plan.
    plan_id: Uuid,
    /// The plan's version after it.
    plan_version: Option<i32>,
    /// The quota.
    quota: QuotaView,
    /// Declared output per measuring period.
    outputs: BTreeMap<String, String>,
    /// What a unit of product took then, m³.
    present_use: Option<String>,
    /// Whether the plan still has these volumes.
    is_current: bool,
    /// How the volumes follow.
    #[schema(value_type = Vec<StepBody>)]
    trace: Trace,
    /// Who computed it.
    computed_by: String,
    /// When.
    computed_at: DateTime<Utc>,
}

fn basis_view(record: QuotaBasisRecord, plan_version: Option<i32>) -> Result<QuotaBasisView, UseCaseError> {
    let outputs: BTreeMap<Period, String> = serde_json::from_value(record.row.outputs).map_err(|error| corrupt(error.to_string()))?;
    Ok(QuotaBasisView {
        plan_id: record.row.plan_id,
        plan_version,
        quota: QuotaView::from(record.quota),
        outputs: outputs.into_iter().map(|(period, output)| (period.to_string(), output)).collect(),
        present_use: record
            .row
            .present_use_e4
            .map(|used| Exact::scaled(used, PRICE_DECIMALS).to_exact_text()),
        is_current: record.is_current,
        trace: record.trace,
        computed_by: record.row.computed_by,
        computed_at: record.row.computed_at,
    })
}

/// Computes the volumes of a drafted plan: quota × declared output. Above the plan of the year before only where use per unit of
/// product is below the quota.
#[utoipa::path(
    post, path = "/v1/plans/{plan_id}/quota-basis", tag = "plans",
    params(("plan_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = QuotaBasisRequest,
    responses((status = 200, body = QuotaBasisView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn put_quota_basis(Step { on, body }: Step<QuotaBasisRequest>) -> Result<HttpResponse, Problem> {
    let new = body.parse()?;
    on.answer(async |tx| {
        let (plan, record) = compute_plan(tx, &on.rules, &on.act, on.id, on.version, new).await?;
        basis_view(record, Some(plan.row.version))
    })
    .await
}

/// What a plan's volumes rest on, computed again.
#[utoipa::path(
    get, path = "/v1/plans/{plan_id}/quota-basis", tag = "plans",
    params(("plan_id" = Uuid, Path)),
    responses((status = 200, body = QuotaBasisView), (status = 404, body = ProblemBody))
)]
pub async fn show_quota_basis(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let record = quota_basis_of(&mut conn, &rules, id).await?;
    Ok(HttpResponse::Ok().json(basis_view(record, None)?))
}
