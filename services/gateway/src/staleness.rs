//! Before every request to the API, whether it is for the gateway itself or for a department: a token of ours that does not
//! say what is true any more is refused.

use actix_web::{
    Error,
    body::{EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};
use platform::{
    Problem,
    http::{access::bearer_token, token::TokenVerifier},
};

use crate::service::freshness::Freshness;

/// Lets a request pass unless its token is one of ours and stale.
pub async fn refuse_stale_tokens<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    match check(&request).await {
        Ok(()) => next.call(request).await.map(ServiceResponse::map_into_left_body),
        Err(problem) => Ok(request.error_response(problem).map_into_right_body()),
    }
}

async fn check(request: &ServiceRequest) -> Result<(), Problem> {
    let is_api = request.path().starts_with("/api/");
    let Some(token) = bearer_token(request.headers()).filter(|_| is_api) else {
        return Ok(());
    };
    let verifier = request.app_data::<web::Data<TokenVerifier>>();
    let freshness = request.app_data::<web::Data<Freshness>>();
    let (Some(verifier), Some(freshness)) = (verifier.cloned(), freshness.cloned()) else {
        return Err(Problem::internal("no token verifier is registered"));
    };
    // What is no token of ours, or a bad one, is for whoever answers to judge: it may be another issuer's, or not matter.
    // Only what we signed gets to the database, so that nobody can make it work with invented tokens.
    let Ok(claims) = verifier.verify(token).await else {
        return Ok(());
    };
    freshness.check(&claims).await
}
