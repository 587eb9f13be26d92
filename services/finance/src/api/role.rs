//! The department's roles.

use platform::{
    case::CaseAccess,
    http::access::{Access, Role},
    notice::Staff,
    operations::{AUDITOR, AuditReaders, OPERATOR},
    rule::RuleKeepers,
};

/// Keeps the books: reads ledgers, exports, reconciles.
pub const FINANCE_CLERK: Role = Role {
    code: "finance_clerk",
    title: "财政局会计",
};
/// Heads the bureau's treasury: what a clerk may, and later approvals.
pub const FINANCE_HEAD: Role = Role {
    code: "finance_head",
    title: "财政局负责人",
};

/// Operates the revolving fund at the company that keeps it: reads the books of its own fund.
pub const FUND_OPERATOR: Role = Role {
    code: "fund_operator",
    title: "周转金运营机构经办人",
};

/// Who reads the books, within their data scope.
pub const READER_ROLES: &[Role] = &[FINANCE_CLERK, FINANCE_HEAD, FUND_OPERATOR, AUDITOR];
/// The same as a rule.
pub const READERS: Access = Access::Roles(READER_ROLES);
/// Who works on them.
pub const STAFF: Access = Access::Roles(&[FINANCE_CLERK, FINANCE_HEAD]);
/// Whoever may read one of the lists that can be exported; each list says who may export it.
pub const EXPORTERS: Access = Access::Roles(&[FINANCE_CLERK, FINANCE_HEAD, FUND_OPERATOR, AUDITOR, OPERATOR]);
/// Who sees cases, and who has a part in them.
pub const CASE_ACCESS: CaseAccess = CaseAccess { read: READERS, act: STAFF };

/// Whose the notice board is.
pub const NOTICE_STAFF: Staff = Staff {
    clerk: FINANCE_CLERK,
    head: FINANCE_HEAD,
};
/// Who sees drafts and objections.
pub const NOTICE_READERS: &[Role] = &[FINANCE_CLERK, FINANCE_HEAD, AUDITOR];

/// Who reads the audit log: the department's head opens entries as auditors do.
pub const AUDIT_READERS: AuditReaders = AuditReaders {
    list: &[AUDITOR, FINANCE_HEAD, OPERATOR],
    open: &[AUDITOR, FINANCE_HEAD],
};

/// Who keeps the department's rules: clerks draft, the head approves what somebody else has drafted.
pub const RULE_KEEPERS: RuleKeepers = RuleKeepers {
    service: "finance",
    read: &[FINANCE_CLERK, FINANCE_HEAD, AUDITOR],
    draft: &[FINANCE_CLERK, FINANCE_HEAD],
    decide: &[FINANCE_HEAD],
};
