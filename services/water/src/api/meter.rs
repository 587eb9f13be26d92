//! Meters and their verifications. What is done to one later stands in [`super::meter_change`].

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    http::{
        access::Principal,
        extract::{Idempotent, Path},
        problem::ProblemBody,
    },
    rule::Rules,
};
use rules::{Fields, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{answer, input};
use crate::{
    domain::{
        code::{Coded, parse_code},
        meter::{Due, Measure, Meter, MeteringRules, Place, VerificationOutcome},
        quantity::VOLUME_DECIMALS,
    },
    service::{
        Act,
        error::UseCaseError,
        meter as service,
        meter::{NewMeter, NewVerification},
    },
    store::{
        meter::{self, MeterRow, VerificationRow},
        water_user,
    },
};

/// Most digits of a counter.
pub(super) const MOST_DIGITS: i64 = 12;
/// Largest calibre, DN.
pub(super) const MOST_DN: i64 = 3_000;

/// A meter to be registered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateMeterRequest {
    /// A sub-meter's master meter, which counts its water too: a meter in use of the same user at the same kind of place, not
    /// itself a sub-meter. Only the master meter is billed. In a replacement that of the old meter when left out.
    #[serde(default)]
    pub(super) master_meter_id: Option<Uuid>,
    /// Number on the meter, unique in the county.
    pub(super) number: String,
    /// Calibre DN, mm.
    #[schema(example = 50)]
    pub(super) calibre_dn: i64,
    /// Digits of the counter before the point: it rolls over at 10^digits m³.
    #[schema(example = 6)]
    pub(super) digits: i64,
    /// Kind, in words.
    #[schema(example = "机械水表")]
    pub(super) kind: String,
    /// `intake`, `supply_point` or `discharge`.
    #[schema(value_type = Place, example = "supply_point")]
    pub(super) place: String,
    /// Day of installation.
    #[schema(example = "2026-01-05")]
    pub(super) installed_on: String,
    /// Number of the verification seal.
    #[serde(default)]
    pub(super) seal_number: Option<String>,
    /// First verification or calibration; may follow later.
    #[serde(default)]
    pub(super) verification: Option<CreateVerificationRequest>,
    /// What it showed at installation, m³; needs the verification. May follow as a reading.
    #[serde(default)]
    #[schema(example = "0")]
    pub(super) installation_value: Option<String>,
}

impl CreateMeterRequest {
    /// A fault is noted in `fields` wherever this is none. `base` is the pointer of the meter in the request.
    pub(super) fn read(&self, fields: &mut Fields, base: &str) -> Option<NewMeter> {
        let at = |field: &str| format!("{base}/{field}");
        let number = input::code(fields, &at("number"), &self.number);
        let calibre_dn = fields.integer(&at("calibre_dn"), self.calibre_dn, 1, MOST_DN);
        let digits = fields.integer(&at("digits"), self.digits, 3, MOST_DIGITS);
        let kind = fields.text(&at("kind"), &self.kind, input::NAME_LENGTH);
        let place = parse_code::<Place>(fields, &at("place"), "安装位置", &self.place);
        let installed_on = input::day(fields, &at("installed_on"), &self.installed_on);
        let seal_number = input::optional_text(fields, &at("seal_number"), self.seal_number.as_deref(), input::CODE_LENGTH);
        let verification = self.verification.as_ref().map(|body| body.read(fields, &at("verification")));
        let installation_value = self
            .installation_value
            .as_ref()
            .map(|text| fields.decimal(&at("installation_value"), text, VOLUME_DECIMALS, Sign::NonNegative));
        Some(NewMeter {
            master_meter_id: self.master_meter_id,
            number,
            calibre_dn: i32::try_from(calibre_dn).ok()?,
            digits: i32::try_from(digits).ok()?,
            kind,
            place: place?,
            installed_on: installed_on?,
            seal_number,
            verification: verification.flatten(),
            installation_value,
        })
    }
}

