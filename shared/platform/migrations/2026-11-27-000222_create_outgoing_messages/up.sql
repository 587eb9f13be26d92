-- Messages to people: what is said, once; and what became of it, for each recipient.
CREATE TABLE outgoing_messages (
    id uuid PRIMARY KEY,
    -- What it tells of, e.g. `bill:<id>:notified`: the same thing is told once.
    key text NOT NULL UNIQUE CHECK (key <> ''),
    kind text NOT NULL CHECK (kind <> ''),
    text text NOT NULL CHECK (text <> ''),
    -- Page of the front end with the thing it tells of.
    link text NOT NULL CHECK (link LIKE '/%'),
    -- Only those whose data scope holds this unit see it; none: the department itself.
    unit text CHECK (unit <> ''),
    created_by text NOT NULL,
    created_at timestamptz NOT NULL
);

CREATE TABLE outgoing_deliveries (
    -- Goes along with every try, so that the receiving system can tell a second try from a second message.
    id uuid PRIMARY KEY,
    message_id uuid NOT NULL REFERENCES outgoing_messages,
    channel text NOT NULL CHECK (channel IN ('phone', 'account')),
    address text NOT NULL CHECK (address <> ''),
    name text NOT NULL,
    state text NOT NULL CHECK (state IN ('queued', 'failed', 'sent', 'given_up')),
    attempts integer NOT NULL DEFAULT 0,
    next_try_at timestamptz,
    last_error text,
    -- How it was sent, and the receiving system's number of it.
    adaptor text,
    reference text,
    sent_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    UNIQUE (message_id, channel, address),
    CHECK ((state IN ('queued', 'failed')) = (next_try_at IS NOT NULL)),
    CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
    CHECK ((state IN ('failed', 'given_up')) <= (last_error IS NOT NULL))
);
CREATE INDEX outgoing_deliveries_due ON outgoing_deliveries (next_try_at, id) WHERE next_try_at IS NOT NULL;
CREATE INDEX outgoing_deliveries_state ON outgoing_deliveries (state, id DESC);

ALTER TABLE outgoing_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE outgoing_messages FORCE ROW LEVEL SECURITY;
CREATE POLICY outgoing_messages_scope ON outgoing_messages
    USING (in_scope(coalesce(unit, ''))) WITH CHECK (in_scope(coalesce(unit, '')));

ALTER TABLE outgoing_deliveries ENABLE ROW LEVEL SECURITY;
ALTER TABLE outgoing_deliveries FORCE ROW LEVEL SECURITY;
CREATE POLICY outgoing_deliveries_scope ON outgoing_deliveries
    USING (EXISTS (SELECT FROM outgoing_messages WHERE outgoing_messages.id = outgoing_deliveries.message_id));
