//! Lockout: after several failures, log-ins under a name are suspended for a while; from the network that failed, or,
//! after very many, from everywhere.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use chrono::{DateTime, Duration, Utc};

use super::IdentityError;

/// How many failures suspend a name, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LockoutPolicy {
    /// Failures from one network.
    pub attempts: i32,
    /// Failures from everywhere together.
    pub attempts_everywhere: i32,
    /// How long the name is suspended, and how long failures count.
    pub lockout: Duration,
}

/// Failures under one name, from one network or from everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failures {
    /// How many.
    pub count: i32,
    /// The first of them.
    pub first_failed_at: DateTime<Utc>,
    /// Until when the name is suspended.
    pub locked_until: Option<DateTime<Utc>>,
}

/// Failures under one name as they concern one log-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counters {
    /// From the network that asks.
    pub here: Option<Failures>,
    /// From all networks together.
    pub everywhere: Option<Failures>,
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

impl Counters {
    /// Refuses while the name is suspended, here or everywhere.
    pub fn check(&self, now: DateTime<Utc>) -> Result<(), IdentityError> {
        [self.here, self.everywhere]
            .into_iter()
            .flatten()
            .try_for_each(|failures| failures.check(now))
    }
}

impl LockoutPolicy {
    /// The counters after one more failure.
    pub fn after_failure(&self, before: Counters, now: DateTime<Utc>) -> (Failures, Failures) {
        (
            self.count(self.attempts, before.here, now),
            self.count(self.attempts_everywhere, before.everywhere, now),
        )
    }

    fn count(&self, attempts: i32, before: Option<Failures>, now: DateTime<Utc>) -> Failures {
        let counting = before.filter(|failures| failures.locked_until.is_none() && now - failures.first_failed_at < self.lockout);
        let count = counting.map_or(0, |failures| failures.count) + 1;
        Failures {
            count,
            first_failed_at: counting.map_or(now, |failures| failures.first_failed_at),
            locked_until: (count >= attempts).then(|| now + self.lockout),
        }
    }
}

/// The network of an address: what one office or one connection commonly has, `/24` of IPv4 and `/64` of IPv6.
pub fn network_of(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => {
            let [a, b, c, _] = address.octets();
            format!("{}/24", Ipv4Addr::new(a, b, c, 0))
        }
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{}/64", Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POLICY: LockoutPolicy = LockoutPolicy {
        attempts: 5,
        attempts_everywhere: 12,
        lockout: Duration::minutes(15),
    };

    fn at(minute: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::minutes(minute)
    }

    /// One more failure, here and everywhere.
    fn fail(before: Counters, minute: i64) -> Counters {
        let (here, everywhere) = POLICY.after_failure(before, at(minute));
        Counters {
            here: Some(here),
            everywhere: Some(everywhere),
        }
    }

    fn fail_times(times: i64) -> Counters {
        (0..times).fold(Counters::default(), |before, _| fail(before, 0))
    }

    #[test]
    fn the_fifth_failure_from_a_network_suspends_the_name_there() {
        assert_eq!(fail_times(4).here.unwrap().locked_until, None);
        let five = fail_times(5);
        assert_eq!(five.here.unwrap().locked_until, Some(at(15)));
        assert_eq!(five.everywhere.unwrap().locked_until, None);
        let elsewhere = Counters { here: None, ..five };
        assert_eq!(elsewhere.check(at(1)), Ok(()));
    }

    #[test]
    fn very_many_failures_suspend_it_everywhere() {
        let from_many = |times: i64| {
            (0..times).fold(Counters::default(), |before, _| Counters {
                here: None,
                ..fail(before, 0)
            })
        };
        assert_eq!(from_many(11).check(at(1)), Ok(()));
        assert_eq!(
            from_many(12).check(at(1)),
            Err(IdentityError::Locked {
                until: at(15),
                minutes: 15
            })
        );
    }

    #[test]
    fn the_suspension_ends_by_itself_and_counting_starts_anew() {
        let failures = fail_times(5);
        let last_second = at(15) - Duration::seconds(1);
        assert_eq!(
            failures.check(last_second),
            Err(IdentityError::Locked { until: at(15), minutes: 1 })
        );
        assert_eq!(failures.check(at(15)), Ok(()));
        assert_eq!(fail(failures, 15).here.unwrap().count, 1);
    }

    #[test]
    fn old_failures_are_forgotten() {
        assert_eq!(fail(fail_times(4), 14).here.unwrap().count, 5);
        assert_eq!(fail(fail_times(4), 15).here.unwrap().count, 1);
    }

    #[test]
    fn neighbours_are_one_network() {
        let network = |address: &str| network_of(address.parse().unwrap());
        assert_eq!(network("203.0.113.9"), "203.0.113.0/24");
        assert_eq!(network("::ffff:203.0.113.200"), "203.0.113.0/24");
        assert_eq!(network("2001:db8:1:2:3::4"), "2001:db8:1:2::/64");
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
    }
}
