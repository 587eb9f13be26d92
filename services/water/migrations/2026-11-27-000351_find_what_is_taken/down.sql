DROP INDEX payments_paid_on;
DROP INDEX bills_notified;
DROP INDEX bills_last_period;
DROP FUNCTION taken_meter_numbers(text[]);
DROP FUNCTION taken_user_codes(text[]);
