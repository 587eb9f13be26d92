-- Seals of meters; orders to replace household meters that are past their cycle, and the fine where an order's deadline has
-- passed (新政办发〔2023〕24号 附件3 第十、十二、十三条). Amounts are fen.

CREATE TABLE meter_seals (
    id uuid PRIMARY KEY,
    meter_id uuid NOT NULL REFERENCES meters,
    number text NOT NULL CONSTRAINT meter_seals_number UNIQUE CHECK (number <> ''),
    put_on date NOT NULL,
    put_on_by text NOT NULL CHECK (put_on_by <> ''),
    taken_off date CHECK (taken_off >= put_on),
    taken_off_by text CHECK (taken_off_by <> ''),
    taken_off_reason text CHECK (taken_off_reason <> ''),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    removal_recorded_by text,
    CHECK (num_nulls(taken_off, taken_off_by, taken_off_reason, removal_recorded_by) IN (0, 4))
);
-- A meter wears one seal at a time.
CREATE UNIQUE INDEX meter_seals_on ON meter_seals (meter_id) WHERE taken_off IS NULL;
CREATE FUNCTION guard_meter_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.taken_off IS NOT NULL
        OR (to_jsonb(NEW) - '{taken_off,taken_off_by,taken_off_reason,removal_recorded_by}'::text[])
            IS DISTINCT FROM (to_jsonb(OLD) - '{taken_off,taken_off_by,taken_off_reason,removal_recorded_by}'::text[]) THEN
        RAISE EXCEPTION 'what was noted of a seal stays' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER meter_seals_guard BEFORE UPDATE OR DELETE ON meter_seals FOR EACH ROW EXECUTE FUNCTION guard_meter_seal();

CREATE TABLE correction_orders (
    id uuid PRIMARY KEY,
    number text UNIQUE,
    supplier text NOT NULL CHECK (supplier <> ''),
    deadline date NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    state text NOT NULL CHECK (state IN ('draft', 'issued', 'withdrawn')),
    drafted_by text NOT NULL CHECK (drafted_by <> ''),
    drafted_at timestamptz NOT NULL,
    issued_by text,
    issued_at timestamptz,
    issued_on date,
    demonstration boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT correction_orders_second_person CHECK (issued_by <> drafted_by),
    CHECK ((state = 'issued') = (issued_by IS NOT NULL)),
    CHECK (num_nulls(issued_by, issued_at, issued_on, number) IN (0, 4)),
    -- Whoever is ordered has at least a day.
    CHECK (deadline > issued_on)
);
CREATE TABLE correction_order_meters (
    order_id uuid NOT NULL REFERENCES correction_orders,
    meter_id uuid NOT NULL REFERENCES meters,
    -- By when it should have been replaced, when the order was drafted.
    due_on date NOT NULL,
    PRIMARY KEY (order_id, meter_id)
);
CREATE TRIGGER correction_order_meters_append_only BEFORE UPDATE OR DELETE ON correction_order_meters FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER correction_order_meters_no_truncate BEFORE TRUNCATE ON correction_order_meters FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE replacement_fines (
    id uuid PRIMARY KEY,
    order_id uuid NOT NULL REFERENCES correction_orders,
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    reason text NOT NULL CHECK (reason <> ''),
    state text NOT NULL CHECK (state IN ('submitted', 'approved', 'returned')),
    drafted_by text NOT NULL CHECK (drafted_by <> ''),
    drafted_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    decided_on date,
    comment text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT replacement_fines_second_person CHECK (decided_by <> drafted_by),
    CHECK ((state = 'submitted') = (decided_by IS NULL)),
    CHECK (num_nulls(decided_by, decided_at, decided_on) IN (0, 3)),
    CHECK (state <> 'returned' OR comment <> '')
);
-- One fine for an order.
CREATE UNIQUE INDEX replacement_fines_order ON replacement_fines (order_id) WHERE state <> 'returned';

-- What was ordered or fined stays; and nobody is fined before the order's deadline has passed.
CREATE FUNCTION guard_correction_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'draft'
        OR (NEW.supplier, NEW.deadline, NEW.reason, NEW.drafted_by) IS DISTINCT FROM (OLD.supplier, OLD.deadline, OLD.reason, OLD.drafted_by) THEN
        RAISE EXCEPTION 'an order stays as it was issued' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER correction_orders_guard BEFORE UPDATE OR DELETE ON correction_orders FOR EACH ROW EXECUTE FUNCTION guard_correction_order();
CREATE FUNCTION guard_replacement_fine() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (OLD.state <> 'submitted'
        OR (NEW.order_id, NEW.amount_fen, NEW.drafted_by) IS DISTINCT FROM (OLD.order_id, OLD.amount_fen, OLD.drafted_by)) THEN
        RAISE EXCEPTION 'a fine stays as it was decided' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'approved' AND NOT EXISTS (
        SELECT FROM correction_orders WHERE id = NEW.order_id AND state = 'issued' AND deadline < NEW.decided_on) THEN
        RAISE EXCEPTION 'the deadline of the order has not passed' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'fine_before_deadline';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER replacement_fines_guard BEFORE INSERT OR UPDATE OR DELETE ON replacement_fines FOR EACH ROW EXECUTE FUNCTION guard_replacement_fine();

ALTER TABLE meter_seals ENABLE ROW LEVEL SECURITY;
ALTER TABLE meter_seals FORCE ROW LEVEL SECURITY;
CREATE POLICY meter_seals_scope ON meter_seals USING (EXISTS (SELECT FROM meters WHERE meters.id = meter_seals.meter_id));
ALTER TABLE correction_orders ENABLE ROW LEVEL SECURITY;
ALTER TABLE correction_orders FORCE ROW LEVEL SECURITY;
CREATE POLICY correction_orders_scope ON correction_orders USING (in_scope(supplier));
ALTER TABLE correction_order_meters ENABLE ROW LEVEL SECURITY;
ALTER TABLE correction_order_meters FORCE ROW LEVEL SECURITY;
CREATE POLICY correction_order_meters_scope ON correction_order_meters
    USING (EXISTS (SELECT FROM correction_orders WHERE correction_orders.id = correction_order_meters.order_id));
ALTER TABLE replacement_fines ENABLE ROW LEVEL SECURITY;
ALTER TABLE replacement_fines FORCE ROW LEVEL SECURITY;
CREATE POLICY replacement_fines_scope ON replacement_fines
    USING (EXISTS (SELECT FROM correction_orders WHERE correction_orders.id = replacement_fines.order_id));
