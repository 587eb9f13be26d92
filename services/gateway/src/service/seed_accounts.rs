//! First accounts: from a file without passwords to accounts with generated ones, which are written to another file.
//! Existing accounts, units and roles stay as they are; a second run changes nothing.

use std::{
    collections::BTreeMap,
    io::Write,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use chrono::{DateTime, Utc};
use platform::{
    Database, Problem,
    database::{DatabaseError, Pg},
};
use rules::{Fields, InvalidInput};
use serde::{Deserialize, Serialize};

use super::{SCOPE, add_role, add_unit, create_account, hasher::Hasher, keep_post, secret, update_unit};
use crate::{
    domain::{password::PasswordPolicy, role::KnownRole, unit::UnitDraft},
    store,
};

/// Who the audit log says made the first accounts.
const ACTOR: &str = "system:seed";

/// What a seed file says.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Seed {
    /// Whether each person has to choose a password of their own first.
    #[serde(default = "yes")]
    must_change_password: bool,
    #[serde(default)]
    units: Vec<SeedUnit>,
    #[serde(default)]
    roles: Vec<SeedRole>,
    #[serde(default)]
    posts: Vec<SeedPost>,
    #[serde(default)]
    accounts: Vec<SeedAccount>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedUnit {
    code: String,
    name: String,
    kind: String,
    #[serde(default)]
    parent: Option<String>,
    #[serde(default)]
    service: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedRole {
    code: String,
    title: String,
    #[serde(default)]
    department: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedPost {
    code: String,
    title: String,
    unit: String,
    roles: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SeedAccount {
    username: String,
    name: String,
    unit: String,
    #[serde(default)]
    roles: Vec<String>,
    #[serde(default)]
    posts: Vec<String>,
    scope: String,
    #[serde(default)]
    scope_units: Vec<String>,
}

/// One line of the file with the passwords.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issued {
    /// Log-in name.
    pub username: String,
    /// The generated password.
    pub password: String,
    /// Role codes.
    pub roles: Vec<String>,
    /// Code of the unit.
    pub unit: String,
}

/// What a run did.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Accounts that were added.
    pub added: Vec<String>,
    /// Accounts that were there, but whose password is not in the file: an administrator has to reset it.
    pub without_password: Vec<String>,
}

/// Why accounts could not be seeded.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// A file could not be read or written.
    #[error("文件 {0}")]
    File(PathBuf, #[source] std::io::Error),
    /// The seed file is not what it should be.
    #[error("种子文件 {0} 的格式有误")]
    Seed(PathBuf, #[source] toml::de::Error),
    /// The file with the passwords is not one of ours.
    #[error("{0} 不是账号文件，请移走它或换一个 --out")]
    Issued(PathBuf, #[source] serde_json::Error),
    /// A unit, role or account is not right.
    #[error("种子文件：{0}")]
    Invalid(#[from] InvalidInput),
    /// The database.
    #[error("数据库")]
    Database(#[from] DatabaseError),
    /// Hashing.
    #[error("{0}")]
    Hash(Problem),
}

impl From<diesel::result::Error> for SeedError {
    fn from(error: diesel::result::Error) -> Self {
        Self::Database(error.into())
    }
}

/// Adds what the seed file names and the database lacks.
pub async fn seed_accounts(
    database: &Database,
    hasher: &Hasher,
    policy: &PasswordPolicy,
    file: &Path,
    out: &Path,
    now: DateTime<Utc>,
) -> Result<Outcome, SeedError> {
    let text = std::fs::read_to_string(file).map_err(|error| SeedError::File(file.to_owned(), error))?;
    let seed: Seed = toml::from_str(&text).map_err(|error| SeedError::Seed(file.to_owned(), error))?;
    let mut issued = read_issued(out)?;
    let mut outcome = Outcome::default();
    let mut tx = database.begin(&SCOPE).await?;
    add_units_roles_and_posts(&mut tx, &seed, now).await?;
    for (index, wanted) in seed.accounts.into_iter().enumerate() {
        let draft = create_account::Draft {
            name: wanted.name,
            roles: wanted.roles,
            posts: wanted.posts,
            unit: wanted.unit,
            scope_kind: wanted.scope,
            scope_units: wanted.scope_units,
        };
        let pointer = format!("/accounts/{index}");
        let account = create_account::read_account(&mut tx, &wanted.username, draft, seed.must_change_password, now, &pointer).await??;
        if store::account::find(&mut tx, &account.username).await?.is_some() {
            if !issued.contains_key(&account.username) {
                outcome.without_password.push(account.username);
            }
            continue;
        }
        let password = secret::new_password(policy);
        let hash = hasher.hash(password.clone().into()).await.map_err(SeedError::Hash)?;
        let account = store::account::insert(&mut tx, &account, &hash).await?.unwrap_or(account);
        create_account::write_down(&mut tx, ACTOR, &account, now).await?;
        outcome.added.push(account.username.clone());
        // An entry of an earlier database is worth nothing any more.
        issued.insert(
            account.username.clone(),
            Issued {
                username: account.username,
                password,
                roles: account.effective_roles,
                unit: account.unit,
            },
        );
    }
    // Before the commit: an entry too many is replaced by the next run, a lost password could not be shown again.
    if !outcome.added.is_empty() {
        write_issued(out, issued.into_values().collect())?;
    }
    tx.commit().await?;
    Ok(outcome)
}

async fn add_units_roles_and_posts(conn: &mut Pg, seed: &Seed, now: DateTime<Utc>) -> Result<(), SeedError> {
    for (index, wanted) in seed.units.iter().enumerate() {
        let draft = UnitDraft {
            code: wanted.code.clone(),
            name: wanted.name.clone(),
            kind: wanted.kind.clone(),
            parent: wanted.parent.clone(),
            service: wanted.service.clone(),
        };
        let unit = add_unit::read_unit(conn, &draft, &format!("/units/{index}")).await??;
        if store::unit::insert(conn, &unit).await? {
            add_unit::write_down(conn, ACTOR, &unit, now).await?;
        } else {
            update_unit::add_service(conn, ACTOR, &unit, now).await?;
        }
    }
    for (index, wanted) in seed.roles.iter().enumerate() {
        let mut fields = Fields::new();
        let role = KnownRole::parse(
            &wanted.code,
            &wanted.title,
            wanted.department.as_deref(),
            &mut fields,
            &format!("/roles/{index}"),
        );
        fields.finish()?;
        if !add_role::insert(conn, ACTOR, &role, now).await? {
            add_role::add_department(conn, ACTOR, &role, now).await?;
        }
    }
    for (index, wanted) in seed.posts.iter().enumerate() {
        let draft = keep_post::Draft {
            code: wanted.code.clone(),
            title: wanted.title.clone(),
            unit: wanted.unit.clone(),
            roles: wanted.roles.clone(),
        };
        let post = keep_post::read_post(conn, draft, &format!("/posts/{index}")).await??;
        keep_post::insert(conn, ACTOR, &post, now).await?;
    }
    Ok(())
}

/// The file's entries by name; none when there is no file yet.
fn read_issued(path: &Path) -> Result<BTreeMap<String, Issued>, SeedError> {
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(error) => return Err(SeedError::File(path.to_owned(), error)),
    };
    let entries: Vec<Issued> = serde_json::from_str(&text).map_err(|error| SeedError::Issued(path.to_owned(), error))?;
    Ok(entries.into_iter().map(|entry| (entry.username.clone(), entry)).collect())
}

/// Replaces the file in one step, readable by its owner only.
fn write_issued(path: &Path, entries: Vec<Issued>) -> Result<(), SeedError> {
    let fault = |error| SeedError::File(path.to_owned(), error);
    let folder = path
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder).map_err(fault)?;
    let text = serde_json::to_string_pretty(&entries).map_err(|error| SeedError::Issued(path.to_owned(), error))?;
    let mut file = tempfile::Builder::new()
        .permissions(std::fs::Permissions::from_mode(0o600))
        .tempfile_in(folder)
        .map_err(fault)?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.write_all(b"\n"))
        .map_err(fault)?;
    file.as_file().sync_all().map_err(fault)?;
    file.persist(path).map_err(|error| fault(error.error))?;
    Ok(())
}
