-- The file of an import with its error column holds telephone numbers in full: it is not kept for ever. What was imported stays on record.
ALTER TABLE reading_imports ALTER COLUMN result DROP NOT NULL;
CREATE INDEX reading_imports_kept ON reading_imports (created_at) WHERE result IS NOT NULL;
