DROP TABLE reclaimed_schemes;
DROP FUNCTION refuse_opinion_change;
