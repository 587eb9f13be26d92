//! `GET /v1/reclaimed-incident-reports`.

use actix_web::{HttpResponse, web};
use chrono::{DateTime, Utc};
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::Query,
        page::{self, Page},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use crate::store::{self, ReportRow};

/// Which page.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ReportQuery {
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The statutory report of a reclaimed-water incident (24号 附件7 第二十四条).
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentReportView {
    /// The incident, as the water bureau knows it.
    incident_id: Uuid,
    /// Its number there.
    number: String,
    /// The reclaimed-water system.
    system_name: String,
    /// Its managing unit.
    manager: String,
    /// Code of the town.
    town: String,
    /// `limit_exceeded` or `other`.
    kind: String,
    /// In words.
    detail: String,
    /// When it happened.
    occurred_at: DateTime<Utc>,
    /// When the supply was stopped.
    stopped_at: DateTime<Utc>,
    /// How many users a message went to.
    users_told: i32,
    /// How many are told in person.
    users_untold: i32,
    /// When it was received.
    received_at: DateTime<Utc>,
}

impl From<ReportRow> for IncidentReportView {
    fn from(row: ReportRow) -> Self {
        Self {
            incident_id: row.incident_id,
            number: row.number,
            system_name: row.system_name,
            manager: row.manager,
            town: row.town,
            kind: row.kind,
            detail: row.detail,
            occurred_at: row.occurred_at,
            stopped_at: row.stopped_at,
            users_told: row.users_told,
            users_untold: row.users_untold,
            received_at: row.received_at,
        }
    }
}

/// Reports of reclaimed-water incidents, the newest first (24号 附件7 第二十四条; flow S5).
#[utoipa::path(get, path = "/v1/reclaimed-incident-reports", tag = "reclaimed water", params(ReportQuery), responses((status = 200, body = Page<IncidentReportView>)))]
pub async fn list_reclaimed_incident_reports(
    database: web::Data<Database>,
    principal: Principal,
    Query(query): Query<ReportQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let before = page::position::<(DateTime<Utc>, Uuid)>(query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    let rows = store::list(&mut conn, before, limit + 1).await?;
    Ok(HttpResponse::Ok().json(Page::of(rows, limit, |row| (row.received_at, row.incident_id)).map(IncidentReportView::from)))
}
