//! Accounts and units from a file. Each row is read as a form would be; by default all rows are stored or none. First
//! passwords are generated, given back once, and nowhere else: neither the database nor the audit log sees them.

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use diesel::QueryResult;
use platform::{
    Problem,
    audit::{self, Change},
    database::Pg,
    http::access::Principal,
    sheet::{Cells, Column, ImportMode, Layout, Limits, Parsed, Row, RowFault, Table},
};
use rules::{Fields, InvalidInput};
use serde_json::json;

use super::{Identity, SCOPE, add_unit, authorize, create_account, secret};
use crate::{
    domain::{
        account::Account,
        unit::{Unit, UnitDraft, is_unit_code},
    },
    store,
};

/// How large a file may be. Every account costs a password hash.
pub const LIMITS: Limits = Limits {
    bytes: 2 * 1_048_576,
    rows: 300,
};
/// Stands for the hash of a password while rows are only checked; nothing with it is ever committed.
const UNHASHED: &str = "$argon2id$unhashed";
/// Between several codes or names in one cell.
const SEPARATORS: [char; 6] = ['、', ',', '，', ';', '；', ' '];
/// Data scopes as people know them.
const SCOPES: [(&str, &str); 6] = [
    ("nothing", "不看业务数据"),
    ("own_unit", "本单位"),
    ("with_sub_units", "本单位及下级"),
    ("units", "指定单位"),
    ("department", "本部门"),
    ("all", "全县各部门"),
];
const KINDS: [(&str, &str); 8] = [
    ("county", "县人民政府"),
    ("department", "县级部门"),
    ("town", "镇"),
    ("village", "村"),
    ("community", "社区"),
    ("company", "企业"),
    ("bank", "银行"),
    ("station", "站所"),
];

/// The columns of a file of accounts.
pub static ACCOUNTS: Layout = Layout {
    sheet: "账号",
    columns: &[
        Column::needed(
            "username",
            "账号",
            "登录名：2 至 32 个小写字母、数字或 _ . -，以字母开头；登记后不能更改",
        ),
        Column::needed("name", "姓名", "姓名"),
        Column::needed("unit", "单位", "单位的编码，或全县只有一个的单位名称"),
        Column::optional("posts", "岗位", "岗位的编码，几个之间用顿号隔开"),
        Column::optional("roles", "角色", "单独授予的角色的编码或名称，几个之间用顿号隔开"),
        Column::needed("scope", "数据范围", "可以看到哪些单位的数据").of(|| SCOPES.map(|(_, title)| title).to_vec()),
        Column::optional(
            "scope_units",
            "指定单位",
            "数据范围为指定单位时，单位的编码或名称，几个之间用顿号隔开",
        ),
    ],
};

/// The columns of a file of units.
pub static UNITS: Layout = Layout {
    sheet: "单位",
    columns: &[
        Column::needed("code", "编码", "2 至 32 个小写字母、数字或 _，以字母开头；登记后不能更改"),
        Column::needed("name", "名称", "单位名称"),
        Column::needed("kind", "类别", "单位的类别").of(|| KINDS.map(|(_, title)| title).to_vec()),
        Column::optional("parent", "上级单位", "上级单位的编码或名称，可以是本表前面的行；登记后不能更改"),
        Column::optional("service", "主管的服务", "县级部门主管的服务：water、emergency、finance 或 housing"),
    ],
};

/// What a file is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Accounts.
    Accounts,
    /// Units.
    Units,
}

impl Kind {
    /// The columns.
    pub fn layout(self) -> &'static Layout {
        match self {
            Self::Accounts => &ACCOUNTS,
            Self::Units => &UNITS,
        }
    }
}

/// What came of a file.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Rows that can be stored.
    pub accepted: usize,
    /// The others.
    pub faults: Vec<RowFault>,
    /// Rows that were stored.
    pub stored: usize,
    /// First passwords of the accounts that were stored, by log-in name: shown this once.
    pub issued: Vec<(String, String)>,
}

/// A row as it was read.
enum Draft {
    Account(String, create_account::Draft),
    Unit(UnitDraft),
}

/// What a row has become.
enum Made {
    Account(Account),
    Unit(Unit),
}

/// What became of the rows.
#[derive(Default)]
struct Stored {
    /// Numbers of the rows that were stored.
    stored: Vec<usize>,
    /// What is wrong with the others.
    faults: Vec<RowFault>,
    /// What was made of those that were stored.
    made: Vec<Made>,
}

