DROP TABLE replacement_fines;
DROP TABLE correction_order_meters;
DROP TABLE correction_orders;
DROP TABLE meter_seals;
DROP FUNCTION guard_replacement_fine;
DROP FUNCTION guard_correction_order;
DROP FUNCTION guard_meter_seal;
