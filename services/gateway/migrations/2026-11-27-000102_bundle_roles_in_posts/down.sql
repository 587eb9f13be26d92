DROP TRIGGER posts_pass_on_roles ON posts;
DROP FUNCTION pass_on_roles;
DROP TRIGGER accounts_count_token_version ON accounts;
DROP TRIGGER accounts_bring_roles_together ON accounts;
DROP FUNCTION unite_roles;

-- Nobody loses what a post brought along.
UPDATE accounts SET roles = effective_roles;
CREATE INDEX accounts_roles ON accounts USING gin (roles);
DROP INDEX accounts_effective_roles;
DROP INDEX accounts_posts;
ALTER TABLE accounts DROP COLUMN effective_roles;
ALTER TABLE accounts DROP COLUMN posts;
DROP TABLE posts;
ALTER TABLE roles DROP COLUMN version;
ALTER TABLE roles DROP COLUMN department;

CREATE OR REPLACE FUNCTION count_token_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.token_version := OLD.token_version + 1;
    RETURN NEW;
END
$$;
CREATE TRIGGER accounts_count_token_version BEFORE UPDATE ON accounts FOR EACH ROW
    WHEN ((OLD.name, OLD.roles, OLD.unit, OLD.scope_kind, OLD.scope_units, OLD.must_change_password, OLD.active)
        IS DISTINCT FROM (NEW.name, NEW.roles, NEW.unit, NEW.scope_kind, NEW.scope_units, NEW.must_change_password, NEW.active))
    EXECUTE FUNCTION count_token_version();
