//! What is done to a meter in use: sealing, removal, replacement.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::NaiveDate;
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path},
        problem::ProblemBody,
    },
    rule::Rules,
};
use rules::{Fields, InvalidInput, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    answer, input,
    meter::{CreateMeterRequest, MeterView, one_view},
    reading::ReadingView,
    step::Step,
};
use crate::{
    domain::{code::parse_code, quantity::VOLUME_DECIMALS, reading::Method},
    service::{Act, meter as service, meter::Removal},
};

/// How a meter is taken out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RemovalRequest {
    /// Day of removal.
    #[schema(example = "2026-08-20")]
    removed_on: String,
    /// What it showed, m³. Left out only where the meter may not be read (expired, sealed, …).
    #[serde(default)]
    value: Option<String>,
    /// `manual` or `remote`; by hand when left out.
    #[serde(default)]
    #[schema(value_type = Option<Method>)]
    method: Option<String>,
    /// Whether the counter passed its capacity since the reading before.
    #[serde(default)]
    rolled_over: bool,
}

impl RemovalRequest {
    fn read(&self, fields: &mut Fields, base: &str) -> Option<Removal> {
        let at = |field: &str| format!("{base}/{field}");
        let removed_on = input::day(fields, &at("removed_on"), &self.removed_on);
        let value = self
            .value
            .as_ref()
            .map(|text| fields.decimal(&at("value"), text, VOLUME_DECIMALS, Sign::NonNegative));
        let method = match self.method.as_deref() {
            Some(text) => parse_code::<Method>(fields, &at("method"), "抄表方式", text),
            None => Some(Method::Manual),
        };
        Some(Removal {
            removed_on: removed_on?,
            value,
            method: method?,
            rolled_over: self.rolled_over,
        })
    }
}

/// A change of meters: the old one out, the new one in.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReplaceMeterRequest {
    /// How the old meter is taken out.
    removal: RemovalRequest,
    /// The new meter.
    meter: CreateMeterRequest,
}

/// The day on which something begins.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FromDayRequest {
    /// First day.
    #[schema(example = "2026-08-20")]
    from: String,
}

impl FromDayRequest {
    fn parse(&self) -> Result<NaiveDate, InvalidInput> {
        let mut fields = Fields::new();
        let day = input::day(&mut fields, "/from", &self.from);
        input::finish(fields, day)
    }
}

/// A request without content.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmptyRequest {}

/// Notes that a meter has been sealed by law (附件3 第十二条（八）).
#[utoipa::path(
    post,
    path = "/v1/meters/{meter_id}/sealing",
    tag = "meters",
    params(("meter_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = FromDayRequest,
    responses((status = 200, body = MeterView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn seal_meter(Step { on, body }: Step<FromDayRequest>) -> Result<HttpResponse, Problem> {
    let from = body.parse()?;
    on.answer(async |tx| {
        let row = service::seal_meter(tx, &on.act, on.id, on.version, from).await?;
        one_view(tx, &on.rules, &on.act, row).await
    })
    .await
}

/// Notes that the sealing of a meter has been lifted.
#[utoipa::path(
    post,
    path = "/v1/meters/{meter_id}/unsealing",
    tag = "meters",
    params(("meter_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = EmptyRequest,
    responses((status = 200, body = MeterView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn unseal_meter(Step { on, .. }: Step<EmptyRequest>) -> Result<HttpResponse, Problem> {
    on.answer(async |tx| {
        let row = service::unseal_meter(tx, &on.act, on.id, on.version).await?;
        one_view(tx, &on.rules, &on.act, row).await
    })
    .await
}

/// Notes that the kind of a meter is below standard or ordered out of use (附件3 第十二条（七）).
#[utoipa::path(
    post,
    path = "/v1/meters/{meter_id}/obsolescence",
    tag = "meters",
    params(("meter_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = FromDayRequest,
    responses((status = 200, body = MeterView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn mark_meter_obsolete(Step { on, body }: Step<FromDayRequest>) -> Result<HttpResponse, Problem> {
    let from = body.parse()?;
    on.answer(async |tx| {
        let row = service::mark_obsolete(tx, &on.act, on.id, on.version, from).await?;
        one_view(tx, &on.rules, &on.act, row).await
    })
    .await
}

/// Takes a meter out, with its last reading.
#[utoipa::path(
    post,
    path = "/v1/meters/{meter_id}/removal",
    tag = "meters",
    params(("meter_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = RemovalRequest,
    responses((status = 200, body = MeterView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn remove_meter(Step { on, body }: Step<RemovalRequest>) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let removal = body.read(&mut fields, "");
    let removal = input::finish(fields, removal)?;
    on.answer(async |tx| {
        let row = service::remove_meter(tx, &on.rules, &on.act, on.id, on.version, removal).await?;
        one_view(tx, &on.rules, &on.act, row).await
    })
    .await
}

/// A change of meters that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeterReplacementView {
    /// The old meter.
    removed: MeterView,
    /// The new one.
    installed: MeterView,
    /// Its reading at installation.
    installation: Option<ReadingView>,
}

/// Changes a meter: the old one is taken out with its last reading, the new one registered; both or neither.
#[utoipa::path(
    post,
    path = "/v1/meters/{meter_id}/replacement",
    tag = "meters",
    params(("meter_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReplaceMeterRequest,
    responses(
        (status = 201, body = MeterReplacementView),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub async fn replace_meter(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<ReplaceMeterRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let removal = request.body.removal.read(&mut fields, "/removal");
    let new = request.body.meter.read(&mut fields, "/meter");
    let (removal, new) = input::finish(fields, removal.zip(new))?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let (removed, registered) = service::replace_meter(tx, &rules, &act, id, version, removal, new).await?;
        let number = registered.meter.number.clone();
        Ok(MeterReplacementView {
            removed: one_view(tx, &rules, &act, removed).await?,
            installed: one_view(tx, &rules, &act, registered.meter).await?,
            installation: registered.installation.map(|row| ReadingView::of(row, number)),
        })
    })
    .await
}
