-- The cases stay with the platform's tables: what has happened is not forgotten.
SELECT set_config('jiangzhou.scope', 'all', true);
UPDATE plans SET state = 'draft' WHERE state IN ('rejected', 'withdrawn');
ALTER TABLE plans DROP CONSTRAINT plans_state_check;
ALTER TABLE plans ADD CONSTRAINT plans_state_check CHECK (state IN ('draft', 'submitted', 'approved', 'in_force', 'superseded'));
