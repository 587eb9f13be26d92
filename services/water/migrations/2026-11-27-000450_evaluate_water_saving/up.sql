-- Water-saving evaluation (新政办发〔2023〕24号 附件6): the register of 第七条, reviews, and filed commitments. An evaluation belongs to
-- its town; once it is linked to a water user it is seen by whoever sees that user, so that nobody approves a plan without its ceiling.

CREATE TABLE evaluations (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('water_plan', 'water_project', 'argued_plan', 'permit_project', 'network_project')),
    -- The code that all departments know a construction project by; plans have none.
    project_code text CHECK (project_code ~ '^[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}$'),
    name text NOT NULL CHECK (name <> ''),
    applicant text NOT NULL CHECK (applicant <> ''),
    report_kind text NOT NULL CHECK (report_kind IN ('plan_report', 'proposal', 'feasibility', 'argumentation')),
    report_name text NOT NULL CHECK (report_name <> ''),
    town text NOT NULL,
    source text NOT NULL CHECK (source <> ''),
    -- What it asks for in a year, litres.
    annual_milli bigint NOT NULL CHECK (annual_milli > 0),
    user_id uuid REFERENCES water_users,
    state text NOT NULL CHECK (state IN ('draft', 'submitted', 'passed', 'failed')),
    -- Whoever wrote it last.
    drafted_by text NOT NULL CHECK (drafted_by <> ''),
    submitted_by text,
    submitted_at timestamptz,
    returned_reason text CHECK (returned_reason <> ''),
    opinion_number text CHECK (opinion_number <> ''),
    opinion_on date,
    opinion text CHECK (opinion <> ''),
    decided_by text,
    decided_at timestamptz,
    demonstration boolean NOT NULL DEFAULT false,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    CHECK ((kind IN ('water_project', 'permit_project', 'network_project')) = (project_code IS NOT NULL)),
    CHECK ((state = 'draft') = (submitted_by IS NULL)),
    CHECK ((submitted_by IS NULL) = (submitted_at IS NULL)),
    -- No verdict without an opinion that has a number and a date (第五条).
    CHECK (num_nulls(opinion_number, opinion_on, opinion, decided_by, decided_at) = CASE WHEN state IN ('passed', 'failed') THEN 0 ELSE 5 END),
    -- Nobody reviews what they have written or handed in.
    CONSTRAINT evaluations_second_person CHECK (decided_by <> drafted_by AND decided_by <> submitted_by)
);
-- One review of a project at a time; after a verdict it may come again.
CREATE UNIQUE INDEX evaluations_open ON evaluations (project_code) WHERE state IN ('draft', 'submitted');
CREATE INDEX evaluations_town ON evaluations (town, id);
CREATE INDEX evaluations_project ON evaluations (project_code);
CREATE INDEX evaluations_user ON evaluations (user_id);

CREATE TABLE evaluation_contents (
    evaluation_id uuid NOT NULL REFERENCES evaluations,
    code text NOT NULL,
    summary text NOT NULL CHECK (summary <> ''),
    PRIMARY KEY (evaluation_id, code)
);

CREATE TABLE evaluation_products (
    evaluation_id uuid NOT NULL REFERENCES evaluations,
    name text NOT NULL CHECK (name <> ''),
    unit text NOT NULL CHECK (unit <> ''),
    -- 1/10000 m³ per unit of product.
    value_e4 bigint NOT NULL CHECK (value_e4 > 0),
    -- What it was held against at the verdict.
    quota_id uuid REFERENCES quotas,
    PRIMARY KEY (evaluation_id, name)
);

CREATE TABLE evaluation_indicators (
    evaluation_id uuid NOT NULL REFERENCES evaluations,
    code text NOT NULL CHECK (code IN ('pipe_leakage', 'industrial_reuse', 'cooling_recycling', 'office_use', 'canteen_use', 'saving_appliances',
        'condensate_recovery', 'tower_makeup', 'unconventional_use')),
    value_e4 bigint NOT NULL CHECK (value_e4 >= 0),
    standard_value_e4 bigint NOT NULL CHECK (standard_value_e4 >= 0),
    standard text NOT NULL CHECK (standard <> ''),
    PRIMARY KEY (evaluation_id, code)
);

-- 备案承诺 (第四条): what the applicant promises to take in a year at most.
CREATE TABLE evaluation_commitments (
    id uuid PRIMARY KEY,
    evaluation_id uuid NOT NULL REFERENCES evaluations,
    number text NOT NULL UNIQUE,
    promised_milli bigint NOT NULL CHECK (promised_milli > 0),
    first_year integer NOT NULL,
    last_year integer CHECK (last_year >= first_year),
    document text NOT NULL CHECK (document <> ''),
    signed_on date NOT NULL,
    filed_by text NOT NULL CHECK (filed_by <> ''),
    filed_at timestamptz NOT NULL,
    ended_reason text CHECK (ended_reason <> ''),
    ended_by text,
    ended_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CHECK (num_nulls(last_year, ended_reason, ended_by, ended_at) IN (0, 4)),
    -- Nobody lifts a ceiling that they have filed.
    CONSTRAINT evaluation_commitments_second_person CHECK (ended_by <> filed_by)
);
CREATE INDEX evaluation_commitments_evaluation ON evaluation_commitments (evaluation_id);

