-- Segregated ledgers. The database itself keeps what must never be false: entries balance, stay within one fund, are
-- numbered without gaps, are never changed, and never overdraw an account that must not be overdrawn.

CREATE TABLE funds (
    key text PRIMARY KEY CHECK (key ~ '^[a-z_]{3,40}$'),
    name text NOT NULL CHECK (name <> ''),
    prefix text NOT NULL UNIQUE CHECK (prefix ~ '^[A-Z]{2}$'),
    -- Unit that keeps it: the data scope of everything in the fund.
    unit text NOT NULL CHECK (unit <> ''),
    separates_income_and_spending boolean NOT NULL,
    document text NOT NULL CHECK (document <> ''),
    article text NOT NULL CHECK (article <> '')
);

CREATE TABLE accounts (
    fund text NOT NULL REFERENCES funds (key),
    code text NOT NULL CHECK (code ~ '^[0-9]{4}$'),
    name text NOT NULL CHECK (name <> ''),
    kind text NOT NULL CHECK (kind IN ('asset', 'liability', 'net_assets', 'income', 'expense')),
    pool text NOT NULL CHECK (pool <> ''),
    no_overdraft boolean NOT NULL,
    -- Debits less credits, in fen; changed by postings only.
    balance_fen bigint NOT NULL DEFAULT 0 CHECK (balance_fen BETWEEN -99999999999999999 AND 99999999999999999),
    PRIMARY KEY (fund, code),
    CONSTRAINT accounts_not_overdrawn CHECK (
        NOT no_overdraft OR CASE WHEN kind IN ('asset', 'expense') THEN balance_fen >= 0 ELSE balance_fen <= 0 END
    )
);

-- Which money may go from pool to pool, as the rule files say; brought here at every start.
CREATE TABLE allowed_transfers (
    fund text NOT NULL REFERENCES funds (key),
    code text NOT NULL CHECK (code <> ''),
    from_pool text NOT NULL CHECK (from_pool <> ''),
    -- A pool of the fund, or `treasury`, which is outside every fund.
    to_pool text NOT NULL CHECK (to_pool <> '' AND to_pool <> from_pool),
    PRIMARY KEY (fund, code)
);

CREATE TABLE entry_counters (
    fund text NOT NULL REFERENCES funds (key),
    year integer NOT NULL,
    last_sequence integer NOT NULL CHECK (last_sequence > 0),
    PRIMARY KEY (fund, year)
);

CREATE TABLE journal_entries (
    id uuid PRIMARY KEY,
    fund text NOT NULL REFERENCES funds (key),
    -- Year, sequence and number are given by the database.
    year integer NOT NULL,
    sequence integer NOT NULL,
    number text NOT NULL UNIQUE,
    booked_on date NOT NULL CHECK (booked_on BETWEEN '2000-01-01' AND '9999-12-31'),
    summary text NOT NULL CHECK (summary <> ''),
    kind text NOT NULL CHECK (kind IN ('ordinary', 'transfer', 'reversal')),
    -- Code of the rule that allows the transfer between pools.
    transfer text,
    reverses uuid UNIQUE,
    posted_by text NOT NULL CHECK (posted_by <> ''),
    posted_at timestamptz NOT NULL,
    posted_in xid8 NOT NULL,
    UNIQUE (fund, year, sequence),
    UNIQUE (id, fund),
    FOREIGN KEY (reverses, fund) REFERENCES journal_entries (id, fund),
    CHECK ((kind = 'transfer') = (transfer IS NOT NULL)),
    CHECK ((kind = 'reversal') = (reverses IS NOT NULL)),
    CHECK (reverses <> id)
);
CREATE INDEX journal_entries_by_day ON journal_entries (fund, booked_on, sequence);

CREATE TABLE journal_lines (
    entry_id uuid NOT NULL,
    line smallint NOT NULL CHECK (line > 0),
    fund text NOT NULL,
    account text NOT NULL,
    -- Above zero a debit, below zero a credit.
    amount_fen bigint NOT NULL CHECK (amount_fen <> 0 AND amount_fen BETWEEN -99999999999999999 AND 99999999999999999),
    PRIMARY KEY (entry_id, line),
    -- Both keys carry the fund, so that all lines of an entry lie in the entry's fund.
    FOREIGN KEY (entry_id, fund) REFERENCES journal_entries (id, fund),
    FOREIGN KEY (fund, account) REFERENCES accounts (fund, code)
);
CREATE INDEX journal_lines_by_account ON journal_lines (fund, account);