/// Checks a file and stores what may be stored of it.
pub async fn import(
    identity: &Identity,
    principal: &Principal,
    (kind, table): (Kind, &Table),
    (mode, dry_run): (ImportMode, bool),
    now: DateTime<Utc>,
) -> Result<Outcome, Problem> {
    let parsed = parse(kind, table)?;
    let (accepted, mut faults) = {
        let mut tx = identity.database.begin(&SCOPE).await?;
        authorize::require_administrator(&mut tx, principal).await?;
        let tried = store_rows(&mut tx, kind, &parsed.rows, &HashMap::new(), now).await?;
        tx.rollback().await?;
        (tried.stored, tried.faults)
    };
    faults.extend(parsed.faults);
    faults.sort_by_key(|fault| fault.line);
    let mut outcome = Outcome {
        accepted: accepted.len(),
        faults,
        ..Outcome::default()
    };
    let is_refused = mode == ImportMode::AllOrNothing && !outcome.faults.is_empty();
    if dry_run || is_refused || accepted.is_empty() {
        return Ok(outcome);
    }
    let good: Vec<_> = parsed.rows.into_iter().filter(|row| accepted.contains(&row.line)).collect();
    let mut hashes = HashMap::new();
    for row in &good {
        if let Draft::Account(username, _) = &row.value {
            let password = secret::new_password(&identity.passwords);
            hashes.insert(row.line, identity.hasher.hash(password.clone().into()).await?);
            outcome.issued.push((username.clone(), password));
        }
    }
    let mut tx = identity.database.begin(&SCOPE).await?;
    let actor = authorize::require_administrator(&mut tx, principal).await?;
    let done = store_rows(&mut tx, kind, &good, &hashes, now).await?;
    if !done.faults.is_empty() {
        // Somebody else has made one of them meanwhile: all rows are told anew, none is stored.
        tx.rollback().await?;
        outcome.issued.clear();
        outcome.accepted -= done.faults.len();
        outcome.faults.extend(done.faults);
        return Ok(outcome);
    }
    // Last of all: whoever writes the audit log holds its end until the transaction is over.
    for made in &done.made {
        match made {
            Made::Account(account) => create_account::write_down(&mut tx, &actor.username, account, now).await?,
            Made::Unit(unit) => add_unit::write_down(&mut tx, &actor.username, unit, now).await?,
        }
    }
    let change = Change {
        actor: &actor.username,
        action: if kind == Kind::Accounts { "account.import" } else { "unit.import" },
        entity: if kind == Kind::Accounts { "account" } else { "unit" },
        entity_id: "*".to_owned(),
        before: None,
        after: Some(json!({ "rows": table.rows.len(), "stored": done.stored.len() })),
    };
    audit::append(&mut tx, change, now).await?;
    tx.commit().await?;
    outcome.stored = done.stored.len();
    Ok(outcome)
}

/// All that is wrong with each row, by its number in the file, for the error column.
pub fn messages(faults: &[RowFault]) -> BTreeMap<usize, &str> {
    faults.iter().map(|fault| (fault.line, fault.message.as_str())).collect()
}

fn parse(kind: Kind, table: &Table) -> Result<Parsed<Draft>, InvalidInput> {
    kind.layout().parse_rows(table, |cells| match kind {
        Kind::Accounts => read_account(cells),
        Kind::Units => read_unit(cells),
    })
}

fn read_account(cells: &mut Cells<'_>) -> Option<Draft> {
    let scope = cells.choice("scope", &SCOPES, |scope| *scope);
    let list = |code: &str| -> Vec<String> {
        let parts = cells.raw(code).split(SEPARATORS).filter(|part| !part.is_empty());
        parts.map(str::to_owned).collect()
    };
    let draft = create_account::Draft {
        name: cells.raw("name").to_owned(),
        roles: list("roles"),
        posts: list("posts"),
        unit: cells.raw("unit").to_owned(),
        scope_units: list("scope_units"),
        scope_kind: scope?.0.to_owned(),
    };
    Some(Draft::Account(cells.raw("username").to_owned(), draft))
}

fn read_unit(cells: &mut Cells<'_>) -> Option<Draft> {
    let kind = cells.choice("kind", &KINDS, |kind| *kind)?;
    Some(Draft::Unit(UnitDraft {
        code: cells.raw("code").to_owned(),
        name: cells.raw("name").to_owned(),
        kind: kind.0.to_owned(),
        parent: cells.given("parent").map(str::to_owned),
        service: cells.given("service").map(str::to_owned),
    }))
}

/// What things are called that a file names by their names.
struct Names {
    units: HashMap<String, Vec<String>>,
    roles: HashMap<String, Vec<String>>,
}

impl Names {
    async fn read(conn: &mut Pg) -> QueryResult<Self> {
        let mut names = Self {
            units: HashMap::new(),
            roles: HashMap::new(),
        };
        for unit in store::unit::list(conn, None, None, &store::unit::SORTING.all()).await?.items {
            names.units.entry(unit.name).or_default().push(unit.code);
        }
        for role in store::role::list(conn, None).await? {
            names.roles.entry(role.title).or_default().push(role.code);
        }
        Ok(names)
    }
}

