//! Units: the county's departments, towns, villages, companies, stations, as a tree.

use contracts::Department;
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
    /// The department whose service this unit runs.
    pub service: Option<Department>,
    /// Counts the changes.
    pub version: i32,
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
    /// A station, e.g. of an irrigation district or of a department in a town.
    Station,
}

impl UnitKind {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::County,
        Self::Department,
        Self::Town,
        Self::Village,
        Self::Community,
        Self::Company,
        Self::Bank,
        Self::Station,
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
            Self::Station => "station",
        }
    }

    /// Reads a stable name.
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// Whether a text has the form of a unit's code: 2 to 32 lower-case letters, digits and `_`, beginning with a letter.
pub fn is_unit_code(text: &str) -> bool {
    is_code(text, 32)
}

pub(super) fn is_code(text: &str, most: usize) -> bool {
    (2..=most).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Most characters of a unit's name.
const NAME_LENGTH: usize = 60;

/// What somebody says about a unit.
#[derive(Debug, Clone, Default)]
pub struct UnitDraft {
    /// Code.
    pub code: String,
    /// Chinese name.
    pub name: String,
    /// Kind.
    pub kind: String,
    /// Code of the unit above it.
    pub parent: Option<String>,
    /// Name of the department whose service it runs.
    pub service: Option<String>,
}

/// The department of that name; a fault is noted at `pointer`.
pub fn parse_department(name: &str, fields: &mut Fields, pointer: &str) -> Option<Department> {
    let found = Department::ALL.into_iter().find(|department| department.name() == name);
    if found.is_none() {
        let known = Department::ALL.map(Department::name).join("、");
        fields.fault(pointer, "unknown_value", format!("「{name}」不是部门的服务，应为：{known}"));
    }
    found
}

impl Unit {
    /// Reads a new unit; whether its parent exists is for the caller to check.
    pub fn parse(draft: &UnitDraft, fields: &mut Fields, pointer: &str) -> Self {
        let (code, kind, parent) = (draft.code.as_str(), draft.kind.as_str(), draft.parent.as_deref());
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
            name: fields.text(&format!("{pointer}/name"), &draft.name, NAME_LENGTH),
            kind,
            parent: parent.map(str::to_owned),
            service: parse_service(kind, draft.service.as_deref(), fields, pointer),
            version: 1,
        }
    }

    /// The unit with another name and service; what rows and tokens rest on stays.
    #[must_use]
    pub fn changed(&self, name: &str, service: Option<&str>, fields: &mut Fields) -> Self {
        Self {
            name: fields.text("/name", name, NAME_LENGTH),
            service: parse_service(self.kind, service, fields, ""),
            version: self.version + 1,
            ..self.clone()
        }
    }
}

fn parse_service(kind: UnitKind, service: Option<&str>, fields: &mut Fields, pointer: &str) -> Option<Department> {
    let pointer = format!("{pointer}/service");
    let department = parse_department(service?, fields, &pointer);
    if kind != UnitKind::Department {
        fields.fault(
            pointer,
            "not_expected",
            "只有类别为 department（县级部门）的单位才主管一个部门的服务",
        );
    }
    department
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
        let draft = UnitDraft {
            code: "Long Xing".to_owned(),
            name: " ".to_owned(),
            kind: "city".to_owned(),
            parent: Some("-".to_owned()),
            service: Some("forestry".to_owned()),
        };
        assert_eq!(pointers(&draft), ["/code", "/parent", "/kind", "/name", "/service"]);
    }

    #[test]
    fn only_a_department_runs_a_service() {
        let mut draft = UnitDraft {
            code: "water_bureau".to_owned(),
            name: "水利局".to_owned(),
            kind: "department".to_owned(),
            service: Some("water".to_owned()),
            ..UnitDraft::default()
        };
        assert_eq!(pointers(&draft), Vec::<String>::new());
        "company".clone_into(&mut draft.kind);
        assert_eq!(pointers(&draft), ["/service"]);
    }

    fn pointers(draft: &UnitDraft) -> Vec<String> {
        let mut fields = Fields::new();
        Unit::parse(draft, &mut fields, "");
        let faults = fields.finish().map_or_else(|invalid| invalid.errors, |()| Vec::new());
        faults.into_iter().map(|error| error.pointer).collect()
    }
}
