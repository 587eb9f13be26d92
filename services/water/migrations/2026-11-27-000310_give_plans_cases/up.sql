-- A plan may come to nothing; and every plan that is under way has a case (platform: cases), as each new one will.
ALTER TABLE plans DROP CONSTRAINT plans_state_check;
ALTER TABLE plans ADD CONSTRAINT plans_state_check
    CHECK (state IN ('draft', 'submitted', 'approved', 'in_force', 'superseded', 'rejected', 'withdrawn'));

SELECT set_config('jiangzhou.scope', 'all', true);
INSERT INTO cases (id, kind, entity, entity_id, title, link, units, state, drafter, authors, holder_role, holder_person, opened_at, submitted_at)
SELECT gen_random_uuid(), 'plan_approval', 'plan', plans.id::text,
    format('%s %s年用水计划（第%s版）', water_users.name, plans.year, plans.revision), '/work/water/plans?open=' || plans.id,
    array_remove(ARRAY[water_users.supplier, water_users.town], NULL), plans.state, plans.drafted_by, ARRAY[plans.drafted_by],
    CASE plans.state WHEN 'draft' THEN 'water_clerk' ELSE 'water_head' END,
    CASE plans.state WHEN 'draft' THEN plans.drafted_by END,
    plans.created_at, CASE plans.state WHEN 'submitted' THEN plans.created_at END
FROM plans JOIN water_users ON water_users.id = plans.user_id
WHERE plans.state IN ('draft', 'submitted')
ON CONFLICT DO NOTHING;
INSERT INTO case_steps (case_id, seq, action, actor, at, day, state_after, request_id)
SELECT id, 1, 'open', drafter, opened_at, (opened_at AT TIME ZONE 'Asia/Shanghai')::date, state, 'migration'
FROM cases WHERE entity = 'plan'
ON CONFLICT DO NOTHING;
