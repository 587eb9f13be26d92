-- Water rights of irrigation districts (新政办发〔2023〕25号 六（五）; the cut: 24号 附件8 第五条（四）). Volumes are litres, areas 1/10000 mu.

-- Who can hold a right: associations, their groups, the groups' households.
CREATE TABLE irrigation_parties (
    id uuid PRIMARY KEY,
    code text NOT NULL UNIQUE CHECK (code <> ''),
    kind text NOT NULL CHECK (kind IN ('association', 'group', 'household')),
    name text NOT NULL CHECK (name <> ''),
    district text NOT NULL CHECK (district IN ('muzan', 'gujiao', 'wanan')),
    parent_id uuid,
    town text NOT NULL CHECK (town <> ''),
    village text NOT NULL CHECK (village <> ''),
    demonstration boolean NOT NULL DEFAULT false,
    recorded_by text NOT NULL CHECK (recorded_by <> ''),
    recorded_at timestamptz NOT NULL,
    parent_kind text GENERATED ALWAYS AS (CASE kind WHEN 'group' THEN 'association' WHEN 'household' THEN 'group' END) STORED,
    UNIQUE (id, district),
    UNIQUE (id, kind, district),
    CHECK ((kind = 'association') = (parent_id IS NULL)),
    FOREIGN KEY (parent_id, parent_kind, district) REFERENCES irrigation_parties (id, kind, district)
);
CREATE INDEX irrigation_parties_parent ON irrigation_parties (parent_id);
CREATE INDEX irrigation_parties_town ON irrigation_parties (town, code);

-- How much water a district may share out in a year. The row is what rights of the district and year wait for each other at.
CREATE TABLE irrigation_years (
    district text NOT NULL CHECK (district IN ('muzan', 'gujiao', 'wanan')),
    year integer NOT NULL,
    permit_milli bigint NOT NULL CHECK (permit_milli > 0),
    ceiling_milli bigint NOT NULL CHECK (ceiling_milli >= 0 AND ceiling_milli <= permit_milli),
    PRIMARY KEY (district, year)
);

-- A district failed its assessment: the decision that its right of the following year is cut.
CREATE TABLE irrigation_right_cuts (
    id uuid PRIMARY KEY,
    district text NOT NULL,
    year integer NOT NULL,
    decision_number text NOT NULL CHECK (decision_number <> ''),
    decided_on date NOT NULL,
    ground text NOT NULL CHECK (ground <> ''),
    recorded_by text NOT NULL CHECK (recorded_by <> ''),
    recorded_at timestamptz NOT NULL,
    CONSTRAINT irrigation_right_cuts_once UNIQUE (district, year),
    FOREIGN KEY (district, year) REFERENCES irrigation_years,
    CHECK (extract(year FROM decided_on) BETWEEN year - 1 AND year)
);

