DROP TABLE shortage_settlements;
DROP TABLE water_shortages;
DROP TABLE assessed_usages;
DROP TABLE flow_assessments;
DROP FUNCTION guard_water_shortage;
DROP FUNCTION guard_shortage_settlement;
DROP FUNCTION guard_assessed_usage;
DROP FUNCTION guard_flow_assessment;
