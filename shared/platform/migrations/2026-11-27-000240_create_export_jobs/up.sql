-- Exports of lists that are too long to be written while somebody waits.

CREATE TABLE export_jobs (
    id uuid PRIMARY KEY,
    -- Who asked, and what he could see then: the job sees the same.
    subject text NOT NULL,
    scope jsonb NOT NULL,
    list text NOT NULL,
    title text NOT NULL,
    filter jsonb NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'expired')),
    rows bigint NOT NULL DEFAULT 0,
    total bigint NOT NULL,
    attempts integer NOT NULL DEFAULT 0,
    -- Until when the replica that works on it is believed to be alive.
    lease_until timestamptz,
    bytes bigint,
    error text,
    created_at timestamptz NOT NULL,
    finished_at timestamptz,
    expires_at timestamptz
);
CREATE INDEX export_jobs_open ON export_jobs (created_at) WHERE state IN ('waiting', 'running');
CREATE INDEX export_jobs_subject ON export_jobs (subject, id);
CREATE INDEX export_jobs_expiry ON export_jobs (expires_at) WHERE state = 'done';

-- A person sees the own exports, the job that writes them sees all; a session says for whom it works within its transaction.
ALTER TABLE export_jobs ENABLE ROW LEVEL SECURITY;
ALTER TABLE export_jobs FORCE ROW LEVEL SECURITY;
CREATE POLICY export_jobs_own ON export_jobs
    USING (current_setting('jiangzhou.subject', true) IN (subject, 'system:export_lists'))
    WITH CHECK (current_setting('jiangzhou.subject', true) IN (subject, 'system:export_lists'));
