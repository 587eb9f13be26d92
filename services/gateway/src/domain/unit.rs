//! Units: the county's departments, towns, villages, companies, as a tree; and the roles that people can have.

use rules::Fields;

/// A unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Its code in tokens and in the departments' rows.
    pub code: String,
    /// Chinese name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The unit above it.
    pub parent: Option<String>,
}

/// Kinds of units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// The county government.
    County,
    /// A county department.
    Department,
    /// A town or township.
    Town,
    /// A village.
    Village,
    /// An urban community.
    Community,
    /// A company, e.g. a water supply company.
    Company,
    /// A bank.
    Bank,
}

impl UnitKind {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::County,
        Self::Department,
        Self::Town,
        Self::Village,
        Self::Community,
        Self::Company,
        Self::Bank,
    ];

    /// Its stable name.
    pub fn code(self) -> &'static str {
        match self {
            Self::County => "county",
            Self::Department => "department",
            Self::Town => "town",
            Self::Village => "village",
            Self::Community => "community",
            Self::Company => "company",
            Self::Bank => "bank",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// A role that an account can be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownRole {
    /// Its code in tokens.
    pub code: String,
    /// Chinese title.
    pub title: String,
}

/// Whether a text has the form of a unit's code: 2 to 32 lower-case letters, digits and `_`, beginning with a letter.
pub fn is_unit_code(text: &str) -> bool {
    is_code(text, 32)
}

fn is_code(text: &str, most: usize) -> bool {
    (2..=most).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

impl Unit {
    /// Reads a unit; whether its parent exists is for the caller to check.
    pub fn parse(code: &str, name: &str, kind: &str, parent: Option<&str>, fields: &mut Fields, pointer: &str) -> Self {
        if !is_unit_code(code) {
            let message = "单位编码应为2至32个小写字母、数字或 _，并以字母开头，例如 longxing";
            fields.fault(format!("{pointer}/code"), "invalid_unit", message);
        }
        if parent.is_some_and(|parent| parent == code || !is_unit_code(parent)) {
            fields.fault(format!("{pointer}/parent"), "invalid_unit", "上级单位应为另一个单位的编码");
        }
        let kind = UnitKind::parse(kind).unwrap_or_else(|| {
            let known = UnitKind::ALL.map(UnitKind::code).join("、");
            fields.fault(
                format!("{pointer}/kind"),
                "unknown_value",
                format!("「{kind}」不是单位类别，应为：{known}"),
            );
            UnitKind::Department
        });
        Self {
            code: code.to_owned(),
            name: fields.text(&format!("{pointer}/name"), name, 60),
            kind,
            parent: parent.map(str::to_owned),
        }
    }
}

impl KnownRole {
    /// Reads a role.
    pub fn parse(code: &str, title: &str, fields: &mut Fields, pointer: &str) -> Self {
        if !is_code(code, 48) || code == "service" {
            let message = "岗位编码应为2至48个小写字母、数字或 _，并以字母开头（service 除外），例如 water_clerk";
            fields.fault(format!("{pointer}/code"), "invalid_role", message);
        }
        Self {
            code: code.to_owned(),
            title: fields.text(&format!("{pointer}/title"), title, 40),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back() {
        for kind in UnitKind::ALL {
            assert_eq!(UnitKind::parse(kind.code()), Some(kind));
        }
    }

    #[test]
    fn a_unit_names_what_is_wrong_with_it() {
        let mut fields = Fields::new();
        Unit::parse("Long Xing", " ", "city", Some("-"), &mut fields, "");
        let pointers: Vec<_> = fields.finish().unwrap_err().errors.into_iter().map(|error| error.pointer).collect();
        assert_eq!(pointers, ["/code", "/parent", "/kind", "/name"]);
    }
}
