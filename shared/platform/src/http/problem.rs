//! Errors as RFC 9457 problem documents: Chinese for the person, a stable code for the program.

use std::{error::Error as StdError, fmt};

use actix_web::{
    HttpResponse, ResponseError,
    http::{StatusCode, header},
};
use diesel::result::{DatabaseErrorKind, Error as DieselError};
use rules::{Citation, FieldError, InvalidInput, Refusal, RuleError};
use serde::{Deserialize, Serialize};

use crate::{
    context::RequestContext,
    database::{self, DatabaseError},
    telemetry,
};

/// Content type of a problem.
pub const CONTENT_TYPE: &str = "application/problem+json";

/// An answer that refuses or fails.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: String,
    detail: String,
    errors: Vec<FieldError>,
    citation: Option<Citation>,
    who_may: Vec<String>,
    missing: Vec<String>,
    retry_after_seconds: Option<u64>,
    cause: Option<Box<dyn StdError + Send + Sync>>,
}

/// A problem on the wire.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ProblemBody {
    /// URI of the kind of problem.
    #[serde(rename = "type")]
    pub kind: String,
    /// Short Chinese title of the status.
    pub title: String,
    /// HTTP status.
    pub status: u16,
    /// What happened and what would be right, for a person.
    pub detail: String,
    /// Stable code, for a program.
    pub code: String,
    /// Fields that are wrong.
    #[serde(default)]
    pub errors: Vec<FieldErrorBody>,
    /// The article that refuses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub citation: Option<CitationBody>,
    /// Who may do it (403).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub who_may: Vec<String>,
    /// What is missing for it (409).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
    /// Id of the request, for whoever looks into it.
    pub request_id: String,
}

/// A field that is wrong.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
pub struct FieldErrorBody {
    /// JSON pointer.
    pub pointer: String,
    /// Stable code.
    pub code: String,
    /// What is wrong, in Chinese.
    pub message: String,
}

/// An article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CitationBody {
    /// Document number.
    pub document: String,
    /// Article.
    pub article: String,
}

impl Problem {
    /// A problem with a status, a stable code and a Chinese explanation.
    pub fn new(status: StatusCode, code: impl Into<String>, detail: impl Into<String>) -> Self {
        Self {
            status,
            code: code.into(),
            detail: detail.into(),
            errors: Vec::new(),
            citation: None,
            who_may: Vec::new(),
            missing: Vec::new(),
            retry_after_seconds: None,
            cause: None,
        }
    }

    /// 400: malformed.
    pub fn bad_request(code: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, detail)
    }

    /// 401: nobody, or a token that is not good.
    pub fn unauthorized(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", detail)
    }

    /// 403: somebody who may not; names who may.
    pub fn forbidden(detail: impl Into<String>, who_may: Vec<String>) -> Self {
        let mut problem = Self::new(StatusCode::FORBIDDEN, "forbidden", detail);
        problem.who_may = who_may;
        problem
    }

    /// 404: nothing there, or nothing that this person may see.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", detail)
    }

    /// 409: conflict or wrong state.
    pub fn conflict(code: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, code, detail)
    }

    /// 412: the version that the change rests on is stale.
    pub fn stale_version(current: i32) -> Self {
        Self::new(
            StatusCode::PRECONDITION_FAILED,
            "stale_version",
            format!("这条记录已被别人改过（当前版本 {current}）：请重新打开，看过最新内容再操作"),
        )
    }

    /// 422: refused by a rule.
    pub fn unprocessable(code: &str, detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }

    /// 429: too many requests.
    pub fn too_many_requests(retry_after_seconds: u64) -> Self {
        let mut problem = Self::new(
            StatusCode::TOO_MANY_REQUESTS,
            "too_many_requests",
            format!("请求过于频繁，请在 {retry_after_seconds} 秒后再试"),
        );
        problem.retry_after_seconds = Some(retry_after_seconds);
        problem
    }

    /// 503: try again later.
    pub fn unavailable(code: &str, detail: impl Into<String>) -> Self {
        let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, code, detail);
        problem.retry_after_seconds = Some(5);
        problem
    }

    /// 500: our fault; the reason is logged, never shown.
    pub fn internal(reason: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        let mut problem = Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal",
            "系统内部出错，这次操作没有生效。请稍后再试；若仍不行，请把请求编号告诉运维人员",
        );
        problem.cause = Some(reason.into());
        problem
    }

    /// Adds fields that are wrong.
    #[must_use]
    pub fn with_errors(mut self, errors: Vec<FieldError>) -> Self {
        self.errors = errors;
        self
    }

    /// Adds who may.
    #[must_use]
    pub fn with_who_may(mut self, who_may: Vec<String>) -> Self {
        self.who_may = who_may;
        self
    }

    /// Adds what is missing.
    #[must_use]
    pub fn with_missing(mut self, missing: Vec<String>) -> Self {
        self.missing = missing;
        self
    }

    /// Adds the article that refuses.
    #[must_use]
    pub fn with_citation(mut self, citation: Citation) -> Self {
        self.citation = Some(citation);
        self
    }

    /// Says when to try again.
    #[must_use]
    pub fn with_retry_after(mut self, seconds: u64) -> Self {
        self.retry_after_seconds = Some(seconds);
        self
    }

    /// Adds a cause, which is logged and not shown.
    #[must_use]
    pub fn caused_by(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The stable code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What happened, for a person.
    pub fn detail(&self) -> &str {
        &self.detail
    }

    fn title(&self) -> &'static str {
        match self.status.as_u16() {
            400 => "请求格式有误",
            401 => "登录验证未通过",
            403 => "无权操作",
            404 => "没有找到",
            405 => "不支持的操作方式",
            408 => "请求超时",
            409 => "与当前状态冲突",
            412 => "版本已过期",
            413 => "内容过大",
            415 => "内容类型不符",
            422 => "按规定不予办理",
            429 => "请求过于频繁",
            502 => "部门服务的应答有误",
            503 => "服务暂不可用",
            504 => "部门服务超时未答",
            _ => "系统内部出错",
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.status.as_u16(), self.code, self.detail)
    }
}

