//! Accounts: who somebody is, what they may do and which rows they may see.

use chrono::{DateTime, Utc};
use contracts::Department;
use rules::Fields;

use super::unit::is_unit_code;

/// Names that, besides the departments', services have in tokens and the platform's jobs in audit logs: no person is
/// called so.
const RESERVED_NAMES: [&str; 4] = ["gateway", "service", "system", "root"];
/// Role of services in their own tokens, which no account can be given.
const SERVICE_ROLE: &str = "service";

/// A person's account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Log-in name, also the subject of tokens. Never changes.
    pub username: String,
    /// Name for people.
    pub name: String,
    /// Codes of the roles given to the person, sorted.
    pub roles: Vec<String>,
    /// Codes of the person's posts, sorted.
    pub posts: Vec<String>,
    /// Codes of the roles that the person has: those given and those of the posts. The database brings them together.
    pub effective_roles: Vec<String>,
    /// Code of the unit that the person belongs to.
    pub unit: String,
    /// Rows that the person may see.
    pub scope: DataScope,
    /// The password was given by somebody else: nothing but a change of it is possible.
    pub must_change_password: bool,
    /// Whether the person may log in.
    pub active: bool,
    /// Counts the changes.
    pub version: i32,
    /// Counts, in the database, what changes the tokens: a change of a unit or a post does so as well.
    pub token_version: i32,
    /// Since when.
    pub created_at: DateTime<Utc>,
    /// Last change by an administrator.
    pub updated_at: DateTime<Utc>,
    /// Last successful log-in.
    pub last_login_at: Option<DateTime<Utc>>,
}

impl Account {
    /// Whether the person has a role.
    pub fn has_role(&self, code: &str) -> bool {
        self.effective_roles.iter().any(|role| role == code)
    }
}

/// Which rows an account may see, before units are resolved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataScope {
    /// No scoped row: administrators, operators.
    Nothing,
    /// Rows of the own unit.
    OwnUnit,
    /// Rows of the own unit and of everything below it.
    WithSubUnits,
    /// Rows of these units.
    Units(Vec<String>),
    /// Every row of the department that the person's unit belongs to, none of the others.
    Department,
    /// Every row of every department.
    All,
}

impl DataScope {
    /// Its stable name.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::OwnUnit => "own_unit",
            Self::WithSubUnits => "with_sub_units",
            Self::Units(_) => "units",
            Self::Department => "department",
            Self::All => "all",
        }
    }

    /// The units of [`Self::Units`], else none.
    pub fn units(&self) -> &[String] {
        match self {
            Self::Units(units) => units,
            _ => &[],
        }
    }

    /// Reads a kind with its units; a fault is noted at `pointer`.
    pub fn parse(kind: &str, units: Vec<String>, fields: &mut Fields, pointer: &str) -> Self {
        if kind != "units" && !units.is_empty() {
            fields.fault(format!("{pointer}/units"), "not_expected", "只有 kind 为 units 时才列出单位");
        }
        match kind {
            "nothing" => Self::Nothing,
            "own_unit" => Self::OwnUnit,
            "with_sub_units" => Self::WithSubUnits,
            "department" => Self::Department,
            "all" => Self::All,
            "units" => {
                fields.not_empty(&format!("{pointer}/units"), &units);
                fields.unique(units.iter().map(String::as_str), |index| format!("{pointer}/units/{index}"));
                for (index, unit) in units.iter().enumerate() {
                    if !is_unit_code(unit) {
                        fields.fault(
                            format!("{pointer}/units/{index}"),
                            "invalid_unit",
                            format!("「{unit}」不是单位编码"),
                        );
                    }
                }
                Self::Units(units)
            }
            other => {
                let message = format!("「{other}」不是数据范围，应为 nothing、own_unit、with_sub_units、units、department 或 all");
                fields.fault(format!("{pointer}/kind"), "unknown_value", message);
                Self::Nothing
            }
        }
    }
}

/// A log-in name: 2 to 32 lower-case letters, digits and `_ . -`, beginning with a letter.
pub fn parse_username(text: &str, fields: &mut Fields, pointer: &str) -> String {
    let is_name = |text: &str| {
        (2..=32).contains(&text.len())
            && text.starts_with(|first: char| first.is_ascii_lowercase())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"_.-".contains(&byte))
    };
    if !is_name(text) {
        let message = "登录名应为2至32个小写字母、数字或 _ . -，并以字母开头，例如 water_clerk";
        fields.fault(pointer, "invalid_username", message);
    } else if RESERVED_NAMES.contains(&text) || Department::ALL.iter().any(|department| department.name() == text) {
        fields.fault(pointer, "reserved_username", format!("「{text}」是系统保留的名称，请换一个登录名"));
    }
    text.to_owned()
}

/// Role codes, sorted; whether each is known is for the caller to check.
pub fn parse_roles(mut roles: Vec<String>, fields: &mut Fields, pointer: &str) -> Vec<String> {
    fields.unique(roles.iter().map(String::as_str), |index| format!("{pointer}/{index}"));
    if let Some(index) = roles.iter().position(|role| role == SERVICE_ROLE) {
        fields.fault(
            format!("{pointer}/{index}"),
            "reserved_role",
            "service 是各部门服务自己的角色，不能授予账号",
        );
    }
    roles.sort();
    roles
}

/// Post codes, sorted; whether each is known is for the caller to check.
pub fn parse_posts(mut posts: Vec<String>, fields: &mut Fields, pointer: &str) -> Vec<String> {
    fields.unique(posts.iter().map(String::as_str), |index| format!("{pointer}/{index}"));
    posts.sort();
    posts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults_of(username: &str) -> bool {
        let mut fields = Fields::new();
        parse_username(username, &mut fields, "/username");
        !fields.is_clean()
    }

    #[test]
    fn a_username_is_plain_and_not_a_services_name() {
        for good in ["ab", "water_clerk", "zhang.san-2", &"a".repeat(32)] {
            assert!(!faults_of(good), "{good}");
        }
        for bad in [
            "",
            "a",
            "1a",
            "_a",
            "Water",
            "水利",
            "a b",
            "a/b",
            &"a".repeat(33),
            "finance",
            "system",
        ] {
            assert!(faults_of(bad), "{bad}");
        }
    }

    #[test]
    fn the_role_of_services_is_given_to_nobody() {
        let mut fields = Fields::new();
        parse_roles(vec!["service".to_owned()], &mut fields, "/roles");
        assert_eq!(fields.finish().unwrap_err().errors[0].code, "reserved_role");
    }

    #[test]
    fn a_scope_lists_units_exactly_when_its_kind_says_so() {
        let read = |kind: &str, units: &[&str]| {
            let mut fields = Fields::new();
            let scope = DataScope::parse(kind, units.iter().map(|unit| (*unit).to_owned()).collect(), &mut fields, "/scope");
            fields.finish().map(|()| scope)
        };
        assert_eq!(read("units", &["longxing"]).unwrap(), DataScope::Units(vec!["longxing".to_owned()]));
        assert_eq!(read("all", &[]).unwrap(), DataScope::All);
        assert_eq!(read("department", &[]).unwrap(), DataScope::Department);
        assert!(read("units", &[]).is_err() && read("own_unit", &["longxing"]).is_err() && read("everything", &[]).is_err());
        assert!(read("units", &["longxing", "longxing"]).is_err());
    }
}
