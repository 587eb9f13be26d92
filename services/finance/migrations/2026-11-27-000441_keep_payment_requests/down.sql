DROP TABLE received_payment_requests;
