ALTER TABLE sessions DROP COLUMN issuer;
DROP TABLE account_links;
DROP TABLE oidc_logins;
