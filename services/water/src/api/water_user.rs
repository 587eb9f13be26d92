//! Water users.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Json, Path},
        problem::ProblemBody,
    },
};
use rules::{Fields, InvalidInput};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{answer, input};
use crate::{
    domain::{
        code::parse_code,
        credit_code,
        town::Town,
        user::{Category, IndustryClass, Recognition, Supply, UseClass},
    },
    service::{
        Act,
        error::UseCaseError,
        water_user::{WaterUserFields, change_water_user, disclose_phone, register_water_user},
    },
    store::water_user::{self, WaterUserRow, masked_phone},
};

/// A user to be registered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateWaterUserRequest {
    /// Code, unique in the county, never changed.
    #[schema(example = "FH-000123")]
    pub(super) code: String,
    /// Name.
    pub(super) name: String,
    /// Unified social credit code, where the user is an enterprise.
    #[serde(default)]
    pub(super) credit_code: Option<String>,
    /// Nature of the use.
    #[schema(value_type = Category)]
    pub(super) category: String,
    /// Where the water comes from.
    #[schema(value_type = Supply)]
    pub(super) supply: String,
    /// Class of the industry.
    #[schema(value_type = IndustryClass)]
    pub(super) industry_class: String,
    /// The recognising department's notice: needed for a restricted or eliminated class, and only for it.
    #[serde(default)]
    pub(super) recognition: Option<RecognitionBody>,
    /// What the water is used for.
    #[schema(value_type = UseClass, example = "hotel_catering")]
    pub(super) use_class: String,
    /// Code of the town.
    #[schema(value_type = Town, example = "longxing")]
    pub(super) town: String,
    /// Code of the supply company: needed on the public network, and only there.
    #[serde(default)]
    #[schema(example = "supply_city")]
    pub(super) supplier: Option<String>,
    /// Telephone number.
    #[serde(default)]
    pub(super) phone: Option<String>,
}

/// What a user is changed to; the code stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeWaterUserRequest {
    /// Name.
    name: String,
    /// Unified social credit code, where the user is an enterprise.
    #[serde(default)]
    credit_code: Option<String>,
    /// Nature of the use.
    #[schema(value_type = Category)]
    category: String,
    /// Where the water comes from.
    #[schema(value_type = Supply)]
    supply: String,
    /// Class of the industry.
    #[schema(value_type = IndustryClass)]
    industry_class: String,
    /// The recognising department's notice.
    #[serde(default)]
    recognition: Option<RecognitionBody>,
    /// What the water is used for.
    #[schema(value_type = UseClass)]
    use_class: String,
    /// Code of the town.
    #[schema(value_type = Town)]
    town: String,
    /// Code of the supply company.
    #[serde(default)]
    supplier: Option<String>,
    /// Telephone number; left out: stays as it is; null or empty: removed.
    #[serde(default, deserialize_with = "null_as_empty")]
    phone: Option<String>,
}

/// A null that was sent is an empty text, which is something else than a field that was left out.
fn null_as_empty<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    Option::deserialize(deserializer).map(|sent: Option<String>| Some(sent.unwrap_or_default()))
}

/// The notice by which a class was recognised (新政办发〔2023〕24号 附件4 二（三）).
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RecognitionBody {
    /// Department.
    pub(super) department: String,
    /// Number of its published notice.
    pub(super) notice_number: String,
    /// Day of the notice.
    #[schema(example = "2025-03-01")]
    pub(super) noticed_on: String,
}

impl RecognitionBody {
    fn parse(&self, fields: &mut Fields) -> Option<Recognition> {
        let department = fields.text("/recognition/department", &self.department, input::NAME_LENGTH);
        let notice_number = fields.text("/recognition/notice_number", &self.notice_number, input::NAME_LENGTH);
        let noticed_on = input::day(fields, "/recognition/noticed_on", &self.noticed_on)?;
        Some(Recognition {
            department,
            notice_number,
            noticed_on,
        })
    }
}

impl CreateWaterUserRequest {
    fn parse(self) -> Result<(String, WaterUserFields), InvalidInput> {
        let mut fields = Fields::new();
        let user = self.read(&mut fields);
        input::finish(fields, user)
    }

    /// A fault is noted in `fields` wherever this is none.
    pub(super) fn read(self, fields: &mut Fields) -> Option<(String, WaterUserFields)> {
        let code = input::code(fields, "/code", &self.code);
        let body = ChangeWaterUserRequest {
            name: self.name,
            credit_code: self.credit_code,
            category: self.category,
            supply: self.supply,
            industry_class: self.industry_class,
            recognition: self.recognition,
            use_class: self.use_class,
            town: self.town,
            supplier: self.supplier,
            phone: self.phone,
        };
        Some((code, body.read(fields)?))
    }
}

impl ChangeWaterUserRequest {
    fn parse(&self) -> Result<WaterUserFields, InvalidInput> {
        let mut fields = Fields::new();
        let user = self.read(&mut fields);
        input::finish(fields, user)
    }

