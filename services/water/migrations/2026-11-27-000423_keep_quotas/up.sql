-- The quota library (新政办发〔2023〕24号 附件2 第二、四、五条): published standards, for the whole county. A product has one value of a level
-- on a day. The crop quotas of 25号 are rules and do not stand here.
CREATE TABLE quotas (
    id uuid PRIMARY KEY,
    product text NOT NULL CHECK (product <> ''),
    -- What the value is per: 立方米/吨, 立方米/床·年.
    unit text NOT NULL CHECK (unit <> ''),
    -- 1/10000 m³ per unit of product.
    value_e4 bigint NOT NULL CHECK (value_e4 > 0),
    level text NOT NULL CHECK (level IN ('national', 'provincial', 'county')),
    standard text NOT NULL CHECK (standard <> ''),
    effective_from date NOT NULL,
    effective_to date CHECK (effective_to >= effective_from),
    recorded_by text NOT NULL CHECK (recorded_by <> ''),
    recorded_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1
);
CREATE INDEX quotas_product ON quotas (product, level, effective_from);

CREATE FUNCTION guard_quota() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a quota is ended, never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.effective_to IS NOT NULL
        OR (to_jsonb(NEW) - '{effective_to,version}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{effective_to,version}'::text[])) THEN
        RAISE EXCEPTION 'a quota stays as it was published: end it and record another' USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('quota:' || NEW.level || ':' || NEW.product));
    IF EXISTS (SELECT FROM quotas WHERE id <> NEW.id AND product = NEW.product AND level = NEW.level
            AND daterange(effective_from, effective_to, '[]') && daterange(NEW.effective_from, NEW.effective_to, '[]')) THEN
        RAISE EXCEPTION 'the product has a quota of this level on some of these days'
            USING ERRCODE = 'restrict_violation', CONSTRAINT = 'quota_overlaps';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER quotas_guard BEFORE INSERT OR UPDATE OR DELETE ON quotas FOR EACH ROW EXECUTE FUNCTION guard_quota();
CREATE TRIGGER quotas_no_truncate BEFORE TRUNCATE ON quotas FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What a plan's volumes were computed from: quota × declared output. The plan itself holds the volumes.
CREATE TABLE plan_quota_bases (
    plan_id uuid PRIMARY KEY REFERENCES plans,
    quota_id uuid NOT NULL REFERENCES quotas,
    -- Declared output per measuring period, 1/1000 of the unit, by the period's name.
    outputs jsonb NOT NULL,
    -- What a unit of product takes at present, 1/10000 m³: an increase needs it below the quota.
    present_use_e4 bigint CHECK (present_use_e4 > 0),
    -- The plan of the year before, litres, as it was then.
    plan_before_milli bigint,
    computed_by text NOT NULL CHECK (computed_by <> ''),
    computed_at timestamptz NOT NULL
);
ALTER TABLE plan_quota_bases ENABLE ROW LEVEL SECURITY;
ALTER TABLE plan_quota_bases FORCE ROW LEVEL SECURITY;
CREATE POLICY plan_quota_bases_scope ON plan_quota_bases USING (EXISTS (SELECT FROM plans WHERE plans.id = plan_quota_bases.plan_id));

ALTER TABLE reading_imports DROP CONSTRAINT reading_imports_kind_check;
ALTER TABLE reading_imports ADD CONSTRAINT reading_imports_kind_check CHECK (kind IN ('readings', 'water_users', 'plans', 'quotas'));
