-- Construction projects and the three simultaneous (新政办发〔2023〕24号 附件5). Areas are 1/100 m², daily use is in litres. A project
-- belongs to its town; what hangs on it is seen by whoever sees the project.

CREATE TABLE projects (
    id uuid PRIMARY KEY,
    -- The code that all departments know an investment project by.
    project_code text NOT NULL UNIQUE CHECK (project_code ~ '^[0-9]{4}-[0-9]{6}-[0-9]{2}-[0-9]{2}-[0-9]{6}$'),
    name text NOT NULL CHECK (name <> ''),
    builder text NOT NULL CHECK (builder <> ''),
    builder_credit_code text NOT NULL CHECK (builder_credit_code ~ '^[0-9A-Z]{18}$'),
    town text NOT NULL,
    place text NOT NULL CHECK (place <> ''),
    nature text NOT NULL CHECK (nature IN ('new', 'rebuild', 'extension')),
    standing text NOT NULL CHECK (standing IN ('planned', 'under_way', 'existing')),
    auxiliary_use_milli bigint NOT NULL CHECK (auxiliary_use_milli >= 0),
    land_area_e2 bigint NOT NULL CHECK (land_area_e2 > 0),
    construction_area_e2 bigint NOT NULL CHECK (construction_area_e2 >= 0),
    -- What it has, as far as the requirements of 第六条 ask for it.
    features text[] NOT NULL CHECK (features <@ ARRAY['makes_products', 'water_cooled_chillers', 'water_equipment', 'industrial_water', 'reclaimed_network', 'mine_water', 'tap_pipes', 'rainwater_possible']),
    greening text NOT NULL CHECK (greening IN ('none', 'regional', 'permanent')),
    -- An existing project makes good what it lacks by the deadline of the department that approved it (第九条).
    retrofit_by date,
    retrofit_approver text CHECK (retrofit_approver <> ''),
    retrofit_document text CHECK (retrofit_document <> ''),
    stage text NOT NULL CHECK (stage IN ('design', 'construction', 'retrofit', 'acceptance', 'accepted', 'in_use')),
    requested_by text,
    requested_at timestamptz,
    acceptance_number text UNIQUE,
    accepted_by text,
    accepted_on date,
    refused_reason text,
    in_use_on date,
    demonstration boolean NOT NULL DEFAULT false,
    created_by text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    version integer NOT NULL DEFAULT 1,
    CHECK (num_nulls(retrofit_by, retrofit_approver, retrofit_document) = CASE standing WHEN 'existing' THEN 0 ELSE 3 END),
    CHECK (standing <> 'existing' OR stage <> 'design'),
    CHECK ((stage IN ('acceptance', 'accepted', 'in_use')) = (requested_by IS NOT NULL)),
    CHECK ((requested_by IS NULL) = (requested_at IS NULL)),
    -- Nothing is in use that nobody has accepted.
    CHECK ((stage IN ('accepted', 'in_use')) = (accepted_by IS NOT NULL)),
    CHECK (num_nulls(acceptance_number, accepted_by, accepted_on) IN (0, 3)),
    CHECK ((stage = 'in_use') = (in_use_on IS NOT NULL)),
    CHECK (in_use_on >= accepted_on),
    -- Nobody accepts what they have asked to have accepted.
    CONSTRAINT projects_second_person CHECK (accepted_by <> requested_by)
);
CREATE INDEX projects_town ON projects (town, id);

CREATE TABLE project_documents (
    id uuid PRIMARY KEY,
    project_id uuid NOT NULL REFERENCES projects,
    kind text NOT NULL CHECK (kind IN ('measures_plan', 'design_chapter', 'drawings')),
    -- The review that it has passed (第五条).
    reviewer text NOT NULL CHECK (reviewer <> ''),
    review_number text NOT NULL CHECK (review_number <> ''),
    reviewed_on date NOT NULL,
    contents text[] NOT NULL,
    filed_by text NOT NULL,
    filed_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (project_id, kind, review_number)
);

CREATE TABLE project_evidence (
    id uuid PRIMARY KEY,
    project_id uuid NOT NULL REFERENCES projects,
    item text NOT NULL,
    document text NOT NULL CHECK (document <> ''),
    dated_on date NOT NULL,
    description text NOT NULL CHECK (description <> ''),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX project_evidence_project ON project_evidence (project_id, item);

CREATE TABLE project_findings (
    id uuid PRIMARY KEY,
    project_id uuid NOT NULL REFERENCES projects,
    kind text NOT NULL CHECK (kind IN ('stopped', 'removed', 'used_unaccepted')),
    found_on date NOT NULL,
    detail text NOT NULL CHECK (detail <> ''),
    correct_by date NOT NULL CHECK (correct_by >= found_on),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT now(),
    corrected_on date CHECK (corrected_on >= found_on),
    correction text CHECK (correction <> ''),
    corrected_by text,
    version integer NOT NULL DEFAULT 1,
    CHECK (num_nulls(corrected_on, correction, corrected_by) IN (0, 3))
);
CREATE INDEX project_findings_project ON project_findings (project_id);

-- Facts: nobody changes or removes them.
CREATE TRIGGER project_documents_append_only BEFORE UPDATE OR DELETE ON project_documents FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER project_documents_no_truncate BEFORE TRUNCATE ON project_documents FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER project_evidence_append_only BEFORE UPDATE OR DELETE ON project_evidence FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER project_evidence_no_truncate BEFORE TRUNCATE ON project_evidence FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What was accepted stays as it was accepted, but for being put in use.
CREATE FUNCTION guard_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'projects stay on the register' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.stage IN ('accepted', 'in_use') AND (to_jsonb(NEW) - '{stage,in_use_on,version}'::text[])
        IS DISTINCT FROM (to_jsonb(OLD) - '{stage,in_use_on,version}'::text[]) THEN
        RAISE EXCEPTION 'an accepted project stays as it was accepted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER projects_guard BEFORE UPDATE OR DELETE ON projects FOR EACH ROW EXECUTE FUNCTION guard_project();
CREATE TRIGGER projects_no_truncate BEFORE TRUNCATE ON projects FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE projects ENABLE ROW LEVEL SECURITY;
ALTER TABLE projects FORCE ROW LEVEL SECURITY;
CREATE POLICY projects_scope ON projects USING (in_scope(town)) WITH CHECK (in_scope(town));

ALTER TABLE project_documents ENABLE ROW LEVEL SECURITY;
ALTER TABLE project_documents FORCE ROW LEVEL SECURITY;
CREATE POLICY project_documents_scope ON project_documents USING (EXISTS (SELECT FROM projects WHERE projects.id = project_documents.project_id));

ALTER TABLE project_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE project_evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY project_evidence_scope ON project_evidence USING (EXISTS (SELECT FROM projects WHERE projects.id = project_evidence.project_id));

ALTER TABLE project_findings ENABLE ROW LEVEL SECURITY;
ALTER TABLE project_findings FORCE ROW LEVEL SECURITY;
CREATE POLICY project_findings_scope ON project_findings USING (EXISTS (SELECT FROM projects WHERE projects.id = project_findings.project_id));
