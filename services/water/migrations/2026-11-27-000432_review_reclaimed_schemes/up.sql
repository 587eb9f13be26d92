-- Design schemes of reclaimed-water systems and the water bureau's part of their review (新政办发〔2023〕24号 附件7 第十一至十八条).
CREATE TABLE reclaimed_schemes (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    project_code text NOT NULL CHECK (project_code <> ''),
    project_name text NOT NULL CHECK (project_name <> ''),
    builder text NOT NULL CHECK (builder <> ''),
    town text NOT NULL,
    works text NOT NULL CHECK (works IN ('plant', 'building', 'existing')),
    inside_network boolean NOT NULL,
    other_system boolean NOT NULL,
    measure text NOT NULL CHECK (measure IN ('central_system', 'user_pipes', 'own_system')),
    source text,
    disinfected boolean NOT NULL,
    separate_pipes boolean NOT NULL,
    labelled boolean NOT NULL,
    uses text[] NOT NULL CHECK (cardinality(uses) > 0),
    designer text NOT NULL CHECK (designer <> ''),
    designer_certificate text CHECK (designer_certificate <> ''),
    submitted_on date NOT NULL,
    state text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'agreed', 'disagreed')),
    opinion_number text UNIQUE,
    opinion_on date CHECK (opinion_on >= submitted_on),
    opinion text CHECK (opinion <> ''),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    decided_by text,
    demonstration boolean NOT NULL DEFAULT false,
    version integer NOT NULL DEFAULT 1,
    -- Water that comes by pipes has the source of the other system; a system has one of its own.
    CHECK ((measure = 'user_pipes') = (source IS NULL)),
    -- Given with number, date and words, by somebody else, or not yet (第十七条).
    CHECK (num_nonnulls(opinion_number, opinion_on, opinion, decided_by) = CASE state WHEN 'received' THEN 0 ELSE 4 END),
    CONSTRAINT reclaimed_schemes_second_person CHECK (decided_by <> recorded_by),
    -- Nobody agrees to a forbidden source (第十条), to mixed or unlabelled pipes (第二十三条), to a designer without certificate (第十五条).
    CONSTRAINT reclaimed_schemes_in_order CHECK (
        state <> 'agreed'
        OR coalesce(source NOT IN ('electroplating', 'chemical', 'dyeing', 'metallurgy', 'infectious_hospital', 'tuberculosis_hospital', 'radioactive', 'toxic'), true)
        AND (source IS DISTINCT FROM 'hospital' OR disinfected AND measure = 'own_system')
        AND separate_pipes AND labelled AND designer_certificate IS NOT NULL
    )
);
CREATE UNIQUE INDEX reclaimed_schemes_waiting ON reclaimed_schemes (project_code) WHERE state = 'received';
CREATE INDEX reclaimed_schemes_project ON reclaimed_schemes (project_code, id);

-- An opinion that was given stays as it is; another scheme of the project gets its own.
CREATE FUNCTION refuse_opinion_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state <> 'received' THEN
        RAISE EXCEPTION 'reclaimed_schemes: the opinion was given' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER reclaimed_schemes_stay BEFORE UPDATE ON reclaimed_schemes FOR EACH ROW EXECUTE FUNCTION refuse_opinion_change();
CREATE TRIGGER reclaimed_schemes_no_delete BEFORE DELETE ON reclaimed_schemes FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER reclaimed_schemes_no_truncate BEFORE TRUNCATE ON reclaimed_schemes FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE reclaimed_schemes ENABLE ROW LEVEL SECURITY;
ALTER TABLE reclaimed_schemes FORCE ROW LEVEL SECURITY;
CREATE POLICY reclaimed_schemes_scope ON reclaimed_schemes USING (in_scope(town)) WITH CHECK (in_scope(town));
