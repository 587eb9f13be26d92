-- Billing runs, bills, payments, credit bills (新政办发〔2023〕24号 附件4). Amounts are fen.

CREATE TABLE billing_runs (
    id uuid PRIMARY KEY,
    period text NOT NULL,
    supplier text,
    state text NOT NULL CHECK (state IN ('previewed', 'running', 'completed')),
    summary jsonb NOT NULL,
    user_count integer NOT NULL,
    billed integer NOT NULL DEFAULT 0,
    unbilled integer NOT NULL DEFAULT 0,
    -- Code of the last user handled: a run that was killed goes on after it.
    progress_code text,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    confirmed_by text,
    confirmed_at timestamptz,
    completed_at timestamptz,
    -- Why a running run cannot go on at present, and when it is tried again; others go first meanwhile.
    stalled_reason text,
    next_try_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CHECK ((state = 'previewed') = (confirmed_by IS NULL)),
    CHECK ((stalled_reason IS NULL) = (next_try_at IS NULL)),
    CHECK (stalled_reason IS NULL OR state = 'running'),
    CHECK ((state = 'completed') = (completed_at IS NOT NULL))
);
-- One run at a time bills a period of a supplier.
CREATE UNIQUE INDEX billing_runs_running ON billing_runs (period, coalesce(supplier, '')) WHERE state = 'running';

CREATE TABLE bills (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    run_id uuid NOT NULL REFERENCES billing_runs,
    user_id uuid NOT NULL REFERENCES water_users,
    user_code text NOT NULL,
    user_name text NOT NULL,
    supplier text NOT NULL,
    town text NOT NULL,
    category text NOT NULL,
    industry_class text NOT NULL,
    period text NOT NULL,
    -- Last day of the period: its rules and base price apply.
    period_to date NOT NULL,
    usage_milli bigint NOT NULL CHECK (usage_milli >= 0),
    plan_milli bigint NOT NULL CHECK (plan_milli > 0),
    -- As printed: rounded, while the amounts come from the exact volumes.
    adjusted_base_milli bigint NOT NULL CHECK (adjusted_base_milli >= 0),
    overage_milli bigint NOT NULL CHECK (overage_milli >= 0),
    days_late integer NOT NULL CHECK (days_late >= 0),
    days_early integer NOT NULL CHECK (days_early >= 0),
    base_price_e4 bigint NOT NULL CHECK (base_price_e4 > 0),
    basic_fen bigint NOT NULL CHECK (basic_fen >= 0),
    surcharge_fen bigint NOT NULL CHECK (surcharge_fen >= 0),
    total_fen bigint NOT NULL,
    -- The printed bands with volumes, rates and amounts. Text, not jsonb: shown as it was written, never searched.
    bands json NOT NULL,
    -- The whole calculation, and the digest of the rules it used.
    trace json NOT NULL,
    rules_digest text NOT NULL,
    state text NOT NULL CHECK (state IN ('issued', 'notified', 'overdue', 'paid', 'settled', 'cancelled')),
    issued_on date NOT NULL,
    -- Last day to pay; counted from the notice.
    due_on date CHECK (due_on >= issued_on),
    notified_at timestamptz,
    -- Number of finance's journal entry for the surcharge.
    entry_number text,
    settled_at timestamptz,
    version integer NOT NULL DEFAULT 1,
    CHECK (total_fen = basic_fen + surcharge_fen),
    CHECK ((state = 'settled') <= (settled_at IS NOT NULL)),
    CHECK ((state IN ('notified', 'overdue')) <= (due_on IS NOT NULL)),
    CHECK ((due_on IS NULL) = (notified_at IS NULL))
);
-- Nobody is billed twice for a period.
CREATE UNIQUE INDEX bills_active ON bills (user_id, period) WHERE state <> 'cancelled';
CREATE INDEX bills_list ON bills (period, number);
CREATE INDEX bills_user ON bills (user_code, number);
CREATE INDEX bills_run ON bills (run_id, number);
CREATE INDEX bills_due ON bills (due_on) WHERE state = 'notified';

CREATE TABLE billing_run_unbilled (
    run_id uuid NOT NULL REFERENCES billing_runs,
    user_id uuid NOT NULL REFERENCES water_users,
    user_code text NOT NULL,
    user_name text NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    PRIMARY KEY (run_id, user_id)
);
CREATE INDEX billing_run_unbilled_list ON billing_run_unbilled (run_id, user_code);

CREATE TABLE payments (
    id uuid PRIMARY KEY,
    -- A bill is paid once and in full.
    bill_id uuid NOT NULL UNIQUE REFERENCES bills,
    amount_fen bigint NOT NULL,
    basic_fen bigint NOT NULL,
    surcharge_fen bigint NOT NULL,
    paid_on date NOT NULL,
    collector text NOT NULL CHECK (collector <> ''),
    method text NOT NULL,
    reference text NOT NULL,
    registered_by text NOT NULL,
    registered_at timestamptz NOT NULL DEFAULT now(),
    CHECK (amount_fen = basic_fen + surcharge_fen)
);
CREATE INDEX payments_day ON payments (paid_on);

