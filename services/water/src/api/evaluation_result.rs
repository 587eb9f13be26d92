//! What other departments are told of a water-saving evaluation (flow S7): the verdict with number and date, or that it is not known.

use actix_web::{HttpResponse, web};
use chrono::{Datelike, NaiveDate};
use platform::{
    Database, Problem, Scope,
    http::{extract::Query, problem::ProblemBody},
    rule::Rules,
};
use rules::{Fields, RuleSet};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::{
    evaluation::{BlockView, CommitmentView, block, commitment_in},
    project::read_project_code,
};
use crate::{
    domain::evaluation::{EvaluationKind, EvaluationRules, EvaluationState},
    service::{
        Act,
        evaluation::{EvaluationRecord, with_parts},
    },
    store::evaluation,
};

/// Whose result is wanted: by project, or by the number in the register.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ResultQuery {
    /// The code that all departments know a project by.
    project_code: Option<String>,
    /// Number in the register; plans have only this.
    number: Option<String>,
}

/// What is known of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The evaluation passed.
    Passed,
    /// It did not.
    Failed,
    /// None has been given.
    Unknown,
}

/// What is known of an evaluation.
#[derive(Debug, Serialize, ToSchema)]
pub struct EvaluationResult {
    /// The last verdict that was given.
    verdict: Verdict,
    /// Why it is not known, for a person.
    reason: Option<String>,
    /// Number in the register of what the verdict is about, or of what is under review where none was given.
    number: Option<String>,
    /// What was evaluated.
    #[schema(value_type = Option<EvaluationKind>)]
    kind: Option<String>,
    /// Number of the review opinion.
    opinion_number: Option<String>,
    /// Its day.
    opinion_on: Option<NaiveDate>,
    /// What may not be granted while the verdict is `failed`; none: nothing (A6 第六条).
    blocks: Option<BlockView>,
    /// Whether a later evaluation is under way.
    is_under_review: bool,
    /// What was promised and holds this year (A6 第四条).
    commitment: Option<CommitmentView>,
}

/// The result of a project's or plan's evaluation, for departments whose approvals ask for it (A6 第六条).
#[utoipa::path(
    get, path = "/v1/evaluation-results", tag = "evaluations", params(ResultQuery),
    responses((status = 200, body = EvaluationResult), (status = 400, body = ProblemBody), (status = 403, body = ProblemBody))
)]
pub async fn show_evaluation_result(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    Query(query): Query<ResultQuery>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    if query.project_code.is_some() == query.number.is_some() {
        fields.fault(
            "/project_code",
            "one_of_two",
            "请给出项目代码 project_code 或登记编号 number，二者只给一个",
        );
    }
    let code = query.project_code.as_deref();
    let code = code.map(|code| read_project_code(&mut fields, "/project_code", code));
    fields.finish()?;
    // A service has no data scope of its own: the route says which may ask.
    let mut conn = database.connection(&Scope::All).await?;
    let rows = evaluation::of_subject(&mut conn, code.as_deref(), query.number.as_deref()).await?;
    let records = with_parts(&mut conn, rows).await?;
    Ok(HttpResponse::Ok().json(result(&rules, Act::job("result").today, &records)?))
}

/// `records`: the newest first.
fn result(rules: &RuleSet, today: NaiveDate, records: &[EvaluationRecord]) -> Result<EvaluationResult, Problem> {
    let mut decided = None;
    let mut is_under_review = false;
    for record in records {
        match record.state()? {
            EvaluationState::Draft | EvaluationState::Submitted => is_under_review = true,
            state => {
                let is_newer = decided.is_none_or(|(_, known): (_, &EvaluationRecord)| known.row.decided_at < record.row.decided_at);
                if is_newer {
                    decided = Some((state, record));
                }
            }
        }
    }
    let verdict = match decided {
        Some((EvaluationState::Passed, _)) => Verdict::Passed,
        Some(_) => Verdict::Failed,
        None => Verdict::Unknown,
    };
    let reason = match verdict {
        Verdict::Unknown if records.is_empty() => Some("没有登记过节水评价"),
        Verdict::Unknown => Some("节水评价还没有审查意见"),
        Verdict::Passed | Verdict::Failed => None,
    };
    let blocks = match decided {
        Some((_, record)) if verdict == Verdict::Failed => block(&EvaluationRules::at(rules, record.judged_on(today))?, record.kind()?),
        _ => None,
    };
    let about = decided
        .map(|(_, record)| &record.row)
        .or_else(|| records.first().map(|record| &record.row));
    let commitment = records.iter().find_map(|record| commitment_in(record, today.year()));
    Ok(EvaluationResult {
        verdict,
        reason: reason.map(str::to_owned),
        number: about.map(|row| row.number.clone()),
        kind: about.map(|row| row.kind.clone()),
        opinion_number: about.and_then(|row| row.opinion_number.clone()),
        opinion_on: about.and_then(|row| row.opinion_on),
        blocks,
        is_under_review,
        commitment: commitment.map(CommitmentView::from),
    })
}
