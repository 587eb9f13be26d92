UPDATE outgoing_deliveries SET state = 'given_up' WHERE state = 'withdrawn';
ALTER TABLE outgoing_deliveries
    DROP CONSTRAINT outgoing_deliveries_state_check,
    ADD CONSTRAINT outgoing_deliveries_state_check CHECK (state IN ('queued', 'failed', 'sent', 'given_up'));
ALTER TABLE outgoing_messages DROP COLUMN withdrawn;
