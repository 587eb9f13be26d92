//! What a use case may answer instead of its result. `api/error.rs` maps each to its HTTP status.

use diesel::result::{DatabaseErrorKind, Error as DieselError};
use platform::{
    case::CaseFault,
    database::DatabaseError,
    rule::{RuleFault, maker_checker::ChangeRefused},
};
use rules::{Citation, InvalidInput, LoadError, Refusal, RuleError};

use crate::domain::{bill::BillError, plan::PlanError};

/// Why a use case had no effect.
#[derive(Debug, thiserror::Error)]
pub enum UseCaseError {
    /// Malformed input.
    #[error(transparent)]
    Input(#[from] InvalidInput),
    /// A rule refuses.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// No rule for the day.
    #[error(transparent)]
    Rule(#[from] RuleError),
    /// Nothing there, or nothing that this person may see. Names the thing.
    #[error("没有找到{0}，或它不在您的数据范围内")]
    NotFound(&'static str),
    /// In conflict with what is on record.
    #[error(transparent)]
    Conflict(#[from] Conflict),
    /// This person may not, another may.
    #[error("{detail}")]
    NotThisPerson {
        /// Stable code.
        code: &'static str,
        /// Why, and who may.
        detail: String,
        /// The rule.
        citation: Citation,
    },
    /// The record would not be in the person's data scope.
    #[error("这条记录的供水企业和镇都不在您的数据范围内，不能登记或改成这样")]
    OutOfScope,
    /// Somebody has changed the thing since; its present version.
    #[error("stale version, now {0}")]
    Stale(i32),
    /// The case says no.
    #[error(transparent)]
    Case(#[from] CaseFault),
    /// The published working-day calendar cannot be read.
    #[error(transparent)]
    Calendar(#[from] LoadError),
    /// The maker-checker rule of base prices refuses.
    #[error(transparent)]
    Change(#[from] ChangeRefused),
    /// There are no rules to go by.
    #[error(transparent)]
    Rules(#[from] RuleFault),
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DatabaseError),
}

/// A conflict with what is on record: wrong state, already there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{detail}")]
pub struct Conflict {
    /// Stable code.
    pub code: &'static str,
    /// What is in the way and what would be right, in Chinese.
    pub detail: String,
    /// What is missing for it.
    pub missing: Vec<String>,
}

impl Conflict {
    /// A conflict; what is missing stands in the detail.
    pub fn new(code: &'static str, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
            missing: Vec::new(),
        }
    }

    /// Names what is missing.
    #[must_use]
    pub fn missing(mut self, what: impl Into<String>) -> Self {
        self.missing.push(what.into());
        self
    }
}

/// Constraints of the database that people run into, with code and explanation: the last line behind the checks of the use cases.
const CONSTRAINTS: &[(&str, &str, &str)] = &[
    ("water_users_code_key", "user_code_taken", "用水户编号已被使用：请换一个编号"),
    ("meters_number_key", "meter_number_taken", "水表编号已登记过：请核对表号"),
    (
        "readings_meter_period",
        "reading_exists",
        "这块水表已有本周期的读数：如需更改，请以更正读数代替",
    ),
    (
        "readings_meter_install",
        "reading_exists",
        "这块水表已有安装或拆表读数：如需更改，请以更正读数代替",
    ),
    (
        "readings_replaces_key",
        "reading_already_corrected",
        "这个读数已被另一读数更正：请更正最近有效的读数",
    ),
    (
        "plans_user_id_year_revision_key",
        "plan_changed_meanwhile",
        "同时有人为该用水户起草了计划：请刷新后再看",
    ),
    (
        "base_prices_supplier_category_effective_from_key",
        "base_price_exists",
        "这一天起已有该企业该类别的基本水价：请核对生效日",
    ),
    (
        "base_price_proposals_open",
        "base_price_proposed",
        "这一天起该企业该类别的基本水价已有人提议，正待核准：请先核准、退回或撤回那一项",
    ),
    (
        "irrigation_approvals_pkey",
        "approval_exists",
        "该灌区该年度的批准已登记，批准不能更改",
    ),
    (
        "base_price_of_billed_period",
        "base_price_of_billed_period",
        "这个基本水价会改变已出账单的计量周期，不能录入：如水价确有错误，请以冲销账单更正已出的账单，再录入",
    ),
    (
        "billing_runs_running",
        "billing_run_already_running",
        "同一周期、同一供水企业的另一个计费批次正在出账：请等它完成后再确认",
    ),
    ("payments_bill_id_key", "bill_already_paid", "这张账单已经缴清，不能重复缴款"),
    (
        "plan_adjustment_overlaps",
        "adjustment_overlaps",
        "该类用水户在其中一些日子已有执行过的计划调整：请核对日期，或先解除那一项",
    ),
    (
        "plan_adjustment_of_billed_period",
        "adjustment_of_billed_period",
        "这项调整会改变已出账单的计量周期的计划，不能执行或解除：确须更正的，先以冲销账单冲销",
    ),
    (
        "balance_tests_report",
        "balance_test_exists",
        "该用水户的这份测试报告已经报送：请核对报告编号",
    ),
    (
        "quota_overlaps",
        "quota_overlaps",
        "这个产品已有同级定额在同一些日子生效：请核对日期，或先给原定额定失效日",
    ),
    ("meter_seals_number", "seal_number_taken", "铅封编号已登记过：请核对编号"),
    ("meter_seals_on", "seal_worn", "这块水表已有铅封：请先登记启封"),
    (
        "replacement_fines_order",
        "fine_exists",
        "这份责令已有罚款：每份责令只罚一次",
    ),
    (
        "fine_before_deadline",
        "fine_before_deadline",
        "责令改正的期限还没有届满，不能罚款",
    ),
    ("violation_reports_pkey", "report_id_reused", "这个编号已用于另一件举报：请刷新页面后重新填写"),
    ("bills_active", "already_billed", "该用水户本周期已有账单，不能重复计费"),
];

impl From<DieselError> for UseCaseError {
    fn from(error: DieselError) -> Self {
        if let DieselError::DatabaseError(DatabaseErrorKind::UniqueViolation | DatabaseErrorKind::RestrictViolation, info) = &error
            && let Some(name) = info.constraint_name()
            && let Some((_, code, detail)) = CONSTRAINTS.iter().find(|(constraint, _, _)| *constraint == name)
        {
            return Conflict::new(code, *detail).into();
        }
        if let DieselError::DatabaseError(DatabaseErrorKind::Unknown, info) = &error
            && info.message().contains("row-level security policy")
        {
            return Self::OutOfScope;
        }
        Self::Database(DatabaseError::Query(error))
    }
}

impl From<PlanError> for UseCaseError {
    fn from(error: PlanError) -> Self {
        let (code, detail) = (error.code(), error.to_string());
        match error {
            PlanError::WrongState { .. } => Conflict::new(code, detail).into(),
            PlanError::ApproverIsDrafter { citation } => Self::NotThisPerson { code, detail, citation },
            PlanError::ReasonMissing => Refusal::new(code, detail).at("/reason").into(),
        }
    }
}

impl From<BillError> for UseCaseError {
    fn from(error: BillError) -> Self {
        let (code, detail) = (error.code(), error.to_string());
        match error {
            BillError::WrongState { missing, .. } => Conflict::new(code, detail).missing(missing).into(),
            BillError::NotInFull { citation, .. } => Refusal::new(code, detail).citing(citation).at("/amount").into(),
            BillError::AlreadyPaid { .. } | BillError::NothingDue | BillError::NothingForTreasury | BillError::NotOverdue { .. } => {
                Conflict::new(code, detail).into()
            }
            BillError::BeforeIssue { .. } | BillError::PaidInFuture { .. } | BillError::Blank(_) => Refusal::new(code, detail).into(),
        }
    }
}
