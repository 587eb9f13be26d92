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
        roles -> Array<Text>,
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

diesel::table! {
    rule_files (digest) {
        digest -> Text,
        files -> Jsonb,
        first_seen_at -> Timestamptz,
    }
}

diesel::table! {
    rule_changes (id) {
        id -> Uuid,
        kind -> Text,
        subject -> Text,
        content -> Jsonb,
        first_day -> Date,
        reason -> Text,
        state -> Text,
        drafted_by -> Text,
        drafted_by_name -> Text,
        drafted_at -> Timestamptz,
        submitted_at -> Nullable<Timestamptz>,
        decided_by -> Nullable<Text>,
        decided_by_name -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        comment -> Nullable<Text>,
        revision -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    rule_change_steps (change_id, seq) {
        change_id -> Uuid,
        seq -> Integer,
        step -> Text,
        by -> Text,
        by_name -> Text,
        at -> Timestamptz,
        comment -> Nullable<Text>,
        content -> Nullable<Jsonb>,
    }
}

diesel::table! {
    cases (id) {
        id -> Uuid,
        kind -> Text,
        entity -> Text,
        entity_id -> Text,
        title -> Text,
        link -> Text,
        units -> Array<Text>,
        state -> Text,
        statement -> Nullable<Text>,
        drafter -> Text,
        authors -> Array<Text>,
        holder_role -> Text,
        holder_person -> Nullable<Text>,
        opened_at -> Timestamptz,
        submitted_at -> Nullable<Timestamptz>,
        due_on -> Nullable<Date>,
        urges -> Integer,
        closed_at -> Nullable<Timestamptz>,
        decided_by -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    case_steps (case_id, seq) {
        case_id -> Uuid,
        seq -> Integer,
        action -> Text,
        actor -> Text,
        at -> Timestamptz,
        day -> Date,
        comment -> Nullable<Text>,
        state_before -> Nullable<Text>,
        state_after -> Text,
        changes -> Jsonb,
        request_id -> Text,
    }
}

diesel::table! {
    case_attachments (id) {
        id -> Uuid,
        case_id -> Uuid,
        file_name -> Text,
        media_type -> Text,
        size_bytes -> BigInt,
        sha256 -> Text,
        blob_key -> Text,
        uploaded_by -> Text,
        uploaded_at -> Timestamptz,
        withdrawn_by -> Nullable<Text>,
        withdrawn_at -> Nullable<Timestamptz>,
        withdrawn_reason -> Nullable<Text>,
    }
}

diesel::table! {
    outgoing_messages (id) {
        id -> Uuid,
        key -> Text,
        kind -> Text,
        text -> Text,
        link -> Text,
        unit -> Nullable<Text>,
        created_by -> Text,
        created_at -> Timestamptz,
        withdrawn -> Nullable<Text>,
    }
}

diesel::table! {
    outgoing_deliveries (id) {
        id -> Uuid,
        message_id -> Uuid,
        channel -> Text,
        address -> Text,
        name -> Text,
        state -> Text,
        attempts -> Integer,
        next_try_at -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
        adaptor -> Nullable<Text>,
        reference -> Nullable<Text>,
        sent_at -> Nullable<Timestamptz>,
        version -> Integer,
    }
}

diesel::joinable!(outgoing_deliveries -> outgoing_messages (message_id));
diesel::allow_tables_to_appear_in_same_query!(outgoing_messages, outgoing_deliveries);

diesel::table! {
    notices (id) {
        id -> Uuid,
        kind -> Text,
        title -> Text,
        body -> Text,
        audience -> Text,
        unit -> Text,
        state -> Text,
        drafted_by -> Text,
        number -> Nullable<Text>,
        posted_by -> Nullable<Text>,
        posted_at -> Nullable<Timestamptz>,
        posted_on -> Nullable<Date>,
        terms -> Nullable<Jsonb>,
        document -> Nullable<Text>,
        article -> Nullable<Text>,
        interpretation -> Nullable<Text>,
        content_sha256 -> Nullable<Text>,
        clock_since -> Nullable<Date>,
        clock_left -> Nullable<Integer>,
        last_day -> Nullable<Date>,
        ended_at -> Nullable<Timestamptz>,
        withdrawn_by -> Nullable<Text>,
        withdrawn_reason -> Nullable<Text>,
        objections -> Integer,
        demonstration -> Bool,
        version -> Integer,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    notice_objections (id) {
        id -> Uuid,
        notice_id -> Uuid,
        number -> Integer,
        received_at -> Timestamptz,
        late -> Bool,
        subject -> Nullable<Text>,
        outcome -> Nullable<Text>,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Text>,
        answered_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    notice_objectors (objection_id) {
        objection_id -> Uuid,
        name -> Text,
        phone -> Text,
        text -> Text,
    }
}

diesel::table! {
    notice_proofs (id) {
        id -> Uuid,
        notice_id -> Uuid,
        place -> Text,
        seen_on -> Date,
        record -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    notice_attachments (id) {
        id -> Uuid,
        notice_id -> Uuid,
        file_name -> Text,
        media_type -> Text,
        size_bytes -> BigInt,
        sha256 -> Text,
        blob_key -> Text,
        uploaded_by -> Text,
        uploaded_at -> Timestamptz,
        withdrawn_by -> Nullable<Text>,
        withdrawn_at -> Nullable<Timestamptz>,
        withdrawn_reason -> Nullable<Text>,
    }
}

diesel::joinable!(notice_objectors -> notice_objections (objection_id));
diesel::allow_tables_to_appear_in_same_query!(notice_objections, notice_objectors);
