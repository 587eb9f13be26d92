//! Invented notices for a demonstration: one that has run out, one that runs, one that an objection has stopped. They go
//! through the use cases of everyday work, on days that lie around the day of loading, and are marked.

use chrono::{Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use uuid::Uuid;

use super::{
    board::Board,
    desk::{self, Act, Draft},
    objection::{self, NewObjection},
    store,
};
use crate::{
    Problem,
    clock::local_date,
    database::{Database, Pg, Scope},
};

/// Hours after midnight UTC at which the county's working day has begun.
const WORKING_HOUR_UTC: i64 = 2;

/// What an invented notice says.
#[derive(Debug, Clone, Copy)]
pub struct Sample {
    /// Code of the kind.
    pub kind: &'static str,
    /// Title.
    pub title: &'static str,
    /// Text.
    pub body: &'static str,
    /// Whom it concerns.
    pub audience: &'static str,
    /// Unit whose business it is.
    pub unit: &'static str,
    /// How many days ago it was posted.
    pub days_ago: u64,
    /// An objection of the day before loading, if there is one.
    pub objection: Option<&'static str>,
}

/// Posts these, unless there are invented notices already; says how many.
pub async fn demonstrate(database: &Database, board: &Board, samples: &[Sample]) -> Result<usize, Problem> {
    let today = local_date(Utc::now());
    let mut tx = database.begin(&Scope::All).await?;
    if store::has_demonstration(&mut tx).await? {
        return Ok(0);
    }
    // Beyond the known calendar nobody can say when a period of working days ends.
    let is_calendar_known = board.calendar().working_day_after(today, 15).is_ok();
    for sample in samples.iter().filter(|sample| is_calendar_known || sample.objection.is_none()) {
        post(&mut tx, board, sample, today).await?;
    }
    tx.commit().await?;
    Ok(samples.len())
}

async fn post(conn: &mut Pg, board: &Board, sample: &Sample, today: NaiveDate) -> Result<(), Problem> {
    let posted_on = today - Days::new(sample.days_ago);
    let draft = Draft {
        kind: sample.kind.to_owned(),
        title: sample.title.to_owned(),
        body: sample.body.to_owned(),
        audience: sample.audience.to_owned(),
        unit: sample.unit.to_owned(),
    };
    let mut row = desk::create(conn, board, &on("system:demonstration_clerk", posted_on), draft).await?;
    row.demonstration = true;
    store::update(conn, &row).await?;
    let row = desk::post(conn, board, &on("system:demonstration_head", posted_on), row.id, row.version).await?;
    if let Some(text) = sample.objection {
        let new = NewObjection {
            id: Uuid::now_v7(),
            name: "演示村民".to_owned(),
            phone: "13900000000".to_owned(),
            text: text.to_owned(),
        };
        objection::object(conn, board, &on("public", today - Days::new(1)), row.id, new).await?;
    }
    Ok(())
}

/// What somebody does on a day.
fn on(actor: &str, day: NaiveDate) -> Act<'_> {
    Act {
        actor,
        now: day.and_time(NaiveTime::MIN).and_utc() + TimeDelta::hours(WORKING_HOUR_UTC),
        today: day,
    }
}
