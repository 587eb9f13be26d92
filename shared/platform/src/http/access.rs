//! Who may call a route. Every route in a [`super::route::Routes`] table has a rule; there is no way to leave it out.

use std::future::{Ready, ready};

use actix_web::{
    Error, FromRequest, HttpMessage, HttpRequest,
    body::{EitherBody, MessageBody},
    dev::{Payload, ServiceRequest, ServiceResponse},
    http::header::{AUTHORIZATION, HeaderMap},
    middleware::Next,
    web,
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// The log-in that the token belongs to, where its issuer says so.
    pub session: Option<Uuid>,
}

impl Principal {
    /// Whom a token speaks of, as this service sees it: `department` is its name, none at the gateway.
    pub(super) fn of(claims: Claims, department: Option<&str>) -> Self {
        Self {
            subject: claims.sub,
            name: claims.name,
            roles: claims.roles,
            unit: claims.unit,
            scope: claims.scope.at(department),
            session: claims.sid,
        }
    }

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
    /// The log-in that the token belongs to; only the gateway says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sid: Option<Uuid>,
    /// Which state of the account the token rests on; only the gateway says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ver: Option<i32>,
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
#[serde(from = "ScopeOnTheWire", into = "ScopeOnTheWire")]
pub enum ScopeClaim {
    /// Everything, at every department.
    All,
    /// Everything of this department, by its service's name; nothing scoped at the others.
    Department(String),
    /// These units.
    Units(Vec<String>),
    /// Nothing scoped.
    #[default]
    Nothing,
}

impl ScopeClaim {
    /// What it opens at a department's service; none is the gateway.
    fn at(self, department: Option<&str>) -> Scope {
        match self {
            Self::All => Scope::All,
            Self::Department(own) if Some(own.as_str()) == department => Scope::All,
            Self::Units(units) => Scope::Units(units.into_iter().collect()),
            Self::Department(_) | Self::Nothing => Scope::Nothing,
        }
    }
}

/// `{"kind": "units", "units": […]}`, `{"kind": "department", "department": "water"}`.
#[derive(Serialize, Deserialize)]
struct ScopeOnTheWire {
    kind: ScopeKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    units: Option<Vec<String>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    department: Option<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ScopeKind {
    All,
    Department,
    Units,
    Nothing,
}

impl From<ScopeOnTheWire> for ScopeClaim {
    fn from(wire: ScopeOnTheWire) -> Self {
        match wire.kind {
            ScopeKind::All => Self::All,
            ScopeKind::Department => wire.department.map_or(Self::Nothing, Self::Department),
            ScopeKind::Units => Self::Units(wire.units.unwrap_or_default()),
            ScopeKind::Nothing => Self::Nothing,
        }
    }
}

impl From<ScopeClaim> for ScopeOnTheWire {
    fn from(claim: ScopeClaim) -> Self {
        let wire = |kind| Self {
            kind,
            units: None,
            department: None,
        };
        match claim {
            ScopeClaim::All => wire(ScopeKind::All),
            ScopeClaim::Nothing => wire(ScopeKind::Nothing),
            ScopeClaim::Units(units) => Self {
                units: Some(units),
                ..wire(ScopeKind::Units)
            },
            ScopeClaim::Department(department) => Self {
                department: Some(department),
                ..wire(ScopeKind::Department)
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
    let token =
        bearer_token(request.headers()).ok_or_else(|| Problem::unauthorized("请先登录：请求中没有访问令牌（Authorization: Bearer …）"))?;
    verifier.identify(token).await
}

/// The token of a request, if it carries one.
pub fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let header = headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_scope_is_read_as_it_was_written() {
        let units = ScopeClaim::Units(vec!["longxing".to_owned()]);
        for (claim, wire) in [
            (ScopeClaim::All, json!({ "kind": "all" })),
            (ScopeClaim::Nothing, json!({ "kind": "nothing" })),
            (units, json!({ "kind": "units", "units": ["longxing"] })),
            (
                ScopeClaim::Department("water".to_owned()),
                json!({ "kind": "department", "department": "water" }),
            ),
        ] {
            assert_eq!(serde_json::to_value(&claim).unwrap(), wire);
            assert_eq!(serde_json::from_value::<ScopeClaim>(wire).unwrap(), claim);
        }
        assert!(serde_json::from_value::<ScopeClaim>(json!({ "kind": "everything" })).is_err());
    }

    #[test]
    fn a_department_is_everything_at_home_and_nothing_elsewhere() {
        let water = ScopeClaim::Department("water".to_owned());
        assert_eq!(water.clone().at(Some("water")), Scope::All);
        assert_eq!(water.clone().at(Some("finance")), Scope::Nothing);
        assert_eq!(water.at(None), Scope::Nothing);
        assert_eq!(ScopeClaim::Department(String::new()).at(None), Scope::Nothing);
        assert_eq!(ScopeClaim::All.at(Some("finance")), Scope::All);
    }
}
