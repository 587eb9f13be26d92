ALTER TABLE base_prices DROP COLUMN approved_by;
DROP TABLE base_price_proposals;
DROP FUNCTION guard_base_price_proposal;
