//! Who can hold a water right (25号 六（二）（五）), and what they have planted.

use actix_web::{HttpResponse, http::StatusCode, web};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, text},
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Json, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
    rule::Rules,
};
use rules::{Exact, Fields, InvalidInput, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{answer, export::label, input};
use crate::{
    domain::{
        code::{Coded, parse_code},
        irrigation::{District, PerCrop, right::PartyKind},
        quantity::AREA_DECIMALS,
        town::Town,
    },
    service::{
        Act,
        error::UseCaseError,
        irrigation::party::{NewParty, correct_planting, record_planting, register_party},
    },
    store::irrigation::{
        area,
        party::{self, PartyFilter, PartyRow},
        planting::{self, PlantingRow},
    },
};

/// Somebody to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateIrrigationPartyRequest {
    /// Code: letters, digits, `-` and `_`.
    #[schema(example = "GJ-01-003")]
    code: String,
    /// `association`, `group` or `household`.
    #[schema(value_type = PartyKind)]
    kind: String,
    /// Name.
    name: String,
    /// `muzan`, `gujiao` or `wanan`.
    #[schema(value_type = District)]
    district: String,
    /// What it is a part of: a group's association, a household's group.
    #[serde(default)]
    parent_id: Option<Uuid>,
    /// Town.
    #[schema(value_type = Town)]
    town: String,
    /// Village.
    village: String,
}

impl CreateIrrigationPartyRequest {
    fn parse(&self) -> Result<NewParty, InvalidInput> {
        let mut fields = Fields::new();
        let code = input::code(&mut fields, "/code", &self.code);
        let kind = parse_code::<PartyKind>(&mut fields, "/kind", "用水主体类别", &self.kind);
        let name = fields.text("/name", &self.name, input::NAME_LENGTH);
        let district = parse_code::<District>(&mut fields, "/district", "灌区", &self.district);
        let town = parse_code::<Town>(&mut fields, "/town", "镇", &self.town);
        let village = fields.text("/village", &self.village, input::NAME_LENGTH);
        let ((kind, district), town) = input::finish(fields, kind.zip(district).zip(town))?;
        Ok(NewParty {
            code,
            kind,
            name,
            district,
            parent_id: self.parent_id,
            town,
            village,
        })
    }
}

/// An association, a group or a household.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct IrrigationPartyView {
    /// Identity.
    pub id: Uuid,
    /// Code.
    pub code: String,
    /// Kind.
    #[schema(value_type = PartyKind)]
    pub kind: String,
    /// Name.
    pub name: String,
    /// District.
    #[schema(value_type = District)]
    pub district: String,
    /// What it is a part of.
    pub parent_id: Option<Uuid>,
    /// Town.
    #[schema(value_type = Town)]
    pub town: String,
    /// Village.
    pub village: String,
    /// Made up.
    pub demonstration: bool,
}

impl From<PartyRow> for IrrigationPartyView {
    fn from(row: PartyRow) -> Self {
        Self {
            id: row.id,
            code: row.code,
            kind: row.kind,
            name: row.name,
            district: row.district,
            parent_id: row.parent_id,
            town: row.town,
            village: row.village,
            demonstration: row.demonstration,
        }
    }
}

/// Areas per crop class, mu.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CropMuBody {
    /// Grain.
    #[schema(example = "12.5")]
    grain: String,
    /// Economic crops.
    economic: String,
    /// Other crops.
    other: String,
}

impl CropMuBody {
    /// Reads the areas; at least one must be above zero.
    pub(super) fn read(&self, fields: &mut Fields, base: &str) -> PerCrop<Exact> {
        let mut area = |name: &str, text: &str| fields.decimal(&format!("{base}/{name}"), text, AREA_DECIMALS, Sign::NonNegative);
        let areas = PerCrop {
            grain: area("grain", &self.grain),
            economic: area("economic", &self.economic),
            other: area("other", &self.other),
        };
        if fields.is_clean() && areas.grain.is_zero() && areas.economic.is_zero() && areas.other.is_zero() {
            fields.fault(format!("{base}/grain"), "no_area", "三类作物的面积都是0：至少有一类要大于0");
        }
        areas
    }

    /// As they are stored.
    pub(super) fn of(grain_e4: i64, economic_e4: i64, other_e4: i64) -> Self {
        let text = |e4: i64| area(e4).to_exact_text();
        Self {
            grain: text(grain_e4),
            economic: text(economic_e4),
            other: text(other_e4),
        }
    }
}

/// What has been planted in a year.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlantingView {
    /// Identity.
    id: Uuid,
    /// Whose fields.
    party_id: Uuid,
    /// Calendar year.
    year: i32,
    /// Mu per crop class.
    areas: CropMuBody,
    /// Version for `If-Match`.
    version: i32,
}

impl From<PlantingRow> for PlantingView {
    fn from(row: PlantingRow) -> Self {
        Self {
            id: row.id,
            party_id: row.party_id,
            year: row.year,
            areas: CropMuBody::of(row.grain_e4, row.economic_e4, row.other_e4),
            version: row.version,
        }
    }
}

/// Somebody with what is above and what has been planted.
#[derive(Debug, Serialize, ToSchema)]
pub struct IrrigationPartyDetailView {
    /// The party.
    #[serde(flatten)]
    party: IrrigationPartyView,
    /// What it is a part of, where that is in the caller's scope.
    parent: Option<IrrigationPartyView>,
    /// By year, the latest first.
    plantings: Vec<PlantingView>,
}

/// Which parties are wanted.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct IrrigationPartyQuery {
    /// District.
    #[param(value_type = Option<District>, inline)]
    district: Option<String>,
    /// Kind.
    #[param(value_type = Option<PartyKind>, inline)]
    kind: Option<String>,
    /// Those that are a part of this one.
    parent_id: Option<Uuid>,
    /// Whose code, name or village contains this.
    q: Option<String>,
    /// `code`, `name` or `town`; the largest first with `-` in front.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The list of parties.
