//! Who works with this service.

use platform::{http::access::Role, operations::AUDITOR, rule::RuleKeepers};

/// Works on the department's cases and drafts changes of its rules.
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
