//! Who works with this service.

use platform::case::CaseAccess;
use platform::http::access::{Access, Role};
use platform::notice::Staff;
use platform::operations::AuditReaders;
pub use platform::operations::{AUDITOR, OPERATOR};
use platform::rule::RuleKeepers;

/// Keeps water users, meters and plans.
pub const WATER_CLERK: Role = Role {
    code: "water_clerk",
    title: "水利局用水管理员",
};
/// Makes billing runs, bills and credit bills, registers payments.
pub const WATER_BILLING_CLERK: Role = Role {
    code: "water_billing_clerk",
    title: "水利局计费员",
};
/// Approves plans, fixes base prices, records approvals.
pub const WATER_HEAD: Role = Role {
    code: "water_head",
    title: "水利局负责人",
};
/// Reads and changes meters of the own supply company's users, and takes their payments.
pub const SUPPLY_OPERATOR: Role = Role {
    code: "supply_operator",
    title: "供水企业抄表收费员",
};
/// Sees the users of the own town.
pub const TOWN_CLERK: Role = Role {
    code: "town_clerk",
    title: "镇办事员",
};

/// Heads a town: posts its notices, files its summaries.
pub const TOWN_HEAD: Role = Role {
    code: "town_head",
    title: "镇负责人",
};

/// Reviews water-saving evaluations at the county's administrative approval department (24号 附件6 第五条).
pub const APPROVAL_REVIEWER: Role = Role {
    code: "approval_reviewer",
    title: "行政审批部门审查人员",
};

/// Keeps the county's books at the finance bureau: sees the bill behind a journal entry, nothing else of water.
pub const FINANCE_CLERK: Role = Role {
    code: "finance_clerk",
    title: "财政局会计",
};
/// Heads the finance bureau's treasury: sees what its clerk sees.
pub const FINANCE_HEAD: Role = Role {
    code: "finance_head",
    title: "财政局负责人",
};

/// Whoever may see what is in their data scope.
pub const READERS: &[Role] = &[
    WATER_CLERK,
    WATER_BILLING_CLERK,
    WATER_HEAD,
    SUPPLY_OPERATOR,
    TOWN_CLERK,
    TOWN_HEAD,
    AUDITOR,
];
/// Whoever may see water-saving evaluations: the readers, and the department that reviews them.
pub const EVALUATION_READERS: &[Role] = &[
    WATER_CLERK,
    WATER_BILLING_CLERK,
    WATER_HEAD,
    SUPPLY_OPERATOR,
    TOWN_CLERK,
    TOWN_HEAD,
    AUDITOR,
    APPROVAL_REVIEWER,
];
/// Whoever may see one bill: the readers, and finance, whose journal entries rest on bills. The data scope narrows both.
pub const BILL_READERS: &[Role] = &[
    WATER_CLERK,
    WATER_BILLING_CLERK,
    WATER_HEAD,
    SUPPLY_OPERATOR,
    TOWN_CLERK,
    TOWN_HEAD,
    AUDITOR,
    FINANCE_CLERK,
    FINANCE_HEAD,
];
/// Whoever may read one of the lists that can be exported; each list says who may export it.
pub const EXPORTERS: &[Role] = &[
    WATER_CLERK,
    WATER_BILLING_CLERK,
    WATER_HEAD,
    SUPPLY_OPERATOR,
    TOWN_CLERK,
    TOWN_HEAD,
    AUDITOR,
    OPERATOR,
    APPROVAL_REVIEWER,
];
/// Who sees cases, and who has a part in them.
pub const CASE_ACCESS: CaseAccess = CaseAccess {
    read: Access::Roles(READERS),
    act: Access::Roles(&[WATER_CLERK, WATER_HEAD, TOWN_CLERK, TOWN_HEAD]),
};
/// Who has a part in subsidy and reward, or looks at it.
pub const REWARD_READERS: &[Role] = &[WATER_CLERK, WATER_HEAD, TOWN_CLERK, TOWN_HEAD, AUDITOR];

/// Whose the notice board is.
pub const NOTICE_STAFF: Staff = Staff {
    clerk: WATER_CLERK,
    head: WATER_HEAD,
};
/// Who sees drafts and objections.
pub const NOTICE_READERS: &[Role] = &[WATER_CLERK, WATER_HEAD, TOWN_CLERK, TOWN_HEAD, AUDITOR];
/// Who drafts notices and answers objections, each within their data scope: towns have those of their villages.
pub const NOTICE_CLERKS: &[Role] = &[WATER_CLERK, TOWN_CLERK];
/// Who posts and takes back.
pub const NOTICE_HEADS: &[Role] = &[WATER_HEAD, TOWN_HEAD];
/// Who sees messages to water users and may have one sent again.
pub const MESSAGE_READERS: &[Role] = &[WATER_BILLING_CLERK, WATER_HEAD, OPERATOR];

/// Who reads the audit log: the department's head opens entries as auditors do.
pub const AUDIT_READERS: AuditReaders = AuditReaders {
    list: &[AUDITOR, WATER_HEAD, OPERATOR],
    open: &[AUDITOR, WATER_HEAD],
};

/// Who keeps the department's rules: whoever works by them drafts, the head approves what somebody else has drafted.
pub const RULE_KEEPERS: RuleKeepers = RuleKeepers {
    service: "water",
    read: &[WATER_CLERK, WATER_BILLING_CLERK, WATER_HEAD, AUDITOR],
    draft: &[WATER_CLERK, WATER_BILLING_CLERK, WATER_HEAD],
    decide: &[WATER_HEAD],
};