/// The code behind a name that only one has; a fault where several have it. Whatever else it is stays as it is, and is found
/// out later.
fn code_of(fields: &mut Fields, pointer: &str, text: &str, names: &HashMap<String, Vec<String>>) -> String {
    match names.get(text).map(Vec::as_slice) {
        Some([code]) if !is_unit_code(text) => code.clone(),
        Some(codes) if codes.len() > 1 && !is_unit_code(text) => {
            let message = format!("「{text}」有 {} 个同名的：请改填编码（{}）", codes.len(), codes.join("、"));
            fields.fault(pointer, "ambiguous_name", message);
            text.to_owned()
        }
        _ => text.to_owned(),
    }
}

/// Stores each row that can be stored. Nothing is written into the audit log yet.
async fn store_rows(
    conn: &mut Pg,
    kind: Kind,
    rows: &[Row<Draft>],
    hashes: &HashMap<usize, String>,
    now: DateTime<Utc>,
) -> QueryResult<Stored> {
    let mut names = Names::read(conn).await?;
    let mut done = Stored::default();
    for row in rows {
        let outcome = match &row.value {
            Draft::Account(username, draft) => {
                let hash = hashes.get(&row.line).map_or(UNHASHED, String::as_str);
                store_account(conn, (username, draft.clone()), &names, hash, now).await?
            }
            Draft::Unit(draft) => store_unit(conn, draft.clone(), &mut names).await?,
        };
        match outcome {
            Ok(made) => {
                done.stored.push(row.line);
                done.made.push(made);
            }
            Err(invalid) => done.faults.push(kind.layout().fault_of(row.line, &by_column(invalid))),
        }
    }
    Ok(done)
}

async fn store_account(
    conn: &mut Pg,
    (username, mut draft): (&str, create_account::Draft),
    names: &Names,
    hash: &str,
    now: DateTime<Utc>,
) -> QueryResult<Result<Made, InvalidInput>> {
    let mut fields = Fields::new();
    draft.unit = code_of(&mut fields, "/unit", &draft.unit, &names.units);
    for unit in &mut draft.scope_units {
        *unit = code_of(&mut fields, "/scope/units", unit, &names.units);
    }
    for role in &mut draft.roles {
        *role = code_of(&mut fields, "/roles", role, &names.roles);
    }
    if let Err(invalid) = fields.finish() {
        return Ok(Err(invalid));
    }
    let account = match create_account::read_account(conn, username, draft, true, now, "").await? {
        Ok(account) => account,
        Err(invalid) => return Ok(Err(invalid)),
    };
    let Some(account) = store::account::insert(conn, &account, hash).await? else {
        return Ok(Err(taken("/username", "username_taken", "登录名已被使用，或在表中出现了两次")));
    };
    Ok(Ok(Made::Account(account)))
}

async fn store_unit(conn: &mut Pg, mut draft: UnitDraft, names: &mut Names) -> QueryResult<Result<Made, InvalidInput>> {
    let mut fields = Fields::new();
    draft.parent = draft.parent.map(|parent| code_of(&mut fields, "/parent", &parent, &names.units));
    if let Err(invalid) = fields.finish() {
        return Ok(Err(invalid));
    }
    let unit = match add_unit::read_unit(conn, &draft, "").await? {
        Ok(unit) => unit,
        Err(invalid) => return Ok(Err(invalid)),
    };
    if !store::unit::insert(conn, &unit).await? {
        let message = "编码已被使用、同一上级单位下已有同名单位，或这个服务已由另一单位主管";
        return Ok(Err(taken("/code", "unit_taken", message)));
    }
    names.units.entry(unit.name.clone()).or_default().push(unit.code.clone());
    Ok(Ok(Made::Unit(unit)))
}

fn taken(pointer: &str, code: &str, message: &str) -> InvalidInput {
    let mut fields = Fields::new();
    fields.fault(pointer, code, message);
    fields.finish().err().unwrap_or_else(|| InvalidInput { errors: Vec::new() })
}

/// The faults at their columns: a file has no lists and no objects.
fn by_column(mut invalid: InvalidInput) -> InvalidInput {
    for error in &mut invalid.errors {
        let column = match error.pointer.as_str() {
            pointer if pointer.starts_with("/scope/units") => "/scope_units",
            pointer if pointer.starts_with("/scope") => "/scope",
            pointer if pointer.starts_with("/roles") => "/roles",
            pointer if pointer.starts_with("/posts") => "/posts",
            _ => continue,
        };
        column.clone_into(&mut error.pointer);
    }
    invalid
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{account::DataScope, unit::UnitKind};

    #[test]
    fn every_choice_of_a_column_is_one() {
        for (code, title) in KINDS {
            assert!(UnitKind::parse(code).is_some(), "{title}");
        }
        assert_eq!(KINDS.len(), UnitKind::ALL.len());
        for (code, title) in SCOPES {
            let mut fields = rules::Fields::new();
            let units = if code == "units" { vec!["longxing".to_owned()] } else { Vec::new() };
            assert_eq!(DataScope::parse(code, units, &mut fields, "").kind(), code, "{title}");
        }
    }
}
