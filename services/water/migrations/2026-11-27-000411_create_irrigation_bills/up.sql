-- Waterings and the bills that rest on them (新政办发〔2023〕25号 三、五、六（四）). Volumes are litres, areas 1/10000 mu, amounts fen.

-- What a household has planted in a year: its quota is area × crop quota.
CREATE TABLE irrigation_plantings (
    id uuid PRIMARY KEY,
    party_id uuid NOT NULL REFERENCES irrigation_parties,
    year integer NOT NULL,
    grain_e4 bigint NOT NULL CHECK (grain_e4 >= 0),
    economic_e4 bigint NOT NULL CHECK (economic_e4 >= 0),
    other_e4 bigint NOT NULL CHECK (other_e4 >= 0),
    recorded_by text NOT NULL CHECK (recorded_by <> ''),
    recorded_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT irrigation_plantings_once UNIQUE (party_id, year)
);

-- A watering is never changed: a correction is a new one that replaces an earlier one.
CREATE TABLE waterings (
    id uuid PRIMARY KEY,
    party_id uuid NOT NULL,
    crop text NOT NULL CHECK (crop IN ('grain', 'economic', 'other')),
    watered_on date NOT NULL,
    volume_milli bigint NOT NULL CHECK (volume_milli >= 0),
    area_e4 bigint NOT NULL CHECK (area_e4 > 0),
    method text NOT NULL CHECK (method IN ('manual', 'remote')),
    replaces uuid CONSTRAINT waterings_replaces_key UNIQUE,
    -- Why it replaces another.
    reason text,
    recorded_by text NOT NULL CHECK (recorded_by <> ''),
    recorded_at timestamptz NOT NULL,
    UNIQUE (id, party_id),
    FOREIGN KEY (party_id) REFERENCES irrigation_parties,
    -- A correction is of the same party's water.
    FOREIGN KEY (replaces, party_id) REFERENCES waterings (id, party_id),
    CHECK ((replaces IS NULL) = (reason IS NULL)),
    CHECK (volume_milli > 0 OR replaces IS NOT NULL)
);
CREATE INDEX waterings_party ON waterings (party_id, watered_on);
CREATE INDEX waterings_list ON waterings (watered_on, id);

CREATE TABLE irrigation_bills (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    party_id uuid NOT NULL REFERENCES irrigation_parties,
    party_code text NOT NULL,
    party_name text NOT NULL,
    district text NOT NULL,
    town text NOT NULL,
    village text NOT NULL,
    year integer NOT NULL,
    -- Which of the party's bills of the year it is: later ones rest on it.
    seq integer NOT NULL CHECK (seq > 0),
    -- Water delivered to this day.
    through date NOT NULL,
    volume_milli bigint NOT NULL CHECK (volume_milli > 0),
    total_fen bigint NOT NULL CHECK (total_fen > 0),
    -- The approval whose prices it uses.
    approval_number text,
    approved_on date,
    -- What it was computed from, its lines, the whole calculation, and the digest of the rules.
    input json NOT NULL,
    lines json NOT NULL,
    trace json NOT NULL,
    rules_digest text NOT NULL,
    state text NOT NULL CHECK (state IN ('issued', 'paid', 'cancelled')),
    issued_on date NOT NULL,
    issued_by text NOT NULL CHECK (issued_by <> ''),
    version integer NOT NULL DEFAULT 1,
    UNIQUE (id, total_fen),
    UNIQUE (id, party_id, year),
    CONSTRAINT irrigation_bills_seq UNIQUE (party_id, year, seq),
    CHECK ((approval_number IS NULL) = (approved_on IS NULL)),
    CHECK (extract(year FROM through) = year)
);
CREATE INDEX irrigation_bills_list ON irrigation_bills (year, number);

