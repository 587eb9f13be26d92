//! The table from what the domain refuses to HTTP.

use actix_web::http::StatusCode;
use chrono::Utc;
use platform::Problem;

use super::IDENTITY_ADMIN;
use crate::domain::IdentityError;

impl From<IdentityError> for Problem {
    fn from(error: IdentityError) -> Self {
        let status = match &error {
            IdentityError::InvalidCredentials
            | IdentityError::SessionEnded
            | IdentityError::TokenStale
            | IdentityError::AccountInactive => StatusCode::UNAUTHORIZED,
            IdentityError::Locked { .. } => StatusCode::TOO_MANY_REQUESTS,
            IdentityError::PasswordChangeRequired | IdentityError::NotAdministrator => StatusCode::FORBIDDEN,
            IdentityError::WrongPassword => StatusCode::UNPROCESSABLE_ENTITY,
            IdentityError::UnknownAccount(_)
            | IdentityError::UnknownUnit(_)
            | IdentityError::UnknownRole(_)
            | IdentityError::UnknownPost(_)
            | IdentityError::UnknownSession => StatusCode::NOT_FOUND,
            IdentityError::UsernameTaken(_)
            | IdentityError::UnitTaken(_)
            | IdentityError::RoleTaken(_)
            | IdentityError::PostTaken(_)
            | IdentityError::LastAdministrator(_)
            | IdentityError::LastAdministratorsPost(_)
            | IdentityError::AlreadyInState { .. } => StatusCode::CONFLICT,
        };
        if matches!(error, IdentityError::NotAdministrator) {
            return Self::forbidden(error.to_string(), vec![IDENTITY_ADMIN.title.to_owned()]);
        }
        let problem = Self::new(status, error.code(), error.to_string());
        match error {
            IdentityError::Locked { until, .. } => {
                let seconds = (until - Utc::now()).num_seconds().max(1);
                problem.with_retry_after(seconds.unsigned_abs())
            }
            _ => problem,
        }
    }
}
