//! The gateway's tables; see `migrations/`.
#![expect(missing_docs, reason = "tables and columns are explained in the migrations")]

diesel::table! {
    units (code) {
        code -> Text,
        name -> Text,
        kind -> Text,
        parent_code -> Nullable<Text>,
        service -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    roles (code) {
        code -> Text,
        title -> Text,
        department -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    posts (code) {
        code -> Text,
        title -> Text,
        unit -> Text,
        roles -> Array<Text>,
        version -> Integer,
    }
}

diesel::table! {
    accounts (username) {
        username -> Text,
        name -> Text,
        password_hash -> Text,
        roles -> Array<Text>,
        posts -> Array<Text>,
        // Kept by the database.
        effective_roles -> Array<Text>,
        unit -> Text,
        scope_kind -> Text,
        scope_units -> Array<Text>,
        must_change_password -> Bool,
        active -> Bool,
        version -> Integer,
        token_version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        password_changed_at -> Timestamptz,
        last_login_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    login_failures (name_hash, network) {
        name_hash -> Text,
        network -> Text,
        count -> Integer,
        first_failed_at -> Timestamptz,
        locked_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    sessions (id) {
        id -> Uuid,
        username -> Text,
        created_at -> Timestamptz,
        expires_at -> Timestamptz,
        last_used_at -> Timestamptz,
        user_agent -> Text,
        address -> Text,
        ended_at -> Nullable<Timestamptz>,
        end_reason -> Nullable<Text>,
        issuer -> Nullable<Text>,
        issuer_url -> Nullable<Text>,
    }
}

diesel::table! {
    oidc_logins (state_hash) {
        state_hash -> Text,
        browser_hash -> Text,
        issuer -> Text,
        nonce -> Text,
        code_verifier -> Text,
        expires_at -> Timestamptz,
        issuer_url -> Nullable<Text>,
    }
}

diesel::table! {
    account_links (issuer, subject) {
        issuer -> Text,
        subject -> Text,
        username -> Text,
        linked_by -> Text,
        linked_at -> Timestamptz,
        issuer_url -> Nullable<Text>,
    }
}

diesel::table! {
    ended_links (issuer, username) {
        issuer -> Text,
        username -> Text,
        issuer_url -> Nullable<Text>,
    }
}

diesel::table! {
    refresh_tokens (hash) {
        hash -> Text,
        session_id -> Uuid,
        issued_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(sessions -> accounts (username));
diesel::allow_tables_to_appear_in_same_query!(sessions, refresh_tokens);
diesel::allow_tables_to_appear_in_same_query!(sessions, accounts);

diesel::table! {
    // A view on the audit log.
    login_log (seq) {
        seq -> BigInt,
        occurred_at -> Timestamptz,
        username -> Text,
        kind -> Text,
        actor -> Text,
        address -> Nullable<Text>,
        agent -> Nullable<Text>,
        request_id -> Text,
    }
}

diesel::table! {
    saved_queries (id) {
        id -> Uuid,
        username -> Text,
        page -> Text,
        name -> Text,
        query -> Jsonb,
        created_at -> Timestamptz,
    }
}
