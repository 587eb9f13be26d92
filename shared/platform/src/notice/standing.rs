//! Where a notice stands: draft → posted → (stopped) → ended, or withdrawn. Pure: the day and the calendar are arguments.

use chrono::NaiveDate;
use rules::{Calendar, calendar::UnknownYear};

use super::{
    clock::Clock,
    rule::{Counting, ObjectionEffect, Poster},
};

/// What was fixed for a notice when it was posted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms {
    /// Length of the period.
    pub days: u32,
    /// Which days count.
    pub counting: Counting,
    /// Who may post.
    pub poster: Poster,
    /// What an objection does.
    pub objection: ObjectionEffect,
}

/// State.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Written, not public.
    Draft,
    /// Public; its clock runs or stands.
    Posted(Clock),
    /// Its period has run out.
    Ended,
    /// Taken back.
    Withdrawn,
}

impl State {
    /// Code in the database and in answers.
    pub fn code(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Posted(Clock::Running { .. }) => "posted",
            Self::Posted(Clock::Stopped { .. }) => "stopped",
            Self::Ended => "ended",
            Self::Withdrawn => "withdrawn",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Draft => "起草中",
            Self::Posted(Clock::Running { .. }) => "公示中",
            Self::Posted(Clock::Stopped { .. }) => "因异议停止计时",
            Self::Ended => "公示期满",
            Self::Withdrawn => "已撤回",
        }
    }
}

/// What happens to a notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Posted by somebody.
    Post {
        /// Whoever posts.
        by: String,
    },
    /// Somebody objects.
    Object,
    /// An objection is answered.
    Answer {
        /// Objections that are still open after it.
        open: u32,
    },
    /// Its period has run out.
    End,
    /// Taken back.
    Withdraw,
}

/// Why not.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StandingError {
    /// Not in this state.
    #[error("公示现为「{state}」，{wanted}")]
    WrongState {
        /// As it is.
        state: &'static str,
        /// What would be right.
        wanted: &'static str,
    },
    /// Whoever drafted it does not post it.
    #[error("公示由您起草，须由另一位工作人员发布")]
    PosterIsDrafter,
    /// Its period has not run out.
    #[error("公示期还没有届满")]
    NotOver,
    /// The calendar does not reach so far.
    #[error(transparent)]
    Calendar(#[from] UnknownYear),
}

impl StandingError {
    /// Stable code.
    pub fn code(&self) -> &'static str {
        match self {
            Self::WrongState { .. } => "notice_wrong_state",
            Self::PosterIsDrafter => "poster_is_drafter",
            Self::NotOver => "notice_not_over",
            Self::Calendar(_) => "calendar_year_unknown",
        }
    }
}

/// A notice as its life goes by rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// State.
    pub state: State,
    /// Whoever wrote the draft last.
    pub drafted_by: String,
    /// What was fixed for it.
    pub terms: Terms,
}

impl Standing {
    /// The same notice after something has happened on a day.
    pub fn apply(self, command: &Command, on: NaiveDate, calendar: &Calendar) -> Result<Self, StandingError> {
        let Terms { counting, objection, .. } = self.terms;
        let state = match (self.state, command) {
            (State::Draft, Command::Post { by }) => {
                if self.terms.poster == Poster::NotTheDrafter && *by == self.drafted_by {
                    return Err(StandingError::PosterIsDrafter);
                }
                State::Posted(Clock::start(on, self.terms.days, counting, calendar)?)
            }
            (State::Posted(clock), Command::Object) if objection == ObjectionEffect::StopsTheClock => {
                State::Posted(clock.stop(on, counting, calendar)?)
            }
            // After the period an objection is recorded and answered, and stops nothing.
            (state @ (State::Posted(_) | State::Ended), Command::Object) => state,
            (State::Posted(clock), Command::Answer { open: 0 }) => State::Posted(clock.resume(on, counting, calendar)?),
            // Whoever objected is answered, also where the notice was taken back because of it.
            (state @ (State::Posted(_) | State::Ended | State::Withdrawn), Command::Answer { .. }) => state,
            (State::Posted(clock), Command::End) if clock.is_over(on) => State::Ended,
            (State::Posted(_), Command::End) => return Err(StandingError::NotOver),
            (State::Posted(clock), Command::Withdraw) if !clock.is_over(on) => State::Withdrawn,
            (state, command) => {
                let wanted = match command {
                    Command::Post { .. } => "只有草稿可以发布；内容有变的请撤回后另行起草",
                    Command::Object => "不能提出异议",
                    Command::Answer { .. } => "不能答复异议",
                    Command::End | Command::Withdraw => "只有公示期内的公示可以撤回",
                };
                return Err(StandingError::WrongState {
                    state: state.label(),
                    wanted,
                });
            }
        };
        Ok(Self { state, ..self })
    }

