-- Which department's service a unit runs, so that a data scope can be a department; stations; units can be renamed.
ALTER TABLE units DROP CONSTRAINT units_kind_check;
ALTER TABLE units ADD CONSTRAINT units_kind_check
    CHECK (kind IN ('county', 'department', 'town', 'village', 'community', 'company', 'bank', 'station'));
ALTER TABLE units ADD COLUMN service text;
ALTER TABLE units ADD CONSTRAINT units_service_check CHECK (service IS NULL OR kind = 'department');
ALTER TABLE units ADD COLUMN version integer NOT NULL DEFAULT 1;
CREATE UNIQUE INDEX units_one_per_service ON units (service) WHERE service IS NOT NULL;

ALTER TABLE accounts DROP CONSTRAINT accounts_scope_kind_check;
ALTER TABLE accounts ADD CONSTRAINT accounts_scope_kind_check
    CHECK (scope_kind IN ('nothing', 'own_unit', 'with_sub_units', 'units', 'department', 'all'));

-- Counts whatever changes what a token says of an account, so that a token can be told from a stale one. The database
-- counts, so that no use case can forget to.
ALTER TABLE accounts ADD COLUMN token_version integer NOT NULL DEFAULT 1;
CREATE FUNCTION count_token_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.token_version := OLD.token_version + 1;
    RETURN NEW;
END
$$;
CREATE TRIGGER accounts_count_token_version BEFORE UPDATE ON accounts FOR EACH ROW
    WHEN ((OLD.name, OLD.roles, OLD.unit, OLD.scope_kind, OLD.scope_units, OLD.must_change_password, OLD.active)
        IS DISTINCT FROM (NEW.name, NEW.roles, NEW.unit, NEW.scope_kind, NEW.scope_units, NEW.must_change_password, NEW.active))
    EXECUTE FUNCTION count_token_version();

-- A new unit belongs to the scope of everybody who sees what lies below a unit above it.
CREATE FUNCTION widen_scopes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accounts SET token_version = token_version + 1
    WHERE scope_kind = 'with_sub_units' AND unit IN (
        WITH RECURSIVE above AS (
            SELECT NEW.parent_code AS code
            UNION SELECT units.parent_code FROM units JOIN above ON units.code = above.code
        ) SELECT code FROM above WHERE code IS NOT NULL);
    RETURN NULL;
END
$$;
CREATE TRIGGER units_widen_scopes AFTER INSERT ON units FOR EACH ROW EXECUTE FUNCTION widen_scopes();

-- A department that gets or loses its service changes what its people see.
CREATE FUNCTION move_service() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accounts SET token_version = token_version + 1 WHERE scope_kind = 'department';
    RETURN NULL;
END
$$;
CREATE TRIGGER units_move_service AFTER UPDATE ON units FOR EACH ROW
    WHEN (OLD.service IS DISTINCT FROM NEW.service) EXECUTE FUNCTION move_service();
