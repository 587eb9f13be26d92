DROP INDEX inbox_messages_processed;
DROP TABLE job_runs;
DROP TRIGGER audit_head_no_truncate ON audit_head;
DROP TRIGGER audit_head_is_moved_by_entries ON audit_head;
DROP FUNCTION refuse_foreign_head();
DROP TRIGGER audit_entries_move_head ON audit_entries;
DROP FUNCTION move_audit_head();
DROP FUNCTION lock_audit_head();
DROP INDEX audit_entries_time;
DROP INDEX audit_entries_request;
DROP INDEX audit_entries_actor;
ALTER TABLE audit_entries
    DROP COLUMN unit,
    DROP COLUMN roles,
    DROP COLUMN address,
    DROP COLUMN agent,
    DROP COLUMN reason;
