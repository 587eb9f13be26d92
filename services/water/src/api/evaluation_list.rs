//! Lists of water-saving evaluations: the register of 24号 附件6 第七条.

use actix_web::{HttpResponse, web};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Column, List, Reader, day, optional, text},
    http::{access::Principal, extract::Query, page::Page, sort::Ask},
    rule::{LiveRules, Rules},
};
use rules::{Fields, RuleSet};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    evaluation::{EvaluationView, view},
    export::label,
};
use crate::{
    domain::{
        code::{Coded, parse_code},
        evaluation::{EvaluationKind, EvaluationState, ReportKind},
        town::Town,
    },
    service::{Act, evaluation::with_parts},
    store::evaluation::{self, EvaluationFilter},
};

/// What a list of evaluations is narrowed by.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct EvaluationQuery {
    /// What is evaluated.
    #[param(value_type = Option<EvaluationKind>, inline)]
    kind: Option<String>,
    /// State.
    #[param(value_type = Option<EvaluationState>, inline)]
    state: Option<String>,
    /// Town.
    #[param(value_type = Option<Town>, inline)]
    town: Option<String>,
    /// Project code.
    project_code: Option<String>,
    /// Part of the name, the applicant's or the number.
    q: Option<String>,
    /// `number`, `name`, `kind`, `state`, `town`, `created_at`; the largest first with `-` in front. `-created_at` when left out.
    sort: Option<String>,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// Evaluations in the caller's scope, the newest first.
#[utoipa::path(get, path = "/v1/evaluations", tag = "evaluations", params(EvaluationQuery), responses((status = 200, body = Page<EvaluationView>)))]
pub async fn list_evaluations(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Query(query): Query<EvaluationQuery>,
) -> Result<HttpResponse, Problem> {
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(page(&mut conn, &rules, &query, &ask).await?))
}

async fn page(conn: &mut Pg, rules: &RuleSet, query: &EvaluationQuery, ask: &Ask) -> Result<Page<EvaluationView>, Problem> {
    let paging = evaluation::SORTING.read(query.sort.as_deref(), ask)?;
    let mut fields = Fields::new();
    let kind = query.kind.as_deref();
    let kind = kind.and_then(|code| parse_code::<EvaluationKind>(&mut fields, "/kind", "评价对象", code));
    let state = query.state.as_deref();
    let state = state.and_then(|code| parse_code::<EvaluationState>(&mut fields, "/state", "状态", code));
    let town = query.town.as_deref();
    let town = town.and_then(|code| parse_code::<Town>(&mut fields, "/town", "镇", code));
    fields.finish()?;
    let filter = EvaluationFilter {
        kind: kind.map(|kind| kind.code().to_owned()),
        state: state.map(|state| state.code().to_owned()),
        town: town.map(|town| town.code().to_owned()),
        project_code: query.project_code.clone(),
        text: query.q.clone(),
    };
    let mut page = evaluation::list(conn, &filter, &paging).await?;
    let today = Act::job("list").today;
    let records = with_parts(conn, std::mem::take(&mut page.items)).await?;
    let views = records.into_iter().map(|record| view(rules, today, record));
    Ok(Page {
        items: views.collect::<Result<_, _>>()?,
        next_cursor: page.next_cursor,
        total: page.total,
    })
}

/// The list of evaluations.
pub struct Evaluations {
    rules: LiveRules<RuleSet>,
}

impl Evaluations {
    /// By the department's rules.
    pub fn new(rules: LiveRules<RuleSet>) -> Self {
        Self { rules }
    }
}

impl List for Evaluations {
    type Query = EvaluationQuery;
    type Item = EvaluationView;
    const NAME: &'static str = "evaluations";
    const TITLE: &'static str = "节水评价登记";
    const COLUMNS: &'static [Column<EvaluationView>] = &[
        Column::new("登记编号", 18, |one| text(&one.number)),
        Column::new("名称", 30, |one| text(&one.name)),
        Column::new("评价对象", 26, |one| label::<EvaluationKind>(&one.kind)),
        Column::new("项目代码", 28, |one| optional(one.project_code.as_deref())),
        Column::new("申请单位", 28, |one| text(&one.applicant)),
        Column::new("审查的报告", 18, |one| label::<ReportKind>(&one.report_kind)),
        Column::new("镇", 10, |one| label::<Town>(&one.town)),
        Column::new("年取用水量（m³）", 16, |one| text(&one.annual_volume)),
        Column::new("状态", 12, |one| label::<EvaluationState>(&one.state)),
        Column::new("还缺什么", 50, |one| text(one.missing.join("；"))),
        Column::new("审查意见文号", 22, |one| optional(one.opinion_number.as_deref())),
        Column::new("意见日期", 12, |one| day(one.opinion_on)),
        Column::new("不予通过的审批", 36, |one| optional(one.blocked())),
        Column::new("用水户", 24, |one| optional(one.user_name.as_deref())),
        Column::new("本年承诺用水（m³）", 16, |one| optional(one.promised_volume.as_deref())),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &EvaluationQuery, ask: &Ask) -> Result<Page<EvaluationView>, Problem> {
        let rules = self.rules.snapshot()?;
        page(conn, &rules, query, ask).await
    }
}
