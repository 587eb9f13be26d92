-- What a message tells of has passed: it is not sent any more, and says why.
ALTER TABLE outgoing_messages ADD COLUMN withdrawn text CHECK (withdrawn <> '');
ALTER TABLE outgoing_deliveries
    DROP CONSTRAINT outgoing_deliveries_state_check,
    ADD CONSTRAINT outgoing_deliveries_state_check CHECK (state IN ('queued', 'failed', 'sent', 'given_up', 'withdrawn'));
