-- Flow assessment of users who cannot be metered, and water that a supply company owes (新政办发〔2023〕24号 附件3 第十一条（四）、（五）).
-- Volumes are litres, rates litres per hour, hours and kilowatts thousandths.

CREATE TABLE flow_assessments (
    id uuid PRIMARY KEY,
    -- Of the document that lays the method down.
    number text NOT NULL CHECK (number <> ''),
    user_id uuid NOT NULL REFERENCES water_users,
    ground text NOT NULL CHECK (ground IN ('harsh_environment', 'instrument_limits', 'other')),
    ground_detail text NOT NULL CHECK (ground_detail <> ''),
    kind text NOT NULL CHECK (kind IN ('flow_time', 'pump_electricity')),
    rate_milli bigint NOT NULL CHECK (rate_milli > 0),
    -- Hours a day of a flow.
    hours_milli integer CHECK (hours_milli BETWEEN 1 AND 24000),
    -- Kilowatts of a pump.
    power_milli bigint CHECK (power_milli > 0),
    assessed_by text NOT NULL CHECK (assessed_by <> ''),
    assessed_on date NOT NULL,
    valid_from date NOT NULL CHECK (valid_from >= assessed_on),
    valid_to date CHECK (valid_to >= valid_from),
    state text NOT NULL CHECK (state IN ('submitted', 'approved', 'returned', 'ended')),
    drafted_by text NOT NULL CHECK (drafted_by <> ''),
    drafted_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    comment text CHECK (comment <> ''),
    -- The last day on which an ended method holds; the day before its first where it comes to nothing.
    ended_on date,
    ended_by text,
    end_reason text CHECK (end_reason <> ''),
    demonstration boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    CHECK ((kind = 'flow_time') = (hours_milli IS NOT NULL)),
    CHECK ((kind = 'pump_electricity') = (power_milli IS NOT NULL)),
    CHECK ((state = 'submitted') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'returned' OR comment IS NOT NULL),
    CHECK ((state = 'ended') = (ended_on IS NOT NULL)),
    CHECK (num_nulls(ended_on, ended_by, end_reason) IN (0, 3)),
    CHECK (ended_on >= valid_from - 1 AND (valid_to IS NULL OR ended_on <= valid_to)),
    CONSTRAINT flow_assessments_second_person CHECK (decided_by <> drafted_by)
);
-- One document may name several users, and one method after another; what was returned may come again.
CREATE UNIQUE INDEX flow_assessments_number ON flow_assessments (number, user_id, valid_from) WHERE state <> 'returned';
CREATE INDEX flow_assessments_user ON flow_assessments (user_id) WHERE state IN ('approved', 'ended');

-- What was laid down stays; a user has one method on a day; a user with a meter at the supply point has none.
CREATE FUNCTION guard_flow_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a method is ended, never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state IN ('returned', 'ended')
            OR (OLD.state, NEW.state) NOT IN (('submitted', 'approved'), ('submitted', 'returned'), ('approved', 'ended'))
            OR (to_jsonb(NEW) - '{state,decided_by,decided_at,comment,ended_on,ended_by,end_reason,version}'::text[])
                IS DISTINCT FROM (to_jsonb(OLD) - '{state,decided_by,decided_at,comment,ended_on,ended_by,end_reason,version}'::text[])
            OR OLD.decided_by IS NOT NULL AND (NEW.decided_by, NEW.decided_at) IS DISTINCT FROM (OLD.decided_by, OLD.decided_at) THEN
            RAISE EXCEPTION 'a method stays as it was laid down: end it and register another' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    IF NEW.state = 'approved' THEN
        PERFORM FROM water_users WHERE id = NEW.user_id FOR NO KEY UPDATE;
        IF EXISTS (SELECT FROM flow_assessments AS other WHERE other.user_id = NEW.user_id AND other.id <> NEW.id
                AND other.state IN ('approved', 'ended')
                AND other.valid_from <= coalesce(NEW.valid_to, 'infinity')
                AND coalesce(other.ended_on, other.valid_to, 'infinity') >= NEW.valid_from) THEN
            RAISE EXCEPTION 'the user has another method on some of these days'
                USING ERRCODE = 'restrict_violation', CONSTRAINT = 'flow_assessment_overlaps';
        END IF;
        IF EXISTS (SELECT FROM meters WHERE user_id = NEW.user_id AND place = 'supply_point' AND removed_on IS NULL) THEN
            RAISE EXCEPTION 'the user has a meter' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'flow_assessment_metered';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER flow_assessments_guard BEFORE INSERT OR UPDATE OR DELETE ON flow_assessments
    FOR EACH ROW EXECUTE FUNCTION guard_flow_assessment();
