DROP TABLE reward_vouchers, reward_payment_lines, reward_payment_requests, reward_budgets, reward_sample_checks, reward_water_managers,
    reward_declarations, reward_town_summaries, reward_right_cuts, reward_assessment_items, reward_assessments, reward_villages;
DROP FUNCTION check_reward_voucher(), guard_reward_voucher(), guard_reward_payment(), guard_reward_assessment_item(), guard_reward_assessment();
