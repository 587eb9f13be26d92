//! Who works with this service.

use platform::{http::access::Role, operations::AUDITOR, rule::RuleKeepers};

/// Works on the department's cases and drafts changes of its rules.
pub const EMERGENCY_CLERK: Role = Role {
    code: "emergency_clerk",
    title: "应急管理局办事员",
};
/// Heads the department: approves.
pub const EMERGENCY_HEAD: Role = Role {
    code: "emergency_head",
    title: "应急管理局负责人",
};

/// Who keeps the department's rules: clerks draft, the head approves what somebody else has drafted.
pub const RULE_KEEPERS: RuleKeepers = RuleKeepers {
    service: "emergency",
    read: &[EMERGENCY_CLERK, EMERGENCY_HEAD, AUDITOR],
    draft: &[EMERGENCY_CLERK, EMERGENCY_HEAD],
    decide: &[EMERGENCY_HEAD],
};
