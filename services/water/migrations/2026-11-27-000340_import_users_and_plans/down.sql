ALTER TABLE reading_imports DROP COLUMN kind;