CREATE TABLE water_rights (
    id uuid PRIMARY KEY,
    party_id uuid NOT NULL,
    district text NOT NULL,
    year integer NOT NULL,
    volume_milli bigint NOT NULL CHECK (volume_milli > 0),
    -- What it rests on.
    confirmed_area_e4 bigint NOT NULL CHECK (confirmed_area_e4 > 0),
    irrigated_area_e4 bigint NOT NULL CHECK (irrigated_area_e4 > 0 AND irrigated_area_e4 <= confirmed_area_e4),
    grain_e4 bigint NOT NULL CHECK (grain_e4 >= 0),
    economic_e4 bigint NOT NULL CHECK (economic_e4 >= 0),
    other_e4 bigint NOT NULL CHECK (other_e4 >= 0),
    quota_milli bigint NOT NULL CHECK (quota_milli >= 0),
    last_use_milli bigint[] NOT NULL CHECK (array_length(last_use_milli, 1) = 3 AND 0 <= ALL (last_use_milli)),
    works text NOT NULL CHECK (works <> ''),
    rules_digest text NOT NULL,
    state text NOT NULL CHECK (state IN ('submitted', 'returned', 'withdrawn', 'approved')),
    drafted_by text NOT NULL CHECK (drafted_by <> ''),
    drafted_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    comment text,
    -- The later right that has taken its place.
    superseded_by uuid REFERENCES water_rights,
    version integer NOT NULL DEFAULT 1,
    FOREIGN KEY (party_id, district) REFERENCES irrigation_parties (id, district),
    FOREIGN KEY (district, year) REFERENCES irrigation_years,
    -- Nobody approves what they have drafted.
    CONSTRAINT water_rights_second_person CHECK (decided_by IS NULL OR decided_by <> drafted_by),
    CHECK ((state IN ('approved', 'returned')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'returned' OR comment <> ''),
    CHECK (superseded_by IS NULL OR state = 'approved')
);
CREATE UNIQUE INDEX water_rights_open ON water_rights (party_id, year) WHERE state = 'submitted';
CREATE UNIQUE INDEX water_rights_in_force ON water_rights (party_id, year) WHERE state = 'approved' AND superseded_by IS NULL;
CREATE INDEX water_rights_list ON water_rights (year DESC, id);

-- Parts never add up to more than the whole, whoever writes and however many at once: rights of a district and year wait for
-- each other at its row. Looks at all rights, whatever the session may see. Of a party with a right and a draft the larger counts.
CREATE FUNCTION guard_water_right() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_scope text := coalesce(current_setting('jiangzhou.scope', true), '');
    whole bigint;
    parent uuid;
    others bigint;
    parts bigint;
    before bigint;
    allowed text[] := '{state,decided_by,decided_at,comment,superseded_by,version}';
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a water right is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF (to_jsonb(NEW) - allowed) IS DISTINCT FROM (to_jsonb(OLD) - allowed)
            OR OLD.superseded_by IS NOT NULL
            OR OLD.state <> 'submitted' AND (NEW.state, NEW.decided_by, NEW.decided_at, NEW.comment) IS DISTINCT FROM (OLD.state, OLD.decided_by, OLD.decided_at, OLD.comment)
        THEN
            RAISE EXCEPTION 'a water right that was decided stays as it is: draft another' USING ERRCODE = 'restrict_violation';
        END IF;
        IF NEW.state <> 'approved' OR OLD.state = 'approved' THEN
            RETURN NEW;
        END IF;
    ELSIF NEW.state <> 'submitted' THEN
        RAISE EXCEPTION 'a water right begins as a draft' USING ERRCODE = 'restrict_violation';
    END IF;
    SELECT ceiling_milli INTO whole FROM irrigation_years WHERE district = NEW.district AND year = NEW.year FOR UPDATE;
    PERFORM set_config('jiangzhou.scope', 'all', true);
    SELECT parent_id INTO parent FROM irrigation_parties WHERE id = NEW.party_id;
    IF parent IS NOT NULL THEN
        SELECT volume_milli INTO whole FROM water_rights
         WHERE party_id = parent AND year = NEW.year AND state = 'approved' AND superseded_by IS NULL;
        -- Without a right of the parent there is nothing to share out.
        IF NOT FOUND THEN
            whole := 0;
        END IF;
    END IF;
    SELECT coalesce(sum(largest), 0) INTO others FROM (
        SELECT max(volume_milli) AS largest FROM water_rights JOIN irrigation_parties ON irrigation_parties.id = water_rights.party_id
         WHERE water_rights.district = NEW.district AND year = NEW.year AND parent_id IS NOT DISTINCT FROM parent AND party_id <> NEW.party_id
           AND state IN ('submitted', 'approved') AND superseded_by IS NULL
         GROUP BY party_id) AS siblings;
    SELECT coalesce(sum(largest), 0) INTO parts FROM (
        SELECT max(volume_milli) AS largest FROM water_rights JOIN irrigation_parties ON irrigation_parties.id = water_rights.party_id
         WHERE year = NEW.year AND parent_id = NEW.party_id AND state IN ('submitted', 'approved') AND superseded_by IS NULL
         GROUP BY party_id) AS children;
    -- A right that becomes smaller is welcome: that is how rights come down after a cut.
    SELECT max(volume_milli) INTO before FROM water_rights
     WHERE party_id = NEW.party_id AND year = NEW.year AND state = 'approved' AND (superseded_by IS NULL OR superseded_by = NEW.id);
    PERFORM set_config('jiangzhou.scope', own_scope, true);
    IF others + NEW.volume_milli > whole AND NEW.volume_milli >= coalesce(before, 0) THEN
        RAISE EXCEPTION 'water rights add up to more than what they are parts of' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'water_rights_within_parent';
    END IF;
    IF parts > NEW.volume_milli THEN
        RAISE EXCEPTION 'a water right is smaller than its parts' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'water_rights_above_children';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER water_rights_guard BEFORE INSERT OR UPDATE OR DELETE ON water_rights FOR EACH ROW EXECUTE FUNCTION guard_water_right();
CREATE TRIGGER water_rights_no_truncate BEFORE TRUNCATE ON water_rights FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A ceiling only comes down, and only with a cut.
CREATE FUNCTION guard_irrigation_year() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.district, NEW.year, NEW.permit_milli) IS DISTINCT FROM (OLD.district, OLD.year, OLD.permit_milli)
        OR NEW.ceiling_milli > OLD.ceiling_milli THEN
        RAISE EXCEPTION 'the water of a district and year is never made more' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER irrigation_years_guard BEFORE UPDATE OR DELETE ON irrigation_years FOR EACH ROW EXECUTE FUNCTION guard_irrigation_year();
CREATE TRIGGER irrigation_years_no_truncate BEFORE TRUNCATE ON irrigation_years FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER irrigation_right_cuts_append_only BEFORE UPDATE OR DELETE ON irrigation_right_cuts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER irrigation_right_cuts_no_truncate BEFORE TRUNCATE ON irrigation_right_cuts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER irrigation_parties_append_only BEFORE UPDATE OR DELETE ON irrigation_parties FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER irrigation_parties_no_truncate BEFORE TRUNCATE ON irrigation_parties FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE irrigation_parties ENABLE ROW LEVEL SECURITY;
ALTER TABLE irrigation_parties FORCE ROW LEVEL SECURITY;
CREATE POLICY irrigation_parties_scope ON irrigation_parties USING (in_scope(town)) WITH CHECK (in_scope(town));

ALTER TABLE water_rights ENABLE ROW LEVEL SECURITY;
ALTER TABLE water_rights FORCE ROW LEVEL SECURITY;
CREATE POLICY water_rights_scope ON water_rights USING (EXISTS (SELECT FROM irrigation_parties WHERE irrigation_parties.id = water_rights.party_id));
