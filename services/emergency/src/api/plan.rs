//! `GET /v1/plans` and `GET /v1/plans/{plan}`: the emergency plans, for anybody to read. Every single rule behind them
//! is under `/v1/rules?prefix=<plan>.`.

use actix_web::HttpResponse;
use chrono::Utc;
use platform::{
    Problem,
    clock::local_date,
    http::{
        extract::Path,
        page::Page,
        problem::{CitationBody, ProblemBody},
    },
    rule::Rules,
};
use rules::Source;
use serde::Serialize;
use utoipa::ToSchema;

use super::assessment::{LevelView, StarterView};
use crate::domain::{
    action::Order,
    level::{Level, Office},
    organisation::{Organisation, Post, WorkingGroup},
    plan::Plan,
    ruleset::EmergencyRules,
};

/// A plan in a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanSummaryView {
    /// Code: first part of its rule keys.
    #[schema(example = "supply")]
    pub code: String,
    /// Name.
    pub name: String,
    /// What it applies to, in our own words.
    pub scope: String,
    /// Its response levels, highest first.
    pub levels: Vec<LevelView>,
    /// The regulation.
    pub citation: CitationBody,
}

/// A plan as it stands today.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlanView {
    /// What the list shows.
    #[serde(flatten)]
    pub summary: PlanSummaryView,
    /// Its response levels, highest first.
    pub responses: Vec<ResponseView>,
    /// Units that take part, with their duties.
    pub units: Vec<UnitView>,
    /// Working groups of the on-site command.
    pub working_groups: Vec<WorkingGroupView>,
}

/// A response level: who decides, what is done.
#[derive(Debug, Serialize, ToSchema)]
pub struct ResponseView {
    /// Level.
    pub level: LevelView,
    /// Who starts it.
    pub starts_by: StarterView,
    /// His title.
    pub starts_by_title: &'static str,
    /// The article.
    pub start_citation: CitationBody,
    /// Why the text is read so, where it leaves a choice.
    pub start_interpretation: Option<String>,
    /// Title of who ends it.
    pub ends_by_title: &'static str,
    /// A lower level whose measures also apply.
    pub includes: Option<LevelView>,
    /// The level's own measures.
    pub measures: Vec<MeasureView>,
    /// The article of the measures.
    pub measures_citation: CitationBody,
}

/// A measure.
#[derive(Debug, Serialize, ToSchema)]
pub struct MeasureView {
    /// Code.
    pub code: String,
    /// What is to be done, in our own words.
    pub text: String,
    /// Number within the article.
    pub item: Option<u32>,
}

/// A unit that takes part.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitView {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Its printed duties, in our own words; empty where it does as the command orders.
    pub duties: Vec<String>,
}

/// A working group.
#[derive(Debug, Serialize, ToSchema)]
pub struct WorkingGroupView {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Who leads it.
    pub leads: Vec<String>,
    /// Names of the member units.
    pub members: Vec<String>,
    /// How members are found where none are printed.
    pub members_note: Option<String>,
    /// Duties, in our own words.
    pub duties: Vec<String>,
}

impl From<&Plan> for PlanSummaryView {
    fn from(plan: &Plan) -> Self {
        Self {
            code: plan.code.clone(),
            name: plan.identity.value.name.clone(),
            scope: plan.identity.value.scope.clone(),
            levels: plan.response.levels.value.iter().copied().map(LevelView::from).collect(),
            citation: citation(&plan.identity.source),
        }
    }
}

impl From<&Plan> for PlanView {
    fn from(plan: &Plan) -> Self {
        let organisation = &plan.organisation;
        let unit = |code: &str| UnitView {
            code: code.to_owned(),
            name: organisation.name_of(code).to_owned(),
            duties: organisation.duties_of(code).into_iter().map(str::to_owned).collect(),
        };
        Self {
            summary: plan.into(),
            responses: plan
                .response
                .levels
                .value
                .iter()
                .filter_map(|level| response(plan, *level))
                .collect(),
            units: organisation.participating_units().into_iter().map(unit).collect(),
            working_groups: working_groups(organisation),
        }
    }
}

impl From<&Order> for MeasureView {
    fn from(order: &Order) -> Self {
        Self {
            code: order.code.clone(),
            text: order.text.clone(),
            item: order.item,
        }
    }
}

/// Every level of a loaded plan has a starter, an end and measures.
fn response(plan: &Plan, level: Level) -> Option<ResponseView> {
    let starter = plan.authority.start.get(&level)?;
    let measures = plan.action.measures.get(&level)?;
    Some(ResponseView {
        level: level.into(),
        starts_by: starter.value.by.into(),
        starts_by_title: starter.value.by.name(),
        start_citation: citation(&starter.source),
        start_interpretation: starter.source.interpretation.clone(),
        ends_by_title: plan.authority.end.value.get(&level).copied().map(Office::name)?,
        includes: measures.value.includes.map(LevelView::from),
        measures: measures.value.orders.iter().map(MeasureView::from).collect(),
        measures_citation: citation(&measures.source),
    })
}

fn working_groups(organisation: &Organisation) -> Vec<WorkingGroupView> {
    let lead = |post: &Post| {
        let when = post.only_when.map(|when| format!("（{}）", when.name())).unwrap_or_default();
        format!("{}{}{when}", organisation.name_of(&post.unit), post.post.name())
    };
    let view = |group: &WorkingGroup| WorkingGroupView {
        code: group.code.clone(),
        name: group.name.clone(),
        leads: group.leads.iter().map(lead).collect(),
        members: group.members.iter().map(|code| organisation.name_of(code).to_owned()).collect(),
        members_note: group.members_note.clone(),
        duties: group.duties.clone(),
    };
    organisation.groups.value.iter().map(view).collect()
}

fn citation(source: &Source) -> CitationBody {
    CitationBody {
        document: source.citation.document.clone(),
        article: source.citation.article.clone(),
    }
}

/// The plans in force today.
#[utoipa::path(get, path = "/v1/plans", tag = "plans", responses((status = 200, body = Page<PlanSummaryView>)))]
pub async fn list_plans(rules: Rules<EmergencyRules>) -> Result<HttpResponse, Problem> {
    let today = local_date(Utc::now());
    let in_force = rules.plan_codes().filter_map(|code| rules.plan(code, today).ok());
    Ok(HttpResponse::Ok().json(Page::whole(in_force.map(PlanSummaryView::from).collect())))
}

/// A plan as it stands today: levels, who decides, measures, units, working groups.
#[utoipa::path(
    get,
    path = "/v1/plans/{plan}",
    tag = "plans",
    params(("plan" = String, Path, example = "supply")),
    responses((status = 200, body = PlanView), (status = 404, body = ProblemBody), (status = 422, body = ProblemBody))
)]
pub async fn show_plan(rules: Rules<EmergencyRules>, Path(code): Path<String>) -> Result<HttpResponse, Problem> {
    if !rules.plan_codes().any(|known| known == code) {
        let known = rules.plan_codes().collect::<Vec<_>>().join("、");
        return Err(Problem::not_found(format!("没有预案「{code}」，已有：{known}")));
    }
    let plan = rules.plan(&code, local_date(Utc::now()))?;
    Ok(HttpResponse::Ok().json(PlanView::from(plan)))
}
