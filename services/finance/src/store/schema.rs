//! The finance tables; see `migrations/`.
#![expect(missing_docs, reason = "tables and columns are explained in the migrations")]

diesel::table! {
    funds (key) {
        key -> Text,
        name -> Text,
        prefix -> Text,
        unit -> Text,
        separates_income_and_spending -> Bool,
        document -> Text,
        article -> Text,
    }
}

diesel::table! {
    accounts (fund, code) {
        fund -> Text,
        code -> Text,
        name -> Text,
        kind -> Text,
        pool -> Text,
        no_overdraft -> Bool,
        balance_fen -> BigInt,
    }
}

diesel::table! {
    allowed_transfers (fund, code) {
        fund -> Text,
        code -> Text,
        from_pool -> Text,
        to_pool -> Text,
    }
}

diesel::table! {
    // `posted_in` is the database's own business.
    journal_entries (id) {
        id -> Uuid,
        fund -> Text,
        year -> Integer,
        sequence -> Integer,
        number -> Text,
        booked_on -> Date,
        summary -> Text,
        kind -> Text,
        transfer -> Nullable<Text>,
        reverses -> Nullable<Uuid>,
        posted_by -> Text,
        posted_at -> Timestamptz,
    }
}

diesel::table! {
    journal_lines (entry_id, line) {
        entry_id -> Uuid,
        line -> SmallInt,
        fund -> Text,
        account -> Text,
        amount_fen -> BigInt,
    }
}

diesel::table! {
    surcharge_incomes (payment_id) {
        payment_id -> Uuid,
        bill_id -> Uuid,
        bill_number -> Text,
        water_user -> Text,
        period -> Text,
        basic_fen -> BigInt,
        surcharge_fen -> BigInt,
        collector -> Text,
        paid_on -> Date,
        entry_id -> Uuid,
    }
}

diesel::table! {
    surcharge_income_reversals (payment_id) {
        payment_id -> Uuid,
        credit_bill_id -> Uuid,
        credit_bill_number -> Text,
        reason -> Text,
        reversed_on -> Date,
        entry_id -> Uuid,
    }
}

diesel::table! {
    reconciliation_runs (id) {
        id -> Uuid,
        day -> Date,
        state -> Text,
        requested_by -> Text,
        requested_at -> Timestamptz,
        attempts -> Integer,
        failure -> Nullable<Text>,
        completed_at -> Nullable<Timestamptz>,
        confirmed_at -> Nullable<Timestamptz>,
        water_count -> Nullable<Integer>,
        water_fen -> Nullable<BigInt>,
        finance_count -> Nullable<Integer>,
        finance_fen -> Nullable<BigInt>,
        difference_count -> Nullable<Integer>,
    }
}

diesel::table! {
    reconciliation_differences (run_id, payment_id, kind) {
        run_id -> Uuid,
        payment_id -> Uuid,
        kind -> Text,
        fault -> Text,
        water_fen -> Nullable<BigInt>,
        finance_fen -> Nullable<BigInt>,
    }
}

diesel::table! {
    received_payment_requests (request_id) {
        request_id -> Uuid,
        requester -> Text,
        number -> Text,
        fund -> Text,
        total_fen -> BigInt,
        payload -> Jsonb,
        received_at -> Timestamptz,
    }
}

diesel::joinable!(journal_lines -> journal_entries (entry_id));
diesel::joinable!(surcharge_incomes -> journal_entries (entry_id));
diesel::joinable!(surcharge_income_reversals -> surcharge_incomes (payment_id));
diesel::joinable!(reconciliation_differences -> reconciliation_runs (run_id));
diesel::allow_tables_to_appear_in_same_query!(
    funds,
    accounts,
    journal_entries,
    journal_lines,
    surcharge_incomes,
    surcharge_income_reversals
);
diesel::allow_tables_to_appear_in_same_query!(reconciliation_runs, reconciliation_differences);
