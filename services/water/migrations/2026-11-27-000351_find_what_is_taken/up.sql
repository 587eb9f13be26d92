-- A code or a number that somebody else's user or meter has is taken, whoever may see it: a file of rows asks for all of its
-- own at once. Nothing else of those rows is told.
CREATE FUNCTION taken_user_codes(codes text[]) RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    scope text := coalesce(current_setting('jiangzhou.scope', true), '');
BEGIN
    PERFORM set_config('jiangzhou.scope', 'all', true);
    RETURN QUERY SELECT water_users.code FROM water_users WHERE water_users.code = ANY (codes);
    PERFORM set_config('jiangzhou.scope', scope, true);
END
$$;
CREATE FUNCTION taken_meter_numbers(numbers text[]) RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    scope text := coalesce(current_setting('jiangzhou.scope', true), '');
BEGIN
    PERFORM set_config('jiangzhou.scope', 'all', true);
    RETURN QUERY SELECT meters.number FROM meters WHERE meters.number = ANY (numbers);
    PERFORM set_config('jiangzhou.scope', scope, true);
END
$$;

-- Whoever approves a rule asks up to when bills rest on it, while nothing else may be calculated.
CREATE INDEX bills_last_period ON bills (period_to DESC, period DESC) WHERE state <> 'cancelled';
CREATE INDEX bills_notified ON bills (notified_at) WHERE notified_at IS NOT NULL;
CREATE INDEX payments_paid_on ON payments (paid_on);
