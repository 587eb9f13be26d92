-- Some lists show a person what waits for his roles: the job asks with those that he had. None: it was asked for before this was kept.
ALTER TABLE export_jobs ADD COLUMN roles text[] NOT NULL DEFAULT '{}';
