-- A role belongs to a department, or to the platform where none is named.
ALTER TABLE roles ADD COLUMN department text CHECK (department <> '');
ALTER TABLE roles ADD COLUMN version integer NOT NULL DEFAULT 1;

-- A post is what somebody is appointed to in a unit: it brings its roles along. Posts stay, as units and roles do.
CREATE TABLE posts (
    code text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{1,47}$'),
    title text NOT NULL CHECK (title <> ''),
    unit text NOT NULL REFERENCES units,
    roles text[] NOT NULL,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT posts_title_in_its_unit UNIQUE (unit, title)
);
CREATE TRIGGER posts_stay BEFORE DELETE ON posts FOR EACH ROW EXECUTE FUNCTION refuse_change();

ALTER TABLE accounts ADD COLUMN posts text[] NOT NULL DEFAULT '{}';
-- What an account may do: its own roles and those of its posts. Kept by the database, so that it is always the union.
ALTER TABLE accounts ADD COLUMN effective_roles text[] NOT NULL DEFAULT '{}';
UPDATE accounts SET effective_roles = roles;
CREATE INDEX accounts_posts ON accounts USING gin (posts);
CREATE INDEX accounts_effective_roles ON accounts USING gin (effective_roles);
DROP INDEX accounts_roles;

CREATE FUNCTION unite_roles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- A change of a post that is under way is waited for: it would not see this account.
    PERFORM 1 FROM posts WHERE posts.code = ANY (NEW.posts) ORDER BY posts.code FOR SHARE;
    NEW.effective_roles := ARRAY(
        SELECT unnest(NEW.roles) UNION SELECT unnest(posts.roles) FROM posts WHERE posts.code = ANY (NEW.posts) ORDER BY 1);
    RETURN NEW;
END
$$;
-- Triggers of one kind go by name: this one comes before the one that counts.
CREATE TRIGGER accounts_bring_roles_together BEFORE INSERT OR UPDATE OF roles, posts, effective_roles ON accounts FOR EACH ROW EXECUTE FUNCTION unite_roles();

DROP TRIGGER accounts_count_token_version ON accounts;
CREATE OR REPLACE FUNCTION count_token_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (OLD.name, OLD.effective_roles, OLD.unit, OLD.scope_kind, OLD.scope_units, OLD.must_change_password, OLD.active)
        IS DISTINCT FROM (NEW.name, NEW.effective_roles, NEW.unit, NEW.scope_kind, NEW.scope_units, NEW.must_change_password, NEW.active)
    THEN
        NEW.token_version := OLD.token_version + 1;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER accounts_count_token_version BEFORE UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION count_token_version();

CREATE FUNCTION pass_on_roles() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE accounts SET posts = posts WHERE posts @> ARRAY[NEW.code];
    RETURN NULL;
END
$$;
CREATE TRIGGER posts_pass_on_roles AFTER UPDATE ON posts FOR EACH ROW
    WHEN (OLD.roles IS DISTINCT FROM NEW.roles) EXECUTE FUNCTION pass_on_roles();
