//! Keeps what another department asks to be paid (flow S2), so that it waits here and not in a queue. Checking fund and
//! appropriation, maker and checker and the answers are not built: the asking department shows its request as waiting.

use chrono::{DateTime, Utc};
use contracts::finance::PaymentRequestedV1;
use diesel::{ExpressionMethods, OptionalExtension, QueryDsl};
use diesel_async::RunQueryDsl;
use platform::{
    audit::{self, Change},
    broker::Failure,
    database::Pg,
};
use rules::Money;
use serde_json::Value;
use uuid::Uuid;

use crate::store::schema::received_payment_requests as requests;

/// Who keeps them.
const ACTOR: &str = "system:payment_requests";

/// Stores a request once. The same id with another content is refused: a request is not changed by sending it again.
pub async fn keep_payment_request(conn: &mut Pg, asked: &PaymentRequestedV1, now: DateTime<Utc>) -> Result<(), Failure> {
    let malformed = |what: String| Failure::Permanent(format!("拨付申请 {}：{what}", asked.request_id));
    let id = Uuid::parse_str(&asked.request_id).map_err(|error| malformed(error.to_string()))?;
    let total = Money::parse(&asked.total).map_err(|error| malformed(error.to_string()))?;
    let mut lines = Vec::with_capacity(asked.lines.len());
    for line in &asked.lines {
        lines.push(Money::parse(&line.amount).map_err(|error| malformed(error.to_string()))?);
    }
    if Money::checked_sum(lines) != Some(total) {
        return Err(malformed(format!("各行金额之和与合计 {total} 元不符")));
    }
    let payload = serde_json::to_value(asked).map_err(|error| malformed(error.to_string()))?;
    let stored = requests::table
        .find(id)
        .select(requests::payload)
        .first::<Value>(conn)
        .await
        .optional();
    match stored.map_err(transient)? {
        Some(stored) if stored == payload => return Ok(()),
        Some(_) => return Err(malformed("已收到同一编号、内容不同的申请".to_owned())),
        None => {}
    }
    let values = (
        requests::request_id.eq(id),
        requests::requester.eq(&asked.requester),
        requests::number.eq(&asked.number),
        requests::fund.eq(&asked.fund),
        requests::total_fen.eq(total.fen()),
        requests::payload.eq(&payload),
        requests::received_at.eq(now),
    );
    diesel::insert_into(requests::table)
        .values(values)
        .execute(conn)
        .await
        .map_err(transient)?;
    let change = Change {
        actor: ACTOR,
        action: "payment_request.receive",
        entity: "payment_request",
        entity_id: id.to_string(),
        before: None,
        after: Some(payload),
    };
    audit::append(conn, change, now).await.map_err(transient)
}

fn transient(error: diesel::result::Error) -> Failure {
    platform::database::DatabaseError::Query(error).into()
}