    /// A fault is noted in `fields` wherever this is none.
    fn read(&self, fields: &mut Fields) -> Option<WaterUserFields> {
        let name = fields.text("/name", &self.name, input::NAME_LENGTH);
        let credit_code = input::optional_text(fields, "/credit_code", self.credit_code.as_deref(), input::CODE_LENGTH);
        if let Some(code) = credit_code.as_deref().filter(|code| !credit_code::is_valid(code)) {
            fields.fault(
                "/credit_code",
                "not_a_credit_code",
                format!("「{code}」不是统一社会信用代码：应为18位，且末位校验码相符"),
            );
        }
        let category = parse_code::<Category>(fields, "/category", "用水类别", &self.category);
        let supply = parse_code::<Supply>(fields, "/supply", "供水方式", &self.supply);
        let industry_class = parse_code::<IndustryClass>(fields, "/industry_class", "产业政策类别", &self.industry_class);
        let use_class = parse_code::<UseClass>(fields, "/use_class", "用途", &self.use_class);
        let town = parse_code::<Town>(fields, "/town", "镇", &self.town);
        let recognition = self.recognition.as_ref().map(|body| body.parse(fields));
        let supplier = self
            .supplier
            .as_deref()
            .filter(|text| !text.trim().is_empty())
            .map(|text| input::code(fields, "/supplier", text));
        let phone = parse_phone(fields, self.phone.as_deref());
        Some(WaterUserFields {
            name,
            credit_code,
            category: category?,
            supply: supply?,
            industry_class: industry_class?,
            recognition: recognition.flatten(),
            use_class: use_class?,
            town: town?,
            supplier,
            phone,
        })
    }
}

/// Digits, at least five, with `-` between them.
fn parse_phone(fields: &mut Fields, text: Option<&str>) -> Option<String> {
    let phone = input::optional_text(fields, "/phone", text, 20)?;
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    if digits < 5 || !phone.chars().all(|letter| letter.is_ascii_digit() || letter == '-') {
        fields.fault("/phone", "not_a_phone", format!("「{phone}」不是电话号码：只能有数字和 -"));
    }
    Some(phone)
}

/// A water user. The telephone number is masked; `/phone` shows it and notes who asked.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaterUserView {
    /// Identity.
    pub(super) id: Uuid,
    /// Code.
    pub(super) code: String,
    /// Name.
    pub(super) name: String,
    /// Unified social credit code.
    pub(super) credit_code: Option<String>,
    /// Category.
    #[schema(value_type = Category)]
    pub(super) category: String,
    /// Supply.
    #[schema(value_type = Supply)]
    pub(super) supply: String,
    /// Industry class.
    #[schema(value_type = IndustryClass)]
    pub(super) industry_class: String,
    /// The notice behind it.
    pub(super) recognition: Option<RecognitionView>,
    /// Use class.
    #[schema(value_type = UseClass)]
    pub(super) use_class: String,
    /// Town.
    #[schema(value_type = Town)]
    pub(super) town: String,
    /// Supply company.
    pub(super) supplier: Option<String>,
    /// Masked: `138****1234`.
    pub(super) phone: Option<String>,
    /// Belongs to the demonstration county.
    pub(super) demonstration: bool,
    /// Version, for `If-Match`.
    pub(super) version: i32,
    /// Registered at.
    pub(super) created_at: DateTime<Utc>,
    /// Last changed at.
    pub(super) updated_at: DateTime<Utc>,
}

/// The notice behind a class.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecognitionView {
    /// Department.
    department: String,
    /// Number.
    notice_number: String,
    /// Day.
    noticed_on: NaiveDate,
}

impl From<WaterUserRow> for WaterUserView {
    fn from(row: WaterUserRow) -> Self {
        let recognition = match (row.recognition_department, row.recognition_notice, row.recognition_on) {
            (Some(department), Some(notice_number), Some(noticed_on)) => Some(RecognitionView {
                department,
                notice_number,
                noticed_on,
            }),
            _ => None,
        };
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            credit_code: row.credit_code,
            category: row.category,
            supply: row.supply,
            industry_class: row.industry_class,
            recognition,
            use_class: row.use_class,
            town: row.town,
            supplier: row.supplier,
            phone: row.phone.as_deref().map(masked_phone),
            demonstration: row.demonstration,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

/// Registers a water user.
#[utoipa::path(
    post,
    path = "/v1/water-users",
    tag = "water users",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateWaterUserRequest,
    responses((status = 201, body = WaterUserView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_water_user(
    database: web::Data<Database>,
    principal: Principal,
    request: Idempotent<CreateWaterUserRequest>,
) -> Result<HttpResponse, Problem> {
    let (code, fields) = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(WaterUserView::from(register_water_user(tx, &act, code, fields, false).await?))
    })
    .await
}

/// One water user.
#[utoipa::path(
    get,
    path = "/v1/water-users/{user_id}",
    tag = "water users",
    params(("user_id" = Uuid, Path)),
    responses((status = 200, body = WaterUserView), (status = 404, body = ProblemBody))
)]
pub async fn show_water_user(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = water_user::find(&mut conn, id).await?.ok_or(UseCaseError::NotFound("这个用水户"))?;
    Ok(HttpResponse::Ok().json(WaterUserView::from(row)))
}

/// Changes a water user.
#[utoipa::path(
    put,
    path = "/v1/water-users/{user_id}",
    tag = "water users",
    params(("user_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = ChangeWaterUserRequest,
    responses((status = 200, body = WaterUserView), (status = 404, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn update_water_user(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<ChangeWaterUserRequest>,
) -> Result<HttpResponse, Problem> {
    let fields = request.parse()?;
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        let keep_phone = request.phone.is_none();
        Ok(WaterUserView::from(
            change_water_user(tx, &act, id, version, fields, keep_phone).await?,
        ))
    })
    .await
}

/// A full telephone number.
#[derive(Debug, Serialize, ToSchema)]
pub struct PhoneView {
    /// Unmasked.
    phone: String,
}

/// The full telephone number; who asked for it stands in the audit trail.
#[utoipa::path(
    get,
    path = "/v1/water-users/{user_id}/phone",
    tag = "water users",
    params(("user_id" = Uuid, Path)),
    responses((status = 200, body = PhoneView), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn show_phone(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        let phone = disclose_phone(tx, &act, id).await?;
        Ok(PhoneView { phone })
    })
    .await
}
