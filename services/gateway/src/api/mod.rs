//! The gateway's own endpoints, in one table. The departments' are in [`crate::proxy`], the pages in [`crate::web`].

pub mod account;
pub mod account_list;
pub mod error;
pub mod import;
pub mod login;
pub mod login_log;
pub mod oidc;
pub mod operations;
pub mod overview;
pub mod post;
pub mod role;
pub mod saved_query;
pub mod session;
pub mod unit;
pub mod well_known;

use platform::{
    export::{self, Lists},
    http::{
        access::{Access, Role},
        route::Routes,
    },
    operations::{
        AUDITOR, OPERATOR,
        audit_log::{self, AuditEntries},
        show_state,
    },
};

use crate::service::ADMINISTRATOR;

/// Looks after accounts, units and roles; sees no business data.
pub const IDENTITY_ADMIN: Role = Role {
    code: ADMINISTRATOR,
    title: "账号管理员",
};

/// Who reads the log of everybody's log-ins.
const LOGIN_READERS: Access = Access::Roles(&[IDENTITY_ADMIN, AUDITOR]);
/// Who reads the list of the audit log.
const AUDIT_READERS: Access = Access::Roles(&[AUDITOR, IDENTITY_ADMIN, OPERATOR]);

/// The table. Log-in, refresh and log-out are public because they prove who asks by themselves.
pub fn routes() -> Routes {
    let admin = Access::Roles(&[IDENTITY_ADMIN]);
    Routes::new()
        .get("/.well-known/jwks.json", Access::Infrastructure, well_known::show_key_set)
        .get(
            "/.well-known/openid-configuration",
            Access::Infrastructure,
            well_known::show_openid_configuration,
        )
        .get("/openapi.json", Access::Infrastructure, overview::show_openapi)
        .get("/api/status", Access::Public, overview::show_status)
        .post("/api/identity/v1/login", Access::Public, login::log_in)
        .post("/api/identity/v1/refresh", Access::Public, login::refresh)
        .post("/api/identity/v1/logout", Access::Public, login::log_out)
        .get("/api/identity/v1/oidc", Access::Public, oidc::list_issuers)
        .post("/api/identity/v1/oidc/{issuer}/authorization", Access::Public, oidc::begin_login)
        .post("/api/identity/v1/oidc/{issuer}/login", Access::Public, oidc::finish_login)
        .get("/api/identity/v1/me", Access::Authenticated, account::show_me)
        .post("/api/identity/v1/password", Access::Authenticated, login::change_password)
        .get("/api/identity/v1/sessions", Access::Authenticated, session::list_own_sessions)
        .delete("/api/identity/v1/sessions", Access::Authenticated, session::end_other_sessions)
        .delete(
            "/api/identity/v1/sessions/{session_id}",
            Access::Authenticated,
            session::end_own_session,
        )
        .get("/api/identity/v1/accounts", admin, account_list::list_accounts)
        .post("/api/identity/v1/accounts", admin, account::create_account)
        .get("/api/identity/v1/accounts/{username}", admin, account::show_account)
        .put("/api/identity/v1/accounts/{username}", admin, account::update_account)
        .post(
            "/api/identity/v1/accounts/{username}/deactivate",
            admin,
            account::deactivate_account,
        )
        .post("/api/identity/v1/accounts/{username}/activate", admin, account::activate_account)
        .post("/api/identity/v1/accounts/{username}/unlock", admin, account::unlock_account)
        .post(
            "/api/identity/v1/accounts/{username}/password-reset",
            admin,
            account::reset_password,
        )
        .get("/api/identity/v1/accounts/{username}/sessions", admin, session::list_sessions_of)
        .delete(
            "/api/identity/v1/accounts/{username}/sessions/{session_id}",
            admin,
            session::end_session_of,
        )
        .get("/api/identity/v1/accounts/{username}/links", admin, oidc::list_links)
        .post("/api/identity/v1/accounts/{username}/links", admin, oidc::link_account)
        .delete("/api/identity/v1/accounts/{username}/links/{issuer}", admin, oidc::unlink_account)
        .get("/api/identity/v1/imports/{kind}/template", admin, import::show_template)
        .post("/api/identity/v1/imports/{kind}", admin, import::import_people)
        .post("/api/identity/v1/imports/{kind}/answer", admin, import::mark_errors)
        .get(
            "/api/identity/v1/saved-queries",
            Access::Authenticated,
            saved_query::list_saved_queries,
        )
        .post("/api/identity/v1/saved-queries", Access::Authenticated, saved_query::save_query)
        .delete(
            "/api/identity/v1/saved-queries/{query_id}",
            Access::Authenticated,
            saved_query::delete_saved_query,
        )
        .get("/api/identity/v1/units", Access::Authenticated, unit::list_units)
        .post("/api/identity/v1/units", admin, unit::create_unit)
        .put("/api/identity/v1/units/{code}", admin, unit::update_unit)
        .get("/api/identity/v1/roles", Access::Authenticated, role::list_roles)
        .post("/api/identity/v1/roles", admin, role::create_role)
        .put("/api/identity/v1/roles/{code}", admin, role::update_role)
        .get("/api/identity/v1/posts", Access::Authenticated, post::list_posts)
        .post("/api/identity/v1/posts", admin, post::create_post)
        .put("/api/identity/v1/posts/{code}", admin, post::update_post)
        .get("/api/identity/v1/login-log", LOGIN_READERS, login_log::list_logins)
        .get("/api/identity/v1/login-log/own", Access::Authenticated, login_log::list_own_logins)
        .merge(export_routes())
        .merge(operations_routes())
}

