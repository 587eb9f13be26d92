DROP TRIGGER units_move_service ON units;
DROP FUNCTION move_service;
DROP TRIGGER units_widen_scopes ON units;
DROP FUNCTION widen_scopes;
DROP TRIGGER accounts_count_token_version ON accounts;
DROP FUNCTION count_token_version;
ALTER TABLE accounts DROP COLUMN token_version;

-- The version before knows no such scope: nothing is shown rather than too much.
UPDATE accounts SET scope_kind = 'nothing' WHERE scope_kind = 'department';
ALTER TABLE accounts DROP CONSTRAINT accounts_scope_kind_check;
ALTER TABLE accounts ADD CONSTRAINT accounts_scope_kind_check
    CHECK (scope_kind IN ('nothing', 'own_unit', 'with_sub_units', 'units', 'all'));

DROP INDEX units_one_per_service;
ALTER TABLE units DROP COLUMN version;
ALTER TABLE units DROP COLUMN service;
UPDATE units SET kind = 'company' WHERE kind = 'station';
ALTER TABLE units DROP CONSTRAINT units_kind_check;
ALTER TABLE units ADD CONSTRAINT units_kind_check CHECK (kind IN ('county', 'department', 'town', 'village', 'community', 'company', 'bank'));
