-- Reclaimed water (新政办发〔2023〕24号 附件7): systems with their managing units, users, tests, incidents and stops for
-- works. Everything belongs to a town.

CREATE TABLE reclaimed_systems (
    id uuid PRIMARY KEY,
    name text NOT NULL UNIQUE CHECK (name <> ''),
    kind text NOT NULL CHECK (kind IN ('central', 'own')),
    manager text NOT NULL CHECK (manager <> ''),
    manager_phone text,
    town text NOT NULL,
    source text NOT NULL,
    disinfected boolean NOT NULL,
    -- Pipes apart from drinking water, marked, outlets guarded and labelled (第二十三条).
    separate_pipes boolean NOT NULL CHECK (separate_pipes),
    labelled boolean NOT NULL CHECK (labelled),
    uses text[] NOT NULL CHECK (cardinality(uses) > 0),
    state text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'stopped')),
    demonstration boolean NOT NULL DEFAULT false,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    -- Not even a hospital that is no hospital of infections, but after disinfection and in a system of its own (第十条).
    CHECK (source <> 'hospital' OR disinfected AND kind = 'own'),
    CHECK (source NOT IN ('electroplating', 'chemical', 'dyeing', 'metallurgy', 'infectious_hospital', 'tuberculosis_hospital', 'radioactive', 'toxic'))
);
CREATE INDEX reclaimed_systems_town ON reclaimed_systems (town, id);

CREATE TABLE reclaimed_users (
    id uuid PRIMARY KEY,
    system_id uuid NOT NULL REFERENCES reclaimed_systems,
    name text NOT NULL CHECK (name <> ''),
    phone text,
    uses text[] NOT NULL CHECK (cardinality(uses) > 0),
    connected_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (system_id, name)
);

CREATE TABLE reclaimed_tests (
    id uuid PRIMARY KEY,
    system_id uuid NOT NULL REFERENCES reclaimed_systems,
    taken_on date NOT NULL,
    report text NOT NULL CHECK (report <> ''),
    -- Indicator → measured value, as given; what exceeded the strictest standard of the uses, in words.
    results jsonb NOT NULL,
    exceeded text[] NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (system_id, report)
);

CREATE TABLE reclaimed_incidents (
    id uuid PRIMARY KEY,
    system_id uuid NOT NULL REFERENCES reclaimed_systems,
    number text NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('limit_exceeded', 'other')),
    test_id uuid UNIQUE REFERENCES reclaimed_tests,
    detail text NOT NULL CHECK (detail <> ''),
    occurred_at timestamptz NOT NULL,
    stopped_at timestamptz NOT NULL CHECK (stopped_at >= occurred_at),
    users_told integer NOT NULL CHECK (users_told >= 0),
    -- Users without a telephone number on record: somebody has to tell them in person.
    users_untold integer NOT NULL CHECK (users_untold >= 0),
    recorded_by text NOT NULL,
    repaired_on date,
    repair text CHECK (repair <> ''),
    resumed_at timestamptz CHECK (resumed_at > stopped_at),
    resumed_by text,
    version integer NOT NULL DEFAULT 1,
    CHECK ((kind = 'limit_exceeded') = (test_id IS NOT NULL)),
    CHECK ((repaired_on IS NULL) = (repair IS NULL)),
    -- Supply goes on only after the repair.
    CHECK (resumed_at IS NULL OR repaired_on IS NOT NULL),
    CHECK ((resumed_at IS NULL) = (resumed_by IS NULL)),
    CONSTRAINT reclaimed_incidents_second_person CHECK (resumed_by <> recorded_by)
);
CREATE UNIQUE INDEX reclaimed_incidents_open ON reclaimed_incidents (system_id) WHERE resumed_at IS NULL;

