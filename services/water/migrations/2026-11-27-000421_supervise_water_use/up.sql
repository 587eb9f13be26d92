-- Water-balance tests, inspections, and reports by anybody (新政办发〔2023〕24号 附件1 第四、十二、十八条; 附件3 第十二条). Volumes are litres.

CREATE TABLE balance_tests (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES water_users,
    tested_from date NOT NULL,
    tested_to date NOT NULL CHECK (tested_to >= tested_from),
    tester text NOT NULL CHECK (tester <> ''),
    report_number text NOT NULL CHECK (report_number <> ''),
    intake_milli bigint NOT NULL CHECK (intake_milli > 0),
    consumed_milli bigint NOT NULL CHECK (consumed_milli >= 0),
    discharged_milli bigint NOT NULL CHECK (discharged_milli >= 0),
    leaked_milli bigint NOT NULL CHECK (leaked_milli >= 0),
    reused_milli bigint NOT NULL CHECK (reused_milli >= 0),
    state text NOT NULL CHECK (state IN ('filed', 'accepted', 'returned')),
    filed_by text NOT NULL CHECK (filed_by <> ''),
    filed_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    comment text,
    version integer NOT NULL DEFAULT 1,
    -- What goes in comes out.
    CONSTRAINT balance_tests_balanced CHECK (intake_milli = consumed_milli + discharged_milli + leaked_milli),
    CONSTRAINT balance_tests_second_person CHECK (decided_by <> filed_by),
    CHECK ((state = 'filed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'returned' OR comment <> '')
);
CREATE UNIQUE INDEX balance_tests_report ON balance_tests (user_id, report_number) WHERE state <> 'returned';

CREATE TABLE inspections (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES water_users,
    inspected_on date NOT NULL,
    inspectors text NOT NULL CHECK (inspectors <> ''),
    -- Shown before anything else (附件1 第十八条).
    certificate_number text NOT NULL CHECK (certificate_number <> ''),
    measures text[] NOT NULL CHECK (cardinality(measures) > 0 AND measures <@ ARRAY['on_site', 'documents', 'order_to_stop']),
    findings text NOT NULL CHECK (findings <> ''),
    -- What has to be stopped or done, and by when.
    order_text text CHECK (order_text <> ''),
    deadline date CHECK (deadline >= inspected_on),
    report_id uuid,
    result text CHECK (result <> ''),
    closed_on date CHECK (closed_on >= inspected_on),
    recorded_by text NOT NULL CHECK (recorded_by <> ''),
    recorded_at timestamptz NOT NULL,
    closed_by text,
    version integer NOT NULL DEFAULT 1,
    CHECK (('order_to_stop' = ANY (measures)) = (order_text IS NOT NULL)),
    CHECK ((order_text IS NULL) = (deadline IS NULL)),
    CHECK (num_nulls(result, closed_on, closed_by) IN (0, 3))
);
CREATE INDEX inspections_user ON inspections (user_id);

CREATE TABLE violation_reports (
    id uuid PRIMARY KEY,
    -- To follow it up by: whoever has it sees how far it is, so that it cannot be guessed.
    number text NOT NULL UNIQUE CHECK (number <> ''),
    -- One of the eight forbidden acts, or something else that wastes or takes water against the rules.
    act text NOT NULL CHECK (act IN ('moved_or_dismantled', 'unverified_or_expired', 'accuracy_damaged', 'data_forged',
        'structure_altered', 'verification_seal_broken', 'obsolete_or_substandard', 'sealed_meter_used', 'other')),
    town text NOT NULL,
    place text NOT NULL CHECK (place <> ''),
    description text NOT NULL CHECK (description <> ''),
    occurred_on date,
    received_at timestamptz NOT NULL,
    state text NOT NULL CHECK (state IN ('received', 'verified', 'handled')),
    finding text CHECK (finding IN ('substantiated', 'unsubstantiated')),
    finding_note text CHECK (finding_note <> ''),
    verified_by text,
    verified_at timestamptz,
    -- Told to whoever follows it up.
    result text CHECK (result <> ''),
    handled_by text,
    handled_at timestamptz,
    user_id uuid REFERENCES water_users,
    demonstration boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    CHECK ((state = 'received') = (finding IS NULL)),
    CHECK (num_nulls(finding, finding_note, verified_by, verified_at) IN (0, 4)),
    CHECK ((state = 'handled') = (result IS NOT NULL)),
    CHECK (num_nulls(result, handled_by, handled_at) IN (0, 3))
);
CREATE INDEX violation_reports_state ON violation_reports (state, id);
ALTER TABLE inspections ADD FOREIGN KEY (report_id) REFERENCES violation_reports;

-- How to reach whoever reported, where they said so: never published, so kept apart.
CREATE TABLE violation_reporters (
    report_id uuid PRIMARY KEY REFERENCES violation_reports,
    name text CHECK (name <> ''),
    phone text CHECK (phone <> ''),
    CHECK (num_nonnulls(name, phone) > 0)
);
CREATE TRIGGER violation_reporters_append_only BEFORE UPDATE OR DELETE ON violation_reporters FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER violation_reporters_no_truncate BEFORE TRUNCATE ON violation_reporters FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was reported stays as it was reported, and no state is skipped or gone back to.
CREATE FUNCTION guard_violation_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'handled' THEN
        RAISE EXCEPTION 'a report is kept, and a handled one stays as it is' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (to_jsonb(NEW) - '{state,finding,finding_note,verified_by,verified_at,result,handled_by,handled_at,user_id,version}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{state,finding,finding_note,verified_by,verified_at,result,handled_by,handled_at,user_id,version}'::text[])
        OR (OLD.state, NEW.state) NOT IN (('received', 'verified'), ('verified', 'handled')) THEN
        RAISE EXCEPTION 'what was reported stays: it is verified, then handled' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER violation_reports_guard BEFORE UPDATE OR DELETE ON violation_reports FOR EACH ROW EXECUTE FUNCTION guard_violation_report();
CREATE TRIGGER violation_reports_no_truncate BEFORE TRUNCATE ON violation_reports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Inspections and tests are facts: what was noted stays, only the outcome is added, once.
CREATE FUNCTION guard_inspection() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.closed_on IS NOT NULL
        OR (to_jsonb(NEW) - '{result,closed_on,closed_by,version}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{result,closed_on,closed_by,version}'::text[]) THEN
        RAISE EXCEPTION 'an inspection is kept as it was recorded' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER inspections_guard BEFORE UPDATE OR DELETE ON inspections FOR EACH ROW EXECUTE FUNCTION guard_inspection();
CREATE FUNCTION guard_balance_test() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'filed'
        OR (to_jsonb(NEW) - '{state,decided_by,decided_at,comment,version}'::text[])
            IS DISTINCT FROM (to_jsonb(OLD) - '{state,decided_by,decided_at,comment,version}'::text[]) THEN
        RAISE EXCEPTION 'a filed test is kept as it was filed: file another' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER balance_tests_guard BEFORE UPDATE OR DELETE ON balance_tests FOR EACH ROW EXECUTE FUNCTION guard_balance_test();

ALTER TABLE balance_tests ENABLE ROW LEVEL SECURITY;
ALTER TABLE balance_tests FORCE ROW LEVEL SECURITY;
CREATE POLICY balance_tests_scope ON balance_tests USING (EXISTS (SELECT FROM water_users WHERE water_users.id = balance_tests.user_id));
ALTER TABLE inspections ENABLE ROW LEVEL SECURITY;
ALTER TABLE inspections FORCE ROW LEVEL SECURITY;
CREATE POLICY inspections_scope ON inspections USING (EXISTS (SELECT FROM water_users WHERE water_users.id = inspections.user_id));
ALTER TABLE violation_reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE violation_reports FORCE ROW LEVEL SECURITY;
CREATE POLICY violation_reports_scope ON violation_reports USING (in_scope(town));
ALTER TABLE violation_reporters ENABLE ROW LEVEL SECURITY;
ALTER TABLE violation_reporters FORCE ROW LEVEL SECURITY;
CREATE POLICY violation_reporters_scope ON violation_reporters
    USING (EXISTS (SELECT FROM violation_reports WHERE violation_reports.id = violation_reporters.report_id));