pub struct IrrigationParties;

impl List for IrrigationParties {
    type Query = IrrigationPartyQuery;
    type Item = IrrigationPartyView;
    const NAME: &'static str = "irrigation-parties";
    const TITLE: &'static str = "灌区用水主体";
    const COLUMNS: &'static [Column<IrrigationPartyView>] = &[
        Column::new("编号", 16, |party| text(&party.code)),
        Column::new("类别", 16, |party| label::<PartyKind>(&party.kind)),
        Column::new("名称", 28, |party| text(&party.name)),
        Column::new("灌区", 12, |party| label::<District>(&party.district)),
        Column::new("镇", 10, |party| label::<Town>(&party.town)),
        Column::new("村", 14, |party| text(&party.village)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &IrrigationPartyQuery, ask: &Ask) -> Result<Page<IrrigationPartyView>, Problem> {
        let paging = party::SORTING.read(query.sort.as_deref(), ask)?;
        let mut fields = Fields::new();
        let district = query.district.as_deref();
        let district = district.and_then(|code| parse_code::<District>(&mut fields, "/district", "灌区", code));
        let kind = query.kind.as_deref();
        let kind = kind.and_then(|code| parse_code::<PartyKind>(&mut fields, "/kind", "用水主体类别", code));
        fields.finish()?;
        let filter = PartyFilter {
            district: district.map(Coded::code),
            kind: kind.map(Coded::code),
            parent_id: query.parent_id,
            text: query.q.clone(),
        };
        Ok(party::list(conn, &filter, &paging).await?.map(IrrigationPartyView::from))
    }
}

/// Associations, groups and households in the caller's scope.
#[utoipa::path(get, path = "/v1/irrigation/parties", tag = "irrigation", params(IrrigationPartyQuery), responses((status = 200, body = Page<IrrigationPartyView>)))]
pub async fn list_irrigation_parties(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<IrrigationPartyQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let list = IrrigationParties;
    Ok(HttpResponse::Ok().json(list.page(&mut conn, &list.reader(&principal), &query, &ask).await?))
}

/// Records an association, a group or a household.
#[utoipa::path(
    post, path = "/v1/irrigation/parties", tag = "irrigation",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateIrrigationPartyRequest,
    responses((status = 201, body = IrrigationPartyView), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_irrigation_party(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    request: Idempotent<CreateIrrigationPartyRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(IrrigationPartyView::from(register_party(tx, &rules, &act, new).await?))
    })
    .await
}

/// One of them.
#[utoipa::path(
    get, path = "/v1/irrigation/parties/{party_id}", tag = "irrigation",
    params(("party_id" = Uuid, Path)),
    responses((status = 200, body = IrrigationPartyDetailView), (status = 404, body = ProblemBody))
)]
pub async fn show_irrigation_party(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let mut conn = database.connection(&principal.scope).await?;
    let row = party::find(&mut conn, id).await?.ok_or(UseCaseError::NotFound("这个用水主体"))?;
    let parent = match row.parent_id {
        Some(parent) => party::find(&mut conn, parent).await?,
        None => None,
    };
    let plantings = planting::of_party(&mut conn, id).await?;
    Ok(HttpResponse::Ok().json(IrrigationPartyDetailView {
        party: row.into(),
        parent: parent.map(IrrigationPartyView::from),
        plantings: plantings.into_iter().map(PlantingView::from).collect(),
    }))
}

/// What has been planted in a year, to be recorded.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreatePlantingRequest {
    /// Calendar year.
    year: i64,
    /// Mu per crop class.
    areas: CropMuBody,
}

/// What has been planted, corrected.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdatePlantingRequest {
    /// Mu per crop class.
    areas: CropMuBody,
}

/// Reads a year of irrigation.
pub(super) fn year(fields: &mut Fields, year: i64) -> i32 {
    i32::try_from(fields.integer("/year", year, 2000, 2099)).unwrap_or_default()
}

/// Records what a household or group has planted in a year: its quota is area × crop quota (25号 三).
#[utoipa::path(
    post, path = "/v1/irrigation/parties/{party_id}/plantings", tag = "irrigation",
    params(("party_id" = Uuid, Path), ("Idempotency-Key" = String, Header)),
    request_body = CreatePlantingRequest,
    responses((status = 201, body = PlantingView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn create_planting(
    database: web::Data<Database>,
    principal: Principal,
    Path(party_id): Path<Uuid>,
    request: Idempotent<CreatePlantingRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let year = year(&mut fields, request.body.year);
    let areas = request.body.areas.read(&mut fields, "/areas");
    fields.finish()?;
    let act = Act::now(&principal);
    answer::once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        Ok(PlantingView::from(record_planting(tx, &act, party_id, year, &areas).await?))
    })
    .await
}

/// Corrects what has been planted. Refused while bills of the year stand.
#[utoipa::path(
    put, path = "/v1/irrigation/plantings/{planting_id}", tag = "irrigation",
    params(("planting_id" = Uuid, Path), ("If-Match" = String, Header)),
    request_body = UpdatePlantingRequest,
    responses((status = 200, body = PlantingView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn update_planting(
    database: web::Data<Database>,
    principal: Principal,
    Path(id): Path<Uuid>,
    IfMatch(version): IfMatch,
    Json(request): Json<UpdatePlantingRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let areas = request.areas.read(&mut fields, "/areas");
    fields.finish()?;
    let act = Act::now(&principal);
    answer::change(&database, &principal.scope, async |tx| {
        Ok(PlantingView::from(correct_planting(tx, &act, id, version, &areas).await?))
    })
    .await
}