-- A planned stop is told the public; the town is there for the scope of writes.
CREATE TABLE reclaimed_stops (
    id uuid PRIMARY KEY,
    system_id uuid NOT NULL REFERENCES reclaimed_systems,
    system_name text NOT NULL,
    town text NOT NULL,
    area text NOT NULL CHECK (area <> ''),
    reason text NOT NULL CHECK (reason <> ''),
    starts_at timestamptz NOT NULL,
    ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
    announced_at timestamptz NOT NULL,
    announced_by text NOT NULL,
    users_told integer NOT NULL CHECK (users_told >= 0),
    users_untold integer NOT NULL CHECK (users_untold >= 0),
    cancelled_at timestamptz,
    cancelled_by text,
    version integer NOT NULL DEFAULT 1,
    -- Users are told 24 hours before (第二十四条).
    CONSTRAINT reclaimed_stops_announced CHECK (starts_at >= announced_at + interval '24 hours'),
    CHECK ((cancelled_at IS NULL) = (cancelled_by IS NULL))
);
CREATE INDEX reclaimed_stops_ends ON reclaimed_stops (ends_at);

-- Facts: nobody changes or removes them. What a user may use the water for is one of them (第二十三条).
CREATE TRIGGER reclaimed_users_append_only BEFORE UPDATE OR DELETE ON reclaimed_users FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reclaimed_users_no_truncate BEFORE TRUNCATE ON reclaimed_users FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reclaimed_tests_append_only BEFORE UPDATE OR DELETE ON reclaimed_tests FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reclaimed_tests_no_truncate BEFORE TRUNCATE ON reclaimed_tests FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Only whether a system runs changes: nobody changes the use, the source or the pipes of one that is registered (第十、二十三条).
CREATE FUNCTION refuse_reclaimed_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(OLD) - 'state' - 'version') IS DISTINCT FROM (to_jsonb(NEW) - 'state' - 'version') THEN
        RAISE EXCEPTION 'reclaimed_systems: only the state changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reclaimed_systems_stay BEFORE UPDATE ON reclaimed_systems FOR EACH ROW EXECUTE FUNCTION refuse_reclaimed_change();
CREATE TRIGGER reclaimed_systems_no_delete BEFORE DELETE ON reclaimed_systems FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reclaimed_systems_no_truncate BEFORE TRUNCATE ON reclaimed_systems FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reclaimed_incidents_no_delete BEFORE DELETE ON reclaimed_incidents FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reclaimed_incidents_no_truncate BEFORE TRUNCATE ON reclaimed_incidents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reclaimed_stops_no_delete BEFORE DELETE ON reclaimed_stops FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reclaimed_stops_no_truncate BEFORE TRUNCATE ON reclaimed_stops FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE reclaimed_systems ENABLE ROW LEVEL SECURITY;
ALTER TABLE reclaimed_systems FORCE ROW LEVEL SECURITY;
CREATE POLICY reclaimed_systems_scope ON reclaimed_systems USING (in_scope(town)) WITH CHECK (in_scope(town));
ALTER TABLE reclaimed_users ENABLE ROW LEVEL SECURITY;
ALTER TABLE reclaimed_users FORCE ROW LEVEL SECURITY;
CREATE POLICY reclaimed_users_scope ON reclaimed_users USING (EXISTS (SELECT FROM reclaimed_systems WHERE reclaimed_systems.id = reclaimed_users.system_id));
ALTER TABLE reclaimed_tests ENABLE ROW LEVEL SECURITY;
ALTER TABLE reclaimed_tests FORCE ROW LEVEL SECURITY;
CREATE POLICY reclaimed_tests_scope ON reclaimed_tests USING (EXISTS (SELECT FROM reclaimed_systems WHERE reclaimed_systems.id = reclaimed_tests.system_id));
ALTER TABLE reclaimed_incidents ENABLE ROW LEVEL SECURITY;
ALTER TABLE reclaimed_incidents FORCE ROW LEVEL SECURITY;
CREATE POLICY reclaimed_incidents_scope ON reclaimed_incidents USING (EXISTS (SELECT FROM reclaimed_systems WHERE reclaimed_systems.id = reclaimed_incidents.system_id));
-- Planned stops are published, everybody reads them; whoever sees only some towns announces none in another.
ALTER TABLE reclaimed_stops ENABLE ROW LEVEL SECURITY;
ALTER TABLE reclaimed_stops FORCE ROW LEVEL SECURITY;
CREATE POLICY reclaimed_stops_published ON reclaimed_stops FOR SELECT USING (true);
CREATE POLICY reclaimed_stops_announce ON reclaimed_stops FOR INSERT WITH CHECK (in_scope(town));
CREATE POLICY reclaimed_stops_change ON reclaimed_stops FOR UPDATE USING (in_scope(town)) WITH CHECK (in_scope(town));
