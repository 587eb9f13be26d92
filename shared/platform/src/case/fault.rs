//! Why a step had no effect, and what is answered then.

use actix_web::http::StatusCode;
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use rules::FieldError;

use super::domain::CaseError;
use crate::{Problem, database::DatabaseError};

/// Why a step had no effect.
#[derive(Debug, thiserror::Error)]
pub enum CaseFault {
    /// No such case, or none that this person may see.
    #[error("没有找到这个事项，或它不在您的数据范围内")]
    NotFound,
    /// Somebody has moved it since; its present version.
    #[error("stale version, now {0}")]
    Stale(i32),
    /// The workflow says no.
    #[error(transparent)]
    Refused(#[from] CaseError),
    /// The thing has a case already.
    #[error("已有办理中或已办结的同一事项，不能重复立案")]
    Exists,
    /// An attachment is withdrawn once.
    #[error("这个附件已经撤回")]
    AlreadyWithdrawn,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

impl From<DieselError> for CaseFault {
    fn from(error: DieselError) -> Self {
        if let DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) = &error {
            match info.constraint_name() {
                Some("cases_one_per_thing") => return Self::Exists,
                Some("case_steps_one_urge_a_day") => return Self::Refused(CaseError::UrgedToday),
                _ => {}
            }
        }
        Self::Database(DatabaseError::Query(error))
    }
}

impl From<CaseFault> for Problem {
    fn from(fault: CaseFault) -> Self {
        match fault {
            CaseFault::NotFound => Self::not_found(fault.to_string()),
            CaseFault::Stale(current) => Self::stale_version(current),
            CaseFault::Exists => Self::conflict("case_exists", fault.to_string()),
            CaseFault::AlreadyWithdrawn => Self::conflict("attachment_withdrawn", fault.to_string()),
            CaseFault::Database(error) => error.into(),
            CaseFault::Refused(refused) => refused.into(),
        }
    }
}

impl From<CaseError> for Problem {
    fn from(refused: CaseError) -> Self {
        let (code, detail) = (refused.code(), refused.to_string());
        let at = |pointer: &str| {
            vec![FieldError {
                pointer: pointer.to_owned(),
                code: code.to_owned(),
                message: detail.clone(),
            }]
        };
        match refused {
            CaseError::NotThisPerson { who_may, .. } => Self::new(StatusCode::FORBIDDEN, code, detail).with_who_may(who_may),
            CaseError::DeciderIsDrafter(_) => Self::new(StatusCode::FORBIDDEN, code, detail),
            CaseError::ReasonMissing(_) => Self::unprocessable(code, detail.clone()).with_errors(at("/reason")),
            CaseError::NoSuchHolder(_) => Self::unprocessable(code, detail.clone()).with_errors(at("/role")),
            CaseError::Incomplete(missing) => Self::conflict(code, detail).with_missing(missing),
            CaseError::NotAccepted(_) => Self::conflict(code, detail).with_missing(vec!["受理".to_owned()]),
            CaseError::WrongState { .. } | CaseError::NeverRejected | CaseError::UrgedToday | CaseError::HeldAlready => {
                Self::conflict(code, detail)
            }
        }
    }
}
