-- Incidents of reclaimed water, which the managing unit owes the housing bureau a report of (新政办发〔2023〕24号 附件7 第二十四条; flow S5).
CREATE TABLE reclaimed_incident_reports (
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
    payload jsonb NOT NULL,
    received_at timestamptz NOT NULL
);
CREATE INDEX reclaimed_incident_reports_received ON reclaimed_incident_reports (received_at, incident_id);
-- What was reported stays as it came.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON reclaimed_incident_reports FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
ALTER TABLE reclaimed_incident_reports ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE reclaimed_incident_reports ENABLE ROW LEVEL SECURITY;
ALTER TABLE reclaimed_incident_reports FORCE ROW LEVEL SECURITY;
CREATE POLICY data_scope ON reclaimed_incident_reports USING (in_scope(town)) WITH CHECK (in_scope(town));
