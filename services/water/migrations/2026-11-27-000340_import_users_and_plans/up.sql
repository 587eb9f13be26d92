-- Files of water users and of plans are imported as those of readings are; the table keeps the name under which it began.
ALTER TABLE reading_imports ADD COLUMN kind text NOT NULL DEFAULT 'readings' CHECK (kind IN ('readings', 'water_users', 'plans'));
