DROP TABLE audit_head;
DROP TABLE audit_entries;
DROP TABLE idempotency_keys;
DROP TABLE dead_letters;
DROP TABLE inbox_messages;
DROP TABLE outbox_messages;
DROP FUNCTION in_scope(text);
DROP FUNCTION refuse_change();
