//! What the routes show.

use chrono::{DateTime, NaiveDate, Utc};
use rules::{
    Change, Document, RuleSet, Value as RuleValue,
    amendment::{Difference, difference},
    expiry::{Expiry, ExpiryKind},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{
    maker_checker::{ChangeCommand, ChangeState},
    request::{NewRuleVersionBody, RuleObservationBody},
    store::{ChangeRow, StepRow},
};
use crate::{Problem, http::access::Principal, rule_book::RegulationBody};

/// A change of the rules.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleChangeView {
    /// Identity.
    id: Uuid,
    /// `version`, `observation` or `regulation`.
    kind: String,
    /// Key of the rule, or number of the regulation.
    subject: String,
    /// Its summary, or its title.
    title: String,
    /// First day that calculates differently.
    first_day: NaiveDate,
    /// Why.
    reason: String,
    /// State.
    #[schema(value_type = ChangeState)]
    state: String,
    /// Who drafted it.
    drafted_by: String,
    /// Name of that person.
    drafted_by_name: String,
    /// When.
    drafted_at: DateTime<Utc>,
    /// When it was submitted last.
    submitted_at: Option<DateTime<Utc>>,
    /// Who decided.
    decided_by: Option<String>,
    /// Name of that person.
    decided_by_name: Option<String>,
    /// When.
    decided_at: Option<DateTime<Utc>>,
    /// What was said with the decision.
    comment: Option<String>,
    /// Revision of the rules that it made.
    revision: Option<i64>,
    /// What the caller may do with it now: `redraft`, `submit`, `approve`, `return`, `withdraw`.
    allowed: Vec<&'static str>,
    /// Version for `If-Match`.
    version: i32,
}

/// A change with all that it says and does.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleChangeDetailView {
    #[serde(flatten)]
    change: RuleChangeView,
    /// A new version of a rule.
    #[schema(value_type = Option<NewRuleVersionBody>)]
    new_version: Option<Value>,
    /// A market series was observed further.
    #[schema(value_type = Option<RuleObservationBody>)]
    observation: Option<Value>,
    /// A regulation.
    regulation: Option<RegulationBody>,
    /// The version before, which ends on the day before the new one begins.
    previous: Option<PreviousRuleVersionView>,
    /// What differs from what stood there before.
    differences: Vec<RuleDifferenceView>,
    /// The way it went.
    steps: Vec<RuleChangeStepView>,
}

/// The version that a new one follows.
#[derive(Debug, Serialize, ToSchema)]
pub struct PreviousRuleVersionView {
    /// Number.
    version: u32,
    /// First day.
    effective_from: NaiveDate,
    /// Last day, with the change.
    effective_to: Option<NaiveDate>,
    /// Its value.
    #[schema(value_type = Object)]
    value: Value,
}

/// A place at which two values differ.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleDifferenceView {
    /// JSON pointer: `/value/0`.
    pointer: String,
    /// What stood there; null where nothing did.
    #[schema(value_type = Option<Object>)]
    before: Option<Value>,
    /// What stands there; null where nothing does.
    #[schema(value_type = Option<Object>)]
    after: Option<Value>,
}

/// A step on the way of a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleChangeStepView {
    /// `draft`, `redraft`, `submit`, `return`, `withdraw` or `approve`.
    step: String,
    /// Who.
    by: String,
    /// Name of that person.
    by_name: String,
    /// When.
    at: DateTime<Utc>,
    /// What was said.
    comment: Option<String>,
}

/// Something that ends.
#[derive(Debug, Serialize, ToSchema)]
pub struct RuleExpiryView {
    /// Last day.
    last_day: NaiveDate,
    /// Days from today; below zero when it has ended.
    days_left: i64,
    /// `regulation`, `version` or `series`.
    kind: &'static str,
    /// Key of the rule, or number of the regulation.
    subject: String,
    /// Its summary, or its title.
    title: String,
    /// Keys of the rules that rest on it.
    keys: Vec<String>,
}

impl RuleExpiryView {
    pub(super) fn of(expiry: Expiry, today: NaiveDate) -> Self {
        Self {
            last_day: expiry.last_day,
            days_left: (expiry.last_day - today).num_days(),
            kind: match expiry.kind {
                ExpiryKind::Regulation => "regulation",
                ExpiryKind::Version => "version",
                ExpiryKind::Series => "series",
            },
            subject: expiry.subject,
            title: expiry.title,
            keys: expiry.keys,
        }
    }
}

impl From<StepRow> for RuleChangeStepView {
    fn from(row: StepRow) -> Self {
        Self {
            step: row.step,
            by: row.by,
            by_name: row.by_name,
            at: row.at,
            comment: row.comment,
        }
    }
}

impl RuleDifferenceView {
    pub(super) fn of(difference: Difference) -> Self {
        Self {
            pointer: difference.pointer,
            before: difference.before.as_ref().map(json_of),
            after: difference.after.as_ref().map(json_of),
        }
    }
}

/// A value read from TOML has only string keys and finite numbers: nothing that JSON cannot say.
pub(crate) fn json_of(value: &RuleValue) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