-- Refusals: check_violation where an entry breaks a rule of the books, restrict_violation where what is fixed would change.

-- Numbers and balances are moved by the owner's functions only; nobody sets them directly. These functions run as the
-- owner: each refuses to be the trigger of another table, and at the end of this file nobody else may make triggers of them.
CREATE FUNCTION number_entry() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    prefix text;
BEGIN
    IF TG_RELID <> 'public.journal_entries'::regclass THEN
        RAISE EXCEPTION '%: only journal entries are numbered', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.reverses IS NOT NULL AND EXISTS (SELECT FROM journal_entries WHERE id = NEW.reverses AND kind = 'reversal') THEN
        RAISE EXCEPTION 'journal_entries: a reversal cannot be reversed' USING ERRCODE = 'check_violation';
    END IF;
    NEW.year := extract(year FROM NEW.booked_on);
    -- The counter's row stays locked until the end of the transaction: numbers have no gaps, whoever rolls back.
    INSERT INTO entry_counters (fund, year, last_sequence) VALUES (NEW.fund, NEW.year, 1)
        ON CONFLICT (fund, year) DO UPDATE SET last_sequence = entry_counters.last_sequence + 1
        RETURNING last_sequence INTO NEW.sequence;
    SELECT funds.prefix INTO STRICT prefix FROM funds WHERE key = NEW.fund;
    NEW.number := prefix || '-' || NEW.year || '-' || lpad(NEW.sequence::text, greatest(6, length(NEW.sequence::text)), '0');
    NEW.posted_at := transaction_timestamp();
    NEW.posted_in := pg_current_xact_id();
    RETURN NEW;
END $$;

CREATE FUNCTION check_line() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_RELID <> 'public.journal_lines'::regclass THEN
        RAISE EXCEPTION '%: only journal lines are checked', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    -- Transaction and time together: a number alone could come again in a restored cluster.
    IF NOT EXISTS (SELECT FROM journal_entries WHERE id = NEW.entry_id
        AND posted_in = pg_current_xact_id() AND posted_at = transaction_timestamp()) THEN
        RAISE EXCEPTION 'journal_lines: entry % is not of this transaction and takes no further lines', NEW.entry_id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

-- All lines of one statement are judged together; accounts are locked in one order.
CREATE FUNCTION move_balances() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    moved_accounts bigint;
BEGIN
    IF TG_RELID <> 'public.journal_lines'::regclass THEN
        RAISE EXCEPTION '%: only journal lines move balances', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    PERFORM 1 FROM accounts
        WHERE (fund, code) IN (SELECT fund, account FROM inserted) ORDER BY fund, code FOR UPDATE;
    UPDATE accounts SET balance_fen = balance_fen + moved.fen
        FROM (SELECT fund, account, sum(amount_fen)::bigint AS fen FROM inserted GROUP BY fund, account) AS moved
        WHERE accounts.fund = moved.fund AND accounts.code = moved.account;
    GET DIAGNOSTICS moved_accounts = ROW_COUNT;
    IF moved_accounts <> (SELECT count(DISTINCT (fund, account)) FROM inserted) THEN
        RAISE EXCEPTION 'journal_lines: an account is unknown or outside the data scope of the session' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

-- A transfer takes from the assets of its first pool exactly what those of the second get; one to the treasury touches its
-- own pool only.
CREATE FUNCTION is_allowed_transfer(entry uuid, entry_fund text, transfer text) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
    WITH gains AS (
        SELECT a.pool, coalesce(sum(l.amount_fen) FILTER (WHERE a.kind = 'asset'), 0) AS fen
            FROM journal_lines l JOIN accounts a ON a.fund = l.fund AND a.code = l.account
            WHERE l.entry_id = entry GROUP BY a.pool
    )
    SELECT EXISTS (
        SELECT FROM allowed_transfers t JOIN gains source ON source.pool = t.from_pool LEFT JOIN gains target ON target.pool = t.to_pool
            WHERE t.fund = entry_fund AND t.code = transfer AND source.fen < 0
            AND CASE WHEN EXISTS (SELECT FROM accounts a WHERE a.fund = entry_fund AND a.pool = t.to_pool)
                THEN target.fen = -source.fen AND (SELECT count(*) FROM gains) = 2
                ELSE (SELECT count(*) FROM gains) = 1 END
    )
$$;

CREATE FUNCTION check_entry(entry uuid) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    header journal_entries;
    sums record;
    has_unbalanced_pool boolean;
    separates boolean;
