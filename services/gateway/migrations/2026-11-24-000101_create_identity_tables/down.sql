DROP TABLE refresh_tokens;
DROP TABLE sessions;
DROP TABLE login_failures;
DROP TABLE accounts;
DROP TABLE roles;
DROP TABLE units;
DROP FUNCTION refuse_new_parent;
