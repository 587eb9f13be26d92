//! The way to the departments' services: `/api/<department>/v1/…` → the service's own `/v1/…`, streamed both ways.
//!
//! Invariants: nothing outside a service's `/v1` can be reached; a request that may change something is sent once;
//! who may do what is the service's decision, so the token is passed on unread.

mod body;
mod forward;
mod header;
mod path;
mod upstream;

use actix_web::{HttpRequest, http::Method, web};
use contracts::Department;
use platform::http::{access::Access, route::Routes};

pub use header::forwarded_proto;
pub use upstream::{UpstreamError, Upstreams, addresses, new_client};

use crate::department;

/// Methods that the services use. `OPTIONS` is missing: other origins have no business here.
const METHODS: [Method; 5] = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

/// One route per department and method.
pub fn routes() -> Routes {
    Department::ALL
        .into_iter()
        .flat_map(|department| METHODS.map(|method| (department, method)))
        .fold(Routes::default(), |table, (department, method)| {
            table.on(method, department::route(department), Access::Delegated, handler_of(department))
        })
}

fn handler_of(department: Department) -> impl Fn(HttpRequest, web::Payload, web::Data<Upstreams>) -> forward::Forwarding + Clone + 'static {
    move |request, payload, upstreams| Box::pin(forward::forward(department, request, payload, upstreams))
}
