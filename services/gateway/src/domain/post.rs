//! Posts: what somebody is appointed to in a unit, with the roles that it brings along.

use contracts::Department;
use rules::Fields;

use super::{
    account::parse_roles,
    role::{KnownRole, TITLE_LENGTH},
    unit::is_code,
};

/// A post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its code, which accounts name. Never changes.
    pub code: String,
    /// Chinese title.
    pub title: String,
    /// Code of the unit that it is a post of. Never changes.
    pub unit: String,
    /// Codes of its roles, sorted.
    pub roles: Vec<String>,
    /// Counts the changes.
    pub version: i32,
}

impl Post {
    /// Reads a new post; whether its unit and roles exist is for the caller to check.
    pub fn parse(code: &str, title: &str, unit: &str, roles: Vec<String>, fields: &mut Fields, pointer: &str) -> Self {
        if !is_code(code, 48) {
            let message = "岗位编码应为2至48个小写字母、数字或 _，并以字母开头，例如 water_section_head";
            fields.fault(format!("{pointer}/code"), "invalid_post", message);
        }
        Self {
            code: code.to_owned(),
            title: fields.text(&format!("{pointer}/title"), title, TITLE_LENGTH),
            unit: unit.to_owned(),
            roles: parse_roles(roles, fields, &format!("{pointer}/roles")),
            version: 1,
        }
    }

    /// The post with another title and other roles.
    #[must_use]
    pub fn changed(&self, title: &str, roles: Vec<String>, fields: &mut Fields) -> Self {
        Self {
            title: fields.text("/title", title, TITLE_LENGTH),
            roles: parse_roles(roles, fields, "/roles"),
            version: self.version + 1,
            ..self.clone()
        }
    }
}

/// A department's post brings roles of its department and of the platform; another department's have to be given to the
/// person. `department` is that of the post's unit, `roles` are the post's.
pub fn check_departments(department: Option<Department>, roles: &[KnownRole], fields: &mut Fields, pointer: &str) {
    let Some(department) = department else { return };
    for role in roles.iter().filter(|role| role.department.is_some_and(|other| other != department)) {
        let message = format!(
            "角色「{}」属于其他部门，不能放进这个部门的岗位；确有需要时请单独授予本人",
            role.title
        );
        fields.fault(pointer, "role_of_another_department", message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(code: &str, department: Option<Department>) -> KnownRole {
        KnownRole {
            code: code.to_owned(),
            title: code.to_owned(),
            department,
            version: 1,
        }
    }

    #[test]
    fn a_departments_post_brings_no_other_departments_role() {
        let all = [
            role("auditor", None),
            role("water_clerk", Some(Department::Water)),
            role("finance_clerk", Some(Department::Finance)),
        ];
        for (department, roles, is_good) in [
            (Some(Department::Water), &all[..2], true),
            (Some(Department::Water), &all[..], false),
            (None, &all[..], true),
        ] {
            let mut fields = Fields::new();
            check_departments(department, roles, &mut fields, "/roles");
            assert_eq!(fields.is_clean(), is_good, "{department:?} {}", roles.len());
        }
    }

    #[test]
    fn a_post_names_what_is_wrong_with_it() {
        let mut fields = Fields::new();
        Post::parse("A post", "", "county", vec!["service".to_owned()], &mut fields, "");
        let pointers: Vec<_> = fields.finish().unwrap_err().errors.into_iter().map(|error| error.pointer).collect();
        assert_eq!(pointers, ["/code", "/title", "/roles/0"]);
    }
}
