//! Everything together: servers, migrations, first data, services.

use std::{collections::BTreeMap, fs, path::PathBuf, time::Duration};

use anyhow::{Context, Result};
use testkit::{DatabaseUrls, PostgresOptions, PrivatePostgres, PrivateRabbit, RabbitOptions, ServiceProcess, install};

use crate::{
    client::Client,
    service::{self, Program, Surroundings},
    settings::{Secrets, StackOptions, make_private_folder},
};

/// How long a service may take to finish what it is doing after SIGTERM.
const STOP_WITHIN: Duration = Duration::from_secs(30);

/// The broker of commands that need none.
const NO_BROKER: &str = "amqp://127.0.0.1:1/none";

/// What each service is told.
type Environments = BTreeMap<Program, Vec<(String, String)>>;

/// A running platform. Dropping it kills every process; [`Stack::stop`] ends them in order.
pub struct Stack {
    /// Its PostgreSQL, to be killed and started again by fault tests.
    pub postgres: PrivatePostgres,
    /// Its RabbitMQ, likewise.
    pub rabbit: PrivateRabbit,
    options: StackOptions,
    databases: BTreeMap<Program, DatabaseUrls>,
    environments: Environments,
    services: BTreeMap<Program, ServiceProcess>,
    past: Option<ServiceProcess>,
}

impl Stack {
    /// Starts the servers, migrates, loads the first data and starts the five services; returns when all are ready.
    pub async fn start(options: StackOptions) -> Result<Self> {
        let mut stack = Self::prepare(options).await?;
        for program in Program::ALL {
            stack.spawn(program)?;
        }
        for program in Program::ALL {
            stack.wait_ready(program).await?;
        }
        Ok(stack)
    }

    /// The same without the services.
    pub async fn prepare(options: StackOptions) -> Result<Self> {
        install::ensure_packages(install::Need::Servers).await?;
        make_private_folder(&options.dir.join("logs"))?;
        let secrets = Secrets::open(&options.dir)?;
        let (postgres_options, rabbit_options) = if options.durable {
            (
                PostgresOptions::new(options.dir.join("postgres")),
                RabbitOptions::new(options.dir.join("rabbitmq")),
            )
        } else {
            (
                PostgresOptions::for_tests(options.dir.join("postgres")),
                RabbitOptions::for_tests(options.dir.join("rabbitmq")),
            )
        };
        // RabbitMQ takes seconds to start, and the county to load: both at once. Nothing here needs the broker.
        let databases = async {
            let postgres = PrivatePostgres::start(postgres_options).await?;
            let mut databases = BTreeMap::new();
            for program in Program::ALL {
                let owner = secrets.password(&format!("{}_owner", program.name()))?;
                let login = secrets.password(program.name())?;
                databases.insert(program, postgres.create_service_database(program.name(), owner, login).await?);
            }
            let environments = environments(&options, &databases, NO_BROKER)?;
            migrate(&options, &environments).await?;
            load_first_data(&options, &environments).await?;
            anyhow::Ok((postgres, databases))
        };
        let ((postgres, databases), rabbit) = tokio::try_join!(databases, PrivateRabbit::start(rabbit_options))?;
        Ok(Self {
            environments: environments(&options, &databases, &rabbit.amqp_url())?,
            postgres,
            rabbit,
            options,
            databases,
            services: BTreeMap::new(),
            past: None,
        })
    }

    /// The client of its gateway.
    pub fn client(&self) -> Result<Client> {
        Client::new(&self.options.ports.url(Program::Gateway), &self.accounts_file())
    }

    /// The base URL of a service itself.
    pub fn url(&self, program: Program) -> String {
        self.options.ports.url(program)
    }

    /// A service's database, as its owner: for looking behind the scenes.
    pub fn database(&self, program: Program) -> Result<&DatabaseUrls> {
        self.databases
            .get(&program)
            .with_context(|| format!("no database for {}", program.name()))
    }

    /// The demonstration accounts with their passwords.
    pub fn accounts_file(&self) -> PathBuf {
        accounts_file(&self.options)
    }

    /// A service's process.
    pub fn service(&mut self, program: Program) -> Result<&mut ServiceProcess> {
        self.services
            .get_mut(&program)
            .with_context(|| format!("{} was not started", program.name()))
    }

    /// Starts a service without waiting for it.
    pub fn spawn(&mut self, program: Program) -> Result<()> {
        let process = service::spawn(program, &self.options, self.environment(program)?)?;
        self.services.insert(program, process);
        Ok(())
    }

