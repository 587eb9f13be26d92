//! Roles that people can have. What a role may do is the departments' business.

use contracts::Department;
use rules::Fields;

use super::unit::{is_code, parse_department};

/// Most characters of a title.
pub(super) const TITLE_LENGTH: usize = 40;

/// A role that an account can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRole {
    /// Its code in tokens.
    pub code: String,
    /// Chinese title.
    pub title: String,
    /// The department that it belongs to; none is the platform's own.
    pub department: Option<Department>,
    /// Counts the changes.
    pub version: i32,
}

impl KnownRole {
    /// Reads a new role.
    pub fn parse(code: &str, title: &str, department: Option<&str>, fields: &mut Fields, pointer: &str) -> Self {
        if !is_code(code, 48) || code == "service" {
            let message = "角色编码应为2至48个小写字母、数字或 _，并以字母开头（service 除外），例如 water_clerk";
            fields.fault(format!("{pointer}/code"), "invalid_role", message);
        }
        Self {
            code: code.to_owned(),
            title: fields.text(&format!("{pointer}/title"), title, TITLE_LENGTH),
            department: department.and_then(|name| parse_department(name, fields, &format!("{pointer}/department"))),
            version: 1,
        }
    }

    /// The role with another title and department.
    #[must_use]
    pub fn changed(&self, title: &str, department: Option<&str>, fields: &mut Fields) -> Self {
        Self {
            title: fields.text("/title", title, TITLE_LENGTH),
            department: department.and_then(|name| parse_department(name, fields, "/department")),
            version: self.version + 1,
            ..self.clone()
        }
    }
}
