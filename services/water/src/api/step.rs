//! A step on something that is on record: what its request has in common whatever the step.

use actix_web::{FromRequest, HttpRequest, HttpResponse, dev::Payload, http::StatusCode, web};
use futures_util::future::LocalBoxFuture;
use platform::{
    Database, Problem, Scope, Transaction,
    http::{
        access::Principal,
        extract::{Idempotent, IfMatch, Path},
    },
    idempotency::RequestKey,
    rule::Rules,
};
use rules::RuleSet;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::answer;
use crate::service::{Act, error::UseCaseError};

/// Whoever does it, the rules it goes by, what it is done to, and the version of that which was seen.
pub struct On {
    /// Who, and when.
    pub act: Act,
    /// The rules.
    pub rules: Rules<RuleSet>,
    /// Identity in the path.
    pub id: Uuid,
    /// `If-Match`.
    pub version: i32,
    database: web::Data<Database>,
    scope: Scope,
    key: RequestKey,
}

/// A request for a step, with its body; it has its effect once (`Idempotency-Key`).
pub struct Step<Body> {
    /// What is stepped on, by whom.
    pub on: On,
    /// The body.
    pub body: Body,
}

impl<Body: DeserializeOwned + 'static> FromRequest for Step<Body> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let database = request.app_data::<web::Data<Database>>().cloned();
        let rules = Rules::from_request(request, payload);
        let principal = Principal::from_request(request, payload);
        let id = Path::<Uuid>::from_request(request, payload);
        let version = IfMatch::from_request(request, payload);
        let body = Idempotent::<Body>::from_request(request, payload);
        Box::pin(async move {
            let principal = principal.await?;
            let (Path(id), IfMatch(version)) = (id.await?, version.await?);
            let Idempotent { key, body } = body.await?;
            let on = On {
                act: Act::now(&principal),
                rules: rules.await?,
                id,
                version,
                database: database.ok_or_else(|| Problem::internal("no database is registered"))?,
                scope: principal.scope,
                key,
            };
            Ok(Self { on, body })
        })
    }
}

impl On {
    /// Does it in one transaction under the caller's data scope, and answers with what it made of the record.
    pub async fn answer<View, Effect>(&self, effect: Effect) -> Result<HttpResponse, Problem>
    where
        View: Serialize,
        Effect: AsyncFnOnce(&mut Transaction) -> Result<View, UseCaseError>,
    {
        answer::once(&self.database, &self.scope, &self.key, StatusCode::OK, effect).await
    }
}