-- Which waterings a bill charges.
CREATE TABLE irrigation_bill_waterings (
    bill_id uuid NOT NULL REFERENCES irrigation_bills,
    watering_id uuid NOT NULL REFERENCES waterings,
    cancelled boolean NOT NULL DEFAULT false,
    PRIMARY KEY (bill_id, watering_id)
);
-- Nobody is billed twice for the same water.
CREATE UNIQUE INDEX irrigation_bill_waterings_active ON irrigation_bill_waterings (watering_id) WHERE NOT cancelled;

CREATE TABLE irrigation_payments (
    id uuid PRIMARY KEY,
    -- Once,
    bill_id uuid NOT NULL CONSTRAINT irrigation_payments_bill_id_key UNIQUE,
    amount_fen bigint NOT NULL,
    paid_on date NOT NULL,
    collector_kind text NOT NULL CHECK (collector_kind IN ('station', 'village_collector')),
    collector text NOT NULL CHECK (collector <> ''),
    method text NOT NULL,
    reference text NOT NULL,
    registered_by text NOT NULL CHECK (registered_by <> ''),
    registered_at timestamptz NOT NULL,
    -- and in full.
    FOREIGN KEY (bill_id, amount_fen) REFERENCES irrigation_bills (id, total_fen)
);

CREATE TABLE irrigation_credit_bills (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    bill_id uuid NOT NULL CONSTRAINT irrigation_credit_bills_bill_id_key UNIQUE,
    -- What has to be given back.
    payment_id uuid REFERENCES irrigation_payments,
    total_fen bigint NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    issued_on date NOT NULL,
    created_by text NOT NULL CHECK (created_by <> ''),
    created_at timestamptz NOT NULL,
    FOREIGN KEY (bill_id, total_fen) REFERENCES irrigation_bills (id, total_fen)
);

-- One watering per party, crop and day; a billed one is not corrected. Those who record, correct and bill a party's water
-- wait for each other at the party. Looks at all rows, whatever the session may see.
CREATE FUNCTION guard_watering() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_scope text := coalesce(current_setting('jiangzhou.scope', true), '');
    twice boolean;
    billed boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('irrigation_party:' || NEW.party_id));
    PERFORM set_config('jiangzhou.scope', 'all', true);
    twice := NEW.volume_milli > 0 AND EXISTS (SELECT FROM waterings AS other WHERE other.party_id = NEW.party_id AND other.crop = NEW.crop AND other.watered_on = NEW.watered_on
        AND other.id IS DISTINCT FROM NEW.replaces AND other.volume_milli > 0 AND NOT EXISTS (SELECT FROM waterings AS later WHERE later.replaces = other.id));
    billed := EXISTS (SELECT FROM irrigation_bill_waterings WHERE watering_id = NEW.replaces AND NOT cancelled);
    PERFORM set_config('jiangzhou.scope', own_scope, true);
    IF twice THEN
        RAISE EXCEPTION 'this water is on record' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'waterings_once';
    END IF;
    IF billed THEN
        RAISE EXCEPTION 'this watering has been billed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'waterings_billed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER waterings_guard BEFORE INSERT ON waterings FOR EACH ROW EXECUTE FUNCTION guard_watering();
CREATE TRIGGER waterings_append_only BEFORE UPDATE OR DELETE ON waterings FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER waterings_no_truncate BEFORE TRUNCATE ON waterings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What has been planted stays as it is while bills of the year rest on it.
CREATE FUNCTION guard_irrigation_planting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_scope text := coalesce(current_setting('jiangzhou.scope', true), '');
    billed boolean;
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.id, NEW.party_id, NEW.year) IS DISTINCT FROM (OLD.id, OLD.party_id, OLD.year) THEN
        RAISE EXCEPTION 'a planting is corrected, never removed' USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('irrigation_party:' || NEW.party_id));
    PERFORM set_config('jiangzhou.scope', 'all', true);
    billed := EXISTS (SELECT FROM irrigation_bills WHERE party_id = NEW.party_id AND year = NEW.year AND state <> 'cancelled');
    PERFORM set_config('jiangzhou.scope', own_scope, true);
    IF billed THEN
        RAISE EXCEPTION 'bills rest on this planting' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'irrigation_plantings_billed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER irrigation_plantings_guard BEFORE UPDATE OR DELETE ON irrigation_plantings FOR EACH ROW EXECUTE FUNCTION guard_irrigation_planting();
