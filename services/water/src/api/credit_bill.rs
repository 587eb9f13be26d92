//! Credit bills.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path},
        problem::ProblemBody,
    },
    rule::LiveRules,
};
use rules::{Fields, Money, RuleSet};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::answer::once;
use crate::{
    domain::bill::BillStatus,
    service::{Act, billing::credit_bill},
    store::billing::{credit_bill::CreditBillRow, money},
};

/// Why a bill is cancelled.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreditBillRequest {
    /// Reason, to 200 characters.
    reason: String,
}

/// A credit bill. Amounts in yuan, as on the bill that it cancels.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct CreditBillView {
    /// Identity.
    id: Uuid,
    /// Number.
    number: String,
    /// The payment to be given back, where there was one.
    payment_id: Option<Uuid>,
    /// Basic charge.
    #[schema(value_type = String)]
    basic_charge: Money,
    /// Surcharge.
    #[schema(value_type = String)]
    surcharge: Money,
    /// Total.
    #[schema(value_type = String)]
    total: Money,
    /// Why.
    reason: String,
    /// Day.
    issued_on: NaiveDate,
    /// Number of finance's reversing entry, once it is there.
    entry_number: Option<String>,
    /// When it was noted.
    settled_at: Option<DateTime<Utc>>,
    /// Who issued it.
    created_by: String,
    /// When.
    created_at: DateTime<Utc>,
}

impl TryFrom<CreditBillRow> for CreditBillView {
    type Error = diesel::result::Error;

    fn try_from(row: CreditBillRow) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            number: row.number,
            payment_id: row.payment_id,
            basic_charge: money(row.basic_fen)?,
            surcharge: money(row.surcharge_fen)?,
            total: money(row.total_fen)?,
            reason: row.reason,
            issued_on: row.issued_on,
            entry_number: row.entry_number,
            settled_at: row.settled_at,
            created_by: row.created_by,
            created_at: row.created_at,
        })
    }
}

/// A credit bill that was just issued, and where its bill stands now.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct IssuedCreditBillView {
    /// The bill that was cancelled.
    bill_id: Uuid,
    /// Its number.
    bill_number: String,
    /// `cancelled`.
    #[schema(value_type = String)]
    bill_state: BillStatus,
    /// Version of the bill.
    bill_version: i32,
    /// The credit bill.
    credit_bill: CreditBillView,
}

/// Cancels a bill by a credit bill. A surcharge that was collected is taken back at the finance bureau; the user can be
/// billed anew for the period.
#[utoipa::path(
    post,
    path = "/v1/bills/{bill_id}/credit",
    tag = "billing",
    request_body = CreditBillRequest,
    params(("bill_id" = Uuid, Path), ("if-match" = String, Header), ("idempotency-key" = String, Header)),
    responses(
        (status = 201, body = IssuedCreditBillView),
        (status = 400, body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 412, body = ProblemBody),
    )
)]
pub async fn create_credit_bill(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    principal: Principal,
    Path(bill_id): Path<Uuid>,
    IfMatch(version): IfMatch,
    request: Idempotent<CreditBillRequest>,
) -> Result<HttpResponse, Problem> {
    let mut fields = Fields::new();
    // As long as finance takes.
    let reason = fields.text("/reason", &request.body.reason, 200);
    fields.finish()?;
    let act = Act::now(&principal);
    once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let rules = live.hold(tx).await?;
        let (row, standing) = credit_bill::credit_bill(tx, &rules, bill_id, version, &reason, &act).await?;
        Ok(IssuedCreditBillView {
            bill_id,
            bill_number: standing.number,
            bill_state: standing.state,
            bill_version: standing.version,
            credit_bill: row.try_into()?,
        })
    })
    .await
}
