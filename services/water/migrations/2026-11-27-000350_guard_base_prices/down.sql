DROP POLICY base_prices_scope ON base_prices;
DROP POLICY base_prices_published ON base_prices;
ALTER TABLE base_prices NO FORCE ROW LEVEL SECURITY;
ALTER TABLE base_prices DISABLE ROW LEVEL SECURITY;
