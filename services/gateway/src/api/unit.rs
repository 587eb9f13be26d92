//! Units.

use actix_web::{HttpResponse, web};
use chrono::Utc;
use contracts::Department;
use platform::{
    Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, optional, text},
    http::{
        access::Principal,
        extract::{IfMatch, Json, Path, Query},
        page::Page,
        problem::ProblemBody,
        sort::Ask,
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    domain::unit::{Unit, UnitDraft, UnitKind},
    service::{Identity, SCOPE, add_unit, authorize, update_unit},
    store,
};

/// Kind of a unit.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum UnitKindName {
    /// The county government.
    County,
    /// A county department.
    Department,
    /// A town or township.
    Town,
    /// A village.
    Village,
    /// An urban community.
    Community,
    /// A company, e.g. a water supply company.
    Company,
    /// A bank.
    Bank,
    /// A station, e.g. of an irrigation district or of a department in a town.
    Station,
}

impl From<UnitKindName> for UnitKind {
    fn from(name: UnitKindName) -> Self {
        match name {
            UnitKindName::County => Self::County,
            UnitKindName::Department => Self::Department,
            UnitKindName::Town => Self::Town,
            UnitKindName::Village => Self::Village,
            UnitKindName::Community => Self::Community,
            UnitKindName::Company => Self::Company,
            UnitKindName::Bank => Self::Bank,
            UnitKindName::Station => Self::Station,
        }
    }
}

/// A unit.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitView {
    /// Its code in tokens and in the departments' rows.
    code: String,
    /// Chinese name.
    name: String,
    /// What it is.
    #[schema(value_type = UnitKindName)]
    kind: &'static str,
    /// Code of the unit above it.
    parent: Option<String>,
    /// Name of the department whose service it runs, e.g. `water`.
    service: Option<&'static str>,
    /// For `If-Match`.
    version: i32,
}

impl From<Unit> for UnitView {
    fn from(unit: Unit) -> Self {
        Self {
            code: unit.code,
            name: unit.name,
            kind: unit.kind.code(),
            parent: unit.parent,
            service: unit.service.map(Department::name),
            version: unit.version,
        }
    }
}

/// A new unit.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateUnitRequest {
    /// Its code; cannot be changed later.
    code: String,
    /// Chinese name.
    name: String,
    /// What it is.
    #[schema(value_type = UnitKindName)]
    kind: String,
    /// Code of the unit above it; cannot be changed later.
    parent: Option<String>,
    /// Name of the department whose service it runs, e.g. `water`; only of a unit of the kind `department`.
    service: Option<String>,
}

/// What can be changed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateUnitRequest {
    /// Chinese name.
    name: String,
    /// Name of the department whose service it runs, if it does.
    service: Option<String>,
}

/// Filters of the list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct UnitQuery {
    /// Directly below this unit.
    parent: Option<String>,
    /// Of this kind.
    #[param(inline)]
    kind: Option<UnitKindName>,
    /// `code` (when left out), `name`, `kind`, `parent`; the largest first with `-` in front.
    sort: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

/// 单位列表：登录后人人可查，各页面据此把单位编码显示为名称。
#[utoipa::path(get, path = "/api/identity/v1/units", tag = "units", params(UnitQuery), security(("bearer" = [])), responses((status = 200, body = Page<UnitView>)))]
pub async fn list_units(
    identity: web::Data<Identity>,
    principal: Principal,
    Query(query): Query<UnitQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = identity.database.connection(&SCOPE).await?;
    authorize::require_settled_account(&mut conn, &principal).await?;
    let page = Units.page(&mut conn, &Units.reader(&principal), &query, &ask).await?;
    Ok(HttpResponse::Ok().json(page))
}

/// The list of units. It holds all of them: nobody's data scope narrows it.
pub struct Units;

fn kind(unit: &UnitView) -> Cell {
    text(match unit.kind {
        "county" => "县人民政府",
        "department" => "县级部门",
        "town" => "镇",
        "village" => "村",
        "community" => "社区",
        "company" => "企业",
        "bank" => "银行",
        "station" => "站所",
        other => other,
    })
}

impl List for Units {
    type Query = UnitQuery;
    type Item = UnitView;
    const NAME: &'static str = "units";
    const TITLE: &'static str = "单位";
    const COLUMNS: &'static [Column<UnitView>] = &[
        Column::new("编码", 20, |unit| text(&unit.code)),
        Column::new("名称", 30, |unit| text(&unit.name)),
        Column::new("类别", 14, kind),
        Column::new("上级单位", 20, |unit| optional(unit.parent.as_deref())),
        Column::new("主管的服务", 14, |unit| optional(unit.service)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &UnitQuery, ask: &Ask) -> Result<Page<UnitView>, Problem> {
        let paging = store::unit::SORTING.read(query.sort.as_deref(), ask)?;
        let page = store::unit::list(conn, query.parent.as_deref(), query.kind.map(UnitKind::from), &paging).await?;
        Ok(page.map(UnitView::from))
    }
}

/// 登记单位。
#[utoipa::path(
    post, path = "/api/identity/v1/units", tag = "units", request_body = CreateUnitRequest, security(("bearer" = [])),
    responses((status = 201, body = UnitView), (status = 400, body = ProblemBody), (status = 409, body = ProblemBody))
)]
pub async fn create_unit(
    identity: web::Data<Identity>,
    principal: Principal,
    Json(body): Json<CreateUnitRequest>,
) -> Result<HttpResponse, Problem> {
    let draft = UnitDraft {
        code: body.code,
        name: body.name,
        kind: body.kind,
        parent: body.parent,
        service: body.service,
    };
    let unit = add_unit::add_unit(&identity, &principal, draft, Utc::now()).await?;
    Ok(HttpResponse::Created().json(UnitView::from(unit)))
}

/// 修改单位的名称和主管的服务；编码、类别和上级单位不能更改。
#[utoipa::path(
    put, path = "/api/identity/v1/units/{code}", tag = "units", request_body = UpdateUnitRequest, security(("bearer" = [])),
    params(("code" = String, Path), ("If-Match" = String, Header, description = "The version that was seen")),
    responses((status = 200, body = UnitView), (status = 400, body = ProblemBody), (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 412, body = ProblemBody))
)]
pub async fn update_unit(
    identity: web::Data<Identity>,
    principal: Principal,
    Path(code): Path<String>,
    version: IfMatch,
    Json(body): Json<UpdateUnitRequest>,
) -> Result<HttpResponse, Problem> {
    let unit = update_unit::update_unit(
        &identity,
        &principal,
        &code,
        version,
        &body.name,
        body.service.as_deref(),
        Utc::now(),
    )
    .await?;
    Ok(HttpResponse::Ok().json(UnitView::from(unit)))
}
