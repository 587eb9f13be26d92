//! Private PostgreSQL and RabbitMQ servers, service processes and broken networks.
//!
//! `make run` and every test that needs a database or a broker start them through this crate: real servers as child processes, on
//! their own ports of 127.0.0.1 and with all their files in one folder. Nothing of the machine's own installation is read or touched
//! but the programs themselves.
//!
//! What is started here ends here: each server and service is killed when its handle is dropped, and also (`setpriv --pdeathsig`) when
//! the process that started it dies without a chance to clean up.
//!
//! ```text
//! install      finds the servers' programs, installs the packages where that is possible
//! lock         contract documents in the repository against what the code says
//! postgres     PrivatePostgres: start, stop, kill, start again; durable or fast
//! database     databases and roles of a service; databases of one test
//! rabbitmq     PrivateRabbit: start, stop, kill, start again; virtual hosts of one test, queues left over
//! process      ServiceProcess: one of our own binaries, until it is ready, crashed, told to stop or killed
//! proxy        ChaosProxy: a TCP connection that can be cut and healed
//! env          what `with-servers` tells the tests it runs; run is its inside
//! ```
//!
//! Linux only: it reads `/proc`.

mod child;
pub mod database;
pub mod env;
mod folder;
pub mod install;
mod lock;
#[cfg(feature = "oidc")]
pub mod oidc;
mod port;
pub mod postgres;
pub mod process;
pub mod process_table;
pub mod proxy;
pub mod rabbitmq;
pub mod run;

pub use database::{DatabaseUrls, PostgresAdmin, TestDatabase};
pub use env::servers;
pub use folder::temporary_folder;
pub use lock::assert_locked;
pub use port::free_port;
pub use postgres::{PostgresOptions, PrivatePostgres};
pub use process::ServiceProcess;
pub use proxy::ChaosProxy;
pub use rabbitmq::{PrivateRabbit, RabbitAdmin, RabbitOptions, TestVhost};
