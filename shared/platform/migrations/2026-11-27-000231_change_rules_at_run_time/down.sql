DROP TABLE rule_change_steps;
DROP TABLE rule_changes;
DROP FUNCTION guard_rule_change;
DROP TABLE rule_files;
