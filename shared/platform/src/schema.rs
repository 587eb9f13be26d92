//! The tables that every service's database has; see `migrations/`.
#![expect(missing_docs, reason = "tables and columns are explained in the migrations")]

diesel::table! {
    outbox_messages (seq) {
        seq -> BigInt,
        id -> Uuid,
        kind -> Text,
        subject -> Text,
        envelope -> Jsonb,
        created_at -> Timestamptz,
        published_at -> Nullable<Timestamptz>,
        attempts -> Integer,
        last_error -> Nullable<Text>,
    }
}

diesel::table! {
    inbox_messages (id) {
        id -> Uuid,
        kind -> Text,
        processed_at -> Timestamptz,
    }
}

diesel::table! {
    dead_letters (id) {
        id -> Uuid,
        message_id -> Text,
        kind -> Text,
        body -> Text,
        reason -> Text,
        attempts -> Integer,
        parked_at -> Timestamptz,
        replayed_at -> Nullable<Timestamptz>,
        replayed_by -> Nullable<Text>,
    }
}

diesel::table! {
    idempotency_keys (subject, operation, key) {
        subject -> Text,
        operation -> Text,
        key -> Text,
        body_hash -> Text,
        status -> Nullable<SmallInt>,
        response -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    audit_entries (seq) {
        seq -> BigInt,
        id -> Uuid,
        occurred_at -> Timestamptz,
        actor -> Text,
        action -> Text,
        entity -> Text,
        entity_id -> Text,
        before -> Nullable<Jsonb>,
        after -> Nullable<Jsonb>,
        request_id -> Text,
        previous_hash -> Text,
        hash -> Text,
        unit -> Nullable<Text>,
        roles -> Nullable<Array<Text>>,
        address -> Nullable<Text>,
        agent -> Nullable<Text>,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    audit_head (only_row) {
        only_row -> Bool,
        seq -> BigInt,
        hash -> Text,
    }
}

diesel::table! {
    export_jobs (id) {
        id -> Uuid,
        subject -> Text,
        scope -> Jsonb,
        list -> Text,
        title -> Text,
        filter -> Jsonb,
        state -> Text,
        rows -> BigInt,
        total -> BigInt,
        attempts -> Integer,
        lease_until -> Nullable<Timestamptz>,
        bytes -> Nullable<BigInt>,
        error -> Nullable<Text>,
        created_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
        expires_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    job_runs (name) {
        name -> Text,
        title -> Text,
        finished_at -> Timestamptz,
        duration_ms -> BigInt,
        succeeded_at -> Nullable<Timestamptz>,
        failed_at -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
        runs -> BigInt,
        failures -> BigInt,
    }
}

diesel::table! {
    todos (id) {
        id -> Uuid,
        key -> Text,
        kind -> Text,
        title -> Text,
        link -> Text,
        role -> Nullable<Text>,
        person -> Nullable<Text>,
        unit -> Nullable<Text>,
        due_on -> Nullable<Date>,
        opened_at -> Timestamptz,
        closed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    todo_reads (subject, todo_id) {
        subject -> Text,
        todo_id -> Uuid,
        read_at -> Timestamptz,
    }
}

diesel::allow_tables_to_appear_in_same_query!(todos, todo_reads);
