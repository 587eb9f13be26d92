-- Precise subsidy and water-saving reward (24号 附件8): assessment, village → town → county, payment, vouchers.
-- Areas are in 1/10000 mu, scores in 1/100 points, money in fen.

CREATE TABLE reward_villages (
    code text PRIMARY KEY CHECK (code ~ '^[a-z0-9_]{2,40}$'),
    name text NOT NULL CHECK (name <> ''),
    town text NOT NULL CHECK (town <> ''),
    -- The surface-water irrigation district whose reformed, effectively irrigated land it has; none: no subsidy.
    district text CHECK (district IN ('muzan', 'gujiao', 'wanan')),
    account_name text,
    account_bank text,
    account_number text CHECK (account_number ~ '^[0-9]{8,30}$'),
    demonstration boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    CHECK (num_nulls(account_name, account_bank, account_number) IN (0, 3))
);
CREATE INDEX reward_villages_by_town ON reward_villages (town, code);

-- One assessment a year of all districts, and one per town of its villages.
CREATE TABLE reward_assessments (
    id uuid PRIMARY KEY,
    year integer NOT NULL CHECK (year BETWEEN 2000 AND 9999),
    subject text NOT NULL CHECK (subject IN ('district', 'village')),
    town text,
    state text NOT NULL CHECK (state IN ('proposed', 'returned', 'confirmed')),
    drafted_by text NOT NULL CHECK (drafted_by <> ''),
    drafted_at timestamptz NOT NULL,
    decided_by text,
    decided_at timestamptz,
    comment text,
    version integer NOT NULL DEFAULT 1,
    CHECK ((subject = 'district') = (town IS NULL)),
    -- Nobody confirms what they have drafted.
    CONSTRAINT reward_assessments_second_person CHECK (decided_by IS NULL OR decided_by <> drafted_by),
    CHECK ((state = 'proposed') = (decided_by IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (state <> 'returned' OR comment <> '')
);
CREATE UNIQUE INDEX reward_assessments_one ON reward_assessments (year, subject, coalesce(town, ''));

CREATE TABLE reward_assessment_items (
    assessment_id uuid NOT NULL REFERENCES reward_assessments,
    subject_code text NOT NULL,
    score_e2 integer NOT NULL CHECK (score_e2 BETWEEN 0 AND 10000),
    rank integer NOT NULL CHECK (rank > 0),
    grade text NOT NULL CHECK (grade IN ('excellent', 'good', 'pass', 'fail')),
    reason text,
    PRIMARY KEY (assessment_id, subject_code),
    CHECK (grade <> 'fail' OR reason <> '')
);

CREATE FUNCTION guard_reward_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'confirmed' THEN
        RAISE EXCEPTION 'an assessment that was confirmed stays as it is' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER reward_assessments_guard BEFORE UPDATE OR DELETE ON reward_assessments
    FOR EACH ROW EXECUTE FUNCTION guard_reward_assessment();
CREATE FUNCTION guard_reward_assessment_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    assessment uuid := CASE TG_OP WHEN 'DELETE' THEN OLD.assessment_id ELSE NEW.assessment_id END;
BEGIN
    IF EXISTS (SELECT FROM reward_assessments WHERE id = assessment AND state = 'confirmed') THEN
        RAISE EXCEPTION 'an assessment that was confirmed stays as it is' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END
$$;
CREATE TRIGGER reward_assessment_items_guard BEFORE INSERT OR UPDATE OR DELETE ON reward_assessment_items
    FOR EACH ROW EXECUTE FUNCTION guard_reward_assessment_item();

-- What a failed district loses of next year's water right (第五条（四）). `applied_at`: when the right itself was cut.
CREATE TABLE reward_right_cuts (
    district text NOT NULL CHECK (district IN ('muzan', 'gujiao', 'wanan')),
    year integer NOT NULL,
    assessment_id uuid NOT NULL REFERENCES reward_assessments,
    share text NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    decided_by text NOT NULL,
    decided_at timestamptz NOT NULL,
    applied_at timestamptz,
    PRIMARY KEY (district, year)
);

-- The town's summary of its villages (第七条（三）).
CREATE TABLE reward_town_summaries (
    id uuid PRIMARY KEY,
    year integer NOT NULL,
    town text NOT NULL,
    state text NOT NULL CHECK (state IN ('draft', 'filed', 'approved', 'withdrawn')),
    handler text,
    head text,
    sealed_on date,
    sealed_form uuid,
    drafted_by text NOT NULL,
    drafted_at timestamptz NOT NULL,
    filed_by text,
    filed_at timestamptz,
    approved_by text,
    approved_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT reward_town_summaries_second_person CHECK (filed_by <> drafted_by),
    CONSTRAINT reward_town_summaries_third_person CHECK (approved_by <> filed_by AND approved_by <> drafted_by),
    CHECK ((state IN ('filed', 'approved')) <= (num_nulls(handler, head, sealed_on, sealed_form, filed_by, filed_at) = 0)),
    CHECK (handler <> head),
    CHECK ((state = 'approved') = (approved_by IS NOT NULL))
);
CREATE INDEX reward_town_summaries_list ON reward_town_summaries (year, town);

-- What a village declares for a year (第七条（一）（二）).
CREATE TABLE reward_declarations (
    id uuid PRIMARY KEY,
    year integer NOT NULL CHECK (year BETWEEN 2000 AND 9999),
    village text NOT NULL REFERENCES reward_villages,
    town text NOT NULL,
    district text,
    state text NOT NULL CHECK (state IN ('draft', 'on_notice', 'submitted', 'in_summary', 'town_reviewed', 'approved', 'withdrawn')),
    effective_e4 bigint NOT NULL CHECK (effective_e4 > 0),
    reform_e4 bigint NOT NULL CHECK (reform_e4 > 0),
    grain_e4 bigint NOT NULL CHECK (grain_e4 >= 0),
    economic_e4 bigint NOT NULL CHECK (economic_e4 >= 0),
    other_e4 bigint NOT NULL CHECK (other_e4 >= 0),
    notice_id uuid,
    handler text,
    head text,
    sealed_on date,
    sealed_form uuid,
    photos uuid[] NOT NULL DEFAULT '{}',
    working_days integer,
    drafted_by text NOT NULL,
    drafted_at timestamptz NOT NULL,
    submitted_by text,
    submitted_at timestamptz,
    summary_id uuid REFERENCES reward_town_summaries,
    reviewed_by text,
    reviewed_at timestamptz,
    approved_by text,
    approved_at timestamptz,
    comment text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT reward_declarations_land_once CHECK (grain_e4 + economic_e4 + other_e4 <= reform_e4 AND reform_e4 <= effective_e4),
    CONSTRAINT reward_declarations_second_person CHECK (reviewed_by <> drafted_by AND approved_by <> drafted_by AND approved_by <> reviewed_by),
    -- Nothing is submitted without what 第七条（二） asks for.
    CHECK (state IN ('draft', 'on_notice', 'withdrawn')
        OR (num_nulls(notice_id, handler, head, sealed_on, sealed_form, submitted_by) = 0 AND cardinality(photos) > 0 AND working_days >= 3)),
    CHECK (handler <> head),
    CHECK (state NOT IN ('in_summary', 'town_reviewed', 'approved') OR summary_id IS NOT NULL),
    CHECK (state NOT IN ('town_reviewed', 'approved') OR reviewed_by IS NOT NULL),
    CHECK ((state = 'approved') = (approved_by IS NOT NULL))
);
CREATE UNIQUE INDEX reward_declarations_one ON reward_declarations (year, village) WHERE state <> 'withdrawn';
CREATE INDEX reward_declarations_by_summary ON reward_declarations (summary_id);

CREATE TABLE reward_water_managers (
    declaration_id uuid NOT NULL REFERENCES reward_declarations,
    seq integer NOT NULL CHECK (seq > 0),
    name text NOT NULL CHECK (name <> ''),
    duty text NOT NULL CHECK (duty <> ''),
    PRIMARY KEY (declaration_id, seq)
);

-- The county looks at some on the spot (第七条（四）).
CREATE TABLE reward_sample_checks (
    id uuid PRIMARY KEY,
    declaration_id uuid NOT NULL REFERENCES reward_declarations,
    checked_on date NOT NULL,
    inspectors text NOT NULL CHECK (inspectors <> ''),
    outcome text NOT NULL CHECK (outcome IN ('agrees', 'differs')),
    finding text NOT NULL CHECK (finding <> ''),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL
);
CREATE INDEX reward_sample_checks_of ON reward_sample_checks (declaration_id);
CREATE TRIGGER reward_sample_checks_append_only BEFORE UPDATE OR DELETE ON reward_sample_checks FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reward_sample_checks_no_truncate BEFORE TRUNCATE ON reward_sample_checks FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The money that there is for a year.
CREATE TABLE reward_budgets (
    year integer PRIMARY KEY,
    subsidy_fen bigint NOT NULL CHECK (subsidy_fen >= 0),
    reward_fen bigint NOT NULL CHECK (reward_fen >= 0),
    document text NOT NULL CHECK (document <> ''),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    version integer NOT NULL DEFAULT 1
);

CREATE TABLE reward_payment_requests (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    year integer NOT NULL,
    state text NOT NULL CHECK (state IN ('draft', 'requested', 'accepted', 'rejected', 'withdrawn')),
    subsidy_fen bigint NOT NULL CHECK (subsidy_fen >= 0),
    reward_fen bigint NOT NULL CHECK (reward_fen >= 0),
    trace jsonb NOT NULL,
    drafted_by text NOT NULL,
    drafted_at timestamptz NOT NULL,
    approved_by text,
    approved_at timestamptz,
    finance_number text,
    answered_on date,
    reason text,
    version integer NOT NULL DEFAULT 1,
    CONSTRAINT reward_payment_requests_second_person CHECK (approved_by <> drafted_by),
    CHECK ((state IN ('requested', 'accepted', 'rejected')) = (approved_by IS NOT NULL)),
    CHECK ((state = 'accepted') = (finance_number IS NOT NULL)),
    CHECK (state <> 'rejected' OR reason <> '')
);

CREATE TABLE reward_payment_lines (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES reward_payment_requests,
    declaration_id uuid NOT NULL REFERENCES reward_declarations,
    village text NOT NULL REFERENCES reward_villages,
    town text NOT NULL,
    subsidy_fen bigint NOT NULL CHECK (subsidy_fen >= 0),
    reward_fen bigint NOT NULL CHECK (reward_fen >= 0),
    subsidy_article text NOT NULL,
    reward_article text NOT NULL,
    subsidy_reason text,
    reward_reason text,
    account_name text,
    account_bank text,
    account_number text,
    -- `decided`: nothing is paid, by decision.
    state text NOT NULL CHECK (state IN ('waiting', 'paid', 'failed', 'decided', 'dropped')),
    bank_reference text,
    paid_on date,
    failure text,
    trace jsonb NOT NULL,
    CHECK (subsidy_fen > 0 OR subsidy_reason <> ''),
    CHECK (reward_fen > 0 OR reward_reason <> ''),
    CHECK ((state = 'paid') = (bank_reference IS NOT NULL AND paid_on IS NOT NULL)),
    CHECK ((state = 'failed') = (failure IS NOT NULL)),
    CHECK (subsidy_fen + reward_fen = 0 OR num_nulls(account_name, account_bank, account_number) = 0)
);
CREATE INDEX reward_payment_lines_of ON reward_payment_lines (request_id);
-- A village is paid once for a year: what failed, was rejected or given up may be asked for again.
CREATE UNIQUE INDEX reward_payment_lines_once ON reward_payment_lines (declaration_id) WHERE state IN ('waiting', 'paid', 'decided');

-- What is asked for stays: only what comes of it changes.
CREATE FUNCTION guard_reward_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (to_jsonb(NEW) - '{state,approved_by,approved_at,finance_number,answered_on,reason,version,bank_reference,paid_on,failure}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{state,approved_by,approved_at,finance_number,answered_on,reason,version,bank_reference,paid_on,failure}'::text[]) THEN
        RAISE EXCEPTION 'what was asked for stays: ask again' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER reward_payment_requests_guard BEFORE UPDATE OR DELETE ON reward_payment_requests
    FOR EACH ROW EXECUTE FUNCTION guard_reward_payment();
CREATE TRIGGER reward_payment_lines_guard BEFORE UPDATE OR DELETE ON reward_payment_lines
    FOR EACH ROW EXECUTE FUNCTION guard_reward_payment();

-- What a village did with the money (第九条).
CREATE TABLE reward_vouchers (
    id uuid PRIMARY KEY,
    line_id uuid NOT NULL REFERENCES reward_payment_lines,
    town text NOT NULL,
    fund text NOT NULL CHECK (fund IN ('subsidy', 'reward')),
    use_code text NOT NULL CHECK (use_code IN ('canal_upkeep', 'manager_pay', 'shared_administration', 'manager_reward')),
    amount_fen bigint NOT NULL CHECK (amount_fen > 0),
    spent_on date NOT NULL,
    number text NOT NULL CHECK (number <> ''),
    payee text NOT NULL CHECK (payee <> ''),
    kept_at text NOT NULL CHECK (kept_at <> ''),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    cancelled_by text,
    cancelled_at timestamptz,
    cancelled_reason text,
    -- The money is bound to its purposes.
    CONSTRAINT reward_vouchers_bound CHECK ((fund = 'reward') = (use_code = 'manager_reward')),
    CHECK (num_nulls(cancelled_by, cancelled_at, cancelled_reason) IN (0, 3))
);
CREATE INDEX reward_vouchers_of ON reward_vouchers (line_id);
CREATE UNIQUE INDEX reward_vouchers_number ON reward_vouchers (line_id, number) WHERE cancelled_at IS NULL;

CREATE FUNCTION guard_reward_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.cancelled_at IS NOT NULL
        OR (to_jsonb(NEW) - '{cancelled_by,cancelled_at,cancelled_reason}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{cancelled_by,cancelled_at,cancelled_reason}'::text[]) THEN
        RAISE EXCEPTION 'a voucher is cancelled once, and never changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER reward_vouchers_guard BEFORE UPDATE OR DELETE ON reward_vouchers FOR EACH ROW EXECUTE FUNCTION guard_reward_voucher();

-- Vouchers never add up to more than was received, whoever writes them.
CREATE FUNCTION check_reward_voucher() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    received bigint;
    accounted bigint;
BEGIN
    SELECT CASE NEW.fund WHEN 'subsidy' THEN subsidy_fen ELSE reward_fen END INTO received
        FROM reward_payment_lines WHERE id = NEW.line_id AND state = 'paid' FOR UPDATE;
    SELECT coalesce(sum(amount_fen), 0) INTO accounted
        FROM reward_vouchers WHERE line_id = NEW.line_id AND fund = NEW.fund AND cancelled_at IS NULL;
    IF accounted + NEW.amount_fen > coalesce(received, 0) THEN
        RAISE EXCEPTION 'vouchers beyond what was received' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'reward_vouchers_received';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER reward_vouchers_received BEFORE INSERT ON reward_vouchers FOR EACH ROW EXECUTE FUNCTION check_reward_voucher();

-- Data scope: villages and what they declare are seen by their town; assessments of districts, the cuts and the year's money
-- are told to every town (S8), and changed by the county alone.
ALTER TABLE reward_villages ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_villages FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_villages_scope ON reward_villages USING (in_scope(town)) WITH CHECK (in_scope(town));

ALTER TABLE reward_assessments ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_assessments FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_assessments_scope ON reward_assessments USING (in_scope(coalesce(town, 'water_bureau'))) WITH CHECK (in_scope(coalesce(town, 'water_bureau')));
CREATE POLICY reward_assessments_told ON reward_assessments FOR SELECT USING (subject = 'district' AND state = 'confirmed');

ALTER TABLE reward_assessment_items ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_assessment_items FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_assessment_items_scope ON reward_assessment_items
    USING (EXISTS (SELECT FROM reward_assessments WHERE reward_assessments.id = assessment_id));

ALTER TABLE reward_right_cuts ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_right_cuts FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_right_cuts_scope ON reward_right_cuts USING (in_scope('water_bureau')) WITH CHECK (in_scope('water_bureau'));
CREATE POLICY reward_right_cuts_told ON reward_right_cuts FOR SELECT
    USING (EXISTS (SELECT FROM reward_assessments WHERE reward_assessments.id = assessment_id));

ALTER TABLE reward_town_summaries ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_town_summaries FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_town_summaries_scope ON reward_town_summaries USING (in_scope(town)) WITH CHECK (in_scope(town));

ALTER TABLE reward_declarations ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_declarations FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_declarations_scope ON reward_declarations USING (in_scope(town)) WITH CHECK (in_scope(town));

ALTER TABLE reward_water_managers ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_water_managers FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_water_managers_scope ON reward_water_managers
    USING (EXISTS (SELECT FROM reward_declarations WHERE reward_declarations.id = declaration_id));

ALTER TABLE reward_sample_checks ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_sample_checks FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_sample_checks_scope ON reward_sample_checks
    USING (EXISTS (SELECT FROM reward_declarations WHERE reward_declarations.id = declaration_id));

ALTER TABLE reward_budgets ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_budgets FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_budgets_scope ON reward_budgets USING (in_scope('water_bureau')) WITH CHECK (in_scope('water_bureau'));

ALTER TABLE reward_payment_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_payment_requests FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_payment_requests_scope ON reward_payment_requests USING (in_scope('water_bureau')) WITH CHECK (in_scope('water_bureau'));

ALTER TABLE reward_payment_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_payment_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_payment_lines_scope ON reward_payment_lines USING (in_scope(town)) WITH CHECK (in_scope(town));

ALTER TABLE reward_vouchers ENABLE ROW LEVEL SECURITY;
ALTER TABLE reward_vouchers FORCE ROW LEVEL SECURITY;
CREATE POLICY reward_vouchers_scope ON reward_vouchers USING (in_scope(town)) WITH CHECK (in_scope(town));
