//! What the department's staff does with objections.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use rules::Fields;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    board::Board,
    desk::Act,
    managed::{ManagedNotice, TITLE_LENGTH, change},
    objection::{self, Answer},
    store::{ObjectionRow, ObjectorRow},
};
use crate::{
    Problem,
    database::Database,
    http::{
        access::Principal,
        extract::{IfMatch, Json, Path},
        problem::ProblemBody,
    },
    mask,
};

/// Most characters of an answer.
const ANSWER_LENGTH: usize = 4_000;

/// An objection with who made it; the telephone number is masked.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ManagedObjection {
    /// Number within the notice.
    number: i32,
    /// When it came.
    received_at: DateTime<Utc>,
    /// It came after the period.
    late: bool,
    /// Who made it.
    name: String,
    /// Their number, masked.
    phone: String,
    /// In their words.
    text: String,
    /// What it is about, as published.
    subject: Option<String>,
    /// `accepted`, `partly_accepted` or `rejected`.
    outcome: Option<String>,
    /// The answer.
    answer: Option<String>,
    /// When it was answered.
    answered_at: Option<DateTime<Utc>>,
}

impl From<(ObjectionRow, ObjectorRow)> for ManagedObjection {
    fn from((row, objector): (ObjectionRow, ObjectorRow)) -> Self {
        Self {
            number: row.number,
            received_at: row.received_at,
            late: row.late,
            name: objector.name,
            phone: mask::phone(&objector.phone),
            text: objector.text,
            subject: row.subject,
            outcome: row.outcome,
            answer: row.answer,
            answered_at: row.answered_at,
        }
    }
}

/// What came of an objection.
#[derive(Debug, Clone, Copy, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum ObjectionOutcome {
    /// The objection is right.
    Accepted,
    /// In part.
    PartlyAccepted,
    /// It is not.
    Rejected,
}

/// The answer to an objection; all of it is published.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerRequest {
    /// What the objection is about, without names.
    subject: String,
    /// What came of it.
    outcome: ObjectionOutcome,
    /// The answer.
    answer: String,
}

/// Answers an objection. When none is open any more, the days left run on from the next day that counts.
#[utoipa::path(
    post,
    path = "/v1/managed-notices/{notice_id}/objections/{number}/answer",
    tag = "notices",
    params(("notice_id" = Uuid, Path), ("number" = i32, Path), ("If-Match" = String, Header)),
    request_body = AnswerRequest,
    responses(
        (status = 200, body = ManagedNotice),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody),
        (status = 422, body = ProblemBody)
    )
)]
pub(super) async fn answer_objection(
    database: web::Data<Database>,
    board: web::Data<Board>,
    principal: Principal,
    Path((id, number)): Path<(Uuid, i32)>,
    IfMatch(version): IfMatch,
    Json(request): Json<AnswerRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    let given = Answer {
        subject: fields.text("/subject", &request.subject, TITLE_LENGTH * 2),
        outcome: match request.outcome {
            ObjectionOutcome::Accepted => "accepted",
            ObjectionOutcome::PartlyAccepted => "partly_accepted",
            ObjectionOutcome::Rejected => "rejected",
        },
        answer: fields.text("/answer", &request.answer, ANSWER_LENGTH),
    };
    fields.finish()?;
    change(&database, &board, &principal, async |tx, act| {
        objection::answer(tx, &board, act, id, version, number, given).await
    })
    .await
}

/// Who made an objection.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct ObjectorContact {
    /// Name.
    name: String,
    /// Telephone number.
    phone: String,
}

/// The objector's telephone number, unmasked; who asked stands in the audit trail.
#[utoipa::path(
    get,
    path = "/v1/managed-notices/{notice_id}/objections/{number}/contact",
    tag = "notices",
    params(("notice_id" = Uuid, Path), ("number" = i32, Path)),
    responses((status = 200, body = ObjectorContact), (status = 404, body = ProblemBody))
)]
pub(super) async fn show_objector_contact(
    database: web::Data<Database>,
    principal: Principal,
    Path((id, number)): Path<(Uuid, i32)>,
) -> Result<HttpResponse, Problem> {
    let mut tx = database.begin(&principal.scope).await?;
    let objector = objection::disclose(&mut tx, &Act::now(&principal.subject), id, number).await?;
    tx.commit().await?;
    Ok(HttpResponse::Ok().json(ObjectorContact {
        name: objector.name,
        phone: objector.phone,
    }))
}
