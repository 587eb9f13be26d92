//! The finance service: `finance serve | migrate | relay | audit-verify`.

use std::process::ExitCode;

use contracts::Department;

#[tokio::main]
async fn main() -> ExitCode {
    platform::tell_version!();
    platform::service::main(
        Department::Finance,
        finance::config::DEFAULTS,
        finance::migrations,
        finance::app::build,
    )
    .await
}
