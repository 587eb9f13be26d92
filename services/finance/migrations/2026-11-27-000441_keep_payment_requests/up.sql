-- Payment requests of other departments as they came (flow S2). They are kept until they are worked on; nothing is said to
-- the department before that.
CREATE TABLE received_payment_requests (
    request_id uuid PRIMARY KEY,
    requester text NOT NULL CHECK (requester <> ''),
    number text NOT NULL CHECK (number <> ''),
    fund text NOT NULL CHECK (fund <> ''),
    total_fen bigint NOT NULL CHECK (total_fen >= 0),
    payload jsonb NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON received_payment_requests
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE received_payment_requests ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE received_payment_requests ENABLE ROW LEVEL SECURITY;
ALTER TABLE received_payment_requests FORCE ROW LEVEL SECURITY;
CREATE POLICY data_scope ON received_payment_requests USING (in_scope('finance_bureau')) WITH CHECK (in_scope('finance_bureau'));
