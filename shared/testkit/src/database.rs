//! Databases and roles, as every environment has them: one database per service, which belongs to an owner that migrates it and is used
//! by a login of its own.

use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio_postgres::{Client, Config, NoTls};

use crate::folder::random_hex;

/// The two ways into a service's database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseUrls {
    /// As its owner, for migrations.
    pub owner_url: String,
    /// As the service's login role, for everything else.
    pub app_url: String,
}

/// Administers a PostgreSQL server, as its superuser.
#[derive(Debug, Clone)]
pub struct PostgresAdmin {
    admin_url: String,
}

impl PostgresAdmin {
    /// Over the superuser's URL (`postgres://user:password@host:port/postgres`). Does not connect yet.
    pub fn new(admin_url: impl Into<String>) -> Self {
        Self {
            admin_url: admin_url.into(),
        }
    }

    /// The superuser's URL.
    pub fn admin_url(&self) -> &str {
        &self.admin_url
    }

    /// A connection as superuser.
    pub async fn connect(&self) -> Result<Client> {
        connect(&self.admin_url).await
    }

    /// Makes the database `<name>` with the roles `<name>_owner` (who owns it) and `<name>` (who may only connect until a migration
    /// grants more), or brings existing ones to this state and to these passwords. Nobody else may connect.
    pub async fn create_service_database(&self, name: &str, password_owner: &str, password_app: &str) -> Result<DatabaseUrls> {
        check_name(name)?;
        let owner = format!("{name}_owner");
        let client = self.connect().await?;
        set_role(&client, &owner, password_owner).await?;
        set_role(&client, name, password_app).await?;
        if client
            .query_opt("SELECT FROM pg_database WHERE datname = $1", &[&name])
            .await?
            .is_none()
        {
            client.batch_execute(&format!("CREATE DATABASE {name} OWNER {owner}")).await?;
        }
        client
            .batch_execute(&format!(
                "ALTER DATABASE {name} OWNER TO {owner};{}",
                privileges(name, &owner, name)
            ))
            .await
            .with_context(|| format!("cannot set the privileges on database {name}"))?;
        Ok(DatabaseUrls {
            owner_url: self.url_for(&owner, password_owner, name)?,
            app_url: self.url_for(name, password_app, name)?,
        })
    }

    /// A database and two roles of one test, with a name that starts with `<prefix>_t_` and is used nowhere else.
    pub async fn create_test_database(&self, prefix: &str) -> Result<TestDatabase> {
        let name = format!("{prefix}_t_{}", random_hex(6));
        let urls = self.create_service_database(&name, &random_hex(16), &random_hex(16)).await?;
        Ok(TestDatabase {
            owner_url: urls.owner_url,
            app_url: urls.app_url,
            admin_url: self.url_of_database(&name)?,
            name,
            admin: Some(self.clone()),
        })
    }

    /// A database of one test as `migrate` leaves it: a copy of one that the first test with this prefix has migrated, which takes a
    /// tenth of the time. The copies of a prefix share their two roles; nobody else may connect.
    pub async fn create_migrated_database<Migrated, Fault>(
        &self,
        prefix: &str,
        migrate: impl FnOnce(DatabaseUrls) -> Migrated,
    ) -> Result<TestDatabase>
    where
        Migrated: Future<Output = Result<(), Fault>>,
        Fault: std::error::Error + Send + Sync + 'static,
    {
        let template = format!("{prefix}_template");
        let owner = format!("{template}_owner");
        let password = self.password()?;
        let client = self.connect().await?;
        // Held until the connection ends: of two tests that come first at once, one migrates.
        client.execute("SELECT pg_advisory_lock(hashtext($1))", &[&template]).await?;
        let is_there = "SELECT FROM pg_database WHERE datname = $1 AND datistemplate";
        if client.query_opt(is_there, &[&template]).await?.is_none() {
            self.drop_service_database(&template).await?;
            migrate(self.create_service_database(&template, &password, &password).await?).await?;
            client
                .batch_execute(&format!("ALTER DATABASE {template} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false"))
                .await?;
        }
        client.execute("SELECT pg_advisory_unlock(hashtext($1))", &[&template]).await?;
        let name = format!("{prefix}_t_{}", random_hex(6));
        client
            .batch_execute(&format!(
                "CREATE DATABASE {name} OWNER {owner} TEMPLATE {template} STRATEGY FILE_COPY"
            ))
            .await
            .with_context(|| format!("cannot copy database {template}"))?;
        client.batch_execute(&privileges(&name, &owner, &template)).await?;
        Ok(TestDatabase {
            owner_url: self.url_for(&owner, &password, &name)?,
            app_url: self.url_for(&template, &password, &name)?,
            admin_url: self.url_of_database(&name)?,
            name,
            admin: Some(self.clone()),
        })
    }

    /// The superuser's password, which the roles of copied test databases share.
    fn password(&self) -> Result<String> {
        let config: Config = self.admin_url.parse().context("this is no PostgreSQL URL")?;
        let password = config.get_password().context("the administrator's URL has no password")?;
        Ok(String::from_utf8(password.to_vec())?)
    }

