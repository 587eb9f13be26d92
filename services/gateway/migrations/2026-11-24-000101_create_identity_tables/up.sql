-- Units, roles, accounts, sessions. Nothing here is ever deleted by a person: units and roles stay, accounts are
-- deactivated, sessions are ended; only what has long expired is swept.

CREATE TABLE units (
    code text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{1,31}$'),
    name text NOT NULL CHECK (name <> ''),
    kind text NOT NULL CHECK (kind IN ('county', 'department', 'town', 'village', 'community', 'company', 'bank')),
    -- Given once, and only a unit that exists: so the tree has no cycle.
    parent_code text REFERENCES units CHECK (parent_code <> code),
    created_at timestamptz NOT NULL DEFAULT now(),
    -- Villages of different towns may have one name; also finds what lies below a unit.
    CONSTRAINT units_name_below_its_parent UNIQUE NULLS NOT DISTINCT (parent_code, name)
);
CREATE FUNCTION refuse_new_parent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the parent of unit % is fixed', OLD.code USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER units_parent_is_fixed BEFORE UPDATE ON units
    FOR EACH ROW WHEN (OLD.parent_code IS DISTINCT FROM NEW.parent_code) EXECUTE FUNCTION refuse_new_parent();
CREATE TRIGGER units_stay BEFORE DELETE ON units FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- The departments' services say what a role may; here is only which roles an account can be given.
CREATE TABLE roles (
    code text PRIMARY KEY CHECK (code ~ '^[a-z][a-z0-9_]{1,47}$' AND code <> 'service'),
    title text NOT NULL CHECK (title <> ''),
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER roles_stay BEFORE DELETE ON roles FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE accounts (
    -- The subject of tokens and of every department's audit log: never changed, never given to somebody else.
    username text PRIMARY KEY CHECK (username ~ '^[a-z][a-z0-9_.-]{1,31}$'),
    name text NOT NULL CHECK (name <> ''),
    password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
    roles text[] NOT NULL,
    unit text NOT NULL REFERENCES units,
    scope_kind text NOT NULL CHECK (scope_kind IN ('nothing', 'own_unit', 'with_sub_units', 'units', 'all')),
    scope_units text[] NOT NULL,
    must_change_password boolean NOT NULL,
    active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL,
    password_changed_at timestamptz NOT NULL,
    last_login_at timestamptz,
    CHECK ((scope_kind = 'units') = (cardinality(scope_units) > 0))
);
CREATE INDEX accounts_unit ON accounts (unit, username);
CREATE INDEX accounts_roles ON accounts USING gin (roles);
CREATE TRIGGER accounts_stay BEFORE DELETE ON accounts FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Log-ins that failed, for names with and without an account alike, so that a lockout does not tell which names exist.
-- Only a hash of the name as typed: people type passwords into the wrong field. One row per network from which somebody
-- tried, and one for all of them together (`*`): nobody is locked out by somebody elsewhere who knows the name only.
CREATE TABLE login_failures (
    name_hash text NOT NULL CHECK (length(name_hash) = 64),
    network text NOT NULL CHECK (network <> ''),
    count integer NOT NULL CHECK (count > 0),
    -- The first of those that count.
    first_failed_at timestamptz NOT NULL,
    locked_until timestamptz,
    PRIMARY KEY (name_hash, network)
);

CREATE TABLE sessions (
    id uuid PRIMARY KEY,
    username text NOT NULL REFERENCES accounts,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL CHECK (expires_at > created_at),
    last_used_at timestamptz NOT NULL,
    user_agent text NOT NULL,
    address text NOT NULL,
    ended_at timestamptz,
    end_reason text CHECK (end_reason IN ('logged_out', 'revoked', 'token_reused', 'password_changed', 'password_reset', 'account_deactivated')),
    CHECK ((ended_at IS NULL) = (end_reason IS NULL))
);
CREATE INDEX sessions_account ON sessions (username, created_at DESC);

-- Each is good for one use; a second use ends the session.
CREATE TABLE refresh_tokens (
    hash text PRIMARY KEY CHECK (length(hash) = 64),
    session_id uuid NOT NULL REFERENCES sessions ON DELETE CASCADE,
    issued_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);
CREATE UNIQUE INDEX refresh_tokens_one_unused ON refresh_tokens (session_id) WHERE used_at IS NULL;
