DROP TABLE export_parts;
DROP TABLE export_jobs;
