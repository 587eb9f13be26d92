-- Daily reconciliation with water.

CREATE TABLE reconciliation_runs (
    id uuid PRIMARY KEY,
    day date NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'balanced', 'different')),
    requested_by text NOT NULL,
    requested_at timestamptz NOT NULL,
    attempts integer NOT NULL DEFAULT 0 CHECK (attempts >= 0),
    -- Why the last attempt did not succeed.
    failure text,
    completed_at timestamptz,
    -- When a later look at the day found the same again.
    confirmed_at timestamptz,
    water_count integer,
    water_fen bigint,
    finance_count integer,
    finance_fen bigint,
    difference_count integer,
    CHECK ((state = 'pending') = (completed_at IS NULL)),
    CHECK ((state = 'different') = (coalesce(difference_count, 0) > 0)),
    CHECK (confirmed_at IS NULL OR completed_at IS NOT NULL),
    CHECK (num_nulls(completed_at, water_count, water_fen, finance_count, finance_fen, difference_count) IN (0, 6))
);
CREATE UNIQUE INDEX reconciliation_runs_one_pending ON reconciliation_runs (day) WHERE state = 'pending';
CREATE INDEX reconciliation_runs_by_day ON reconciliation_runs (day DESC, id DESC);

CREATE TABLE reconciliation_differences (
    run_id uuid NOT NULL REFERENCES reconciliation_runs (id),
    payment_id uuid NOT NULL,
    kind text NOT NULL CHECK (kind IN ('collected', 'reversed')),
    fault text NOT NULL CHECK (fault IN ('missing_at_finance', 'missing_at_water', 'amount_differs', 'repeated_at_water')),
    water_fen bigint,
    finance_fen bigint,
    PRIMARY KEY (run_id, payment_id, kind),
    CHECK (num_nulls(water_fen, finance_fen) < 2)
);

ALTER TABLE reconciliation_runs ENABLE ROW LEVEL SECURITY;
ALTER TABLE reconciliation_runs FORCE ROW LEVEL SECURITY;
ALTER TABLE reconciliation_differences ENABLE ROW LEVEL SECURITY;
ALTER TABLE reconciliation_differences FORCE ROW LEVEL SECURITY;
CREATE POLICY data_scope ON reconciliation_runs USING (fund_in_scope('water_surcharge')) WITH CHECK (fund_in_scope('water_surcharge'));
CREATE POLICY data_scope ON reconciliation_differences USING (fund_in_scope('water_surcharge')) WITH CHECK (fund_in_scope('water_surcharge'));
