//! Meters that fall due.

use actix_web::{HttpResponse, web};
use chrono::NaiveDate;
use platform::{
    Database, Problem,
    http::{
        access::Principal,
        extract::Query,
        page::{self, Page},
        problem::ProblemBody,
    },
    rule::Rules,
};
use rules::RuleSet;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::meter::measure_code;
use crate::{
    domain::meter::{Due, DueState, MeteringRules},
    service::{
        Act,
        due_meter::{DueMeter, list_due_meters},
    },
    store::meter,
};

/// Which meters are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DueMeterQuery {
    /// Days ahead: 30, 60 or 90.
    within: u32,
    /// At most so many, 1 to 200; 50 when left out.
    limit: Option<i64>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// A meter that is due, overdue, or was never verified.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueMeterView {
    /// Meter.
    meter_id: Uuid,
    /// Its number.
    number: String,
    /// Calibre DN, mm.
    calibre_dn: i32,
    /// Code of its user.
    user_code: String,
    /// Name of its user.
    user_name: String,
    /// `due`, `overdue` or `unverified`.
    state: String,
    /// `replacement` or `verification`.
    measure: Option<String>,
    /// By when.
    due_on: Option<NaiveDate>,
    /// Days left; negative when overdue.
    days_left: Option<i64>,
}

/// Meters that fall due within so many days, are overdue, or were never verified (附件3 第十条; JJG 162).
#[utoipa::path(get, path = "/v1/meters/due", tag = "meters", params(DueMeterQuery), responses((status = 200, body = Page<DueMeterView>), (status = 400, body = ProblemBody)))]
pub async fn list_meters_due(
    database: web::Data<Database>,
    rules: Rules<RuleSet>,
    principal: Principal,
    Query(query): Query<DueMeterQuery>,
) -> Result<HttpResponse, Problem> {
    let limit = page::limit(query.limit)?;
    let after = page::position::<String>(query.cursor.as_deref())?;
    let today = Act::now(&principal).today;
    let metering = MeteringRules::at(&rules, today)?;
    let mut conn = database.connection(&principal.scope).await?;
    let found = list_due_meters(
        &mut conn,
        &metering,
        today,
        query.within,
        after,
        usize::try_from(limit).unwrap_or(usize::MAX),
    )
    .await?;
    let ids: Vec<Uuid> = found.iter().map(|due| due.meter.id).collect();
    let users = meter::users_of(&mut conn, &ids).await?;
    let page = Page::of(found, limit, |due| due.meter.number.clone());
    Ok(HttpResponse::Ok().json(page.map(|due| {
        let (user_code, user_name) = users.get(&due.meter.id).cloned().unwrap_or_default();
        due_view(due, user_code, user_name, today)
    })))
}

fn due_view(found: DueMeter, user_code: String, user_name: String, today: NaiveDate) -> DueMeterView {
    let state = match found.state {
        DueState::Unverified => "unverified",
        DueState::Overdue { .. } => "overdue",
        DueState::DueWithin { .. } | DueState::InTime => "due",
    };
    let due = match found.due {
        Due::On { measure, day } => Some((measure, day)),
        Due::Unverified => None,
    };
    DueMeterView {
        meter_id: found.meter.id,
        number: found.meter.number,
        calibre_dn: found.meter.calibre_dn,
        user_code,
        user_name,
        state: state.to_owned(),
        measure: due.map(|(measure, _)| measure_code(measure).to_owned()),
        due_on: due.map(|(_, day)| day),
        days_left: due.map(|(_, day)| (day - today).num_days()),
    }
}
