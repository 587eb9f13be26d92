DROP TABLE effects;
DROP TABLE facts;
DROP TABLE meters;
