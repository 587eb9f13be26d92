DROP TABLE violation_reporters;
DROP TABLE inspections;
DROP TABLE violation_reports;
DROP TABLE balance_tests;
DROP FUNCTION guard_violation_report;
DROP FUNCTION guard_inspection;
DROP FUNCTION guard_balance_test;
