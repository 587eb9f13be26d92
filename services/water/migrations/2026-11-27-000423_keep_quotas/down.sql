ALTER TABLE reading_imports DROP CONSTRAINT reading_imports_kind_check;
ALTER TABLE reading_imports ADD CONSTRAINT reading_imports_kind_check CHECK (kind IN ('readings', 'water_users', 'plans'));
DROP TABLE plan_quota_bases;
DROP TABLE quotas;
DROP FUNCTION guard_quota;