/// What a change changes, in words: the summary of the rule, or the title of the regulation.
pub(super) fn title_of(rules: &RuleSet, row: &ChangeRow) -> diesel::QueryResult<String> {
    Ok(match row.change()? {
        Change::Regulation(document) => document.title,
        Change::Version(_) | Change::Observation(_) => rules
            .parameter(&row.subject)
            .map_or_else(String::new, |parameter| parameter.summary.clone()),
    })
}

/// A change in a list.
pub(super) fn view(
    row: ChangeRow,
    rules: &RuleSet,
    principal: &Principal,
    may_decide: bool,
    may_draft: bool,
) -> Result<RuleChangeView, Problem> {
    Ok(RuleChangeView {
        title: title_of(rules, &row)?,
        allowed: allowed(&row, principal, may_decide, may_draft),
        id: row.id,
        kind: row.kind,
        subject: row.subject,
        first_day: row.first_day,
        reason: row.reason,
        state: row.state,
        drafted_by: row.drafted_by,
        drafted_by_name: row.drafted_by_name,
        drafted_at: row.drafted_at,
        submitted_at: row.submitted_at,
        decided_by: row.decided_by,
        decided_by_name: row.decided_by_name,
        decided_at: row.decided_at,
        comment: row.comment,
        revision: row.revision,
        version: row.version,
    })
}

fn allowed(row: &ChangeRow, principal: &Principal, may_decide: bool, may_draft: bool) -> Vec<&'static str> {
    let Some(state) = ChangeState::from_code(&row.state) else {
        return Vec::new();
    };
    let comment = "…".to_owned();
    [
        ("redraft", may_draft, ChangeCommand::Redraft),
        ("submit", may_draft, ChangeCommand::Submit),
        ("approve", may_decide, ChangeCommand::Approve),
        ("return", may_decide, ChangeCommand::Return { comment }),
        ("withdraw", may_draft || may_decide, ChangeCommand::Withdraw),
    ]
    .into_iter()
    .filter(|(_, has_role, command)| *has_role && state.apply(&row.drafted_by, &principal.subject, may_decide, command).is_ok())
    .map(|(name, _, _)| name)
    .collect()
}

/// A change with all that it says and does, from the rules before and, where it fits, after it.
pub(super) fn detail(
    change: RuleChangeView,
    content: &Change,
    before: &RuleSet,
    after: Option<&RuleSet>,
    steps: Vec<StepRow>,
) -> Result<RuleChangeDetailView, Problem> {
    let mut view = RuleChangeDetailView {
        change,
        new_version: None,
        observation: None,
        regulation: None,
        previous: None,
        differences: Vec::new(),
        steps: steps.into_iter().map(RuleChangeStepView::from).collect(),
    };
    let record = |value: &Value| RuleValue::deserialize(value).map_err(Problem::internal);
    let empty = || RuleValue::Table(rules::Table::new());
    let (old, new) = match content {
        Change::Version(new) => {
            let last = before.parameter(&new.key).and_then(|parameter| {
                let kept = parameter
                    .versions
                    .iter()
                    .filter(|version| Some(version.source.rule.version) != new.replaces);
                kept.last()
            });
            let ends = after.and_then(|after| {
                let versions = &after.parameter(&new.key)?.versions;
                versions.iter().rev().nth(1)?.effective_to
            });
            view.previous = last.map(|version| PreviousRuleVersionView {
                version: version.source.rule.version,
                effective_from: version.source.rule.effective_from,
                effective_to: ends.or(version.effective_to),
                value: json_of(&version.value),
            });
            view.new_version = Some(serde_json::to_value(new).map_err(Problem::internal)?);
            let old = last.map(|version| {
                let source = &version.source;
                serde_json::json!({
                    "value": json_of(&version.value), "document": source.citation.document, "article": source.citation.article,
                    "interpretation": source.interpretation,
                })
            });
            let new = serde_json::json!({
                "value": json_of(&new.value), "document": new.document, "article": new.article, "interpretation": new.interpretation,
            });
            (old, new)
        }
        Change::Observation(observation) => {
            view.observation = Some(serde_json::to_value(observation).map_err(Problem::internal)?);
            let observed = before.parameter(&observation.key).and_then(|parameter| parameter.observed_through);
            (
                Some(serde_json::json!({ "observed_through": observed })),
                serde_json::json!({ "observed_through": observation.observed_through }),
            )
        }
        Change::Regulation(document) => {
            view.regulation = Some(document.into());
            let known = before.documents().find(|known| known.number == document.number);
            let of = |document: &Document| serde_json::to_value(document).map_err(Problem::internal);
            (known.map(of).transpose()?, of(document)?)
        }
    };
    let old = old.map_or_else(|| Ok(empty()), |old| record(&without_nulls(old)))?;
    let found = difference(&old, &record(&without_nulls(new))?);
    view.differences = found.into_iter().map(RuleDifferenceView::of).collect();
    Ok(view)
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(items) => Value::Object(items.into_iter().filter(|(_, item)| !item.is_null()).collect()),
        other => other,
    }
}
