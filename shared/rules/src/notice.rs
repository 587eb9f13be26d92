//! What a county fixes for a kind of public notice: a parameter of the department's rule files.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::{Calendar, Declared, calendar::UnknownYear};

/// Which days count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Counting {
    /// Every day.
    NaturalDays,
    /// Days on which people work, make-up days included.
    WorkingDays,
}

/// Who may post a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Poster {
    /// Anybody with the right but the drafter.
    NotTheDrafter,
    /// Anybody with the right.
    Anybody,
}

/// What an objection within the period does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ObjectionEffect {
    /// It stops the clock until every objection is answered; then the days left run on.
    StopsTheClock,
    /// It is recorded and answered; the clock runs on.
    RecordedOnly,
}

/// Whether it must be shown that the notice hung where people could read it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProofRule {
    /// The record of the posting on the platform is enough.
    Platform,
    /// A photograph of the board is kept.
    Photograph,
}

/// A kind of notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KindRule {
    /// Name for people.
    pub title: String,
    /// Length of the period; counted from the day after the posting.
    pub days: std::num::NonZeroU32,
    /// Which days count.
    pub counting: Counting,
    /// Who may post.
    pub poster: Poster,
    /// What an objection does.
    pub objection: ObjectionEffect,
    /// What shows the posting.
    pub proof: ProofRule,
    /// Working days within which an objection is to be answered.
    pub answer_within: std::num::NonZeroU32,
}

/// The declaration of a kind: its key is `notice.kind.<code>`.
pub const fn kind(key: &'static str) -> Declared {
    Declared::of::<KindRule>(key)
}

impl Counting {
    /// The n-th day that counts after a day.
    pub fn day_after(self, calendar: &Calendar, day: NaiveDate, n: u32) -> Result<NaiveDate, UnknownYear> {
        match self {
            Self::NaturalDays => Ok(day + chrono::Days::new(n.into())),
            Self::WorkingDays => calendar.working_day_after(day, n),
        }
    }

    /// Days that count after `from` up to `through`, that day included.
    pub fn count(self, calendar: &Calendar, from: NaiveDate, through: NaiveDate) -> Result<u32, UnknownYear> {
        let days = from.iter_days().skip(1).take_while(|day| *day <= through);
        let mut count = 0;
        for day in days {
            if self == Self::NaturalDays || calendar.is_working_day(day)? {
                count += 1;
            }
        }
        Ok(count)
    }
}
