-- Rules are changed at run time: drafted by one person, approved by another. What is approved stands upon the rule files
-- in the order of its revision. The rules of a department are no rows of units or persons: whoever works with rules sees
-- all of them.

-- The rule files that the service has been started with, so that what was computed by them can be computed again.
CREATE TABLE rule_files (
    digest text PRIMARY KEY CHECK (digest ~ '^[0-9a-f]{64}$'),
    -- [{"name": …, "text": …}]
    files jsonb NOT NULL,
    first_seen_at timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER rule_files_append_only BEFORE UPDATE OR DELETE ON rule_files FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_files_no_truncate BEFORE TRUNCATE ON rule_files FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE rule_changes (
    id uuid PRIMARY KEY,
    kind text NOT NULL CHECK (kind IN ('version', 'observation', 'regulation')),
    -- Key of the parameter, or number of the regulation.
    subject text NOT NULL CHECK (subject <> ''),
    content jsonb NOT NULL,
    -- First day that calculates differently.
    first_day date NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    state text NOT NULL CHECK (state IN ('draft', 'submitted', 'returned', 'withdrawn', 'approved')),
    drafted_by text NOT NULL CHECK (drafted_by <> ''),
    drafted_by_name text NOT NULL,
    drafted_at timestamptz NOT NULL,
    submitted_at timestamptz,
    decided_by text,
    decided_by_name text,
    decided_at timestamptz,
    comment text,
    -- Place in the order of approval, from 1 without a gap.
    revision bigint UNIQUE CHECK (revision > 0),
    version integer NOT NULL DEFAULT 1,
    -- Nobody approves what they have drafted.
    CONSTRAINT rule_changes_second_person CHECK (decided_by IS NULL OR decided_by <> drafted_by),
    CHECK ((state = 'approved') = (revision IS NOT NULL)),
    CHECK (state IN ('draft', 'withdrawn') OR submitted_at IS NOT NULL),
    CHECK ((state IN ('approved', 'returned')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'returned' OR comment <> '')
);
-- Two changes of one thing do not overlap: the second is drafted when the first is decided.
CREATE UNIQUE INDEX rule_changes_open ON rule_changes (subject) WHERE state IN ('draft', 'submitted', 'returned');
CREATE INDEX rule_changes_subject ON rule_changes (subject, id);

CREATE FUNCTION guard_rule_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a change of the rules is never deleted: withdraw it' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.state <> 'draft' THEN
            RAISE EXCEPTION 'a change of the rules begins as a draft' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.state IN ('approved', 'withdrawn') THEN
        RAISE EXCEPTION 'a change of the rules that was decided stays as it is: draft another' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.id, NEW.kind, NEW.subject, NEW.drafted_by, NEW.drafted_at) IS DISTINCT FROM (OLD.id, OLD.kind, OLD.subject, OLD.drafted_by, OLD.drafted_at) THEN
        RAISE EXCEPTION 'what a change of the rules is about and who drafted it stays' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'approved' THEN
        -- What was approved is what was submitted.
        IF OLD.state <> 'submitted' OR (NEW.content, NEW.first_day) IS DISTINCT FROM (OLD.content, OLD.first_day) THEN
            RAISE EXCEPTION 'only a submitted change of the rules is approved, as it was submitted' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.revision <> (SELECT coalesce(max(revision), 0) + 1 FROM rule_changes) THEN
            RAISE EXCEPTION 'revision % does not follow the last one', NEW.revision USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER rule_changes_guard BEFORE INSERT OR UPDATE OR DELETE ON rule_changes FOR EACH ROW EXECUTE FUNCTION guard_rule_change();
CREATE TRIGGER rule_changes_no_truncate BEFORE TRUNCATE ON rule_changes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The way of a change, step by step.
CREATE TABLE rule_change_steps (
    change_id uuid NOT NULL REFERENCES rule_changes,
    seq integer NOT NULL,
    step text NOT NULL CHECK (step IN ('draft', 'redraft', 'submit', 'return', 'withdraw', 'approve')),
    by text NOT NULL CHECK (by <> ''),
    by_name text NOT NULL,
    at timestamptz NOT NULL,
    comment text,
    -- What was drafted, in the steps that changed it.
    content jsonb,
    PRIMARY KEY (change_id, seq)
);
CREATE TRIGGER rule_change_steps_append_only BEFORE UPDATE OR DELETE ON rule_change_steps FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER rule_change_steps_no_truncate BEFORE TRUNCATE ON rule_change_steps FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
