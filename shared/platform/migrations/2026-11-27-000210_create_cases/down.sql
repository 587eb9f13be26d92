DROP TABLE case_attachments;
DROP FUNCTION keep_attachment();
DROP TABLE case_steps;
DROP TABLE cases;
DROP FUNCTION keep_closed_case();
DROP FUNCTION units_in_scope(text[]);
