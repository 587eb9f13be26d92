//! The one table from what a use case answers to its HTTP status.

use actix_web::http::StatusCode;
use platform::Problem;

use crate::service::error::UseCaseError;

impl From<UseCaseError> for Problem {
    fn from(error: UseCaseError) -> Self {
        match error {
            UseCaseError::Input(invalid) => invalid.into(),
            UseCaseError::Refused(refusal) => refusal.into(),
            UseCaseError::Rule(error) => error.into(),
            UseCaseError::NotFound(_) => Self::not_found(error.to_string()),
            UseCaseError::Conflict(conflict) => Self::conflict(conflict.code, conflict.detail).with_missing(conflict.missing),
            UseCaseError::NotThisPerson { code, detail, citation } => {
                Self::new(StatusCode::FORBIDDEN, code, detail).with_citation(citation)
            }
            UseCaseError::OutOfScope => Self::forbidden(error.to_string(), vec!["数据范围包含该供水企业或该镇的人员".to_owned()]),
            UseCaseError::Stale(current) => Self::stale_version(current),
            UseCaseError::Case(fault) => fault.into(),
            UseCaseError::Calendar(error) => Self::internal(error),
            UseCaseError::Change(refused) => refused.into(),
            UseCaseError::Rules(fault) => fault.into(),
            UseCaseError::Platform(problem) => problem,
            UseCaseError::Database(error) => error.into(),
        }
    }
}
