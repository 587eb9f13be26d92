DROP TABLE surcharge_income_reversals;
DROP TABLE surcharge_incomes;
