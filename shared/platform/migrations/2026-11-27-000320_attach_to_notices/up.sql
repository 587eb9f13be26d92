-- Files with a public notice: added and withdrawn while it is a draft; from the posting on they stay as people read them.
CREATE TABLE notice_attachments (
    id uuid PRIMARY KEY,
    notice_id uuid NOT NULL REFERENCES notices,
    file_name text NOT NULL CHECK (file_name <> ''),
    -- As its content says.
    media_type text NOT NULL,
    size_bytes bigint NOT NULL CHECK (size_bytes > 0),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    blob_key text NOT NULL UNIQUE,
    uploaded_by text NOT NULL,
    uploaded_at timestamptz NOT NULL,
    withdrawn_by text,
    withdrawn_at timestamptz,
    withdrawn_reason text,
    CHECK (num_nulls(withdrawn_by, withdrawn_at, withdrawn_reason) IN (0, 3))
);
CREATE INDEX notice_attachments_notice ON notice_attachments (notice_id, uploaded_at);

CREATE FUNCTION keep_notice_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND (OLD.withdrawn_at IS NOT NULL
        OR (to_jsonb(NEW) - ARRAY['withdrawn_by', 'withdrawn_at', 'withdrawn_reason'])
            <> (to_jsonb(OLD) - ARRAY['withdrawn_by', 'withdrawn_at', 'withdrawn_reason']))) THEN
        RAISE EXCEPTION 'notice_attachments is append-only but for the withdrawal: % is refused', TG_OP USING ERRCODE = 'restrict_violation';
    END IF;
    -- Whoever posts the notice at the same time is waited for.
    PERFORM FROM notices WHERE id = NEW.notice_id AND state = 'draft' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'what was posted is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER notice_attachments_stay BEFORE INSERT OR UPDATE OR DELETE ON notice_attachments
    FOR EACH ROW EXECUTE FUNCTION keep_notice_attachment();
CREATE TRIGGER notice_attachments_no_truncate BEFORE TRUNCATE ON notice_attachments FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE notice_attachments ENABLE ROW LEVEL SECURITY;
ALTER TABLE notice_attachments FORCE ROW LEVEL SECURITY;
-- What was withdrawn before the posting was never read by anybody outside.
CREATE POLICY notice_attachments_public ON notice_attachments FOR SELECT
    USING (withdrawn_at IS NULL AND EXISTS (SELECT FROM notices WHERE notices.id = notice_id AND notices.state <> 'draft'));
CREATE POLICY notice_attachments_scope ON notice_attachments
    USING (EXISTS (SELECT FROM notices WHERE notices.id = notice_id AND in_scope(notices.unit)));
