-- The version before finds links by the short name: those whose issuer has lost its name to another one open nothing then.
ALTER TABLE oidc_logins DROP COLUMN issuer_url;
DROP INDEX sessions_without_issuer_url;
ALTER TABLE sessions DROP COLUMN issuer_url;
ALTER TABLE ended_links DROP COLUMN issuer_url;
ALTER TABLE account_links DROP COLUMN issuer_url;
