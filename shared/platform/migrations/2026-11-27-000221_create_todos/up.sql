-- What waits for whom. A key that is closed and opened again is the same row.
CREATE TABLE todos (
    id uuid PRIMARY KEY,
    key text NOT NULL UNIQUE CHECK (key <> ''),
    kind text NOT NULL CHECK (kind <> ''),
    title text NOT NULL CHECK (title <> ''),
    -- The page of the front end where it is done.
    link text NOT NULL CHECK (link LIKE '/%'),
    -- For whoever has a role, or for one person.
    role text CHECK (role <> ''),
    person text CHECK (person <> ''),
    -- Only for those whose data scope holds this unit; none: for every one of them.
    unit text CHECK (unit <> ''),
    due_on date,
    opened_at timestamptz NOT NULL,
    closed_at timestamptz,
    CHECK (num_nonnulls(role, person) = 1)
);
CREATE INDEX todos_of_role ON todos (role, due_on, opened_at, id) WHERE closed_at IS NULL AND role IS NOT NULL;
CREATE INDEX todos_of_person ON todos (person, due_on, opened_at, id) WHERE closed_at IS NULL AND person IS NOT NULL;

-- Who has seen which.
CREATE TABLE todo_reads (
    subject text NOT NULL CHECK (subject <> ''),
    todo_id uuid NOT NULL REFERENCES todos,
    read_at timestamptz NOT NULL,
    PRIMARY KEY (subject, todo_id)
);

-- Whose to-dos a session reads: `platform::todo` says it in the transaction that reads. A session that does not say it
-- reads none, whatever its data scope.
CREATE FUNCTION is_addressee(role text, person text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT coalesce(person = current_setting('jiangzhou.person', true), false)
        OR coalesce(role = ANY (string_to_array(current_setting('jiangzhou.roles', true), ',')), false)
$$;

ALTER TABLE todos ENABLE ROW LEVEL SECURITY;
ALTER TABLE todos FORCE ROW LEVEL SECURITY;
CREATE POLICY todos_addressed ON todos FOR SELECT USING (is_addressee(role, person) AND (unit IS NULL OR in_scope(unit)));
-- Only the functions below: whoever changes a thing closes the to-dos of others with it.
CREATE POLICY todos_kept ON todos
    USING (current_setting('jiangzhou.keeps_todos', true) = 'yes') WITH CHECK (current_setting('jiangzhou.keeps_todos', true) = 'yes');

ALTER TABLE todo_reads ENABLE ROW LEVEL SECURITY;
ALTER TABLE todo_reads FORCE ROW LEVEL SECURITY;
CREATE POLICY todo_reads_own ON todo_reads
    USING (subject = current_setting('jiangzhou.person', true)) WITH CHECK (subject = current_setting('jiangzhou.person', true));

-- Id, key, kind, title, link, role, person, unit, due day, moment. What stays the same is not written again.
CREATE FUNCTION open_todo(uuid, text, text, text, text, text, text, text, date, timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('jiangzhou.keeps_todos', 'yes', true);
    INSERT INTO todos (id, key, kind, title, link, role, person, unit, due_on, opened_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
    ON CONFLICT (key) DO UPDATE SET
        kind = excluded.kind, title = excluded.title, link = excluded.link, role = excluded.role, person = excluded.person,
        unit = excluded.unit, due_on = excluded.due_on, closed_at = NULL,
        opened_at = CASE WHEN todos.closed_at IS NULL THEN todos.opened_at ELSE excluded.opened_at END
    WHERE todos.closed_at IS NOT NULL
        OR (todos.kind, todos.title, todos.link, todos.role, todos.person, todos.unit, todos.due_on)
            IS DISTINCT FROM (excluded.kind, excluded.title, excluded.link, excluded.role, excluded.person, excluded.unit, excluded.due_on);
    PERFORM set_config('jiangzhou.keeps_todos', '', true);
END
$$;

CREATE FUNCTION close_todo(text, timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('jiangzhou.keeps_todos', 'yes', true);
    UPDATE todos SET closed_at = $2 WHERE key = $1 AND closed_at IS NULL;
    PERFORM set_config('jiangzhou.keeps_todos', '', true);
END
$$;

-- All whose key begins with a text, but these.
CREATE FUNCTION close_other_todos(text, text[], timestamptz) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('jiangzhou.keeps_todos', 'yes', true);
    UPDATE todos SET closed_at = $3 WHERE starts_with(key, $1) AND key <> ALL ($2) AND closed_at IS NULL;
    PERFORM set_config('jiangzhou.keeps_todos', '', true);
END
$$;
