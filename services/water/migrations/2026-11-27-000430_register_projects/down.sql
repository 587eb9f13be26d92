DROP TABLE project_findings;
DROP TABLE project_evidence;
DROP TABLE project_documents;
DROP TABLE projects;
DROP FUNCTION guard_project();
