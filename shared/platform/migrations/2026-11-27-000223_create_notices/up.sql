-- Public notices: written by one, posted by another, open to objections while their period runs.
CREATE TABLE notices (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind <> ''),
    title text NOT NULL CHECK (title <> ''),
    body text NOT NULL CHECK (body <> ''),
    -- Whom it concerns, in words.
    audience text NOT NULL CHECK (audience <> ''),
    -- Whose business it is: data scope of the staff. What is posted is public.
    unit text NOT NULL CHECK (unit <> ''),
    state text NOT NULL CHECK (state IN ('draft', 'posted', 'stopped', 'ended', 'withdrawn')),
    drafted_by text NOT NULL,
    -- Given when it is posted.
    number text UNIQUE,
    posted_by text,
    posted_at timestamptz,
    posted_on date,
    -- The rule of its kind as it was on the day of posting, with what it rests on, and a digest of what was posted.
    terms jsonb,
    document text,
    article text,
    interpretation text,
    content_sha256 text CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
    -- The clock: counted from the day after `clock_since`, so many days left then; or stopped.
    clock_since date,
    clock_left integer CHECK (clock_left > 0),
    last_day date,
    ended_at timestamptz,
    withdrawn_by text,
    withdrawn_reason text,
    objections integer NOT NULL DEFAULT 0,
    demonstration boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    CHECK ((state = 'draft') = (posted_at IS NULL)),
    CHECK (num_nulls(number, posted_by, posted_at, posted_on, terms, document, article, content_sha256, clock_since, clock_left) IN (0, 10)),
    CHECK ((state = 'posted') <= (last_day IS NOT NULL)),
    CHECK ((state = 'stopped') <= (last_day IS NULL)),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL)),
    CHECK ((state = 'withdrawn') = (withdrawn_reason IS NOT NULL)),
    CHECK ((withdrawn_reason IS NULL) = (withdrawn_by IS NULL))
);
CREATE INDEX notices_list ON notices (posted_on DESC, id DESC) WHERE state <> 'draft';
CREATE INDEX notices_running ON notices (last_day) WHERE state = 'posted';

-- The last number of a year.
CREATE TABLE notice_numbers (
    year integer PRIMARY KEY,
    last integer NOT NULL
);

CREATE TABLE notice_objections (
    id uuid PRIMARY KEY,
    notice_id uuid NOT NULL REFERENCES notices,
    number integer NOT NULL CHECK (number > 0),
    received_at timestamptz NOT NULL,
    -- After the period: it stops nothing.
    late boolean NOT NULL,
    -- What it is about, as it is published with the answer.
    subject text,
    outcome text CHECK (outcome IN ('accepted', 'partly_accepted', 'rejected')),
    answer text,
    answered_by text,
    answered_at timestamptz,
    UNIQUE (notice_id, number),
    CHECK (num_nulls(subject, outcome, answer, answered_by, answered_at) IN (0, 5))
);

-- Who objected and in which words: never published, so kept apart.
CREATE TABLE notice_objectors (
    objection_id uuid PRIMARY KEY REFERENCES notice_objections,
    name text NOT NULL CHECK (name <> ''),
    phone text NOT NULL CHECK (phone <> ''),
    text text NOT NULL CHECK (text <> '')
);

-- What shows that it hung where people could read it.
CREATE TABLE notice_proofs (
    id uuid PRIMARY KEY,
    notice_id uuid NOT NULL REFERENCES notices,
    place text NOT NULL CHECK (place <> ''),
    seen_on date NOT NULL,
    record text NOT NULL CHECK (record <> ''),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX notice_proofs_notice ON notice_proofs (notice_id, seen_on);
CREATE TRIGGER notice_proofs_append_only BEFORE UPDATE OR DELETE ON notice_proofs FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notice_proofs_no_truncate BEFORE TRUNCATE ON notice_proofs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notice_objectors_append_only BEFORE UPDATE OR DELETE ON notice_objectors FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER notice_objectors_no_truncate BEFORE TRUNCATE ON notice_objectors FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was posted stays as it was posted.
CREATE FUNCTION keep_posted_notice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND OLD.state <> 'draft' THEN
        RAISE EXCEPTION 'a posted notice is kept' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state <> 'draft'
        AND (OLD.kind, OLD.title, OLD.body, OLD.audience, OLD.unit, OLD.number, OLD.posted_at, OLD.terms, OLD.content_sha256)
            IS DISTINCT FROM (NEW.kind, NEW.title, NEW.body, NEW.audience, NEW.unit, NEW.number, NEW.posted_at, NEW.terms, NEW.content_sha256) THEN
        RAISE EXCEPTION 'what was posted is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER notices_keep_posted BEFORE UPDATE OR DELETE ON notices FOR EACH ROW EXECUTE FUNCTION keep_posted_notice();

ALTER TABLE notices ENABLE ROW LEVEL SECURITY;
ALTER TABLE notices FORCE ROW LEVEL SECURITY;
CREATE POLICY notices_public ON notices FOR SELECT USING (state <> 'draft');
CREATE POLICY notices_scope ON notices USING (in_scope(unit)) WITH CHECK (in_scope(unit));

ALTER TABLE notice_numbers ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_numbers FORCE ROW LEVEL SECURITY;
CREATE POLICY notice_numbers_everybody ON notice_numbers USING (true);

ALTER TABLE notice_objections ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_objections FORCE ROW LEVEL SECURITY;
CREATE POLICY notice_objections_public ON notice_objections FOR SELECT
    USING (EXISTS (SELECT FROM notices WHERE notices.id = notice_id));
CREATE POLICY notice_objections_scope ON notice_objections
    USING (EXISTS (SELECT FROM notices WHERE notices.id = notice_id AND in_scope(notices.unit)));

ALTER TABLE notice_objectors ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_objectors FORCE ROW LEVEL SECURITY;
CREATE POLICY notice_objectors_scope ON notice_objectors USING (EXISTS (
    SELECT FROM notice_objections JOIN notices ON notices.id = notice_objections.notice_id
     WHERE notice_objections.id = objection_id AND in_scope(notices.unit)));

ALTER TABLE notice_proofs ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_proofs FORCE ROW LEVEL SECURITY;
CREATE POLICY notice_proofs_public ON notice_proofs FOR SELECT USING (EXISTS (SELECT FROM notices WHERE notices.id = notice_id));
CREATE POLICY notice_proofs_scope ON notice_proofs
    USING (EXISTS (SELECT FROM notices WHERE notices.id = notice_id AND in_scope(notices.unit)));