-- What was decided stays as it was decided, but for the link to the user; what an evaluation says changes in a draft only.
CREATE FUNCTION guard_evaluation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'evaluations stay on the register' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('passed', 'failed') AND (to_jsonb(NEW) - '{user_id,version}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{user_id,version}'::text[]) THEN
        RAISE EXCEPTION 'a reviewed evaluation stays as it was reviewed' USING ERRCODE = 'restrict_violation';
    END IF;
    -- A ceiling does not wander to somebody else.
    IF OLD.user_id IS NOT NULL AND NEW.user_id IS DISTINCT FROM OLD.user_id
        AND EXISTS (SELECT FROM evaluation_commitments WHERE evaluation_id = OLD.id) THEN
        RAISE EXCEPTION 'an evaluation with a commitment keeps its user' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER evaluations_guard BEFORE UPDATE OR DELETE ON evaluations FOR EACH ROW EXECUTE FUNCTION guard_evaluation();
CREATE TRIGGER evaluations_no_truncate BEFORE TRUNCATE ON evaluations FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION guard_evaluation_part() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_evaluation uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.evaluation_id ELSE NEW.evaluation_id END;
    present text := (SELECT state FROM evaluations WHERE id = of_evaluation);
BEGIN
    -- The quota that a product is held against is noted in the transaction of the verdict, before it.
    IF present = 'submitted' AND TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'evaluation_products' AND to_jsonb(OLD) ->> 'quota_id' IS NULL
        AND (to_jsonb(NEW) - 'quota_id') = (to_jsonb(OLD) - 'quota_id') THEN
        RETURN NEW;
    END IF;
    IF present IS DISTINCT FROM 'draft' THEN
        RAISE EXCEPTION 'what an evaluation says changes in a draft only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER evaluation_contents_guard BEFORE INSERT OR UPDATE OR DELETE ON evaluation_contents FOR EACH ROW EXECUTE FUNCTION guard_evaluation_part();
CREATE TRIGGER evaluation_products_guard BEFORE INSERT OR UPDATE OR DELETE ON evaluation_products FOR EACH ROW EXECUTE FUNCTION guard_evaluation_part();
CREATE TRIGGER evaluation_indicators_guard BEFORE INSERT OR UPDATE OR DELETE ON evaluation_indicators FOR EACH ROW EXECUTE FUNCTION guard_evaluation_part();

-- A promise is ended, never changed, and a project has one for a year, however often it is evaluated.
CREATE FUNCTION guard_commitment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a commitment is ended, never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.ended_by IS NOT NULL
        OR (to_jsonb(NEW) - '{last_year,ended_reason,ended_by,ended_at,version}'::text[])
            IS DISTINCT FROM (to_jsonb(OLD) - '{last_year,ended_reason,ended_by,ended_at,version}'::text[])) THEN
        RAISE EXCEPTION 'a commitment stays as it was filed: end it and file another' USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('commitment:' || coalesce(project_code, id::text))) FROM evaluations WHERE id = NEW.evaluation_id;
    IF EXISTS (SELECT FROM evaluation_commitments other
            JOIN evaluations theirs ON theirs.id = other.evaluation_id
            JOIN evaluations own ON own.id = NEW.evaluation_id
            WHERE other.id <> NEW.id AND (theirs.id = own.id OR theirs.project_code = own.project_code AND theirs.state <> 'failed')
            AND int4range(other.first_year, other.last_year, '[]') && int4range(NEW.first_year, NEW.last_year, '[]')) THEN
        RAISE EXCEPTION 'the evaluation has a commitment for some of these years'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'commitment_overlaps';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER evaluation_commitments_guard BEFORE INSERT OR UPDATE OR DELETE ON evaluation_commitments FOR EACH ROW EXECUTE FUNCTION guard_commitment();
CREATE TRIGGER evaluation_commitments_no_truncate BEFORE TRUNCATE ON evaluation_commitments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE evaluations ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluations FORCE ROW LEVEL SECURITY;
CREATE POLICY evaluations_scope ON evaluations
    USING (in_scope(town) OR EXISTS (SELECT FROM water_users WHERE water_users.id = evaluations.user_id))
    WITH CHECK (in_scope(town));

ALTER TABLE evaluation_contents ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluation_contents FORCE ROW LEVEL SECURITY;
CREATE POLICY evaluation_contents_scope ON evaluation_contents USING (EXISTS (SELECT FROM evaluations WHERE evaluations.id = evaluation_contents.evaluation_id));

ALTER TABLE evaluation_products ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluation_products FORCE ROW LEVEL SECURITY;
CREATE POLICY evaluation_products_scope ON evaluation_products USING (EXISTS (SELECT FROM evaluations WHERE evaluations.id = evaluation_products.evaluation_id));

ALTER TABLE evaluation_indicators ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluation_indicators FORCE ROW LEVEL SECURITY;
CREATE POLICY evaluation_indicators_scope ON evaluation_indicators USING (EXISTS (SELECT FROM evaluations WHERE evaluations.id = evaluation_indicators.evaluation_id));

ALTER TABLE evaluation_commitments ENABLE ROW LEVEL SECURITY;
ALTER TABLE evaluation_commitments FORCE ROW LEVEL SECURITY;
CREATE POLICY evaluation_commitments_scope ON evaluation_commitments USING (EXISTS (SELECT FROM evaluations WHERE evaluations.id = evaluation_commitments.evaluation_id));