    /// Whether its period is over on a day, whether or not that was noted.
    pub fn is_over(&self, today: NaiveDate) -> bool {
        matches!(self.state, State::Ended) || matches!(self.state, State::Posted(clock) if clock.is_over(today))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn draft(poster: Poster, objection: ObjectionEffect) -> Standing {
        Standing {
            state: State::Draft,
            drafted_by: "zhang".to_owned(),
            terms: Terms {
                days: 5,
                counting: Counting::NaturalDays,
                poster,
                objection,
            },
        }
    }

    fn post(by: &str) -> Command {
        Command::Post { by: by.to_owned() }
    }

    /// Applies one command after the other; each on its day.
    fn life(start: Standing, steps: &[(&str, Command)]) -> Result<Standing, StandingError> {
        let calendar = Calendar::published().unwrap();
        steps
            .iter()
            .try_fold(start, |standing, (on, command)| standing.apply(command, day(on), &calendar))
    }

    fn posted() -> Standing {
        life(
            draft(Poster::NotTheDrafter, ObjectionEffect::StopsTheClock),
            &[("2023-11-01", post("li"))],
        )
        .unwrap()
    }

    #[test]
    fn whoever_drafted_it_posts_only_where_the_rule_lets_them() {
        let refused = life(
            draft(Poster::NotTheDrafter, ObjectionEffect::StopsTheClock),
            &[("2023-11-01", post("zhang"))],
        );
        assert_eq!(refused.unwrap_err(), StandingError::PosterIsDrafter);
        for (poster, by) in [(Poster::NotTheDrafter, "li"), (Poster::Anybody, "zhang")] {
            let standing = life(draft(poster, ObjectionEffect::StopsTheClock), &[("2023-11-01", post(by))]).unwrap();
            assert_eq!(standing.state.code(), "posted");
        }
    }

    #[test]
    fn it_ends_on_the_day_after_its_last_and_not_before() {
        assert_eq!(life(posted(), &[("2023-11-06", Command::End)]).unwrap_err(), StandingError::NotOver);
        assert_eq!(life(posted(), &[("2023-11-07", Command::End)]).unwrap().state, State::Ended);
    }

    #[test]
    fn the_clock_runs_on_only_when_every_objection_is_answered() {
        let stopped = life(posted(), &[("2023-11-04", Command::Object), ("2023-11-05", Command::Object)]).unwrap();
        assert_eq!(stopped.state.code(), "stopped");
        let one_left = life(stopped.clone(), &[("2023-11-08", Command::Answer { open: 1 })]).unwrap();
        assert_eq!(one_left, stopped);
        assert_eq!(life(stopped, &[("2024-01-01", Command::End)]).unwrap_err(), StandingError::NotOver);
        let runs_on = life(one_left, &[("2023-11-10", Command::Answer { open: 0 })]).unwrap();
        // Two days of five had passed.
        let State::Posted(clock) = runs_on.state else { unreachable!() };
        assert_eq!(clock.last_day(), Some(day("2023-11-13")));
    }

    #[test]
    fn an_objection_that_is_recorded_only_or_late_leaves_the_clock_alone() {
        let recorded = life(
            draft(Poster::Anybody, ObjectionEffect::RecordedOnly),
            &[("2023-11-01", post("zhang"))],
        )
        .unwrap();
        assert_eq!(life(recorded.clone(), &[("2023-11-02", Command::Object)]).unwrap(), recorded);
        // Noted as ended or not.
        let late = life(posted(), &[("2023-11-07", Command::Object)]).unwrap();
        assert_eq!(late, posted());
        let ended = life(late, &[("2023-11-07", Command::End), ("2023-11-08", Command::Object)]).unwrap();
        assert_eq!(
            life(ended, &[("2023-11-09", Command::Answer { open: 0 })]).unwrap().state,
            State::Ended
        );
    }

    #[test]
    fn what_is_over_or_withdrawn_stays_so() {
        let withdrawn = life(posted(), &[("2023-11-06", Command::Withdraw)]).unwrap();
        let ended = life(posted(), &[("2023-11-07", Command::End)]).unwrap();
        for (standing, command) in [
            (withdrawn.clone(), post("li")),
            (withdrawn.clone(), Command::Object),
            (withdrawn, Command::End),
            (ended.clone(), post("li")),
            (ended.clone(), Command::Withdraw),
            (ended, Command::End),
            (posted(), post("li")),
            (draft(Poster::Anybody, ObjectionEffect::RecordedOnly), Command::Object),
            (draft(Poster::Anybody, ObjectionEffect::RecordedOnly), Command::Withdraw),
        ] {
            let refused = life(standing, &[("2023-11-08", command.clone())]).unwrap_err();
            assert_eq!(refused.code(), "notice_wrong_state", "{command:?}");
        }
        // On the day after the last one it is too late to take it back.
        assert!(life(posted(), &[("2023-11-07", Command::Withdraw)]).is_err());
    }
}
