//! A department's own API description.

use std::time::Duration;

use contracts::Department;
use serde_json::Value;

use crate::proxy::Upstreams;

/// The description, if the service gives one now.
pub async fn fetch(upstreams: &Upstreams, department: Department, timeout: Duration) -> Option<Value> {
    let url = upstreams.service(department).ok()?.own_url("/openapi.json");
    let answer = async {
        upstreams
            .client()
            .get(url)
            .timeout(timeout)
            .send()
            .await?
            .error_for_status()?
            .json::<Value>()
            .await
    };
    match answer.await {
        Ok(document) => Some(document),
        Err(error) => {
            tracing::info!(department = department.name(), error = %platform::telemetry::chain(&error), "left out of the merged API description");
            None
        }
    }
}
