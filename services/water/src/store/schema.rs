//! The department's tables; see `migrations/`. The platform's are in `platform::schema`.
#![expect(missing_docs, reason = "tables and columns are explained in the migrations")]

diesel::table! {
    water_users (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        credit_code -> Nullable<Text>,
        category -> Text,
        supply -> Text,
        industry_class -> Text,
        recognition_department -> Nullable<Text>,
        recognition_notice -> Nullable<Text>,
        recognition_on -> Nullable<Date>,
        use_class -> Text,
        town -> Text,
        supplier -> Nullable<Text>,
        phone -> Nullable<Text>,
        demonstration -> Bool,
        version -> Integer,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    meters (id) {
        id -> Uuid,
        user_id -> Uuid,
        master_meter_id -> Nullable<Uuid>,
        number -> Text,
        calibre_dn -> Integer,
        digits -> Integer,
        kind -> Text,
        place -> Text,
        installed_on -> Date,
        removed_on -> Nullable<Date>,
        seal_number -> Nullable<Text>,
        sealed_from -> Nullable<Date>,
        obsolete_from -> Nullable<Date>,
        version -> Integer,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    meter_verifications (id) {
        id -> Uuid,
        meter_id -> Uuid,
        certificate -> Text,
        verified_on -> Date,
        outcome -> Text,
        valid_until -> Date,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    readings (id) {
        id -> Uuid,
        meter_id -> Uuid,
        purpose -> Text,
        period -> Nullable<Text>,
        read_on -> Date,
        value_milli -> BigInt,
        method -> Text,
        rolled_over -> Bool,
        replaces -> Nullable<Uuid>,
        supplement -> Bool,
        reason -> Nullable<Text>,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    reading_imports (id) {
        id -> Uuid,
        kind -> Text,
        unit -> Text,
        format -> Text,
        file_name -> Text,
        mode -> Text,
        dry_run -> Bool,
        row_count -> Integer,
        accepted -> Integer,
        rejected -> Integer,
        result -> Nullable<Bytea>,
        created_by -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    plans (id) {
        id -> Uuid,
        user_id -> Uuid,
        year -> Integer,
        period_kind -> Text,
        revision -> Integer,
        state -> Text,
        basis -> Text,
        basis_detail -> Text,
        ground -> Nullable<Text>,
        evidence -> Nullable<Text>,
        drafted_by -> Text,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<Timestamptz>,
        version -> Integer,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    plan_volumes (plan_id, period) {
        plan_id -> Uuid,
        period -> Text,
        volume_milli -> BigInt,
    }
}

diesel::table! {
    base_prices (id) {
        id -> Uuid,
        supplier -> Text,
        category -> Text,
        price_e4 -> BigInt,
        effective_from -> Date,
        document -> Text,
        article -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
        approved_by -> Nullable<Text>,
    }
}

diesel::table! {
    base_price_proposals (id) {
        id -> Uuid,
        supplier -> Text,
        category -> Text,
        price_e4 -> BigInt,
        effective_from -> Date,
        document -> Text,
        article -> Text,
        state -> Text,
        drafted_by -> Text,
        drafted_at -> Timestamptz,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        comment -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    irrigation_approvals (district, year) {
        district -> Text,
        year -> Integer,
        number -> Text,
        approved_on -> Date,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    billing_runs (id) {
        id -> Uuid,
        period -> Text,
        supplier -> Nullable<Text>,
        state -> Text,
        summary -> Jsonb,
        user_count -> Integer,
        billed -> Integer,
        unbilled -> Integer,
        progress_code -> Nullable<Text>,
        created_by -> Text,
        created_at -> Timestamptz,
        confirmed_by -> Nullable<Text>,
        confirmed_at -> Nullable<Timestamptz>,
        completed_at -> Nullable<Timestamptz>,
        stalled_reason -> Nullable<Text>,
        next_try_at -> Nullable<Timestamptz>,
        version -> Integer,
    }
}

diesel::table! {
    bills (id) {
        id -> Uuid,
        number -> Text,
        run_id -> Uuid,
        user_id -> Uuid,
        user_code -> Text,
        user_name -> Text,
        supplier -> Text,
        town -> Text,
        category -> Text,
        industry_class -> Text,
        period -> Text,
        period_to -> Date,
        usage_milli -> BigInt,
        plan_milli -> BigInt,
        adjusted_base_milli -> BigInt,
        overage_milli -> BigInt,
        days_late -> Integer,
        days_early -> Integer,
        base_price_e4 -> BigInt,
        basic_fen -> BigInt,
        surcharge_fen -> BigInt,
        total_fen -> BigInt,
        bands -> Json,
        trace -> Json,
        rules_digest -> Text,
        state -> Text,
        issued_on -> Date,
        due_on -> Nullable<Date>,
        notified_at -> Nullable<Timestamptz>,
        entry_number -> Nullable<Text>,
        settled_at -> Nullable<Timestamptz>,
        version -> Integer,
    }
}

diesel::table! {
    billing_run_unbilled (run_id, user_id) {
        run_id -> Uuid,
        user_id -> Uuid,
        user_code -> Text,
        user_name -> Text,
        reason -> Text,
        detail -> Text,
    }
}

diesel::table! {
    payments (id) {
        id -> Uuid,
        bill_id -> Uuid,
        amount_fen -> BigInt,
        basic_fen -> BigInt,
        surcharge_fen -> BigInt,
        paid_on -> Date,
        collector -> Text,
        method -> Text,
        reference -> Text,
        registered_by -> Text,
        registered_at -> Timestamptz,
    }
}

diesel::table! {
    credit_bills (id) {
        id -> Uuid,
        number -> Text,
        bill_id -> Uuid,
        payment_id -> Nullable<Uuid>,
        basic_fen -> BigInt,
        surcharge_fen -> BigInt,
        total_fen -> BigInt,
        reason -> Text,
        issued_on -> Date,
        entry_number -> Nullable<Text>,
        settled_at -> Nullable<Timestamptz>,
        created_by -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    number_counters (kind, period) {
        kind -> Text,
        period -> Text,
        last -> BigInt,
    }
}

diesel::joinable!(meters -> water_users (user_id));
diesel::joinable!(meter_verifications -> meters (meter_id));
diesel::joinable!(readings -> meters (meter_id));
diesel::joinable!(plans -> water_users (user_id));
diesel::joinable!(plan_volumes -> plans (plan_id));
diesel::joinable!(bills -> billing_runs (run_id));
diesel::joinable!(bills -> water_users (user_id));
diesel::joinable!(billing_run_unbilled -> billing_runs (run_id));
diesel::joinable!(billing_run_unbilled -> water_users (user_id));
diesel::joinable!(payments -> bills (bill_id));
diesel::joinable!(credit_bills -> bills (bill_id));

diesel::allow_tables_to_appear_in_same_query!(
    water_users,
    meters,
    meter_verifications,
    readings,
    plans,
    plan_volumes,
    base_prices,
    billing_runs,
    bills,
    billing_run_unbilled,
    payments,
    credit_bills,
);

// Construction projects.

diesel::table! {
    projects (id) {
        id -> Uuid,
        project_code -> Text,
        name -> Text,
        builder -> Text,
        builder_credit_code -> Text,
        town -> Text,
        place -> Text,
        nature -> Text,
        standing -> Text,
        auxiliary_use_milli -> BigInt,
        land_area_e2 -> BigInt,
        construction_area_e2 -> BigInt,
        features -> Array<Text>,
        greening -> Text,
        retrofit_by -> Nullable<Date>,
        retrofit_approver -> Nullable<Text>,
        retrofit_document -> Nullable<Text>,
        stage -> Text,
        requested_by -> Nullable<Text>,
        requested_at -> Nullable<Timestamptz>,
        acceptance_number -> Nullable<Text>,
        accepted_by -> Nullable<Text>,
        accepted_on -> Nullable<Date>,
        refused_reason -> Nullable<Text>,
        in_use_on -> Nullable<Date>,
        demonstration -> Bool,
        created_by -> Text,
        created_at -> Timestamptz,
        version -> Integer,
    }
}

diesel::table! {
    project_documents (id) {
        id -> Uuid,
        project_id -> Uuid,
        kind -> Text,
        reviewer -> Text,
        review_number -> Text,
        reviewed_on -> Date,
        contents -> Array<Text>,
        filed_by -> Text,
        filed_at -> Timestamptz,
    }
}

diesel::table! {
    project_evidence (id) {
        id -> Uuid,
        project_id -> Uuid,
        item -> Text,
        document -> Text,
        dated_on -> Date,
        description -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    project_findings (id) {
        id -> Uuid,
        project_id -> Uuid,
        kind -> Text,
        found_on -> Date,
        detail -> Text,
        correct_by -> Date,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
        corrected_on -> Nullable<Date>,
        correction -> Nullable<Text>,
        corrected_by -> Nullable<Text>,
        version -> Integer,
    }
}

// Subsidy and reward (24号 附件8).

diesel::table! {
    reward_assessment_items (assessment_id, subject_code) {
        assessment_id -> Uuid,
        subject_code -> Text,
        score_e2 -> Integer,
        rank -> Integer,
        grade -> Text,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    reward_assessments (id) {
        id -> Uuid,
        year -> Integer,
        subject -> Text,
        town -> Nullable<Text>,
        state -> Text,
        drafted_by -> Text,
        drafted_at -> Timestamptz,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        comment -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    reward_budgets (year) {
        year -> Integer,
        subsidy_fen -> BigInt,
        reward_fen -> BigInt,
        document -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
        version -> Integer,
    }
}

diesel::table! {
    reward_declarations (id) {
        id -> Uuid,
        year -> Integer,
        village -> Text,
        town -> Text,
        district -> Nullable<Text>,
        state -> Text,
        effective_e4 -> BigInt,
        reform_e4 -> BigInt,
        grain_e4 -> BigInt,
        economic_e4 -> BigInt,
        other_e4 -> BigInt,
        notice_id -> Nullable<Uuid>,
        handler -> Nullable<Text>,
        head -> Nullable<Text>,
        sealed_on -> Nullable<Date>,
        sealed_form -> Nullable<Uuid>,
        photos -> Array<Uuid>,
        working_days -> Nullable<Integer>,
        drafted_by -> Text,
        drafted_at -> Timestamptz,
        submitted_by -> Nullable<Text>,
        submitted_at -> Nullable<Timestamptz>,
        summary_id -> Nullable<Uuid>,
        reviewed_by -> Nullable<Text>,
        reviewed_at -> Nullable<Timestamptz>,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<Timestamptz>,
        comment -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    reward_payment_lines (id) {
        id -> Uuid,
        request_id -> Uuid,
        declaration_id -> Uuid,
        village -> Text,
        town -> Text,
        subsidy_fen -> BigInt,
        reward_fen -> BigInt,
        subsidy_article -> Text,
        reward_article -> Text,
        subsidy_reason -> Nullable<Text>,
        reward_reason -> Nullable<Text>,
        account_name -> Nullable<Text>,
        account_bank -> Nullable<Text>,
        account_number -> Nullable<Text>,
        state -> Text,
        bank_reference -> Nullable<Text>,
        paid_on -> Nullable<Date>,
        failure -> Nullable<Text>,
        trace -> Jsonb,
    }
}

diesel::table! {
    reward_payment_requests (id) {
        id -> Uuid,
        number -> Text,
        year -> Integer,
        state -> Text,
        subsidy_fen -> BigInt,
        reward_fen -> BigInt,
        trace -> Jsonb,
        drafted_by -> Text,
        drafted_at -> Timestamptz,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<Timestamptz>,
        finance_number -> Nullable<Text>,
        answered_on -> Nullable<Date>,
        reason -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    reward_right_cuts (district, year) {
        district -> Text,
        year -> Integer,
        assessment_id -> Uuid,
        share -> Text,
        reason -> Text,
        decided_by -> Text,
        decided_at -> Timestamptz,
        applied_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    reward_sample_checks (id) {
        id -> Uuid,
        declaration_id -> Uuid,
        checked_on -> Date,
        inspectors -> Text,
        outcome -> Text,
        finding -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    reward_town_summaries (id) {
        id -> Uuid,
        year -> Integer,
        town -> Text,
        state -> Text,
        handler -> Nullable<Text>,
        head -> Nullable<Text>,
        sealed_on -> Nullable<Date>,
        sealed_form -> Nullable<Uuid>,
        drafted_by -> Text,
        drafted_at -> Timestamptz,
        filed_by -> Nullable<Text>,
        filed_at -> Nullable<Timestamptz>,
        approved_by -> Nullable<Text>,
        approved_at -> Nullable<Timestamptz>,
        version -> Integer,
    }
}

diesel::table! {
    reward_villages (code) {
        code -> Text,
        name -> Text,
        town -> Text,
        district -> Nullable<Text>,
        account_name -> Nullable<Text>,
        account_bank -> Nullable<Text>,
        account_number -> Nullable<Text>,
        demonstration -> Bool,
        version -> Integer,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    reward_vouchers (id) {
        id -> Uuid,
        line_id -> Uuid,
        town -> Text,
        fund -> Text,
        use_code -> Text,
        amount_fen -> BigInt,
        spent_on -> Date,
        number -> Text,
        payee -> Text,
        kept_at -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
        cancelled_by -> Nullable<Text>,
        cancelled_at -> Nullable<Timestamptz>,
        cancelled_reason -> Nullable<Text>,
    }
}

diesel::table! {
    reward_water_managers (declaration_id, seq) {
        declaration_id -> Uuid,
        seq -> Integer,
        name -> Text,
        duty -> Text,
    }
}

diesel::table! {
    irrigation_bill_waterings (bill_id, watering_id) {
        bill_id -> Uuid,
        watering_id -> Uuid,
        cancelled -> Bool,
    }
}

diesel::table! {
    irrigation_bills (id) {
        id -> Uuid,
        number -> Text,
        party_id -> Uuid,
        party_code -> Text,
        party_name -> Text,
        district -> Text,
        town -> Text,
        village -> Text,
        year -> Integer,
        seq -> Integer,
        through -> Date,
        volume_milli -> BigInt,
        total_fen -> BigInt,
        approval_number -> Nullable<Text>,
        approved_on -> Nullable<Date>,
        input -> Json,
        lines -> Json,
        trace -> Json,
        rules_digest -> Text,
        state -> Text,
        issued_on -> Date,
        issued_by -> Text,
        version -> Integer,
    }
}

diesel::table! {
    irrigation_credit_bills (id) {
        id -> Uuid,
        number -> Text,
        bill_id -> Uuid,
        payment_id -> Nullable<Uuid>,
        total_fen -> BigInt,
        reason -> Text,
        issued_on -> Date,
        created_by -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    irrigation_parties (id) {
        id -> Uuid,
        code -> Text,
        kind -> Text,
        name -> Text,
        district -> Text,
        parent_id -> Nullable<Uuid>,
        town -> Text,
        village -> Text,
        demonstration -> Bool,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    irrigation_payments (id) {
        id -> Uuid,
        bill_id -> Uuid,
        amount_fen -> BigInt,
        paid_on -> Date,
        collector_kind -> Text,
        collector -> Text,
        method -> Text,
        reference -> Text,
        registered_by -> Text,
        registered_at -> Timestamptz,
    }
}

diesel::table! {
    irrigation_plantings (id) {
        id -> Uuid,
        party_id -> Uuid,
        year -> Integer,
        grain_e4 -> BigInt,
        economic_e4 -> BigInt,
        other_e4 -> BigInt,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
        version -> Integer,
    }
}

diesel::table! {
    irrigation_right_cuts (id) {
        id -> Uuid,
        district -> Text,
        year -> Integer,
        decision_number -> Text,
        decided_on -> Date,
        ground -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    irrigation_years (district, year) {
        district -> Text,
        year -> Integer,
        permit_milli -> BigInt,
        ceiling_milli -> BigInt,
    }
}

diesel::table! {
    water_rights (id) {
        id -> Uuid,
        party_id -> Uuid,
        district -> Text,
        year -> Integer,
        volume_milli -> BigInt,
        confirmed_area_e4 -> BigInt,
        irrigated_area_e4 -> BigInt,
        grain_e4 -> BigInt,
        economic_e4 -> BigInt,
        other_e4 -> BigInt,
        quota_milli -> BigInt,
        last_use_milli -> Array<BigInt>,
        works -> Text,
        rules_digest -> Text,
        state -> Text,
        drafted_by -> Text,
        drafted_at -> Timestamptz,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        comment -> Nullable<Text>,
        superseded_by -> Nullable<Uuid>,
        version -> Integer,
    }
}

diesel::table! {
    waterings (id) {
        id -> Uuid,
        party_id -> Uuid,
        crop -> Text,
        watered_on -> Date,
        volume_milli -> BigInt,
        area_e4 -> BigInt,
        method -> Text,
        replaces -> Nullable<Uuid>,
        reason -> Nullable<Text>,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

// Supervision.
diesel::table! {
    balance_tests (id) {
        id -> Uuid,
        user_id -> Uuid,
        tested_from -> Date,
        tested_to -> Date,
        tester -> Text,
        report_number -> Text,
        intake_milli -> BigInt,
        consumed_milli -> BigInt,
        discharged_milli -> BigInt,
        leaked_milli -> BigInt,
        reused_milli -> BigInt,
        state -> Text,
        filed_by -> Text,
        filed_at -> Timestamptz,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        comment -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    bill_adjustments (bill_id, ordinal) {
        bill_id -> Uuid,
        adjustment_id -> Uuid,
        ordinal -> Integer,
        percentage_e4 -> Integer,
        covered_days -> Integer,
        approval_number -> Text,
    }
}

diesel::table! {
    correction_order_meters (order_id, meter_id) {
        order_id -> Uuid,
        meter_id -> Uuid,
        due_on -> Date,
    }
}

diesel::table! {
    correction_orders (id) {
        id -> Uuid,
        number -> Nullable<Text>,
        supplier -> Text,
        deadline -> Date,
        reason -> Text,
        state -> Text,
        drafted_by -> Text,
        drafted_at -> Timestamptz,
        issued_by -> Nullable<Text>,
        issued_at -> Nullable<Timestamptz>,
        issued_on -> Nullable<Date>,
        demonstration -> Bool,
        version -> Integer,
    }
}

diesel::table! {
    inspections (id) {
        id -> Uuid,
        user_id -> Uuid,
        inspected_on -> Date,
        inspectors -> Text,
        certificate_number -> Text,
        measures -> Array<Text>,
        findings -> Text,
        order_text -> Nullable<Text>,
        deadline -> Nullable<Date>,
        report_id -> Nullable<Uuid>,
        result -> Nullable<Text>,
        closed_on -> Nullable<Date>,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
        closed_by -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    meter_seals (id) {
        id -> Uuid,
        meter_id -> Uuid,
        number -> Text,
        put_on -> Date,
        put_on_by -> Text,
        taken_off -> Nullable<Date>,
        taken_off_by -> Nullable<Text>,
        taken_off_reason -> Nullable<Text>,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
        removal_recorded_by -> Nullable<Text>,
    }
}

diesel::table! {
    plan_adjustments (id) {
        id -> Uuid,
        category -> Text,
        percentage_e4 -> Integer,
        valid_from -> Date,
        valid_to -> Date,
        reason -> Text,
        incident -> Nullable<Text>,
        approval_number -> Nullable<Text>,
        approved_on -> Nullable<Date>,
        state -> Text,
        drafted_by -> Text,
        drafted_at -> Timestamptz,
        submitted_by -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        comment -> Nullable<Text>,
        lifted_on -> Nullable<Date>,
        lifted_by -> Nullable<Text>,
        lift_reason -> Nullable<Text>,
        demonstration -> Bool,
        version -> Integer,
    }
}

diesel::table! {
    plan_quota_bases (plan_id) {
        plan_id -> Uuid,
        quota_id -> Uuid,
        outputs -> Jsonb,
        present_use_e4 -> Nullable<BigInt>,
        plan_before_milli -> Nullable<BigInt>,
        computed_by -> Text,
        computed_at -> Timestamptz,
    }
}

diesel::table! {
    quotas (id) {
        id -> Uuid,
        product -> Text,
        unit -> Text,
        value_e4 -> BigInt,
        level -> Text,
        standard -> Text,
        effective_from -> Date,
        effective_to -> Nullable<Date>,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
        version -> Integer,
    }
}

diesel::table! {
    replacement_fines (id) {
        id -> Uuid,
        order_id -> Uuid,
        amount_fen -> BigInt,
        reason -> Text,
        state -> Text,
        drafted_by -> Text,
        drafted_at -> Timestamptz,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        decided_on -> Nullable<Date>,
        comment -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    violation_reporters (report_id) {
        report_id -> Uuid,
        name -> Nullable<Text>,
        phone -> Nullable<Text>,
    }
}

diesel::table! {
    violation_reports (id) {
        id -> Uuid,
        number -> Text,
        act -> Text,
        town -> Text,
        place -> Text,
        description -> Text,
        occurred_on -> Nullable<Date>,
        received_at -> Timestamptz,
        state -> Text,
        finding -> Nullable<Text>,
        finding_note -> Nullable<Text>,
        verified_by -> Nullable<Text>,
        verified_at -> Nullable<Timestamptz>,
        result -> Nullable<Text>,
        handled_by -> Nullable<Text>,
        handled_at -> Nullable<Timestamptz>,
        user_id -> Nullable<Uuid>,
        demonstration -> Bool,
        version -> Integer,
    }
}

diesel::joinable!(reward_declarations -> reward_villages (village));
diesel::joinable!(reward_payment_lines -> reward_payment_requests (request_id));
diesel::joinable!(reward_vouchers -> reward_payment_lines (line_id));
diesel::joinable!(irrigation_plantings -> irrigation_parties (party_id));
diesel::joinable!(water_rights -> irrigation_parties (party_id));
diesel::joinable!(waterings -> irrigation_parties (party_id));
diesel::joinable!(balance_tests -> water_users (user_id));
diesel::joinable!(bill_adjustments -> plan_adjustments (adjustment_id));
diesel::joinable!(correction_order_meters -> correction_orders (order_id));
diesel::joinable!(correction_order_meters -> meters (meter_id));
diesel::joinable!(inspections -> water_users (user_id));
diesel::joinable!(meter_seals -> meters (meter_id));

diesel::allow_tables_to_appear_in_same_query!(
    reward_declarations,
    reward_payment_lines,
    reward_payment_requests,
    reward_villages,
    reward_vouchers,
);

diesel::allow_tables_to_appear_in_same_query!(
    irrigation_bill_waterings,
    irrigation_bills,
    irrigation_parties,
    irrigation_plantings,
    water_rights,
    waterings
);
diesel::allow_tables_to_appear_in_same_query!(balance_tests, water_users);
diesel::allow_tables_to_appear_in_same_query!(bill_adjustments, plan_adjustments);
diesel::allow_tables_to_appear_in_same_query!(correction_order_meters, correction_orders, meters);
diesel::allow_tables_to_appear_in_same_query!(correction_order_meters, water_users);
diesel::allow_tables_to_appear_in_same_query!(inspections, water_users);
diesel::allow_tables_to_appear_in_same_query!(meter_seals, meters);

// Reclaimed water (24号 附件7).

diesel::table! {
    reclaimed_systems (id) {
        id -> Uuid,
        name -> Text,
        kind -> Text,
        manager -> Text,
        manager_phone -> Nullable<Text>,
        town -> Text,
        source -> Text,
        disinfected -> Bool,
        separate_pipes -> Bool,
        labelled -> Bool,
        uses -> Array<Text>,
        state -> Text,
        demonstration -> Bool,
        created_by -> Text,
        created_at -> Timestamptz,
        version -> Integer,
    }
}

diesel::table! {
    reclaimed_users (id) {
        id -> Uuid,
        system_id -> Uuid,
        name -> Text,
        phone -> Nullable<Text>,
        uses -> Array<Text>,
        connected_on -> Date,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    reclaimed_tests (id) {
        id -> Uuid,
        system_id -> Uuid,
        taken_on -> Date,
        report -> Text,
        results -> Jsonb,
        exceeded -> Array<Text>,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    reclaimed_incidents (id) {
        id -> Uuid,
        system_id -> Uuid,
        number -> Text,
        kind -> Text,
        test_id -> Nullable<Uuid>,
        detail -> Text,
        occurred_at -> Timestamptz,
        stopped_at -> Timestamptz,
        users_told -> Integer,
        users_untold -> Integer,
        recorded_by -> Text,
        repaired_on -> Nullable<Date>,
        repair -> Nullable<Text>,
        resumed_at -> Nullable<Timestamptz>,
        resumed_by -> Nullable<Text>,
        version -> Integer,
    }
}

diesel::table! {
    reclaimed_schemes (id) {
        id -> Uuid,
        number -> Text,
        project_code -> Text,
        project_name -> Text,
        builder -> Text,
        town -> Text,
        works -> Text,
        inside_network -> Bool,
        other_system -> Bool,
        measure -> Text,
        source -> Nullable<Text>,
        disinfected -> Bool,
        separate_pipes -> Bool,
        labelled -> Bool,
        uses -> Array<Text>,
        designer -> Text,
        designer_certificate -> Nullable<Text>,
        submitted_on -> Date,
        state -> Text,
        opinion_number -> Nullable<Text>,
        opinion_on -> Nullable<Date>,
        opinion -> Nullable<Text>,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
        decided_by -> Nullable<Text>,
        demonstration -> Bool,
        version -> Integer,
    }
}

diesel::table! {
    reclaimed_stops (id) {
        id -> Uuid,
        system_id -> Uuid,
        system_name -> Text,
        town -> Text,
        area -> Text,
        reason -> Text,
        starts_at -> Timestamptz,
        ends_at -> Timestamptz,
        announced_at -> Timestamptz,
        announced_by -> Text,
        users_told -> Integer,
        users_untold -> Integer,
        cancelled_at -> Nullable<Timestamptz>,
        cancelled_by -> Nullable<Text>,
        version -> Integer,
    }
}

// Flow assessment, and water owed to users.
diesel::table! {
    assessed_usages (id) {
        id -> Uuid,
        assessment_id -> Uuid,
        user_id -> Uuid,
        period -> Text,
        period_from -> Date,
        period_to -> Date,
        quantity_milli -> BigInt,
        volume_milli -> BigInt,
        basis -> Text,
        replaces -> Nullable<Uuid>,
        reason -> Nullable<Text>,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    flow_assessments (id) {
        id -> Uuid,
        number -> Text,
        user_id -> Uuid,
        ground -> Text,
        ground_detail -> Text,
        kind -> Text,
        rate_milli -> BigInt,
        hours_milli -> Nullable<Integer>,
        power_milli -> Nullable<BigInt>,
        assessed_by -> Text,
        assessed_on -> Date,
        valid_from -> Date,
        valid_to -> Nullable<Date>,
        state -> Text,
        drafted_by -> Text,
        drafted_at -> Timestamptz,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        comment -> Nullable<Text>,
        ended_on -> Nullable<Date>,
        ended_by -> Nullable<Text>,
        end_reason -> Nullable<Text>,
        demonstration -> Bool,
        version -> Integer,
    }
}

diesel::table! {
    shortage_settlements (id) {
        id -> Uuid,
        shortage_id -> Uuid,
        kind -> Text,
        volume_milli -> BigInt,
        amount_fen -> Nullable<BigInt>,
        settled_on -> Date,
        detail -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
    }
}

diesel::table! {
    water_shortages (id) {
        id -> Uuid,
        user_id -> Uuid,
        supplier -> Text,
        volume_milli -> BigInt,
        short_from -> Date,
        short_to -> Date,
        cause -> Text,
        state -> Text,
        recorded_by -> Text,
        recorded_at -> Timestamptz,
        settled_on -> Nullable<Date>,
        demonstration -> Bool,
        version -> Integer,
    }
}

diesel::joinable!(assessed_usages -> flow_assessments (assessment_id));
diesel::joinable!(flow_assessments -> water_users (user_id));
diesel::joinable!(water_shortages -> water_users (user_id));
diesel::allow_tables_to_appear_in_same_query!(assessed_usages, flow_assessments, water_users);
diesel::allow_tables_to_appear_in_same_query!(water_shortages, water_users);

// Water-saving evaluation.
diesel::table! {
    evaluation_commitments (id) {
        id -> Uuid,
        evaluation_id -> Uuid,
        number -> Text,
        promised_milli -> BigInt,
        first_year -> Integer,
        last_year -> Nullable<Integer>,
        document -> Text,
        signed_on -> Date,
        filed_by -> Text,
        filed_at -> Timestamptz,
        ended_reason -> Nullable<Text>,
        ended_by -> Nullable<Text>,
        ended_at -> Nullable<Timestamptz>,
        version -> Integer,
    }
}

diesel::table! {
    evaluation_contents (evaluation_id, code) {
        evaluation_id -> Uuid,
        code -> Text,
        summary -> Text,
    }
}

diesel::table! {
    evaluation_indicators (evaluation_id, code) {
        evaluation_id -> Uuid,
        code -> Text,
        value_e4 -> BigInt,
        standard_value_e4 -> BigInt,
        standard -> Text,
    }
}

diesel::table! {
    evaluation_products (evaluation_id, name) {
        evaluation_id -> Uuid,
        name -> Text,
        unit -> Text,
        value_e4 -> BigInt,
        quota_id -> Nullable<Uuid>,
    }
}

diesel::table! {
    evaluations (id) {
        id -> Uuid,
        number -> Text,
        kind -> Text,
        project_code -> Nullable<Text>,
        name -> Text,
        applicant -> Text,
        report_kind -> Text,
        report_name -> Text,
        town -> Text,
        source -> Text,
        annual_milli -> BigInt,
        user_id -> Nullable<Uuid>,
        state -> Text,
        drafted_by -> Text,
        submitted_by -> Nullable<Text>,
        submitted_at -> Nullable<Timestamptz>,
        returned_reason -> Nullable<Text>,
        opinion_number -> Nullable<Text>,
        opinion_on -> Nullable<Date>,
        opinion -> Nullable<Text>,
        decided_by -> Nullable<Text>,
        decided_at -> Nullable<Timestamptz>,
        demonstration -> Bool,
        created_by -> Text,
        created_at -> Timestamptz,
        version -> Integer,
    }
}

diesel::allow_tables_to_appear_in_same_query!(evaluation_commitments, evaluations);
