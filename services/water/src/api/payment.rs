//! Payments of bills.

use actix_web::{HttpResponse, http::StatusCode, web};
use chrono::{DateTime, NaiveDate, Utc};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::{Idempotent, Path},
        problem::ProblemBody,
    },
    rule::LiveRules,
};
use rules::{Fields, InvalidInput, Money, RuleSet, input::Sign};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{answer::once, input, role::WATER_BILLING_CLERK};
use crate::{
    config::OwnSettings,
    domain::{bill::BillStatus, code::parse_code, payment_method::PaymentMethod},
    service::{
        Act,
        billing::register_payment::{CollectorPolicy, NewPayment, register_payment},
    },
    store::billing::{money, payment::PaymentRow},
};

/// Money that came in.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RegisterPaymentRequest {
    /// Amount, yuan: the bill's total.
    amount: String,
    /// Day of receipt, from the day of the bill to today.
    paid_on: String,
    /// `bank_transfer`, `cash`, `card` or `online`.
    #[schema(value_type = PaymentMethod)]
    method: String,
    /// Code of the unit that took it: the bureau or the user's supply company.
    collector: String,
    /// Number of the receipt or transfer.
    reference: String,
}

impl RegisterPaymentRequest {
    fn parse(&self) -> Result<NewPayment, InvalidInput> {
        let mut fields = Fields::new();
        let amount = fields.money("/amount", &self.amount, Sign::NonNegative);
        let paid_on = input::day(&mut fields, "/paid_on", &self.paid_on);
        let method = parse_code::<PaymentMethod>(&mut fields, "/method", "缴款方式", &self.method);
        let collector = fields.text("/collector", &self.collector, input::CODE_LENGTH);
        let reference = fields.text("/reference", &self.reference, input::NAME_LENGTH);
        let (paid_on, method) = input::finish(fields, paid_on.zip(method))?;
        Ok(NewPayment {
            amount,
            paid_on,
            method,
            collector,
            reference,
        })
    }
}

/// A payment. Amounts in yuan.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PaymentView {
    /// Identity.
    id: Uuid,
    /// Amount.
    #[schema(value_type = String)]
    amount: Money,
    /// Its basic part.
    #[schema(value_type = String)]
    basic_charge: Money,
    /// Its surcharge part, for the fiscal special account.
    #[schema(value_type = String)]
    surcharge: Money,
    /// Day of receipt.
    paid_on: NaiveDate,
    /// How it came.
    #[schema(value_type = PaymentMethod)]
    method: String,
    /// Unit that took it.
    collector: String,
    /// Number of the receipt or transfer.
    reference: String,
    /// Who registered it.
    registered_by: String,
    /// When.
    registered_at: DateTime<Utc>,
}

impl TryFrom<PaymentRow> for PaymentView {
    type Error = diesel::result::Error;

    fn try_from(row: PaymentRow) -> Result<Self, Self::Error> {
        Ok(Self {
            id: row.id,
            amount: money(row.amount_fen)?,
            basic_charge: money(row.basic_fen)?,
            surcharge: money(row.surcharge_fen)?,
            paid_on: row.paid_on,
            method: row.method,
            collector: row.collector,
            reference: row.reference,
            registered_by: row.registered_by,
            registered_at: row.registered_at,
        })
    }
}

/// A payment that was just registered, and where its bill stands now.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct RegisteredPaymentView {
    /// Bill.
    bill_id: Uuid,
    /// Number of the bill.
    bill_number: String,
    /// `paid` while the surcharge is on its way to the treasury, else `settled`.
    #[schema(value_type = String)]
    bill_state: BillStatus,
    /// Version of the bill.
    bill_version: i32,
    /// The payment.
    payment: PaymentView,
}

/// Registers the payment of a bill: once and in full. The surcharge is told to the finance bureau.
#[utoipa::path(
    post,
    path = "/v1/bills/{bill_id}/payments",
    tag = "billing",
    request_body = RegisterPaymentRequest,
    params(("bill_id" = Uuid, Path), ("idempotency-key" = String, Header)),
    responses(
        (status = 201, body = RegisteredPaymentView),
        (status = 400, body = ProblemBody),
        (status = 403, body = ProblemBody),
        (status = 404, body = ProblemBody),
        (status = 409, body = ProblemBody),
        (status = 422, body = ProblemBody),
    )
)]
pub async fn create_payment(
    database: web::Data<Database>,
    live: web::Data<LiveRules<RuleSet>>,
    settings: web::Data<OwnSettings>,
    principal: Principal,
    Path(bill_id): Path<Uuid>,
    request: Idempotent<RegisterPaymentRequest>,
) -> Result<HttpResponse, Problem> {
    let new = request.body.parse()?;
    let act = Act::now(&principal);
    let policy = CollectorPolicy {
        bureau: &settings.bureau_unit,
        only: (!principal.has(WATER_BILLING_CLERK)).then_some(principal.unit.as_str()),
    };
    once(&database, &principal.scope, &request.key, StatusCode::CREATED, async |tx| {
        let rules = live.hold(tx).await?;
        let (payment, standing) = register_payment(tx, &rules, bill_id, &new, policy, &act).await?;
        Ok(RegisteredPaymentView {
            bill_id,
            bill_number: standing.number,
            bill_state: standing.state,
            bill_version: standing.version,
            payment: payment.try_into()?,
        })
    })
    .await
}
