-- Water users, meters, readings, plans, prices (新政办发〔2023〕24号 附件1–4). Volumes are milli-m³ (litres), prices 1/10000 yuan.
-- Rows belong to a supply company and a town; row-level security shows a session only what is in its scope.

CREATE TABLE water_users (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE CHECK (code <> ''),
    name text NOT NULL CHECK (name <> ''),
    credit_code text CHECK (credit_code ~ '^[0-9A-Z]{18}$'),
    category text NOT NULL CHECK (category IN ('resident', 'non_resident', 'special_trade', 'agriculture')),
    supply text NOT NULL CHECK (supply IN ('public_network', 'self_supplied')),
    industry_class text NOT NULL CHECK (industry_class IN ('ordinary', 'restricted', 'eliminated')),
    recognition_department text,
    recognition_notice text,
    recognition_on date,
    use_class text NOT NULL,
    town text NOT NULL,
    -- The company whose network supplies the user; none for a source of one's own.
    supplier text CHECK (supplier <> ''),
    phone text,
    demonstration boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    -- A restricted or eliminated class rests on the recognising department's notice (附件4 二（三）).
    CHECK ((industry_class = 'ordinary') = (recognition_notice IS NULL)),
    CHECK (num_nulls(recognition_department, recognition_notice, recognition_on) IN (0, 3)),
    CHECK ((supply = 'public_network') = (supplier IS NOT NULL))
);
CREATE INDEX water_users_supplier ON water_users (supplier, code);
CREATE INDEX water_users_town ON water_users (town, code);

CREATE TABLE meters (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES water_users,
    -- The master meter of the same user that counts this one's water too: a sub-meter is not billed.
    master_meter_id uuid CHECK (master_meter_id <> id),
    number text NOT NULL UNIQUE CHECK (number <> ''),
    calibre_dn integer NOT NULL CHECK (calibre_dn > 0),
    digits integer NOT NULL CHECK (digits BETWEEN 3 AND 12),
    kind text NOT NULL,
    place text NOT NULL CHECK (place IN ('intake', 'supply_point', 'discharge')),
    installed_on date NOT NULL,
    removed_on date CHECK (removed_on >= installed_on),
    seal_number text,
    -- Since when it has been sealed by law, and since when its kind may not be used (附件3 第十二条（七）（八）).
    sealed_from date,
    obsolete_from date,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (id, user_id),
    FOREIGN KEY (master_meter_id, user_id) REFERENCES meters (id, user_id)
);
CREATE INDEX meters_user ON meters (user_id);
CREATE INDEX meters_master ON meters (master_meter_id) WHERE master_meter_id IS NOT NULL;

CREATE TABLE meter_verifications (
    id uuid PRIMARY KEY,
    meter_id uuid NOT NULL REFERENCES meters,
    certificate text NOT NULL CHECK (certificate <> ''),
    verified_on date NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('verified', 'calibrated', 'failed')),
    valid_until date NOT NULL CHECK (valid_until >= verified_on),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX meter_verifications_meter ON meter_verifications (meter_id, verified_on);

-- A reading is never changed: a correction is a new reading that replaces an earlier one.
CREATE TABLE readings (
    id uuid PRIMARY KEY,
    meter_id uuid NOT NULL REFERENCES meters,
    purpose text NOT NULL CHECK (purpose IN ('install', 'periodic', 'removal')),
    period text,
    read_on date NOT NULL,
    value_milli bigint NOT NULL CHECK (value_milli >= 0),
    method text NOT NULL CHECK (method IN ('manual', 'remote')),
    rolled_over boolean NOT NULL DEFAULT false,
    replaces uuid UNIQUE REFERENCES readings,
    -- Whether it closes a period that was missed, and was recorded after later readings.
    supplement boolean NOT NULL DEFAULT false,
    -- Why it replaces another or comes late.
    reason text,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    CHECK ((purpose = 'periodic') = (period IS NOT NULL)),
    CHECK ((replaces IS NOT NULL OR supplement) = (reason IS NOT NULL)),
    CHECK (NOT supplement OR purpose = 'periodic' AND replaces IS NULL)
);
-- One reading per meter and period; a correction goes by the reading it replaces.
CREATE UNIQUE INDEX readings_meter_period ON readings (meter_id, period) WHERE replaces IS NULL AND period IS NOT NULL;
CREATE UNIQUE INDEX readings_meter_install ON readings (meter_id, purpose) WHERE replaces IS NULL AND purpose <> 'periodic';
CREATE INDEX readings_meter ON readings (meter_id, read_on);
CREATE INDEX readings_list ON readings (read_on, id);
CREATE INDEX readings_period_list ON readings (period, read_on, id) WHERE period IS NOT NULL;

