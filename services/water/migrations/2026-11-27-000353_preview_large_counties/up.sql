-- A preview of very many users is computed in the background.
ALTER TABLE billing_runs
    DROP CONSTRAINT billing_runs_state_check,
    DROP CONSTRAINT billing_runs_check,
    DROP CONSTRAINT billing_runs_check2,
    ADD CONSTRAINT billing_runs_state_check CHECK (state IN ('previewing', 'previewed', 'running', 'completed')),
    ADD CONSTRAINT billing_runs_check CHECK ((state IN ('previewing', 'previewed')) = (confirmed_by IS NULL)),
    ADD CONSTRAINT billing_runs_check2 CHECK (stalled_reason IS NULL OR state IN ('previewing', 'running'));
