-- Links belong to the issuer's URL, which its tokens say and which is nobody else's. The short name is an operator's word
-- in the settings: it may change, and be given to another issuer. What is here was written under a short name only, and the
-- database does not know the settings: the gateway fills the URL in (src/service/adopt_links.rs). Until then a row is NULL
-- there and opens nothing.
-- The short name and its constraints stay for the version before, which may still serve, and say how people call the issuer;
-- a row whose issuer has lost its name to another one holds the URL instead.
ALTER TABLE account_links ADD COLUMN issuer_url text CHECK (issuer_url <> '');
ALTER TABLE account_links ADD CONSTRAINT account_links_person UNIQUE (issuer_url, subject);
ALTER TABLE account_links ADD CONSTRAINT account_links_one_per_issuer_url UNIQUE (username, issuer_url);

ALTER TABLE ended_links ADD COLUMN issuer_url text CHECK (issuer_url <> '');
ALTER TABLE ended_links ADD CONSTRAINT ended_links_issuer_url UNIQUE (issuer_url, username);

ALTER TABLE sessions ADD COLUMN issuer_url text CHECK (issuer_url <> '');
CREATE INDEX sessions_without_issuer_url ON sessions (issuer) WHERE issuer IS NOT NULL AND issuer_url IS NULL;

-- What was begun at one issuer does not end at another that was given its name meanwhile.
ALTER TABLE oidc_logins ADD COLUMN issuer_url text CHECK (issuer_url <> '');
