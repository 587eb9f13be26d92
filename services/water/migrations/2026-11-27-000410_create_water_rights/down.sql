DROP TABLE water_rights;
DROP TABLE irrigation_right_cuts;
DROP TABLE irrigation_years;
DROP TABLE irrigation_parties;
DROP FUNCTION guard_water_right();
DROP FUNCTION guard_irrigation_year();
