//! The gateway's binary; see [`gateway::command`].

use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    platform::tell_version!();
    let outcome = gateway::command::execute().await;
    platform::telemetry::stop().await;
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let text = platform::telemetry::chain(&error);
            tracing::error!(service = "gateway", error = %text, "the gateway stopped");
            eprintln!("gateway：{text}");
            ExitCode::FAILURE
        }
    }
}