    /// Removes a service's database with both roles, also while somebody is connected; nothing happens when there is none.
    pub async fn drop_service_database(&self, name: &str) -> Result<()> {
        check_name(name)?;
        let client = self.connect().await?;
        for statement in [
            format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
            format!("DROP ROLE IF EXISTS {name}"),
            format!("DROP ROLE IF EXISTS {name}_owner"),
        ] {
            client.batch_execute(&statement).await.with_context(|| statement)?;
        }
        Ok(())
    }

    /// The superuser's URL of another database.
    fn url_of_database(&self, database: &str) -> Result<String> {
        let (rest, _) = self
            .admin_url
            .rsplit_once('/')
            .context("the administrator's URL names no database")?;
        Ok(format!("{rest}/{database}"))
    }

    fn url_for(&self, user: &str, password: &str, database: &str) -> Result<String> {
        let (_, host_and_port) = self.admin_url.rsplit_once('@').context("the administrator's URL names no user")?;
        let (host_and_port, _) = host_and_port.split_once('/').context("the administrator's URL names no database")?;
        Ok(format!("postgres://{user}:{}@{host_and_port}/{database}", percent_encode(password)))
    }
}

/// A database of one test. Dropping it removes it from the server, together with roles that it alone has.
#[derive(Debug)]
pub struct TestDatabase {
    /// Its name.
    pub name: String,
    /// As its owner, for migrations.
    pub owner_url: String,
    /// As the login role of the service.
    pub app_url: String,
    /// As superuser, in this database.
    pub admin_url: String,
    admin: Option<PostgresAdmin>,
}

impl TestDatabase {
    /// Removes it now, and says if that fails.
    pub async fn drop_now(mut self) -> Result<()> {
        match self.admin.take() {
            Some(admin) => admin.drop_service_database(&self.name).await,
            None => Ok(()),
        }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let Some(admin) = self.admin.take() else {
            return;
        };
        let name = self.name.clone();
        // A thread with an executor of its own: we may be inside another one that cannot wait.
        let removed = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(admin.drop_service_database(&name))
        })
        .join();
        if let Ok(Err(error)) = removed {
            tracing::warn!("test database {} is left on its server: {error:#}", self.name);
        }
    }
}

/// A connection, and a task that drives it until it is dropped.
pub(crate) async fn connect(url: &str) -> Result<Client> {
    let mut config: Config = url.parse().context("this is no PostgreSQL URL")?;
    config.connect_timeout(Duration::from_secs(5));
    let (client, connection) = config.connect(NoTls).await.context("cannot connect to PostgreSQL")?;
    tokio::spawn(connection);
    Ok(client)
}

/// Nobody but these two roles may connect.
fn privileges(database: &str, owner: &str, login: &str) -> String {
    format!(
        "REVOKE CONNECT, TEMPORARY ON DATABASE {database} FROM PUBLIC;
         GRANT CONNECT ON DATABASE {database} TO {owner}, {login}"
    )
}

async fn set_role(client: &Client, role: &str, password: &str) -> Result<()> {
    let verb = match client.query_opt("SELECT FROM pg_roles WHERE rolname = $1", &[&role]).await? {
        Some(_) => "ALTER",
        None => "CREATE",
    };
    let attributes = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS";
    let password = quote_literal(password)?;
    // No context with the statement: it holds the password.
    client
        .batch_execute(&format!("{verb} ROLE {role} {attributes} PASSWORD {password}"))
        .await
        .with_context(|| format!("cannot set up role {role}"))
}

/// Names are written into statements, where PostgreSQL takes no parameters.
fn check_name(name: &str) -> Result<()> {
    // 63 is PostgreSQL's limit, less "_owner".
    let fits = !name.is_empty() && name.len() <= 57 && name.starts_with(|first: char| first.is_ascii_lowercase());
    if !fits
        || !name
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_')
    {
        bail!("\"{name}\" is no database name: at most 57 lower-case letters, digits and _, beginning with a letter");
    }
    Ok(())
}

fn quote_literal(text: &str) -> Result<String> {
    if text.contains('\0') {
        bail!("a password cannot contain a NUL character");
    }
    Ok(format!("E'{}'", text.replace('\\', "\\\\").replace('\'', "''")))
}

fn percent_encode(text: &str) -> String {
    use std::fmt::Write;
    text.bytes().fold(String::new(), |mut encoded, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").ok();
        }
        encoded
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_point_to_the_same_server_with_the_password_encoded() {
        let admin = PostgresAdmin::new("postgres://postgres:a%40b@127.0.0.1:15432/postgres");
        assert_eq!(
            admin.url_for("water", "p@ss/wörd", "water").unwrap(),
            "postgres://water:p%40ss%2Fw%C3%B6rd@127.0.0.1:15432/water"
        );
        assert_eq!(
            admin.url_of_database("water").unwrap(),
            "postgres://postgres:a%40b@127.0.0.1:15432/water"
        );
    }

    #[test]
    fn a_name_that_would_need_quoting_is_refused() {
        for name in ["", "Water", "1water", "water; drop", "water-2", &"w".repeat(58)] {
            assert!(check_name(name).is_err(), "{name}");
        }
        check_name("water_t_0a1b2c").unwrap();
        check_name(&"w".repeat(57)).unwrap();
    }
}
