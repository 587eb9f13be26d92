//! Water rights (25号 六（五）) and the cut of a district's right (24号 附件8 第五条（四）).

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, moment, optional, text},
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path, Query},
        page::{self, Page},
        problem::ProblemBody,
        sort::Ask,
    },
    idempotency::RequestKey,
    rule::{LiveRules, maker_checker::ChangeCommand},
};
use rules::{Fields, InvalidInput, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    answer,
    export::label,
    input,
    irrigation_party::{CropMuBody, IrrigationPartyView, year},
    role::WATER_HEAD,
};
use crate::{
    domain::{
        code::{Coded, coded, parse_code},
        irrigation::{
            District,
            right::{PartyKind, RightBasis},
        },
        quantity::{AREA_DECIMALS, VOLUME_DECIMALS, Volume},
    },
    service::{
        Act,
        error::UseCaseError,
        irrigation::right::{NewCut, NewRight, cut_right, decide_right, draft_right},
    },
    store::irrigation::{
        area,
        party::PartyRow,
        right::{self, RightFilter, RightRow},
        volume,
        year::{self as years, CutRow},
    },
};

coded! {
    /// Where a right stands.
    pub enum RightStanding {
        /// Waits for the second person.
        Submitted = "submitted", "待核准";
        /// Sent back.
        Returned = "returned", "已退回";
        /// Given up.
        Withdrawn = "withdrawn", "已撤回";
        /// In force.
        Approved = "approved", "已核准";
        /// A later right has taken its place.
        Superseded = "superseded", "已被替代";
    }
}

/// What a right rests on.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RightBasisBody {
    /// Confirmed cultivated area, mu.
    confirmed_area: String,
    /// Irrigated area, mu; not more than the confirmed one.
    irrigated_area: String,
    /// Mu per crop class.
    crop_areas: CropMuBody,
    /// Use of the last three years, the latest first, m³.
    #[schema(min_items = 3, max_items = 3)]
    last_use: Vec<String>,
    /// State of the works.
    works: String,
}

impl RightBasisBody {
    fn read(&self, fields: &mut Fields) -> Option<RightBasis> {
        let confirmed_area = fields.decimal("/basis/confirmed_area", &self.confirmed_area, AREA_DECIMALS, Sign::Positive);
        let irrigated_area = fields.decimal("/basis/irrigated_area", &self.irrigated_area, AREA_DECIMALS, Sign::Positive);
        let crop_areas = self.crop_areas.read(fields, "/basis/crop_areas");
        let uses: Vec<_> = self
            .last_use
            .iter()
            .enumerate()
            .map(|(index, text)| fields.decimal(&format!("/basis/last_use/{index}"), text, VOLUME_DECIMALS, Sign::NonNegative))
            .collect();
        let last_use = uses.try_into().ok();
        if last_use.is_none() {
            fields.fault("/basis/last_use", "three_years", "应依次填前三年的用水量，最近的一年在前，共三个数");
        }
        let works = fields.text("/basis/works", &self.works, input::TEXT_LENGTH);
        Some(RightBasis {
            confirmed_area,
            irrigated_area,
            crop_areas,
            last_use: last_use?,
            works,
        })
    }
}

/// A right to be drafted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateWaterRightRequest {
    /// Who holds it.
    party_id: Uuid,
    /// Calendar year.
    year: i64,
    /// m³, to 3 decimals.
    #[schema(example = "250000")]
    volume: String,
    /// What it rests on.
    basis: RightBasisBody,
}

impl CreateWaterRightRequest {
    fn parse(&self) -> Result<NewRight, InvalidInput> {
        let mut fields = Fields::new();
        let year = year(&mut fields, self.year);
        let volume = fields.decimal("/volume", &self.volume, VOLUME_DECIMALS, Sign::Positive);
        let basis = self.basis.read(&mut fields);
        let basis = input::finish(fields, basis)?;
        Ok(NewRight {
            party_id: self.party_id,
            year,
            volume,
            basis,
        })
    }
}

