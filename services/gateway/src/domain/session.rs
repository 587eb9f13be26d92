//! Sessions: a chain of refresh tokens, each good for one use.

use chrono::{DateTime, Duration, Utc};
use uuid::Uuid;

/// How long things are good for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionPolicy {
    /// Access tokens.
    pub access_token: Duration,
    /// Refresh tokens that are not used.
    pub refresh_token: Duration,
    /// The whole session.
    pub session: Duration,
}

impl SessionPolicy {
    /// When a refresh token issued now expires: not after its session.
    pub fn token_expiry(&self, session_expires_at: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
        session_expires_at.min(now + self.refresh_token)
    }
}

/// One log-in on one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: Uuid,
    /// Whose.
    pub username: String,
    /// The log-in.
    pub created_at: DateTime<Utc>,
    /// When a new log-in is needed at the latest.
    pub expires_at: DateTime<Utc>,
    /// The last refresh.
    pub last_used_at: DateTime<Utc>,
    /// What the browser says it is.
    pub user_agent: String,
    /// From where.
    pub address: String,
    /// When it was ended, if it was.
    pub ended_at: Option<DateTime<Utc>>,
    /// Why.
    pub end_reason: Option<EndReason>,
    /// The short name, at that time, of the issuer through whom the person has logged in; none is the password here.
    pub issuer: Option<String>,
    /// That issuer's URL, which is what it is known by.
    pub issuer_url: Option<String>,
}

impl Session {
    /// Whether it can still be used.
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.ended_at.is_none() && now < self.expires_at
    }
}

/// A refresh token as it is stored: without itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefreshToken {
    /// Not good from then on.
    pub expires_at: DateTime<Utc>,
    /// When it was used.
    pub used_at: Option<DateTime<Utc>>,
}

/// What using a refresh token means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Good: the next one may be issued.
    Fresh,
    /// Used before: somebody else has a copy, so the session must end.
    Reused,
    /// Expired, or its session has ended.
    Ended,
}

/// Judges the use of a refresh token.
pub fn judge_use(session: &Session, token: RefreshToken, now: DateTime<Utc>) -> Use {
    if !session.is_open(now) {
        Use::Ended
    } else if token.used_at.is_some() {
        Use::Reused
    } else if now >= token.expires_at {
        Use::Ended
    } else {
        Use::Fresh
    }
}

/// Why a session ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EndReason {
    /// The person logged out.
    LoggedOut,
    /// The person or an administrator ended it from elsewhere.
    Revoked,
    /// A refresh token was used a second time.
    TokenReused,
    /// The password was changed.
    PasswordChanged,
    /// An administrator reset the password.
    PasswordReset,
    /// The account was deactivated.
    AccountDeactivated,
}

impl EndReason {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::LoggedOut,
        Self::Revoked,
        Self::TokenReused,
        Self::PasswordChanged,
        Self::PasswordReset,
        Self::AccountDeactivated,
    ];

    /// Its stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::LoggedOut => "logged_out",
            Self::Revoked => "revoked",
            Self::TokenReused => "token_reused",
            Self::PasswordChanged => "password_changed",
            Self::PasswordReset => "password_reset",
            Self::AccountDeactivated => "account_deactivated",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: i64) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH + Duration::hours(hour)
    }

    fn session() -> Session {
        Session {
            id: Uuid::nil(),
            username: "water_clerk".to_owned(),
            created_at: at(0),
            expires_at: at(20),
            last_used_at: at(0),
            user_agent: String::new(),
            address: String::new(),
            ended_at: None,
            end_reason: None,
            issuer: None,
            issuer_url: None,
        }
    }

    #[test]
    fn a_token_is_good_once_and_until_it_expires() {
        let token = RefreshToken {
            expires_at: at(12),
            used_at: None,
        };
        assert_eq!(judge_use(&session(), token, at(12) - Duration::seconds(1)), Use::Fresh);
        assert_eq!(judge_use(&session(), token, at(12)), Use::Ended);
        let used = RefreshToken {
            used_at: Some(at(1)),
            ..token
        };
        assert_eq!(judge_use(&session(), used, at(1)), Use::Reused);
    }

    #[test]
    fn nothing_is_good_after_the_session_has_ended() {
        let token = RefreshToken {
            expires_at: at(30),
            used_at: None,
        };
        let mut ended = session();
        ended.ended_at = Some(at(1));
        assert_eq!(judge_use(&ended, token, at(2)), Use::Ended);
        assert_eq!(judge_use(&session(), token, at(20)), Use::Ended);
    }

    #[test]
    fn a_refresh_token_does_not_outlive_its_session() {
        let policy = SessionPolicy {
            access_token: Duration::minutes(10),
            refresh_token: Duration::hours(12),
            session: Duration::hours(20),
        };
        assert_eq!(policy.token_expiry(at(20), at(1)), at(13));
        assert_eq!(policy.token_expiry(at(20), at(9)), at(20));
    }

    #[test]
    fn every_end_reason_is_read_back() {
        for reason in EndReason::ALL {
            assert_eq!(EndReason::parse(reason.code()), Some(reason));
        }
    }
}