CREATE TABLE credit_bills (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    bill_id uuid NOT NULL UNIQUE REFERENCES bills,
    payment_id uuid REFERENCES payments,
    basic_fen bigint NOT NULL,
    surcharge_fen bigint NOT NULL,
    total_fen bigint NOT NULL,
    reason text NOT NULL CHECK (reason <> ''),
    issued_on date NOT NULL,
    -- Number of finance's reversing entry, once the surcharge has been reversed.
    entry_number text,
    settled_at timestamptz,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    CHECK (total_fen = basic_fen + surcharge_fen)
);
CREATE INDEX credit_bills_day ON credit_bills (issued_on);

-- The last number given, per kind of document and period.
CREATE TABLE number_counters (
    kind text NOT NULL,
    period text NOT NULL,
    last bigint NOT NULL,
    PRIMARY KEY (kind, period)
);

-- What a bill charges never changes; only its state goes on.
CREATE FUNCTION refuse_bill_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a bill is never deleted: issue a credit bill' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (to_jsonb(NEW) - '{state,due_on,notified_at,entry_number,settled_at,version}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{state,due_on,notified_at,entry_number,settled_at,version}'::text[]) THEN
        RAISE EXCEPTION 'a bill is never rewritten: issue a credit bill' USING ERRCODE = 'restrict_violation';
    END IF;
    -- What has been noted on a bill stays.
    IF OLD.state = 'cancelled' AND NEW.state <> 'cancelled'
        OR OLD.due_on IS DISTINCT FROM NEW.due_on AND OLD.due_on IS NOT NULL
        OR OLD.notified_at IS DISTINCT FROM NEW.notified_at AND OLD.notified_at IS NOT NULL
        OR OLD.entry_number IS DISTINCT FROM NEW.entry_number AND OLD.entry_number IS NOT NULL
        OR OLD.settled_at IS DISTINCT FROM NEW.settled_at AND OLD.settled_at IS NOT NULL THEN
        RAISE EXCEPTION 'what has been noted on a bill is never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
-- A credit bill is never rewritten either; only finance's answer is added, once.
CREATE FUNCTION refuse_credit_bill_rewrite() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (to_jsonb(NEW) - '{entry_number,settled_at}'::text[]) IS DISTINCT FROM (to_jsonb(OLD) - '{entry_number,settled_at}'::text[])
        OR OLD.entry_number IS NOT NULL AND (OLD.entry_number, OLD.settled_at) IS DISTINCT FROM (NEW.entry_number, NEW.settled_at) THEN
        RAISE EXCEPTION 'a credit bill is never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER credit_bills_immutable BEFORE UPDATE ON credit_bills FOR EACH ROW EXECUTE FUNCTION refuse_credit_bill_rewrite();
CREATE TRIGGER bills_immutable BEFORE UPDATE OR DELETE ON bills FOR EACH ROW EXECUTE FUNCTION refuse_bill_rewrite();
CREATE TRIGGER bills_no_truncate BEFORE TRUNCATE ON bills FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payments_append_only BEFORE UPDATE OR DELETE ON payments FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER payments_no_truncate BEFORE TRUNCATE ON payments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A base price of a period with issued bills stays as it is: correct by credit bill. Runs and prices of a supplier
-- and category exclude each other by the same lock. Looks at all bills, whatever the session may see.
CREATE FUNCTION refuse_price_of_billed_period() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own_scope text := coalesce(current_setting('jiangzhou.scope', true), '');
    is_billed boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('base_price:' || NEW.supplier || ':' || NEW.category));
    PERFORM set_config('jiangzhou.scope', 'all', true);
    is_billed := EXISTS (SELECT FROM bills WHERE supplier = NEW.supplier AND category = NEW.category AND period_to >= NEW.effective_from AND state <> 'cancelled');
    PERFORM set_config('jiangzhou.scope', own_scope, true);
    IF is_billed THEN
        RAISE EXCEPTION 'bills have been issued for a period that this price would change' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'base_price_of_billed_period';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER credit_bills_append_only BEFORE DELETE ON credit_bills FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER credit_bills_no_truncate BEFORE TRUNCATE ON credit_bills FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER base_prices_billed_period BEFORE INSERT ON base_prices FOR EACH ROW EXECUTE FUNCTION refuse_price_of_billed_period();

-- A run over all suppliers is seen by whoever sees all.
ALTER TABLE billing_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing_runs FORCE ROW LEVEL SECURITY;
CREATE POLICY billing_runs_scope ON billing_runs USING (in_scope(supplier));

ALTER TABLE bills ENABLE ROW LEVEL SECURITY;
ALTER TABLE bills FORCE ROW LEVEL SECURITY;
CREATE POLICY bills_scope ON bills USING (in_scope(supplier) OR in_scope(town));

ALTER TABLE payments ENABLE ROW LEVEL SECURITY;
ALTER TABLE payments FORCE ROW LEVEL SECURITY;
CREATE POLICY payments_scope ON payments USING (EXISTS (SELECT FROM bills WHERE bills.id = payments.bill_id));

ALTER TABLE credit_bills ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit_bills FORCE ROW LEVEL SECURITY;
CREATE POLICY credit_bills_scope ON credit_bills USING (EXISTS (SELECT FROM bills WHERE bills.id = credit_bills.bill_id));

ALTER TABLE billing_run_unbilled ENABLE ROW LEVEL SECURITY;
ALTER TABLE billing_run_unbilled FORCE ROW LEVEL SECURITY;
CREATE POLICY billing_run_unbilled_scope ON billing_run_unbilled USING (EXISTS (SELECT FROM water_users WHERE water_users.id = billing_run_unbilled.user_id));