BEGIN
    SELECT * INTO STRICT header FROM journal_entries WHERE id = entry;
    SELECT count(*) AS lines, coalesce(sum(l.amount_fen), 0) AS fen, count(DISTINCT a.pool) AS pools,
           bool_or(a.kind = 'income') AND bool_or(a.kind = 'expense') AS nets_off
        INTO sums
        FROM journal_lines l JOIN accounts a ON a.fund = l.fund AND a.code = l.account WHERE l.entry_id = entry;
    IF sums.lines < 2 THEN
        RAISE EXCEPTION 'entry % has % lines, at least 2 are needed', header.number, sums.lines USING ERRCODE = 'check_violation';
    END IF;
    IF sums.fen <> 0 THEN
        RAISE EXCEPTION 'entry % does not balance: debits exceed credits by % fen', header.number, sums.fen
            USING ERRCODE = 'check_violation';
    END IF;
    IF sums.pools > 1 THEN
        SELECT bool_or(fen <> 0) INTO has_unbalanced_pool FROM (
            SELECT sum(l.amount_fen) AS fen FROM journal_lines l JOIN accounts a ON a.fund = l.fund AND a.code = l.account
                WHERE l.entry_id = entry GROUP BY a.pool) AS pool;
        IF has_unbalanced_pool OR header.kind = 'ordinary' THEN
            RAISE EXCEPTION 'entry % mixes pools of its fund without an allowed transfer', header.number
                USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF header.kind = 'transfer' AND NOT is_allowed_transfer(entry, header.fund, header.transfer) THEN
        RAISE EXCEPTION 'entry % is not the transfer "%" as it is allowed in its fund', header.number, header.transfer
            USING ERRCODE = 'check_violation';
    END IF;
    IF sums.nets_off THEN
        SELECT separates_income_and_spending INTO STRICT separates FROM funds WHERE key = header.fund;
        IF separates THEN
            RAISE EXCEPTION 'entry % nets income off against spending', header.number USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    IF header.reverses IS NOT NULL AND EXISTS (
        SELECT FROM journal_lines WHERE entry_id IN (entry, header.reverses) GROUP BY account HAVING sum(amount_fen) <> 0) THEN
        RAISE EXCEPTION 'entry % is not the mirror of the entry that it reverses', header.number USING ERRCODE = 'check_violation';
    END IF;
END $$;

CREATE FUNCTION check_entry_of_row() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    IF TG_RELID = 'public.journal_entries'::regclass THEN
        PERFORM check_entry(NEW.id);
    ELSIF TG_RELID = 'public.journal_lines'::regclass THEN
        PERFORM check_entry(NEW.entry_id);
    ELSE
        RAISE EXCEPTION '%: only journal entries and their lines are checked', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NULL;
END $$;

-- Whether a change comes from a posting: from within a trigger, under the owner of the tables.
CREATE FUNCTION is_posting(relation oid) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT pg_trigger_depth() >= 2 AND current_user = (SELECT pg_get_userbyid(relowner) FROM pg_class WHERE oid = relation)
$$;

CREATE FUNCTION guard_fund() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.key <> OLD.key OR NEW.prefix <> OLD.prefix THEN
        RAISE EXCEPTION 'funds: key and prefix of % are printed on entries and never change', OLD.key USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.separates_income_and_spending AND NOT NEW.separates_income_and_spending
        AND EXISTS (SELECT FROM journal_entries WHERE fund = OLD.key) THEN
        RAISE EXCEPTION 'funds: % has entries and goes on keeping income and spending apart', OLD.key USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.balance_fen <> 0 THEN
            RAISE EXCEPTION 'accounts: a new account holds nothing' USING ERRCODE = 'restrict_violation';
        END IF;
    ELSIF (NEW.fund, NEW.code, NEW.kind, NEW.pool) IS DISTINCT FROM (OLD.fund, OLD.code, OLD.kind, OLD.pool) THEN
        RAISE EXCEPTION 'accounts: fund, code, kind and pool of % % never change', OLD.fund, OLD.code USING ERRCODE = 'restrict_violation';
    ELSIF OLD.no_overdraft AND NOT NEW.no_overdraft AND EXISTS (SELECT FROM journal_entries WHERE fund = OLD.fund) THEN
        RAISE EXCEPTION 'accounts: the fund of % % has entries, the account goes on not to be overdrawn', OLD.fund, OLD.code
            USING ERRCODE = 'restrict_violation';
    ELSIF NEW.balance_fen <> OLD.balance_fen AND NOT is_posting(TG_RELID) THEN
        RAISE EXCEPTION 'accounts: the balance of % % changes by postings only', OLD.fund, OLD.code USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION guard_counter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT is_posting(TG_RELID) THEN
        RAISE EXCEPTION 'entry_counters: entry numbers are given by postings only' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER guard BEFORE UPDATE ON funds FOR EACH ROW EXECUTE FUNCTION guard_fund();
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON funds FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON accounts FOR EACH ROW EXECUTE FUNCTION guard_account();
-- Removed and added again, an account could come back without its guard against overdrafts.
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON accounts FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER guard BEFORE INSERT OR UPDATE ON entry_counters FOR EACH ROW EXECUTE FUNCTION guard_counter();
CREATE TRIGGER no_delete BEFORE DELETE OR TRUNCATE ON entry_counters FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER number BEFORE INSERT ON journal_entries FOR EACH ROW EXECUTE FUNCTION number_entry();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_entries
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON journal_entries
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry_of_row();

