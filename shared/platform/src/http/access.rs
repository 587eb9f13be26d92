//! Who may call a route. Every route in a [`super::route::Routes`] table has a rule; there is no way to leave it out.

use std::future::{Ready, ready};

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest,
    body::{EitherBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    middleware::Next,
    web,
};
use serde::{Deserialize, Serialize};

use super::{limit::AddressLimit, problem::Problem, token::TokenVerifier};
use crate::{
    context::{Caller, RequestContext},
    database::Scope,
};

/// A role: its code in tokens and its title for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Role {
    /// Code, e.g. `water_billing_clerk`.
    pub code: &'static str,
    /// Title, e.g. `水利局计费员`.
    pub title: &'static str,
}

/// The rule of a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Anybody, limited per address.
    Public,
    /// Anybody and not limited: health, metrics, keys. Carries no data of anyone.
    Infrastructure,
    /// Anybody with a good token.
    Authenticated,
    /// Anybody with one of these roles.
    Roles(&'static [Role]),
    /// Another service, by its name.
    Services(&'static [&'static str]),
    /// Whoever the service allows to which the gateway passes the request on; it verifies the token itself.
    Delegated,
}

/// Role that services carry in the tokens they sign for themselves.
pub const SERVICE_ROLE: &str = "service";

/// Who makes a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// Account id, or the name of a service.
    pub subject: String,
    /// Name for people.
    pub name: String,
    /// Role codes.
    pub roles: Vec<String>,
    /// Code of the person's unit.
    pub unit: String,
    /// Rows that may be seen and changed.
    pub scope: Scope,
}

impl Principal {
    /// Whether the person has a role.
    pub fn has(&self, role: Role) -> bool {
        self.roles.iter().any(|code| code == role.code)
    }
}

/// Claims of a token.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Claims {
    /// Issuer.
    pub iss: String,
    /// Account id, or the name of a service.
    pub sub: String,
    /// Audience; the first where an issuer names several.
    #[serde(deserialize_with = "one_or_first")]
    pub aud: String,
    /// Issued at, seconds.
    pub iat: i64,
    /// Expires at, seconds.
    pub exp: i64,
    /// Name for people.
    #[serde(default)]
    pub name: String,
    /// Role codes.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Code of the unit.
    #[serde(default)]
    pub unit: String,
    /// Data scope; none when absent.
    #[serde(default)]
    pub scope: ScopeClaim,
}

fn one_or_first<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(audience) => audience,
        OneOrMany::Many(audiences) => audiences.into_iter().next().unwrap_or_default(),
    })
}

/// The data scope in a token.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind", content = "units")]
pub enum ScopeClaim {
    /// Everything of a department.
    All,
    /// These units.
    Units(Vec<String>),
    /// Nothing scoped.
    #[default]
    Nothing,
}

impl From<Claims> for Principal {
    fn from(claims: Claims) -> Self {
        Self {
            subject: claims.sub,
            name: claims.name,
            roles: claims.roles,
            unit: claims.unit,
            scope: match claims.scope {
                ScopeClaim::All => Scope::All,
                ScopeClaim::Units(units) => Scope::Units(units.into_iter().collect()),
                ScopeClaim::Nothing => Scope::Nothing,
            },
        }
    }
}

impl FromRequest for Principal {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(
            request
                .extensions()
                .get::<Principal>()
                .cloned()
                .ok_or_else(|| Problem::unauthorized("请先登录：请求中没有有效的访问令牌（Authorization: Bearer …）")),
        )
    }
}

/// Lets a request pass when the rule allows it, and answers with the problem when not.
pub(super) async fn authorize<B: MessageBody + 'static>(
    access: Access,
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<B>>, Error> {
    match check(access, &request).await {
        Ok(principal) => {
            let mut context = RequestContext::current();
            if let Some(principal) = principal {
                context = context.by(Caller {
                    unit: principal.unit.clone(),
                    roles: principal.roles.clone(),
                });
                request.extensions_mut().insert(principal);
            }
            let answered = context.scope(next.call(request)).await;
            answered.map(ServiceResponse::map_into_left_body)
        }
        Err(problem) => Ok(request.error_response(problem).map_into_right_body()),
    }
}

/// Who makes the request, as far as the route wants to know.
async fn check(access: Access, request: &ServiceRequest) -> Result<Option<Principal>, Problem> {
    match access {
        Access::Infrastructure | Access::Delegated => Ok(None),
        Access::Public => {
            if let Some(limit) = request.app_data::<web::Data<AddressLimit>>() {
                limit.check(request.request())?;
            }
            Ok(None)
        }
        Access::Authenticated | Access::Roles(_) | Access::Services(_) => {
            let principal = authenticate(request).await?;
            permit(access, &principal)?;
            Ok(Some(principal))
        }
    }
}

async fn authenticate(request: &ServiceRequest) -> Result<Principal, Problem> {
    let verifier = request
        .app_data::<web::Data<TokenVerifier>>()
        .cloned()
        .ok_or_else(|| Problem::internal("no token verifier is configured"))?;
    let header = request
        .headers()
        .get(actix_web::http::header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    let token = header
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token)
        .ok_or_else(|| Problem::unauthorized("请先登录：请求中没有访问令牌（Authorization: Bearer …）"))?;
    verifier.verify(token.trim()).await.map(Principal::from)
}

pub(crate) fn permit(access: Access, principal: &Principal) -> Result<(), Problem> {
    match access {
        Access::Roles(roles) if !roles.iter().any(|role| principal.has(*role)) => {
            let who_may: Vec<String> = roles.iter().map(|role| role.title.to_owned()).collect();
            Err(Problem::forbidden(
                format!("这项操作由{}办理，您的账号没有这个岗位", who_may.join("、")),
                who_may,
            ))
        }
        Access::Services(services)
            if !(principal.roles.iter().any(|role| role == SERVICE_ROLE) && services.contains(&principal.subject.as_str())) =>
        {
            let who_may = services.iter().map(|service| format!("{service} 服务")).collect();
            Err(Problem::forbidden("这个接口只供其他部门的服务调用", who_may))
        }
        _ => Ok(()),
    }
}
