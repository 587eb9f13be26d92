DROP TABLE notice_proofs;
DROP TABLE notice_objectors;
DROP TABLE notice_objections;
DROP TABLE notice_numbers;
DROP TABLE notices;
DROP FUNCTION keep_posted_notice;