/// A verification or calibration to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateVerificationRequest {
    /// Number of the certificate or of the notice of failure.
    pub(super) certificate: String,
    /// Day of it.
    #[schema(example = "2026-01-03")]
    pub(super) verified_on: String,
    /// `verified`, `calibrated` or `failed`.
    #[schema(value_type = VerificationOutcome, example = "verified")]
    pub(super) outcome: String,
    /// Last day on which the certificate is valid.
    #[schema(example = "2028-01-02")]
    pub(super) valid_until: String,
}

impl CreateVerificationRequest {
    fn read(&self, fields: &mut Fields, base: &str) -> Option<NewVerification> {
        let at = |field: &str| format!("{base}/{field}");
        let certificate = fields.text(&at("certificate"), &self.certificate, input::NAME_LENGTH);
        let verified_on = input::day(fields, &at("verified_on"), &self.verified_on);
        let outcome = parse_code::<VerificationOutcome>(fields, &at("outcome"), "检定结论", &self.outcome);
        let valid_until = input::day(fields, &at("valid_until"), &self.valid_until);
        Some(NewVerification {
            certificate,
            verified_on: verified_on?,
            outcome: outcome?,
            valid_until: valid_until?,
        })
    }
}

/// A meter as it stands today.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeterView {
    /// Identity.
    pub(super) id: Uuid,
    /// User.
    pub(super) user_id: Uuid,
    /// The master meter that counts its water too; a sub-meter is not billed.
    pub(super) master_meter_id: Option<Uuid>,
    /// Number.
    pub(super) number: String,
    /// Calibre DN, mm.
    pub(super) calibre_dn: i32,
    /// Digits of the counter.
    pub(super) digits: i32,
    /// Kind.
    pub(super) kind: String,
    /// Place.
    #[schema(value_type = Place)]
    pub(super) place: String,
    /// Installed on.
    pub(super) installed_on: NaiveDate,
    /// Removed on.
    pub(super) removed_on: Option<NaiveDate>,
    /// Number of the verification seal.
    pub(super) seal_number: Option<String>,
    /// Sealed by law since.
    pub(super) sealed_from: Option<NaiveDate>,
    /// Of a kind that may not be used, since.
    pub(super) obsolete_from: Option<NaiveDate>,
    /// `usable`, `removed`, or why it may not be read: `meter_not_verified`, `meter_verification_expired`, `meter_failed`, `meter_sealed`, `meter_obsolete`.
    #[schema(example = "usable")]
    pub(super) status: String,
    /// What is due next: `replacement` or `verification`; none without a verification on record.
    pub(super) due_measure: Option<String>,
    /// By when.
    pub(super) due_on: Option<NaiveDate>,
    /// Verifications and calibrations, in order.
    pub(super) verifications: Vec<VerificationView>,
    /// Version, for `If-Match`.
    pub(super) version: i32,
}

/// A verification or calibration.
#[derive(Debug, Serialize, ToSchema)]
pub struct VerificationView {
    /// Identity.
    id: Uuid,
    /// Certificate.
    certificate: String,
    /// Day.
    verified_on: NaiveDate,
    /// `verified`, `calibrated` or `failed`.
    #[schema(value_type = VerificationOutcome)]
    outcome: String,
    /// Last valid day.
    valid_until: NaiveDate,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
}

impl From<VerificationRow> for VerificationView {
    fn from(row: VerificationRow) -> Self {
        Self {
            id: row.id,
            certificate: row.certificate,
            verified_on: row.verified_on,
            outcome: row.outcome,
            valid_until: row.valid_until,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
        }
    }
}

/// What a cycle asks for, as its code.
pub(super) fn measure_code(measure: Measure) -> &'static str {
    match measure {
        Measure::Replacement => "replacement",
        Measure::Verification => "verification",
    }
}

