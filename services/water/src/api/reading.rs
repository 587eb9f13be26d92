//! Readings, one by one.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Idempotent, Path},
        problem::ProblemBody,
    },
    rule::Rules,
};
use rules::{Exact, Fields, InvalidInput, Refusal, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{answer, input};
use crate::{
    domain::{
        code::parse_code,
        meter::MeteringRules,
        period::Period,
        quantity::{VOLUME_DECIMALS, Volume},
        reading::{Correction, Method, NewReading, Purpose},
    },
    service::{Act, error::UseCaseError, reading as service},
    store::{
        meter,
        reading::{self, ReadingRow},
    },
};

/// A reading to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateReadingRequest {
    /// `periodic` closes a measuring period, `install` opens the meter's count; `removal` only as a correction.
    #[schema(example = "periodic")]
    purpose: String,
    /// The period that a periodic reading closes: `2026Q3` or `2026-09`.
    #[serde(default)]
    #[schema(example = "2026Q3")]
    period: Option<String>,
    /// Day of reading.
    #[schema(example = "2026-09-30")]
    read_on: String,
    /// What the counter showed, m³, to 3 decimals.
    #[schema(example = "1500.000")]
    value: String,
    /// `manual` or `remote`; an `estimate` is refused.
    #[schema(value_type = Method, example = "manual")]
    method: String,
    /// Whether the counter passed its capacity since the reading before.
    #[serde(default)]
    rolled_over: bool,
    /// The reading that this one replaces, and why.
    #[serde(default)]
    correction: Option<CorrectionBody>,
    /// Marks the reading of a period that was missed, recorded after later ones.
    #[serde(default)]
    supplement: Option<SupplementBody>,
}

/// A correction.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionBody {
    /// The reading that is replaced.
    replaces: Uuid,
    /// Why.
    reason: String,
}

/// A supplementary reading: its day and value lie between those of the readings before and after.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplementBody {
    /// Why it comes late, and what it rests on: a record of that day, data of the meter, what was agreed with the user.
    reason: String,
}

impl CreateReadingRequest {
    fn parse(&self) -> Result<NewReading, InvalidInput> {
        let mut fields = Fields::new();
        let purpose = self.read_purpose(&mut fields);
        let read_on = input::day(&mut fields, "/read_on", &self.read_on);
        let value = fields.decimal("/value", &self.value, VOLUME_DECIMALS, Sign::NonNegative);
        let method = parse_code::<Method>(&mut fields, "/method", "抄表方式", &self.method);
        let correction = self.correction.as_ref().map(|correction| Correction {
            replaces: correction.replaces,
            reason: fields.text("/correction/reason", &correction.reason, input::TEXT_LENGTH),
        });
        let supplement = self
            .supplement
            .as_ref()
            .map(|supplement| fields.text("/supplement/reason", &supplement.reason, input::TEXT_LENGTH));
        let ((purpose, read_on), method) = input::finish(fields, purpose.zip(read_on).zip(method))?;
        Ok(NewReading {
            purpose,
            read_on,
            value,
            method,
            rolled_over: self.rolled_over,
            correction,
            supplement,
        })
    }

    fn read_purpose(&self, fields: &mut Fields) -> Option<Purpose> {
        match (self.purpose.as_str(), self.period.as_deref()) {
            ("install", None) => Some(Purpose::Installation),
            ("removal", None) => Some(Purpose::Removal),
            ("periodic", Some(text)) => text
                .parse::<Period>()
                .map(Purpose::Period)
                .map_err(|error| fields.fault("/period", "not_a_period", error.to_string()))
                .ok(),
            ("periodic", None) => {
                fields.fault("/period", "required", "周期读数必须写明计量周期，例如 2026Q3");
                None
            }
            ("install" | "removal", Some(_)) => {
                fields.fault("/period", "not_expected", "只有周期读数才写计量周期");
                None
            }
            (other, _) => {
                fields.fault(
                    "/purpose",
                    "unknown_value",
                    format!("「{other}」不是读数用途，应为：periodic（周期读数）、install（安装读数）、removal（拆表读数）"),
                );
                None
            }
        }
    }
}

