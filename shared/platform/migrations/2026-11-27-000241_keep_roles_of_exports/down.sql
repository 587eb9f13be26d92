ALTER TABLE export_jobs DROP COLUMN roles;