CREATE TRIGGER irrigation_plantings_no_truncate BEFORE TRUNCATE ON irrigation_plantings FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a bill charges never changes; only its state goes on, and the last one of a year goes first: later ones charge what
-- comes on top of it.
CREATE FUNCTION guard_irrigation_bill() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_scope text := coalesce(current_setting('jiangzhou.scope', true), '');
    later boolean;
    known date;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a bill is never deleted: issue a credit bill' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        -- Prices and bills of a district and year wait for each other.
        PERFORM pg_advisory_xact_lock(hashtext('irrigation_price:' || NEW.district || ':' || NEW.year));
        SELECT approved_on INTO known FROM irrigation_approvals WHERE district = NEW.district AND year = NEW.year;
        IF NEW.state <> 'issued' OR NEW.approved_on IS DISTINCT FROM known THEN
            RAISE EXCEPTION 'a bill goes by the approval on record' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'irrigation_bills_approval';
        END IF;
        RETURN NEW;
    END IF;
    IF (to_jsonb(NEW) - '{state,version}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{state,version}'::text[])
        OR (OLD.state, NEW.state) NOT IN (('issued', 'paid'), ('issued', 'cancelled'), ('paid', 'cancelled')) THEN
        RAISE EXCEPTION 'a bill is never rewritten: issue a credit bill' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'cancelled' THEN
        PERFORM pg_advisory_xact_lock(hashtext('irrigation_party:' || NEW.party_id));
        PERFORM set_config('jiangzhou.scope', 'all', true);
        later := EXISTS (SELECT FROM irrigation_bills WHERE party_id = NEW.party_id AND year = NEW.year AND seq > NEW.seq AND state <> 'cancelled');
        UPDATE irrigation_bill_waterings SET cancelled = true WHERE bill_id = NEW.id;
        PERFORM set_config('jiangzhou.scope', own_scope, true);
        IF later THEN
            RAISE EXCEPTION 'later bills of the year rest on this one' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'irrigation_bills_last_first';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER irrigation_bills_guard BEFORE INSERT OR UPDATE OR DELETE ON irrigation_bills FOR EACH ROW EXECUTE FUNCTION guard_irrigation_bill();
CREATE TRIGGER irrigation_bills_no_truncate BEFORE TRUNCATE ON irrigation_bills FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A bill charges water of its own party and year that nothing has replaced; it lets go of it only when it is cancelled.
CREATE FUNCTION guard_irrigation_bill_watering() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_scope text := coalesce(current_setting('jiangzhou.scope', true), '');
    fits boolean;
BEGIN
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND pg_trigger_depth() < 2 THEN
        RAISE EXCEPTION 'what a bill charges is never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        PERFORM set_config('jiangzhou.scope', 'all', true);
        fits := EXISTS (SELECT FROM irrigation_bills JOIN waterings ON waterings.party_id = irrigation_bills.party_id
            WHERE irrigation_bills.id = NEW.bill_id AND waterings.id = NEW.watering_id AND waterings.watered_on <= irrigation_bills.through
              AND extract(year FROM waterings.watered_on) = irrigation_bills.year
              AND NOT EXISTS (SELECT FROM waterings AS later WHERE later.replaces = NEW.watering_id));
        PERFORM set_config('jiangzhou.scope', own_scope, true);
        IF NOT fits THEN
            RAISE EXCEPTION 'a bill charges its own party''s water of its year' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER irrigation_bill_waterings_guard BEFORE INSERT OR UPDATE OR DELETE ON irrigation_bill_waterings
    FOR EACH ROW EXECUTE FUNCTION guard_irrigation_bill_watering();
