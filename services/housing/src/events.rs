//! Messages that housing receives: the report of a reclaimed-water incident, which 新政办发〔2023〕24号 附件7 第二十四条 owes the
//! housing bureau (flow S5). It is kept.

use chrono::{DateTime, Utc};
use contracts::{Message, water::ReclaimedIncidentV1};
use futures_util::future::BoxFuture;
use platform::{
    audit::{self, Change},
    broker::{Failure, Handle, Received, decode},
    database::{DatabaseError, Pg, Transaction},
};
use uuid::Uuid;

use crate::store::{self, ReportRow};

/// Who keeps the reports.
const ACTOR: &str = "system:incident_reports";

/// Handles the department's messages.
pub struct HousingHandler;

impl Handle for HousingHandler {
    fn handle<'a>(&'a self, tx: &'a mut Transaction, message: &'a Received) -> BoxFuture<'a, Result<(), Failure>> {
        Box::pin(async move {
            match message.kind.as_str() {
                ReclaimedIncidentV1::TYPE => keep_report(tx, &decode(message)?, Utc::now()).await,
                other => Err(Failure::Permanent(format!("住建服务不处理这类消息：{other}"))),
            }
        })
    }
}

/// Keeps a report, once. The same incident with another content is refused: a report is not changed by sending it again.
pub async fn keep_report(conn: &mut Pg, told: &ReclaimedIncidentV1, now: DateTime<Utc>) -> Result<(), Failure> {
    let malformed = |what: String| Failure::Permanent(format!("再生水事故报告 {}：{what}", told.incident_id));
    let incident_id = Uuid::parse_str(&told.incident_id).map_err(|error| malformed(error.to_string()))?;
    let moment = |text: &str| {
        let read = DateTime::parse_from_rfc3339(text).map(|moment| moment.with_timezone(&Utc));
        read.map_err(|error| malformed(format!("{text}：{error}")))
    };
    let count = |number: u32| i32::try_from(number).map_err(|error| malformed(error.to_string()));
    let payload = serde_json::to_value(told).map_err(|error| malformed(error.to_string()))?;
    match store::payload_of(conn, incident_id).await.map_err(transient)? {
        Some(stored) if stored == payload => return Ok(()),
        Some(_) => return Err(malformed("已收到同一事故、内容不同的报告".to_owned())),
        None => {}
    }
    let row = ReportRow {
        incident_id,
        number: told.incident_number.clone(),
        system_name: told.system_name.clone(),
        manager: told.manager.clone(),
        town: told.town.clone(),
        kind: told.kind.clone(),
        detail: told.detail.clone(),
        occurred_at: moment(&told.occurred_at)?,
        stopped_at: moment(&told.stopped_at)?,
        users_told: count(told.users_told)?,
        users_untold: count(told.users_untold)?,
        payload: payload.clone(),
        received_at: now,
    };
    store::insert(conn, &row)
        .await
        .map_err(|error| refused_or_transient(error, malformed))?;
    let change = Change {
        actor: ACTOR,
        action: "reclaimed_incident_report.receive",
        entity: "reclaimed_incident_report",
        entity_id: incident_id.to_string(),
        before: None,
        after: Some(payload),
    };
    audit::append(conn, change, now).await.map_err(transient)
}

fn transient(error: diesel::result::Error) -> Failure {
    DatabaseError::Query(error).into()
}

/// What the table refuses never works, however often it is tried.
fn refused_or_transient(error: diesel::result::Error, malformed: impl Fn(String) -> Failure) -> Failure {
    use diesel::result::{DatabaseErrorKind::CheckViolation, Error::DatabaseError as Refused};
    match error {
        Refused(CheckViolation, info) => malformed(info.message().to_owned()),
        other => transient(other),
    }
}
