ALTER TABLE sessions DROP COLUMN issuer;
DROP TABLE ended_links;
DROP TABLE account_links;
DROP TABLE oidc_logins;
