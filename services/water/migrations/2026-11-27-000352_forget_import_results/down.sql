SELECT set_config('jiangzhou.scope', 'all', true);
DROP INDEX reading_imports_kept;
UPDATE reading_imports SET result = '' WHERE result IS NULL;
ALTER TABLE reading_imports ALTER COLUMN result SET NOT NULL;
