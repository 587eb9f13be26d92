-- What every service's database has: append-only guard, data scope, outbox, inbox, dead letters, idempotency, audit.

-- Put on tables whose rows are facts: nobody changes or removes them, the owner included.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
END
$$;

-- The data scope of a session: set when a connection is taken from the pool; a session that sets none sees nothing.
CREATE FUNCTION in_scope(unit text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE current_setting('jiangzhou.scope', true)
        WHEN 'all' THEN true
        WHEN 'units' THEN unit = ANY (string_to_array(current_setting('jiangzhou.units', true), ','))
        ELSE false
    END
$$;

CREATE TABLE outbox_messages (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind <> ''),
    subject text NOT NULL,
    envelope jsonb NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    published_at timestamptz,
    attempts integer NOT NULL DEFAULT 0,
    last_error text
);
-- In the order in which the relay takes them.
CREATE INDEX outbox_messages_unsent ON outbox_messages (attempts, seq) WHERE published_at IS NULL;

CREATE TABLE inbox_messages (
    id uuid PRIMARY KEY,
    kind text NOT NULL,
    processed_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE dead_letters (
    id uuid PRIMARY KEY,
    message_id text NOT NULL,
    kind text NOT NULL,
    body text NOT NULL,
    reason text NOT NULL,
    attempts integer NOT NULL,
    parked_at timestamptz NOT NULL DEFAULT now(),
    replayed_at timestamptz,
    replayed_by text
);
CREATE INDEX dead_letters_waiting ON dead_letters (parked_at) WHERE replayed_at IS NULL;

-- Keys of requests that create money or cases; they never expire.
CREATE TABLE idempotency_keys (
    subject text NOT NULL,
    operation text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    status smallint,
    response jsonb,
    created_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (subject, operation, key)
);

CREATE TABLE audit_entries (
    seq bigint PRIMARY KEY,
    id uuid NOT NULL UNIQUE,
    occurred_at timestamptz NOT NULL,
    actor text NOT NULL,
    action text NOT NULL,
    entity text NOT NULL,
    entity_id text NOT NULL,
    before jsonb,
    after jsonb,
    request_id text NOT NULL,
    previous_hash text NOT NULL,
    hash text NOT NULL UNIQUE
);
CREATE INDEX audit_entries_entity ON audit_entries (entity, entity_id, seq);
CREATE TRIGGER audit_entries_append_only BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_entries_no_truncate BEFORE TRUNCATE ON audit_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The end of the chain; locking its one row puts the entries in order.
CREATE TABLE audit_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq bigint NOT NULL,
    hash text NOT NULL
);
INSERT INTO audit_head (seq, hash) VALUES (0, repeat('0', 64));
