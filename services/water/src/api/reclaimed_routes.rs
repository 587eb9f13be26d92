//! Routes of reclaimed water, and their part of the OpenAPI document.

use platform::http::{access::Access, route::Routes};

use super::{
    reclaimed_change as change, reclaimed_list as list, reclaimed_scheme as scheme,
    role::{READERS, WATER_CLERK, WATER_HEAD},
};

const READ: Access = Access::Roles(READERS);
const KEEP: Access = Access::Roles(&[WATER_CLERK]);
const DECIDE: Access = Access::Roles(&[WATER_HEAD]);
/// Housing asks under its own identity (flow S7).
const HOUSING: Access = Access::Services(&["housing"]);

/// The routes; merged into [`super::routes`].
pub fn routes() -> Routes {
    Routes::default()
        .get("/v1/supply-stops", Access::Public, change::list_supply_stops)
        .get("/v1/reclaimed-systems", READ, list::list_reclaimed_systems)
        .post("/v1/reclaimed-systems", KEEP, change::create_reclaimed_system)
        .get("/v1/reclaimed-systems/{system_id}", READ, change::show_reclaimed_system)
        .post("/v1/reclaimed-systems/{system_id}/users", KEEP, change::create_reclaimed_user)
        .post("/v1/reclaimed-systems/{system_id}/tests", KEEP, change::record_reclaimed_test)
        .post(
            "/v1/reclaimed-systems/{system_id}/incidents",
            KEEP,
            change::report_reclaimed_incident,
        )
        .post("/v1/reclaimed-systems/{system_id}/stops", KEEP, change::announce_supply_stop)
        .post(
            "/v1/reclaimed-incidents/{incident_id}/repair",
            KEEP,
            change::repair_reclaimed_incident,
        )
        .post(
            "/v1/reclaimed-incidents/{incident_id}/resumption",
            DECIDE,
            change::resume_reclaimed_supply,
        )
        .post("/v1/supply-stops/{stop_id}/cancellation", KEEP, change::cancel_supply_stop)
        .get("/v1/reclaimed-schemes", READ, scheme::list_reclaimed_schemes)
        .post("/v1/reclaimed-schemes", KEEP, scheme::record_reclaimed_scheme)
        .get("/v1/reclaimed-schemes/{scheme_id}", READ, scheme::show_reclaimed_scheme)
        .post("/v1/reclaimed-schemes/{scheme_id}/opinion", DECIDE, scheme::give_reclaimed_opinion)
        .get("/v1/reclaimed-opinions", HOUSING, scheme::show_reclaimed_opinion)
}

/// The part of the OpenAPI document.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    change::list_supply_stops,
    list::list_reclaimed_systems,
    change::create_reclaimed_system,
    change::show_reclaimed_system,
    change::create_reclaimed_user,
    change::record_reclaimed_test,
    change::report_reclaimed_incident,
    change::announce_supply_stop,
    change::repair_reclaimed_incident,
    change::resume_reclaimed_supply,
    change::cancel_supply_stop,
    scheme::list_reclaimed_schemes,
    scheme::record_reclaimed_scheme,
    scheme::show_reclaimed_scheme,
    scheme::give_reclaimed_opinion,
    scheme::show_reclaimed_opinion,
))]
pub struct ApiDoc;
