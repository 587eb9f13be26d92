-- Incidents that other departments report (flow S5): reclaimed water so far.
CREATE TABLE incident_reports (
    incident_id uuid PRIMARY KEY,
    number text NOT NULL CHECK (number <> ''),
    system_name text NOT NULL CHECK (system_name <> ''),
    manager text NOT NULL CHECK (manager <> ''),
    town text NOT NULL CHECK (town <> ''),
    kind text NOT NULL CHECK (kind IN ('limit_exceeded', 'other')),
    detail text NOT NULL CHECK (detail <> ''),
    occurred_at timestamptz NOT NULL,
    stopped_at timestamptz NOT NULL CHECK (stopped_at >= occurred_at),
    users_told integer NOT NULL CHECK (users_told >= 0),
    users_untold integer NOT NULL CHECK (users_untold >= 0),
    source text NOT NULL CHECK (source = 'water'),
    -- No plan: nothing is graded unless a person assigns one, which comes with the incidents of the emergency service.
    plan text CHECK (plan IS NULL),
    grade text CHECK (grade IS NULL),
    payload jsonb NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE INDEX incident_reports_received ON incident_reports (received_at, incident_id);
-- What was reported stays as it came.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON incident_reports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE incident_reports ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE incident_reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE incident_reports FORCE ROW LEVEL SECURITY;
CREATE POLICY data_scope ON incident_reports USING (in_scope(town)) WITH CHECK (in_scope(town));
