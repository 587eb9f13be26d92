DROP TABLE outgoing_deliveries;
DROP TABLE outgoing_messages;
