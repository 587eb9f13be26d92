-- Whoever waits for such a preview asks for another.
DELETE FROM billing_runs WHERE state = 'previewing';
ALTER TABLE billing_runs
    DROP CONSTRAINT billing_runs_state_check,
    DROP CONSTRAINT billing_runs_check,
    DROP CONSTRAINT billing_runs_check2,
    ADD CONSTRAINT billing_runs_state_check CHECK (state IN ('previewed', 'running', 'completed')),
    ADD CONSTRAINT billing_runs_check CHECK ((state = 'previewed') = (confirmed_by IS NULL)),
    ADD CONSTRAINT billing_runs_check2 CHECK (stalled_reason IS NULL OR state = 'running');