fn view(row: MeterRow, meter: &Meter, verifications: Vec<VerificationRow>, rules: &MeteringRules, today: NaiveDate) -> MeterView {
    let status = match (row.removed_on, meter.check_usable(today)) {
        (Some(_), _) => "removed",
        (None, Err(unusable)) => unusable.code(),
        (None, Ok(())) => "usable",
    };
    let due = match meter.due(rules) {
        Due::On { measure, day } if row.removed_on.is_none() => Some((measure, day)),
        _ => None,
    };
    MeterView {
        id: row.id,
        user_id: row.user_id,
        master_meter_id: row.master_meter_id,
        number: row.number,
        calibre_dn: row.calibre_dn,
        digits: row.digits,
        kind: row.kind,
        place: row.place,
        installed_on: row.installed_on,
        removed_on: row.removed_on,
        seal_number: row.seal_number,
        sealed_from: row.sealed_from,
        obsolete_from: row.obsolete_from,
        status: status.to_owned(),
        due_measure: due.map(|(measure, _)| measure_code(measure).to_owned()),
        due_on: due.map(|(_, day)| day),
        verifications: verifications.into_iter().map(VerificationView::from).collect(),
        version: row.version,
    }
}

pub(super) async fn views(conn: &mut Pg, rules: &RuleSet, today: NaiveDate, rows: Vec<MeterRow>) -> Result<Vec<MeterView>, UseCaseError> {
    let rules = MeteringRules::at(rules, today)?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let mut verifications = meter::verifications_of(conn, &ids).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let own: Vec<_> = verifications
            .extract_if(.., |verification| verification.meter_id == row.id)
            .collect();
        let domain = meter::to_domain(&row, &own)?;
        found.push(view(row, &domain, own, &rules, today));
    }
    Ok(found)
}

/// A meter as it stands today.
pub(super) async fn one_view(conn: &mut Pg, rules: &RuleSet, act: &Act, row: MeterRow) -> Result<MeterView, UseCaseError> {
    let mut found = views(conn, rules, act.today, vec![row]).await?;
    found.pop().ok_or(UseCaseError::NotFound("这块水表"))
}

/// Registers a meter of a user.
#[utoipa::path(
    post,
    path = "/v1/water-users/{user_id}/meters",
    tag = "meters",
    params(("user_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = CreateMeterRequest,
    responses((status = 201, body = MeterView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_meter(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(user_id): Path<Uuid>,
    request: Idempotent<CreateMeterRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let new = request.body.read(&mut fields, "");
    let new = input::finish(fields, new)?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let registered = service::register_meter(tx, &rules, &act, user_id, new).await?;
        one_view(tx, &rules, &act, registered.meter).await
    })
    .await
}

/// A user's meters.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeterList {
    /// By day of installation.
    items: Vec<MeterView>,
}

/// The meters of a user, removed ones included.
#[utoipa::path(
    get,
    path = "/v1/water-users/{user_id}/meters",
    tag = "meters",
    params(("user_id" = Uuid, Path)),
    responses((status = 200, body = MeterList), (status = 404, body = ProblemBody))
)]
pub async fn list_meters_of_user(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(user_id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    water_user::find(&mut conn, user_id)
        .await?
        .ok_or(UseCaseError::NotFound("这个用水户"))?;
    let rows = meter::of_user(&mut conn, user_id).await?;
    let items = views(&mut conn, &rules, Act::now(&principal).today, rows).await?;
    Ok(HttpResponse::Ok().json(MeterList { items }))
}

/// One meter.
#[utoipa::path(
    get,
    path = "/v1/meters/{meter_id}",
    tag = "meters",
    params(("meter_id" = Uuid, Path)),
    responses((status = 200, body = MeterView), (status = 404, body = ProblemBody))
)]
pub async fn show_meter(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = meter::find(&mut conn, id).await?.ok_or(UseCaseError::NotFound("这块水表"))?;
    Ok(HttpResponse::Ok().json(one_view(&mut conn, &rules, &Act::now(&principal), row).await?))
}

/// Records a verification or calibration of a meter (新政办发〔2023〕24号 附件3 第九条).
#[utoipa::path(
    post,
    path = "/v1/meters/{meter_id}/verifications",
    tag = "meters",
    params(("meter_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = CreateVerificationRequest,
    responses((status = 201, body = VerificationView), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_verification(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    request: Idempotent<CreateVerificationRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let new = request.body.read(&mut fields, "");
    let new = input::finish(fields, new)?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(VerificationView::from(service::record_verification(tx, &act, id, new).await?))
    })
    .await
}
