//! Waterings of households and groups.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, day, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    rule::Rules,
};
use rules::{Fields, InvalidInput, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, export::label, input, irrigation_party::IrrigationPartyView};
use crate::{
    domain::{
        code::{Coded, parse_code},
        irrigation::{Crop, District, watering::NewWatering},
        quantity::{AREA_DECIMALS, VOLUME_DECIMALS, Volume},
        reading::Method,
    },
    service::{Act, irrigation::watering::record_watering},
    store::irrigation::{
        area,
        party::PartyRow,
        volume,
        watering::{self, Standing, WateringFilter, WateringRow},
    },
};

/// The watering that a new one corrects.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WateringCorrectionBody {
    /// Which.
    replaces: Uuid,
    /// Why.
    reason: String,
}

/// A watering to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateWateringRequest {
    /// Household, or a group that is measured as a whole.
    party_id: Uuid,
    /// Crop class.
    #[schema(value_type = Crop)]
    crop: String,
    /// Day.
    #[schema(example = "2025-04-12")]
    watered_on: String,
    /// m³, to 3 decimals; 0 only as a correction.
    volume: String,
    /// Mu that were watered, to 4 decimals.
    area: String,
    /// `manual` or `remote`; an `estimate` is refused.
    #[schema(value_type = Method)]
    method: String,
    /// The watering that this one corrects.
    #[serde(default)]
    correction: Option<WateringCorrectionBody>,
}

impl CreateWateringRequest {
    fn parse(&self) -> Result<NewWatering, InvalidInput> {
        let mut fields = Fields::new();
        let crop = parse_code::<Crop>(&mut fields, "/crop", "作物类别", &self.crop);
        let watered_on = input::day(&mut fields, "/watered_on", &self.watered_on);
        let volume = fields.decimal("/volume", &self.volume, VOLUME_DECIMALS, Sign::NonNegative);
        let area_mu = fields.decimal("/area", &self.area, AREA_DECIMALS, Sign::Positive);
        let method = parse_code::<Method>(&mut fields, "/method", "量测方式", &self.method);
        let correction = self
            .correction
            .as_ref()
            .map(|body| (body.replaces, fields.text("/correction/reason", &body.reason, input::NAME_LENGTH)));
        let ((crop, watered_on), method) = input::finish(fields, crop.zip(watered_on).zip(method))?;
        Ok(NewWatering {
            party_id: self.party_id,
            crop,
            watered_on,
            volume,
            area_mu,
            method,
            correction,
        })
    }
}

/// A watering.
#[derive(Debug, Serialize, ToSchema)]
pub struct WateringView {
    /// Identity.
    id: Uuid,
    /// Whose.
    party: IrrigationPartyView,
    /// Crop class.
    #[schema(value_type = Crop)]
    crop: String,
    /// Day.
    watered_on: NaiveDate,
    /// m³.
    #[schema(value_type = String)]
    volume: Volume,
    /// Mu.
    area: String,
    /// How it was measured.
    #[schema(value_type = Method)]
    method: String,
    /// The watering that it replaces.
    replaces: Option<Uuid>,
    /// Why.
    reason: Option<String>,
    /// Whether another has replaced it: it does not count any more.
    is_replaced: bool,
    /// Whether a bill charges it.
    is_billed: bool,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
}

fn view((row, party, standing): (WateringRow, PartyRow, Standing)) -> WateringView {
    WateringView {
        id: row.id,
        party: party.into(),
        crop: row.crop,
        watered_on: row.watered_on,
        volume: Volume(volume(row.volume_milli)),
        area: area(row.area_e4).to_exact_text(),
        method: row.method,
        replaces: row.replaces,
        reason: row.reason,
        is_replaced: standing.is_replaced,
        is_billed: standing.is_billed,
        recorded_by: row.recorded_by,
        recorded_at: row.recorded_at,
    }
}

/// Which waterings are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct WateringQuery {
    /// Party.
    party_id: Option<Uuid>,
    /// District.
    #[param(value_type = Option<District>, inline)]
    district: Option<String>,
    /// Crop class.
    #[param(value_type = Option<Crop>, inline)]
    crop: Option<String>,
    /// Calendar year.
    year: Option<i32>,
    /// Whose code or name contains this.
    q: Option<String>,
    /// `watered_on`, `volume`, `party_code` or `id`; the largest first with `-` in front. The latest first when left out.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list of waterings.
pub struct Waterings;

impl List for Waterings {
    type Query = WateringQuery;
    type Item = WateringView;
    const NAME: &'static str = "waterings";
    const TITLE: &'static str = "灌溉用水记录";
    const COLUMNS: &'static [Column<WateringView>] = &[
        Column::new("编号", 16, |one| text(&one.party.code)),
        Column::new("名称", 24, |one| text(&one.party.name)),
        Column::new("灌区", 12, |one| label::<District>(&one.party.district)),
        Column::new("村", 14, |one| text(&one.party.village)),
        Column::new("浇地日期", 12, |one| day(Some(one.watered_on))),
        Column::new("作物", 12, |one| label::<Crop>(&one.crop)),
        Column::new("水量（m³）", 14, |one| text(one.volume.to_string())),
        Column::new("面积（亩）", 12, |one| text(&one.area)),
        Column::new("量测方式", 10, |one| label::<Method>(&one.method)),
        Column::new("更正原因", 24, |one| optional(one.reason.as_deref())),
        Column::new("登记人", 16, |one| text(&one.recorded_by)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &WateringQuery, ask: &Ask) -> Result<Page<WateringView>, Problem> {
        let paging = watering::SORTING.read(query.sort.as_deref(), ask)?;
        let mut fields = Fields::new();
        let district = query.district.as_deref();
        let district = district.and_then(|code| parse_code::<District>(&mut fields, "/district", "灌区", code));
        let crop = query.crop.as_deref();
        let crop = crop.and_then(|code| parse_code::<Crop>(&mut fields, "/crop", "作物类别", code));
        let days = query.year.and_then(|year| {
            let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
            let days = day(1, 1).zip(day(12, 31)).filter(|_| (2000..=2099).contains(&year));
            if days.is_none() {
                fields.fault("/year", "out_of_range", "年度应在2000至2099之间");
            }
            days
        });
        fields.finish()?;
        let filter = WateringFilter {
            party_id: query.party_id,
            district: district.map(Coded::code),
            crop: crop.map(Coded::code),
            days,
            text: query.q.clone(),
        };
        Ok(watering::list(conn, &filter, &paging).await?.map(view))
    }
}

/// Waterings in the caller's scope, the latest first. Those that were replaced stay in the list, and say so.
#[utoipa::path(get, path = "/v1/irrigation/waterings", tag = "irrigation", params(WateringQuery), responses((status = 200, body = Page<WateringView>)))]
pub async fn list_waterings(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<WateringQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let list = Waterings;
    Ok(HttpResponse::Ok().json(list.page(&mut conn, &list.reader(&principal), &query, &ask).await?))
}

/// Records a watering: never estimated, never in the future, once per party, crop and day; a correction names the one it replaces.
#[utoipa::path(
    post, path = "/v1/irrigation/waterings", tag = "irrigation",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateWateringRequest,
    responses((status = 201, body = WateringView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_watering(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateWateringRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let (row, party) = record_watering(tx, &rules, &act, new).await?;
        let standing = Standing {
            is_replaced: false,
            is_billed: false,
        };
        Ok(view((row, party, standing)))
    })
    .await
}
