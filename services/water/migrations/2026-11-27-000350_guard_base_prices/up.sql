-- Base prices are published, everybody reads them; whoever sees only some companies fixes prices of no other.
ALTER TABLE base_prices ENABLE ROW LEVEL SECURITY;
ALTER TABLE base_prices FORCE ROW LEVEL SECURITY;
CREATE POLICY base_prices_published ON base_prices FOR SELECT USING (true);
CREATE POLICY base_prices_scope ON base_prices FOR INSERT WITH CHECK (in_scope(supplier));
