//! Who works with this service.

use platform::{http::access::Role, notice::Staff, operations::AUDITOR, rule::RuleKeepers};

/// Works on the department's cases, keeps its notice board and drafts changes of its rules.
pub const HOUSING_CLERK: Role = Role {
    code: "housing_clerk",
    title: "住建局经办人",
};
/// Heads the department: approves.
pub const HOUSING_HEAD: Role = Role {
    code: "housing_head",
    title: "住建局负责人",
};

/// Who keeps the department's rules: clerks draft, the head approves what somebody else has drafted.
pub const RULE_KEEPERS: RuleKeepers = RuleKeepers {
    service: "housing",
    read: &[HOUSING_CLERK, HOUSING_HEAD, AUDITOR],
    draft: &[HOUSING_CLERK, HOUSING_HEAD],
    decide: &[HOUSING_HEAD],
};

/// Whose the notice board is: the rule of its kind lets the clerk post.
pub const NOTICE_STAFF: Staff = Staff {
    clerk: HOUSING_CLERK,
    head: HOUSING_CLERK,
};
/// Who sees drafts and objections.
pub const NOTICE_READERS: &[Role] = &[HOUSING_CLERK, HOUSING_HEAD, AUDITOR];

/// Who reads what other departments report.
pub const READERS: &[Role] = &[HOUSING_CLERK, HOUSING_HEAD, AUDITOR];
