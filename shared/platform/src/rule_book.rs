//! The rules that a service calculates by, for anybody to read: `GET /v1/rules`, `/v1/rules/{key}`, `/v1/regulations`.
//!
//! A service merges [`routes`] into its table, [`ApiDoc`] into its OpenAPI document, and registers what
//! [`crate::rule::LiveRules::state`] gives.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use rules::{
    Document, RuleSet,
    ruleset::{Parameter, Version},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    Problem,
    http::{
        access::Access,
        extract::{Path, Query},
        page::{self, Page},
        problem::CitationBody,
        route::Routes,
    },
    rule::RuleDesk,
};

/// The routes; public, because what the county calculates by is public.
pub fn routes() -> Routes {
    Routes::default()
        .get("/v1/rules", Access::Public, list_rules)
        .get("/v1/rules/{key}", Access::Public, show_rule)
        .get("/v1/regulations", Access::Public, list_regulations)
}

/// The OpenAPI part of these routes.
#[derive(utoipa::OpenApi)]
#[openapi(
    paths(list_rules, show_rule, list_regulations),
    components(schemas(crate::http::problem::ProblemBody))
)]
pub struct ApiDoc;

/// A parameter with all its versions.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct RuleBody {
    /// Key, as in traces.
    #[schema(example = "notice.days")]
    pub key: String,
    /// Unit, for a person.
    pub unit: String,
    /// What it says, in our own words.
    pub summary: String,
    /// Last day for which a market series has been observed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub observed_through: Option<NaiveDate>,
    /// The versions, in date order, without gap or overlap.
    pub versions: Vec<RuleVersionBody>,
}

/// A version of a parameter.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct RuleVersionBody {
    /// Number within the parameter.
    pub version: u32,
    /// The value; its shape depends on the parameter.
    #[schema(value_type = Object)]
    pub value: Value,
    /// First day in force.
    pub effective_from: NaiveDate,
    /// Last day in force; absent while it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_to: Option<NaiveDate>,
    /// Since when the county has known it.
    pub known_from: NaiveDate,
    /// The change that brought it, by its place in the order of approval; 0 for the rule files.
    pub revision: i64,
    /// The article it rests on.
    pub citation: CitationBody,
    /// Why the text is read so, where it leaves a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpretation: Option<String>,
}

/// A regulation, law or notice that rules are taken from.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct RegulationBody {
    /// Number as printed.
    #[schema(example = "新政办发〔2023〕27号")]
    pub number: String,
    /// Title.
    pub title: String,
    /// Day it was issued.
    pub issued: NaiveDate,
    /// First day in force.
    pub in_force_from: NaiveDate,
    /// Last day in force; absent where no end is stated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_force_to: Option<NaiveDate>,
    /// What repealed it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repealed_by: Option<String>,
    /// What it repeals.
    pub repeals: Vec<String>,
    /// Why its validity is read so, where the text leaves a choice.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interpretation: Option<String>,
}

impl From<&Parameter> for RuleBody {
    fn from(parameter: &Parameter) -> Self {
        Self {
            key: parameter.key.clone(),
            unit: parameter.unit.clone(),
            summary: parameter.summary.clone(),
            observed_through: parameter.observed_through,
            versions: parameter.versions.iter().map(RuleVersionBody::from).collect(),
        }
    }
}

impl From<&Version> for RuleVersionBody {
    fn from(version: &Version) -> Self {
        let source = &version.source;
        Self {
            version: source.rule.version,
            value: crate::rule::json_of(&version.value),
            effective_from: source.rule.effective_from,
            effective_to: version.effective_to,
            known_from: version.known_from,
            revision: version.revision,
            citation: CitationBody {
                document: source.citation.document.clone(),
                article: source.citation.article.clone(),
            },
            interpretation: source.interpretation.clone(),
        }
    }
}

impl From<&Document> for RegulationBody {
    fn from(document: &Document) -> Self {
        Self {
            number: document.number.clone(),
            title: document.title.clone(),
            issued: document.issued,
            in_force_from: document.in_force_from,
            in_force_to: document.in_force_to,
            repealed_by: document.repealed_by.clone(),
            repeals: document.repeals.clone(),
            interpretation: document.interpretation.clone(),
        }
    }
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleQuery {
    /// Only keys that start with this.
    prefix: Option<String>,
    limit: Option<i64>,
    cursor: Option<String>,
}

impl RuleQuery {
    /// The parameters that are asked for, by key.
    pub(crate) fn of<'a>(&'a self, rules: &'a RuleSet) -> impl Iterator<Item = &'a Parameter> {
        let prefix = self.prefix.as_deref().unwrap_or_default();
        rules.parameters().filter(move |rule| rule.key.starts_with(prefix))
    }
}

/// The rules by key, each with all its versions, articles and the reasons for our readings.
#[utoipa::path(get, path = "/v1/rules", tag = "rules", params(RuleQuery), responses((status = 200, body = Page<RuleBody>)))]
async fn list_rules(desk: web::Data<RuleDesk>, Query(query): Query<RuleQuery>) -> Result<HttpResponse, Problem> {
    let rules = desk.snapshot()?;
    let rules = query.of(rules.rule_set());
    page_of(rules, query.limit, query.cursor.as_deref(), |rule| &rule.key, RuleBody::from)
}

/// One rule.
#[utoipa::path(
    get,
    path = "/v1/rules/{key}",
    tag = "rules",
    params(("key" = String, Path)),
    responses((status = 200, body = RuleBody), (status = 404, body = crate::http::problem::ProblemBody))
)]
async fn show_rule(desk: web::Data<RuleDesk>, Path(key): Path<String>) -> Result<HttpResponse, Problem> {
    let rules = desk.snapshot()?;
    let rule = rules.rule_set().parameter(&key);
    let rule = rule.ok_or_else(|| Problem::not_found(format!("没有规则「{key}」，全部规则见 /v1/rules")))?;
    Ok(HttpResponse::Ok().json(RuleBody::from(rule)))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(crate) struct RegulationQuery {
    limit: Option<i64>,
    cursor: Option<String>,
}

/// The regulations by number, with their validity.
#[utoipa::path(get, path = "/v1/regulations", tag = "rules", params(RegulationQuery), responses((status = 200, body = Page<RegulationBody>)))]
async fn list_regulations(desk: web::Data<RuleDesk>, Query(query): Query<RegulationQuery>) -> Result<HttpResponse, Problem> {
    let rules = desk.snapshot()?;
    let documents = rules.rule_set().documents();
    page_of(
        documents,
        query.limit,
        query.cursor.as_deref(),
        |document| &document.number,
        RegulationBody::from,
    )
}

/// A page of what is sorted by `key`.
fn page_of<'a, T: 'a, View: Serialize>(
    items: impl Iterator<Item = &'a T>,
    limit: Option<i64>,
    cursor: Option<&str>,
    key: fn(&T) -> &String,
    view: fn(&'a T) -> View,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(limit)?;
    let after = page::position::<String>(cursor)?;
    let wanted = usize::try_from(limit).unwrap_or(usize::MAX).saturating_add(1);
    let fetched = items
        .filter(|item| after.as_ref().is_none_or(|after| key(item) > after))
        .take(wanted)
        .collect();
    Ok(HttpResponse::Ok().json(Page::of(fetched, limit, |item: &&T| key(item).clone()).map(view)))
}