CREATE TABLE reading_imports (
    id uuid PRIMARY KEY,
    -- Unit of the person who imported: others of the unit and the bureau see it.
    unit text NOT NULL,
    format text NOT NULL CHECK (format IN ('csv', 'xlsx')),
    file_name text NOT NULL,
    mode text NOT NULL CHECK (mode IN ('all_or_nothing', 'valid_rows')),
    dry_run boolean NOT NULL,
    row_count integer NOT NULL,
    accepted integer NOT NULL,
    rejected integer NOT NULL,
    result bytea NOT NULL,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE plans (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES water_users,
    year integer NOT NULL,
    period_kind text NOT NULL CHECK (period_kind IN ('month', 'quarter')),
    revision integer NOT NULL CHECK (revision > 0),
    state text NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'in_force', 'superseded')),
    basis text NOT NULL CHECK (basis IN ('quota', 'approved_figure')),
    basis_detail text NOT NULL,
    ground text,
    evidence text,
    drafted_by text NOT NULL,
    approved_by text CHECK (approved_by <> drafted_by),
    approved_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (user_id, year, revision),
    CHECK ((state IN ('approved', 'in_force', 'superseded')) = (approved_by IS NOT NULL)),
    CHECK ((ground IS NULL) = (evidence IS NULL))
);
CREATE INDEX plans_list ON plans (year DESC, id);
CREATE INDEX plans_approved ON plans (year) WHERE state = 'approved';
CREATE UNIQUE INDEX plans_in_force ON plans (user_id, year) WHERE state = 'in_force';

CREATE TABLE plan_volumes (
    plan_id uuid NOT NULL REFERENCES plans,
    period text NOT NULL,
    volume_milli bigint NOT NULL CHECK (volume_milli > 0),
    PRIMARY KEY (plan_id, period)
);

CREATE TABLE base_prices (
    id uuid PRIMARY KEY,
    supplier text NOT NULL,
    category text NOT NULL CHECK (category IN ('resident', 'non_resident', 'special_trade', 'agriculture')),
    price_e4 bigint NOT NULL CHECK (price_e4 > 0),
    effective_from date NOT NULL,
    document text NOT NULL CHECK (document <> ''),
    article text NOT NULL CHECK (article <> ''),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (supplier, category, effective_from)
);

CREATE TABLE irrigation_approvals (
    district text NOT NULL,
    year integer NOT NULL,
    number text NOT NULL CHECK (number <> ''),
    approved_on date NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (district, year)
);

-- Facts: nobody changes or removes them.
CREATE TRIGGER meter_verifications_append_only BEFORE UPDATE OR DELETE ON meter_verifications FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER meter_verifications_no_truncate BEFORE TRUNCATE ON meter_verifications FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER readings_append_only BEFORE UPDATE OR DELETE ON readings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER readings_no_truncate BEFORE TRUNCATE ON readings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER base_prices_append_only BEFORE UPDATE OR DELETE ON base_prices FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER base_prices_no_truncate BEFORE TRUNCATE ON base_prices FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER irrigation_approvals_append_only BEFORE UPDATE OR DELETE ON irrigation_approvals FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER irrigation_approvals_no_truncate BEFORE TRUNCATE ON irrigation_approvals FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Data scope. What hangs on a user is seen by whoever sees the user.
ALTER TABLE water_users ENABLE ROW LEVEL SECURITY;
ALTER TABLE water_users FORCE ROW LEVEL SECURITY;
CREATE POLICY water_users_scope ON water_users USING (in_scope(supplier) OR in_scope(town)) WITH CHECK (in_scope(supplier) OR in_scope(town));

ALTER TABLE meters ENABLE ROW LEVEL SECURITY;
ALTER TABLE meters FORCE ROW LEVEL SECURITY;
CREATE POLICY meters_scope ON meters USING (EXISTS (SELECT FROM water_users WHERE water_users.id = meters.user_id));

ALTER TABLE meter_verifications ENABLE ROW LEVEL SECURITY;
ALTER TABLE meter_verifications FORCE ROW LEVEL SECURITY;
CREATE POLICY meter_verifications_scope ON meter_verifications USING (EXISTS (SELECT FROM meters WHERE meters.id = meter_verifications.meter_id));

ALTER TABLE readings ENABLE ROW LEVEL SECURITY;
ALTER TABLE readings FORCE ROW LEVEL SECURITY;
CREATE POLICY readings_scope ON readings USING (EXISTS (SELECT FROM meters WHERE meters.id = readings.meter_id));

ALTER TABLE reading_imports ENABLE ROW LEVEL SECURITY;
ALTER TABLE reading_imports FORCE ROW LEVEL SECURITY;
CREATE POLICY reading_imports_scope ON reading_imports USING (in_scope(unit)) WITH CHECK (in_scope(unit));

ALTER TABLE plans ENABLE ROW LEVEL SECURITY;
ALTER TABLE plans FORCE ROW LEVEL SECURITY;
CREATE POLICY plans_scope ON plans USING (EXISTS (SELECT FROM water_users WHERE water_users.id = plans.user_id));

ALTER TABLE plan_volumes ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_volumes FORCE ROW LEVEL SECURITY;
CREATE POLICY plan_volumes_scope ON plan_volumes USING (EXISTS (SELECT FROM plans WHERE plans.id = plan_volumes.plan_id));
