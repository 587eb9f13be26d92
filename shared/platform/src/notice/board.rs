//! The board of a department: its kinds of notice with their rules, its calendar, its staff.

use std::sync::Arc;

use chrono::NaiveDate;
use contracts::Department;
use rules::{Calendar, Cited};

use super::{
    rule::KindRule,
    standing::{Standing, StandingError, State},
    store::NoticeRow,
};
use crate::{
    Problem,
    http::{access::Role, limit::AddressLimit},
    settings::ServerSettings,
};

/// Objections that an address may make in a minute.
const OBJECTIONS_PER_MINUTE: u32 = 6;

/// Whose the board is.
#[derive(Debug, Clone, Copy)]
pub struct Staff {
    /// Drafts, answers objections, records proofs.
    pub clerk: Role,
    /// Posts and takes back.
    pub head: Role,
}

type RuleOfDay = dyn Fn(&str, NaiveDate) -> Result<Cited<KindRule>, Problem> + Send + Sync;

/// The notice board of a department: its kinds with their rules, the calendar, its staff. Cheap to clone.
#[derive(Clone)]
pub struct Board {
    pub(super) department: Department,
    kinds: &'static [&'static str],
    rule: Arc<RuleOfDay>,
    calendar: Arc<Calendar>,
    pub(super) staff: Staff,
    public_url: String,
    pub(super) limit: AddressLimit,
}

impl From<StandingError> for Problem {
    fn from(error: StandingError) -> Self {
        let (code, detail) = (error.code(), error.to_string());
        match error {
            StandingError::WrongState { .. } | StandingError::NotOver => Self::conflict(code, detail),
            StandingError::PosterIsDrafter => Self::new(actix_web::http::StatusCode::FORBIDDEN, code, detail),
            StandingError::Calendar(_) => Self::unprocessable(code, detail),
        }
    }
}

impl Board {
    /// A board for these kinds (`notice.kind.<code>` in the rules), whose rule of a day `rule` tells.
    pub fn new(
        department: Department,
        settings: &ServerSettings,
        kinds: &'static [&'static str],
        staff: Staff,
        calendar: Calendar,
        rule: impl Fn(&str, NaiveDate) -> Result<Cited<KindRule>, Problem> + Send + Sync + 'static,
    ) -> Self {
        Self {
            department,
            kinds,
            rule: Arc::new(rule),
            calendar: Arc::new(calendar),
            staff,
            public_url: settings.public_address(""),
            limit: AddressLimit::per_minute(settings, OBJECTIONS_PER_MINUTE),
        }
    }

    /// Whose board it is.
    pub(super) fn department(&self) -> Department {
        self.department
    }

    /// Who publishes here, as people say it.
    pub(super) fn publisher(&self) -> &'static str {
        match self.department {
            Department::Water => "水利局",
            Department::Emergency => "应急管理局",
            Department::Finance => "财政局",
            Department::Housing => "住房和城乡建设局",
        }
    }

    /// The address of a page, for readers who are not on the platform.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// The kinds with the rules of a day; those that have none on that day are left out.
    pub(super) fn kinds(&self, today: NaiveDate) -> Vec<(&'static str, Cited<KindRule>)> {
        let of = |kind: &&'static str| Some((*kind, self.rule_of(kind, today).ok()?));
        self.kinds.iter().filter_map(of).collect()
    }

    pub(super) fn rule_of(&self, kind: &str, day: NaiveDate) -> Result<Cited<KindRule>, Problem> {
        if !self.kinds.contains(&kind) {
            let detail = format!("没有「{kind}」这种公示，可用的：{}", self.kinds.join("、"));
            return Err(Problem::bad_request("unknown_notice_kind", detail));
        }
        (self.rule)(&format!("notice.kind.{kind}"), day)
    }

    /// The rule that a notice goes by: the one fixed when it was posted, or that of the day.
    pub(super) fn rule(&self, row: &NoticeRow, today: NaiveDate) -> Result<KindRule, Problem> {
        match row.fixed_rule()? {
            Some(rule) => Ok(rule),
            None => Ok(self.rule_of(&row.kind, today)?.value),
        }
    }

    pub(super) fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    pub(super) fn standing(&self, row: &NoticeRow, today: NaiveDate) -> Result<Standing, Problem> {
        Ok(row.standing(&self.rule(row, today)?)?)
    }

    /// State and days left as they are today; a period that has run out is over, whether or not that was noted.
    pub(super) fn as_of(&self, row: &NoticeRow, today: NaiveDate) -> Result<(String, Option<u32>), Problem> {
        if row.state == "draft" {
            return Ok((row.state.clone(), None));
        }
        let rule = self.rule(row, today)?;
        let standing = row.standing(&rule)?;
        if standing.is_over(today) {
            return Ok(("ended".to_owned(), None));
        }
        let left = match standing.state {
            State::Posted(clock) => Some(clock.days_left(today, rule.counting, &self.calendar).map_err(StandingError::from)?),
            _ => None,
        };
        Ok((row.state.clone(), left))
    }
}
