//! Lockout: after several failures in a row, log-ins under a name are suspended for a while.

use chrono::{DateTime, Duration, Utc};

use super::IdentityError;

/// How many failures suspend a name, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockoutPolicy {
    /// Failures in a row.
    pub attempts: i32,
    /// How long the name is suspended; failures older than this are forgotten.
    pub lockout: Duration,
}

/// Failures under one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    /// How many in a row.
    pub count: i32,
    /// The last one.
    pub last_failed_at: DateTime<Utc>,
    /// Until when the name is suspended.
    pub locked_until: Option<DateTime<Utc>>,
}

impl Failures {
    /// Refuses while the name is suspended.
    pub fn check(&self, now: DateTime<Utc>) -> Result<(), IdentityError> {
        match self.locked_until {
            Some(until) if now < until => Err(IdentityError::Locked {
                until,
                minutes: (until - now).num_minutes() + 1,
            }),
            _ => Ok(()),
        }
    }
}

impl LockoutPolicy {
    /// The state after one more failure.
    pub fn after_failure(&self, before: Option<Failures>, now: DateTime<Utc>) -> Failures {
        let recent = before.filter(|failures| failures.locked_until.is_none() && now - failures.last_failed_at < self.lockout);
        let count = recent.map_or(0, |failures| failures.count) + 1;
        Failures {
            count,
            last_failed_at: now,
            locked_until: (count >= self.attempts).then(|| now + self.lockout),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: LockoutPolicy = LockoutPolicy {
        attempts: 5,
        lockout: Duration::minutes(15),
    };

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::minutes(minute)
    }

    fn fail_times(times: i64) -> Option<Failures> {
        (0..times).fold(None, |before, _| Some(POLICY.after_failure(before, at(0))))
    }

    #[test]
    fn the_fifth_failure_in_a_row_suspends_the_name() {
        assert_eq!(fail_times(4).unwrap().locked_until, None);
        assert_eq!(fail_times(5).unwrap().locked_until, Some(at(15)));
    }

    #[test]
    fn the_suspension_ends_by_itself_and_counting_starts_anew() {
        let failures = fail_times(5).unwrap();
        let last_second = at(15) - Duration::seconds(1);
        assert_eq!(
            failures.check(last_second),
            Err(IdentityError::Locked { until: at(15), minutes: 1 })
        );
        assert_eq!(failures.check(at(15)), Ok(()));
        assert_eq!(POLICY.after_failure(Some(failures), at(15)).count, 1);
    }

    #[test]
    fn old_failures_are_forgotten() {
        assert_eq!(POLICY.after_failure(fail_times(4), at(14)).count, 5);
        assert_eq!(POLICY.after_failure(fail_times(4), at(15)).count, 1);
    }
}
