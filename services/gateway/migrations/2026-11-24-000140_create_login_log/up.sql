-- Log-ins as people look for them: a view on the audit log, so that it is as good as its hash chain. The name is the
-- account concerned, which is not who acted where an administrator ended a session.

CREATE FUNCTION login_account(entity text, entity_id text, actor text, after jsonb) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN entity = 'session' THEN coalesce(after ->> 'username', actor) ELSE entity_id END
$$;

-- With the rights of whoever asks: nobody gets past the audit log's guards through it.
CREATE VIEW login_log WITH (security_invoker = true) AS
    SELECT
        seq,
        occurred_at,
        login_account(entity, entity_id, actor, after) AS username,
        CASE action
            WHEN 'session.open' THEN 'logged_in'
            WHEN 'session.refuse' THEN 'refused'
            WHEN 'account.lock' THEN 'locked'
            WHEN 'account.unlock' THEN 'unlocked'
            WHEN 'account.change_password' THEN 'password_changed'
            WHEN 'account.reset_password' THEN 'password_reset'
            ELSE coalesce(after ->> 'reason', 'logged_out')
        END AS kind,
        actor,
        address,
        agent,
        request_id
    FROM audit_entries
    WHERE action IN ('session.open', 'session.refuse', 'session.end', 'account.lock', 'account.unlock', 'account.change_password', 'account.reset_password');

CREATE INDEX audit_entries_login ON audit_entries (login_account(entity, entity_id, actor, after), seq)
    WHERE action IN ('session.open', 'session.refuse', 'session.end', 'account.lock', 'account.unlock', 'account.change_password', 'account.reset_password');