/// A right. Volumes in m³, areas in mu.
#[derive(Debug, Serialize, ToSchema)]
pub struct WaterRightView {
    /// Identity.
    id: Uuid,
    /// Who holds it.
    party: IrrigationPartyView,
    /// Calendar year.
    year: i32,
    /// Volume.
    #[schema(value_type = String)]
    volume: Volume,
    /// What it rests on.
    basis: RightBasisBody,
    /// What the provincial quota gives for its crops.
    #[schema(value_type = String)]
    quota_volume: Volume,
    /// Where it stands.
    #[schema(value_type = RightStanding)]
    state: String,
    /// Who drafted it.
    drafted_by: String,
    /// When.
    drafted_at: DateTime<Utc>,
    /// Who decided.
    decided_by: Option<String>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
    /// What was said with it.
    comment: Option<String>,
    /// The right that has taken its place.
    superseded_by: Option<Uuid>,
    /// Version for `If-Match`.
    version: i32,
}

fn view((row, party): (RightRow, PartyRow)) -> WaterRightView {
    let state = if row.superseded_by.is_some() {
        RightStanding::Superseded.code().to_owned()
    } else {
        row.state
    };
    WaterRightView {
        id: row.id,
        party: party.into(),
        year: row.year,
        volume: Volume(volume(row.volume_milli)),
        basis: RightBasisBody {
            confirmed_area: area(row.confirmed_area_e4).to_exact_text(),
            irrigated_area: area(row.irrigated_area_e4).to_exact_text(),
            crop_areas: CropMuBody::of(row.grain_e4, row.economic_e4, row.other_e4),
            last_use: row
                .last_use_milli
                .iter()
                .map(|litres| Volume(volume(*litres)).to_string())
                .collect(),
            works: row.works,
        },
        quota_volume: Volume(volume(row.quota_milli)),
        state,
        drafted_by: row.drafted_by,
        drafted_at: row.drafted_at,
        decided_by: row.decided_by,
        decided_at: row.decided_at,
        comment: row.comment,
        superseded_by: row.superseded_by,
        version: row.version,
    }
}

/// Which rights are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct WaterRightQuery {
    /// Calendar year.
    year: Option<i32>,
    /// District.
    #[param(value_type = Option<District>, inline)]
    district: Option<String>,
    /// Kind of the party.
    #[param(value_type = Option<PartyKind>, inline)]
    kind: Option<String>,
    /// Party.
    party_id: Option<Uuid>,
    /// Where it stands.
    #[param(value_type = Option<RightStanding>, inline)]
    state: Option<String>,
    /// `year`, `party_code`, `volume`, `drafted_at` or `id`; the largest first with `-` in front. The latest first when left out.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list of rights.
pub struct WaterRights;

impl List for WaterRights {
    type Query = WaterRightQuery;
    type Item = WaterRightView;
    const NAME: &'static str = "water-rights";
    const TITLE: &'static str = "农业水权";
    const COLUMNS: &'static [Column<WaterRightView>] = &[
        Column::new("编号", 16, |right| text(&right.party.code)),
        Column::new("名称", 28, |right| text(&right.party.name)),
        Column::new("类别", 16, |right| label::<PartyKind>(&right.party.kind)),
        Column::new("灌区", 12, |right| label::<District>(&right.party.district)),
        Column::new("年度", 8, |right| Cell::Whole(right.year.into())),
        Column::new("水权（m³）", 16, |right| text(right.volume.to_string())),
        Column::new("定额水量（m³）", 16, |right| text(right.quota_volume.to_string())),
        Column::new("状态", 10, |right| label::<RightStanding>(&right.state)),
        Column::new("起草人", 16, |right| text(&right.drafted_by)),
        Column::new("核准人", 16, |right| optional(right.decided_by.as_deref())),
        Column::new("核准时间", 20, |right| moment(right.decided_at)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &WaterRightQuery, ask: &Ask) -> Result<Page<WaterRightView>, Problem> {
        let paging = right::SORTING.read(query.sort.as_deref(), ask)?;
        let mut fields = Fields::new();
        let district = query.district.as_deref();
        let district = district.and_then(|code| parse_code::<District>(&mut fields, "/district", "灌区", code));
        let kind = query.kind.as_deref();
        let kind = kind.and_then(|code| parse_code::<PartyKind>(&mut fields, "/kind", "用水主体类别", code));
        let state = query.state.as_deref();
        let state = state.and_then(|code| parse_code::<RightStanding>(&mut fields, "/state", "水权状态", code));
        fields.finish()?;
        let filter = RightFilter {
            year: query.year,
            district: district.map(Coded::code),
            kind: kind.map(Coded::code),
            party_id: query.party_id,
            state: state.map(|state| state.code().to_owned()),
        };
        Ok(right::list(conn, &filter, &paging).await?.map(view))
    }
}

