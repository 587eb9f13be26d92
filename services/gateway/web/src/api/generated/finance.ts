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
    "/v1/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 事项，新的在前。 */
        get: operations["list_cases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个事项：经过、附件、现在能办什么、为什么不能、下一步还缺什么。 */
        get: operations["show_case"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 受理：此后由受理人本人办理。 */
        post: operations["accept_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 核准：起草和提交的人不能核准。 */
        post: operations["approve_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 上传附件：图片、PDF、Word、Excel、PowerPoint；按内容认类型。 */
        post: operations["attach_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/attachments/{attachment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 附件的内容，撤回的也能看。 */
        get: operations["show_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/attachments/{attachment_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回附件，写明原因：只能由上传人在办结之前撤回；内容仍然保留。 */
        post: operations["withdraw_file"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 留言，办结以后也可以。 */
        post: operations["comment_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/rejection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 不予核准，写明原因；事项就此办结。 */
        post: operations["reject_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 退回补正，写明原因。 */
        post: operations["return_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/statement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 写情况说明（这类事项没有自己的表单时）。 */
        put: operations["write_statement"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 提交。 */
        post: operations["submit_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 转办给另一岗位或另一人，写明原因。 */
        post: operations["transfer_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/urging": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 催办：同一事项每人每天一次。 */
        post: operations["urge_case"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/cases/{case_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 撤回：起草人在没有办结之前可以撤回；事项就此办结。 */
        post: operations["withdraw_case"];
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
    "/v1/rule-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of the rules, the newest first. */
        get: operations["list_changes"];
        put?: never;
        /**
         * Drafts a change. Refused at once, with the field: what is wrong in itself, what does not fit the other rules, what
         *     would change results that are on record, and a second open change of the same thing.
         */
        post: operations["draft_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-changes/{change_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A change with what differs, who did what, and what may be done now. */
        get: operations["show_change"];
        /** Rewrites a draft or a returned change. */
        put: operations["redraft_change"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-changes/{change_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves what somebody else has drafted: in force from its day on, in every replica. */
        post: operations["approve_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-changes/{change_id}/impact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What the change would have done to the last stored results that the caller may see. Nothing is stored. */
        post: operations["show_impact"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-changes/{change_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a change back to its drafter, with a comment. */
        post: operations["return_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-changes/{change_id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for approval. */
        post: operations["submit_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-changes/{change_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a change up: its drafter, or one of those who decide. */
        post: operations["withdraw_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/rule-expiries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What ends soon, or has ended without a successor: regulations, versions, market series. */
        get: operations["list_expiries"];
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
    "/v1/rules/{key}/difference": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the values of two versions of a rule differ. */
        get: operations["compare_versions"];
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
        /** @description Approves a change. */
        ApproveRuleChangeRequest: {
            /** @description What there is to say. */
            comment?: string | null;
        };
        /** @description An attachment, for those who work with it. */
        AttachmentView: {
            /** @description Whether a page can show it: pictures and PDF. */
            can_preview: boolean;
            /** @description Name. */
            file_name: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Media type, as the content says. */
            media_type: string;
            /** @description SHA-256 of the content. */
            sha256: string;
            /**
             * Format: int64
             * @description Bytes.
             */
            size_bytes: number;
            /**
             * Format: date-time
             * @description When.
             */
            uploaded_at: string;
            /** @description Who added it. */
            uploaded_by: string;
            /**
             * Format: date-time
             * @description When.
             */
            withdrawn_at?: string | null;
            /** @description Who withdrew it. */
            withdrawn_by?: string | null;
            /** @description Why. */
            withdrawn_reason?: string | null;
        };
        BTreeMap: {
            [key: string]: string;
        };
        /**
         * @description What can be done with a case.
         * @enum {string}
         */
        CaseAction: "revise" | "submit" | "accept" | "return" | "reject" | "approve" | "transfer" | "withdraw" | "urge";
        /** @description Something that can or cannot be done with a case now by whoever asks. */
        CaseActionView: {
            /** @description What. */
            action: components["schemas"]["CaseAction"];
            /** @description Whether it is allowed. */
            allowed: boolean;
            /** @description Stable code of the refusal. */
            code?: string | null;
            /** @description Whether a reason must be given. */
            needs_reason: boolean;
            /** @description Why not, and what would be right. */
            reason?: string | null;
            /** @description Who may. */
            who_may: string[];
        };
        /** @description A case with all that belongs to it. */
        CaseDetailView: components["schemas"]["CaseView"] & {
            /** @description What can be done now, and why the rest cannot. */
            actions: components["schemas"]["CaseActionView"][];
            /** @description Largest attachment, bytes. */
            attachment_limit_bytes: number;
            /** @description Files, withdrawn ones too. */
            attachments: components["schemas"]["AttachmentView"][];
            /** @description Whether the drafter's words are kept with the case. */
            has_statement: boolean;
            next?: components["schemas"]["CaseNextView"] | null;
            /** @description Whether whoever asks may comment and attach. */
            takes_part: boolean;
            /** @description Roles that it can be given to now. */
            targets: components["schemas"]["CaseTargetView"][];
            /** @description What was done, the first first. */
            timeline: components["schemas"]["CaseStepView"][];
        };
        /** @description Whose turn it is. */
        CaseHolderView: {
            /** @description The one person, where it is one person's. */
            person?: string | null;
            /** @description Code of the role. */
            role: string;
            /** @description Its title. */
            role_title: string;
        };
        /** @description What comes next. */
        CaseNextView: {
            /** @description The next step, if all goes well. */
            action: components["schemas"]["CaseAction"];
            /** @description What is missing for it. */
            missing: string[];
            /** @description Who may take it. */
            who_may: string[];
        };
        /**
         * @description Where a case stands.
         * @enum {string}
         */
        CaseState: "draft" | "submitted" | "accepted" | "returned" | "approved" | "rejected" | "withdrawn";
        /** @description A step of a case's timeline. */
        CaseStepView: {
            /**
             * @description What was done: `open`, `revise`, `submit`, `accept`, `return`, `reject`, `approve`, `transfer`, `withdraw`, `urge`, `comment`,
             *     `attach` or `withdraw_attachment`.
             */
            action: string;
            /** @description Who. */
            actor: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What was changed. */
            changes: components["schemas"]["FieldChange"][];
            /** @description What was said. */
            comment?: string | null;
            /** @description The request, as in the operations log, which has the whole states before and after. */
            request_id: string;
            /**
             * Format: int32
             * @description Number, from 1.
             */
            seq: number;
            /** @description State after. */
            state_after: components["schemas"]["CaseState"];
            state_before?: components["schemas"]["CaseState"] | null;
        };
        /** @description A role that a case can be given to. */
        CaseTargetView: {
            /** @description Code. */
            role: string;
            /** @description Title. */
            title: string;
        };
        /** @description A case. */
        CaseView: {
            /**
             * Format: date-time
             * @description When it was closed.
             */
            closed_at?: string | null;
            /** @description By whom. */
            decided_by?: string | null;
            /** @description Who wrote it last. */
            drafter: string;
            /**
             * Format: date
             * @description Last day for the next step, by working days; absent for drafts and where no holiday notice is known yet.
             */
            due_on?: string | null;
            /** @description Kind of the thing it is about. */
            entity: string;
            /** @description The thing's id. */
            entity_id: string;
            holder?: components["schemas"]["CaseHolderView"] | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Kind of case, e.g. `plan_change`. */
            kind: string;
            /** @description The kind for people. */
            kind_title: string;
            /** @description Path of the thing's page. */
            link: string;
            /**
             * Format: int64
             * @description Days since.
             */
            open_days: number;
            /**
             * Format: date-time
             * @description When it was opened.
             */
            opened_at: string;
            /**
             * Format: int64
             * @description Working days by which that day has been missed; 0 when it has not.
             */
            overdue_days: number;
            /** @description `draft`, `submitted`, `accepted`, `returned`, `approved`, `rejected` or `withdrawn`. */
            state: components["schemas"]["CaseState"];
            /** @description The drafter's words, for kinds whose thing has no form of its own. */
            statement?: string | null;
            /**
             * Format: date-time
             * @description When it was first submitted.
             */
            submitted_at?: string | null;
            /** @description Title for people. */
            title: string;
            /**
             * Format: int32
             * @description How often it was urged.
             */
            urges: number;
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
        };
        /**
         * @description Where a change stands.
         * @enum {string}
         */
        ChangeState: "draft" | "submitted" | "returned" | "withdrawn" | "approved";
        /** @description An article. */
        CitationBody: {
            /** @description Article. */
            article: string;
            /** @description Document number. */
            document: string;
        };
        /** @description Something to be said. */
        CommentRequest: {
            /** @description The comment. */
            comment: string;
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
        /** @description The case of a difference. */
        DifferenceCaseView: {
            /** @description Whether the explanation was approved. */
            explained: boolean;
            /** @description The explanation. */
            explanation?: string | null;
            /**
             * Format: uuid
             * @description Case, as at `/v1/cases`.
             */
            id: string;
            /** @description Where it stands. */
            state: components["schemas"]["CaseState"];
        };
        /** @description A payment on which the sides do not agree. Amounts in yuan. */
        DifferenceView: {
            case?: components["schemas"]["DifferenceCaseView"] | null;
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
        /** @description A change to be drafted: exactly one of the three parts. */
        DraftRuleChangeRequest: {
            new_version?: components["schemas"]["NewRuleVersionBody"] | null;
            observation?: components["schemas"]["RuleObservationBody"] | null;
            /**
             * @description Why, for whoever approves.
             * @example 县发改局批复调整加价比例
             */
            reason: string;
            regulation?: components["schemas"]["RegulationDraftBody"] | null;
        };
        /** @description Nothing to say. */
        EmptyStep: Record<string, never>;
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
        /** @description A field that a step changed, for people. */
        FieldChange: {
            /** @description What it is. */
            after?: string | null;
            /** @description What it was. */
            before?: string | null;
            /** @description Field. */
            field: string;
            /** @description Its name for people. */
            label: string;
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
        /** @description What a change would have done. */
        Impact: {
            /** @enum {string} */
            kind: "nothing";
            /** @description Why, for a person. */
            reason: string;
        } | (components["schemas"]["ImpactFigures"] & {
            /** @enum {string} */
            kind: "figures";
        });
        /** @description Stored results, and what they would have been. */
        ImpactFigures: {
            /** @description Their sum by the changed rule, yuan. */
            after: string;
            /** @description Their sum as stored, yuan. */
            before: string;
            /**
             * Format: int64
             * @description How many were computed again.
             */
            computed: number;
            /**
             * Format: int64
             * @description How many would be higher.
             */
            higher: number;
            /**
             * Format: int64
             * @description How many would be lower.
             */
            lower: number;
            /**
             * Format: int64
             * @description The most that are computed again at once.
             */
            most: number;
            /** @description Those that would change most. */
            most_affected: components["schemas"]["ImpactItem"][];
            /**
             * Format: int64
             * @description How many could not be computed by the changed rule.
             */
            refused: number;
            /**
             * Format: int64
             * @description How many there are.
             */
            total: number;
            /** @description What was compared, for a person: `2026Q3 的账单，累进加价`. */
            what: string;
        };
        /** @description One stored result. */
        ImpactItem: {
            /** @description By the changed rule, yuan. */
            after: string;
            /** @description As stored, yuan. */
            before: string;
            /** @description Its id. */
            id: string;
            /** @description Whose it is. */
            name: string;
            /** @description Its number. */
            number: string;
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
        /** @description Nothing needs to be said. */
        MoveRuleChangeRequest: Record<string, never>;
        /** @description A new version of a rule. */
        NewRuleVersionBody: {
            /** @description Article. */
            article?: string;
            /** @description Document number; registered. */
            document?: string;
            /**
             * Format: date
             * @description First day in force.
             * @example 2027-01-01
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
             * @description Key.
             * @example surcharge.rates.ordinary
             */
            key: string;
            /**
             * Format: date
             * @description Since when the county knows it; the day the document was issued when absent.
             */
            known_from?: string | null;
            /**
             * Format: date
             * @description For a market series: until when it has been observed by now.
             */
            observed_through?: string | null;
            /**
             * Format: int32
             * @description Number of the last version when this one takes its place before it has begun.
             */
            replaces?: number | null;
            /** @description The value; its shape depends on the rule. */
            value: Record<string, never>;
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
        Page_CaseView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: date-time
                 * @description When it was closed.
                 */
                closed_at?: string | null;
                /** @description By whom. */
                decided_by?: string | null;
                /** @description Who wrote it last. */
                drafter: string;
                /**
                 * Format: date
                 * @description Last day for the next step, by working days; absent for drafts and where no holiday notice is known yet.
                 */
                due_on?: string | null;
                /** @description Kind of the thing it is about. */
                entity: string;
                /** @description The thing's id. */
                entity_id: string;
                holder?: components["schemas"]["CaseHolderView"] | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Kind of case, e.g. `plan_change`. */
                kind: string;
                /** @description The kind for people. */
                kind_title: string;
                /** @description Path of the thing's page. */
                link: string;
                /**
                 * Format: int64
                 * @description Days since.
                 */
                open_days: number;
                /**
                 * Format: date-time
                 * @description When it was opened.
                 */
                opened_at: string;
                /**
                 * Format: int64
                 * @description Working days by which that day has been missed; 0 when it has not.
                 */
                overdue_days: number;
                /** @description `draft`, `submitted`, `accepted`, `returned`, `approved`, `rejected` or `withdrawn`. */
                state: components["schemas"]["CaseState"];
                /** @description The drafter's words, for kinds whose thing has no form of its own. */
                statement?: string | null;
                /**
                 * Format: date-time
                 * @description When it was first submitted.
                 */
                submitted_at?: string | null;
                /** @description Title for people. */
                title: string;
                /**
                 * Format: int32
                 * @description How often it was urged.
                 */
                urges: number;
                /**
                 * Format: int32
                 * @description Version, for `If-Match`.
                 */
                version: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_DifferenceView: {
            /** @description The items, in order. */
            items: {
                case?: components["schemas"]["DifferenceCaseView"] | null;
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
        Page_RuleChangeView: {
            /** @description The items, in order. */
            items: {
                /** @description What the caller may do with it now: `redraft`, `submit`, `approve`, `return`, `withdraw`. */
                allowed: string[];
                /** @description What was said with the decision. */
                comment?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                decided_at?: string | null;
                /** @description Who decided. */
                decided_by?: string | null;
                /** @description Name of that person. */
                decided_by_name?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                drafted_at: string;
                /** @description Who drafted it. */
                drafted_by: string;
                /** @description Name of that person. */
                drafted_by_name: string;
                /**
                 * Format: date
                 * @description First day that calculates differently.
                 */
                first_day: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description `version`, `observation` or `regulation`. */
                kind: string;
                /** @description Why. */
                reason: string;
                /**
                 * Format: int64
                 * @description Revision of the rules that it made.
                 */
                revision?: number | null;
                /** @description State. */
                state: components["schemas"]["ChangeState"];
                /** @description Key of the rule, or number of the regulation. */
                subject: string;
                /**
                 * Format: date-time
                 * @description When it was submitted last.
                 */
                submitted_at?: string | null;
                /** @description Its summary, or its title. */
                title: string;
                /**
                 * Format: int32
                 * @description Version for `If-Match`.
                 */
                version: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RuleExpiryView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: int64
                 * @description Days from today; below zero when it has ended.
                 */
                days_left: number;
                /** @description Keys of the rules that rest on it. */
                keys: string[];
                /** @description `regulation`, `version` or `series`. */
                kind: string;
                /**
                 * Format: date
                 * @description Last day.
                 */
                last_day: string;
                /** @description Key of the rule, or number of the regulation. */
                subject: string;
                /** @description Its summary, or its title. */
                title: string;
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
                /**
                 * Format: int64
                 * @description Those of them whose explanation was approved; they stay differences.
                 */
                explained_count: number;
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
        /** @description The version that a new one follows. */
        PreviousRuleVersionView: {
            /**
             * Format: date
             * @description First day.
             */
            effective_from: string;
            /**
             * Format: date
             * @description Last day, with the change.
             */
            effective_to?: string | null;
            /** @description Its value. */
            value: Record<string, never>;
            /**
             * Format: int32
             * @description Number.
             */
            version: number;
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
        /** @description A step that must be explained. */
        ReasonStep: {
            /** @description Why. */
            reason: string;
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
        /** @description A regulation to be registered, or whose end is. */
        RegulationDraftBody: {
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
            /** @description Number as printed. */
            number: string;
            /** @description What repealed it. */
            repealed_by?: string | null;
            /** @description What it repeals. */
            repeals?: string[];
            /** @description Title. */
            title: string;
        };
        /** @description A step that may be explained. */
        RemarkStep: {
            /** @description A remark. */
            comment?: string | null;
        };
        /** @description Sends a change back. */
        ReturnRuleChangeRequest: {
            /** @description What has to be put right. */
            comment: string;
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
        /** @description A change with all that it says and does. */
        RuleChangeDetailView: components["schemas"]["RuleChangeView"] & {
            /** @description What differs from what stood there before. */
            differences: components["schemas"]["RuleDifferenceView"][];
            new_version?: components["schemas"]["NewRuleVersionBody"] | null;
            observation?: components["schemas"]["RuleObservationBody"] | null;
            previous?: components["schemas"]["PreviousRuleVersionView"] | null;
            regulation?: components["schemas"]["RegulationBody"] | null;
            /** @description The way it went. */
            steps: components["schemas"]["RuleChangeStepView"][];
        };
        /** @description A step on the way of a change. */
        RuleChangeStepView: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Who. */
            by: string;
            /** @description Name of that person. */
            by_name: string;
            /** @description What was said. */
            comment?: string | null;
            /** @description `draft`, `redraft`, `submit`, `return`, `withdraw` or `approve`. */
            step: string;
        };
        /** @description A change of the rules. */
        RuleChangeView: {
            /** @description What the caller may do with it now: `redraft`, `submit`, `approve`, `return`, `withdraw`. */
            allowed: string[];
            /** @description What was said with the decision. */
            comment?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            /** @description Who decided. */
            decided_by?: string | null;
            /** @description Name of that person. */
            decided_by_name?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            drafted_at: string;
            /** @description Who drafted it. */
            drafted_by: string;
            /** @description Name of that person. */
            drafted_by_name: string;
            /**
             * Format: date
             * @description First day that calculates differently.
             */
            first_day: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description `version`, `observation` or `regulation`. */
            kind: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: int64
             * @description Revision of the rules that it made.
             */
            revision?: number | null;
            /** @description State. */
            state: components["schemas"]["ChangeState"];
            /** @description Key of the rule, or number of the regulation. */
            subject: string;
            /**
             * Format: date-time
             * @description When it was submitted last.
             */
            submitted_at?: string | null;
            /** @description Its summary, or its title. */
            title: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description A place at which two values differ. */
        RuleDifferenceView: {
            /** @description What stands there; null where nothing does. */
            after?: Record<string, never> | null;
            /** @description What stood there; null where nothing did. */
            before?: Record<string, never> | null;
            /** @description JSON pointer: `/value/0`. */
            pointer: string;
        };
        /** @description Something that ends. */
        RuleExpiryView: {
            /**
             * Format: int64
             * @description Days from today; below zero when it has ended.
             */
            days_left: number;
            /** @description Keys of the rules that rest on it. */
            keys: string[];
            /** @description `regulation`, `version` or `series`. */
            kind: string;
            /**
             * Format: date
             * @description Last day.
             */
            last_day: string;
            /** @description Key of the rule, or number of the regulation. */
            subject: string;
            /** @description Its summary, or its title. */
            title: string;
        };
        /** @description A market series was observed further. */
        RuleObservationBody: {
            /** @description The place within it. */
            article?: string;
            /** @description What was observed. */
            document?: string;
            /**
             * @description Key.
             * @example lpr.one_year
             */
            key: string;
            /**
             * Format: date
             * @description Last day for which it has been observed by now.
             */
            observed_through: string;
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
            /**
             * Format: int64
             * @description The change that brought it, by its place in the order of approval; 0 for the rule files.
             */
            revision: number;
            /** @description The value; its shape depends on the parameter. */
            value: Record<string, never>;
            /**
             * Format: int32
             * @description Number within the parameter.
             */
            version: number;
        };
        /** @description How two versions of a rule differ. */
        RuleVersionDifferenceView: {
            /** @description The places at which their values differ. */
            differences: components["schemas"]["RuleDifferenceView"][];
            /**
             * Format: int32
             * @description Number of the older version.
             */
            from: number;
            /** @description Key. */
            key: string;
            /**
             * Format: int32
             * @description Number of the newer version.
             */
            to: number;
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
            /**
             * Format: int64
             * @description Those of them whose explanation was approved; they stay differences.
             */
            explained_count: number;
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
        /** @description The drafter's words. */
        StatementRequest: {
            /** @description What is to be said about the thing. */
            statement: string;
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
        /** @description To whom a case goes. */
        TransferStep: {
            /** @description One person's account, where it is for this person alone. */
            person?: string | null;
            /** @description Why. */
            reason: string;
            /** @description Code of a role: one of the case's `targets`. */
            role: string;
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
    list_cases: {
        parameters: {
            query?: {
                /** @description Kind of case. */
                kind?: string;
                /** @description State. */
                state?: "draft" | "submitted" | "accepted" | "returned" | "approved" | "rejected" | "withdrawn";
                /** @description Whether it is open. */
                open?: boolean;
                /** @description Only those whose last day has passed. */
                overdue?: boolean;
                /** @description Only those that wait for whoever asks. */
                mine?: boolean;
                /** @description Only those written by this account. */
                drafter?: string;
                /** @description About this kind of thing. */
                entity?: string;
                /** @description About this thing. */
                entity_id?: string;
                /** @description `title`, `opened_at`, `due_on`, `urges`; the largest first with `-` in front. The newest first when left out. */
                sort?: string;
                /** @description At most so many, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
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
                    "application/json": components["schemas"]["Page_CaseView"];
                };
            };
        };
    };
    show_case: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                case_id: string;
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
                    "application/json": components["schemas"]["CaseDetailView"];
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
    accept_case: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyStep"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
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
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    approve_case: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemarkStep"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
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
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    attach_file: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": number[];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentView"];
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
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    show_file: {
        parameters: {
            query?: {
                /** @description To be shown (pictures and PDF), not saved. */
                inline?: boolean;
            };
            header?: never;
            path: {
                case_id: string;
                attachment_id: string;
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
                    "application/octet-stream": number[];
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
    withdraw_file: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
                attachment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonStep"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentView"];
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
    comment_case: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CommentRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
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
        };
    };
    reject_case: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonStep"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
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
            412: {
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
    return_case: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonStep"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
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
            412: {
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
    write_statement: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatementRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
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
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    submit_case: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyStep"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
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
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    transfer_case: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TransferStep"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
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
            412: {
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
    urge_case: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemarkStep"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
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
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    withdraw_case: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                case_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemarkStep"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseView"];
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
            412: {
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
    list_changes: {
        parameters: {
            query?: {
                /** @description State. */
                state?: "draft" | "submitted" | "returned" | "withdrawn" | "approved";
                /** @description Key of the rule, or number of the regulation. */
                subject?: string;
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
                    "application/json": components["schemas"]["Page_RuleChangeView"];
                };
            };
        };
    };
    draft_change: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftRuleChangeRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleChangeDetailView"];
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
    show_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change_id: string;
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
                    "application/json": components["schemas"]["RuleChangeDetailView"];
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
    redraft_change: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                change_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DraftRuleChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleChangeDetailView"];
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
            412: {
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
    approve_change: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                change_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApproveRuleChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleChangeDetailView"];
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
            412: {
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
    show_impact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                change_id: string;
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
                    "application/json": components["schemas"]["Impact"];
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
    return_change: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                change_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnRuleChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleChangeDetailView"];
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
            412: {
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
    submit_change: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                change_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveRuleChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleChangeDetailView"];
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
            412: {
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
    withdraw_change: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                change_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MoveRuleChangeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RuleChangeDetailView"];
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
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_expiries: {
        parameters: {
            query?: {
                /** @description Within so many days, 180 when left out. */
                days?: number;
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
                    "application/json": components["schemas"]["Page_RuleExpiryView"];
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
    compare_versions: {
        parameters: {
            query: {
                /** @description Number of the older version. */
                from: number;
                /** @description Number of the newer version. */
                to: number;
            };
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
                    "application/json": components["schemas"]["RuleVersionDifferenceView"];
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
