DROP INDEX audit_entries_login;
DROP VIEW login_log;
DROP FUNCTION login_account(text, text, text, jsonb);