/// Rights in the caller's scope, the latest first.
#[utoipa::path(get, path = "/v1/irrigation/rights", tag = "irrigation", params(WaterRightQuery), responses((status = 200, body = Page<WaterRightView>)))]
pub async fn list_water_rights(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<WaterRightQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let list = WaterRights;
    Ok(HttpResponse::Ok().json(list.page(&mut conn, &list.reader(&principal), &query, &ask).await?))
}

/// Drafts a right: in force once another person has approved it. Refused where the parts would add up to more than the whole.
#[utoipa::path(
    post, path = "/v1/irrigation/rights", tag = "irrigation",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateWaterRightRequest,
    responses((status = 201, body = WaterRightView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_water_right(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    request: Idempotent<CreateWaterRightRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let rules = live.hold(tx).await?;
        Ok(view(draft_right(tx, &rules, &act, new).await?))
    })
    .await
}

/// One right.
#[utoipa::path(
    get, path = "/v1/irrigation/rights/{right_id}", tag = "irrigation",
    params(("right_id" = Uuid, Path)),
    responses((status = 200, body = WaterRightView), (status = 404, body = ProblemBody))
)]
pub async fn show_water_right(database: web::Data<Database>, principal: Principal, Path(id): Path<Uuid>) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let found = right::find(&mut conn, id).await?.ok_or(UseCaseError::NotFound("这项水权"))?;
    Ok(HttpResponse::Ok().json(view(found)))
}

/// Nothing needs to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecideWaterRightRequest {}

/// Sends a right back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReturnWaterRightRequest {
    /// What has to be put right.
    comment: String,
}

