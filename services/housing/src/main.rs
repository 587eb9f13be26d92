//! The housing service: `housing serve | migrate | relay | audit-verify`.

use std::process::ExitCode;

use contracts::Department;

#[tokio::main]
async fn main() -> ExitCode {
    platform::tell_version!();
    platform::service::main(
        Department::Housing,
        housing::config::DEFAULTS,
        housing::migrations,
        housing::app::build,
    )
    .await
}