CREATE TRIGGER own_transaction BEFORE INSERT ON journal_lines FOR EACH ROW EXECUTE FUNCTION check_line();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal_lines
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER move_balances AFTER INSERT ON journal_lines
    REFERENCING NEW TABLE AS inserted FOR EACH STATEMENT EXECUTE FUNCTION move_balances();
CREATE CONSTRAINT TRIGGER balances AFTER INSERT ON journal_lines
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_entry_of_row();

-- Also where a session would skip ordinary triggers.
ALTER TABLE funds ENABLE ALWAYS TRIGGER guard;
ALTER TABLE funds ENABLE ALWAYS TRIGGER no_delete;
ALTER TABLE accounts ENABLE ALWAYS TRIGGER guard;
ALTER TABLE accounts ENABLE ALWAYS TRIGGER no_delete;
ALTER TABLE entry_counters ENABLE ALWAYS TRIGGER guard;
ALTER TABLE entry_counters ENABLE ALWAYS TRIGGER no_delete;
ALTER TABLE journal_entries ENABLE ALWAYS TRIGGER number;
ALTER TABLE journal_entries ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE journal_entries ENABLE ALWAYS TRIGGER balances;
ALTER TABLE journal_lines ENABLE ALWAYS TRIGGER own_transaction;
ALTER TABLE journal_lines ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE journal_lines ENABLE ALWAYS TRIGGER move_balances;
ALTER TABLE journal_lines ENABLE ALWAYS TRIGGER balances;

-- A trigger that exists needs no privilege; whoever would make one of these functions does.
REVOKE EXECUTE ON FUNCTION number_entry(), check_line(), move_balances(), check_entry_of_row(), check_entry(uuid),
    is_allowed_transfer(uuid, text, text) FROM PUBLIC;

-- Data scope: everything in a fund belongs to the unit that keeps the fund.
CREATE FUNCTION fund_in_scope(fund text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT current_setting('jiangzhou.scope', true) = 'all' OR in_scope((SELECT unit FROM funds WHERE key = fund))
$$;

ALTER TABLE funds ENABLE ROW LEVEL SECURITY;
ALTER TABLE funds FORCE ROW LEVEL SECURITY;
ALTER TABLE accounts ENABLE ROW LEVEL SECURITY;
ALTER TABLE accounts FORCE ROW LEVEL SECURITY;
ALTER TABLE allowed_transfers ENABLE ROW LEVEL SECURITY;
ALTER TABLE allowed_transfers FORCE ROW LEVEL SECURITY;
ALTER TABLE journal_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_entries FORCE ROW LEVEL SECURITY;
ALTER TABLE journal_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_lines FORCE ROW LEVEL SECURITY;
CREATE POLICY data_scope ON funds USING (in_scope(unit)) WITH CHECK (in_scope(unit));
CREATE POLICY data_scope ON accounts USING (fund_in_scope(fund)) WITH CHECK (fund_in_scope(fund));
CREATE POLICY data_scope ON allowed_transfers USING (fund_in_scope(fund)) WITH CHECK (fund_in_scope(fund));
CREATE POLICY data_scope ON journal_entries USING (fund_in_scope(fund)) WITH CHECK (fund_in_scope(fund));
CREATE POLICY data_scope ON journal_lines USING (fund_in_scope(fund)) WITH CHECK (fund_in_scope(fund));
