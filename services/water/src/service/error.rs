//! What a use case may answer instead of its result. `api/error.rs` maps each to its HTTP status.

use diesel::result::{DatabaseErrorKind, Error as DieselError};
use platform::{
    case::CaseFault,
    database::DatabaseError,
    rule::{RuleFault, maker_checker::ChangeRefused},
};
use rules::{Citation, InvalidInput, LoadError, Refusal, RuleError};

use crate::domain::{bill::BillError, plan::PlanError, reward::declaration::RewardError, step::StepError};

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
    /// The platform refuses: a public notice cannot be drafted or looked at.
    #[error(transparent)]
    Platform(#[from] platform::Problem),
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
    ("irrigation_parties_code_key", "party_code_taken", "这个编号已被使用：请换一个编号"),
    (
        "water_rights_open",
        "right_drafted",
        "该用水主体这一年已有一项水权待核准：请先核准、退回或撤回那一项",
    ),
    (
        "water_rights_within_parent",
        "right_exceeds_parent",
        "下级水权合计超出上级：同时有人分走了水量，请刷新后再看还能分多少",
    ),
    (
        "water_rights_above_children",
        "right_below_children",
        "这项水权少于它已分给下级的水量：请先调减下级的水权",
    ),
    (
        "irrigation_right_cuts_once",
        "cut_exists",
        "该灌区这一年的水权核减已登记，不能再核减一次",
    ),
    (
        "irrigation_plantings_once",
        "planting_exists",
        "该用水主体这一年的种植面积已登记：有变的请更正",
    ),
    (
        "irrigation_plantings_billed",
        "planting_billed",
        "已按这个种植面积出了账单，不能再改：请先以冲销账单冲销该年的账单",
    ),
    (
        "waterings_once",
        "watering_exists",
        "这一天这类作物的浇地已有记录，不能重复登记：同一天浇多块地的请合并为一条，有误的请更正",
    ),
    (
        "waterings_replaces_key",
        "watering_already_corrected",
        "这次浇地已被更正过：请更正最近有效的那条",
    ),
    (
        "waterings_billed",
        "watering_billed",
        "这次浇地已计入账单，不能更正：请先以冲销账单冲销那张账单",
    ),
    (
        "irrigation_bill_waterings_active",
        "already_billed",
        "这些浇地同时被计入了另一张账单，不能重复计费：请刷新后再看",
    ),
    (
        "irrigation_bills_last_first",
        "later_bills_stand",
        "同一年后面的账单是在这张之上累计分档的：请从最后一张起依次冲销",
    ),
    (
        "irrigation_approvals_billed",
        "approval_of_billed_water",
        "批准日起的供水已出账单，登记这项批准会改变已收的水价：请先以冲销账单冲销这些账单，再登记",
    ),
    (
        "irrigation_payments_bill_id_key",
        "bill_already_paid",
        "这张账单已经缴清，不能重复缴款",
    ),
    ("payments_bill_id_key", "bill_already_paid", "这张账单已经缴清，不能重复缴款"),
    (
        "reward_villages_pkey",
        "village_exists",
        "这个村已登记：请核对村的编号，需要更改的请修改原登记",
    ),
    (
        "reward_assessments_one",
        "assessment_exists",
        "这一年度的考核已有人起草：请在原考核上修改",
    ),
    (
        "reward_declarations_one",
        "declaration_exists",
        "该村本年度已有奖补申报：请在原申报上办理",
    ),
    (
        "reward_payment_lines_once",
        "payment_already_requested",
        "其中有的申报已经申请拨付，不能重复申请：请刷新后再看",
    ),
    (
        "reward_vouchers_received",
        "vouchers_beyond_received",
        "凭证金额合计超过收到的资金：请核对金额，补贴和奖励分别计算（附件8 第九条）",
    ),
    (
        "reward_vouchers_number",
        "voucher_number_taken",
        "这笔奖补已有同号凭证：请核对凭证号",
    ),
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
    ("replacement_fines_order", "fine_exists", "这份责令已有罚款：每份责令只罚一次"),
    ("fine_before_deadline", "fine_before_deadline", "责令改正的期限还没有届满，不能罚款"),
    (
        "violation_reports_pkey",
        "report_id_reused",
        "这个编号已用于另一件举报：请刷新页面后重新填写",
    ),
    (
        "flow_assessments_number",
        "assessment_number_taken",
        "这个评定文件对该用水户、从这一天起的方法已登记过：请核对文号、用水户和日期",
    ),
    (
        "flow_assessment_overlaps",
        "assessment_overlaps",
        "该用水户在其中一些日子已有核准的流量评定方法：请核对日期，或先终止那一项",
    ),
    (
        "flow_assessment_metered",
        "user_is_metered",
        "该用水户有结算水表：应当抄表计量，不能按流量评定方法核算",
    ),
    (
        "assessed_usage_metered",
        "user_is_metered",
        "该用水户在这一周期有结算水表：应当抄表计量，不能按流量评定方法核算",
    ),
    (
        "assessed_usage_without_method",
        "assessment_not_in_force",
        "没有在这一周期每一天有效的流量评定方法：请刷新后再看",
    ),
    (
        "assessed_usages_once",
        "assessed_usage_exists",
        "该用水户这一周期的核算水量已登记：有误的请更正，写明原因",
    ),
    (
        "assessed_usages_replaces",
        "assessed_usage_corrected",
        "这条核算水量已被更正过：请更正最近有效的那条",
    ),
    (
        "assessed_usage_billed",
        "assessed_usage_billed",
        "该用水户这一周期已出账单，不能再登记或更正核算水量：请先以冲销账单冲销",
    ),
    (
        "shortage_exceeded",
        "settlement_exceeds_shortage",
        "补足或补偿的水量超过尚欠的水量：同时有人登记过，请刷新后再看",
    ),
    ("bills_active", "already_billed", "该用水户本周期已有账单，不能重复计费"),
    (
        "reclaimed_systems_name_key",
        "reclaimed_system_taken",
        "已有同名的再生水系统：请核对名称",
    ),
    (
        "reclaimed_users_system_id_name_key",
        "reclaimed_user_taken",
        "这个系统已登记过同名的用户：用途不能更改，新的用途请另行登记",
    ),
    (
        "reclaimed_tests_system_id_report_key",
        "reclaimed_test_taken",
        "这份检测报告已登记过：请核对报告编号",
    ),
    (
        "reclaimed_schemes_waiting",
        "reclaimed_scheme_waiting",
        "这个项目已有一份方案待出具会审意见：请先办理那一份",
    ),
    (
        "evaluations_open",
        "evaluation_open",
        "这个项目已有一项节水评价在登记或审查中：请在原评价上办理，出具意见后才能重新评价",
    ),
    (
        "commitment_overlaps",
        "commitment_exists",
        "这项评价在其中一些年度已有备案承诺：请先由另一人终止原承诺，新承诺从其后的年度起",
    ),
    (
        "projects_project_code_key",
        "project_code_taken",
        "这个项目代码已登记过：请核对代码，或在原登记上办理",
    ),
    (
        "project_documents_project_id_kind_review_number_key",
        "document_already_filed",
        "这份材料的这一审查文号已备案过：请核对文号",
    ),
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

impl From<RewardError> for UseCaseError {
    fn from(error: RewardError) -> Self {
        let detail = error.to_string();
        match error {
            RewardError::WrongState { needed, .. } => Conflict::new("reward_wrong_state", detail).missing(needed).into(),
            RewardError::SamePerson(_, citation) => Self::NotThisPerson {
                code: "approver_is_drafter",
                detail,
                citation,
            },
            RewardError::ReasonMissing => Refusal::new("reason_missing", detail).at("/reason").into(),
        }
    }
}

impl From<StepError> for UseCaseError {
    fn from(error: StepError) -> Self {
        let detail = error.to_string();
        match error {
            StepError::WrongState { code, needed, .. } => Conflict::new(code, detail).missing(needed).into(),
            StepError::Missing { code, missing, .. } => missing.into_iter().fold(Conflict::new(code, detail), Conflict::missing).into(),
            StepError::SamePerson { code, citation, .. } => Self::NotThisPerson { code, detail, citation },
            StepError::ReasonMissing(_) => Refusal::new("reason_missing", detail).at("/reason").into(),
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
