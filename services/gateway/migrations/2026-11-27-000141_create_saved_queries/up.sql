-- Queries that people keep for a list, on whatever device they work.
CREATE TABLE saved_queries (
    id uuid PRIMARY KEY,
    username text NOT NULL,
    -- The list's name in the front end, e.g. `water.bills`.
    page text NOT NULL CHECK (page ~ '^[a-z][a-z.-]{0,59}$'),
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 40),
    query jsonb NOT NULL,
    created_at timestamptz NOT NULL,
    UNIQUE (username, page, name)
);

-- A person's own; a session says whose within its transaction.
ALTER TABLE saved_queries ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_queries FORCE ROW LEVEL SECURITY;
CREATE POLICY saved_queries_own ON saved_queries
    USING (username = current_setting('jiangzhou.subject', true)) WITH CHECK (username = current_setting('jiangzhou.subject', true));
