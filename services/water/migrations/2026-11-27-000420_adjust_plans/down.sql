DROP TABLE bill_adjustments;
DROP TABLE plan_adjustments;
DROP FUNCTION guard_plan_adjustment;
