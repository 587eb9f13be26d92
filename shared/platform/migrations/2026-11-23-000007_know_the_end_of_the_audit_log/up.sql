-- Audit entries say from where and in which role somebody acted; the end of their chain is moved by the database alone;
-- the platform's jobs leave their last run.

-- Left null where nobody made a request: by jobs and on the command line.
ALTER TABLE audit_entries
    ADD COLUMN unit text,
    ADD COLUMN roles text[],
    ADD COLUMN address text,
    ADD COLUMN agent text,
    ADD COLUMN reason text;
CREATE INDEX audit_entries_actor ON audit_entries (actor, seq);
CREATE INDEX audit_entries_request ON audit_entries (request_id);
CREATE INDEX audit_entries_time ON audit_entries USING brin (occurred_at);

-- How long the chain must be is known by `audit_head`. Only the owner's functions below move it, so that whoever has the
-- login role can neither shorten the log nor add to it but at its end.
CREATE FUNCTION lock_audit_head() RETURNS TABLE (seq bigint, hash text)
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
    SELECT audit_head.seq, audit_head.hash FROM audit_head FOR UPDATE
$$;

CREATE FUNCTION move_audit_head() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_RELID <> 'public.audit_entries'::regclass THEN
        RAISE EXCEPTION '%: only audit entries move the end of the audit log', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    UPDATE audit_head SET seq = NEW.seq, hash = NEW.hash WHERE seq = NEW.seq - 1 AND hash = NEW.previous_hash;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'audit_entries: entry % does not follow the last one', NEW.seq USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
-- Nobody else may make a trigger of it.
REVOKE EXECUTE ON FUNCTION move_audit_head() FROM PUBLIC;
CREATE TRIGGER audit_entries_move_head BEFORE INSERT ON audit_entries FOR EACH ROW EXECUTE FUNCTION move_audit_head();

CREATE FUNCTION refuse_foreign_head() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Within the functions above this is the owner, for whoever calls them else it is the login role.
    IF TG_OP <> 'UPDATE' OR current_user <> (SELECT tableowner FROM pg_tables WHERE schemaname = 'public' AND tablename = TG_TABLE_NAME) THEN
        RAISE EXCEPTION '% is moved by new entries only: % is refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER audit_head_is_moved_by_entries BEFORE INSERT OR UPDATE OR DELETE ON audit_head
    FOR EACH ROW EXECUTE FUNCTION refuse_foreign_head();
CREATE TRIGGER audit_head_no_truncate BEFORE TRUNCATE ON audit_head
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The last run of each job, whichever replica did it.
CREATE TABLE job_runs (
    name text PRIMARY KEY CHECK (name <> ''),
    title text NOT NULL,
    finished_at timestamptz NOT NULL,
    duration_ms bigint NOT NULL,
    succeeded_at timestamptz,
    failed_at timestamptz,
    last_error text,
    runs bigint NOT NULL,
    failures bigint NOT NULL
);

-- When the last message was handled.
CREATE INDEX inbox_messages_processed ON inbox_messages (processed_at);
