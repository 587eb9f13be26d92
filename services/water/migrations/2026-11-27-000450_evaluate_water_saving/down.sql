DROP TABLE evaluation_commitments;
DROP TABLE evaluation_indicators;
DROP TABLE evaluation_products;
DROP TABLE evaluation_contents;
DROP TABLE evaluations;
DROP FUNCTION guard_commitment();
DROP FUNCTION guard_evaluation_part();
DROP FUNCTION guard_evaluation();