    /// Starts a service with some settings changed (`SECTION__KEY`, value).
    pub fn spawn_with(&mut self, program: Program, settings: &[(&str, &str)]) -> Result<()> {
        let mut environment = self.environment(program)?.to_vec();
        for (key, value) in settings {
            let key = format!("JIANGZHOU__{key}");
            environment.retain(|(name, _)| *name != key);
            environment.push((key, (*value).to_owned()));
        }
        let process = service::spawn(program, &self.options, &environment)?;
        self.services.insert(program, process);
        Ok(())
    }

    /// Loads the past of the demonstration county while people work already: bills and payments of earlier quarters. What
    /// does not end before the stack stops goes on at the next start.
    pub fn load_past(&mut self) -> Result<()> {
        let Some(county) = &self.options.demonstration else {
            return Ok(());
        };
        let county = county.display().to_string();
        let arguments = ["load-demonstration", "--file", &county];
        self.past = Some(service::spawn_once(
            Program::Water,
            &self.options,
            self.environment(Program::Water)?,
            &arguments,
        )?);
        Ok(())
    }

    /// Waits until a service is ready.
    pub async fn wait_ready(&mut self, program: Program) -> Result<()> {
        let ports = self.options.ports;
        service::wait_ready(self.service(program)?, ports, program).await
    }

    /// Ends a service with SIGKILL.
    pub fn kill(&mut self, program: Program) -> Result<()> {
        self.service(program)?.kill();
        self.services.remove(&program);
        Ok(())
    }

    /// Fails when a service has ended by itself.
    pub fn check_running(&mut self) -> Result<()> {
        self.services.values_mut().try_for_each(ServiceProcess::check_running)
    }

    /// Ends everything in order: the gateway first, so that nobody is answered by half a platform; the servers last.
    pub async fn stop(mut self) -> Result<()> {
        drop(self.past.take());
        if let Some(mut gateway) = self.services.remove(&Program::Gateway) {
            gateway.terminate(STOP_WITHIN).await?;
        }
        let mut departments: Vec<ServiceProcess> = std::mem::take(&mut self.services).into_values().collect();
        for process in &mut departments {
            process.terminate(STOP_WITHIN).await?;
        }
        let (postgres, rabbit) = tokio::join!(self.postgres.stop(), self.rabbit.stop());
        postgres.and(rabbit)
    }

    fn environment(&self, program: Program) -> Result<&[(String, String)]> {
        environment(&self.environments, program)
    }
}

fn accounts_file(options: &StackOptions) -> PathBuf {
    options.dir.join("accounts.json")
}

fn environments(options: &StackOptions, databases: &BTreeMap<Program, DatabaseUrls>, amqp_url: &str) -> Result<Environments> {
    let of = |(program, database): (&Program, &DatabaseUrls)| {
        let around = Surroundings {
            options,
            database,
            amqp_url,
        };
        Ok((*program, service::environment(*program, &around)?))
    };
    databases.iter().map(of).collect()
}

fn environment(environments: &Environments, program: Program) -> Result<&[(String, String)]> {
    environments
        .get(&program)
        .map(Vec::as_slice)
        .with_context(|| format!("no environment for {}", program.name()))
}

async fn migrate(options: &StackOptions, environments: &Environments) -> Result<()> {
    for program in Program::ALL {
        service::run_once(program, options, environment(environments, program)?, &["migrate"]).await?;
    }
    Ok(())
}

async fn load_first_data(options: &StackOptions, environments: &Environments) -> Result<()> {
    let Some(county) = &options.demonstration else {
        return Ok(());
    };
    let accounts = accounts_file(options).display().to_string();
    let seed = options.checkout.join("services/gateway/demo/accounts.toml").display().to_string();
    let gateway = ["seed-accounts", "--file", &seed, "--out", &accounts];
    service::run_once(Program::Gateway, options, environment(environments, Program::Gateway)?, &gateway).await?;
    let county = county.display().to_string();
    let water = ["load-demonstration", "--present-only", "--file", &county];
    service::run_once(Program::Water, options, environment(environments, Program::Water)?, &water).await
}

/// Removes everything that a stack keeps in its folder. It must not be running.
pub async fn forget(dir: &std::path::Path) -> Result<()> {
    if !dir.exists() {
        return Ok(());
    }
    testkit::postgres::remove_data(&dir.join("postgres")).await?;
    testkit::rabbitmq::remove_data(&dir.join("rabbitmq")).await?;
    fs::remove_dir_all(dir).with_context(|| format!("cannot remove {}", dir.display()))
}
