// Generated from services/finance/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/v1/calculators/application-window": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** When a bank may apply for an advance (新政办发〔2023〕34号 第十四条). */
        post: operations["calculate_application_window"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calculators/occupancy-fee": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Occupancy fee of the revolving fund (新政办发〔2023〕34号 第二十四条). */
        post: operations["calculate_occupancy_fee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 我的导出任务，新的在前。 */
        get: operations["list_exports"];
        put?: never;
        /** 导出一个清单：行数不多的直接给出文件；多的转为后台任务（202），做完后下载。 */
        post: operations["create_export"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个导出任务做到哪里了。 */
        get: operations["show_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/exports/{export_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 下载做完的文件。只给要求导出的人，而且他现在的岗位和数据范围仍须够得着这些数据。 */
        get: operations["show_export_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The segregated funds with their accounts and balances, by key. */
        get: operations["list_funds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/{fund}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The statement of a fund. */
        get: operations["show_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/{fund}/statement/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The statement of a fund as a file. */
        get: operations["export_statement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/funds/{fund}/trial-balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The trial balance of a fund. */
        get: operations["show_trial_balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journal-entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Journal entries, newest first. */
        get: operations["list_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/journal-entries/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One journal entry by its number. */
        get: operations["show_entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliations/water-surcharge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reconciliations, latest day first. */
        get: operations["list_reconciliations"];
        put?: never;
        /** Reconciles a day with water. When water does not answer the run stays pending and goes on by itself. */
        post: operations["reconcile_surcharge"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliations/water-surcharge/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One reconciliation with the first of its differences. */
        get: operations["show_reconciliation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reconciliations/water-surcharge/{run_id}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All differences of a reconciliation, by payment. */
        get: operations["list_differences"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/regulations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The regulations by number, with their validity. */
        get: operations["list_regulations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules by key, each with all its versions, articles and the reasons for our readings. */
        get: operations["list_rules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rules/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One rule. */
        get: operations["show_rule"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surcharge-incomes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Booked surcharges, latest day of payment first. */
        get: operations["list_incomes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description An account with its balance now. */
        AccountView: {
            /**
             * @description Balance on the account's own side, yuan.
             * @example 1890.00
             */
            balance: string;
            /**
             * @description Code.
             * @example 1001
             */
            code: string;
            /** @description `asset`, `liability`, `net_assets`, `income` or `expense`. */
            kind: string;
            /** @description Name. */
            name: string;
            /** @description Whether it may not fall below zero. */
            no_overdraft: boolean;
            /** @description Pool within the fund. */
            pool: string;
        };
        /**
         * @description A loan that falls due.
         * @example {
         *       "maturity": "2024-02-20"
         *     }
         */
        ApplicationWindowRequest: {
            /** @description Day on which the loan matures. */
            maturity: string;
        };
        /** @description The days on which an application is taken. */
        ApplicationWindowView: {
            /**
             * @description Last day: the day before maturity.
             * @example 2024-02-19
             */
            closes: string;
            /**
             * @description First day: the 10th working day before maturity.
             * @example 2024-02-01
             */
            opens: string;
            /** @description The steps with their articles. */
            trace: components["schemas"]["StepBody"][];
        };
        BTreeMap: {
            [key: string]: string;
        };
        /** @description An article. */
        CitationBody: {
            /** @description Article. */
            article: string;
            /** @description Document number. */
            document: string;
        };
        /** @description The list to be exported, with the parameters of its address. */
        CreateExportRequest: {
            /** @description What the list is narrowed and sorted by, as in its address. */
            filter?: components["schemas"]["BTreeMap"];
            /**
             * @description Name of the list, e.g. `bills`.
             * @example bills
             */
            list: string;
        };
        /** @description A payment on which the sides do not agree. Amounts in yuan. */
        DifferenceView: {
            /** @description `missing_at_finance`, `missing_at_water`, `amount_differs` or `repeated_at_water`. */
            fault: string;
            /** @description Finance's amount. */
            finance_amount?: string | null;
            /** @description `collected` or `reversed`. */
            kind: string;
            /**
             * Format: uuid
             * @description Payment.
             */
            payment_id: string;
            /** @description Water's amount. */
            water_amount?: string | null;
        };
        /**
         * @description Kind of entry.
         * @enum {string}
         */
        EntryKindName: "ordinary" | "transfer" | "reversal";
        /** @description A line of an entry. Amounts in yuan. */
        EntryLineView: {
            /** @description Account code. */
            account: string;
            /** @description Account name. */
            account_name: string;
            /** @description Credit, or `0.00`. */
            credit: string;
            /** @description Debit, or `0.00`. */
            debit: string;
            /**
             * Format: int32
             * @description Place within the entry.
             */
            line: number;
        };
        /** @description A journal entry. Amounts in yuan. */
        EntryView: {
            /**
             * Format: date
             * @description Accounting day.
             */
            booked_on: string;
            /** @description Fund of all its lines. */
            fund: string;
            /**
             * Format: uuid
             * @description Id.
             */
            id: string;
            /** @description `ordinary`, `transfer` or `reversal`. */
            kind: components["schemas"]["EntryKindName"];
            /** @description Lines, in order; debits equal credits. */
            lines: components["schemas"]["EntryLineView"][];
            /**
             * @description Number as printed.
             * @example SZ-2026-000001
             */
            number: string;
            origin?: components["schemas"]["OriginView"] | null;
            /**
             * Format: date-time
             * @description When.
             */
            posted_at: string;
            /** @description Who posted it. */
            posted_by: string;
            /** @description Number of the entry that reversed it. */
            reversed_by?: string | null;
            /** @description Number of the entry that it reverses. */
            reverses?: string | null;
            /** @description What it is about. */
            summary: string;
            /** @description Rule of the transfer. */
            transfer?: string | null;
        };
        /**
         * @description Where an export stands.
         * @enum {string}
         */
        ExportState: "waiting" | "running" | "done" | "failed" | "expired";
        /** @description An export that runs by itself. */
        ExportView: {
            /**
             * Format: int64
             * @description Bytes of the file.
             */
            bytes?: number | null;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /** @description Why it was given up. */
            error?: string | null;
            /**
             * Format: date-time
             * @description Until when the file can be fetched.
             */
            expires_at?: string | null;
            /** @description What the list is narrowed and sorted by. */
            filter: unknown;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Name of the list. */
            list: string;
            /**
             * Format: int64
             * @description Rows written.
             */
            rows: number;
            /** @description Where it stands. */
            state: components["schemas"]["ExportState"];
            /** @description Its title. */
            title: string;
            /**
             * Format: int64
             * @description Rows to be written.
             */
            total: number;
        };
        /** @description A field that is wrong. */
        FieldErrorBody: {
            /** @description Stable code. */
            code: string;
            /** @description What is wrong, in Chinese. */
            message: string;
            /** @description JSON pointer. */
            pointer: string;
        };
        /** @description A segregated fund. */
        FundView: {
            /** @description Its accounts. */
            accounts: components["schemas"]["AccountView"][];
            /** @description What it rests on. */
            citation: components["schemas"]["CitationBody"];
            /**
             * @description Key.
             * @example water_surcharge
             */
            key: string;
            /** @description Name. */
            name: string;
            /**
             * @description First part of its entry numbers.
             * @example SZ
             */
            prefix: string;
            /** @description Unit that keeps it. */
            unit: string;
        };
        /** @description A reversal of a booked surcharge. */
        IncomeReversalView: {
            /**
             * Format: uuid
             * @description Credit bill.
             */
            credit_bill_id: string;
            /** @description Credit bill number. */
            credit_bill_number: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: date
             * @description Day of the credit bill.
             */
            reversed_on: string;
        };
        /** @description A booked surcharge. Amounts in yuan. */
        IncomeView: {
            /** @description Basic charge, which stays with the supplier. */
            basic_amount: string;
            /**
             * Format: uuid
             * @description Bill.
             */
            bill_id: string;
            /** @description Bill number. */
            bill_number: string;
            /** @description Unit that took the money. */
            collector: string;
            /** @description Entry that booked it. */
            entry_number: string;
            /**
             * Format: date
             * @description Day of payment.
             */
            paid_on: string;
            /**
             * Format: uuid
             * @description Payment.
             */
            payment_id: string;
            /**
             * @description Measuring period.
             * @example 2026Q3
             */
            period: string;
            reversal?: components["schemas"]["IncomeReversalView"] | null;
            /**
             * @description Surcharge, booked as income.
             * @example 1890.00
             */
            surcharge_amount: string;
            /** @description Water user. */
            water_user: string;
        };
        /**
         * @description An advance from the revolving fund and its return.
         * @example {
         *       "paid_out": "2024-01-08",
         *       "principal": "3000000.00",
         *       "returned": "2024-01-20"
         *     }
         */
        OccupancyFeeRequest: {
            /** @description Day of the payout. */
            paid_out: string;
            /** @description Principal, yuan with two decimals, above zero. */
            principal: string;
            /** @description Day of the return, not before the payout. */
            returned: string;
        };
        /** @description The occupancy fee. */
        OccupancyFeeView: {
            /**
             * Format: int64
             * @description Natural days used: return less payout.
             */
            days: number;
            /**
             * @description Fee, yuan.
             * @example 5175.00
             */
            fee: string;
            /**
             * @description One-year LPR in force on the payout date.
             * @example 0.0345
             */
            lpr: string;
            /** @description Whether the longest term of 20 days was exceeded. */
            overdue: boolean;
            /**
             * @description Yearly rate applied, LPR × 1.5; `0` to 5 days.
             * @example 0.05175
             */
            rate: string;
            /** @description The steps with their articles. */
            trace: components["schemas"]["StepBody"][];
        };
        /**
         * @description A department whose things entries rest on.
         * @enum {string}
         */
        OriginDepartment: "water";
        /**
         * @description A thing that an entry rests on.
         * @enum {string}
         */
        OriginKind: "bill";
        /** @description What an entry rests on: enough to look it up at its department. */
        OriginView: {
            /** @description Department that keeps it. */
            department: components["schemas"]["OriginDepartment"];
            /**
             * Format: uuid
             * @description Its id there: `GET /api/water/v1/bills/{id}` for a bill of water.
             */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["OriginKind"];
            /** @description Its number as printed. */
            reference: string;
        };
        /** @description A page of a list. */
        Page_DifferenceView: {
            /** @description The items, in order. */
            items: {
                /** @description `missing_at_finance`, `missing_at_water`, `amount_differs` or `repeated_at_water`. */
                fault: string;
                /** @description Finance's amount. */
                finance_amount?: string | null;
                /** @description `collected` or `reversed`. */
                kind: string;
                /**
                 * Format: uuid
                 * @description Payment.
                 */
                payment_id: string;
                /** @description Water's amount. */
                water_amount?: string | null;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_EntryView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: date
                 * @description Accounting day.
                 */
                booked_on: string;
                /** @description Fund of all its lines. */
                fund: string;
                /**
                 * Format: uuid
                 * @description Id.
                 */
                id: string;
                /** @description `ordinary`, `transfer` or `reversal`. */
                kind: components["schemas"]["EntryKindName"];
                /** @description Lines, in order; debits equal credits. */
                lines: components["schemas"]["EntryLineView"][];
                /**
                 * @description Number as printed.
                 * @example SZ-2026-000001
                 */
                number: string;
                origin?: components["schemas"]["OriginView"] | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                posted_at: string;
                /** @description Who posted it. */
                posted_by: string;
                /** @description Number of the entry that reversed it. */
                reversed_by?: string | null;
                /** @description Number of the entry that it reverses. */
                reverses?: string | null;
                /** @description What it is about. */
                summary: string;
                /** @description Rule of the transfer. */
                transfer?: string | null;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ExportView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: int64
                 * @description Bytes of the file.
                 */
                bytes?: number | null;
                /**
                 * Format: date-time
                 * @description When it was asked for.
                 */
                created_at: string;
                /** @description Why it was given up. */
                error?: string | null;
                /**
                 * Format: date-time
                 * @description Until when the file can be fetched.
                 */
                expires_at?: string | null;
                /** @description What the list is narrowed and sorted by. */
                filter: unknown;
                /**
                 * Format: date-time
                 * @description When it ended.
                 */
                finished_at?: string | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Name of the list. */
                list: string;
                /**
                 * Format: int64
                 * @description Rows written.
                 */
                rows: number;
                /** @description Where it stands. */
                state: components["schemas"]["ExportState"];
                /** @description Its title. */
                title: string;
                /**
                 * Format: int64
                 * @description Rows to be written.
                 */
                total: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_FundView: {
            /** @description The items, in order. */
            items: {
                /** @description Its accounts. */
                accounts: components["schemas"]["AccountView"][];
                /** @description What it rests on. */
                citation: components["schemas"]["CitationBody"];
                /**
                 * @description Key.
                 * @example water_surcharge
                 */
                key: string;
                /** @description Name. */
                name: string;
                /**
                 * @description First part of its entry numbers.
                 * @example SZ
                 */
                prefix: string;
                /** @description Unit that keeps it. */
                unit: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_IncomeView: {
            /** @description The items, in order. */
            items: {
                /** @description Basic charge, which stays with the supplier. */
                basic_amount: string;
                /**
                 * Format: uuid
                 * @description Bill.
                 */
                bill_id: string;
                /** @description Bill number. */
                bill_number: string;
                /** @description Unit that took the money. */
                collector: string;
                /** @description Entry that booked it. */
                entry_number: string;
                /**
                 * Format: date
                 * @description Day of payment.
                 */
                paid_on: string;
                /**
                 * Format: uuid
                 * @description Payment.
                 */
                payment_id: string;
                /**
                 * @description Measuring period.
                 * @example 2026Q3
                 */
                period: string;
                reversal?: components["schemas"]["IncomeReversalView"] | null;
                /**
                 * @description Surcharge, booked as income.
                 * @example 1890.00
                 */
                surcharge_amount: string;
                /** @description Water user. */
                water_user: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RegulationBody: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: date
                 * @description First day in force.
                 */
                in_force_from: string;
                /**
                 * Format: date
                 * @description Last day in force; absent where no end is stated.
                 */
                in_force_to?: string | null;
                /** @description Why its validity is read so, where the text leaves a choice. */
                interpretation?: string | null;
                /**
                 * Format: date
                 * @description Day it was issued.
                 */
                issued: string;
                /**
                 * @description Number as printed.
                 * @example 新政办发〔2023〕27号
                 */
                number: string;
                /** @description What repealed it. */
                repealed_by?: string | null;
                /** @description What it repeals. */
                repeals: string[];
                /** @description Title. */
                title: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RuleBody: {
            /** @description The items, in order. */
            items: {
                /**
                 * @description Key, as in traces.
                 * @example notice.days
                 */
                key: string;
                /**
                 * Format: date
                 * @description Last day for which a market series has been observed.
                 */
                observed_through?: string | null;
                /** @description What it says, in our own words. */
                summary: string;
                /** @description Unit, for a person. */
                unit: string;
                /** @description The versions, in date order, without gap or overlap. */
                versions: components["schemas"]["RuleVersionBody"][];
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RunView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: int32
                 * @description How often water was asked.
                 */
                attempts: number;
                /**
                 * Format: date-time
                 * @description When it was completed.
                 */
                completed_at?: string | null;
                /**
                 * Format: date-time
                 * @description When a later look at the day found the same again.
                 */
                confirmed_at?: string | null;
                /**
                 * Format: date
                 * @description Day.
                 */
                date: string;
                /**
                 * Format: int32
                 * @description Payments on which the sides do not agree.
                 */
                difference_count?: number | null;
                finance?: components["schemas"]["SideView"] | null;
                /**
                 * Format: uuid
                 * @description Id.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                requested_at: string;
                /** @description Who asked for it. */
                requested_by: string;
                /** @description `pending`, `balanced` or `different`. */
                state: string;
                water?: components["schemas"]["SideView"] | null;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A problem on the wire. */
        ProblemBody: {
            citation?: components["schemas"]["CitationBody"] | null;
            /** @description Stable code, for a program. */
            code: string;
            /** @description What happened and what would be right, for a person. */
            detail: string;
            /** @description Fields that are wrong. */
            errors?: components["schemas"]["FieldErrorBody"][];
            /** @description What is missing for it (409). */
            missing?: string[];
            /** @description Id of the request, for whoever looks into it. */
            request_id: string;
            /**
             * Format: int32
             * @description HTTP status.
             */
            status: number;
            /** @description Short Chinese title of the status. */
            title: string;
            /** @description URI of the kind of problem. */
            type: string;
            /** @description Who may do it (403). */
            who_may?: string[];
        };
        /**
         * @description The day to reconcile.
         * @example {
         *       "date": "2026-10-12"
         *     }
         */
        ReconcileRequest: {
            /** @description A day that has begun. */
            date: string;
        };
        /** @description A regulation, law or notice that rules are taken from. */
        RegulationBody: {
            /**
             * Format: date
             * @description First day in force.
             */
            in_force_from: string;
            /**
             * Format: date
             * @description Last day in force; absent where no end is stated.
             */
            in_force_to?: string | null;
            /** @description Why its validity is read so, where the text leaves a choice. */
            interpretation?: string | null;
            /**
             * Format: date
             * @description Day it was issued.
             */
            issued: string;
            /**
             * @description Number as printed.
             * @example 新政办发〔2023〕27号
             */
            number: string;
            /** @description What repealed it. */
            repealed_by?: string | null;
            /** @description What it repeals. */
            repeals: string[];
            /** @description Title. */
            title: string;
        };
        /** @description A parameter with all its versions. */
        RuleBody: {
            /**
             * @description Key, as in traces.
             * @example notice.days
             */
            key: string;
            /**
             * Format: date
             * @description Last day for which a market series has been observed.
             */
            observed_through?: string | null;
            /** @description What it says, in our own words. */
            summary: string;
            /** @description Unit, for a person. */
            unit: string;
            /** @description The versions, in date order, without gap or overlap. */
            versions: components["schemas"]["RuleVersionBody"][];
        };
        /** @description A rule version. */
        RuleRefBody: {
            /** @description First day of the version, `YYYY-MM-DD`. */
            effective_from: string;
            /** @description Parameter key. */
            key: string;
            /**
             * Format: int32
             * @description Version number.
             */
            version: number;
        };
        /** @description A version of a parameter. */
        RuleVersionBody: {
            /** @description The article it rests on. */
            citation: components["schemas"]["CitationBody"];
            /**
             * Format: date
             * @description First day in force.
             */
            effective_from: string;
            /**
             * Format: date
             * @description Last day in force; absent while it is open.
             */
            effective_to?: string | null;
            /** @description Why the text is read so, where it leaves a choice. */
            interpretation?: string | null;
            /**
             * Format: date
             * @description Since when the county has known it.
             */
            known_from: string;
            /** @description The value; its shape depends on the parameter. */
            value: Record<string, never>;
            /**
             * Format: int32
             * @description Number within the parameter.
             */
            version: number;
        };
        /** @description A reconciliation with its differences. */
        RunDetailView: components["schemas"]["RunView"] & {
            /** @description Payments on which the sides do not agree: the first 200 of `difference_count`, by payment. */
            differences: components["schemas"]["DifferenceView"][];
        };
        /** @description A reconciliation of one day. */
        RunView: {
            /**
             * Format: int32
             * @description How often water was asked.
             */
            attempts: number;
            /**
             * Format: date-time
             * @description When it was completed.
             */
            completed_at?: string | null;
            /**
             * Format: date-time
             * @description When a later look at the day found the same again.
             */
            confirmed_at?: string | null;
            /**
             * Format: date
             * @description Day.
             */
            date: string;
            /**
             * Format: int32
             * @description Payments on which the sides do not agree.
             */
            difference_count?: number | null;
            finance?: components["schemas"]["SideView"] | null;
            /**
             * Format: uuid
             * @description Id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When.
             */
            requested_at: string;
            /** @description Who asked for it. */
            requested_by: string;
            /** @description `pending`, `balanced` or `different`. */
            state: string;
            water?: components["schemas"]["SideView"] | null;
        };
        /** @description One side of a day. */
        SideView: {
            /**
             * Format: int32
             * @description Items: collected and reversed.
             */
            count: number;
            /**
             * @description Collected less reversed, yuan.
             * @example 1890.00
             */
            total: string;
        };
        /** @description An account in a statement. Opening and closing are on the account's own side. */
        StatementAccountView: {
            /**
             * @description Balance after the last day.
             * @example 1890.00
             */
            closing: string;
            /** @description Code. */
            code: string;
            /**
             * @description Credits of the period.
             * @example 0.00
             */
            credit: string;
            /**
             * @description Debits of the period.
             * @example 1890.00
             */
            debit: string;
            /** @description Name. */
            name: string;
            /**
             * @description Balance before the first day.
             * @example 0.00
             */
            opening: string;
        };
        /** @description A line of a statement. */
        StatementLineView: {
            /** @description Account code. */
            account: string;
            /** @description Account name. */
            account_name: string;
            /**
             * Format: date
             * @description Accounting day.
             */
            booked_on: string;
            /** @description Credit, or `0.00`. */
            credit: string;
            /** @description Debit, or `0.00`. */
            debit: string;
            /**
             * @description Entry number.
             * @example SZ-2026-000001
             */
            entry_number: string;
            /**
             * Format: int32
             * @description Line within the entry.
             */
            line: number;
            /** @description What the entry is about. */
            summary: string;
        };
        /** @description A statement. Amounts in yuan. */
        StatementView: {
            /** @description Opening and closing balances of the whole period, on every page. */
            accounts: components["schemas"]["StatementAccountView"][];
            /**
             * Format: date
             * @description First day.
             */
            from: string;
            /** @description Fund. */
            fund: string;
            /** @description Lines, in order of day and entry number. */
            items: components["schemas"]["StatementLineView"][];
            /** @description Name of the fund. */
            name: string;
            /** @description Pass it as `cursor` to get the next page. */
            next_cursor?: string | null;
            /**
             * Format: date
             * @description Last day.
             */
            to: string;
        };
        /** @description One step of a calculation. */
        StepBody: {
            /** @description The article it rests on. */
            citation: components["schemas"]["CitationBody"];
            /** @description What went in, by name. */
            inputs: {
                [key: string]: string;
            };
            /** @description Set where the text leaves a choice and the rule is the county's reading of it. */
            interpretation?: boolean;
            /** @description What the step is, for a person. */
            label: string;
            /** @description The rule version used. */
            rule: components["schemas"]["RuleRefBody"];
            /** @description Stable name of the step. */
            step: string;
            /** @description What came out. */
            value: string;
        };
        /** @description An account in a trial balance. Amounts in yuan. */
        TrialBalanceLine: {
            /** @description Code. */
            code: string;
            /** @description Balance if credits prevail, else `0.00`. */
            credit: string;
            /** @description All credits so far. */
            credit_turnover: string;
            /** @description Balance if debits prevail, else `0.00`. */
            debit: string;
            /** @description All debits so far. */
            debit_turnover: string;
            /** @description Kind. */
            kind: string;
            /** @description Name. */
            name: string;
        };
        /** @description The balances of every account on a day. Amounts in yuan. */
        TrialBalanceView: {
            /** @description By account code. */
            accounts: components["schemas"]["TrialBalanceLine"][];
            /**
             * Format: date
             * @description Day.
             */
            as_of: string;
            /** @description Whether debits equal credits, in balances and in turnover. The database lets nothing else happen. */
            balanced: boolean;
            /** @description All credit balances. */
            credit_total: string;
            /** @description All debit balances. */
            debit_total: string;
            /** @description Fund. */
            fund: string;
            /** @description Name of the fund. */
            name: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    calculate_application_window: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApplicationWindowRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApplicationWindowView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    calculate_occupancy_fee: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OccupancyFeeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OccupancyFeeView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_exports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_ExportView"];
                };
            };
        };
    };
    create_export: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateExportRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    show_export: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    show_export_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_funds: {
        parameters: {
            query?: {
                /** @description Funds on a page, 1 to 200. */
                limit?: number;
                /** @description Position given by the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_FundView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    show_statement: {
        parameters: {
            query: {
                /** @description First day. */
                from: string;
                /** @description Last day. */
                to: string;
                /** @description One account only. */
                account?: string;
                /** @description Lines on a page, 1 to 200. */
                limit?: number;
                /** @description Position given by the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Key of the fund */
                fund: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    export_statement: {
        parameters: {
            query: {
                /** @description First day. */
                from: string;
                /** @description Last day. */
                to: string;
                /** @description One account only. */
                account?: string;
                /** @description Kind of file. */
                format: "csv" | "xlsx";
            };
            header?: never;
            path: {
                /** @description Key of the fund */
                fund: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    show_trial_balance: {
        parameters: {
            query?: {
                /** @description Up to and including this day; today when absent. */
                as_of?: string;
            };
            header?: never;
            path: {
                /** @description Key of the fund */
                fund: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrialBalanceView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_entries: {
        parameters: {
            query?: {
                /** @description Of a fund. */
                fund?: string;
                /** @description Booked on or after this day. */
                from?: string;
                /** @description Booked on or before this day. */
                to?: string;
                /** @description Of a kind. */
                kind?: "ordinary" | "transfer" | "reversal";
                /** @description With a line on this account. */
                account?: string;
                /** @description Of the surcharge of this bill. */
                bill_number?: string;
                /** @description `number`, `booked_on`, `posted_at`; the largest first with `-` in front. The newest first when left out. */
                sort?: string;
                /** @description Entries on a page, 1 to 200. */
                limit?: number;
                /** @description Position given by the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_EntryView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    show_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Number as printed
                 * @example SZ-2026-000001
                 */
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_reconciliations: {
        parameters: {
            query?: {
                /** @description Of this day or later. */
                from?: string;
                /** @description Of this day or earlier. */
                to?: string;
                /** @description In this state. */
                state?: "pending" | "balanced" | "different";
                /** @description Runs on a page, 1 to 200. */
                limit?: number;
                /** @description Position given by the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RunView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    reconcile_surcharge: {
        parameters: {
            query?: never;
            header: {
                /** @description A key of this request's own; the same key again gets the same answer */
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReconcileRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetailView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description The fund is outside the data scope */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    show_reconciliation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunDetailView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_differences: {
        parameters: {
            query?: {
                /** @description Differences on a page, 1 to 200. */
                limit?: number;
                /** @description Position given by the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_DifferenceView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_regulations: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RegulationBody"];
                };
            };
        };
    };
    list_rules: {
        parameters: {
            query?: {
                /** @description Only keys that start with this. */
                prefix?: string;
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_RuleBody"];
                };
            };
        };
    };
    show_rule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleBody"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_incomes: {
        parameters: {
            query?: {
                /** @description Paid on or after this day. */
                from?: string;
                /** @description Paid on or before this day. */
                to?: string;
                /** @description Of a payment. */
                payment_id?: string;
                /** @description Of a bill. */
                bill_number?: string;
                /** @description Only reversed bookings, or only those that stand. */
                reversed?: boolean;
                /** @description `paid_on`, `bill_number`, `water_user`, `surcharge_amount`, `entry_number`; the largest first with `-` in front. `-paid_on` when left out. */
                sort?: string;
                /** @description Bookings on a page, 1 to 200. */
                limit?: number;
                /** @description Position given by the page before. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Page_IncomeView"];
                };
            };
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
}