/// Exports of lists, under the same names as in the departments. Whoever has to change a password first has no role, and so
/// exports nothing.
fn export_routes() -> Routes {
    let readers = Access::Roles(&[IDENTITY_ADMIN, AUDITOR, OPERATOR]);
    Routes::default()
        .post("/api/identity/v1/exports", readers, export::api::create_export)
        .get("/api/identity/v1/exports", readers, export::api::list_exports)
        .get("/api/identity/v1/exports/{export_id}", readers, export::api::show_export)
        .get("/api/identity/v1/exports/{export_id}/file", readers, export::api::show_export_file)
}

/// The lists that can be exported, each by whoever may read it and may export at all.
pub fn lists() -> Lists {
    Lists::new()
        .add(Access::Roles(&[IDENTITY_ADMIN]), account_list::Accounts)
        .add(Access::Authenticated, unit::Units)
        .add(Access::Authenticated, role::Roles)
        .add(Access::Authenticated, post::Posts)
        .add(LOGIN_READERS, login_log::Logins)
        .add(AUDIT_READERS, AuditEntries::whole())
}

/// What operators and auditors see, under the same names as in the departments; the overview besides.
fn operations_routes() -> Routes {
    let readers = AUDIT_READERS;
    Routes::default()
        .get(
            "/api/identity/v1/operations/overview",
            Access::Roles(&[OPERATOR]),
            operations::show_overview,
        )
        .get("/api/identity/v1/operations/state", Access::Roles(&[OPERATOR]), show_state)
        .get("/api/identity/v1/operations/audit", readers, audit_log::list_entries)
        .get("/api/identity/v1/operations/audit/verification", readers, audit_log::verify_audit)
        .get(
            "/api/identity/v1/operations/audit/{seq}",
            Access::Roles(&[AUDITOR, IDENTITY_ADMIN]),
            audit_log::show_entry,
        )
}

/// The gateway's own part of the API description.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(title = "绛州政务协同平台 · 网关", description = "登录、账号、单位，以及各部门服务的状态。"),
    paths(
        well_known::show_key_set,
        well_known::show_openid_configuration,
        overview::show_status,
        login::log_in,
        login::refresh,
        login::log_out,
        oidc::list_issuers,
        oidc::begin_login,
        oidc::finish_login,
        oidc::list_links,
        oidc::link_account,
        oidc::unlink_account,
        account::show_me,
        login::change_password,
        session::list_own_sessions,
        session::end_own_session,
        session::end_other_sessions,
        account_list::list_accounts,
        account::create_account,
        account::show_account,
        account::update_account,
        account::deactivate_account,
        account::activate_account,
        account::unlock_account,
        account::reset_password,
        session::list_sessions_of,
        session::end_session_of,
        import::show_template,
        import::import_people,
        import::mark_errors,
        saved_query::list_saved_queries,
        saved_query::save_query,
        saved_query::delete_saved_query,
        unit::list_units,
        unit::create_unit,
        unit::update_unit,
        role::list_roles,
        role::create_role,
        role::update_role,
        post::list_posts,
        post::create_post,
        post::update_post,
        login_log::list_logins,
        login_log::list_own_logins,
        operations::show_overview,
    ),
    nest(
        (path = "/api/identity", api = platform::operations::GatewayApiDoc),
        (path = "/api/identity", api = platform::export::ApiDoc)
    ),
    components(schemas(platform::http::problem::ProblemBody, import::ImportKind)),
    modifiers(&Bearer)
)]
pub struct ApiDoc;

/// Says how to log in, for the API browser.
struct Bearer;

impl utoipa::Modify for Bearer {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
        let mut scheme = Http::new(HttpAuthScheme::Bearer);
        scheme.bearer_format = Some("JWT".to_owned());
        scheme.description = Some("先调用 POST /api/identity/v1/login，把得到的 access_token 填在这里。".to_owned());
        let components = openapi.components.get_or_insert_default();
        components.add_security_scheme("bearer", SecurityScheme::Http(scheme));
    }
}
