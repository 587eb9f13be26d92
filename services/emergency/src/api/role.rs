//! Who works with this service.

use platform::{http::access::Role, operations::AUDITOR, rule::RuleKeepers};

/// Heads the command's office: prepares, drafts changes of the plans.
pub const OFFICE_HEAD: Role = Role {
    code: "emergency_office_head",
    title: "应急指挥部办公室主任",
};
/// Commands: approves.
pub const COMMANDER: Role = Role {
    code: "commander",
    title: "应急指挥长",
};

/// Who keeps the department's rules: the office drafts, the commander approves what somebody else has drafted.
pub const RULE_KEEPERS: RuleKeepers = RuleKeepers {
    service: "emergency",
    read: &[OFFICE_HEAD, COMMANDER, AUDITOR],
    draft: &[OFFICE_HEAD, COMMANDER],
    decide: &[COMMANDER],
};

/// Who reads incident reports.
pub const READERS: &[Role] = &[OFFICE_HEAD, COMMANDER, AUDITOR];
