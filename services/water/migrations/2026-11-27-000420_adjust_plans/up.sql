-- Extraordinary adjustments of the plans of a category (新政办发〔2023〕24号 附件2 第六条). They hold for the whole county and belong to no
-- unit. Without the county government's approval number one has no effect; with it, a second person puts it in force.
CREATE TABLE plan_adjustments (
    id uuid PRIMARY KEY,
    category text NOT NULL CHECK (category IN ('resident', 'non_resident', 'special_trade', 'agriculture')),
    -- 1/10000: -2000 takes a fifth away. All of a plan is never taken.
    percentage_e4 integer NOT NULL CHECK (percentage_e4 > -10000 AND percentage_e4 <= 10000 AND percentage_e4 <> 0),
    valid_from date NOT NULL,
    valid_to date NOT NULL CHECK (valid_to >= valid_from),
    reason text NOT NULL CHECK (reason <> ''),
    -- The incident of an emergency response that asked for it.
    incident text CHECK (incident <> ''),
    approval_number text CHECK (approval_number <> ''),
    approved_on date CHECK (approved_on <= valid_from),
    state text NOT NULL CHECK (state IN ('recorded', 'submitted', 'in_force', 'lifted', 'withdrawn')),
    drafted_by text NOT NULL CHECK (drafted_by <> ''),
    drafted_at timestamptz NOT NULL,
    -- Who recorded the approval's number.
    submitted_by text,
    decided_by text,
    decided_at timestamptz,
    -- What was said when it was sent back.
    comment text,
    -- The first day on which it holds no more, within the span.
    lifted_on date CHECK (lifted_on BETWEEN valid_from AND valid_to),
    lifted_by text,
    lift_reason text,
    demonstration boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    CHECK (num_nulls(approval_number, approved_on, submitted_by) IN (0, 3)),
    CHECK ((state IN ('submitted', 'in_force', 'lifted')) <= (approval_number IS NOT NULL)),
    CHECK ((state IN ('in_force', 'lifted')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (num_nulls(lifted_on, lifted_by, lift_reason) IN (0, 3)),
    CHECK ((state = 'lifted') = (lifted_on IS NOT NULL)),
    -- Nobody decides on what they have drafted or whose number they have recorded.
    CONSTRAINT plan_adjustments_second_person CHECK (decided_by <> drafted_by AND decided_by <> submitted_by)
);
CREATE INDEX plan_adjustments_effective ON plan_adjustments (valid_from, valid_to) WHERE state IN ('in_force', 'lifted');
CREATE INDEX plan_adjustments_incident ON plan_adjustments (incident) WHERE incident IS NOT NULL;

-- What was decided stays; a day has one adjustment of a category; and the plan of a billed period is not changed. Runs and
-- adjustments of a category exclude each other by the locks of its base prices. Looks at all bills, whatever the session may see.
CREATE FUNCTION guard_plan_adjustment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_scope text := coalesce(current_setting('jiangzhou.scope', true), '');
    changed_from date;
    is_billed boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an adjustment is lifted or withdrawn, never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' THEN
        IF OLD.state IN ('lifted', 'withdrawn') THEN
            RAISE EXCEPTION 'an adjustment that is over stays as it is' USING ERRCODE = 'restrict_violation';
        END IF;
        IF (NEW.category, NEW.percentage_e4, NEW.valid_from, NEW.valid_to, NEW.incident, NEW.drafted_by)
            IS DISTINCT FROM (OLD.category, OLD.percentage_e4, OLD.valid_from, OLD.valid_to, OLD.incident, OLD.drafted_by)
            OR OLD.state = 'in_force' AND (NEW.state <> 'lifted'
                OR (NEW.approval_number, NEW.approved_on, NEW.decided_by) IS DISTINCT FROM (OLD.approval_number, OLD.approved_on, OLD.decided_by)) THEN
            RAISE EXCEPTION 'what was adjusted stays: lift it and record another' USING ERRCODE = 'restrict_violation';
        END IF;
    END IF;
    IF NEW.state NOT IN ('in_force', 'lifted') THEN
        RETURN NEW;
    END IF;
    changed_from := coalesce(NEW.lifted_on, NEW.valid_from);
    PERFORM pg_advisory_xact_lock(key) FROM (
        SELECT DISTINCT hashtext('base_price:' || supplier || ':' || category) AS key FROM base_prices WHERE category = NEW.category ORDER BY key
    ) AS keys;
    PERFORM pg_advisory_xact_lock(hashtext('plan_adjustment:' || NEW.category));
    IF NEW.state = 'in_force' AND EXISTS (
        SELECT FROM plan_adjustments WHERE id <> NEW.id AND category = NEW.category AND state IN ('in_force', 'lifted')
            AND valid_from <= NEW.valid_to AND coalesce(lifted_on - 1, valid_to) >= NEW.valid_from) THEN
        RAISE EXCEPTION 'another adjustment of the category holds on some of these days'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'plan_adjustment_overlaps';
    END IF;
    PERFORM set_config('jiangzhou.scope', 'all', true);
    is_billed := EXISTS (
        SELECT FROM bills WHERE category = NEW.category AND state <> 'cancelled' AND period_to >= changed_from
            AND date_trunc(CASE WHEN period LIKE '%Q%' THEN 'quarter' ELSE 'month' END, period_to::timestamp)::date <= NEW.valid_to);
    PERFORM set_config('jiangzhou.scope', own_scope, true);
    IF is_billed THEN
        RAISE EXCEPTION 'bills have been issued for a period that this adjustment would change'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'plan_adjustment_of_billed_period';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER plan_adjustments_guard BEFORE INSERT OR UPDATE OR DELETE ON plan_adjustments
    FOR EACH ROW EXECUTE FUNCTION guard_plan_adjustment();
CREATE TRIGGER plan_adjustments_no_truncate BEFORE TRUNCATE ON plan_adjustments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The adjustments that a bill was computed with: it cites them, and is computed again with them.
CREATE TABLE bill_adjustments (
    bill_id uuid NOT NULL REFERENCES bills,
    adjustment_id uuid NOT NULL REFERENCES plan_adjustments,
    ordinal integer NOT NULL CHECK (ordinal > 0),
    percentage_e4 integer NOT NULL,
    covered_days integer NOT NULL CHECK (covered_days > 0),
    approval_number text NOT NULL CHECK (approval_number <> ''),
    PRIMARY KEY (bill_id, ordinal),
    UNIQUE (bill_id, adjustment_id)
);
CREATE TRIGGER bill_adjustments_append_only BEFORE UPDATE OR DELETE ON bill_adjustments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER bill_adjustments_no_truncate BEFORE TRUNCATE ON bill_adjustments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE bill_adjustments ENABLE ROW LEVEL SECURITY;
ALTER TABLE bill_adjustments FORCE ROW LEVEL SECURITY;
CREATE POLICY bill_adjustments_scope ON bill_adjustments USING (EXISTS (SELECT FROM bills WHERE bills.id = bill_adjustments.bill_id));