impl StdError for Problem {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.cause.as_deref().map(|cause| cause as &(dyn StdError + 'static))
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let request_id = RequestContext::current().request_id;
        if let Some(cause) = &self.cause {
            tracing::error!(request_id, code = self.code, cause = %telemetry::chain(cause.as_ref()), "a request failed");
        }
        let body = ProblemBody {
            kind: format!("urn:jiangzhou:problem:{}", self.code),
            title: self.title().to_owned(),
            status: self.status.as_u16(),
            detail: self.detail.clone(),
            code: self.code.clone(),
            errors: self
                .errors
                .iter()
                .map(|error| FieldErrorBody {
                    pointer: error.pointer.clone(),
                    code: error.code.clone(),
                    message: error.message.clone(),
                })
                .collect(),
            citation: self.citation.as_ref().map(|citation| CitationBody {
                document: citation.document.clone(),
                article: citation.article.clone(),
            }),
            who_may: self.who_may.clone(),
            missing: self.missing.clone(),
            request_id,
        };
        let mut response = HttpResponse::build(self.status);
        response.content_type(CONTENT_TYPE);
        if let Some(seconds) = self.retry_after_seconds {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        response.json(body)
    }
}

impl From<InvalidInput> for Problem {
    fn from(invalid: InvalidInput) -> Self {
        Self::bad_request("invalid_input", invalid.to_string()).with_errors(invalid.errors)
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let mut problem = Self::unprocessable(refusal.code, refusal.detail).with_errors(refusal.errors);
        problem.citation = refusal.citation;
        problem
    }
}

impl From<RuleError> for Problem {
    fn from(error: RuleError) -> Self {
        match error {
            // Load-time checks make this impossible; if it happens, it is not the person's fault.
            RuleError::Undeclared { .. } => Self::internal(error),
            error => Refusal::from(error).into(),
        }
    }
}

impl From<DatabaseError> for Problem {
    fn from(error: DatabaseError) -> Self {
        match error {
            DatabaseError::Query(error) => error.into(),
            DatabaseError::CommitUnknown(cause) => {
                let detail = "数据库连接在提交时中断，这次操作可能已经生效，也可能没有：请先刷新查看，或用同一个 Idempotency-Key 重试";
                Self::unavailable("outcome_unknown", detail).caused_by(cause)
            }
            DatabaseError::Unavailable(cause) => {
                Self::unavailable("database_unavailable", "数据库暂时不可用，这次操作没有生效，请稍后再试").caused_by(cause)
            }
        }
    }
}

impl From<DieselError> for Problem {
    fn from(error: DieselError) -> Self {
        match &error {
            DieselError::NotFound => Self::not_found("没有找到这条记录，或它不在您的数据范围内"),
            DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation, info) => {
                let constraint = info.constraint_name().unwrap_or_default().to_owned();
                Self::conflict("already_exists", format!("已有相同的记录（{constraint}），不能重复登记"))
            }
            _ if database::is_connection_loss(&error) => {
                Self::unavailable("database_unavailable", "数据库连接中断，这次操作没有生效，请稍后再试").caused_by(error)
            }
            DieselError::DatabaseError(DatabaseErrorKind::Unknown, info) if info.message().contains("row-level security policy") => {
                Self::forbidden("这条记录所属的单位不在您的数据范围内", Vec::new()).caused_by(error)
            }
            _ if database::is_lock_conflict(&error) => {
                Self::unavailable("try_again", "同时有别的操作在改同一笔数据，这次操作没有生效，请再试一次").caused_by(error)
            }
            _ => Self::internal(error),
        }
    }
}

#[cfg(test)]
pub(crate) mod tests_support {
    use super::{FieldError, Problem};

    pub(crate) fn errors(problem: &Problem) -> &[FieldError] {
        &problem.errors
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_detail_of_many_faults_stays_short() {
        let mut fields = rules::Fields::new();
        for index in 0..1_000 {
            fields.fault(format!("/lines/{index}"), "required", "不能为空");
        }
        let problem = Problem::from(fields.finish().unwrap_err());
        assert!(problem.detail().len() < 300, "{}", problem.detail());
        assert_eq!(problem.errors.len(), rules::input::MOST_FAULTS);
    }

    #[test]
    fn the_cause_of_a_failure_is_not_shown() {
        let problem = Problem::internal("password of the database is hunter2");
        assert!(!problem.detail().contains("hunter2") && !problem.to_string().contains("hunter2"));
    }
}
