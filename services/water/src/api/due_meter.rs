//! Meters that fall due.

use actix_web::{HttpResponse, web};
use chrono::{NaiveDate, Utc};
use platform::{
    Database, Problem,
    database::Pg,
    export::{Cell, Column, List, Reader, day, text},
    http::{access::Principal, extract::Query, page::Page, problem::ProblemBody, sort::Ask},
    rule::{LiveRules, Rules},
};
use rules::RuleSet;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::meter::measure_code;
use crate::{
    domain::meter::{Due, DueState, MeteringRules},
    service::{
        county_day,
        due_meter::{DueMeter, list_due_meters},
    },
    store::meter,
};

/// Which meters are asked for.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct DueMeterQuery {
    /// Days ahead: 30, 60 or 90; 90 when left out.
    within: Option<u32>,
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
    let ask = Ask::page(query.limit, query.cursor.as_deref())?;
    let mut conn = database.connection(&principal.scope).await?;
    Ok(HttpResponse::Ok().json(page_of(&mut conn, &rules, &query, &ask).await?))
}

async fn page_of(conn: &mut Pg, rules: &RuleSet, query: &DueMeterQuery, ask: &Ask) -> Result<Page<DueMeterView>, Problem> {
    let today = county_day(Utc::now());
    let metering = MeteringRules::at(rules, today)?;
    let (after, limit) = ask.behind::<String>()?;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let widest = metering.due_windows.value.iter().max().copied();
    let within = query.within.or(widest).unwrap_or_default();
    let found = list_due_meters(conn, &metering, today, within, after, limit).await?;
    let ids: Vec<Uuid> = found.iter().map(|due| due.meter.id).collect();
    let users = meter::users_of(conn, &ids).await?;
    Ok(ask.page_of(found, |due| due.meter.number.clone()).map(|due| {
        let (user_code, user_name) = users.get(&due.meter.id).cloned().unwrap_or_default();
        due_view(due, user_code, user_name, today)
    }))
}

/// The list of meters that fall due.
pub struct DueMeters(LiveRules<RuleSet>);

impl DueMeters {
    /// By these rules.
    pub fn new(rules: LiveRules<RuleSet>) -> Self {
        Self(rules)
    }
}

fn state_label(due: &DueMeterView) -> Cell {
    text(match due.state.as_str() {
        "unverified" => "未检定",
        "overdue" => "已超期",
        _ => "将到期",
    })
}

fn measure_label(due: &DueMeterView) -> Cell {
    due.measure.as_deref().map_or(Cell::Empty, |measure| {
        text(if measure == "replacement" { "更换" } else { "检定" })
    })
}

impl List for DueMeters {
    type Query = DueMeterQuery;
    type Item = DueMeterView;
    const NAME: &'static str = "meters-due";
    const TITLE: &'static str = "水表到期提醒";
    const COLUMNS: &'static [Column<DueMeterView>] = &[
        Column::new("水表编号", 16, |due| text(&due.number)),
        Column::new("口径（DN）", 12, |due| Cell::Whole(due.calibre_dn.into())),
        Column::new("用水户编号", 16, |due| text(&due.user_code)),
        Column::new("用水户", 28, |due| text(&due.user_name)),
        Column::new("状态", 10, state_label),
        Column::new("到期应办", 10, measure_label),
        Column::new("到期日期", 12, |due| day(due.due_on)),
        Column::new("剩余天数", 10, |due| due.days_left.map_or(Cell::Empty, Cell::Whole)),
    ];

    async fn page(&self, conn: &mut Pg, _: &Reader, query: &DueMeterQuery, ask: &Ask) -> Result<Page<DueMeterView>, Problem> {
        page_of(conn, &self.0.current(), query, ask).await
    }
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