CREATE TRIGGER flow_assessments_no_truncate BEFORE TRUNCATE ON flow_assessments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a user without a meter used in a period, by a method. Never changed: a correction is a new one that names the one it replaces.
CREATE TABLE assessed_usages (
    id uuid PRIMARY KEY,
    assessment_id uuid NOT NULL REFERENCES flow_assessments,
    user_id uuid NOT NULL REFERENCES water_users,
    period text NOT NULL,
    period_from date NOT NULL,
    period_to date NOT NULL CHECK (period_to >= period_from),
    -- Days of use or kilowatt-hours.
    quantity_milli bigint NOT NULL CHECK (quantity_milli >= 0),
    volume_milli bigint NOT NULL CHECK (volume_milli >= 0),
    -- What the quantity rests on: running record, electricity bill.
    basis text NOT NULL CHECK (basis <> ''),
    replaces uuid CONSTRAINT assessed_usages_replaces UNIQUE REFERENCES assessed_usages,
    reason text CHECK (reason <> ''),
    recorded_by text NOT NULL CHECK (recorded_by <> ''),
    recorded_at timestamptz NOT NULL,
    CHECK ((replaces IS NULL) = (reason IS NULL))
);
CREATE UNIQUE INDEX assessed_usages_once ON assessed_usages (user_id, period) WHERE replaces IS NULL;
CREATE INDEX assessed_usages_period ON assessed_usages (user_id, period);

-- Rests on a method that holds on all days of the period; nobody is assessed who had a meter on one of them; a billed period stays.
-- Runs wait: the lock is that of the base price of the user's company and category. Looks at all bills, whatever the session sees.
CREATE FUNCTION guard_assessed_usage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_scope text := coalesce(current_setting('jiangzhou.scope', true), '');
    is_billed boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('base_price:' || coalesce(supplier, '') || ':' || category)) FROM water_users WHERE id = NEW.user_id;
    IF NOT EXISTS (SELECT FROM flow_assessments WHERE id = NEW.assessment_id AND user_id = NEW.user_id AND state IN ('approved', 'ended')
            AND valid_from <= NEW.period_from AND coalesce(ended_on, valid_to, 'infinity') >= NEW.period_to) THEN
        RAISE EXCEPTION 'no method in force' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'assessed_usage_without_method';
    END IF;
    IF EXISTS (SELECT FROM meters WHERE user_id = NEW.user_id AND place = 'supply_point'
            AND installed_on <= NEW.period_to AND coalesce(removed_on, 'infinity') > NEW.period_from) THEN
        RAISE EXCEPTION 'the user has a meter' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'assessed_usage_metered';
    END IF;
    IF NEW.replaces IS NOT NULL AND NOT EXISTS (SELECT FROM assessed_usages
            WHERE id = NEW.replaces AND user_id = NEW.user_id AND period = NEW.period) THEN
        RAISE EXCEPTION 'a correction is of the same user and period' USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM set_config('jiangzhou.scope', 'all', true);
    is_billed := EXISTS (SELECT FROM bills WHERE user_id = NEW.user_id AND period = NEW.period AND state <> 'cancelled');
    PERFORM set_config('jiangzhou.scope', own_scope, true);
    IF is_billed THEN
        RAISE EXCEPTION 'the period has been billed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'assessed_usage_billed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER assessed_usages_guard BEFORE INSERT ON assessed_usages FOR EACH ROW EXECUTE FUNCTION guard_assessed_usage();
CREATE TRIGGER assessed_usages_append_only BEFORE UPDATE OR DELETE ON assessed_usages FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER assessed_usages_no_truncate BEFORE TRUNCATE ON assessed_usages FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Water that a user should have got and did not; its company makes it good or compensates for it, in one part or several.
CREATE TABLE water_shortages (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES water_users,
    -- Who owes it.
    supplier text NOT NULL CHECK (supplier <> ''),
    volume_milli bigint NOT NULL CHECK (volume_milli > 0),
    short_from date NOT NULL,
    short_to date NOT NULL CHECK (short_to >= short_from),
    cause text NOT NULL CHECK (cause <> ''),
    state text NOT NULL CHECK (state IN ('owed', 'made_good', 'compensated')),
    recorded_by text NOT NULL CHECK (recorded_by <> ''),
    recorded_at timestamptz NOT NULL,
    settled_on date CHECK (settled_on >= short_from),
    demonstration boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    CHECK ((state = 'owed') = (settled_on IS NULL))
);
CREATE INDEX water_shortages_user ON water_shortages (user_id);

