//! Who works with this service.

use platform::{http::access::Role, notice::Staff, operations::AUDITOR};

/// Handles the bureau's cases and its notice board.
pub const HOUSING_CLERK: Role = Role {
    code: "housing_clerk",
    title: "住建局经办人",
};

/// Whose the notice board is: the rule of its kind lets the clerk post.
pub const NOTICE_STAFF: Staff = Staff {
    clerk: HOUSING_CLERK,
    head: HOUSING_CLERK,
};
/// Who sees drafts and objections.
pub const NOTICE_READERS: &[Role] = &[HOUSING_CLERK, AUDITOR];