/// A reading.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReadingView {
    /// Identity.
    pub(super) id: Uuid,
    /// Meter.
    pub(super) meter_id: Uuid,
    /// Its number.
    pub(super) meter_number: String,
    /// `periodic`, `install` or `removal`.
    pub(super) purpose: String,
    /// Period.
    pub(super) period: Option<String>,
    /// Day of reading.
    pub(super) read_on: NaiveDate,
    /// m³.
    pub(super) value: String,
    /// `manual` or `remote`.
    #[schema(value_type = Method)]
    pub(super) method: String,
    /// Whether the counter passed its capacity.
    pub(super) rolled_over: bool,
    /// The reading that this one replaces.
    pub(super) replaces: Option<Uuid>,
    /// Whether it closes a period that was missed, and was recorded after later readings.
    pub(super) supplement: bool,
    /// Why it replaces another or comes late.
    pub(super) reason: Option<String>,
    /// Who recorded it.
    pub(super) recorded_by: String,
    /// When.
    pub(super) recorded_at: DateTime<Utc>,
}

impl ReadingView {
    /// A reading with the number of its meter.
    pub fn of(row: ReadingRow, meter_number: String) -> Self {
        Self {
            id: row.id,
            meter_id: row.meter_id,
            meter_number,
            purpose: row.purpose,
            period: row.period,
            read_on: row.read_on,
            value: Volume(Exact::scaled(row.value_milli, VOLUME_DECIMALS)).to_string(),
            method: row.method,
            rolled_over: row.rolled_over,
            replaces: row.replaces,
            supplement: row.supplement,
            reason: row.reason,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
        }
    }
}

/// A reading that was recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordedReadingView {
    /// The reading.
    #[serde(flatten)]
    reading: ReadingView,
    /// Numbers of bills that rest on the reading which was corrected or missing: they stay as they are until a credit bill
    /// cancels them.
    bills_to_review: Vec<String>,
}

/// Records a reading (新政办发〔2023〕24号 附件3 第十一条（二）、第十二条). A correction is a new reading that replaces another,
/// a supplement the late reading of a period that was missed.
#[utoipa::path(
    post,
    path = "/v1/meters/{meter_id}/readings",
    tag = "readings",
    params(("meter_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = CreateReadingRequest,
    responses((status = 201, body = RecordedReadingView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_reading(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(meter_id): Path<Uuid>,
    request: Idempotent<CreateReadingRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    if new.purpose == Purpose::Removal && new.correction.is_none() {
        let refusal = Refusal::new("removal_not_recorded", "拆表读数随拆表或换表登记，这里只能更正已有的拆表读数");
        return Err(refusal.at("/purpose").into());
    }
    let act = Act::now(&principal);
    let metering = MeteringRules::at(&rules, act.today)?;
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let row = service::record_reading(tx, &metering, &act, meter_id, new).await?;
        let bills_to_review = if row.replaces.is_some() || row.supplement {
            service::bills_resting_on(tx, &row).await?
        } else {
            Vec::new()
        };
        let number = meter::find(tx, meter_id).await?.map(|meter| meter.number).unwrap_or_default();
        Ok(RecordedReadingView {
            reading: ReadingView::of(row, number),
            bills_to_review,
        })
    })
    .await
}

/// One reading.
#[utoipa::path(
    get,
    path = "/v1/readings/{reading_id}",
    tag = "readings",
    params(("reading_id" = Uuid, Path)),
    responses((status = 200, body = ReadingView), (status = 404, body = ProblemBody))
)]
pub async fn show_reading(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = reading::find(&mut conn, id).await?.ok_or(UseCaseError::NotFound("这个读数"))?;
    let number = meter::find(&mut conn, row.meter_id)
        .await?
        .map(|meter| meter.number)
        .unwrap_or_default();
    Ok(HttpResponse::Ok().json(ReadingView::of(row, number)))
}