CREATE TABLE shortage_settlements (
    id uuid PRIMARY KEY,
    shortage_id uuid NOT NULL REFERENCES water_shortages,
    kind text NOT NULL CHECK (kind IN ('made_good', 'compensated')),
    volume_milli bigint NOT NULL CHECK (volume_milli > 0),
    amount_fen bigint CHECK (amount_fen > 0),
    settled_on date NOT NULL,
    detail text NOT NULL CHECK (detail <> ''),
    recorded_by text NOT NULL CHECK (recorded_by <> ''),
    recorded_at timestamptz NOT NULL,
    CHECK ((kind = 'compensated') = (amount_fen IS NOT NULL))
);
CREATE INDEX shortage_settlements_shortage ON shortage_settlements (shortage_id);

-- Never more than is owed, and a settled shortage stays as it is.
CREATE FUNCTION guard_shortage_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    owed water_shortages;
BEGIN
    SELECT * INTO owed FROM water_shortages WHERE id = NEW.shortage_id FOR NO KEY UPDATE;
    IF owed.state IS DISTINCT FROM 'owed' OR NEW.settled_on < owed.short_from
        OR owed.volume_milli < NEW.volume_milli + coalesce((SELECT sum(volume_milli) FROM shortage_settlements WHERE shortage_id = NEW.shortage_id), 0) THEN
        RAISE EXCEPTION 'more than is owed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'shortage_exceeded';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER shortage_settlements_guard BEFORE INSERT ON shortage_settlements FOR EACH ROW EXECUTE FUNCTION guard_shortage_settlement();
CREATE TRIGGER shortage_settlements_append_only BEFORE UPDATE OR DELETE ON shortage_settlements FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER shortage_settlements_no_truncate BEFORE TRUNCATE ON shortage_settlements FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE FUNCTION guard_water_shortage() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    settled bigint;
    is_compensated boolean;
BEGIN
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (OLD.state <> 'owed'
        OR (to_jsonb(NEW) - '{state,settled_on,version}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{state,settled_on,version}'::text[])) THEN
        RAISE EXCEPTION 'a shortage stays as it was recorded' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state <> 'owed' THEN
        SELECT sum(volume_milli), bool_or(kind = 'compensated') INTO settled, is_compensated
            FROM shortage_settlements WHERE shortage_id = NEW.id;
        IF settled IS DISTINCT FROM NEW.volume_milli OR (NEW.state = 'compensated') IS DISTINCT FROM is_compensated THEN
            RAISE EXCEPTION 'a shortage is settled when all of it is' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER water_shortages_guard BEFORE INSERT OR UPDATE OR DELETE ON water_shortages FOR EACH ROW EXECUTE FUNCTION guard_water_shortage();
CREATE TRIGGER water_shortages_no_truncate BEFORE TRUNCATE ON water_shortages FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE flow_assessments ENABLE ROW LEVEL SECURITY;
ALTER TABLE flow_assessments FORCE ROW LEVEL SECURITY;
CREATE POLICY flow_assessments_scope ON flow_assessments
    USING (EXISTS (SELECT FROM water_users WHERE water_users.id = flow_assessments.user_id));
ALTER TABLE assessed_usages ENABLE ROW LEVEL SECURITY;
ALTER TABLE assessed_usages FORCE ROW LEVEL SECURITY;
CREATE POLICY assessed_usages_scope ON assessed_usages
    USING (EXISTS (SELECT FROM water_users WHERE water_users.id = assessed_usages.user_id));
ALTER TABLE water_shortages ENABLE ROW LEVEL SECURITY;
ALTER TABLE water_shortages FORCE ROW LEVEL SECURITY;
CREATE POLICY water_shortages_scope ON water_shortages
    USING (EXISTS (SELECT FROM water_users WHERE water_users.id = water_shortages.user_id));
ALTER TABLE shortage_settlements ENABLE ROW LEVEL SECURITY;
ALTER TABLE shortage_settlements FORCE ROW LEVEL SECURITY;
CREATE POLICY shortage_settlements_scope ON shortage_settlements
    USING (EXISTS (SELECT FROM water_shortages WHERE water_shortages.id = shortage_settlements.shortage_id));
