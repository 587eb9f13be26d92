-- A base price is proposed by one person and fixed by another. Proposals are about supply companies, not about persons:
-- prices are public, so that whoever works with them sees all.
CREATE TABLE base_price_proposals (
    id uuid PRIMARY KEY,
    supplier text NOT NULL,
    category text NOT NULL CHECK (category IN ('resident', 'non_resident', 'special_trade', 'agriculture')),
    price_e4 bigint NOT NULL CHECK (price_e4 > 0),
    effective_from date NOT NULL,
    document text NOT NULL CHECK (document <> ''),
    article text NOT NULL CHECK (article <> ''),
    state text NOT NULL CHECK (state IN ('submitted', 'returned', 'withdrawn', 'approved')),
    drafted_by text NOT NULL CHECK (drafted_by <> ''),
    drafted_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    comment text,
    version integer NOT NULL DEFAULT 1,
    -- Nobody approves what they have proposed.
    CONSTRAINT base_price_proposals_second_person CHECK (decided_by IS NULL OR decided_by <> drafted_by),
    CHECK ((state IN ('approved', 'returned')) = (decided_by IS NOT NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'returned' OR comment <> '')
);
CREATE UNIQUE INDEX base_price_proposals_open ON base_price_proposals (supplier, category, effective_from) WHERE state = 'submitted';

CREATE FUNCTION guard_base_price_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'submitted' THEN
        RAISE EXCEPTION 'a proposal of a base price that was decided stays as it is' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (to_jsonb(NEW) - '{state,decided_by,decided_at,comment,version}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{state,decided_by,decided_at,comment,version}'::text[]) THEN
        RAISE EXCEPTION 'what was proposed stays: propose another' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER base_price_proposals_guard BEFORE UPDATE OR DELETE ON base_price_proposals
    FOR EACH ROW EXECUTE FUNCTION guard_base_price_proposal();
CREATE TRIGGER base_price_proposals_no_truncate BEFORE TRUNCATE ON base_price_proposals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Who fixed a price; null where it was recorded before this, or loaded.
ALTER TABLE base_prices ADD COLUMN approved_by text,
    ADD CONSTRAINT base_prices_second_person CHECK (approved_by <> recorded_by);
