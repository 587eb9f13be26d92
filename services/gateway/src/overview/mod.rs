//! What the gateway asks the departments itself: how they are, and what their interfaces look like. Answers are kept
//! for a moment, so that any number of callers makes one question.

mod merge;
mod openapi;
mod operations;
mod status;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::web::Bytes;
use contracts::Department;
use platform::{Problem, http::health::Readiness, operations::StateView};
use serde_json::Value;
use tokio::sync::Mutex;
use utoipa::openapi::OpenApi;

pub use operations::{OperationsView, ServiceOperationsView};
pub use status::{ServiceStatusView, StatusView};

use crate::{config::OverviewSettings, proxy::Upstreams};

/// How long a merged description is kept in which a department is missing.
const INCOMPLETE: Duration = Duration::from_secs(5);

/// Shared by all workers. Cheap to clone.
#[derive(Clone)]
pub struct Overview {
    settings: OverviewSettings,
    own_openapi: fn() -> OpenApi,
    status: Arc<Mutex<Option<Kept<StatusView>>>>,
    openapi: Arc<Mutex<Option<Kept<Bytes>>>>,
}

/// An answer and when it must be made anew.
struct Kept<T> {
    value: T,
    until: Instant,
}

impl<T: Clone> Kept<T> {
    fn fresh(kept: Option<&Self>) -> Option<T> {
        kept.filter(|kept| Instant::now() < kept.until).map(|kept| kept.value.clone())
    }
}

impl Overview {
    /// An overview that knows the gateway's own API description.
    pub fn new(settings: OverviewSettings, own_openapi: fn() -> OpenApi) -> Self {
        Self {
            settings,
            own_openapi,
            status: Arc::default(),
            openapi: Arc::default(),
        }
    }

    /// How the gateway and the departments' services are.
    pub async fn status(&self, upstreams: &Upstreams, readiness: &Readiness) -> StatusView {
        // Held while asking: whoever comes meanwhile waits for this answer instead of asking too.
        let mut kept = self.status.lock().await;
        if let Some(view) = Kept::fresh(kept.as_ref()) {
            return view;
        }
        let asked = Department::ALL.map(|department| status::ask(upstreams, department, self.timeout()));
        let (own, others) = tokio::join!(status::own(readiness), futures_util::future::join_all(asked));
        let mut services = vec![own];
        services.extend(others);
        let view = StatusView {
            checked_at: chrono::Utc::now(),
            services,
        };
        *kept = Some(Kept {
            value: view.clone(),
            until: Instant::now() + Duration::from_secs(self.settings.status_seconds),
        });
        view
    }

    /// How the gateway and the departments' services stand, asked under the caller's token and therefore not kept.
    pub async fn operations(
        &self,
        upstreams: &Upstreams,
        own: impl Future<Output = Result<StateView, Problem>>,
        token: &str,
    ) -> OperationsView {
        let asked = Department::ALL.map(|department| operations::ask(upstreams, department, token));
        let (own, others) = tokio::join!(operations::own(own), futures_util::future::join_all(asked));
        let mut services = vec![own];
        services.extend(others);
        OperationsView {
            checked_at: chrono::Utc::now(),
            services,
        }
    }

    /// The API description of everything that can be reached through the gateway.
    pub async fn openapi(&self, upstreams: &Upstreams) -> Result<Bytes, serde_json::Error> {
        let mut kept = self.openapi.lock().await;
        if let Some(document) = Kept::fresh(kept.as_ref()) {
            return Ok(document);
        }
        let asked = Department::ALL.map(|department| openapi::fetch(upstreams, department, self.timeout()));
        let answers = futures_util::future::join_all(asked).await;
        let complete = answers.iter().all(Option::is_some);
        let parts: Vec<(Department, Option<Value>)> = Department::ALL.into_iter().zip(answers).collect();
        let document = Bytes::from(serde_json::to_vec(&merge::merge(
            &serde_json::to_value((self.own_openapi)())?,
            parts,
        ))?);
        let lifetime = Duration::from_secs(self.settings.openapi_seconds);
        *kept = Some(Kept {
            value: document.clone(),
            until: Instant::now() + if complete { lifetime } else { lifetime.min(INCOMPLETE) },
        });
        Ok(document)
    }

    fn timeout(&self) -> Duration {
        Duration::from_millis(self.settings.timeout_milliseconds)
    }
}
