-- Log-ins through other issuers (OpenID Connect). What was begun and has not come back yet: good once, for a few minutes,
-- and only in the browser that began it.
CREATE TABLE oidc_logins (
    state_hash text PRIMARY KEY CHECK (length(state_hash) = 64),
    browser_hash text NOT NULL CHECK (length(browser_hash) = 64),
    issuer text NOT NULL CHECK (issuer <> ''),
    nonce text NOT NULL CHECK (nonce <> ''),
    code_verifier text NOT NULL CHECK (length(code_verifier) BETWEEN 43 AND 128),
    expires_at timestamptz NOT NULL
);

-- Whose account somebody is who has logged in elsewhere. One person of an issuer is one account, and the other way round.
CREATE TABLE account_links (
    issuer text NOT NULL CHECK (issuer <> ''),
    subject text NOT NULL CHECK (subject <> ''),
    username text NOT NULL REFERENCES accounts,
    linked_by text NOT NULL CHECK (linked_by <> ''),
    linked_at timestamptz NOT NULL,
    PRIMARY KEY (issuer, subject),
    CONSTRAINT account_links_one_per_issuer UNIQUE (username, issuer)
);

-- Accounts whose link an administrator has ended: their name at that issuer is not believed again.
CREATE TABLE ended_links (
    issuer text NOT NULL CHECK (issuer <> ''),
    username text NOT NULL REFERENCES accounts,
    PRIMARY KEY (issuer, username)
);

-- By which issuer somebody has logged in; none is the platform's own password.
ALTER TABLE sessions ADD COLUMN issuer text;
