-- What water collected as surcharge, booked once per payment, and what was reversed, once per booking.

CREATE TABLE surcharge_incomes (
    payment_id uuid PRIMARY KEY,
    bill_id uuid NOT NULL,
    bill_number text NOT NULL,
    water_user text NOT NULL,
    period text NOT NULL,
    basic_fen bigint NOT NULL CHECK (basic_fen >= 0),
    surcharge_fen bigint NOT NULL CHECK (surcharge_fen > 0),
    collector text NOT NULL,
    paid_on date NOT NULL,
    entry_id uuid NOT NULL UNIQUE REFERENCES journal_entries (id)
);
CREATE INDEX surcharge_incomes_by_day ON surcharge_incomes (paid_on, payment_id);

CREATE TABLE surcharge_income_reversals (
    payment_id uuid PRIMARY KEY REFERENCES surcharge_incomes (payment_id),
    credit_bill_id uuid NOT NULL UNIQUE,
    credit_bill_number text NOT NULL,
    reason text NOT NULL,
    reversed_on date NOT NULL,
    entry_id uuid NOT NULL UNIQUE REFERENCES journal_entries (id)
);
CREATE INDEX surcharge_income_reversals_by_day ON surcharge_income_reversals (reversed_on, payment_id);

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON surcharge_incomes
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON surcharge_income_reversals
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE surcharge_incomes ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE surcharge_income_reversals ENABLE ALWAYS TRIGGER append_only;

ALTER TABLE surcharge_incomes ENABLE ROW LEVEL SECURITY;
ALTER TABLE surcharge_incomes FORCE ROW LEVEL SECURITY;
ALTER TABLE surcharge_income_reversals ENABLE ROW LEVEL SECURITY;
ALTER TABLE surcharge_income_reversals FORCE ROW LEVEL SECURITY;
CREATE POLICY data_scope ON surcharge_incomes USING (fund_in_scope('water_surcharge')) WITH CHECK (fund_in_scope('water_surcharge'));
CREATE POLICY data_scope ON surcharge_income_reversals USING (fund_in_scope('water_surcharge')) WITH CHECK (fund_in_scope('water_surcharge'));