CREATE TRIGGER irrigation_bill_waterings_no_truncate BEFORE TRUNCATE ON irrigation_bill_waterings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER irrigation_payments_append_only BEFORE UPDATE OR DELETE ON irrigation_payments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER irrigation_payments_no_truncate BEFORE TRUNCATE ON irrigation_payments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER irrigation_credit_bills_append_only BEFORE UPDATE OR DELETE ON irrigation_credit_bills FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER irrigation_credit_bills_no_truncate BEFORE TRUNCATE ON irrigation_credit_bills FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- An approval does not change the price of water that has been billed: cancel those bills by credit bill first.
CREATE FUNCTION refuse_approval_of_billed_water() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_scope text := coalesce(current_setting('jiangzhou.scope', true), '');
    billed boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('irrigation_price:' || NEW.district || ':' || NEW.year));
    PERFORM set_config('jiangzhou.scope', 'all', true);
    billed := EXISTS (SELECT FROM irrigation_bills JOIN irrigation_bill_waterings ON bill_id = irrigation_bills.id JOIN waterings ON waterings.id = watering_id
        WHERE district = NEW.district AND year = NEW.year AND NOT cancelled AND watered_on >= NEW.approved_on);
    PERFORM set_config('jiangzhou.scope', own_scope, true);
    IF billed THEN
        RAISE EXCEPTION 'water from this day on has been billed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'irrigation_approvals_billed';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER irrigation_approvals_billed_water BEFORE INSERT ON irrigation_approvals FOR EACH ROW EXECUTE FUNCTION refuse_approval_of_billed_water();

ALTER TABLE irrigation_plantings ENABLE ROW LEVEL SECURITY;
ALTER TABLE irrigation_plantings FORCE ROW LEVEL SECURITY;
CREATE POLICY irrigation_plantings_scope ON irrigation_plantings USING (EXISTS (SELECT FROM irrigation_parties WHERE irrigation_parties.id = irrigation_plantings.party_id));

ALTER TABLE waterings ENABLE ROW LEVEL SECURITY;
ALTER TABLE waterings FORCE ROW LEVEL SECURITY;
CREATE POLICY waterings_scope ON waterings USING (EXISTS (SELECT FROM irrigation_parties WHERE irrigation_parties.id = waterings.party_id));

ALTER TABLE irrigation_bills ENABLE ROW LEVEL SECURITY;
ALTER TABLE irrigation_bills FORCE ROW LEVEL SECURITY;
CREATE POLICY irrigation_bills_scope ON irrigation_bills USING (in_scope(town)) WITH CHECK (in_scope(town));

ALTER TABLE irrigation_bill_waterings ENABLE ROW LEVEL SECURITY;
ALTER TABLE irrigation_bill_waterings FORCE ROW LEVEL SECURITY;
CREATE POLICY irrigation_bill_waterings_scope ON irrigation_bill_waterings USING (EXISTS (SELECT FROM irrigation_bills WHERE irrigation_bills.id = irrigation_bill_waterings.bill_id));

ALTER TABLE irrigation_payments ENABLE ROW LEVEL SECURITY;
ALTER TABLE irrigation_payments FORCE ROW LEVEL SECURITY;
CREATE POLICY irrigation_payments_scope ON irrigation_payments USING (EXISTS (SELECT FROM irrigation_bills WHERE irrigation_bills.id = irrigation_payments.bill_id));

ALTER TABLE irrigation_credit_bills ENABLE ROW LEVEL SECURITY;
ALTER TABLE irrigation_credit_bills FORCE ROW LEVEL SECURITY;
CREATE POLICY irrigation_credit_bills_scope ON irrigation_credit_bills USING (EXISTS (SELECT FROM irrigation_bills WHERE irrigation_bills.id = irrigation_credit_bills.bill_id));
