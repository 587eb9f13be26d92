//! The table of routes. A route cannot be added without saying who may call it.

use std::{collections::BTreeMap, sync::Arc};

use actix_web::{
    FromRequest, Handler, HttpMessage, HttpResponse, Responder, ResponseError, Route,
    dev::ServiceRequest,
    guard,
    http::{
        Method, StatusCode,
        header::{self, HeaderValue},
    },
    middleware::from_fn,
    web::{self, ServiceConfig},
};

use super::{
    access::{Access, authorize},
    health, metrics,
    problem::Problem,
};

/// The routes of a service.
#[derive(Default)]
pub struct Routes {
    entries: Vec<Entry>,
}

struct Entry {
    declared: Declared,
    route: Route,
}

/// What a route says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// Method.
    pub method: Method,
    /// Path pattern, e.g. `/v1/bills/{bill_id}`.
    pub path: &'static str,
    /// Who may call it.
    pub access: Access,
}

impl Routes {
    /// The routes that every service has.
    pub fn new() -> Self {
        Self::default()
            .get("/healthz", Access::Infrastructure, health::show_health)
            .get("/readyz", Access::Infrastructure, health::show_readiness)
            .get("/metrics", Access::Infrastructure, metrics::show_metrics)
    }

    /// Adds a GET route.
    #[must_use]
    pub fn get<F, Args>(self, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::GET, path, access, handler)
    }

    /// Adds a POST route.
    #[must_use]
    pub fn post<F, Args>(self, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::POST, path, access, handler)
    }

    /// Adds a PUT route.
    #[must_use]
    pub fn put<F, Args>(self, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::PUT, path, access, handler)
    }

    /// Adds a DELETE route.
    #[must_use]
    pub fn delete<F, Args>(self, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(Method::DELETE, path, access, handler)
    }

    /// Adds a route of any method.
    #[must_use]
    pub fn on<F, Args>(self, method: Method, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.add(method, path, access, handler)
    }

    /// Adds another table's routes.
    #[must_use]
    pub fn merge(mut self, other: Self) -> Self {
        self.entries.extend(other.entries);
        self
    }

    /// What the table declares, for tests and for the operations page.
    pub fn declared(&self) -> Vec<Declared> {
        self.entries.iter().map(|entry| entry.declared.clone()).collect()
    }

    /// Gives the routes to actix. A known path with another method answers 405, an unknown one 404, both as problems.
    pub fn configure(self, config: &mut ServiceConfig) {
        let mut by_path: BTreeMap<&'static str, Vec<(Method, Route)>> = BTreeMap::new();
        for entry in self.entries {
            by_path
                .entry(entry.declared.path)
                .or_default()
                .push((entry.declared.method, entry.route));
        }
        for (path, routes) in by_path {
            let allowed: Arc<str> = routes
                .iter()
                .map(|(method, _)| if method == Method::GET { "GET, HEAD" } else { method.as_str() })
                .collect::<Vec<_>>()
                .join(", ")
                .into();
            let mut resource = web::resource(path);
            for (_, route) in routes {
                resource = resource.route(route);
            }
            config.service(resource.default_service(web::to(move || std::future::ready(refuse_method(&allowed)))));
        }
        config.default_service(web::to(refuse_path));
    }

    fn add<F, Args>(mut self, method: Method, path: &'static str, access: Access, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        // Where GET is answered HEAD is too, without the body (RFC 9110 9.3.2).
        let route = if method == Method::GET {
            web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
        } else {
            web::method(method.clone())
        };
        let route = route.to(handler).wrap(from_fn(move |request: ServiceRequest, next| {
            request.extensions_mut().insert(RoutePattern(path));
            authorize(access, request, next)
        }));
        self.entries.push(Entry {
            declared: Declared { method, path, access },
            route,
        });
        self
    }
}

/// The pattern of the route that answered, for metrics and logs; kept with the request, because finding it again means
/// matching the path again.
#[derive(Debug, Clone, Copy)]
pub(super) struct RoutePattern(pub &'static str);

fn refuse_method(allowed: &str) -> HttpResponse {
    let problem = Problem::new(
        StatusCode::METHOD_NOT_ALLOWED,
        "method_not_allowed",
        format!("这个地址只接受：{allowed}"),
    );
    let mut response = problem.error_response();
    if let Ok(value) = HeaderValue::from_str(allowed) {
        response.headers_mut().insert(header::ALLOW, value);
    }
    response
}

async fn refuse_path() -> Result<HttpResponse, Problem> {
    Err(Problem::new(
        StatusCode::NOT_FOUND,
        "no_such_path",
        "没有这个地址，请对照 /openapi.json",
    ))
}
