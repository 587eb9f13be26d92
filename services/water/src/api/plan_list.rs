//! Lists of plans.

use actix_web::{HttpResponse, web};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, moment, optional, text},
    http::{access::Principal, extract::Query, page::Page, sort::Ask},
};
use rules::Fields;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{
    export::label,
    plan::{PlanView, view},
};
use crate::{
    domain::{
        code::{Coded, parse_code},
        period::PeriodKind,
        plan::{PlanBasis, PlanState},
    },
    service::plan::PlanRecord,
    store::plan::{self, PlanFilter},
};

/// What a list of plans is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct PlanQuery {
    /// Water user.
    user_id: Option<Uuid>,
    /// Code of the user.
    user_code: Option<String>,
    /// Calendar year.
    year: Option<i32>,
    /// State.
    #[param(value_type = Option<PlanState>, inline)]
    state: Option<String>,
    /// `year`, `user_code`, `user_name`, `state`, `created_at`; the largest first with `-` in front. `-year` when left out.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Plans in the caller's scope, latest year first.
#[utoipa::path(get, path = "/v1/plans", tag = "plans", params(PlanQuery), responses((status = 200, body = Page<PlanView>)))]
pub async fn list_plans(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<PlanQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(Plans.page(&mut conn, &Plans.reader(&principal), &query, &ask).await?))
}

/// The list of plans.
pub struct Plans;

/// All periods with their volumes, in one cell.
fn volumes(plan: &PlanView) -> Cell {
    let told = plan.volumes.iter().map(|(period, volume)| format!("{period}：{volume}"));
    text(told.collect::<Vec<_>>().join("；"))
}

impl List for Plans {
    type Query = PlanQuery;
    type Item = PlanView;
    const NAME: &'static str = "plans";
    const TITLE: &'static str = "用水计划";
    const COLUMNS: &'static [Column<PlanView>] = &[
        Column::new("用水户编号", 16, |plan| text(&plan.user_code)),
        Column::new("用水户", 28, |plan| text(&plan.user_name)),
        Column::new("年度", 8, |plan| Cell::Whole(plan.year.into())),
        Column::new("版次", 8, |plan| Cell::Whole(plan.revision.into())),
        Column::new("下达方式", 10, |plan| label::<PeriodKind>(&plan.period_kind)),
        Column::new("状态", 10, |plan| label::<PlanState>(&plan.state)),
        Column::new("计划依据", 16, |plan| label::<PlanBasis>(&plan.basis)),
        Column::new("依据说明", 28, |plan| text(&plan.basis_detail)),
        Column::new("计划水量（m³）", 50, volumes),
        Column::new("起草人", 16, |plan| text(&plan.drafted_by)),
        Column::new("核准人", 16, |plan| optional(plan.approved_by.as_deref())),
        Column::new("核准时间", 20, |plan| moment(plan.approved_at)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &PlanQuery, ask: &Ask) -> Result<Page<PlanView>, Problem> {
        let paging = plan::SORTING.read(query.sort.as_deref(), ask)?;
        let mut fields = Fields::new();
        let state = query.state.as_deref();
        let state = state.and_then(|code| parse_code::<PlanState>(&mut fields, "/state", "计划状态", code));
        fields.finish()?;
        let filter = PlanFilter {
            user_id: query.user_id,
            user_code: query.user_code.clone(),
            year: query.year,
            state: state.map(|state| state.code().to_owned()),
        };
        let page = plan::list(conn, &filter, &paging).await?;
        let ids: Vec<Uuid> = page.items.iter().map(|(row, ..)| row.id).collect();
        let mut volumes = plan::volumes_of(conn, &ids).await?;
        Ok(page.map(|(row, code, name)| {
            let volumes = volumes.remove(&row.id).unwrap_or_default();
            view(PlanRecord { row, volumes }, code, name)
        }))
    }
}