/// Approves a right that somebody else has drafted; it takes the place of the party's right of the year.
#[utoipa::path(
    post, path = "/v1/irrigation/rights/{right_id}/approval", tag = "irrigation",
    params(("right_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = DecideWaterRightRequest,
    responses((status = 200, body = WaterRightView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn approve_water_right(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<DecideWaterRightRequest>,
) -> Result<HttpResponse, Problem> {
    decide(&database, &live, &principal, (id, version), &request.key, ChangeCommand::Approve).await
}

/// Sends a right back with a comment; another is drafted.
#[utoipa::path(
    post, path = "/v1/irrigation/rights/{right_id}/return", tag = "irrigation",
    params(("right_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = ReturnWaterRightRequest,
    responses((status = 200, body = WaterRightView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn return_water_right(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<ReturnWaterRightRequest>,
) -> Result<HttpResponse, Problem> {
    let comment = request.body.comment.clone();
    decide(
        &database,
        &live,
        &principal,
        (id, version),
        &request.key,
        ChangeCommand::Return { comment },
    )
    .await
}

/// Gives a draft up: whoever drafted it, or the head.
#[utoipa::path(
    post, path = "/v1/irrigation/rights/{right_id}/withdrawal", tag = "irrigation",
    params(("right_id" = Uuid, Path), ("If-Match" = String, Header), ("Idempotency-Key" = String, Header)),
    request_body = DecideWaterRightRequest,
    responses((status = 200, body = WaterRightView), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn withdraw_water_right(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<DecideWaterRightRequest>,
) -> Result<HttpResponse, Problem> {
    decide(&database, &live, &principal, (id, version), &request.key, ChangeCommand::Withdraw).await
}

async fn decide(
    database: &Database,
    live: &LiveRules<RuleSet>,
    principal: &Principal,
    of: (Uuid, i32),
    key: &RequestKey,
    command: ChangeCommand,
) -> Result<HttpResponse, Problem> {
    let act = Act::now(principal);
    let may_decide = principal.has(WATER_HEAD);
    answer::once(database, &principal.scope, key, StatusCode::OK, async |tx| {
        let rules = live.hold(tx).await?;
        Ok(view(decide_right(tx, &rules, &act, of, may_decide, command).await?))
    })
    .await
}

/// A decision that a district's right of a year is cut, to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateRightCutRequest {
    /// District that failed its assessment.
    #[schema(value_type = District)]
    district: String,
    /// Calendar year whose right is cut: the one after the year that was assessed.
    year: i64,
    /// Number of the decision.
    decision_number: String,
    /// Its day.
    decided_on: String,
    /// Why.
    ground: String,
}

impl CreateRightCutRequest {
    fn parse(&self) -> Result<NewCut, InvalidInput> {
        let mut fields = Fields::new();
        let district = parse_code::<District>(&mut fields, "/district", "灌区", &self.district);
        let year = year(&mut fields, self.year);
        let decision_number = fields.text("/decision_number", &self.decision_number, input::NAME_LENGTH);
        let decided_on = input::day(&mut fields, "/decided_on", &self.decided_on);
        let ground = fields.text("/ground", &self.ground, input::TEXT_LENGTH);
        let (district, decided_on) = input::finish(fields, district.zip(decided_on))?;
        Ok(NewCut {
            district,
            year,
            decision_number,
            decided_on,
            ground,
        })
    }
}

/// A cut.
#[derive(Debug, Serialize, ToSchema)]
pub struct RightCutView {
    /// Identity.
    id: Uuid,
    /// District.
    #[schema(value_type = District)]
    district: String,
    /// Calendar year whose right is cut.
    year: i32,
    /// Number of the decision.
    decision_number: String,
    /// Its day.
    decided_on: NaiveDate,
    /// Why.
    ground: String,
    /// Who recorded it.
    recorded_by: String,
    /// When.
    recorded_at: DateTime<Utc>,
}

impl From<CutRow> for RightCutView {
    fn from(row: CutRow) -> Self {
        Self {
            id: row.id,
            district: row.district,
            year: row.year,
            decision_number: row.decision_number,
            decided_on: row.decided_on,
            ground: row.ground,
            recorded_by: row.recorded_by,
            recorded_at: row.recorded_at,
        }
    }
}

/// Which cuts are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct RightCutQuery {
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Cuts of districts' rights, the latest first. A district belongs to no unit.
#[utoipa::path(get, path = "/v1/irrigation/right-cuts", tag = "irrigation", params(RightCutQuery), responses((status = 200, body = Page<RightCutView>)))]
pub async fn list_right_cuts(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<RightCutQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<Uuid>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let rows = years::cuts(&mut conn, before, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |row| row.id).map(RightCutView::from)))
}

/// Cuts a district's right of a year by 5 %, because its assessment of the year before has failed (24号 附件8 第五条（四）).
#[utoipa::path(
    post, path = "/v1/irrigation/right-cuts", tag = "irrigation",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateRightCutRequest,
    responses((status = 201, body = RightCutView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_right_cut(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    request: Idempotent<CreateRightCutRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let rules = live.hold(tx).await?;
        Ok(RightCutView::from(cut_right(tx, &rules, &act, new).await?))
    })
    .await
}
