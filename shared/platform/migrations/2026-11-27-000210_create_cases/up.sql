-- Cases: one workflow for whatever somebody drafts and somebody else decides. The steps of a case are facts; its attachments
-- are files (`platform::blob`) whose rows are withdrawn, never removed.

CREATE FUNCTION units_in_scope(units text[]) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM unnest(units) AS unit WHERE in_scope(unit))
$$;

CREATE TABLE cases (
    id uuid PRIMARY KEY,
    -- Kind of case, e.g. `plan_change`; the department knows them.
    kind text NOT NULL CHECK (kind <> ''),
    -- The thing it is about.
    entity text NOT NULL CHECK (entity <> ''),
    entity_id text NOT NULL CHECK (entity_id <> ''),
    title text NOT NULL CHECK (title <> ''),
    -- Path of the thing's page.
    link text NOT NULL,
    -- Codes of the units it belongs to: whoever sees one of them sees the case.
    units text[] NOT NULL CHECK (cardinality(units) > 0),
    state text NOT NULL CHECK (state IN ('draft', 'submitted', 'accepted', 'returned', 'approved', 'rejected', 'withdrawn')),
    -- What the drafter says, where the thing has no form of its own for it.
    statement text,
    -- Who wrote it last, and everybody who has written or submitted it.
    drafter text NOT NULL,
    authors text[] NOT NULL,
    -- Whose turn it is: anybody with the role, or one person.
    holder_role text NOT NULL,
    holder_person text,
    opened_at timestamptz NOT NULL,
    submitted_at timestamptz,
    -- Last day for the next step; null for a draft, and where the working-day calendar does not reach.
    due_on date,
    urges integer NOT NULL DEFAULT 0 CHECK (urges >= 0),
    closed_at timestamptz,
    decided_by text,
    version integer NOT NULL DEFAULT 1,
    CHECK ((state IN ('approved', 'rejected', 'withdrawn')) = (closed_at IS NOT NULL)),
    CHECK ((state IN ('approved', 'rejected', 'withdrawn')) = (decided_by IS NOT NULL)),
    -- Whoever has a hand in a draft does not decide on it, whatever the code does.
    CHECK (state NOT IN ('approved', 'rejected') OR decided_by <> ALL (authors)),
    CHECK (state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL)
);
-- One thing has one case, unless it was given up.
CREATE UNIQUE INDEX cases_one_per_thing ON cases (entity, entity_id) WHERE state NOT IN ('rejected', 'withdrawn');
CREATE INDEX cases_entity ON cases (entity, entity_id);
CREATE INDEX cases_list ON cases (opened_at DESC, id DESC);
CREATE INDEX cases_state ON cases (state, opened_at DESC, id DESC);
CREATE INDEX cases_due ON cases (due_on) WHERE closed_at IS NULL;
CREATE INDEX cases_holder ON cases (holder_role, holder_person) WHERE closed_at IS NULL;

CREATE FUNCTION keep_closed_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Whose it is may change after it is closed, with the thing that it is about.
    IF TG_OP = 'DELETE' OR (OLD.closed_at IS NOT NULL AND (to_jsonb(NEW) - 'units') <> (to_jsonb(OLD) - 'units')) THEN
        RAISE EXCEPTION 'case % is closed or must stay: % is refused', OLD.id, TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER cases_stay BEFORE UPDATE OR DELETE ON cases FOR EACH ROW EXECUTE FUNCTION keep_closed_case();
CREATE TRIGGER cases_no_truncate BEFORE TRUNCATE ON cases FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The timeline.
CREATE TABLE case_steps (
    case_id uuid NOT NULL REFERENCES cases,
    seq integer NOT NULL CHECK (seq > 0),
    action text NOT NULL CHECK (action <> ''),
    actor text NOT NULL,
    at timestamptz NOT NULL,
    -- The county's calendar day.
    day date NOT NULL,
    comment text,
    state_before text,
    state_after text NOT NULL,
    -- What was changed, for people: `[{field, label, before, after}]`; the whole states are in the audit log, under `request_id`.
    changes jsonb NOT NULL DEFAULT '[]',
    request_id text NOT NULL,
    PRIMARY KEY (case_id, seq)
);
-- Nobody urges a case twice on one day.
CREATE UNIQUE INDEX case_steps_one_urge_a_day ON case_steps (case_id, actor, day) WHERE action = 'urge';
CREATE TRIGGER case_steps_append_only BEFORE UPDATE OR DELETE ON case_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER case_steps_no_truncate BEFORE TRUNCATE ON case_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE case_attachments (
    id uuid PRIMARY KEY,
    case_id uuid NOT NULL REFERENCES cases,
    file_name text NOT NULL CHECK (file_name <> ''),
    -- As its content says.
    media_type text NOT NULL,
    size_bytes bigint NOT NULL CHECK (size_bytes > 0),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    blob_key text NOT NULL UNIQUE,
    uploaded_by text NOT NULL,
    uploaded_at timestamptz NOT NULL,
    withdrawn_by text,
    withdrawn_at timestamptz,
    withdrawn_reason text,
    CHECK (num_nulls(withdrawn_by, withdrawn_at, withdrawn_reason) IN (0, 3))
);
CREATE INDEX case_attachments_case ON case_attachments (case_id, uploaded_at);

CREATE FUNCTION keep_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
        OR (to_jsonb(NEW) - ARRAY['withdrawn_by', 'withdrawn_at', 'withdrawn_reason'])
            <> (to_jsonb(OLD) - ARRAY['withdrawn_by', 'withdrawn_at', 'withdrawn_reason']) THEN
        RAISE EXCEPTION 'case_attachments is append-only but for the withdrawal: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER case_attachments_stay BEFORE UPDATE OR DELETE ON case_attachments FOR EACH ROW EXECUTE FUNCTION keep_attachment();
CREATE TRIGGER case_attachments_no_truncate BEFORE TRUNCATE ON case_attachments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE cases ENABLE ROW LEVEL SECURITY;
ALTER TABLE cases FORCE ROW LEVEL SECURITY;
CREATE POLICY cases_scope ON cases USING (units_in_scope(units)) WITH CHECK (units_in_scope(units));
ALTER TABLE case_steps ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_steps FORCE ROW LEVEL SECURITY;
CREATE POLICY case_steps_scope ON case_steps USING (EXISTS (SELECT FROM cases WHERE cases.id = case_steps.case_id));
ALTER TABLE case_attachments ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_attachments FORCE ROW LEVEL SECURITY;
CREATE POLICY case_attachments_scope ON case_attachments USING (EXISTS (SELECT FROM cases WHERE cases.id = case_attachments.case_id));
