//! Lists of construction projects.

use actix_web::{HttpResponse, web};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, day, optional, text},
    http::{access::Principal, extract::Query, page::Page, sort::Ask},
    rule::{LiveRules, Rules},
};
use rules::{Fields, RuleSet};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    export::label,
    project::{ProjectView, view},
};
use crate::{
    domain::{
        code::{Coded, parse_code},
        project::{Nature, Stage, Standing},
        town::Town,
    },
    service::{Act, project::with_parts},
    store::project::{self, ProjectFilter},
};

/// What a list of projects is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ProjectQuery {
    /// Stage.
    #[param(value_type = Option<Stage>, inline)]
    stage: Option<String>,
    /// Town.
    #[param(value_type = Option<Town>, inline)]
    town: Option<String>,
    /// Project code.
    project_code: Option<String>,
    /// Part of the name or of the builder's.
    q: Option<String>,
    /// `project_code`, `name`, `town`, `stage`, `created_at`; the largest first with `-` in front. `-created_at` when left out.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Projects in the caller's scope, the newest first.
#[utoipa::path(get, path = "/v1/projects", tag = "projects", params(ProjectQuery), responses((status = 200, body = Page<ProjectView>)))]
pub async fn list_projects(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Query(query): Query<ProjectQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(page(&mut conn, &rules, &query, &ask).await?))
}

async fn page(conn: &mut Pg, rules: &RuleSet, query: &ProjectQuery, ask: &Ask) -> Result<Page<ProjectView>, Problem> {
    let paging = project::SORTING.read(query.sort.as_deref(), ask)?;
    let mut fields = Fields::new();
    let stage = query.stage.as_deref();
    let stage = stage.and_then(|code| parse_code::<Stage>(&mut fields, "/stage", "阶段", code));
    let town = query.town.as_deref();
    let town = town.and_then(|code| parse_code::<Town>(&mut fields, "/town", "镇", code));
    fields.finish()?;
    let filter = ProjectFilter {
        stage: stage.map(|stage| stage.code().to_owned()),
        town: town.map(|town| town.code().to_owned()),
        project_code: query.project_code.clone(),
        text: query.q.clone(),
    };
    let mut page = project::list(conn, &filter, &paging).await?;
    let today = Act::job("list").today;
    let records = with_parts(conn, std::mem::take(&mut page.items)).await?;
    let views = records.into_iter().map(|record| view(rules, today, record));
    Ok(Page {
        items: views.collect::<Result<_, _>>()?,
        next_cursor: page.next_cursor,
        total: page.total,
    })
}

/// The list of projects.
pub struct Projects {
    rules: LiveRules<RuleSet>,
}

impl Projects {
    /// By the department's rules.
    pub fn new(rules: LiveRules<RuleSet>) -> Self {
        Self { rules }
    }
}

fn count(value: usize) -> Cell {
    Cell::Whole(i64::try_from(value).unwrap_or(i64::MAX))
}

impl List for Projects {
    type Query = ProjectQuery;
    type Item = ProjectView;
    const NAME: &'static str = "projects";
    const TITLE: &'static str = "建设项目节水三同时";
    const COLUMNS: &'static [Column<ProjectView>] = &[
        Column::new("项目代码", 28, |one| text(&one.project_code)),
        Column::new("项目名称", 30, |one| text(&one.name)),
        Column::new("建设单位", 28, |one| text(&one.builder)),
        Column::new("镇", 10, |one| label::<Town>(&one.town)),
        Column::new("建设性质", 10, |one| label::<Nature>(&one.nature)),
        Column::new("建设状态", 10, |one| label::<Standing>(&one.standing)),
        Column::new("阶段", 12, |one| label::<Stage>(&one.stage)),
        Column::new("辅助用水（m³/日）", 16, |one| text(&one.auxiliary_use)),
        Column::new("建筑用地（m²）", 16, |one| text(&one.land_area)),
        Column::new("建筑面积（m²）", 16, |one| text(&one.construction_area)),
        Column::new("适用要求", 10, |one| count(one.applicable)),
        Column::new("已有证明", 10, |one| count(one.shown)),
        Column::new("还缺什么", 50, |one| text(one.missing.join("；"))),
        Column::new("补建期限", 12, |one| day(one.retrofit_by)),
        Column::new("验收编号", 18, |one| optional(one.acceptance_number.as_deref())),
        Column::new("验收日期", 12, |one| day(one.accepted_on)),
        Column::new("投入使用", 12, |one| day(one.in_use_on)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &ProjectQuery, ask: &Ask) -> Result<Page<ProjectView>, Problem> {
        let rules = self.rules.snapshot()?;
        page(conn, &rules, query, ask).await
    }
}
