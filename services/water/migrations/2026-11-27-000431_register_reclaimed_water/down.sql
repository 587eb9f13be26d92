DROP TABLE reclaimed_stops;
DROP TABLE reclaimed_incidents;
DROP TABLE reclaimed_tests;
DROP TABLE reclaimed_users;
DROP TABLE reclaimed_systems;
DROP FUNCTION refuse_reclaimed_change;
