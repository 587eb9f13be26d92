// Generated from services/water/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/v1/assessed-usages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Usages in the caller's scope, the newest first. Those that were replaced stay in the list, and say so. */
        get: operations["list_assessed_usages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balance-tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Filed tests, the newest first. */
        get: operations["list_balance_tests"];
        put?: never;
        /** Files the report of a test. */
        post: operations["create_balance_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balance-tests/{test_id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a test to the files: somebody else than filed it. */
        post: operations["accept_balance_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/balance-tests/{test_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a test back with a comment. */
        post: operations["return_balance_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/base-price-proposals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Proposed base prices of the supply companies that the caller looks after, the newest first. */
        get: operations["list_base_price_proposals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/base-price-proposals/{proposal_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a base price that somebody else has proposed. */
        post: operations["approve_base_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/base-price-proposals/{proposal_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a proposal back with a comment; whoever proposed it proposes another. */
        post: operations["return_base_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/base-price-proposals/{proposal_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a proposal up: whoever proposed it, or the head. */
        post: operations["withdraw_base_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/base-prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Base prices by supply company, category and day. They are public, so that no scope narrows them. */
        get: operations["list_base_prices"];
        put?: never;
        /**
         * Proposes a base price: in force from its day on, once another person has approved it. One that would change a period
         *     with issued bills is refused: those are put right by credit bill.
         */
        post: operations["create_base_price"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing-runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Billing runs, the newest first. */
        get: operations["list_billing_runs"];
        put?: never;
        /**
         * Computes what a run would bill and stores the figures and who could not be billed; nobody is billed. Of very many users that
         *     happens in the background: the run is `previewing` until then.
         */
        post: operations["preview_billing_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing-runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One billing run with its progress. */
        get: operations["show_billing_run"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing-runs/{run_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms a previewed run. The bills are made in the background; the run shows how far it has come. */
        post: operations["confirm_billing_run"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/billing-runs/{run_id}/unbilled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whom the run could not bill, and why, in the order of their codes. Before the run is confirmed: whom its preview could
         *     not bill; once it works, those met so far.
         */
        get: operations["list_unbilled"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bills in the caller's scope. */
        get: operations["list_bills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{bill_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One bill with bands, trace, payment and credit bill. */
        get: operations["show_bill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{bill_id}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancels a bill by a credit bill. A surcharge that was collected is taken back at the finance bureau; the user can be
         *     billed anew for the period.
         */
        post: operations["create_credit_bill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{bill_id}/notify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that the user was told of the bill today: the days to pay begin. */
        post: operations["notify_bill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{bill_id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers the payment of a bill: once and in full. The surcharge is told to the finance bureau. */
        post: operations["create_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/bills/{bill_id}/recomputation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Computes a bill again, from the quantities printed on it, by the rules as they were then. Stores nothing. */
        post: operations["recompute_bill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calculators/irrigation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The irrigation charge of one user, district and calendar year (新政办发〔2023〕25号 三、五). */
        post: operations["calculate_irrigation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calculators/surcharge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The progressive surcharge of one user and period, by today's rules (新政办发〔2023〕24号 附件4 二). */
        post: operations["calculate_surcharge"];
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
    "/v1/correction-orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Orders to replace household meters, the newest first. */
        get: operations["list_correction_orders"];
        put?: never;
        /** Drafts an order to a supply company to replace household meters that are past their cycle. */
        post: operations["create_correction_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/correction-orders/{order_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One order. */
        get: operations["show_correction_order"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/correction-orders/{order_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Issues an order that somebody else has drafted. */
        post: operations["approve_correction_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/correction-orders/{order_id}/fines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drafts a fine: only once the order's deadline has passed without correction, and only within its range. */
        post: operations["create_replacement_fine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/correction-orders/{order_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a drafted order up. */
        post: operations["withdraw_correction_order"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/crop-quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The crop quotas of 25号 三: rules of irrigation, shown here and kept there. */
        get: operations["list_crop_quotas"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluation-commitments/{commitment_id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a commitment with this year or a later one, by another person than filed it (A6 第四条). */
        post: operations["end_commitment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluation-results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The result of a project's or plan's evaluation, for departments whose approvals ask for it (A6 第六条). */
        get: operations["show_evaluation_result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Evaluations in the caller's scope, the newest first. */
        get: operations["list_evaluations"];
        put?: never;
        /** Registers an evaluation: a project by its project code, a plan without one (A6 第二、七条). */
        post: operations["create_evaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One evaluation with what it must contain, what it says, and what a pass waits for. */
        get: operations["show_evaluation"];
        /** Changes what is recorded of a draft. */
        put: operations["update_evaluation"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/commitments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Files a commitment: the ceiling of the user's plans from its first year on (A6 第四条). */
        post: operations["file_commitment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Writes what an evaluation says, in place of what it said (A6 第三、五条). */
        put: operations["write_report"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends it back to be completed, without a verdict. */
        post: operations["return_evaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hands an evaluation to the administrative approval department; gaps do not keep it from that (A6 第五条). */
        post: operations["submit_evaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/user": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Says which water user a project has become; its commitment then caps that user's plans (A6 第四条). */
        put: operations["link_user"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/verdict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives the review opinion, by another person than wrote or handed it in. A pass is refused while something is missing, each named
         *     with its article (A6 第五条).
         */
        post: operations["decide_evaluation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/evaluations/{evaluation_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes it back before the verdict. */
        post: operations["withdraw_evaluation"];
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
    "/v1/flow-assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Methods in the caller's scope, the newest first. */
        get: operations["list_flow_assessments"];
        put?: never;
        /** Registers a method for a user without a meter; it waits for a second person. */
        post: operations["create_flow_assessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-assessments/{assessment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One method. */
        get: operations["show_flow_assessment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-assessments/{assessment_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lays a method down: another person than drafted it. Refused where the user has a meter, or another method on some of its days. */
        post: operations["approve_flow_assessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-assessments/{assessment_id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a method, for example because a meter can be installed: the day given is the last on which it holds. It stays on record. */
        post: operations["end_flow_assessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-assessments/{assessment_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a method back: another has to be registered. */
        post: operations["return_flow_assessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/flow-assessments/{assessment_id}/usages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Records what the user of a method used in a period. The volume is computed by the formula; refused beside a meter, twice for a period,
         *     and after the bill.
         */
        post: operations["create_assessed_usage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports in the caller's scope, latest first. */
        get: operations["list_file_imports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import. */
        get: operations["show_file_import"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/imports/{import_id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file of an import with the column 「错误」: correct it and import it again. That of water users holds telephone numbers in full,
         *     and is for those who keep them.
         */
        get: operations["show_file_import_result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inspections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspections, the newest first. */
        get: operations["list_inspections"];
        put?: never;
        /** Records an inspection; the certificate was shown, or it was none. */
        post: operations["create_inspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/inspections/{inspection_id}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes what came of an inspection. */
        post: operations["close_inspection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/approvals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The approvals on record; they are posted for everybody to see (25号 六（四）). */
        get: operations["list_irrigation_approvals"];
        put?: never;
        /** Records the approval of a district's prices of a year. */
        post: operations["create_irrigation_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/balance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Permit, rights and use of a district in a year: what the picture shows. */
        get: operations["show_irrigation_balance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/bills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Bills in the caller's scope, the latest first. */
        get: operations["list_irrigation_bills"];
        put?: never;
        /** Bills the water of a household, or of everybody in a group or association, that no bill has charged yet. */
        post: operations["create_irrigation_bills"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/bills/{bill_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One bill with its lines. */
        get: operations["show_irrigation_bill"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/bills/{bill_id}/credit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels a bill by a credit bill; its water can be billed anew. The last bill of a year goes first. */
        post: operations["create_irrigation_credit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/bills/{bill_id}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers the payment of a bill: once and in full, taken by the station or a village collector. */
        post: operations["create_irrigation_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/bills/{bill_id}/recomputation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Computes a bill again by the rules as they were then. Stores nothing. */
        post: operations["recompute_irrigation_bill"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/districts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The three irrigation districts with their facts (25号 一、二、四). */
        get: operations["list_irrigation_districts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/parties": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Associations, groups and households in the caller's scope. */
        get: operations["list_irrigation_parties"];
        put?: never;
        /** Records an association, a group or a household. */
        post: operations["create_irrigation_party"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/parties/{party_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them. */
        get: operations["show_irrigation_party"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/parties/{party_id}/plantings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records what a household or group has planted in a year: its quota is area × crop quota (25号 三). */
        post: operations["create_planting"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/plantings/{planting_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Corrects what has been planted. Refused while bills of the year stand. */
        put: operations["update_planting"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/price-consistency": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Compares every printed price of bands 2 and 3 with what the rule gives (新政办发〔2023〕25号 五（一）（二）). */
        get: operations["check_price_consistency"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/prices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The printed price table with the state of its approvals, for everybody (25号 五（二）、六（四）). */
        get: operations["list_irrigation_prices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/right-cuts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Cuts of districts' rights, the latest first. A district belongs to no unit. */
        get: operations["list_right_cuts"];
        put?: never;
        /** Cuts a district's right of a year by 5 %, because its assessment of the year before has failed (24号 附件8 第五条（四）). */
        post: operations["create_right_cut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/rights": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rights in the caller's scope, the latest first. */
        get: operations["list_water_rights"];
        put?: never;
        /** Drafts a right: in force once another person has approved it. Refused where the parts would add up to more than the whole. */
        post: operations["create_water_right"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/rights/{right_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One right. */
        get: operations["show_water_right"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/rights/{right_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a right that somebody else has drafted; it takes the place of the party's right of the year. */
        post: operations["approve_water_right"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/rights/{right_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a right back with a comment; another is drafted. */
        post: operations["return_water_right"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/rights/{right_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a draft up: whoever drafted it, or the head. */
        post: operations["withdraw_water_right"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/irrigation/waterings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Waterings in the caller's scope, the latest first. Those that were replaced stay in the list, and say so. */
        get: operations["list_waterings"];
        put?: never;
        /** Records a watering: never estimated, never in the future, once per party, crop and day; a correction names the one it replaces. */
        post: operations["create_watering"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meter-dues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many meters are due, overdue or unverified. */
        get: operations["show_meter_dues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meter-seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Seals, the newest first. */
        get: operations["list_meter_seals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Meters in the caller's scope. */
        get: operations["list_meters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Meters that fall due within so many days, are overdue, or were never verified (附件3 第十条; JJG 162). */
        get: operations["list_meters_due"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One meter. */
        get: operations["show_meter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter_id}/obsolescence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that the kind of a meter is below standard or ordered out of use (附件3 第十二条（七）). */
        post: operations["mark_meter_obsolete"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter_id}/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The readings of a meter, replaced ones included, the newest first. */
        get: operations["list_readings_of_meter"];
        put?: never;
        /**
         * Records a reading (新政办发〔2023〕24号 附件3 第十一条（二）、第十二条). A correction is a new reading that replaces another,
         *     a supplement the late reading of a period that was missed.
         */
        post: operations["create_reading"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter_id}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a meter out, with its last reading. */
        post: operations["remove_meter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter_id}/replacement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Changes a meter: the old one is taken out with its last reading, the new one registered; both or neither. */
        post: operations["replace_meter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter_id}/sealing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that a meter has been sealed by law (附件3 第十二条（八）). */
        post: operations["seal_meter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter_id}/seals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a seal that was put on a meter. */
        post: operations["create_meter_seal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter_id}/seals/{seal_id}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that a seal was taken off. */
        post: operations["take_off_meter_seal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter_id}/unsealing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that the sealing of a meter has been lifted. */
        post: operations["unseal_meter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{meter_id}/verifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a verification or calibration of a meter (新政办发〔2023〕24号 附件3 第九条). */
        post: operations["create_verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-adjustments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Adjustments, the newest first. They hold for the whole county, so that no scope narrows them. */
        get: operations["list_plan_adjustments"];
        put?: never;
        /**
         * Records an adjustment of the plans of a category. With the county government's approval it waits for a second person; without
         *     it has no effect.
         */
        post: operations["create_plan_adjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-adjustments/{adjustment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One adjustment. */
        get: operations["show_plan_adjustment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-adjustments/{adjustment_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts an adjustment in force: by somebody who neither drafted it nor recorded its approval. Refused where another adjustment of
         *     the category holds on some of its days, or a period that it would change has been billed.
         */
        post: operations["approve_plan_adjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-adjustments/{adjustment_id}/county-approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records the county government's approval: the adjustment then waits for the second person. */
        post: operations["record_county_approval"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-adjustments/{adjustment_id}/lifting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends an adjustment before its last day: that day is the first on which it holds no more. It stays on record. */
        post: operations["lift_plan_adjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-adjustments/{adjustment_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an adjustment back: its approval has to be recorded anew. */
        post: operations["return_plan_adjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-adjustments/{adjustment_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives an adjustment up that has had no effect yet. */
        post: operations["withdraw_plan_adjustment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Plans in the caller's scope, latest year first. */
        get: operations["list_plans"];
        put?: never;
        /** Drafts the first plan of a user's year (新政办发〔2023〕24号 附件1 第五条). */
        post: operations["create_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports a file of first plans as drafts: the body is the file (`text/csv` or the XLSX type), or a multipart form with the part `file`. */
        post: operations["create_plan_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/imports/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An empty file with the columns that an import of plans takes. */
        get: operations["show_plan_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One revision. */
        get: operations["show_plan"];
        /** Rewrites a draft. */
        put: operations["update_plan"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a plan that somebody else has drafted (附件1 第六条). It comes into force when its year has begun. */
        post: operations["approve_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}/quota-basis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a plan's volumes rest on, computed again. */
        get: operations["show_quota_basis"];
        put?: never;
        /**
         * Computes the volumes of a drafted plan: quota × declared output. Above the plan of the year before only where use per unit of
         *     product is below the quota.
         */
        post: operations["put_quota_basis"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}/reductions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drafts a cut of the plan in force from a period on, on one of the four grounds (附件1 第十条). */
        post: operations["create_reduction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a plan back to its drafter. */
        post: operations["return_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan_id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for approval. */
        post: operations["submit_plan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/project-findings/{finding_id}/correction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records how a finding was put right. */
        post: operations["correct_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Projects in the caller's scope, the newest first. */
        get: operations["list_projects"];
        put?: never;
        /** Registers a project: a planned one at its design, one under way under construction, an existing one with its retrofit. */
        post: operations["create_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One project with its requirements, documents, findings, and what its next step waits for. */
        get: operations["show_project"];
        /** Changes what is recorded of a project, before it waits for acceptance. */
        put: operations["update_project"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project_id}/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accepts what somebody else has asked to have accepted (A5 第八条). */
        post: operations["accept_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project_id}/acceptance-refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does not accept: back to the works. */
        post: operations["refuse_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project_id}/acceptance-request": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for acceptance; refused while an applicable requirement has no evidence, each named with its article (A5 第六条). */
        post: operations["request_acceptance"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project_id}/acceptance-withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes the request back. */
        post: operations["withdraw_acceptance_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project_id}/construction": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins to build, once the three documents are filed (A5 第四、五条). */
        post: operations["start_construction"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project_id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Files a document after its review (A5 第五条). */
        post: operations["file_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project_id}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records what shows that an applicable requirement is met (A5 第六条). */
        post: operations["record_evidence"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project_id}/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records facilities that were found stopped or removed, or in use without acceptance (A5 第九、十条). */
        post: operations["record_finding"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/projects/{project_id}/use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts an accepted project in use (A5 第四条). */
        post: operations["use_project"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Quotas by product, level and day. They are published, so that no scope narrows them. */
        get: operations["list_quotas"];
        put?: never;
        /** Records a quota; a product has one of a level on a day. */
        post: operations["create_quota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports a file of quotas: the body is the file (`text/csv` or the XLSX type), or a multipart form with the part `file`. */
        post: operations["create_quota_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas/imports/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An empty file with the columns that an import of quotas takes. */
        get: operations["show_quota_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/quotas/{quota_id}/ending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ends a quota that has no last day yet. */
        post: operations["end_quota"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/readings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Readings in the caller's scope, replaced ones included, the newest first. */
        get: operations["list_readings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/readings/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports a file of readings: the body is the file (`text/csv` or the XLSX type), or a multipart form with the part `file`. */
        post: operations["create_reading_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/readings/imports/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An empty file with the columns that an import of readings takes. */
        get: operations["show_reading_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/readings/{reading_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One reading. */
        get: operations["show_reading"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-incidents/{incident_id}/repair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records the repair. */
        post: operations["repair_reclaimed_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-incidents/{incident_id}/resumption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets the supply go on: after the repair, and after a good test where the quality was over a limit. */
        post: operations["resume_reclaimed_supply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-opinions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What housing asks before a planning permit (A7 第十七条; flow S7). "Unknown" is an answer of its own: nothing is assumed. */
        get: operations["show_reclaimed_opinion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-schemes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Schemes in the caller's scope, the newest first. */
        get: operations["list_reclaimed_schemes"];
        put?: never;
        /** Records a scheme that housing has passed on (A7 第十六条). */
        post: operations["record_reclaimed_scheme"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-schemes/{scheme_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One scheme. */
        get: operations["show_reclaimed_scheme"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-schemes/{scheme_id}/opinion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the opinion, with number and date. Agreement is refused where something stands against the scheme (A7 第十七条). */
        post: operations["give_reclaimed_opinion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-systems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reclaimed-water systems in the caller's scope, the newest first. */
        get: operations["list_reclaimed_systems"];
        put?: never;
        /** Registers a system: a forbidden source is refused with its article (A7 第十条). */
        post: operations["create_reclaimed_system"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-systems/{system_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One system with its users, tests, incidents and stops. */
        get: operations["show_reclaimed_system"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-systems/{system_id}/incidents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records an incident: the supply is stopped, users are told, housing and emergency are reported to (A7 第二十四条; flow S5). */
        post: operations["report_reclaimed_incident"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-systems/{system_id}/stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Announces a stop for works and tells the users, 24 hours before; later is refused with how much is missing (A7 第二十四条). */
        post: operations["announce_supply_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-systems/{system_id}/tests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a test. One over the strictest standard of the uses stops the supply (A7 第十八、二十、二十四条). */
        post: operations["record_reclaimed_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reclaimed-systems/{system_id}/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Registers a user, for uses that the system gives water for (A7 第二十三条). */
        post: operations["create_reclaimed_user"];
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
    "/v1/replacement-fines/{fine_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a fine that somebody else has drafted. */
        post: operations["approve_replacement_fine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/replacement-fines/{fine_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a fine back with a comment. */
        post: operations["return_replacement_fine"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/collection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the bills of a period have been paid, and when. */
        get: operations["report_collection"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/over-plan-ranking": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who used most beyond the plan in a period. */
        get: operations["report_over_plan_ranking"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every billed period with its totals. */
        get: operations["report_periods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/surcharge-bands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The surcharge of a period by band, as printed on the bills. */
        get: operations["report_surcharge_bands"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/surcharge-collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The surcharges of a day in one's data scope. */
        get: operations["report_surcharge_collections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reports/water-use": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bills of a period by town, category, supply company or use. */
        get: operations["report_water_use"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/assessments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Assessments in the caller's scope, the newest first; confirmed ones of districts are told to every town. */
        get: operations["list_reward_assessments"];
        put?: never;
        /** Drafts an assessment: of the districts (the county), or of a town's villages (the town). */
        post: operations["create_reward_assessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/assessments/{assessment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One assessment. */
        get: operations["show_reward_assessment"];
        /** Rewrites an assessment that is not confirmed. */
        put: operations["update_reward_assessment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/assessments/{assessment_id}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirms an assessment that somebody else has drafted. A failed district loses part of next year's water right. */
        post: operations["confirm_reward_assessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/assessments/{assessment_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends an assessment back to whoever drafted it. */
        post: operations["return_reward_assessment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/budgets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The money of all years, the latest first. */
        get: operations["list_reward_budgets"];
        put?: never;
        /** Records the money of a year, or what it is now. */
        post: operations["create_reward_budget"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/declarations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Declarations in the caller's scope, the newest first. */
        get: operations["list_reward_declarations"];
        put?: never;
        /** Enters the base data of a village for a year. */
        post: operations["create_reward_declaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/declarations/{declaration_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One declaration with its notice, what is missing, what it would get and what was paid. */
        get: operations["show_reward_declaration"];
        /** Changes the base data; what is on notice is taken back first. */
        put: operations["update_reward_declaration"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/declarations/{declaration_id}/notice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Drafts the notice of the data; another person posts it. */
        post: operations["put_reward_declaration_on_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/declarations/{declaration_id}/return": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sends a declaration back to the village. */
        post: operations["return_reward_declaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/declarations/{declaration_id}/sample-checks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records a look on the spot; what is recorded stays. */
        post: operations["create_reward_sample_check"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/declarations/{declaration_id}/submission": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Submits to the town, after the notice, signed, sealed, with photographs. */
        post: operations["submit_reward_declaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/declarations/{declaration_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a declaration up. */
        post: operations["withdraw_reward_declaration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/payment-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Requests, the newest first, without their lines. */
        get: operations["list_reward_payments"];
        put?: never;
        /** Drafts a request for everything of a year that is approved and not asked for. */
        post: operations["create_reward_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/payment-requests/{request_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One request with its lines. */
        get: operations["show_reward_payment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/payment-requests/{request_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves a request that somebody else has drafted, and sends it to finance. */
        post: operations["approve_reward_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/payment-requests/{request_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a draft up. */
        post: operations["withdraw_reward_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/reckoning": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reckons a year: what is due, what is on its way, whether the money suffices. Stores nothing. */
        get: operations["show_reward_reckoning"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/town-summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Summaries in the caller's scope, the newest first. */
        get: operations["list_reward_summaries"];
        put?: never;
        /** Draws up a summary of submitted declarations. */
        post: operations["create_reward_summary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/town-summaries/{summary_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One summary. */
        get: operations["show_reward_summary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/town-summaries/{summary_id}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Approves what a town has filed, after the checks on the spot. */
        post: operations["approve_reward_summary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/town-summaries/{summary_id}/filing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Files a summary with the county, signed and sealed. */
        post: operations["file_reward_summary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/town-summaries/{summary_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a draft up: its declarations wait again. */
        post: operations["withdraw_reward_summary"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/unaccounted": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What every paid village of a year received, has vouchers for, and has not. */
        get: operations["list_reward_unaccounted"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/villages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Villages in the caller's scope, by code. */
        get: operations["list_reward_villages"];
        put?: never;
        /** Registers a village. */
        post: operations["create_reward_village"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/villages/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Changes what is said of a village. */
        put: operations["update_reward_village"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/vouchers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Vouchers in the caller's scope, the newest first. */
        get: operations["list_reward_vouchers"];
        put?: never;
        /** Files a voucher: for a bound use, never more than was received. */
        post: operations["create_reward_voucher"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/reward/vouchers/{voucher_id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancels a voucher that was filed wrongly; it stays on record. */
        post: operations["cancel_reward_voucher"];
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
    "/v1/supply-stops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Planned stops that are not over, for everybody (A7 第二十四条). */
        get: operations["list_supply_stops"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/supply-stops/{stop_id}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives a planned stop up; users are told. */
        post: operations["cancel_supply_stop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/surcharge-collections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All surcharges of a day; only for the finance service. */
        get: operations["list_surcharge_collections"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/violation-acts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The catalogue of what can be reported: the eight forbidden acts of 附件3 第十二条 as the rules have them, and anything else. */
        get: operations["list_violation_acts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/violation-progress/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a report is, by its number. */
        get: operations["show_violation_progress"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/violation-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reports of the towns that the caller looks after, the newest first. */
        get: operations["list_violation_reports"];
        put?: never;
        /** Reports a violation. Needs no login; an address may do so a few times a minute. */
        post: operations["create_violation_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/violation-reports/{report_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One report. */
        get: operations["show_violation_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/violation-reports/{report_id}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How to reach whoever reported, in full; who asked stands in the audit trail. */
        get: operations["show_violation_reporter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/violation-reports/{report_id}/handling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes what came of a verified report. */
        post: operations["handle_violation_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/violation-reports/{report_id}/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes what was found. */
        post: operations["verify_violation_report"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water-shortages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shortages in the caller's scope, the newest first. */
        get: operations["list_water_shortages"];
        put?: never;
        /** Records water that the user's company owes. */
        post: operations["create_water_shortage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water-shortages/{shortage_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One shortage with its parts. */
        get: operations["show_water_shortage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water-shortages/{shortage_id}/settlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Settles a part of a shortage: never more than is left. With the last part it is closed and stays as it is. */
        post: operations["create_shortage_settlement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water-users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Water users in the caller's scope. */
        get: operations["list_water_users"];
        put?: never;
        /** Registers a water user. */
        post: operations["create_water_user"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water-users/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Imports a file of water users: the body is the file (`text/csv` or the XLSX type), or a multipart form with the part `file`. */
        post: operations["create_water_user_import"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water-users/imports/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An empty file with the columns that an import of water users takes. */
        get: operations["show_water_user_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water-users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One water user. */
        get: operations["show_water_user"];
        /** Changes a water user. */
        put: operations["update_water_user"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water-users/{user_id}/meters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The meters of a user, removed ones included. */
        get: operations["list_meters_of_user"];
        put?: never;
        /** Registers a meter of a user. */
        post: operations["create_meter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/water-users/{user_id}/phone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The full telephone number; who asked for it stands in the audit trail. */
        get: operations["show_phone"];
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
        /**
         * @description `decrease` 核减、`increase` 增加
         * @enum {string}
         */
        AdjustmentDirection: "decrease" | "increase";
        /**
         * @description `recorded` 已登记，尚无批准文号、`submitted` 待复核、`in_force` 执行中、`lifted` 已解除、`withdrawn` 已撤回
         * @enum {string}
         */
        AdjustmentState: "recorded" | "submitted" | "in_force" | "lifted" | "withdrawn";
        /** @description An adjustment of the plans of a category. */
        AdjustmentView: {
            /** @description Number of the county government's approval. */
            approval_number?: string | null;
            /**
             * Format: date
             * @description Its day.
             */
            approved_on?: string | null;
            /** @description Whose plans. */
            category: components["schemas"]["Category"];
            /** @description What was said when it was sent back. */
            comment?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            /** @description Who put it in force. */
            decided_by?: string | null;
            /** @description Which way. */
            direction: components["schemas"]["AdjustmentDirection"];
            /**
             * Format: date-time
             * @description When.
             */
            drafted_at: string;
            /** @description Who drafted it. */
            drafted_by: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Reference of the incident whose response asked for it. */
            incident?: string | null;
            /** @description Why. */
            lift_reason?: string | null;
            /** @description Who lifted it. */
            lifted_by?: string | null;
            /**
             * Format: date
             * @description First day on which it holds no more.
             */
            lifted_on?: string | null;
            /** @description How far, percent. */
            percentage: string;
            /** @description Why. */
            reason: string;
            /** @description State. */
            state: components["schemas"]["AdjustmentState"];
            /** @description Who recorded the approval. */
            submitted_by?: string | null;
            /**
             * Format: date
             * @description First day.
             */
            valid_from: string;
            /**
             * Format: date
             * @description Last day.
             */
            valid_to: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description A stop for works. */
        AnnounceStopRequest: {
            /** @description Where water is missing. */
            area: string;
            /**
             * @description Until when.
             * @example 2026-12-01T18:00:00+08:00
             */
            ends_at: string;
            /** @description Why. */
            reason: string;
            /**
             * @description From when.
             * @example 2026-12-01T08:00:00+08:00
             */
            starts_at: string;
        };
        /** @description Approves a change. */
        ApproveRuleChangeRequest: {
            /** @description What there is to say. */
            comment?: string | null;
        };
        /** @description What a user used in a period by a method. */
        AssessedUsageView: {
            /**
             * Format: uuid
             * @description Method.
             */
            assessment_id: string;
            /** @description What the quantity rests on. */
            basis: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Whether a correction has taken its place. */
            is_replaced: boolean;
            /** @description Number of its document. */
            number: string;
            /** @description Measuring period. */
            period: string;
            /** @description Days of use or kilowatt-hours. */
            quantity: string;
            /** @description Why. */
            reason?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /**
             * Format: uuid
             * @description The usage that it replaces.
             */
            replaces?: string | null;
            /** @description User's code. */
            user_code: string;
            /**
             * Format: uuid
             * @description User.
             */
            user_id: string;
            /** @description User's name. */
            user_name: string;
            /** @description m³, to the litre. */
            volume: string;
        };
        /**
         * @description `harsh_environment` 现场环境状况条件恶劣、`instrument_limits` 计量器具制造水平的限制、`other` 其他特殊原因
         * @enum {string}
         */
        AssessmentGround: "harsh_environment" | "instrument_limits" | "other";
        /**
         * @description `flow_time` 流量×时间、`pump_electricity` 水泵电量折算
         * @enum {string}
         */
        AssessmentKind: "flow_time" | "pump_electricity";
        /**
         * @description `submitted` 待核准、`approved` 已核准、`returned` 已退回、`ended` 已终止
         * @enum {string}
         */
        AssessmentState: "submitted" | "approved" | "returned" | "ended";
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
        /** @description An association's right and use, m³. */
        BalanceAssociationView: {
            /** @description What of it has been shared out to groups. */
            allocated: string;
            /** @description Code. */
            code: string;
            /** @description Its groups, by code. */
            groups: components["schemas"]["BalanceGroupView"][];
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Whether more has been used than the right allows. */
            is_overused: boolean;
            /** @description Whether its right is one of those that have to come down, because the district's have been cut below what was approved. */
            must_come_down: boolean;
            /** @description Name. */
            name: string;
            /** @description The right in force, if there is one. */
            right?: string | null;
            /** @description What everybody in it has used. */
            used: string;
        };
        /** @description A group's right and use, m³. */
        BalanceGroupView: {
            /** @description What of it has been shared out to households. */
            allocated: string;
            /** @description Code. */
            code: string;
            /** @description Households. */
            households: number;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Whether more has been used than the right allows. */
            is_overused: boolean;
            /** @description Name. */
            name: string;
            /** @description The right in force, if there is one. */
            right?: string | null;
            /** @description What the group and its households have used. */
            used: string;
        };
        /**
         * @description `filed` 待审核、`accepted` 已备案、`returned` 已退回
         * @enum {string}
         */
        BalanceTestState: "filed" | "accepted" | "returned";
        /** @description A filed test; volumes in m³. */
        BalanceTestView: {
            /** @description What was said. */
            comment?: string | null;
            /** @description Used up. */
            consumed: string;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            /** @description Who reviewed it. */
            decided_by?: string | null;
            /** @description Let out. */
            discharged: string;
            /**
             * Format: date-time
             * @description When.
             */
            filed_at: string;
            /** @description Who filed it. */
            filed_by: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Taken in. */
            intake: string;
            /** @description Lost ÷ taken in, percent. */
            leakage_rate: string;
            /** @description Lost. */
            leaked: string;
            /** @description Number of the report. */
            report_number: string;
            /** @description Used again ÷ (taken in + used again), percent. */
            reuse_rate: string;
            /** @description Used again. */
            reused: string;
            /** @description State. */
            state: components["schemas"]["BalanceTestState"];
            /**
             * Format: date
             * @description First day.
             */
            tested_from: string;
            /**
             * Format: date
             * @description Last day.
             */
            tested_to: string;
            /** @description Who tested. */
            tester: string;
            /** @description How. */
            trace: components["schemas"]["StepBody"][];
            /** @description Its code. */
            user_code: string;
            /**
             * Format: uuid
             * @description Water user.
             */
            user_id: string;
            /** @description Its name. */
            user_name: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description One band of the overage. */
        BandBody: {
            /** @description Amount, yuan. */
            amount: string;
            /**
             * Format: int32
             * @description 1 to 3.
             */
            band: number;
            /** @description Share of the base price. */
            rate: string;
            /** @description Volume, m³. */
            volume: string;
        };
        /** @description What was charged in a band. */
        BandTotals: {
            /**
             * Format: int32
             * @description 1 to 3.
             */
            band: number;
            /**
             * Format: int64
             * @description Bills with a volume in the band.
             */
            bills: number;
            /** @description Surcharge of the band, yuan. */
            surcharge: string;
            /** @description Volume in the band, m³, as printed on the bills. */
            volume: string;
        };
        /** @description A base price that was proposed. */
        BasePriceProposalView: {
            /** @description Article. */
            article: string;
            /** @description Category. */
            category: components["schemas"]["Category"];
            /** @description What was said with the decision. */
            comment?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            /** @description Who decided. */
            decided_by?: string | null;
            /** @description Document. */
            document: string;
            /**
             * Format: date-time
             * @description When.
             */
            drafted_at: string;
            /** @description Who proposed it. */
            drafted_by: string;
            /**
             * Format: date
             * @description First day.
             */
            effective_from: string;
            /**
             * Format: uuid
             * @description Identity; the price keeps it.
             */
            id: string;
            /** @description Yuan per m³. */
            price: string;
            /** @description `submitted`, `returned`, `withdrawn` or `approved`. */
            state: components["schemas"]["ChangeState"];
            /** @description Code of the supply company. */
            supplier: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description A base price from a day on. */
        BasePriceView: {
            /** @description The second person, who fixed it; absent where it was loaded. */
            approved_by?: string | null;
            /** @description Article. */
            article: string;
            /** @description Category. */
            category: components["schemas"]["Category"];
            /** @description Document. */
            document: string;
            /**
             * Format: date
             * @description First day.
             */
            effective_from: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Yuan per m³. */
            price: string;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /** @description Code of the supply company. */
            supplier: string;
        };
        /** @description An extraordinary adjustment of the plan that a bill was computed with. */
        BillAdjustmentView: {
            /**
             * Format: uuid
             * @description The adjustment.
             */
            adjustment_id: string;
            /** @description Number of the county government's approval. */
            approval_number: string;
            /**
             * Format: int32
             * @description Days of the period that it covered.
             */
            covered_days: number;
            /** @description Which way the plan was changed. */
            direction: components["schemas"]["AdjustmentDirection"];
            /** @description Reference of the incident whose response asked for it. */
            incident?: string | null;
            /** @description How far, percent. */
            percentage: string;
        };
        /** @description The figures of a bill. */
        BillFiguresView: {
            /** @description Plan adjusted by the reading date, m³. */
            adjusted_base: string;
            /** @description The overage by band. */
            bands: components["schemas"]["BandBody"][];
            /** @description Basic charge. */
            basic_charge: string;
            /** @description Usage beyond it, m³. */
            overage: string;
            /** @description Surcharge. */
            surcharge: string;
            /** @description Basic charge and surcharge. */
            total: string;
        };
        /** @description A bill in a list. Volumes in m³, amounts in yuan. */
        BillListItem: {
            /** @description Basic charge. */
            basic_charge: string;
            /** @description Nature of the use. */
            category: components["schemas"]["Category"];
            /**
             * Format: date
             * @description Last day to pay.
             */
            due_on?: string | null;
            /** @description Finance's entry. */
            entry_number?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: date
             * @description Day it was made.
             */
            issued_on: string;
            /** @description Number. */
            number: string;
            /** @description Usage beyond the adjusted plan. */
            overage: string;
            /** @description Measuring period. */
            period: string;
            /** @description Plan volume. */
            plan_volume: string;
            /**
             * Format: uuid
             * @description Billing run.
             */
            run_id: string;
            /** @description State. */
            state: components["schemas"]["BillStatus"];
            /** @description Supply company. */
            supplier: string;
            /** @description Surcharge. */
            surcharge: string;
            /** @description Total. */
            total: string;
            /** @description Town. */
            town: components["schemas"]["Town"];
            /** @description Metered usage. */
            usage: string;
            /** @description User's code. */
            user_code: string;
            /**
             * Format: uuid
             * @description User.
             */
            user_id: string;
            /** @description User's name. */
            user_name: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description Where a bill stands. */
        BillStandingView: {
            /**
             * Format: date
             * @description Last day to pay.
             */
            due_on?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Number. */
            number: string;
            /** @description State. */
            state: components["schemas"]["BillStatus"];
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /**
         * @description `issued` 已出账、`notified` 已通知、`overdue` 逾期、`paid` 已缴、`settled` 已入账、`cancelled` 已冲销
         * @enum {string}
         */
        BillStatus: "issued" | "notified" | "overdue" | "paid" | "settled" | "cancelled";
        /** @description A bill with its whole calculation. Volumes in m³, amounts in yuan. */
        BillView: {
            /** @description Plan adjusted by the reading date. */
            adjusted_base: string;
            /** @description The extraordinary adjustments of it (附件2 第六条), in the order in which they were applied. */
            adjustments: components["schemas"]["BillAdjustmentView"][];
            /** @description The overage by band. */
            bands: components["schemas"]["BandBody"][];
            /** @description Base price, yuan per m³. */
            base_price: string;
            /** @description Basic charge. */
            basic_charge: string;
            /** @description Nature of the use. */
            category: components["schemas"]["Category"];
            credit_bill?: components["schemas"]["CreditBillView"] | null;
            /**
             * Format: int32
             * @description Days by which the reading was early.
             */
            days_early: number;
            /**
             * Format: int32
             * @description Days by which the reading was late.
             */
            days_late: number;
            /**
             * Format: date
             * @description Last day to pay; counted from the notice.
             */
            due_on?: string | null;
            /** @description Number of finance's journal entry for the surcharge. */
            entry_number?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Class of the industry. */
            industry_class: components["schemas"]["IndustryClass"];
            /**
             * Format: date
             * @description Day it was made.
             */
            issued_on: string;
            /**
             * Format: date-time
             * @description When the user was told.
             */
            notified_at?: string | null;
            /** @description Number. */
            number: string;
            /** @description Usage beyond the adjusted base. */
            overage: string;
            payment?: components["schemas"]["PaymentView"] | null;
            /** @description Measuring period. */
            period: string;
            /**
             * Format: date
             * @description Its first day.
             */
            period_from: string;
            /**
             * Format: date
             * @description Its last day.
             */
            period_to: string;
            /** @description Plan volume as it was approved. */
            plan_volume: string;
            /** @description Digest of the rules that were in force. */
            rules_digest: string;
            /**
             * Format: uuid
             * @description Billing run.
             */
            run_id: string;
            /**
             * Format: date-time
             * @description When nothing was left open.
             */
            settled_at?: string | null;
            /** @description `issued`, `notified`, `overdue`, `paid`, `settled` or `cancelled`. */
            state: components["schemas"]["BillStatus"];
            /** @description Supply company. */
            supplier: string;
            /** @description Surcharge. */
            surcharge: string;
            /** @description Basic charge and surcharge. */
            total: string;
            /** @description Town. */
            town: components["schemas"]["Town"];
            /** @description The steps of the calculation, from the readings on. */
            trace: components["schemas"]["StepBody"][];
            /** @description Metered usage. */
            usage: string;
            /** @description User's code. */
            user_code: string;
            /**
             * Format: uuid
             * @description User.
             */
            user_id: string;
            /** @description User's name. */
            user_name: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description What a failed evaluation blocks. */
        BlockView: {
            /** @description The article. */
            citation: components["schemas"]["CitationBody"];
            /** @description What, in our words. */
            label: string;
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
         * @description `resident` 居民、`non_resident` 非居民、`special_trade` 特种行业、`agriculture` 农业
         * @enum {string}
         */
        Category: "resident" | "non_resident" | "special_trade" | "agriculture";
        /** @description What a draft is rewritten to. */
        ChangePlanRequest: {
            /** @description Quota and output, or the document of the figure. */
            basis_detail: string;
            /** @description m³ per measuring period. */
            volumes: {
                [key: string]: string;
            };
        };
        /** @description New scores of an assessment. */
        ChangeRewardAssessmentRequest: {
            /** @description Every district, or every village of the town. */
            items: components["schemas"]["RewardScoreRequest"][];
        };
        /**
         * @description Where a change stands.
         * @enum {string}
         */
        ChangeState: "draft" | "submitted" | "returned" | "withdrawn" | "approved";
        /** @description What a user is changed to; the code stays. */
        ChangeWaterUserRequest: {
            /** @description Nature of the use. */
            category: components["schemas"]["Category"];
            /** @description Unified social credit code, where the user is an enterprise. */
            credit_code?: string | null;
            /** @description Class of the industry. */
            industry_class: components["schemas"]["IndustryClass"];
            /** @description Name. */
            name: string;
            /** @description Telephone number; left out: stays as it is; null or empty: removed. */
            phone?: string | null;
            recognition?: components["schemas"]["RecognitionBody"] | null;
            /** @description Code of the supply company. */
            supplier?: string | null;
            /** @description Where the water comes from. */
            supply: components["schemas"]["Supply"];
            /** @description Code of the town. */
            town: components["schemas"]["Town"];
            /** @description What the water is used for. */
            use_class: components["schemas"]["UseClass"];
        };
        /** @description An article. */
        CitationBody: {
            /** @description Article. */
            article: string;
            /** @description Document number. */
            document: string;
        };
        /** @description What came of an inspection. */
        CloseInspectionRequest: {
            /** @description What came of it. */
            result: string;
        };
        /** @description A surcharge that was collected or reversed. */
        CollectionItem: {
            /**
             * Format: uuid
             * @description Bill.
             */
            bill_id: string;
            /** @description Number of the bill. */
            bill_number: string;
            /**
             * Format: uuid
             * @description Credit bill of a reversal.
             */
            credit_bill_id?: string | null;
            /** @description `collected` or `reversed`. */
            kind: string;
            /**
             * Format: uuid
             * @description Payment.
             */
            payment_id: string;
            /** @description Surcharge, yuan; above zero for both kinds. */
            surcharge_amount: string;
        };
        /** @description What has been collected for a period. */
        CollectionReport: {
            /** @description Payments for its bills by month, and what credit bills gave back. */
            months: components["schemas"]["MonthTotals"][];
            /** @description Measuring period. */
            period: string;
            /** @description Its bills by state, in the order in which a bill goes through them. */
            states: components["schemas"]["StateTotals"][];
        };
        /** @description A page of a day, with the totals of the whole day. */
        CollectionsOfDay: {
            /** @description Sum of the day's collections, yuan. */
            collected_total: string;
            /**
             * Format: date
             * @description The day.
             */
            date: string;
            /** @description Items: collected, then reversed. */
            items: components["schemas"]["CollectionItem"][];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
            /** @description Sum of the day's reversals, yuan. */
            reversed_total: string;
        };
        /**
         * @description `station` 扬水站、`village_collector` 村收费员
         * @enum {string}
         */
        CollectorKind: "station" | "village_collector";
        /** @description Something to be said. */
        CommentRequest: {
            /** @description The comment. */
            comment: string;
        };
        /** @description A commitment. */
        CommitmentView: {
            /** @description Promised volume of a year, m³. */
            annual_volume: string;
            /** @description The paper that was signed. */
            document: string;
            /** @description Who ended it. */
            ended_by?: string | null;
            /** @description Why it ends. */
            ended_reason?: string | null;
            /** @description Who filed it. */
            filed_by: string;
            /**
             * Format: int32
             * @description First calendar year.
             */
            first_year: number;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: int32
             * @description Last calendar year; none while it has no end.
             */
            last_year?: number | null;
            /** @description Number. */
            number: string;
            /**
             * Format: date
             * @description When.
             */
            signed_on: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description Nothing needs to be said. */
        ConfirmRunRequest: Record<string, never>;
        /** @description A content and what it says. */
        ContentRequest: {
            /** @description Code, as the evaluation lists it. */
            code: string;
            /** @description What it says. */
            summary: string;
        };
        /** @description A content that the evaluation must have. */
        ContentView: {
            /** @description The article. */
            citation: components["schemas"]["CitationBody"];
            /** @description Code. */
            code: string;
            /** @description In our words. */
            label: string;
            /** @description What the evaluation says; none: missing. */
            summary?: string | null;
        };
        /** @description How a finding was put right. */
        CorrectFindingRequest: {
            /** @description When. */
            corrected_on: string;
            /** @description How. */
            correction: string;
        };
        /** @description A correction. */
        CorrectionBody: {
            /** @description Why. */
            reason: string;
            /**
             * Format: uuid
             * @description The reading that is replaced.
             */
            replaces: string;
        };
        /** @description The county government's approval. */
        CountyApprovalRequest: {
            /**
             * @description Its day; the adjustment begins on it or later.
             * @example 2026-07-30
             */
            approved_on: string;
            /**
             * @description Number of the document.
             * @example 新政函〔2026〕7号
             */
            number: string;
        };
        /** @description An adjustment of the plans of a category. */
        CreateAdjustmentRequest: {
            approval?: components["schemas"]["CountyApprovalRequest"] | null;
            /** @description Whose plans. */
            category: components["schemas"]["Category"];
            /** @description Which way. */
            direction: components["schemas"]["AdjustmentDirection"];
            /** @description Reference of the incident of an emergency response, where one asks for it. */
            incident?: string | null;
            /**
             * @description How far, percent, to 2 decimals; a decrease takes less than 100.
             * @example 20
             */
            percentage: string;
            /** @description Severe drought, or why there is not enough water. */
            reason: string;
            /**
             * @description First day.
             * @example 2026-08-01
             */
            valid_from: string;
            /**
             * @description Last day.
             * @example 2026-08-31
             */
            valid_to: string;
        };
        /** @description A usage to be recorded; its volume is computed. */
        CreateAssessedUsageRequest: {
            /** @description What the quantity rests on: running record, electricity bill. */
            basis: string;
            correction?: components["schemas"]["UsageCorrectionBody"] | null;
            /**
             * @description Measuring period.
             * @example 2026Q3
             */
            period: string;
            /**
             * @description Days of use (`flow_time`) or kilowatt-hours (`pump_electricity`), to 3 decimals.
             * @example 90
             */
            quantity: string;
        };
        /** @description A test to be filed; volumes in m³ to 3 decimals. */
        CreateBalanceTestRequest: {
            /**
             * @description Used up.
             * @example 300
             */
            consumed: string;
            /**
             * @description Let out.
             * @example 650
             */
            discharged: string;
            /**
             * @description Fresh water taken in: the sum of what was used up, let out and lost.
             * @example 1000
             */
            intake: string;
            /**
             * @description Lost in pipes.
             * @example 50
             */
            leaked: string;
            /** @description Number of the report. */
            report_number: string;
            /**
             * @description Used again.
             * @example 250
             */
            reused: string;
            /**
             * @description First day.
             * @example 2026-05-01
             */
            tested_from: string;
            /**
             * @description Last day.
             * @example 2026-05-31
             */
            tested_to: string;
            /** @description Who tested. */
            tester: string;
            /**
             * Format: uuid
             * @description Water user.
             */
            user_id: string;
        };
        /** @description A base price to be recorded. */
        CreateBasePriceRequest: {
            /** @description Article. */
            article: string;
            /** @description Category code. */
            category: components["schemas"]["Category"];
            /** @description Document that fixed it. */
            document: string;
            /**
             * @description First day.
             * @example 2025-01-01
             */
            effective_from: string;
            /**
             * @description Yuan per m³, to 4 decimals.
             * @example 4.20
             */
            price: string;
            /**
             * @description Code of the supply company.
             * @example supply_city
             */
            supplier: string;
        };
        /** @description An evaluation to be registered. */
        CreateEvaluationRequest: {
            /** @description The rest. */
            facts: components["schemas"]["EvaluationFieldsRequest"];
            /** @description What is evaluated. */
            kind: components["schemas"]["EvaluationKind"];
            /**
             * @description The code that all departments know a project by (投资项目统一代码); none for plans.
             * @example 2408-140825-89-01-123456
             */
            project_code?: string | null;
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
        /** @description A fine to be drafted. */
        CreateFineRequest: {
            /**
             * @description Yuan, 10,000.00 to 30,000.00, both included.
             * @example 15000.00
             */
            amount: string;
            /** @description Why so much. */
            reason: string;
        };
        /** @description A method to be registered. */
        CreateFlowAssessmentRequest: {
            /** @description Who assessed. */
            assessed_by: string;
            /** @description When. */
            assessed_on: string;
            /** @description Why the user cannot be metered. */
            ground: components["schemas"]["AssessmentGround"];
            /** @description Spelled out. */
            ground_detail: string;
            /** @description Hours a day; only for `flow_time`. */
            hours_per_day?: string | null;
            /** @description How the volume is found. */
            kind: components["schemas"]["AssessmentKind"];
            /**
             * @description Number of the document that lays the method down.
             * @example 新水计〔2026〕7号
             */
            number: string;
            /** @description Kilowatts of the pump; only for `pump_electricity`. */
            power?: string | null;
            /**
             * @description m³ an hour, to 3 decimals: the flow, or the pump's capacity.
             * @example 12.5
             */
            rate: string;
            /**
             * Format: uuid
             * @description User without a meter.
             */
            user_id: string;
            /**
             * @description First day.
             * @example 2026-07-01
             */
            valid_from: string;
            /** @description Last day; left out while it has no end. */
            valid_to?: string | null;
        };
        /** @description An inspection to be recorded. */
        CreateInspectionRequest: {
            /** @description Number of the certificate that was shown. */
            certificate_number: string;
            /** @description By when. */
            deadline?: string | null;
            /** @description What was found. */
            findings: string;
            /**
             * @description Day.
             * @example 2026-09-10
             */
            inspected_on: string;
            /** @description Who inspected. */
            inspectors: string;
            /** @description What was done. */
            measures: components["schemas"]["InspectionMeasure"][];
            /** @description What has to be stopped or done: with `order_to_stop`, and only then. */
            order?: string | null;
            /**
             * Format: uuid
             * @description The report that led to it.
             */
            report_id?: string | null;
            /**
             * Format: uuid
             * @description Water user.
             */
            user_id: string;
        };
        /** @description An approval by the development and reform bureau to be recorded. */
        CreateIrrigationApprovalRequest: {
            /**
             * @description Day of the approval; it applies to water delivered from then on.
             * @example 2024-03-01
             */
            approved_on: string;
            /** @description `muzan`, `gujiao` or `wanan`. */
            district: components["schemas"]["District"];
            /** @description Number of the approval. */
            number: string;
            /**
             * Format: int64
             * @description Calendar year of the price schedule.
             */
            year: number;
        };
        /** @description Somebody to be recorded. */
        CreateIrrigationPartyRequest: {
            /**
             * @description Code: letters, digits, `-` and `_`.
             * @example GJ-01-003
             */
            code: string;
            /** @description `muzan`, `gujiao` or `wanan`. */
            district: components["schemas"]["District"];
            /** @description `association`, `group` or `household`. */
            kind: components["schemas"]["PartyKind"];
            /** @description Name. */
            name: string;
            /**
             * Format: uuid
             * @description What it is a part of: a group's association, a household's group.
             */
            parent_id?: string | null;
            /** @description Town. */
            town: components["schemas"]["Town"];
            /** @description Village. */
            village: string;
        };
        /** @description A meter to be registered. */
        CreateMeterRequest: {
            /**
             * Format: int64
             * @description Calibre DN, mm.
             * @example 50
             */
            calibre_dn: number;
            /**
             * Format: int64
             * @description Digits of the counter before the point: it rolls over at 10^digits m³.
             * @example 6
             */
            digits: number;
            /**
             * @description What it showed at installation, m³; needs the verification. May follow as a reading.
             * @example 0
             */
            installation_value?: string | null;
            /**
             * @description Day of installation.
             * @example 2026-01-05
             */
            installed_on: string;
            /**
             * @description Kind, in words.
             * @example 机械水表
             */
            kind: string;
            /**
             * Format: uuid
             * @description A sub-meter's master meter, which counts its water too: a meter in use of the same user at the same kind of place, not
             *     itself a sub-meter. Only the master meter is billed. In a replacement that of the old meter when left out.
             */
            master_meter_id?: string | null;
            /** @description Number on the meter, unique in the county. */
            number: string;
            /** @description `intake`, `supply_point` or `discharge`. */
            place: components["schemas"]["Place"];
            /** @description Number of the verification seal. */
            seal_number?: string | null;
            verification?: components["schemas"]["CreateVerificationRequest"] | null;
        };
        /** @description An order to be drafted. */
        CreateOrderRequest: {
            /**
             * @description Last day of the time given.
             * @example 2026-12-31
             */
            deadline: string;
            /** @description Household meters of the company that are past their cycle; left out: all of them. */
            meter_ids?: string[] | null;
            /** @description Why. */
            reason: string;
            /**
             * @description Code of the supply company.
             * @example supply_city
             */
            supplier: string;
        };
        /** @description The first plan of a user's year. */
        CreatePlanRequest: {
            /** @description `quota` (quota × declared output) or `approved_figure`. */
            basis: components["schemas"]["PlanBasis"];
            /** @description Quota and output, or the document of the figure. */
            basis_detail: string;
            /**
             * Format: uuid
             * @description Water user.
             */
            user_id: string;
            /**
             * @description m³ per measuring period, all months or all quarters of the year.
             * @example {
             *       "2026Q3": "1000",
             *       "2026Q4": "1000"
             *     }
             */
            volumes: {
                [key: string]: string;
            };
            /**
             * Format: int64
             * @description Calendar year.
             * @example 2026
             */
            year: number;
        };
        /** @description What has been planted in a year, to be recorded. */
        CreatePlantingRequest: {
            /** @description Mu per crop class. */
            areas: components["schemas"]["CropMuBody"];
            /**
             * Format: int64
             * @description Calendar year.
             */
            year: number;
        };
        /** @description A project to be registered. */
        CreateProjectRequest: {
            /** @description The rest. */
            facts: components["schemas"]["ProjectFieldsRequest"];
            /**
             * @description The code that all departments know it by (投资项目统一代码).
             * @example 2408-140825-89-01-123456
             */
            project_code: string;
            retrofit?: components["schemas"]["RetrofitRequest"] | null;
            /** @description How far it is. */
            standing: components["schemas"]["Standing"];
        };
        /** @description A quota to be recorded. */
        CreateQuotaRequest: {
            /**
             * @description First day.
             * @example 2026-01-01
             */
            effective_from: string;
            /** @description Last day; left out while it has no end. */
            effective_to?: string | null;
            /** @description Who has issued it. */
            level: components["schemas"]["QuotaLevel"];
            /**
             * @description Product, service or crop.
             * @example 啤酒
             */
            product: string;
            /** @description Number of the standard. */
            standard: string;
            /**
             * @description What the value is per.
             * @example 立方米/千升
             */
            unit: string;
            /**
             * @description m³ per unit of product, to 4 decimals.
             * @example 4.5
             */
            value: string;
        };
        /** @description A reading to be recorded. */
        CreateReadingRequest: {
            correction?: components["schemas"]["CorrectionBody"] | null;
            /** @description `manual` or `remote`; an `estimate` is refused. */
            method: components["schemas"]["Method"];
            /**
             * @description The period that a periodic reading closes: `2026Q3` or `2026-09`.
             * @example 2026Q3
             */
            period?: string | null;
            /**
             * @description `periodic` closes a measuring period, `install` opens the meter's count; `removal` only as a correction.
             * @example periodic
             */
            purpose: string;
            /**
             * @description Day of reading.
             * @example 2026-09-30
             */
            read_on: string;
            /** @description Whether the counter passed its capacity since the reading before. */
            rolled_over?: boolean;
            supplement?: components["schemas"]["SupplementBody"] | null;
            /**
             * @description What the counter showed, m³, to 3 decimals.
             * @example 1500.000
             */
            value: string;
        };
        /** @description A user to be registered. */
        CreateReclaimedUserRequest: {
            /** @description Since when. */
            connected_on: string;
            /** @description Name. */
            name: string;
            /** @description Telephone number, for notices. */
            phone?: string | null;
            /** @description What for, of the system's uses. */
            uses: components["schemas"]["Use"][];
        };
        /** @description A cut of the plan in force. */
        CreateReductionRequest: {
            /** @description Document or record that shows it. */
            evidence: string;
            /**
             * @description First period that is cut.
             * @example 2026Q4
             */
            from: string;
            /** @description `resource_shortage`, `production_change`, `reclaimed_water_refused` or `no_water_balance_test`. */
            ground: components["schemas"]["ReductionGroundCode"];
            /**
             * @description New volumes of the periods that are cut, m³, each below the present one.
             * @example {
             *       "2026Q4": "800"
             *     }
             */
            volumes: {
                [key: string]: string;
            };
        };
        /** @description A report. The same `id` again is the same report: whoever does not know whether it arrived sends it again. */
        CreateReportRequest: {
            /** @description What is reported. */
            act: components["schemas"]["ReportedAct"];
            /** @description What was seen; never published. */
            description: string;
            /**
             * Format: uuid
             * @description Made by the sender.
             */
            id: string;
            /** @description Name, if the sender wants to give one; never published. */
            name?: string | null;
            /** @description When it was seen. */
            occurred_on?: string | null;
            /** @description Telephone number, if the sender wants to give one; never published. */
            phone?: string | null;
            /** @description Where, so that it can be found. */
            place: string;
            /** @description Town. */
            town: components["schemas"]["Town"];
        };
        /** @description An assessment to be drafted. */
        CreateRewardAssessmentRequest: {
            /** @description Every district, or every village of the town. */
            items: components["schemas"]["RewardScoreRequest"][];
            town?: components["schemas"]["Town"] | null;
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /** @description A declaration to be entered. */
        CreateRewardDeclarationRequest: {
            /** @description With economic crops. */
            economic_area: string;
            /** @description Effectively irrigated area (第三条). */
            effective_area: string;
            /** @description Of that, planted with grain. */
            grain_area: string;
            /** @description With other crops. */
            other_area: string;
            /** @description Of it, reformed. */
            reform_area: string;
            /** @description Code of the village. */
            village: string;
            /** @description Water managers, at least one. */
            water_managers: components["schemas"]["RewardManagerRequest"][];
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /** @description A request to be drafted. */
        CreateRewardPaymentRequest: {
            /**
             * Format: int32
             * @description Year whose approved declarations are asked for.
             */
            year: number;
        };
        /** @description A summary to be drawn up. */
        CreateRewardSummaryRequest: {
            /** @description Submitted declarations of the town's villages. */
            declarations: string[];
            /** @description Town. */
            town: components["schemas"]["Town"];
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /** @description A village to be registered. */
        CreateRewardVillageRequest: {
            /** @description Bank. */
            account_bank?: string | null;
            /** @description Account: holder. */
            account_name?: string | null;
            /** @description Number. */
            account_number?: string | null;
            /**
             * @description Code of its unit.
             * @example gujiao_zhongcun
             */
            code: string;
            district?: components["schemas"]["District"] | null;
            /** @description Name. */
            name: string;
            /** @description Town. */
            town: components["schemas"]["Town"];
        };
        /** @description A voucher to be filed. */
        CreateRewardVoucherRequest: {
            /**
             * @description Yuan.
             * @example 800.00
             */
            amount: string;
            /** @description `subsidy` or `reward`. */
            fund: components["schemas"]["RewardPurse"];
            /** @description Where the paper is kept. */
            kept_at: string;
            /**
             * Format: uuid
             * @description Line that was paid.
             */
            line_id: string;
            /** @description Number of the paper. */
            number: string;
            /** @description Who got it. */
            payee: string;
            /** @description Day. */
            spent_on: string;
            /** @description What for: the money is bound. */
            use_code: components["schemas"]["RewardUse"];
        };
        /** @description A decision that a district's right of a year is cut, to be recorded. */
        CreateRightCutRequest: {
            /** @description Its day. */
            decided_on: string;
            /** @description Number of the decision. */
            decision_number: string;
            /** @description District that failed its assessment. */
            district: components["schemas"]["District"];
            /** @description Why. */
            ground: string;
            /**
             * Format: int64
             * @description Calendar year whose right is cut: the one after the year that was assessed.
             */
            year: number;
        };
        /** @description A seal that was put on. */
        CreateSealRequest: {
            /**
             * @description Number on the seal.
             * @example QF-000123
             */
            number: string;
            /**
             * @description Day.
             * @example 2026-09-10
             */
            put_on: string;
            /** @description Who put it on. */
            put_on_by: string;
        };
        /** @description A shortage to be recorded. */
        CreateShortageRequest: {
            /** @description Why the water was short. */
            cause: string;
            /**
             * @description First day.
             * @example 2026-07-10
             */
            short_from: string;
            /**
             * @description Last day.
             * @example 2026-07-12
             */
            short_to: string;
            /**
             * Format: uuid
             * @description Whom it is owed to.
             */
            user_id: string;
            /**
             * @description m³, to 3 decimals.
             * @example 120
             */
            volume: string;
        };
        /** @description A part to be settled. */
        CreateShortageSettlementRequest: {
            /** @description Yuan; only for `compensated`. */
            amount?: string | null;
            /** @description How it was done. */
            detail: string;
            /** @description How. */
            kind: components["schemas"]["SettlementKind"];
            /**
             * @description Day.
             * @example 2026-07-20
             */
            settled_on: string;
            /** @description m³, to 3 decimals. */
            volume: string;
        };
        /** @description A system to be registered. */
        CreateSystemRequest: {
            /** @description Whether that is disinfected. */
            disinfected: boolean;
            /** @description Central or of one's own. */
            kind: components["schemas"]["SystemKind"];
            /** @description Whether pipes and outlets are labelled. */
            labelled: boolean;
            /** @description Managing unit. */
            manager: string;
            /** @description Its telephone number. */
            manager_phone?: string | null;
            /** @description Name. */
            name: string;
            /** @description Whether the pipes are apart from drinking water. */
            separate_pipes: boolean;
            /** @description Where the water comes from. */
            source: components["schemas"]["Source"];
            /** @description Town code. */
            town: components["schemas"]["Town"];
            /** @description What the water may be used for. */
            uses: components["schemas"]["Use"][];
        };
        /** @description A verification or calibration to be recorded. */
        CreateVerificationRequest: {
            /** @description Number of the certificate or of the notice of failure. */
            certificate: string;
            /** @description `verified`, `calibrated` or `failed`. */
            outcome: components["schemas"]["VerificationOutcome"];
            /**
             * @description Last day on which the certificate is valid.
             * @example 2028-01-02
             */
            valid_until: string;
            /**
             * @description Day of it.
             * @example 2026-01-03
             */
            verified_on: string;
        };
        /** @description A right to be drafted. */
        CreateWaterRightRequest: {
            /** @description What it rests on. */
            basis: components["schemas"]["RightBasisBody"];
            /**
             * Format: uuid
             * @description Who holds it.
             */
            party_id: string;
            /**
             * @description m³, to 3 decimals.
             * @example 250000
             */
            volume: string;
            /**
             * Format: int64
             * @description Calendar year.
             */
            year: number;
        };
        /** @description A user to be registered. */
        CreateWaterUserRequest: {
            /** @description Nature of the use. */
            category: components["schemas"]["Category"];
            /**
             * @description Code, unique in the county, never changed.
             * @example FH-000123
             */
            code: string;
            /** @description Unified social credit code, where the user is an enterprise. */
            credit_code?: string | null;
            /** @description Class of the industry. */
            industry_class: components["schemas"]["IndustryClass"];
            /** @description Name. */
            name: string;
            /** @description Telephone number. */
            phone?: string | null;
            recognition?: components["schemas"]["RecognitionBody"] | null;
            /**
             * @description Code of the supply company: needed on the public network, and only there.
             * @example supply_city
             */
            supplier?: string | null;
            /** @description Where the water comes from. */
            supply: components["schemas"]["Supply"];
            /** @description Code of the town. */
            town: components["schemas"]["Town"];
            /** @description What the water is used for. */
            use_class: components["schemas"]["UseClass"];
        };
        /** @description A watering to be recorded. */
        CreateWateringRequest: {
            /** @description Mu that were watered, to 4 decimals. */
            area: string;
            correction?: components["schemas"]["WateringCorrectionBody"] | null;
            /** @description Crop class. */
            crop: components["schemas"]["Crop"];
            /** @description `manual` or `remote`; an `estimate` is refused. */
            method: components["schemas"]["Method"];
            /**
             * Format: uuid
             * @description Household, or a group that is measured as a whole.
             */
            party_id: string;
            /** @description m³, to 3 decimals; 0 only as a correction. */
            volume: string;
            /**
             * @description Day.
             * @example 2025-04-12
             */
            watered_on: string;
        };
        /** @description Why a bill is cancelled. */
        CreditBillRequest: {
            /** @description Reason, to 200 characters. */
            reason: string;
        };
        /** @description A credit bill. Amounts in yuan, as on the bill that it cancels. */
        CreditBillView: {
            /** @description Basic charge. */
            basic_charge: string;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who issued it. */
            created_by: string;
            /** @description Number of finance's reversing entry, once it is there. */
            entry_number?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: date
             * @description Day.
             */
            issued_on: string;
            /** @description Number. */
            number: string;
            /**
             * Format: uuid
             * @description The payment to be given back, where there was one.
             */
            payment_id?: string | null;
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description When it was noted.
             */
            settled_at?: string | null;
            /** @description Surcharge. */
            surcharge: string;
            /** @description Total. */
            total: string;
        };
        /**
         * @description `grain` 粮食作物、`economic` 经济作物、`other` 其他作物
         * @enum {string}
         */
        Crop: "grain" | "economic" | "other";
        /** @description Areas per crop class, mu. */
        CropAreasView: {
            /** @description Economic crops. */
            economic: string;
            /** @description Grain. */
            grain: string;
            /** @description Other crops. */
            other: string;
        };
        /**
         * @description `grain` 粮食作物、`economic_other` 经济作物及其他作物
         * @enum {string}
         */
        CropGroup: "grain" | "economic_other";
        /** @description Areas per crop class, mu. */
        CropMuBody: {
            /** @description Economic crops. */
            economic: string;
            /**
             * @description Grain.
             * @example 12.5
             */
            grain: string;
            /** @description Other crops. */
            other: string;
        };
        /** @description A crop's quota, as the rules have it. */
        CropQuotaView: {
            /** @description Where it stands. */
            citation: components["schemas"]["CitationBody"];
            /** @description Crop class. */
            crop: components["schemas"]["Crop"];
            /** @description m³ per mu and year. */
            value: string;
        };
        /** @description Nothing needs to be said. */
        DecideBasePriceRequest: Record<string, never>;
        /** @description Nothing needs to be said. */
        DecideWaterRightRequest: Record<string, never>;
        /** @description A printed price that differs from the rule. */
        DiscrepancyView: {
            /**
             * Format: int32
             * @description 2 or 3.
             */
            band: number;
            /** @description As the rule gives it. */
            computed: string;
            /** @description `grain` or `economic_other`. */
            crop_group: components["schemas"]["CropGroup"];
            /** @description District. */
            district: components["schemas"]["District"];
            /** @description As printed, yuan per m³. */
            printed: string;
            /**
             * Format: int32
             * @description Calendar year.
             */
            year: number;
        };
        /**
         * @description `muzan` 木赞灌区、`gujiao` 古交灌区、`wanan` 万安灌区
         * @enum {string}
         */
        District: "muzan" | "gujiao" | "wanan";
        /**
         * @description `measures_plan` 节水措施方案、`design_chapter` 节水设施设计篇章、`drawings` 节水设施施工图
         * @enum {string}
         */
        DocumentKind: "measures_plan" | "design_chapter" | "drawings";
        /** @description A document that was filed. */
        DocumentView: {
            /**
             * Format: date-time
             * @description When.
             */
            filed_at: string;
            /** @description Who filed it. */
            filed_by: string;
            /** @description Which. */
            kind: components["schemas"]["DocumentKind"];
            /** @description Number of the review. */
            review_number: string;
            /**
             * Format: date
             * @description Its day.
             */
            reviewed_on: string;
            /** @description Who reviewed it. */
            reviewer: string;
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
        /** @description A meter that is due, overdue, or was never verified. */
        DueMeterView: {
            /**
             * Format: int32
             * @description Calibre DN, mm.
             */
            calibre_dn: number;
            /**
             * Format: int64
             * @description Days left; negative when overdue.
             */
            days_left?: number | null;
            /**
             * Format: date
             * @description By when.
             */
            due_on?: string | null;
            /** @description `replacement` or `verification`. */
            measure?: string | null;
            /**
             * Format: uuid
             * @description Meter.
             */
            meter_id: string;
            /** @description Its number. */
            number: string;
            /** @description `due`, `overdue` or `unverified`. */
            state: string;
            /** @description Code of its user. */
            user_code: string;
            /** @description Name of its user. */
            user_name: string;
        };
        /** @description How many meters are due within a window. */
        DueWindowView: {
            /** @description Meters that fall due within them, those of the shorter windows included. */
            meters: number;
            /**
             * Format: int32
             * @description Days ahead.
             */
            within: number;
        };
        /** @description A request without content. */
        EmptyRequest: Record<string, never>;
        /** @description Nothing to say. */
        EmptyStep: Record<string, never>;
        /** @description The end of a commitment. */
        EndCommitmentRequest: {
            /**
             * Format: int64
             * @description Last calendar year.
             */
            last_year: number;
            /** @description Why. */
            reason: string;
        };
        /** @description The end of a method. */
        EndFlowAssessmentRequest: {
            /**
             * @description The last day on which it holds.
             * @example 2026-09-30
             */
            ended_on: string;
            /** @description Why. */
            reason: string;
        };
        /** @description The last day of a quota. */
        EndQuotaRequest: {
            /**
             * @description Last day.
             * @example 2026-12-31
             */
            effective_to: string;
        };
        /**
         * @description `plan_report` 规划报告、`proposal` 项目建议书、`feasibility` 项目可行性研究报告、`argumentation` 水资源论证报告
         * @enum {string}
         */
        EvaluatedReport: "plan_report" | "proposal" | "feasibility" | "argumentation";
        /** @description What is recorded of an evaluation. */
        EvaluationFieldsRequest: {
            /**
             * @description What it asks for in a year, m³.
             * @example 120000
             */
            annual_volume: string;
            /** @description Who asks. */
            applicant: string;
            /** @description Name of the plan or project. */
            name: string;
            /** @description What the approval department reviews. */
            report_kind: components["schemas"]["EvaluatedReport"];
            /** @description Its title. */
            report_name: string;
            /** @description Where the water comes from. */
            source: string;
            /** @description Town code. */
            town: components["schemas"]["Town"];
        };
        /**
         * @description `pipe_leakage` 管网漏损率、`industrial_reuse` 工业用水重复利用率、`cooling_recycling` 冷却水循环水利用率、`office_use` 办公区人均日用水量、`canteen_use` 食堂每餐次用水量、`saving_appliances` 节水器具安装率、`condensate_recovery` 冷凝水回收率、`tower_makeup` 冷却塔补水率、`unconventional_use` 非常规水源使用率
         * @enum {string}
         */
        EvaluationIndicator: "pipe_leakage" | "industrial_reuse" | "cooling_recycling" | "office_use" | "canteen_use" | "saving_appliances" | "condensate_recovery" | "tower_makeup" | "unconventional_use";
        /**
         * @description `water_plan` 水利规划、`water_project` 水利工程项目、`argued_plan` 需开展水资源论证的规划、`permit_project` 办理取水许可的非水利建设项目、`network_project` 公共管网取水的高耗水建设项目
         * @enum {string}
         */
        EvaluationKind: "water_plan" | "water_project" | "argued_plan" | "permit_project" | "network_project";
        /** @description What is known of an evaluation. */
        EvaluationResult: {
            blocks?: components["schemas"]["BlockView"] | null;
            commitment?: components["schemas"]["CommitmentView"] | null;
            /** @description Whether a later evaluation is under way. */
            is_under_review: boolean;
            kind?: components["schemas"]["EvaluationKind"] | null;
            /** @description Number in the register of what the verdict is about, or of what is under review where none was given. */
            number?: string | null;
            /** @description Number of the review opinion. */
            opinion_number?: string | null;
            /**
             * Format: date
             * @description Its day.
             */
            opinion_on?: string | null;
            /** @description Why it is not known, for a person. */
            reason?: string | null;
            /** @description The last verdict that was given. */
            verdict: components["schemas"]["Verdict"];
        };
        /**
         * @description `draft` 登记、`submitted` 待审查、`passed` 通过审查、`failed` 未通过审查
         * @enum {string}
         */
        EvaluationState: "draft" | "submitted" | "passed" | "failed";
        /** @description An evaluation. */
        EvaluationView: {
            /** @description What it asks for in a year, m³. */
            annual_volume: string;
            /** @description Who asks. */
            applicant: string;
            blocks?: components["schemas"]["BlockView"] | null;
            /** @description Whether products are held against their quotas. */
            by_quota: boolean;
            /** @description Commitments. */
            commitments: components["schemas"]["CommitmentView"][];
            /** @description What it must contain. */
            contents: components["schemas"]["ContentView"][];
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who registered it. */
            created_by: string;
            /** @description Who gave it. */
            decided_by?: string | null;
            /** @description Who wrote it last. */
            drafted_by: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Indicators. */
            indicators: components["schemas"]["IndicatorView"][];
            /** @description Whether the indicators count: a product has no quota. */
            indicators_count: boolean;
            /** @description What is evaluated. */
            kind: components["schemas"]["EvaluationKind"];
            /** @description What a pass waits for, each with its article; after the verdict, what was missing then. */
            missing: string[];
            /** @description Name of the plan or project. */
            name: string;
            /** @description Number in the register. */
            number: string;
            /** @description What it says. */
            opinion?: string | null;
            /** @description Number of the review opinion. */
            opinion_number?: string | null;
            /**
             * Format: date
             * @description Its day.
             */
            opinion_on?: string | null;
            /** @description Products and uses. */
            products: components["schemas"]["ProductView"][];
            /** @description The code that all departments know a project by. */
            project_code?: string | null;
            /** @description What was promised and holds this year, m³. */
            promised_volume?: string | null;
            /** @description What is reviewed. */
            report_kind: components["schemas"]["EvaluatedReport"];
            /** @description Its title. */
            report_name: string;
            /** @description Why it was last sent back. */
            returned_reason?: string | null;
            /** @description Where the water comes from. */
            source: string;
            /** @description Where it stands. */
            state: components["schemas"]["EvaluationState"];
            /**
             * Format: date-time
             * @description When.
             */
            submitted_at?: string | null;
            /** @description Who handed it in. */
            submitted_by?: string | null;
            /** @description Town code. */
            town: components["schemas"]["Town"];
            /** @description Its code. */
            user_code?: string | null;
            /**
             * Format: uuid
             * @description The water user that it has become, where the reader may see it.
             */
            user_id?: string | null;
            /** @description Its name. */
            user_name?: string | null;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description What shows that a requirement is met. */
        EvidenceView: {
            /**
             * Format: date
             * @description Its day.
             */
            dated_on: string;
            /** @description What it shows. */
            description: string;
            /** @description Document. */
            document: string;
            /** @description Who recorded it. */
            recorded_by: string;
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
        /**
         * @description `makes_products` 生产有用水定额的产品、`water_cooled_chillers` 制冷采用水冷机组、`water_equipment` 生产配置空压机、真空泵、锅炉等用水设备、`industrial_water` 工业生产用水、`reclaimed_network` 再生水管网覆盖、`mine_water` 矿井水可到达、`tap_pipes` 设计有自来水管道、`rainwater_possible` 有条件收集雨水
         * @enum {string}
         */
        Feature: "makes_products" | "water_cooled_chillers" | "water_equipment" | "industrial_water" | "reclaimed_network" | "mine_water" | "tap_pipes" | "rainwater_possible";
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
        /** @description A figure that came out differently. */
        FigureDifferenceView: {
            /** @description JSON pointer within the figures; `/trace` where a step differs. */
            pointer: string;
            /** @description As computed again. */
            recomputed: Record<string, never>;
            /** @description As stored. */
            stored: Record<string, never>;
        };
        /** @description A commitment to be filed. */
        FileCommitmentRequest: {
            /**
             * @description Promised volume of a year, m³.
             * @example 100000
             */
            annual_volume: string;
            /** @description The paper that was signed. */
            document: string;
            /**
             * Format: int64
             * @description First calendar year.
             */
            first_year: number;
            /** @description When. */
            signed_on: string;
        };
        /** @description A document that is filed after its review. */
        FileDocumentRequest: {
            /** @description Codes of its parts; none for drawings. */
            contents: string[];
            /** @description Which. */
            kind: components["schemas"]["DocumentKind"];
            /** @description Number of the review. */
            review_number: string;
            /** @description Its day. */
            reviewed_on: string;
            /** @description Who reviewed it; of drawings, the housing bureau. */
            reviewer: string;
        };
        /**
         * @description Format of a file.
         * @enum {string}
         */
        FileFormat: "csv" | "xlsx";
        /** @description What became of a file, with what is wrong in it. */
        FileImportResultView: components["schemas"]["FileImportView"] & {
            /** @description The first 200 faults; `/result` gives the file with all of them. */
            errors: components["schemas"]["RowErrorView"][];
        };
        /** @description What became of a file. */
        FileImportView: {
            /**
             * Format: int32
             * @description Rows without a fault.
             */
            accepted: number;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who imported. */
            created_by: string;
            /** @description Whether nothing was to be stored. */
            dry_run: boolean;
            /** @description Name of the file. */
            file_name: string;
            /** @description `csv` or `xlsx`. */
            format: components["schemas"]["FileFormat"];
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description What it holds. */
            kind: components["schemas"]["ImportKind"];
            /** @description `all_or_nothing` or `valid_rows`. */
            mode: components["schemas"]["ImportMode"];
            /**
             * Format: int32
             * @description Rows with a fault.
             */
            rejected: number;
            /**
             * Format: int32
             * @description Rows of the file.
             */
            rows: number;
            /**
             * Format: int32
             * @description Rows stored.
             */
            stored: number;
        };
        /**
         * @description `stopped` 擅自停止使用、`removed` 擅自拆除、`used_unaccepted` 未经验收投入使用
         * @enum {string}
         */
        FindingKind: "stopped" | "removed" | "used_unaccepted";
        /** @description A finding. */
        FindingView: {
            /**
             * Format: date
             * @description By when it is to be put right.
             */
            correct_by: string;
            /**
             * Format: date
             * @description When it was put right.
             */
            corrected_on?: string | null;
            /** @description How. */
            correction?: string | null;
            /** @description In words. */
            detail: string;
            /**
             * Format: date
             * @description When.
             */
            found_on: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description What. */
            kind: components["schemas"]["FindingKind"];
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /**
         * @description `submitted` 待核准、`approved` 已处罚、`returned` 已退回
         * @enum {string}
         */
        FineState: "submitted" | "approved" | "returned";
        /** @description A fine. */
        FineView: {
            /** @description Amount. */
            amount: string;
            /** @description What was said. */
            comment?: string | null;
            /** @description Who decided. */
            decided_by?: string | null;
            /**
             * Format: date
             * @description On which day.
             */
            decided_on?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            drafted_at: string;
            /** @description Who drafted it. */
            drafted_by: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Why so much. */
            reason: string;
            /** @description State. */
            state: components["schemas"]["FineState"];
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description A method. */
        FlowAssessmentView: {
            /** @description Who assessed. */
            assessed_by: string;
            /**
             * Format: date
             * @description When.
             */
            assessed_on: string;
            /** @description What was said. */
            comment?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            /** @description Who decided. */
            decided_by?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            drafted_at: string;
            /** @description Who drafted it. */
            drafted_by: string;
            /** @description Why it was ended. */
            end_reason?: string | null;
            /**
             * Format: date
             * @description The last day on which an ended one holds.
             */
            ended_on?: string | null;
            /** @description Why the user cannot be metered. */
            ground: components["schemas"]["AssessmentGround"];
            /** @description Spelled out. */
            ground_detail: string;
            /** @description Hours a day, for `flow_time`. */
            hours_per_day?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description How the volume is found. */
            kind: components["schemas"]["AssessmentKind"];
            /** @description Number of the document. */
            number: string;
            /** @description Kilowatts, for `pump_electricity`. */
            power?: string | null;
            /** @description m³ an hour. */
            rate: string;
            /** @description State. */
            state: components["schemas"]["AssessmentState"];
            /** @description User's code. */
            user_code: string;
            /**
             * Format: uuid
             * @description User.
             */
            user_id: string;
            /** @description User's name. */
            user_name: string;
            /**
             * Format: date
             * @description First day.
             */
            valid_from: string;
            /**
             * Format: date
             * @description Last day.
             */
            valid_to?: string | null;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description The day on which something begins. */
        FromDayRequest: {
            /**
             * @description First day.
             * @example 2026-08-20
             */
            from: string;
        };
        /** @description The opinion on a scheme. */
        GiveOpinionRequest: {
            /** @description Whether the bureau agrees. */
            agrees: boolean;
            /** @description In words. */
            opinion: string;
        };
        /**
         * @description `none` 不涉及、`regional` 区域性绿化建设项目、`permanent` 永久性绿地
         * @enum {string}
         */
        Greening: "none" | "regional" | "permanent";
        /**
         * @description `town` 镇、`category` 用水类别、`supplier` 供水企业、`use_class` 用途
         * @enum {string}
         */
        GroupBy: "town" | "category" | "supplier" | "use_class";
        /** @description What came of a report. */
        HandleReportRequest: {
            /** @description What came of it: whoever follows the report up reads it, so that it names nobody. */
            result: string;
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
        /**
         * @description `readings` 读数、`water_users` 用水户、`plans` 用水计划、`quotas` 用水定额
         * @enum {string}
         */
        ImportKind: "readings" | "water_users" | "plans" | "quotas";
        /**
         * @description What is stored when some rows have faults.
         * @enum {string}
         */
        ImportMode: "all_or_nothing" | "valid_rows";
        /**
         * @description `limit_exceeded` 水质超标、`other` 其他突发事件
         * @enum {string}
         */
        IncidentKind: "limit_exceeded" | "other";
        /** @description An incident. */
        IncidentView: {
            /** @description In words. */
            detail: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description What. */
            kind: components["schemas"]["IncidentKind"];
            /** @description Number. */
            number: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            occurred_at: string;
            /** @description How. */
            repair?: string | null;
            /**
             * Format: date
             * @description When it was repaired.
             */
            repaired_on?: string | null;
            /**
             * Format: date-time
             * @description When supply went on.
             */
            resumed_at?: string | null;
            /**
             * Format: date-time
             * @description When supply was stopped.
             */
            stopped_at: string;
            /**
             * Format: int32
             * @description How many users a message went to.
             */
            users_told: number;
            /**
             * Format: int32
             * @description How many have no telephone number on record and are told in person.
             */
            users_untold: number;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /**
         * @description `turbidity` 浊度、`bod5` 五日生化需氧量、`ammonia` 氨氮、`chroma` 色度
         * @enum {string}
         */
        Indicator: "turbidity" | "bod5" | "ammonia" | "chroma";
        /** @description An indicator and the standard that it is held against. */
        IndicatorRequest: {
            /** @description Which. */
            code: components["schemas"]["EvaluationIndicator"];
            /** @description Number of the standard. */
            standard: string;
            /**
             * @description What the standard asks for.
             * @example 90
             */
            standard_value: string;
            /**
             * @description What is reached, in the unit that the evaluation lists.
             * @example 92.5
             */
            value: string;
        };
        /** @description An indicator. */
        IndicatorView: {
            /** @description Which. */
            code: components["schemas"]["EvaluationIndicator"];
            /** @description In our words. */
            label: string;
            /** @description Whether lower is better. */
            lower_is_better: boolean;
            /** @description Whether it reaches its standard. */
            meets: boolean;
            /** @description Number of the standard. */
            standard?: string | null;
            /** @description What the standard asks for. */
            standard_value?: string | null;
            /** @description Unit. */
            unit: string;
            /** @description What is reached; none: not reported. */
            value?: string | null;
        };
        /**
         * @description `ordinary` 一般行业、`restricted` 限制类、`eliminated` 淘汰类
         * @enum {string}
         */
        IndustryClass: "ordinary" | "restricted" | "eliminated";
        /**
         * @description `on_site` 进入现场检查、`documents` 要求提供资料、`order_to_stop` 责令停止违法行为
         * @enum {string}
         */
        InspectionMeasure: "on_site" | "documents" | "order_to_stop";
        /** @description An inspection. */
        InspectionView: {
            /** @description Number of the certificate that was shown. */
            certificate_number: string;
            /** @description Who closed it. */
            closed_by?: string | null;
            /**
             * Format: date
             * @description When it was closed.
             */
            closed_on?: string | null;
            /**
             * Format: date
             * @description By when.
             */
            deadline?: string | null;
            /** @description What was found. */
            findings: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: date
             * @description Day.
             */
            inspected_on: string;
            /** @description Who inspected. */
            inspectors: string;
            /** @description What was done. */
            measures: components["schemas"]["InspectionMeasure"][];
            /** @description What has to be stopped or done. */
            order?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /**
             * Format: uuid
             * @description The report that led to it.
             */
            report_id?: string | null;
            /** @description What came of it. */
            result?: string | null;
            /** @description Its code. */
            user_code: string;
            /**
             * Format: uuid
             * @description Water user.
             */
            user_id: string;
            /** @description Its name. */
            user_name: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description All approvals on record. */
        IrrigationApprovalList: {
            /** @description By year and district; at most one each. */
            items: components["schemas"]["IrrigationApprovalView"][];
        };
        /** @description An approval. */
        IrrigationApprovalView: {
            /**
             * Format: date
             * @description Day.
             */
            approved_on: string;
            /** @description District. */
            district: string;
            /** @description Number. */
            number: string;
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            recorded_at: string;
            /**
             * Format: int32
             * @description Calendar year.
             */
            year: number;
        };
        /** @description A district's water in a year, m³. Sums are over what is in the caller's scope. */
        IrrigationBalanceView: {
            /** @description What has been shared out to associations. */
            allocated: string;
            /** @description Associations, by code. */
            associations: components["schemas"]["BalanceAssociationView"][];
            /** @description What may be shared out: the permit, less what was cut. */
            ceiling: string;
            cut?: components["schemas"]["RightCutView"] | null;
            /** @description District. */
            district: components["schemas"]["District"];
            /** @description Name. */
            district_name: string;
            /** @description Permit. */
            permit: string;
            /** @description By how much that is more than the ceiling: rights to be reduced. */
            to_reduce: string;
            /** @description How the ceiling comes about. */
            trace: components["schemas"]["StepBody"][];
            /** @description What everybody has used. */
            used: string;
            /**
             * Format: int32
             * @description Calendar year.
             */
            year: number;
        };
        /** @description A band of a crop's volume. */
        IrrigationBandView: {
            /** @description Yuan. */
            amount: string;
            /**
             * Format: int32
             * @description 1 to 3.
             */
            band: number;
            /** @description Yuan per m³. */
            price: string;
            /** @description m³. */
            volume: string;
        };
        /** @description One crop of a bill. */
        IrrigationBillLineView: {
            /** @description Yuan. */
            amount: string;
            /** @description Mu. */
            area_mu: string;
            /** @description Charged by the year's bills before, m³: the bands go on from there. */
            before: string;
            /** @description Crop class. */
            crop: components["schemas"]["Crop"];
            /** @description Before and from the day of the approval on. */
            parts: components["schemas"]["IrrigationBillPartView"][];
            /** @description area × crop quota, m³. */
            quota_volume: string;
            /** @description Charged here, m³. */
            volume: string;
        };
        /** @description A bill. Volumes in m³, amounts in yuan. */
        IrrigationBillListItem: {
            /** @description District. */
            district: components["schemas"]["District"];
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: date
             * @description Day it was made.
             */
            issued_on: string;
            /** @description Number. */
            number: string;
            /** @description Its code. */
            party_code: string;
            /**
             * Format: uuid
             * @description Whose water.
             */
            party_id: string;
            /** @description Its name. */
            party_name: string;
            /**
             * Format: int32
             * @description Which of the party's bills of the year.
             */
            seq: number;
            /** @description State. */
            state: components["schemas"]["IrrigationBillState"];
            /**
             * Format: date
             * @description Water delivered to this day.
             */
            through: string;
            /** @description Total. */
            total: string;
            /** @description Town. */
            town: components["schemas"]["Town"];
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
            /** @description Village. */
            village: string;
            /** @description Volume. */
            volume: string;
            /**
             * Format: int32
             * @description Calendar year.
             */
            year: number;
        };
        /** @description Water of a line at one schedule of prices. */
        IrrigationBillPartView: {
            /** @description Yuan. */
            amount: string;
            /** @description Whether it was delivered from the day of the approval on. */
            approved: boolean;
            /** @description What it adds to the three bands. */
            bands: components["schemas"]["IrrigationBandView"][];
            /** @description m³. */
            volume: string;
        };
        /**
         * @description `issued` 已出账、`paid` 已缴清、`cancelled` 已冲销
         * @enum {string}
         */
        IrrigationBillState: "issued" | "paid" | "cancelled";
        /** @description A bill with its lines, every step, and what has become of it. */
        IrrigationBillView: components["schemas"]["IrrigationBillListItem"] & {
            /** @description Number of the approval whose prices apply from its day on. */
            approval_number?: string | null;
            /**
             * Format: date
             * @description That day.
             */
            approved_on?: string | null;
            credit_bill?: components["schemas"]["IrrigationCreditView"] | null;
            /** @description Who made it. */
            issued_by: string;
            /** @description One line per crop. */
            lines: components["schemas"]["IrrigationBillLineView"][];
            payment?: components["schemas"]["IrrigationPaymentView"] | null;
            /** @description Digest of the rules. */
            rules_digest: string;
            /** @description Every step with its article. */
            trace: components["schemas"]["StepBody"][];
            /** @description The waterings that it charges. */
            waterings: string[];
        };
        /** @description A crop of a question. */
        IrrigationCalculatorLine: {
            /**
             * @description Mu, to 4 decimals.
             * @example 10
             */
            area_mu: string;
            /** @description `grain`, `economic` or `other`. */
            crop: components["schemas"]["Crop"];
            /**
             * @description m³, to 3 decimals.
             * @example 3500
             */
            volume: string;
        };
        /** @description A question to the irrigation calculator. */
        IrrigationCalculatorRequest: {
            /**
             * @description Whether the development and reform approval is assumed; left out: what is on record, unless that begins within the
             *     year: it is never applied backwards, so that the year has to be asked in two parts.
             */
            approved?: boolean | null;
            /** @description `muzan`, `gujiao` or `wanan`. */
            district: components["schemas"]["District"];
            /** @description One line per crop, each crop once. */
            lines: components["schemas"]["IrrigationCalculatorLine"][];
            /**
             * Format: int64
             * @description Calendar year.
             * @example 2024
             */
            year: number;
        };
        /** @description A year's irrigation charge, with every step. */
        IrrigationCalculatorView: {
            /** @description One line per crop. */
            lines: components["schemas"]["IrrigationLineView"][];
            /**
             * @description Yuan.
             * @example 1802.50
             */
            total: string;
            /** @description Every step with its article. */
            trace: components["schemas"]["StepBody"][];
        };
        /** @description Why a bill is cancelled. */
        IrrigationCreditRequest: {
            /** @description Reason. */
            reason: string;
        };
        /** @description The credit bill that cancelled a bill. */
        IrrigationCreditView: {
            /** @description Who issued it. */
            created_by: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: date
             * @description Day.
             */
            issued_on: string;
            /** @description Number. */
            number: string;
            /**
             * Format: uuid
             * @description The payment that has to be given back.
             */
            payment_id?: string | null;
            /** @description Why. */
            reason: string;
        };
        /** @description The districts. */
        IrrigationDistrictList: {
            /** @description The three medium irrigation districts. */
            items: components["schemas"]["IrrigationDistrictView"][];
        };
        /** @description What the gazette says of a district. */
        IrrigationDistrictView: {
            /** @description Where the facts stand. */
            citation: components["schemas"]["CitationBody"];
            /** @description Cost price, yuan per m³. */
            cost_price: string;
            /** @description Where the cost price stands. */
            cost_price_citation: components["schemas"]["CitationBody"];
            /** @description Area per crop class, mu. */
            crop_areas: components["schemas"]["CropAreasView"];
            /** @description Design irrigation area, mu. */
            design_area: string;
            /** @description District. */
            district: components["schemas"]["District"];
            /** @description Effective irrigation area, mu. */
            effective_area: string;
            /** @description Name. */
            name: string;
            /** @description Water that the permit allows per year, m³. */
            permit_volume: string;
            /** @description Towns that benefit. */
            towns: string[];
            /**
             * Format: int32
             * @description Villages that benefit, where they are counted.
             */
            villages?: number | null;
        };
        /** @description One crop's charge. */
        IrrigationLineView: {
            /** @description Yuan: the sum of the bands. */
            amount: string;
            /** @description The three bands. */
            bands: components["schemas"]["IrrigationBandView"][];
            /** @description Crop class. */
            crop: components["schemas"]["Crop"];
            /** @description m³. */
            quota_volume: string;
        };
        /** @description Somebody with what is above and what has been planted. */
        IrrigationPartyDetailView: components["schemas"]["IrrigationPartyView"] & {
            parent?: components["schemas"]["IrrigationPartyView"] | null;
            /** @description By year, the latest first. */
            plantings: components["schemas"]["PlantingView"][];
        };
        /** @description An association, a group or a household. */
        IrrigationPartyView: {
            /** @description Code. */
            code: string;
            /** @description Made up. */
            demonstration: boolean;
            /** @description District. */
            district: components["schemas"]["District"];
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Kind. */
            kind: components["schemas"]["PartyKind"];
            /** @description Name. */
            name: string;
            /**
             * Format: uuid
             * @description What it is a part of.
             */
            parent_id?: string | null;
            /** @description Town. */
            town: components["schemas"]["Town"];
            /** @description Village. */
            village: string;
        };
        /** @description Money that came in for a bill. */
        IrrigationPaymentView: {
            /** @description Yuan. */
            amount: string;
            /** @description Which. */
            collector: string;
            /** @description Station or village collector. */
            collector_kind: components["schemas"]["CollectorKind"];
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description How. */
            method: components["schemas"]["PaymentMethod"];
            /**
             * Format: date
             * @description Day of receipt.
             */
            paid_on: string;
            /** @description Number of the receipt. */
            reference: string;
            /**
             * Format: date-time
             * @description When.
             */
            registered_at: string;
            /** @description Who registered it. */
            registered_by: string;
        };
        /** @description The price page. */
        IrrigationPriceList: {
            /** @description By year, district and crop group. */
            items: components["schemas"]["IrrigationPriceView"][];
        };
        /** @description A row of the printed price table. */
        IrrigationPriceView: {
            /** @description Number of the approval. */
            approval_number?: string | null;
            /** @description Whether they have been approved; until then the current price applies in all bands. */
            approved: boolean;
            /**
             * Format: date
             * @description From when they apply.
             */
            approved_on?: string | null;
            /** @description Where the row is printed. */
            citation: components["schemas"]["CitationBody"];
            /** @description `grain` or `economic_other`. */
            crop_group: components["schemas"]["CropGroup"];
            /** @description Its name. */
            crop_group_name: string;
            /** @description The current price, yuan per m³. */
            current_price: string;
            /** @description District. */
            district: components["schemas"]["District"];
            /** @description Its name. */
            district_name: string;
            /** @description Printed prices of the three bands, yuan per m³. */
            printed: string[];
            /**
             * Format: int32
             * @description Calendar year.
             */
            year: number;
        };
        /** @description A bill computed again. */
        IrrigationRecomputationView: {
            /**
             * Format: uuid
             * @description Bill.
             */
            bill_id: string;
            /** @description Whether total, lines and every step came out the same. */
            equal: boolean;
            /** @description Lines as computed again. */
            lines: components["schemas"]["IrrigationBillLineView"][];
            /** @description Digest of the rules that it was computed by, then and now again. */
            rules_digest: string;
            /**
             * Format: int64
             * @description Their revision.
             */
            rules_revision: number;
            /** @description Total as stored. */
            stored_total: string;
            /** @description Total as computed again. */
            total: string;
            /** @description The steps of the second calculation. */
            trace: components["schemas"]["StepBody"][];
        };
        /** @description What is to be billed. */
        IssueIrrigationBillsRequest: {
            /**
             * Format: uuid
             * @description A household or group, or an association with everybody in it.
             */
            party_id: string;
            /**
             * @description Water delivered to this day, inclusive.
             * @example 2025-06-30
             */
            through: string;
            /**
             * Format: int64
             * @description Calendar year.
             */
            year: number;
        };
        /** @description A credit bill that was just issued, and where its bill stands now. */
        IssuedCreditBillView: {
            /**
             * Format: uuid
             * @description The bill that was cancelled.
             */
            bill_id: string;
            /** @description Its number. */
            bill_number: string;
            /** @description `cancelled`. */
            bill_state: string;
            /**
             * Format: int32
             * @description Version of the bill.
             */
            bill_version: number;
            /** @description The credit bill. */
            credit_bill: components["schemas"]["CreditBillView"];
        };
        /** @description Bills that were made. */
        IssuedIrrigationBillsView: {
            /** @description They; none where no water waited to be billed. */
            items: components["schemas"]["IrrigationBillListItem"][];
            /** @description Their sum, yuan. */
            total: string;
        };
        /**
         * @description `unit_use` 单位产品用水量、`chiller_loop` 水冷机组水循环系统、`equipment_loop` 用水设备水循环装置、`reclaimed_production` 优先选用再生水或矿井水、`meter_place` 计量表具位置和管材、`wash_recycling` 循环用水洗车设备、`irrigation` 节水灌溉设施、`reclaimed_irrigation` 绿化采用再生水、`rainwater` 收集雨水灌溉、`appliances` 合格用水设备和器具
         * @enum {string}
         */
        ItemCode: "unit_use" | "chiller_loop" | "equipment_loop" | "reclaimed_production" | "meter_place" | "wash_recycling" | "irrigation" | "reclaimed_irrigation" | "rainwater" | "appliances";
        /** @description Ends an adjustment before its last day. */
        LiftAdjustmentRequest: {
            /**
             * @description First day on which it holds no more.
             * @example 2026-08-20
             */
            lifted_on: string;
            /** @description Why. */
            reason: string;
        };
        /** @description A limit of the strictest standard. */
        LimitView: {
            /** @description What is measured. */
            indicator: components["schemas"]["Indicator"];
            /** @description Whether anybody compared the number with the standard; where nobody did, the county checks it before it goes by it. */
            is_checked: boolean;
            /** @description The limit. */
            limit: string;
            /** @description The national standard. */
            standard: string;
            /** @description The use that asks for it. */
            use: components["schemas"]["Use"];
        };
        /** @description The water user that a project has become. */
        LinkUserRequest: {
            /**
             * Format: uuid
             * @description User.
             */
            user_id: string;
        };
        /** @description A reading in a list. */
        ListedReadingView: components["schemas"]["ReadingView"] & {
            /**
             * Format: uuid
             * @description The reading that replaces this one; it does not count then.
             */
            replaced_by?: string | null;
            /** @description Code of the user. */
            user_code: string;
            /** @description Name of the user. */
            user_name: string;
        };
        /**
         * @description `central_system` 集中型再生水利用系统、`user_pipes` 再生水用水管道及其附属设施、`own_system` 自建独立的再生水利用系统
         * @enum {string}
         */
        Measure: "central_system" | "user_pipes" | "own_system";
        /** @description What every group of bills is measured by. Volumes in m³, amounts in yuan; all but `cancelled_bills` without cancelled bills. */
        Measures: {
            /** @description Basic charge. */
            basic_charge: string;
            /**
             * Format: int64
             * @description Bills.
             */
            bills: number;
            /**
             * Format: int64
             * @description Bills that a credit bill has cancelled.
             */
            cancelled_bills: number;
            /**
             * Format: int64
             * @description Bills that have been paid; a bill of 0.00 is not among them.
             */
            collected_bills: number;
            /** @description Surcharges among it. */
            collected_surcharge: string;
            /** @description What was paid for them. */
            collected_total: string;
            /**
             * Format: int64
             * @description Bills with usage beyond the adjusted plan.
             */
            over_plan_bills: number;
            /** @description Usage beyond the adjusted plan. */
            overage: string;
            /**
             * Format: int64
             * @description Bills not paid in time.
             */
            overdue_bills: number;
            /** @description What they ask for. */
            overdue_total: string;
            /** @description Plan volume. */
            plan_volume: string;
            /** @description Surcharge. */
            surcharge: string;
            /** @description Basic charge and surcharge. */
            total: string;
            /** @description Metered usage. */
            usage: string;
        };
        /** @description Meters in scope that need something. */
        MeterDuesView: {
            /** @description Due within 30, 60, 90 days. */
            due: components["schemas"]["DueWindowView"][];
            /** @description Household meters past their replacement cycle, by supply company (附件3 第十条). */
            household_overdue: components["schemas"]["OverdueSupplierView"][];
            /** @description Past their day. */
            overdue: number;
            /** @description Never verified. */
            unverified: number;
        };
        /** @description A user's meters. */
        MeterList: {
            /** @description By day of installation. */
            items: components["schemas"]["MeterView"][];
        };
        /** @description A change of meters that was made. */
        MeterReplacementView: {
            installation?: components["schemas"]["ReadingView"] | null;
            /** @description The new one. */
            installed: components["schemas"]["MeterView"];
            /** @description The old meter. */
            removed: components["schemas"]["MeterView"];
        };
        /** @description A meter as it stands today. */
        MeterView: {
            /**
             * Format: int32
             * @description Calibre DN, mm.
             */
            calibre_dn: number;
            /**
             * Format: int32
             * @description Digits of the counter.
             */
            digits: number;
            /** @description What is due next: `replacement` or `verification`; none without a verification on record. */
            due_measure?: string | null;
            /**
             * Format: date
             * @description By when.
             */
            due_on?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: date
             * @description Installed on.
             */
            installed_on: string;
            /** @description Kind. */
            kind: string;
            /**
             * Format: uuid
             * @description The master meter that counts its water too; a sub-meter is not billed.
             */
            master_meter_id?: string | null;
            /** @description Number. */
            number: string;
            /**
             * Format: date
             * @description Of a kind that may not be used, since.
             */
            obsolete_from?: string | null;
            /** @description Place. */
            place: components["schemas"]["Place"];
            /**
             * Format: date
             * @description Removed on.
             */
            removed_on?: string | null;
            /** @description Number of the verification seal. */
            seal_number?: string | null;
            /**
             * Format: date
             * @description Sealed by law since.
             */
            sealed_from?: string | null;
            /**
             * @description `usable`, `removed`, or why it may not be read: `meter_not_verified`, `meter_verification_expired`, `meter_failed`, `meter_sealed`, `meter_obsolete`.
             * @example usable
             */
            status: string;
            /**
             * Format: uuid
             * @description User.
             */
            user_id: string;
            /** @description Verifications and calibrations, in order. */
            verifications: components["schemas"]["VerificationView"][];
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
        };
        /**
         * @description `manual` 人工抄表、`remote` 远传、`estimate` 估算
         * @enum {string}
         */
        Method: "manual" | "remote" | "estimate";
        /** @description What came in and went back in a month for the bills of a period. Amounts in yuan. */
        MonthTotals: {
            /**
             * Format: int64
             * @description Payments, those of bills cancelled later too.
             */
            collected_bills: number;
            /** @description Surcharges among it. */
            collected_surcharge: string;
            /** @description Their amount. */
            collected_total: string;
            /** @description The month, `2026-10`: of the payments, or of the credit bills. */
            month: string;
            /**
             * Format: int64
             * @description Paid bills that were cancelled.
             */
            reversed_bills: number;
            /** @description Surcharges among it. */
            reversed_surcharge: string;
            /** @description What goes back for them. */
            reversed_total: string;
        };
        /** @description Nothing needs to be said. */
        MoveRuleChangeRequest: Record<string, never>;
        /**
         * @description `new` 新建、`rebuild` 改建、`extension` 扩建
         * @enum {string}
         */
        Nature: "new" | "rebuild" | "extension";
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
         * @description What water answers.
         * @enum {string}
         */
        OpinionAnswer: "unknown" | "pending" | "agreed" | "disagreed";
        /** @description The water bureau's opinion on the latest scheme of a project (A7 第十七条). */
        OpinionView: {
            /** @description The answer. */
            answer: components["schemas"]["OpinionAnswer"];
            /** @description Its words. */
            opinion?: string | null;
            /** @description Number of the opinion; absent until it is given. */
            opinion_number?: string | null;
            /**
             * Format: date
             * @description Its day.
             */
            opinion_on?: string | null;
            /** @description The project asked about. */
            project_code: string;
            /** @description Number of the scheme; absent where it is unknown. */
            scheme_number?: string | null;
        };
        /**
         * @description `running` 期限内、`corrected` 已按期改正、`corrected_late` 逾期后改正、`overdue` 逾期未改正
         * @enum {string}
         */
        OrderProgress: "running" | "corrected" | "corrected_late" | "overdue";
        /**
         * @description `draft` 待签发、`issued` 已责令、`withdrawn` 已撤回
         * @enum {string}
         */
        OrderState: "draft" | "issued" | "withdrawn";
        /** @description An order with its meters as they stand now, and its fines. */
        OrderView: {
            /**
             * Format: date
             * @description Day on which the last meter was replaced, once all were.
             */
            corrected_on?: string | null;
            /**
             * Format: date
             * @description Last day of the time given.
             */
            deadline: string;
            /**
             * Format: date-time
             * @description When.
             */
            drafted_at: string;
            /** @description Who drafted it. */
            drafted_by: string;
            /** @description Its fines, oldest first. */
            fines: components["schemas"]["FineView"][];
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Who issued it. */
            issued_by?: string | null;
            /**
             * Format: date
             * @description On which day.
             */
            issued_on?: string | null;
            /** @description Its meters. */
            meters: components["schemas"]["OrderedMeterView"][];
            /** @description Number, once it is issued. */
            number?: string | null;
            progress?: components["schemas"]["OrderProgress"] | null;
            /** @description Why. */
            reason: string;
            /** @description State. */
            state: components["schemas"]["OrderState"];
            /** @description Code of the supply company. */
            supplier: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description A meter of an order. */
        OrderedMeterView: {
            /**
             * Format: date
             * @description By when it should have been replaced.
             */
            due_on: string;
            /**
             * Format: uuid
             * @description Meter.
             */
            meter_id: string;
            /** @description Its number. */
            number: string;
            /**
             * Format: date
             * @description When it was taken out.
             */
            removed_on?: string | null;
            /** @description Code of its user. */
            user_code: string;
        };
        /** @description A user who used more than planned. Volumes in m³, amounts in yuan. */
        OverPlanUser: {
            /** @description Plan adjusted by the reading date. */
            adjusted_base: string;
            /**
             * Format: uuid
             * @description Bill.
             */
            bill_id: string;
            /** @description Its number. */
            bill_number: string;
            /** @description Nature of the use. */
            category: string;
            /** @description Usage beyond the adjusted plan. */
            overage: string;
            /** @description The overage in percent of the adjusted plan, to 2 decimals; none where that is printed as zero. */
            overage_percent?: string | null;
            /** @description Plan volume. */
            plan_volume: string;
            /** @description Its state. */
            state: string;
            /** @description Supply company. */
            supplier: string;
            /** @description Surcharge. */
            surcharge: string;
            /** @description Town. */
            town: string;
            /** @description Metered usage. */
            usage: string;
            /** @description User's code. */
            user_code: string;
            /**
             * Format: uuid
             * @description User.
             */
            user_id: string;
            /** @description User's name. */
            user_name: string;
        };
        /** @description Household meters of a supply company that are past their cycle. */
        OverdueSupplierView: {
            /** @description How many. */
            meters: number;
            /** @description Code of the supply company. */
            supplier: string;
        };
        /** @description A page of a list. */
        Page_AdjustmentView: {
            /** @description The items, in order. */
            items: {
                /** @description Number of the county government's approval. */
                approval_number?: string | null;
                /**
                 * Format: date
                 * @description Its day.
                 */
                approved_on?: string | null;
                /** @description Whose plans. */
                category: components["schemas"]["Category"];
                /** @description What was said when it was sent back. */
                comment?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                decided_at?: string | null;
                /** @description Who put it in force. */
                decided_by?: string | null;
                /** @description Which way. */
                direction: components["schemas"]["AdjustmentDirection"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                drafted_at: string;
                /** @description Who drafted it. */
                drafted_by: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Reference of the incident whose response asked for it. */
                incident?: string | null;
                /** @description Why. */
                lift_reason?: string | null;
                /** @description Who lifted it. */
                lifted_by?: string | null;
                /**
                 * Format: date
                 * @description First day on which it holds no more.
                 */
                lifted_on?: string | null;
                /** @description How far, percent. */
                percentage: string;
                /** @description Why. */
                reason: string;
                /** @description State. */
                state: components["schemas"]["AdjustmentState"];
                /** @description Who recorded the approval. */
                submitted_by?: string | null;
                /**
                 * Format: date
                 * @description First day.
                 */
                valid_from: string;
                /**
                 * Format: date
                 * @description Last day.
                 */
                valid_to: string;
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
        Page_AssessedUsageView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: uuid
                 * @description Method.
                 */
                assessment_id: string;
                /** @description What the quantity rests on. */
                basis: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Whether a correction has taken its place. */
                is_replaced: boolean;
                /** @description Number of its document. */
                number: string;
                /** @description Measuring period. */
                period: string;
                /** @description Days of use or kilowatt-hours. */
                quantity: string;
                /** @description Why. */
                reason?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                recorded_at: string;
                /** @description Who recorded it. */
                recorded_by: string;
                /**
                 * Format: uuid
                 * @description The usage that it replaces.
                 */
                replaces?: string | null;
                /** @description User's code. */
                user_code: string;
                /**
                 * Format: uuid
                 * @description User.
                 */
                user_id: string;
                /** @description User's name. */
                user_name: string;
                /** @description m³, to the litre. */
                volume: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_BalanceTestView: {
            /** @description The items, in order. */
            items: {
                /** @description What was said. */
                comment?: string | null;
                /** @description Used up. */
                consumed: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                decided_at?: string | null;
                /** @description Who reviewed it. */
                decided_by?: string | null;
                /** @description Let out. */
                discharged: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                filed_at: string;
                /** @description Who filed it. */
                filed_by: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Taken in. */
                intake: string;
                /** @description Lost ÷ taken in, percent. */
                leakage_rate: string;
                /** @description Lost. */
                leaked: string;
                /** @description Number of the report. */
                report_number: string;
                /** @description Used again ÷ (taken in + used again), percent. */
                reuse_rate: string;
                /** @description Used again. */
                reused: string;
                /** @description State. */
                state: components["schemas"]["BalanceTestState"];
                /**
                 * Format: date
                 * @description First day.
                 */
                tested_from: string;
                /**
                 * Format: date
                 * @description Last day.
                 */
                tested_to: string;
                /** @description Who tested. */
                tester: string;
                /** @description How. */
                trace: components["schemas"]["StepBody"][];
                /** @description Its code. */
                user_code: string;
                /**
                 * Format: uuid
                 * @description Water user.
                 */
                user_id: string;
                /** @description Its name. */
                user_name: string;
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
        Page_BasePriceProposalView: {
            /** @description The items, in order. */
            items: {
                /** @description Article. */
                article: string;
                /** @description Category. */
                category: components["schemas"]["Category"];
                /** @description What was said with the decision. */
                comment?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                decided_at?: string | null;
                /** @description Who decided. */
                decided_by?: string | null;
                /** @description Document. */
                document: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                drafted_at: string;
                /** @description Who proposed it. */
                drafted_by: string;
                /**
                 * Format: date
                 * @description First day.
                 */
                effective_from: string;
                /**
                 * Format: uuid
                 * @description Identity; the price keeps it.
                 */
                id: string;
                /** @description Yuan per m³. */
                price: string;
                /** @description `submitted`, `returned`, `withdrawn` or `approved`. */
                state: components["schemas"]["ChangeState"];
                /** @description Code of the supply company. */
                supplier: string;
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
        Page_BasePriceView: {
            /** @description The items, in order. */
            items: {
                /** @description The second person, who fixed it; absent where it was loaded. */
                approved_by?: string | null;
                /** @description Article. */
                article: string;
                /** @description Category. */
                category: components["schemas"]["Category"];
                /** @description Document. */
                document: string;
                /**
                 * Format: date
                 * @description First day.
                 */
                effective_from: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Yuan per m³. */
                price: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                recorded_at: string;
                /** @description Who recorded it. */
                recorded_by: string;
                /** @description Code of the supply company. */
                supplier: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_BillListItem: {
            /** @description The items, in order. */
            items: {
                /** @description Basic charge. */
                basic_charge: string;
                /** @description Nature of the use. */
                category: components["schemas"]["Category"];
                /**
                 * Format: date
                 * @description Last day to pay.
                 */
                due_on?: string | null;
                /** @description Finance's entry. */
                entry_number?: string | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /**
                 * Format: date
                 * @description Day it was made.
                 */
                issued_on: string;
                /** @description Number. */
                number: string;
                /** @description Usage beyond the adjusted plan. */
                overage: string;
                /** @description Measuring period. */
                period: string;
                /** @description Plan volume. */
                plan_volume: string;
                /**
                 * Format: uuid
                 * @description Billing run.
                 */
                run_id: string;
                /** @description State. */
                state: components["schemas"]["BillStatus"];
                /** @description Supply company. */
                supplier: string;
                /** @description Surcharge. */
                surcharge: string;
                /** @description Total. */
                total: string;
                /** @description Town. */
                town: components["schemas"]["Town"];
                /** @description Metered usage. */
                usage: string;
                /** @description User's code. */
                user_code: string;
                /**
                 * Format: uuid
                 * @description User.
                 */
                user_id: string;
                /** @description User's name. */
                user_name: string;
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
        Page_DueMeterView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: int32
                 * @description Calibre DN, mm.
                 */
                calibre_dn: number;
                /**
                 * Format: int64
                 * @description Days left; negative when overdue.
                 */
                days_left?: number | null;
                /**
                 * Format: date
                 * @description By when.
                 */
                due_on?: string | null;
                /** @description `replacement` or `verification`. */
                measure?: string | null;
                /**
                 * Format: uuid
                 * @description Meter.
                 */
                meter_id: string;
                /** @description Its number. */
                number: string;
                /** @description `due`, `overdue` or `unverified`. */
                state: string;
                /** @description Code of its user. */
                user_code: string;
                /** @description Name of its user. */
                user_name: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_EvaluationView: {
            /** @description The items, in order. */
            items: {
                /** @description What it asks for in a year, m³. */
                annual_volume: string;
                /** @description Who asks. */
                applicant: string;
                blocks?: components["schemas"]["BlockView"] | null;
                /** @description Whether products are held against their quotas. */
                by_quota: boolean;
                /** @description Commitments. */
                commitments: components["schemas"]["CommitmentView"][];
                /** @description What it must contain. */
                contents: components["schemas"]["ContentView"][];
                /**
                 * Format: date-time
                 * @description When.
                 */
                created_at: string;
                /** @description Who registered it. */
                created_by: string;
                /** @description Who gave it. */
                decided_by?: string | null;
                /** @description Who wrote it last. */
                drafted_by: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Indicators. */
                indicators: components["schemas"]["IndicatorView"][];
                /** @description Whether the indicators count: a product has no quota. */
                indicators_count: boolean;
                /** @description What is evaluated. */
                kind: components["schemas"]["EvaluationKind"];
                /** @description What a pass waits for, each with its article; after the verdict, what was missing then. */
                missing: string[];
                /** @description Name of the plan or project. */
                name: string;
                /** @description Number in the register. */
                number: string;
                /** @description What it says. */
                opinion?: string | null;
                /** @description Number of the review opinion. */
                opinion_number?: string | null;
                /**
                 * Format: date
                 * @description Its day.
                 */
                opinion_on?: string | null;
                /** @description Products and uses. */
                products: components["schemas"]["ProductView"][];
                /** @description The code that all departments know a project by. */
                project_code?: string | null;
                /** @description What was promised and holds this year, m³. */
                promised_volume?: string | null;
                /** @description What is reviewed. */
                report_kind: components["schemas"]["EvaluatedReport"];
                /** @description Its title. */
                report_name: string;
                /** @description Why it was last sent back. */
                returned_reason?: string | null;
                /** @description Where the water comes from. */
                source: string;
                /** @description Where it stands. */
                state: components["schemas"]["EvaluationState"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                submitted_at?: string | null;
                /** @description Who handed it in. */
                submitted_by?: string | null;
                /** @description Town code. */
                town: components["schemas"]["Town"];
                /** @description Its code. */
                user_code?: string | null;
                /**
                 * Format: uuid
                 * @description The water user that it has become, where the reader may see it.
                 */
                user_id?: string | null;
                /** @description Its name. */
                user_name?: string | null;
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
        Page_FileImportView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: int32
                 * @description Rows without a fault.
                 */
                accepted: number;
                /**
                 * Format: date-time
                 * @description When.
                 */
                created_at: string;
                /** @description Who imported. */
                created_by: string;
                /** @description Whether nothing was to be stored. */
                dry_run: boolean;
                /** @description Name of the file. */
                file_name: string;
                /** @description `csv` or `xlsx`. */
                format: components["schemas"]["FileFormat"];
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description What it holds. */
                kind: components["schemas"]["ImportKind"];
                /** @description `all_or_nothing` or `valid_rows`. */
                mode: components["schemas"]["ImportMode"];
                /**
                 * Format: int32
                 * @description Rows with a fault.
                 */
                rejected: number;
                /**
                 * Format: int32
                 * @description Rows of the file.
                 */
                rows: number;
                /**
                 * Format: int32
                 * @description Rows stored.
                 */
                stored: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_FlowAssessmentView: {
            /** @description The items, in order. */
            items: {
                /** @description Who assessed. */
                assessed_by: string;
                /**
                 * Format: date
                 * @description When.
                 */
                assessed_on: string;
                /** @description What was said. */
                comment?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                decided_at?: string | null;
                /** @description Who decided. */
                decided_by?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                drafted_at: string;
                /** @description Who drafted it. */
                drafted_by: string;
                /** @description Why it was ended. */
                end_reason?: string | null;
                /**
                 * Format: date
                 * @description The last day on which an ended one holds.
                 */
                ended_on?: string | null;
                /** @description Why the user cannot be metered. */
                ground: components["schemas"]["AssessmentGround"];
                /** @description Spelled out. */
                ground_detail: string;
                /** @description Hours a day, for `flow_time`. */
                hours_per_day?: string | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description How the volume is found. */
                kind: components["schemas"]["AssessmentKind"];
                /** @description Number of the document. */
                number: string;
                /** @description Kilowatts, for `pump_electricity`. */
                power?: string | null;
                /** @description m³ an hour. */
                rate: string;
                /** @description State. */
                state: components["schemas"]["AssessmentState"];
                /** @description User's code. */
                user_code: string;
                /**
                 * Format: uuid
                 * @description User.
                 */
                user_id: string;
                /** @description User's name. */
                user_name: string;
                /**
                 * Format: date
                 * @description First day.
                 */
                valid_from: string;
                /**
                 * Format: date
                 * @description Last day.
                 */
                valid_to?: string | null;
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
        Page_InspectionView: {
            /** @description The items, in order. */
            items: {
                /** @description Number of the certificate that was shown. */
                certificate_number: string;
                /** @description Who closed it. */
                closed_by?: string | null;
                /**
                 * Format: date
                 * @description When it was closed.
                 */
                closed_on?: string | null;
                /**
                 * Format: date
                 * @description By when.
                 */
                deadline?: string | null;
                /** @description What was found. */
                findings: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /**
                 * Format: date
                 * @description Day.
                 */
                inspected_on: string;
                /** @description Who inspected. */
                inspectors: string;
                /** @description What was done. */
                measures: components["schemas"]["InspectionMeasure"][];
                /** @description What has to be stopped or done. */
                order?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                recorded_at: string;
                /** @description Who recorded it. */
                recorded_by: string;
                /**
                 * Format: uuid
                 * @description The report that led to it.
                 */
                report_id?: string | null;
                /** @description What came of it. */
                result?: string | null;
                /** @description Its code. */
                user_code: string;
                /**
                 * Format: uuid
                 * @description Water user.
                 */
                user_id: string;
                /** @description Its name. */
                user_name: string;
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
        Page_IrrigationBillListItem: {
            /** @description The items, in order. */
            items: {
                /** @description District. */
                district: components["schemas"]["District"];
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /**
                 * Format: date
                 * @description Day it was made.
                 */
                issued_on: string;
                /** @description Number. */
                number: string;
                /** @description Its code. */
                party_code: string;
                /**
                 * Format: uuid
                 * @description Whose water.
                 */
                party_id: string;
                /** @description Its name. */
                party_name: string;
                /**
                 * Format: int32
                 * @description Which of the party's bills of the year.
                 */
                seq: number;
                /** @description State. */
                state: components["schemas"]["IrrigationBillState"];
                /**
                 * Format: date
                 * @description Water delivered to this day.
                 */
                through: string;
                /** @description Total. */
                total: string;
                /** @description Town. */
                town: components["schemas"]["Town"];
                /**
                 * Format: int32
                 * @description Version for `If-Match`.
                 */
                version: number;
                /** @description Village. */
                village: string;
                /** @description Volume. */
                volume: string;
                /**
                 * Format: int32
                 * @description Calendar year.
                 */
                year: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_IrrigationPartyView: {
            /** @description The items, in order. */
            items: {
                /** @description Code. */
                code: string;
                /** @description Made up. */
                demonstration: boolean;
                /** @description District. */
                district: components["schemas"]["District"];
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Kind. */
                kind: components["schemas"]["PartyKind"];
                /** @description Name. */
                name: string;
                /**
                 * Format: uuid
                 * @description What it is a part of.
                 */
                parent_id?: string | null;
                /** @description Town. */
                town: components["schemas"]["Town"];
                /** @description Village. */
                village: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ListedReadingView: {
            /** @description The items, in order. */
            items: (components["schemas"]["ReadingView"] & {
                /**
                 * Format: uuid
                 * @description The reading that replaces this one; it does not count then.
                 */
                replaced_by?: string | null;
                /** @description Code of the user. */
                user_code: string;
                /** @description Name of the user. */
                user_name: string;
            })[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_MeterView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: int32
                 * @description Calibre DN, mm.
                 */
                calibre_dn: number;
                /**
                 * Format: int32
                 * @description Digits of the counter.
                 */
                digits: number;
                /** @description What is due next: `replacement` or `verification`; none without a verification on record. */
                due_measure?: string | null;
                /**
                 * Format: date
                 * @description By when.
                 */
                due_on?: string | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /**
                 * Format: date
                 * @description Installed on.
                 */
                installed_on: string;
                /** @description Kind. */
                kind: string;
                /**
                 * Format: uuid
                 * @description The master meter that counts its water too; a sub-meter is not billed.
                 */
                master_meter_id?: string | null;
                /** @description Number. */
                number: string;
                /**
                 * Format: date
                 * @description Of a kind that may not be used, since.
                 */
                obsolete_from?: string | null;
                /** @description Place. */
                place: components["schemas"]["Place"];
                /**
                 * Format: date
                 * @description Removed on.
                 */
                removed_on?: string | null;
                /** @description Number of the verification seal. */
                seal_number?: string | null;
                /**
                 * Format: date
                 * @description Sealed by law since.
                 */
                sealed_from?: string | null;
                /**
                 * @description `usable`, `removed`, or why it may not be read: `meter_not_verified`, `meter_verification_expired`, `meter_failed`, `meter_sealed`, `meter_obsolete`.
                 * @example usable
                 */
                status: string;
                /**
                 * Format: uuid
                 * @description User.
                 */
                user_id: string;
                /** @description Verifications and calibrations, in order. */
                verifications: components["schemas"]["VerificationView"][];
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
        Page_OrderView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: date
                 * @description Day on which the last meter was replaced, once all were.
                 */
                corrected_on?: string | null;
                /**
                 * Format: date
                 * @description Last day of the time given.
                 */
                deadline: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                drafted_at: string;
                /** @description Who drafted it. */
                drafted_by: string;
                /** @description Its fines, oldest first. */
                fines: components["schemas"]["FineView"][];
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Who issued it. */
                issued_by?: string | null;
                /**
                 * Format: date
                 * @description On which day.
                 */
                issued_on?: string | null;
                /** @description Its meters. */
                meters: components["schemas"]["OrderedMeterView"][];
                /** @description Number, once it is issued. */
                number?: string | null;
                progress?: components["schemas"]["OrderProgress"] | null;
                /** @description Why. */
                reason: string;
                /** @description State. */
                state: components["schemas"]["OrderState"];
                /** @description Code of the supply company. */
                supplier: string;
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
        Page_PlanView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                approved_at?: string | null;
                /** @description Who approved it. */
                approved_by?: string | null;
                /** @description Basis. */
                basis: components["schemas"]["PlanBasis"];
                /** @description In words. */
                basis_detail: string;
                /**
                 * Format: date-time
                 * @description Drafted at.
                 */
                created_at: string;
                /** @description Who drafted it. */
                drafted_by: string;
                /** @description What shows it. */
                evidence?: string | null;
                ground?: components["schemas"]["ReductionGroundCode"] | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description `month` or `quarter`. */
                period_kind: components["schemas"]["PeriodKind"];
                /**
                 * Format: int32
                 * @description Number of the revision within user and year.
                 */
                revision: number;
                /** @description `draft`, `submitted`, `approved`, `in_force` or `superseded`. */
                state: components["schemas"]["PlanState"];
                /** @description Its code. */
                user_code: string;
                /**
                 * Format: uuid
                 * @description Water user.
                 */
                user_id: string;
                /** @description Its name. */
                user_name: string;
                /**
                 * Format: int32
                 * @description Version, for `If-Match`.
                 */
                version: number;
                /** @description m³ per measuring period. */
                volumes: {
                    [key: string]: string;
                };
                /**
                 * Format: int32
                 * @description Calendar year.
                 */
                year: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ProjectView: {
            /** @description The items, in order. */
            items: {
                /** @description Number of the acceptance. */
                acceptance_number?: string | null;
                /** @description Who accepted. */
                accepted_by?: string | null;
                /**
                 * Format: date
                 * @description When.
                 */
                accepted_on?: string | null;
                /** @description Requirements that apply. */
                applicable: number;
                /** @description Daily auxiliary use, m³. */
                auxiliary_use: string;
                /** @description Who builds it. */
                builder: string;
                /** @description Unified social credit code of the builder. */
                builder_credit_code: string;
                /** @description Construction area, m². */
                construction_area: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                created_at: string;
                /** @description Who registered it. */
                created_by: string;
                /** @description What was filed. */
                documents: components["schemas"]["DocumentView"][];
                /** @description What it has. */
                features: components["schemas"]["Feature"][];
                /** @description What was found. */
                findings: components["schemas"]["FindingView"][];
                /** @description Greening. */
                greening: components["schemas"]["Greening"];
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /**
                 * Format: date
                 * @description Since when it is in use.
                 */
                in_use_on?: string | null;
                /** @description Construction land area, m². */
                land_area: string;
                /** @description What the next step waits for, each with its article. */
                missing: string[];
                /** @description Name. */
                name: string;
                /** @description What is done. */
                nature: components["schemas"]["Nature"];
                /** @description Where. */
                place: string;
                /** @description The code that all departments know it by. */
                project_code: string;
                /** @description Why it was last not accepted. */
                refused_reason?: string | null;
                /** @description Who asked for acceptance. */
                requested_by?: string | null;
                /** @description Every requirement. */
                requirements: components["schemas"]["RequirementView"][];
                /** @description Who set it. */
                retrofit_approver?: string | null;
                /**
                 * Format: date
                 * @description Last day of the retrofit of an existing project.
                 */
                retrofit_by?: string | null;
                /** @description By which document. */
                retrofit_document?: string | null;
                /** @description Whether that day has passed without acceptance. */
                retrofit_overdue: boolean;
                /** @description Those of them that something shows to be met. */
                shown: number;
                /** @description Where it stands. */
                stage: components["schemas"]["Stage"];
                /** @description How far it was when it was registered. */
                standing: components["schemas"]["Standing"];
                /** @description Town code. */
                town: components["schemas"]["Town"];
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
        Page_QuotaView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: date
                 * @description First day.
                 */
                effective_from: string;
                /**
                 * Format: date
                 * @description Last day.
                 */
                effective_to?: string | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Who has issued it. */
                level: components["schemas"]["QuotaLevel"];
                /** @description Product. */
                product: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                recorded_at: string;
                /** @description Who recorded it. */
                recorded_by: string;
                /** @description Number of the standard. */
                standard: string;
                /** @description What the value is per. */
                unit: string;
                /** @description m³ per unit of product. */
                value: string;
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
        Page_ReportView: {
            /** @description The items, in order. */
            items: {
                /** @description What was reported. */
                act: components["schemas"]["ReportedAct"];
                /** @description In the sender's words. */
                description: string;
                finding?: components["schemas"]["ReportFinding"] | null;
                /** @description How it was looked into. */
                finding_note?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                handled_at?: string | null;
                /** @description Who dealt with it. */
                handled_by?: string | null;
                /** @description Whether the sender can be reached. */
                has_contact: boolean;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Number. */
                number: string;
                /**
                 * Format: date
                 * @description When it was seen.
                 */
                occurred_on?: string | null;
                /** @description The sender's number, masked. */
                phone?: string | null;
                /** @description Where. */
                place: string;
                /**
                 * Format: date-time
                 * @description When it came.
                 */
                received_at: string;
                /** @description What came of it; whoever follows it up reads it. */
                result?: string | null;
                /** @description State. */
                state: components["schemas"]["ReportState"];
                /** @description Town. */
                town: components["schemas"]["Town"];
                /**
                 * Format: uuid
                 * @description The user whom it concerns.
                 */
                user_id?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                verified_at?: string | null;
                /** @description Who looked into it. */
                verified_by?: string | null;
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
        Page_RewardAssessmentView: {
            /** @description The items, in order. */
            items: {
                /** @description The article of the ceilings. */
                citation: components["schemas"]["CitationBody"];
                /** @description What was said with the return. */
                comment?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                decided_at?: string | null;
                /** @description Who decided. */
                decided_by?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                drafted_at: string;
                /** @description Who drafted it. */
                drafted_by: string;
                /** @description Most that may be excellent. */
                excellent_places: number;
                /** @description Most that may be good. */
                good_places: number;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description By rank. */
                items: components["schemas"]["RewardPlaceView"][];
                /** @description What failed districts lose. */
                right_cuts: components["schemas"]["RewardRightCutView"][];
                /** @description `proposed`, `returned` or `confirmed`. */
                state: string;
                /** @description `district` or `village`. */
                subject: components["schemas"]["RewardSubject"];
                town?: components["schemas"]["Town"] | null;
                /**
                 * Format: int32
                 * @description Version, for `If-Match`.
                 */
                version: number;
                /**
                 * Format: int32
                 * @description Year.
                 */
                year: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RewardBudgetView: {
            /** @description The items, in order. */
            items: {
                /** @description Document. */
                document: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                recorded_at: string;
                /** @description Who recorded it. */
                recorded_by: string;
                /** @description For rewards, yuan. */
                reward: string;
                /** @description For subsidies, yuan. */
                subsidy: string;
                /**
                 * Format: int32
                 * @description Year.
                 */
                year: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RewardDeclarationView: {
            /** @description The items, in order. */
            items: {
                /** @description Who approved it for the county. */
                approved_by?: string | null;
                /** @description Why it was sent back last. */
                comment?: string | null;
                district?: components["schemas"]["District"] | null;
                /** @description Who entered the data last. */
                drafted_by: string;
                /** @description Economic crops. */
                economic_area: string;
                /** @description Effectively irrigated area, mu. */
                effective_area: string;
                /** @description Grain. */
                grain_area: string;
                /** @description Who signed as handler. */
                handler?: string | null;
                /** @description Who signed as head. */
                head?: string | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /**
                 * Format: uuid
                 * @description Notice of the data.
                 */
                notice_id?: string | null;
                /** @description Other crops. */
                other_area: string;
                /** @description Reformed area. */
                reform_area: string;
                /** @description Who filed it for the town. */
                reviewed_by?: string | null;
                /**
                 * Format: date
                 * @description When it was sealed.
                 */
                sealed_on?: string | null;
                /** @description State. */
                state: components["schemas"]["RewardDeclarationState"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                submitted_at?: string | null;
                /** @description Who submitted it. */
                submitted_by?: string | null;
                /**
                 * Format: uuid
                 * @description The town's summary.
                 */
                summary_id?: string | null;
                /** @description Town. */
                town: components["schemas"]["Town"];
                /**
                 * Format: int32
                 * @description Version, for `If-Match`.
                 */
                version: number;
                /** @description Code of the village. */
                village: string;
                /** @description Its name. */
                village_name: string;
                /**
                 * Format: int32
                 * @description Working days that the notice had hung when it was submitted.
                 */
                working_days?: number | null;
                /**
                 * Format: int32
                 * @description Year.
                 */
                year: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RewardPaymentView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: date
                 * @description When finance answered.
                 */
                answered_on?: string | null;
                /**
                 * Format: date-time
                 * @description When it was sent to finance.
                 */
                approved_at?: string | null;
                /** @description Who approved it. */
                approved_by?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                drafted_at: string;
                /** @description Who drafted it. */
                drafted_by: string;
                /** @description Finance's number. */
                finance_number?: string | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Lines, where one request is shown. */
                lines: components["schemas"]["RewardPaymentLineView"][];
                /** @description Number. */
                number: string;
                /** @description Why it was rejected or given up. */
                reason?: string | null;
                /** @description Rewards, yuan. */
                reward: string;
                /** @description `draft`, `requested` (finance has not answered yet), `accepted`, `rejected` or `withdrawn`. */
                state: string;
                /** @description Subsidies, yuan. */
                subsidy: string;
                /**
                 * Format: int32
                 * @description Version, for `If-Match`.
                 */
                version: number;
                /**
                 * Format: int32
                 * @description Year.
                 */
                year: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RewardSummaryView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                approved_at?: string | null;
                /** @description Who approved it for the county. */
                approved_by?: string | null;
                /**
                 * Format: uuid
                 * @description Its case, where the sealed sheet is attached.
                 */
                case_id?: string | null;
                /** @description What it sums up. */
                declarations: components["schemas"]["RewardDeclarationView"][];
                /** @description Who drew it up. */
                drafted_by: string;
                /** @description Economic crops of all. */
                economic_area: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                filed_at?: string | null;
                /** @description Who filed it. */
                filed_by?: string | null;
                /** @description Grain of all. */
                grain_area: string;
                /** @description Who signed as handler. */
                handler?: string | null;
                /** @description Who signed as head. */
                head?: string | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Reformed area of all, mu. */
                reform_area: string;
                /**
                 * Format: date
                 * @description When it was sealed.
                 */
                sealed_on?: string | null;
                /** @description `draft`, `filed`, `approved` or `withdrawn`. */
                state: string;
                /** @description Town. */
                town: components["schemas"]["Town"];
                /**
                 * Format: int32
                 * @description Version, for `If-Match`.
                 */
                version: number;
                /**
                 * Format: int32
                 * @description Year.
                 */
                year: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RewardUnaccountedView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: uuid
                 * @description Line.
                 */
                line_id: string;
                /**
                 * Format: date
                 * @description Day of the payment.
                 */
                paid_on?: string | null;
                /** @description Reward received, yuan. */
                reward: string;
                /** @description Of it, with vouchers. */
                reward_accounted: string;
                /** @description Of it, without. */
                reward_unaccounted: string;
                /** @description Subsidy received, yuan. */
                subsidy: string;
                /** @description Of it, with vouchers. */
                subsidy_accounted: string;
                /** @description Of it, without. */
                subsidy_unaccounted: string;
                /** @description Town. */
                town: components["schemas"]["Town"];
                /** @description Village. */
                village: string;
                /** @description Its name. */
                village_name: string;
                /**
                 * Format: int32
                 * @description Year.
                 */
                year: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RewardVillageView: {
            /** @description The items, in order. */
            items: {
                /** @description Bank. */
                account_bank?: string | null;
                /** @description Account: holder. */
                account_name?: string | null;
                /** @description Number, its middle left out. */
                account_number?: string | null;
                /** @description Code. */
                code: string;
                district?: components["schemas"]["District"] | null;
                /** @description Name. */
                name: string;
                /** @description Town. */
                town: components["schemas"]["Town"];
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
        Page_RewardVoucherView: {
            /** @description The items, in order. */
            items: {
                /** @description Yuan. */
                amount: string;
                /**
                 * Format: date-time
                 * @description When it was cancelled.
                 */
                cancelled_at?: string | null;
                /** @description Why. */
                cancelled_reason?: string | null;
                /** @description `subsidy` or `reward`. */
                fund: components["schemas"]["RewardPurse"];
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Where the paper is kept. */
                kept_at: string;
                /**
                 * Format: uuid
                 * @description Line.
                 */
                line_id: string;
                /** @description Number of the paper. */
                number: string;
                /** @description Who got it. */
                payee: string;
                /** @description Who recorded it. */
                recorded_by: string;
                /**
                 * Format: date
                 * @description Day.
                 */
                spent_on: string;
                /** @description What for. */
                use_code: components["schemas"]["RewardUse"];
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RightCutView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: date
                 * @description Its day.
                 */
                decided_on: string;
                /** @description Number of the decision. */
                decision_number: string;
                /** @description District. */
                district: components["schemas"]["District"];
                /** @description Why. */
                ground: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                recorded_at: string;
                /** @description Who recorded it. */
                recorded_by: string;
                /**
                 * Format: int32
                 * @description Calendar year whose right is cut.
                 */
                year: number;
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
                 * @description Users billed so far.
                 */
                billed: number;
                /**
                 * Format: date-time
                 * @description When every user had been handled.
                 */
                completed_at?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                confirmed_at?: string | null;
                /** @description Who confirmed. */
                confirmed_by?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                created_at: string;
                /** @description Who previewed. */
                created_by: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description When it is tried again.
                 */
                next_try_at?: string | null;
                /**
                 * Format: int64
                 * @description How far it has come, 0 to 100.
                 */
                percent: number;
                /** @description Measuring period. */
                period: string;
                /** @description Why a running run cannot go on at present, and what to do; other runs go on meanwhile. */
                stalled_reason?: string | null;
                /** @description `previewing`, `previewed`, `running` or `completed`. */
                state: string;
                /** @description The preview's figures. */
                summary: components["schemas"]["RunSummary"];
                /** @description One supply company, or all. */
                supplier?: string | null;
                /**
                 * Format: int32
                 * @description Users who could not be billed, so far.
                 */
                unbilled: number;
                /**
                 * Format: int32
                 * @description Users to be handled.
                 */
                user_count: number;
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
        Page_SchemeView: {
            /** @description The items, in order. */
            items: {
                /** @description Who builds. */
                builder: string;
                /** @description Who designed it. */
                designer: string;
                /** @description Number of the designer's certificate. */
                designer_certificate?: string | null;
                /** @description Whether that is disinfected. */
                disinfected: boolean;
                /** @description What has to be built, with its article. */
                duty: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Whether it lies inside the network of a central system. */
                inside_network: boolean;
                /** @description Whether pipes and outlets are labelled. */
                labelled: boolean;
                /** @description What the scheme provides for. */
                measure: components["schemas"]["Measure"];
                /** @description Number it was recorded under. */
                number: string;
                /** @description What stands against the scheme by the rules of today, each with its article. */
                objections: string[];
                /** @description Its words. */
                opinion?: string | null;
                /** @description Number of the opinion. */
                opinion_number?: string | null;
                /**
                 * Format: date
                 * @description Its day.
                 */
                opinion_on?: string | null;
                /** @description Whether another system can supply it. */
                other_system: boolean;
                /** @description Code of the project. */
                project_code: string;
                /** @description Its name. */
                project_name: string;
                /** @description Whether the pipes are apart from drinking water. */
                separate_pipes: boolean;
                source?: components["schemas"]["Source"] | null;
                /** @description Where it stands. */
                state: components["schemas"]["SchemeState"];
                /**
                 * Format: date
                 * @description When the builder submitted it.
                 */
                submitted_on: string;
                /** @description Town code. */
                town: components["schemas"]["Town"];
                /** @description What the water is used for. */
                uses: components["schemas"]["Use"][];
                /**
                 * Format: int32
                 * @description Version for `If-Match`.
                 */
                version: number;
                /** @description What is built. */
                works: components["schemas"]["Works"];
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_SealView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /**
                 * Format: uuid
                 * @description Meter.
                 */
                meter_id: string;
                /** @description Its number. */
                meter_number: string;
                /** @description Number on the seal. */
                number: string;
                /**
                 * Format: date
                 * @description Day.
                 */
                put_on: string;
                /** @description Who put it on. */
                put_on_by: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                recorded_at: string;
                /** @description Who recorded it. */
                recorded_by: string;
                /** @description Who recorded that it was taken off. */
                removal_recorded_by?: string | null;
                /**
                 * Format: date
                 * @description Day on which it was taken off.
                 */
                taken_off?: string | null;
                /** @description Who took it off. */
                taken_off_by?: string | null;
                /** @description Why. */
                taken_off_reason?: string | null;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_ShortageView: {
            /** @description The items, in order. */
            items: {
                /** @description Why the water was short. */
                cause: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description What is left of it. */
                left: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                recorded_at: string;
                /** @description Who recorded it. */
                recorded_by: string;
                /**
                 * Format: date
                 * @description The day on which the last part was settled.
                 */
                settled_on?: string | null;
                /** @description The parts, in order. */
                settlements: components["schemas"]["ShortageSettlementView"][];
                /**
                 * Format: date
                 * @description First day.
                 */
                short_from: string;
                /**
                 * Format: date
                 * @description Last day.
                 */
                short_to: string;
                /** @description State. */
                state: components["schemas"]["ShortageState"];
                /** @description Company that owes it. */
                supplier: string;
                /** @description User's code. */
                user_code: string;
                /**
                 * Format: uuid
                 * @description Whom it is owed to.
                 */
                user_id: string;
                /** @description User's name. */
                user_name: string;
                /**
                 * Format: int32
                 * @description Version for `If-Match`.
                 */
                version: number;
                /** @description Volume. */
                volume: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_SupplyStopView: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: date-time
                 * @description When users were told.
                 */
                announced_at: string;
                /** @description Where water is missing. */
                area: string;
                /**
                 * Format: date-time
                 * @description When it was given up.
                 */
                cancelled_at?: string | null;
                /**
                 * Format: date-time
                 * @description Until when.
                 */
                ends_at: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Why. */
                reason: string;
                /**
                 * Format: date-time
                 * @description From when.
                 */
                starts_at: string;
                /** @description Name of the system. */
                system_name: string;
                /** @description Town code. */
                town: components["schemas"]["Town"];
                /**
                 * Format: int32
                 * @description How many users a message went to.
                 */
                users_told: number;
                /**
                 * Format: int32
                 * @description How many have no telephone number on record and are told in person.
                 */
                users_untold: number;
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
        Page_SystemView: {
            /** @description The items, in order. */
            items: {
                /** @description Whether that is disinfected. */
                disinfected: boolean;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Its incidents, the latest first. */
                incidents: components["schemas"]["IncidentView"][];
                /** @description Central or of one's own. */
                kind: components["schemas"]["SystemKind"];
                /** @description Managing unit. */
                manager: string;
                /** @description Its telephone number, masked. */
                manager_phone?: string | null;
                /** @description Name. */
                name: string;
                /** @description Where the water comes from. */
                source: components["schemas"]["Source"];
                /** @description The strictest limit of each indicator for these uses. */
                standard: components["schemas"]["LimitView"][];
                /** @description Whether it gives water. */
                state: components["schemas"]["SystemState"];
                /** @description Its planned stops, the latest first. */
                stops: components["schemas"]["SupplyStopView"][];
                /**
                 * Format: date
                 * @description Last day of the next test.
                 */
                test_due: string;
                /** @description Whether that day has passed. */
                test_overdue: boolean;
                /** @description Its tests, the latest first. */
                tests: components["schemas"]["TestView"][];
                /** @description Town code. */
                town: components["schemas"]["Town"];
                /** @description Its users. */
                users: components["schemas"]["ReclaimedUserView"][];
                /** @description What the water may be used for. */
                uses: components["schemas"]["Use"][];
                /**
                 * Format: int32
                 * @description Version.
                 */
                version: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_UnbilledView: {
            /** @description The items, in order. */
            items: {
                /** @description What exactly is missing, and the article. */
                detail: string;
                /** @description Reason. */
                reason: components["schemas"]["UnbillableReason"];
                /** @description The reason, for a person. */
                reason_label: string;
                /** @description User's code. */
                user_code: string;
                /**
                 * Format: uuid
                 * @description User.
                 */
                user_id: string;
                /** @description User's name. */
                user_name: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_WaterRightView: {
            /** @description The items, in order. */
            items: {
                /** @description What it rests on. */
                basis: components["schemas"]["RightBasisBody"];
                /** @description What was said with it. */
                comment?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                decided_at?: string | null;
                /** @description Who decided. */
                decided_by?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                drafted_at: string;
                /** @description Who drafted it. */
                drafted_by: string;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Who holds it. */
                party: components["schemas"]["IrrigationPartyView"];
                /** @description What the provincial quota gives for its crops. */
                quota_volume: string;
                /** @description Where it stands. */
                state: components["schemas"]["RightStanding"];
                /**
                 * Format: uuid
                 * @description The right that has taken its place.
                 */
                superseded_by?: string | null;
                /**
                 * Format: int32
                 * @description Version for `If-Match`.
                 */
                version: number;
                /** @description Volume. */
                volume: string;
                /**
                 * Format: int32
                 * @description Calendar year.
                 */
                year: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_WaterUserView: {
            /** @description The items, in order. */
            items: {
                /** @description Category. */
                category: components["schemas"]["Category"];
                /** @description Code. */
                code: string;
                /**
                 * Format: date-time
                 * @description Registered at.
                 */
                created_at: string;
                /** @description Unified social credit code. */
                credit_code?: string | null;
                /** @description Belongs to the demonstration county. */
                demonstration: boolean;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Industry class. */
                industry_class: components["schemas"]["IndustryClass"];
                /** @description Name. */
                name: string;
                /** @description Masked: `138****1234`. */
                phone?: string | null;
                recognition?: components["schemas"]["RecognitionView"] | null;
                /** @description Supply company. */
                supplier?: string | null;
                /** @description Supply. */
                supply: components["schemas"]["Supply"];
                /** @description Town. */
                town: components["schemas"]["Town"];
                /**
                 * Format: date-time
                 * @description Last changed at.
                 */
                updated_at: string;
                /** @description Use class. */
                use_class: components["schemas"]["UseClass"];
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
        Page_WateringView: {
            /** @description The items, in order. */
            items: {
                /** @description Mu. */
                area: string;
                /** @description Crop class. */
                crop: components["schemas"]["Crop"];
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Whether a bill charges it. */
                is_billed: boolean;
                /** @description Whether another has replaced it: it does not count any more. */
                is_replaced: boolean;
                /** @description How it was measured. */
                method: components["schemas"]["Method"];
                /** @description Whose. */
                party: components["schemas"]["IrrigationPartyView"];
                /** @description Why. */
                reason?: string | null;
                /**
                 * Format: date-time
                 * @description When.
                 */
                recorded_at: string;
                /** @description Who recorded it. */
                recorded_by: string;
                /**
                 * Format: uuid
                 * @description The watering that it replaces.
                 */
                replaces?: string | null;
                /** @description m³. */
                volume: string;
                /**
                 * Format: date
                 * @description Day.
                 */
                watered_on: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /**
         * @description `association` 农民用水合作组织、`group` 用水组、`household` 农户
         * @enum {string}
         */
        PartyKind: "association" | "group" | "household";
        /**
         * @description `bank_transfer` 银行转账、`cash` 现金、`card` 刷卡、`online` 线上缴费
         * @enum {string}
         */
        PaymentMethod: "bank_transfer" | "cash" | "card" | "online";
        /** @description A payment. Amounts in yuan. */
        PaymentView: {
            /** @description Amount. */
            amount: string;
            /** @description Its basic part. */
            basic_charge: string;
            /** @description Unit that took it. */
            collector: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description How it came. */
            method: components["schemas"]["PaymentMethod"];
            /**
             * Format: date
             * @description Day of receipt.
             */
            paid_on: string;
            /** @description Number of the receipt or transfer. */
            reference: string;
            /**
             * Format: date-time
             * @description When.
             */
            registered_at: string;
            /** @description Who registered it. */
            registered_by: string;
            /** @description Its surcharge part, for the fiscal special account. */
            surcharge: string;
        };
        /**
         * @description `month` 月、`quarter` 季
         * @enum {string}
         */
        PeriodKind: "month" | "quarter";
        /** @description A billed period. */
        PeriodTotals: components["schemas"]["Measures"] & {
            /** @description Measuring period. */
            period: string;
        };
        /** @description The billed periods. */
        PeriodsReport: {
            /** @description The period that ended last first. */
            items: components["schemas"]["PeriodTotals"][];
        };
        /** @description A full telephone number. */
        PhoneView: {
            /** @description Unmasked. */
            phone: string;
        };
        /**
         * @description `intake` 取水口、`supply_point` 供水口、`discharge` 排放口
         * @enum {string}
         */
        Place: "intake" | "supply_point" | "discharge";
        /**
         * @description `quota` 定额 × 申报产量、`approved_figure` 核定水量
         * @enum {string}
         */
        PlanBasis: "quota" | "approved_figure";
        /**
         * @description `draft` 起草、`submitted` 待核准、`approved` 已核准、`in_force` 执行中、`superseded` 已被替代、`rejected` 不予核准、`withdrawn` 已撤回
         * @enum {string}
         */
        PlanState: "draft" | "submitted" | "approved" | "in_force" | "superseded" | "rejected" | "withdrawn";
        /** @description One revision of a user's plan for a year. */
        PlanView: {
            /**
             * Format: date-time
             * @description When.
             */
            approved_at?: string | null;
            /** @description Who approved it. */
            approved_by?: string | null;
            /** @description Basis. */
            basis: components["schemas"]["PlanBasis"];
            /** @description In words. */
            basis_detail: string;
            /**
             * Format: date-time
             * @description Drafted at.
             */
            created_at: string;
            /** @description Who drafted it. */
            drafted_by: string;
            /** @description What shows it. */
            evidence?: string | null;
            ground?: components["schemas"]["ReductionGroundCode"] | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description `month` or `quarter`. */
            period_kind: components["schemas"]["PeriodKind"];
            /**
             * Format: int32
             * @description Number of the revision within user and year.
             */
            revision: number;
            /** @description `draft`, `submitted`, `approved`, `in_force` or `superseded`. */
            state: components["schemas"]["PlanState"];
            /** @description Its code. */
            user_code: string;
            /**
             * Format: uuid
             * @description Water user.
             */
            user_id: string;
            /** @description Its name. */
            user_name: string;
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
            /** @description m³ per measuring period. */
            volumes: {
                [key: string]: string;
            };
            /**
             * Format: int32
             * @description Calendar year.
             */
            year: number;
        };
        /** @description What has been planted in a year. */
        PlantingView: {
            /** @description Mu per crop class. */
            areas: components["schemas"]["CropMuBody"];
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: uuid
             * @description Whose fields.
             */
            party_id: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
            /**
             * Format: int32
             * @description Calendar year.
             */
            year: number;
        };
        /** @description What is to be billed. */
        PreviewRunRequest: {
            /** @description Measuring period: `2026Q3` or `2026-09`. */
            period: string;
            /** @description Code of one supply company; all when absent. */
            supplier?: string | null;
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
        /** @description How the printed irrigation prices compare with the rule. */
        PriceConsistencyView: {
            /**
             * Format: int32
             * @description Cells compared.
             */
            checked: number;
            /** @description Cells that differ. The printed prices stay the law. */
            discrepancies: components["schemas"]["DiscrepancyView"][];
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
        /** @description A product or use. */
        ProductRequest: {
            /** @description Name, as in the quota library. */
            name: string;
            /**
             * @description What the value is per, as the quota has it.
             * @example 立方米/吨
             */
            unit: string;
            /**
             * @description m³ per unit of product.
             * @example 9.5
             */
            value: string;
        };
        /** @description A product or use. */
        ProductView: {
            /** @description Why, or why not. */
            because: string;
            /** @description Whether it meets what it is held against. */
            meets: boolean;
            /** @description Name. */
            name: string;
            /** @description What the value is per. */
            unit: string;
            /** @description m³ per unit of product. */
            value: string;
        };
        /** @description What is recorded of a project, and what decides which requirements apply to it. */
        ProjectFieldsRequest: {
            /**
             * @description Daily water use of auxiliary facilities (car washing and the like), m³.
             * @example 100
             */
            auxiliary_use: string;
            /** @description Who builds it. */
            builder: string;
            /** @description Unified social credit code of the builder. */
            builder_credit_code: string;
            /**
             * @description Construction area, m².
             * @example 35000.00
             */
            construction_area: string;
            /** @description What it has, as far as the requirements ask for it. */
            features: components["schemas"]["Feature"][];
            /** @description Greening. */
            greening: components["schemas"]["Greening"];
            /**
             * @description Construction land area, m².
             * @example 20000.00
             */
            land_area: string;
            /** @description Name. */
            name: string;
            /** @description What is done. */
            nature: components["schemas"]["Nature"];
            /** @description Where. */
            place: string;
            /** @description Town code. */
            town: components["schemas"]["Town"];
        };
        /** @description A project. */
        ProjectView: {
            /** @description Number of the acceptance. */
            acceptance_number?: string | null;
            /** @description Who accepted. */
            accepted_by?: string | null;
            /**
             * Format: date
             * @description When.
             */
            accepted_on?: string | null;
            /** @description Requirements that apply. */
            applicable: number;
            /** @description Daily auxiliary use, m³. */
            auxiliary_use: string;
            /** @description Who builds it. */
            builder: string;
            /** @description Unified social credit code of the builder. */
            builder_credit_code: string;
            /** @description Construction area, m². */
            construction_area: string;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who registered it. */
            created_by: string;
            /** @description What was filed. */
            documents: components["schemas"]["DocumentView"][];
            /** @description What it has. */
            features: components["schemas"]["Feature"][];
            /** @description What was found. */
            findings: components["schemas"]["FindingView"][];
            /** @description Greening. */
            greening: components["schemas"]["Greening"];
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: date
             * @description Since when it is in use.
             */
            in_use_on?: string | null;
            /** @description Construction land area, m². */
            land_area: string;
            /** @description What the next step waits for, each with its article. */
            missing: string[];
            /** @description Name. */
            name: string;
            /** @description What is done. */
            nature: components["schemas"]["Nature"];
            /** @description Where. */
            place: string;
            /** @description The code that all departments know it by. */
            project_code: string;
            /** @description Why it was last not accepted. */
            refused_reason?: string | null;
            /** @description Who asked for acceptance. */
            requested_by?: string | null;
            /** @description Every requirement. */
            requirements: components["schemas"]["RequirementView"][];
            /** @description Who set it. */
            retrofit_approver?: string | null;
            /**
             * Format: date
             * @description Last day of the retrofit of an existing project.
             */
            retrofit_by?: string | null;
            /** @description By which document. */
            retrofit_document?: string | null;
            /** @description Whether that day has passed without acceptance. */
            retrofit_overdue: boolean;
            /** @description Those of them that something shows to be met. */
            shown: number;
            /** @description Where it stands. */
            stage: components["schemas"]["Stage"];
            /** @description How far it was when it was registered. */
            standing: components["schemas"]["Standing"];
            /** @description Town code. */
            town: components["schemas"]["Town"];
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description What a drafted plan is to be computed from. */
        QuotaBasisRequest: {
            /**
             * @description Declared output per measuring period, in the quota's unit, to 4 decimals.
             * @example {
             *       "2027Q1": "100"
             *     }
             */
            outputs: {
                [key: string]: string;
            };
            /** @description What a unit of product takes at present, m³: needed where the plan is above that of the year before. */
            present_use?: string | null;
            /**
             * Format: uuid
             * @description Quota.
             */
            quota_id: string;
        };
        /** @description What a plan's volumes rest on. */
        QuotaBasisView: {
            /**
             * Format: date-time
             * @description When.
             */
            computed_at: string;
            /** @description Who computed it. */
            computed_by: string;
            /** @description Whether the plan still has these volumes. */
            is_current: boolean;
            /** @description Declared output per measuring period. */
            outputs: {
                [key: string]: string;
            };
            /**
             * Format: uuid
             * @description Plan.
             */
            plan_id: string;
            /**
             * Format: int32
             * @description The plan's version after it.
             */
            plan_version?: number | null;
            /** @description What a unit of product took then, m³. */
            present_use?: string | null;
            /** @description The quota. */
            quota: components["schemas"]["QuotaView"];
            /** @description How the volumes follow. */
            trace: components["schemas"]["StepBody"][];
        };
        /**
         * @description `national` 国家、`provincial` 省、`county` 县
         * @enum {string}
         */
        QuotaLevel: "national" | "provincial" | "county";
        /** @description A quota. */
        QuotaView: {
            /**
             * Format: date
             * @description First day.
             */
            effective_from: string;
            /**
             * Format: date
             * @description Last day.
             */
            effective_to?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Who has issued it. */
            level: components["schemas"]["QuotaLevel"];
            /** @description Product. */
            product: string;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /** @description Number of the standard. */
            standard: string;
            /** @description What the value is per. */
            unit: string;
            /** @description m³ per unit of product. */
            value: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description Who went furthest beyond the plan. */
        RankingReport: {
            /** @description The largest overage first. */
            items: components["schemas"]["OverPlanUser"][];
            /** @description Measuring period. */
            period: string;
        };
        /** @description A reading. */
        ReadingView: {
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: uuid
             * @description Meter.
             */
            meter_id: string;
            /** @description Its number. */
            meter_number: string;
            /** @description `manual` or `remote`. */
            method: components["schemas"]["Method"];
            /** @description Period. */
            period?: string | null;
            /** @description `periodic`, `install` or `removal`. */
            purpose: string;
            /**
             * Format: date
             * @description Day of reading.
             */
            read_on: string;
            /** @description Why it replaces another or comes late. */
            reason?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /**
             * Format: uuid
             * @description The reading that this one replaces.
             */
            replaces?: string | null;
            /** @description Whether the counter passed its capacity. */
            rolled_over: boolean;
            /** @description Whether it closes a period that was missed, and was recorded after later readings. */
            supplement: boolean;
            /** @description m³. */
            value: string;
        };
        /** @description How many cannot be billed for a reason. */
        ReasonCount: {
            /** @description The reason, for a person. */
            label: string;
            /** @description Code. */
            reason: string;
            /**
             * Format: int64
             * @description Users.
             */
            users: number;
        };
        /** @description Why something is not accepted. */
        ReasonRequest: {
            /** @description Why. */
            reason: string;
        };
        /** @description A step that must be explained. */
        ReasonStep: {
            /** @description Why. */
            reason: string;
        };
        /** @description A user of a system. */
        ReclaimedUserView: {
            /**
             * Format: date
             * @description Since when.
             */
            connected_on: string;
            /** @description Name. */
            name: string;
            /** @description Telephone number, masked. */
            phone?: string | null;
            /** @description What for. */
            uses: components["schemas"]["Use"][];
        };
        /** @description The notice by which a class was recognised (新政办发〔2023〕24号 附件4 二（三）). */
        RecognitionBody: {
            /** @description Department. */
            department: string;
            /** @description Number of its published notice. */
            notice_number: string;
            /**
             * @description Day of the notice.
             * @example 2025-03-01
             */
            noticed_on: string;
        };
        /** @description The notice behind a class. */
        RecognitionView: {
            /** @description Department. */
            department: string;
            /** @description Number. */
            notice_number: string;
            /**
             * Format: date
             * @description Day.
             */
            noticed_on: string;
        };
        /** @description A bill computed again. */
        RecomputationView: {
            /**
             * Format: uuid
             * @description Bill.
             */
            bill_id: string;
            /** @description What came out differently. */
            differences: components["schemas"]["FigureDifferenceView"][];
            /** @description Whether every figure and step came out the same. */
            equal: boolean;
            /** @description Its number. */
            number: string;
            /** @description As computed again. */
            recomputed: components["schemas"]["BillFiguresView"];
            /** @description Digest of the rules that it was computed by, then and now again. */
            rules_digest: string;
            /**
             * Format: int64
             * @description Their revision.
             */
            rules_revision: number;
            /** @description As stored. */
            stored: components["schemas"]["BillFiguresView"];
            /** @description The steps of the second calculation. */
            trace: components["schemas"]["StepBody"][];
        };
        /** @description What shows that a requirement is met. */
        RecordEvidenceRequest: {
            /** @description Its day. */
            dated_on: string;
            /** @description What it shows. */
            description: string;
            /** @description Number or name of the document. */
            document: string;
            /** @description For which requirement. */
            item: components["schemas"]["ItemCode"];
        };
        /** @description Facilities that were found stopped or removed, or in use without acceptance. */
        RecordFindingRequest: {
            /** @description By when it is to be put right. */
            correct_by: string;
            /** @description In words. */
            detail: string;
            /** @description When. */
            found_on: string;
            /** @description What. */
            kind: components["schemas"]["FindingKind"];
        };
        /** @description A scheme to be recorded. */
        RecordSchemeRequest: {
            /** @description Who builds. */
            builder: string;
            /** @description Who designed it. */
            designer: string;
            /** @description Number of the designer's certificate. */
            designer_certificate?: string | null;
            /** @description Whether that is disinfected. */
            disinfected: boolean;
            /** @description Whether it lies inside the network of a central system. */
            inside_network: boolean;
            /** @description Whether pipes and outlets are labelled. */
            labelled: boolean;
            /** @description What the scheme provides for. */
            measure: components["schemas"]["Measure"];
            /** @description Whether another system can supply it. */
            other_system: boolean;
            /** @description Code of the project, as in the project register. */
            project_code: string;
            /** @description Name of the project. */
            project_name: string;
            /** @description Whether the pipes are apart from drinking water. */
            separate_pipes: boolean;
            source?: components["schemas"]["Source"] | null;
            /** @description When the builder submitted it. */
            submitted_on: string;
            /** @description Town code. */
            town: components["schemas"]["Town"];
            /** @description What the water is used for. */
            uses: components["schemas"]["Use"][];
            /** @description What is built. */
            works: components["schemas"]["Works"];
        };
        /** @description A routine test: at least one value. Complete is what measures all that the standard limits. */
        RecordTestRequest: {
            /** @description Ammonia nitrogen, mg/L. */
            ammonia?: string | null;
            /** @description Five-day biochemical oxygen demand, mg/L. */
            bod5?: string | null;
            /** @description Colour, degrees. */
            chroma?: string | null;
            /** @description Number of the report. */
            report: string;
            /** @description Day. */
            taken_on: string;
            /** @description Turbidity, NTU. */
            turbidity?: string | null;
        };
        /** @description A reading that was recorded. */
        RecordedReadingView: components["schemas"]["ReadingView"] & {
            /**
             * @description Numbers of bills that rest on the reading which was corrected or missing: they stay as they are until a credit bill
             *     cancels them.
             */
            bills_to_review: string[];
        };
        /**
         * @description `resource_shortage` 水资源不足、`production_change` 转产、减产、停产、`reclaimed_water_refused` 拒不执行再生水配置、`no_water_balance_test` 未按规定做水平衡测试
         * @enum {string}
         */
        ReductionGroundCode: "resource_shortage" | "production_change" | "reclaimed_water_refused" | "no_water_balance_test";
        /** @description Money that came in. */
        RegisterIrrigationPaymentRequest: {
            /** @description Yuan: the bill's total. */
            amount: string;
            /** @description Name of the station or the collector. */
            collector: string;
            /** @description `station` or `village_collector`. */
            collector_kind: components["schemas"]["CollectorKind"];
            /** @description `bank_transfer`, `cash`, `card` or `online`. */
            method: components["schemas"]["PaymentMethod"];
            /** @description Day of receipt, from the day of the bill to today. */
            paid_on: string;
            /** @description Number of the receipt. */
            reference: string;
        };
        /** @description Money that came in. */
        RegisterPaymentRequest: {
            /** @description Amount, yuan: the bill's total. */
            amount: string;
            /** @description Code of the unit that took it: the bureau or the user's supply company. */
            collector: string;
            /** @description `bank_transfer`, `cash`, `card` or `online`. */
            method: components["schemas"]["PaymentMethod"];
            /** @description Day of receipt, from the day of the bill to today. */
            paid_on: string;
            /** @description Number of the receipt or transfer. */
            reference: string;
        };
        /** @description A payment that was just registered, and where its bill stands now. */
        RegisteredPaymentView: {
            /**
             * Format: uuid
             * @description Bill.
             */
            bill_id: string;
            /** @description Number of the bill. */
            bill_number: string;
            /** @description `paid` while the surcharge is on its way to the treasury, else `settled`. */
            bill_state: string;
            /**
             * Format: int32
             * @description Version of the bill.
             */
            bill_version: number;
            /** @description The payment. */
            payment: components["schemas"]["PaymentView"];
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
        /** @description How a meter is taken out. */
        RemovalRequest: {
            method?: components["schemas"]["Method"] | null;
            /**
             * @description Day of removal.
             * @example 2026-08-20
             */
            removed_on: string;
            /** @description Whether the counter passed its capacity since the reading before. */
            rolled_over?: boolean;
            /** @description What it showed, m³. Left out only where the meter may not be read (expired, sealed, …). */
            value?: string | null;
        };
        /** @description How an incident was repaired. */
        RepairRequest: {
            /** @description How. */
            repair: string;
            /** @description When. */
            repaired_on: string;
        };
        /** @description A change of meters: the old one out, the new one in. */
        ReplaceMeterRequest: {
            /** @description The new meter. */
            meter: components["schemas"]["CreateMeterRequest"];
            /** @description How the old meter is taken out. */
            removal: components["schemas"]["RemovalRequest"];
        };
        /**
         * @description `substantiated` 属实、`unsubstantiated` 不属实
         * @enum {string}
         */
        ReportFinding: "substantiated" | "unsubstantiated";
        /** @description An incident that no test has shown. */
        ReportIncidentRequest: {
            /** @description In words. */
            detail: string;
            /** @description When it happened. */
            occurred_at: string;
        };
        /** @description How far a report is, for whoever has its number: nothing of what was written, and nobody's name. */
        ReportProgressView: {
            /** @description What was reported. */
            act: components["schemas"]["ReportedAct"];
            finding?: components["schemas"]["ReportFinding"] | null;
            /**
             * Format: date-time
             * @description When it was handled.
             */
            handled_at?: string | null;
            /** @description Number. */
            number: string;
            /**
             * Format: date-time
             * @description When it came.
             */
            received_at: string;
            /** @description What came of it. */
            result?: string | null;
            /** @description State. */
            state: components["schemas"]["ReportState"];
            /**
             * Format: date-time
             * @description When it was verified.
             */
            verified_at?: string | null;
        };
        /** @description That a report has arrived. */
        ReportReceipt: {
            /** @description To follow it up by: only who has it sees how far the report is. */
            number: string;
            /**
             * Format: date-time
             * @description When it came.
             */
            received_at: string;
        };
        /**
         * @description `received` 已收到、`verified` 已核实、`handled` 已处理
         * @enum {string}
         */
        ReportState: "received" | "verified" | "handled";
        /** @description A report as the staff sees it; the telephone number is masked. */
        ReportView: {
            /** @description What was reported. */
            act: components["schemas"]["ReportedAct"];
            /** @description In the sender's words. */
            description: string;
            finding?: components["schemas"]["ReportFinding"] | null;
            /** @description How it was looked into. */
            finding_note?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            handled_at?: string | null;
            /** @description Who dealt with it. */
            handled_by?: string | null;
            /** @description Whether the sender can be reached. */
            has_contact: boolean;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Number. */
            number: string;
            /**
             * Format: date
             * @description When it was seen.
             */
            occurred_on?: string | null;
            /** @description The sender's number, masked. */
            phone?: string | null;
            /** @description Where. */
            place: string;
            /**
             * Format: date-time
             * @description When it came.
             */
            received_at: string;
            /** @description What came of it; whoever follows it up reads it. */
            result?: string | null;
            /** @description State. */
            state: components["schemas"]["ReportState"];
            /** @description Town. */
            town: components["schemas"]["Town"];
            /**
             * Format: uuid
             * @description The user whom it concerns.
             */
            user_id?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            verified_at?: string | null;
            /** @description Who looked into it. */
            verified_by?: string | null;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /**
         * @description `moved_or_dismantled` 擅自移动、拆卸水表、`unverified_or_expired` 使用未检定、过期或不合格的水表、`accuracy_damaged` 破坏水表准确度、`data_forged` 伪造计量数据、`structure_altered` 改变水表结构和性能、`verification_seal_broken` 破坏检定铅（签）封、`obsolete_or_substandard` 使用不合标准或已淘汰的水表、`sealed_meter_used` 擅自启用已封存的水表、`other` 其他违法违规用水
         * @enum {string}
         */
        ReportedAct: "moved_or_dismantled" | "unverified_or_expired" | "accuracy_damaged" | "data_forged" | "structure_altered" | "verification_seal_broken" | "obsolete_or_substandard" | "sealed_meter_used" | "other";
        /** @description How to reach whoever reported. */
        ReporterView: {
            /** @description Name. */
            name?: string | null;
            /** @description Telephone number in full. */
            phone?: string | null;
        };
        /** @description A requirement and what shows that it is met. */
        RequirementView: {
            /** @description Whether it applies. */
            applies: boolean;
            /** @description Why, or why not. */
            because: string;
            /** @description The article. */
            citation: components["schemas"]["CitationBody"];
            /** @description Which. */
            code: components["schemas"]["ItemCode"];
            /** @description What shows that it is met. */
            evidence: components["schemas"]["EvidenceView"][];
            /** @description In our words. */
            label: string;
        };
        /** @description The order that an existing project makes good what it lacks. */
        RetrofitRequest: {
            /** @description The department that approved the project. */
            approver: string;
            /** @description Last day. */
            by: string;
            /** @description Its document. */
            document: string;
        };
        /** @description Sends an adjustment back. */
        ReturnAdjustmentRequest: {
            /** @description What has to be put right. */
            comment: string;
        };
        /** @description Sends a test back. */
        ReturnBalanceTestRequest: {
            /** @description What has to be put right. */
            comment: string;
        };
        /** @description Sends a proposal back. */
        ReturnBasePriceRequest: {
            /** @description What has to be put right. */
            comment: string;
        };
        /** @description Sends a fine back. */
        ReturnFineRequest: {
            /** @description Why. */
            comment: string;
        };
        /** @description What was said when a method was sent back. */
        ReturnFlowAssessmentRequest: {
            /** @description What has to be put right. */
            comment: string;
        };
        /** @description Why a plan goes back to its drafter. */
        ReturnPlanRequest: {
            /** @description Why. */
            reason: string;
        };
        /** @description Sends a change back. */
        ReturnRuleChangeRequest: {
            /** @description What has to be put right. */
            comment: string;
        };
        /** @description Sends a right back. */
        ReturnWaterRightRequest: {
            /** @description What has to be put right. */
            comment: string;
        };
        /** @description An assessment. */
        RewardAssessmentView: {
            /** @description The article of the ceilings. */
            citation: components["schemas"]["CitationBody"];
            /** @description What was said with the return. */
            comment?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            /** @description Who decided. */
            decided_by?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            drafted_at: string;
            /** @description Who drafted it. */
            drafted_by: string;
            /** @description Most that may be excellent. */
            excellent_places: number;
            /** @description Most that may be good. */
            good_places: number;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description By rank. */
            items: components["schemas"]["RewardPlaceView"][];
            /** @description What failed districts lose. */
            right_cuts: components["schemas"]["RewardRightCutView"][];
            /** @description `proposed`, `returned` or `confirmed`. */
            state: string;
            /** @description `district` or `village`. */
            subject: components["schemas"]["RewardSubject"];
            town?: components["schemas"]["Town"] | null;
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /** @description What a village would get, in full. */
        RewardAwardView: {
            /** @description Reward, yuan. */
            reward: string;
            /** @description Why there is no reward. */
            reward_reason?: string | null;
            /** @description Subsidy, yuan. */
            subsidy: string;
            /** @description Why there is no subsidy. */
            subsidy_reason?: string | null;
            /** @description The steps. */
            trace: components["schemas"]["StepBody"][];
            /** @description Assessments that are missing: the amounts are what is certain without them. */
            unassessed: string[];
        };
        /** @description The base data of a village (第七条（一）). Areas in mu, to 4 decimals; land counts once. */
        RewardBaseDataRequest: {
            /** @description With economic crops. */
            economic_area: string;
            /**
             * @description Effectively irrigated area (第三条).
             * @example 400
             */
            effective_area: string;
            /** @description Of that, planted with grain. */
            grain_area: string;
            /** @description With other crops. */
            other_area: string;
            /**
             * @description Of it, reformed.
             * @example 320
             */
            reform_area: string;
            /** @description Water managers, at least one. */
            water_managers: components["schemas"]["RewardManagerRequest"][];
        };
        /** @description The money of a year. */
        RewardBudgetRequest: {
            /** @description Document that fixes it. */
            document: string;
            /** @description For rewards, yuan. */
            reward: string;
            /**
             * @description For subsidies, yuan.
             * @example 300000.00
             */
            subsidy: string;
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /** @description The money of a year. */
        RewardBudgetView: {
            /** @description Document. */
            document: string;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /** @description For rewards, yuan. */
            reward: string;
            /** @description For subsidies, yuan. */
            subsidy: string;
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /**
         * @description `agrees` 与申报一致、`differs` 与申报不符
         * @enum {string}
         */
        RewardCheckOutcome: "agrees" | "differs";
        /** @description A declaration with all that belongs to it. */
        RewardDeclarationDetailView: components["schemas"]["RewardDeclarationView"] & {
            /** @description What it would get. */
            award: components["schemas"]["RewardAwardView"];
            /**
             * Format: uuid
             * @description Its case.
             */
            case_id?: string | null;
            /** @description What is missing for the next step, in words. */
            missing: string[];
            notice?: components["schemas"]["RewardNoticeView"] | null;
            /** @description What was asked for or paid, the latest first. */
            payments: components["schemas"]["RewardDeclarationPaymentView"][];
            /** @description Looks on the spot. */
            sample_checks: components["schemas"]["RewardSampleCheckView"][];
            /** @description Water managers. */
            water_managers: components["schemas"]["RewardManagerRequest"][];
        };
        /** @description What a village was asked for or paid. */
        RewardDeclarationPaymentView: {
            /** @description Reference of the bank. */
            bank_reference?: string | null;
            /** @description Why it failed. */
            failure?: string | null;
            /**
             * Format: uuid
             * @description Line.
             */
            line_id: string;
            /**
             * Format: date
             * @description Day of the payment.
             */
            paid_on?: string | null;
            /**
             * Format: uuid
             * @description Request.
             */
            request_id: string;
            /** @description Reward, yuan. */
            reward: string;
            /** @description `waiting`, `paid`, `failed`, `decided` or `dropped`. */
            state: string;
            /** @description Subsidy, yuan. */
            subsidy: string;
        };
        /**
         * @description `draft` 采集数据、`on_notice` 村级公示、`submitted` 已报镇、`in_summary` 镇审查汇总、`town_reviewed` 县级审查、`approved` 已核定、`withdrawn` 已撤回
         * @enum {string}
         */
        RewardDeclarationState: "draft" | "on_notice" | "submitted" | "in_summary" | "town_reviewed" | "approved" | "withdrawn";
        /** @description A declaration. */
        RewardDeclarationView: {
            /** @description Who approved it for the county. */
            approved_by?: string | null;
            /** @description Why it was sent back last. */
            comment?: string | null;
            district?: components["schemas"]["District"] | null;
            /** @description Who entered the data last. */
            drafted_by: string;
            /** @description Economic crops. */
            economic_area: string;
            /** @description Effectively irrigated area, mu. */
            effective_area: string;
            /** @description Grain. */
            grain_area: string;
            /** @description Who signed as handler. */
            handler?: string | null;
            /** @description Who signed as head. */
            head?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: uuid
             * @description Notice of the data.
             */
            notice_id?: string | null;
            /** @description Other crops. */
            other_area: string;
            /** @description Reformed area. */
            reform_area: string;
            /** @description Who filed it for the town. */
            reviewed_by?: string | null;
            /**
             * Format: date
             * @description When it was sealed.
             */
            sealed_on?: string | null;
            /** @description State. */
            state: components["schemas"]["RewardDeclarationState"];
            /**
             * Format: date-time
             * @description When.
             */
            submitted_at?: string | null;
            /** @description Who submitted it. */
            submitted_by?: string | null;
            /**
             * Format: uuid
             * @description The town's summary.
             */
            summary_id?: string | null;
            /** @description Town. */
            town: components["schemas"]["Town"];
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
            /** @description Code of the village. */
            village: string;
            /** @description Its name. */
            village_name: string;
            /**
             * Format: int32
             * @description Working days that the notice had hung when it was submitted.
             */
            working_days?: number | null;
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /**
         * @description `excellent` 优秀、`good` 良好、`pass` 合格、`fail` 不合格
         * @enum {string}
         */
        RewardGrade: "excellent" | "good" | "pass" | "fail";
        /** @description A water manager. */
        RewardManagerRequest: {
            /**
             * @description What they look after.
             * @example 二支渠至三支渠
             */
            duty: string;
            /** @description Name. */
            name: string;
        };
        /** @description Where a notice stands. */
        RewardNoticeView: {
            /**
             * Format: date
             * @description Last day.
             */
            last_day?: string | null;
            /** @description Number. */
            number?: string | null;
            /**
             * Format: int32
             * @description Objections without an answer.
             */
            open_objections: number;
            /**
             * Format: date
             * @description Day of the posting.
             */
            posted_on?: string | null;
            /** @description `draft`, `posted`, `stopped`, `ended` or `withdrawn`. */
            state: string;
            /**
             * Format: int32
             * @description Whole working days that it has hung.
             */
            working_days: number;
        };
        /** @description A village's line. */
        RewardPaymentLineView: {
            /** @description Number of the account, its middle left out. */
            account_number?: string | null;
            /** @description Reference of the bank. */
            bank_reference?: string | null;
            /**
             * Format: uuid
             * @description Declaration.
             */
            declaration_id: string;
            /** @description Why it failed. */
            failure?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: date
             * @description Day.
             */
            paid_on?: string | null;
            /** @description Reward, yuan. */
            reward: string;
            /** @description Article. */
            reward_article: string;
            /** @description Why it is nothing or less than in full. */
            reward_reason?: string | null;
            /** @description `waiting`, `paid`, `failed`, `decided` (nothing is paid, by decision) or `dropped`. */
            state: string;
            /** @description Subsidy, yuan. */
            subsidy: string;
            /** @description Article. */
            subsidy_article: string;
            /** @description Why it is nothing or less than in full. */
            subsidy_reason?: string | null;
            /** @description Town. */
            town: components["schemas"]["Town"];
            /** @description The steps. */
            trace: components["schemas"]["StepBody"][];
            /** @description Village. */
            village: string;
            /** @description Its name. */
            village_name: string;
        };
        /** @description A payment request. */
        RewardPaymentView: {
            /**
             * Format: date
             * @description When finance answered.
             */
            answered_on?: string | null;
            /**
             * Format: date-time
             * @description When it was sent to finance.
             */
            approved_at?: string | null;
            /** @description Who approved it. */
            approved_by?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            drafted_at: string;
            /** @description Who drafted it. */
            drafted_by: string;
            /** @description Finance's number. */
            finance_number?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Lines, where one request is shown. */
            lines: components["schemas"]["RewardPaymentLineView"][];
            /** @description Number. */
            number: string;
            /** @description Why it was rejected or given up. */
            reason?: string | null;
            /** @description Rewards, yuan. */
            reward: string;
            /** @description `draft`, `requested` (finance has not answered yet), `accepted`, `rejected` or `withdrawn`. */
            state: string;
            /** @description Subsidies, yuan. */
            subsidy: string;
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /** @description A place in the ranking. */
        RewardPlaceView: {
            /** @description Code. */
            code: string;
            /** @description Grade. */
            grade: components["schemas"]["RewardGrade"];
            /** @description Name. */
            name: string;
            /**
             * Format: int32
             * @description Rank; equal scores share it.
             */
            rank: number;
            /** @description Why. */
            reason?: string | null;
            /** @description Points. */
            score: string;
        };
        /**
         * @description `subsidy` 精准补贴、`reward` 节水奖励
         * @enum {string}
         */
        RewardPurse: "subsidy" | "reward";
        /** @description Why something is sent back, given up or cancelled. */
        RewardReasonRequest: {
            /** @description Why. */
            reason: string;
        };
        /** @description What a village would get. */
        RewardReckonedView: {
            /** @description Its declaration. */
            declaration: components["schemas"]["RewardDeclarationView"];
            /** @description Reward, yuan. */
            reward: string;
            /** @description The same for the reward. */
            reward_reason?: string | null;
            /** @description Subsidy, yuan. */
            subsidy: string;
            /** @description Why the subsidy is nothing or less than in full. */
            subsidy_reason?: string | null;
        };
        /** @description A year reckoned. */
        RewardReckoningView: {
            budget?: components["schemas"]["RewardBudgetView"] | null;
            /** @description Approved and not asked for; within the money. */
            due: components["schemas"]["RewardReckonedView"][];
            /** @description Whether the money does not suffice for all: grain comes first. */
            is_short: boolean;
            /** @description Rewards asked for already. */
            requested_reward: string;
            /** @description Subsidies asked for already, yuan. */
            requested_subsidy: string;
            /** @description Assessments that are missing. */
            unassessed: string[];
            /** @description On their way; in full. */
            under_way: components["schemas"]["RewardReckonedView"][];
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /** @description What a failed district loses of next year's water right. */
        RewardRightCutView: {
            /**
             * Format: date-time
             * @description When the water right itself was cut; absent: the decision stands, the right is not registered yet.
             */
            applied_at?: string | null;
            /** @description District. */
            district: components["schemas"]["District"];
            /** @description Why. */
            reason: string;
            /** @description Share (1 = 100 %). */
            share: string;
            /**
             * Format: int32
             * @description Year whose right is cut.
             */
            year: number;
        };
        /** @description A look on the spot (第七条（四）). */
        RewardSampleCheckRequest: {
            /** @description Day. */
            checked_on: string;
            /** @description What was found. */
            finding: string;
            /** @description Who looked. */
            inspectors: string;
            /** @description `agrees` or `differs`. */
            outcome: components["schemas"]["RewardCheckOutcome"];
        };
        /** @description A look on the spot. */
        RewardSampleCheckView: {
            /**
             * Format: date
             * @description Day.
             */
            checked_on: string;
            /** @description What was found. */
            finding: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Who looked. */
            inspectors: string;
            /** @description `agrees` or `differs`. */
            outcome: components["schemas"]["RewardCheckOutcome"];
            /** @description Who recorded it. */
            recorded_by: string;
        };
        /** @description A score. */
        RewardScoreRequest: {
            /** @description Code of the district or village. */
            code: string;
            grade?: components["schemas"]["RewardGrade"] | null;
            /** @description Why; a fail needs one. */
            reason?: string | null;
            /**
             * @description Points, 0 to 100, to 2 decimals.
             * @example 92.50
             */
            score: string;
        };
        /** @description Who signed and sealed (附件8 第七条). */
        RewardSignaturesRequest: {
            /** @description 经办人. */
            handler: string;
            /** @description 负责人, another person. */
            head: string;
            /**
             * Format: uuid
             * @description The attachment of the case that shows signatures and seal.
             */
            sealed_form: string;
            /**
             * @description Day.
             * @example 2026-01-20
             */
            sealed_on: string;
        };
        /** @description Nothing needs to be said. */
        RewardStepRequest: Record<string, never>;
        /**
         * @description `district` 灌区、`village` 村
         * @enum {string}
         */
        RewardSubject: "district" | "village";
        /** @description A summary. */
        RewardSummaryView: {
            /**
             * Format: date-time
             * @description When.
             */
            approved_at?: string | null;
            /** @description Who approved it for the county. */
            approved_by?: string | null;
            /**
             * Format: uuid
             * @description Its case, where the sealed sheet is attached.
             */
            case_id?: string | null;
            /** @description What it sums up. */
            declarations: components["schemas"]["RewardDeclarationView"][];
            /** @description Who drew it up. */
            drafted_by: string;
            /** @description Economic crops of all. */
            economic_area: string;
            /**
             * Format: date-time
             * @description When.
             */
            filed_at?: string | null;
            /** @description Who filed it. */
            filed_by?: string | null;
            /** @description Grain of all. */
            grain_area: string;
            /** @description Who signed as handler. */
            handler?: string | null;
            /** @description Who signed as head. */
            head?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Reformed area of all, mu. */
            reform_area: string;
            /**
             * Format: date
             * @description When it was sealed.
             */
            sealed_on?: string | null;
            /** @description `draft`, `filed`, `approved` or `withdrawn`. */
            state: string;
            /** @description Town. */
            town: components["schemas"]["Town"];
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /** @description What a village received, and what is unaccounted for. */
        RewardUnaccountedView: {
            /**
             * Format: uuid
             * @description Line.
             */
            line_id: string;
            /**
             * Format: date
             * @description Day of the payment.
             */
            paid_on?: string | null;
            /** @description Reward received, yuan. */
            reward: string;
            /** @description Of it, with vouchers. */
            reward_accounted: string;
            /** @description Of it, without. */
            reward_unaccounted: string;
            /** @description Subsidy received, yuan. */
            subsidy: string;
            /** @description Of it, with vouchers. */
            subsidy_accounted: string;
            /** @description Of it, without. */
            subsidy_unaccounted: string;
            /** @description Town. */
            town: components["schemas"]["Town"];
            /** @description Village. */
            village: string;
            /** @description Its name. */
            village_name: string;
            /**
             * Format: int32
             * @description Year.
             */
            year: number;
        };
        /**
         * @description `canal_upkeep` 末级渠系工程维修保养、`manager_pay` 水管员工资、`shared_administration` 管理公共费用、`manager_reward` 奖励水管员
         * @enum {string}
         */
        RewardUse: "canal_upkeep" | "manager_pay" | "shared_administration" | "manager_reward";
        /** @description What is said of a village. */
        RewardVillageFactsRequest: {
            /** @description Bank. */
            account_bank?: string | null;
            /** @description Account: holder. */
            account_name?: string | null;
            /** @description Number. */
            account_number?: string | null;
            district?: components["schemas"]["District"] | null;
            /** @description Name. */
            name: string;
        };
        /** @description A village. */
        RewardVillageView: {
            /** @description Bank. */
            account_bank?: string | null;
            /** @description Account: holder. */
            account_name?: string | null;
            /** @description Number, its middle left out. */
            account_number?: string | null;
            /** @description Code. */
            code: string;
            district?: components["schemas"]["District"] | null;
            /** @description Name. */
            name: string;
            /** @description Town. */
            town: components["schemas"]["Town"];
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
        };
        /** @description A voucher. */
        RewardVoucherView: {
            /** @description Yuan. */
            amount: string;
            /**
             * Format: date-time
             * @description When it was cancelled.
             */
            cancelled_at?: string | null;
            /** @description Why. */
            cancelled_reason?: string | null;
            /** @description `subsidy` or `reward`. */
            fund: components["schemas"]["RewardPurse"];
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Where the paper is kept. */
            kept_at: string;
            /**
             * Format: uuid
             * @description Line.
             */
            line_id: string;
            /** @description Number of the paper. */
            number: string;
            /** @description Who got it. */
            payee: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /**
             * Format: date
             * @description Day.
             */
            spent_on: string;
            /** @description What for. */
            use_code: components["schemas"]["RewardUse"];
        };
        /** @description What a right rests on. */
        RightBasisBody: {
            /** @description Confirmed cultivated area, mu. */
            confirmed_area: string;
            /** @description Mu per crop class. */
            crop_areas: components["schemas"]["CropMuBody"];
            /** @description Irrigated area, mu; not more than the confirmed one. */
            irrigated_area: string;
            /** @description Use of the last three years, the latest first, m³. */
            last_use: string[];
            /** @description State of the works. */
            works: string;
        };
        /** @description A cut. */
        RightCutView: {
            /**
             * Format: date
             * @description Its day.
             */
            decided_on: string;
            /** @description Number of the decision. */
            decision_number: string;
            /** @description District. */
            district: components["schemas"]["District"];
            /** @description Why. */
            ground: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /**
             * Format: int32
             * @description Calendar year whose right is cut.
             */
            year: number;
        };
        /**
         * @description `submitted` 待核准、`returned` 已退回、`withdrawn` 已撤回、`approved` 已核准、`superseded` 已被替代
         * @enum {string}
         */
        RightStanding: "submitted" | "returned" | "withdrawn" | "approved" | "superseded";
        /** @description A row that cannot be stored. */
        RowErrorView: {
            /** @description Stable code. */
            code: string;
            /** @description Title of the column, where one is to blame. */
            column?: string | null;
            /** @description What is wrong and what would be right. */
            message: string;
            /** @description Number of the row in the file, from 1. */
            row: number;
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
        /** @description What a run would bill. Volumes in m³, amounts in yuan. */
        RunSummary: {
            /**
             * Format: int64
             * @description Those of them who have a bill for the period.
             */
            already_billed: number;
            /** @description Basic charges. */
            basic: string;
            /**
             * Format: int64
             * @description Users who would be billed.
             */
            billable: number;
            /** @description Plan volumes of the billable. */
            plan_volume: string;
            /** @description The unbillable by reason. */
            reasons: components["schemas"]["ReasonCount"][];
            /** @description Digest of the rules that it was computed by; a run of before it was kept has none. */
            rules_digest?: string;
            /** @description Surcharges. */
            surcharge: string;
            /** @description Basic charges and surcharges. */
            total: string;
            /**
             * Format: int64
             * @description Users who cannot be billed.
             */
            unbillable: number;
            /** @description Usage of the billable. */
            usage: string;
            /**
             * Format: int64
             * @description Users whom the run concerns.
             */
            users: number;
        };
        /** @description A billing run. */
        RunView: {
            /**
             * Format: int32
             * @description Users billed so far.
             */
            billed: number;
            /**
             * Format: date-time
             * @description When every user had been handled.
             */
            completed_at?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            confirmed_at?: string | null;
            /** @description Who confirmed. */
            confirmed_by?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            created_at: string;
            /** @description Who previewed. */
            created_by: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: date-time
             * @description When it is tried again.
             */
            next_try_at?: string | null;
            /**
             * Format: int64
             * @description How far it has come, 0 to 100.
             */
            percent: number;
            /** @description Measuring period. */
            period: string;
            /** @description Why a running run cannot go on at present, and what to do; other runs go on meanwhile. */
            stalled_reason?: string | null;
            /** @description `previewing`, `previewed`, `running` or `completed`. */
            state: string;
            /** @description The preview's figures. */
            summary: components["schemas"]["RunSummary"];
            /** @description One supply company, or all. */
            supplier?: string | null;
            /**
             * Format: int32
             * @description Users who could not be billed, so far.
             */
            unbilled: number;
            /**
             * Format: int32
             * @description Users to be handled.
             */
            user_count: number;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /**
         * @description `received` 待出具意见、`agreed` 同意、`disagreed` 不同意
         * @enum {string}
         */
        SchemeState: "received" | "agreed" | "disagreed";
        /** @description A scheme with the opinion on it. */
        SchemeView: {
            /** @description Who builds. */
            builder: string;
            /** @description Who designed it. */
            designer: string;
            /** @description Number of the designer's certificate. */
            designer_certificate?: string | null;
            /** @description Whether that is disinfected. */
            disinfected: boolean;
            /** @description What has to be built, with its article. */
            duty: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Whether it lies inside the network of a central system. */
            inside_network: boolean;
            /** @description Whether pipes and outlets are labelled. */
            labelled: boolean;
            /** @description What the scheme provides for. */
            measure: components["schemas"]["Measure"];
            /** @description Number it was recorded under. */
            number: string;
            /** @description What stands against the scheme by the rules of today, each with its article. */
            objections: string[];
            /** @description Its words. */
            opinion?: string | null;
            /** @description Number of the opinion. */
            opinion_number?: string | null;
            /**
             * Format: date
             * @description Its day.
             */
            opinion_on?: string | null;
            /** @description Whether another system can supply it. */
            other_system: boolean;
            /** @description Code of the project. */
            project_code: string;
            /** @description Its name. */
            project_name: string;
            /** @description Whether the pipes are apart from drinking water. */
            separate_pipes: boolean;
            source?: components["schemas"]["Source"] | null;
            /** @description Where it stands. */
            state: components["schemas"]["SchemeState"];
            /**
             * Format: date
             * @description When the builder submitted it.
             */
            submitted_on: string;
            /** @description Town code. */
            town: components["schemas"]["Town"];
            /** @description What the water is used for. */
            uses: components["schemas"]["Use"][];
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
            /** @description What is built. */
            works: components["schemas"]["Works"];
        };
        /** @description A seal of a meter. */
        SealView: {
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /**
             * Format: uuid
             * @description Meter.
             */
            meter_id: string;
            /** @description Its number. */
            meter_number: string;
            /** @description Number on the seal. */
            number: string;
            /**
             * Format: date
             * @description Day.
             */
            put_on: string;
            /** @description Who put it on. */
            put_on_by: string;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /** @description Who recorded that it was taken off. */
            removal_recorded_by?: string | null;
            /**
             * Format: date
             * @description Day on which it was taken off.
             */
            taken_off?: string | null;
            /** @description Who took it off. */
            taken_off_by?: string | null;
            /** @description Why. */
            taken_off_reason?: string | null;
        };
        /**
         * @description `made_good` 补足缺量、`compensated` 补偿损失
         * @enum {string}
         */
        SettlementKind: "made_good" | "compensated";
        /** @description A part that was settled. */
        ShortageSettlementView: {
            /** @description Yuan, where it was paid for. */
            amount?: string | null;
            /** @description How it was done. */
            detail: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description How. */
            kind: components["schemas"]["SettlementKind"];
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /**
             * Format: date
             * @description Day.
             */
            settled_on: string;
            /** @description m³. */
            volume: string;
        };
        /**
         * @description `owed` 待补足、`made_good` 已补足、`compensated` 已补偿
         * @enum {string}
         */
        ShortageState: "owed" | "made_good" | "compensated";
        /** @description A shortage. Volumes in m³. */
        ShortageView: {
            /** @description Why the water was short. */
            cause: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description What is left of it. */
            left: string;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /**
             * Format: date
             * @description The day on which the last part was settled.
             */
            settled_on?: string | null;
            /** @description The parts, in order. */
            settlements: components["schemas"]["ShortageSettlementView"][];
            /**
             * Format: date
             * @description First day.
             */
            short_from: string;
            /**
             * Format: date
             * @description Last day.
             */
            short_to: string;
            /** @description State. */
            state: components["schemas"]["ShortageState"];
            /** @description Company that owes it. */
            supplier: string;
            /** @description User's code. */
            user_code: string;
            /**
             * Format: uuid
             * @description Whom it is owed to.
             */
            user_id: string;
            /** @description User's name. */
            user_name: string;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
            /** @description Volume. */
            volume: string;
        };
        /**
         * @description `municipal` 城镇生活污水、`electroplating` 电镀行业工业污水、`chemical` 化工行业工业污水、`dyeing` 印染行业工业污水、`metallurgy` 冶金行业工业污水、`infectious_hospital` 传染病医院污水、`tuberculosis_hospital` 结核病医院污水、`radioactive` 放射性废水、`toxic` 其他有毒有害污水、`hospital` 其他专科医院或综合医院污水
         * @enum {string}
         */
        Source: "municipal" | "electroplating" | "chemical" | "dyeing" | "metallurgy" | "infectious_hospital" | "tuberculosis_hospital" | "radioactive" | "toxic" | "hospital";
        /**
         * @description `design` 设计、`construction` 施工、`retrofit` 限期补建、`acceptance` 待验收、`accepted` 验收合格、`in_use` 投入使用
         * @enum {string}
         */
        Stage: "design" | "construction" | "retrofit" | "acceptance" | "accepted" | "in_use";
        /**
         * @description `planned` 拟建、`under_way` 在建、`existing` 已建
         * @enum {string}
         */
        Standing: "planned" | "under_way" | "existing";
        /** @description Bills in a state. Amounts in yuan. */
        StateTotals: {
            /**
             * Format: int64
             * @description Bills.
             */
            bills: number;
            /** @description State. */
            state: string;
            /** @description Surcharge. */
            surcharge: string;
            /** @description Basic charge and surcharge. */
            total: string;
        };
        /** @description The drafter's words. */
        StatementRequest: {
            /** @description What is to be said about the thing. */
            statement: string;
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
        /** @description What a village submits (第七条（二）). */
        SubmitRewardDeclarationRequest: {
            /** @description 经办人. */
            handler: string;
            /** @description 负责人, another person. */
            head: string;
            /** @description Attachments of the case that show the notice where it hung. */
            photos: string[];
            /**
             * Format: uuid
             * @description The attachment of the case that shows signatures and seal.
             */
            sealed_form: string;
            /** @description Day, after the notice's last. */
            sealed_on: string;
        };
        /** @description A supplementary reading: its day and value lie between those of the readings before and after. */
        SupplementBody: {
            /** @description Why it comes late, and what it rests on: a record of that day, data of the meter, what was agreed with the user. */
            reason: string;
        };
        /**
         * @description `public_network` 公共管网供水、`self_supplied` 自备水源
         * @enum {string}
         */
        Supply: "public_network" | "self_supplied";
        /** @description A planned stop, as everybody sees it. */
        SupplyStopView: {
            /**
             * Format: date-time
             * @description When users were told.
             */
            announced_at: string;
            /** @description Where water is missing. */
            area: string;
            /**
             * Format: date-time
             * @description When it was given up.
             */
            cancelled_at?: string | null;
            /**
             * Format: date-time
             * @description Until when.
             */
            ends_at: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Why. */
            reason: string;
            /**
             * Format: date-time
             * @description From when.
             */
            starts_at: string;
            /** @description Name of the system. */
            system_name: string;
            /** @description Town code. */
            town: components["schemas"]["Town"];
            /**
             * Format: int32
             * @description How many users a message went to.
             */
            users_told: number;
            /**
             * Format: int32
             * @description How many have no telephone number on record and are told in person.
             */
            users_untold: number;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
        };
        /** @description A band of the overage. */
        SurchargeBandView: {
            /** @description Yuan. */
            amount: string;
            /**
             * Format: int32
             * @description 1 to 3.
             */
            band: number;
            /**
             * @description Share of the base price.
             * @example 0.50
             */
            rate: string;
            /** @description m³. */
            volume: string;
        };
        /** @description The surcharge of a period by band. */
        SurchargeBandsReport: {
            /** @description Bands that occur, the lowest first. */
            items: components["schemas"]["BandTotals"][];
            /** @description Measuring period. */
            period: string;
        };
        /** @description A question to the surcharge calculator. */
        SurchargeCalculatorRequest: {
            /**
             * @description Yuan per m³, to 4 decimals.
             * @example 4.20
             */
            base_price: string;
            /** @description `non_resident` or `special_trade`; others are out of scope. */
            category: components["schemas"]["Category"];
            /**
             * Format: int64
             * @description Days by which it was read early.
             * @example 0
             */
            days_early: number;
            /**
             * Format: int64
             * @description Days by which the meter was read late.
             * @example 0
             */
            days_late: number;
            /** @description `ordinary`, `restricted` or `eliminated`. */
            industry_class: components["schemas"]["IndustryClass"];
            /**
             * Format: int64
             * @description Days in the measuring period.
             * @example 30
             */
            period_days: number;
            /**
             * @description Plan of the period, m³, to 3 decimals.
             * @example 1000
             */
            plan_volume: string;
            /** @description `public_network`; `self_supplied` is out of scope. */
            supply: components["schemas"]["Supply"];
            /**
             * @description Usage of the period, m³, to 3 decimals.
             * @example 1500
             */
            usage: string;
        };
        /** @description A surcharge, with every step. */
        SurchargeCalculatorView: {
            /**
             * @description m³.
             * @example 1000.000
             */
            adjusted_base: string;
            /** @description The three bands of the overage. */
            bands: components["schemas"]["SurchargeBandView"][];
            /**
             * @description Yuan.
             * @example 6300.00
             */
            basic_charge: string;
            /**
             * @description m³.
             * @example 500.000
             */
            overage: string;
            /**
             * @description Yuan: the sum of the bands.
             * @example 1890.00
             */
            surcharge: string;
            /**
             * @description Yuan.
             * @example 8190.00
             */
            total: string;
            /** @description Every step with its article. */
            trace: components["schemas"]["StepBody"][];
        };
        /**
         * @description `central` 集中型、`own` 自建独立
         * @enum {string}
         */
        SystemKind: "central" | "own";
        /**
         * @description `running` 正常供水、`stopped` 事故停供
         * @enum {string}
         */
        SystemState: "running" | "stopped";
        /** @description A system with its managing unit. */
        SystemView: {
            /** @description Whether that is disinfected. */
            disinfected: boolean;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Its incidents, the latest first. */
            incidents: components["schemas"]["IncidentView"][];
            /** @description Central or of one's own. */
            kind: components["schemas"]["SystemKind"];
            /** @description Managing unit. */
            manager: string;
            /** @description Its telephone number, masked. */
            manager_phone?: string | null;
            /** @description Name. */
            name: string;
            /** @description Where the water comes from. */
            source: components["schemas"]["Source"];
            /** @description The strictest limit of each indicator for these uses. */
            standard: components["schemas"]["LimitView"][];
            /** @description Whether it gives water. */
            state: components["schemas"]["SystemState"];
            /** @description Its planned stops, the latest first. */
            stops: components["schemas"]["SupplyStopView"][];
            /**
             * Format: date
             * @description Last day of the next test.
             */
            test_due: string;
            /** @description Whether that day has passed. */
            test_overdue: boolean;
            /** @description Its tests, the latest first. */
            tests: components["schemas"]["TestView"][];
            /** @description Town code. */
            town: components["schemas"]["Town"];
            /** @description Its users. */
            users: components["schemas"]["ReclaimedUserView"][];
            /** @description What the water may be used for. */
            uses: components["schemas"]["Use"][];
            /**
             * Format: int32
             * @description Version.
             */
            version: number;
        };
        /** @description That a seal was taken off. */
        TakeOffSealRequest: {
            /** @description Why. */
            reason: string;
            /**
             * @description Day.
             * @example 2026-10-10
             */
            taken_off: string;
            /** @description Who took it off. */
            taken_off_by: string;
        };
        /** @description A test. */
        TestView: {
            /** @description What was over the strictest standard. */
            exceeded: string[];
            /** @description Number of the report. */
            report: string;
            /** @description Indicator → measured value. */
            results: {
                [key: string]: string;
            };
            /**
             * Format: date
             * @description Day.
             */
            taken_on: string;
        };
        /**
         * @description `longxing` 龙兴镇、`sanquan` 三泉镇、`zezhang` 泽掌镇、`beizhang` 北张镇、`gujiao` 古交镇、`wanan` 万安镇、`yangwang` 阳王镇、`quanzhang` 泉掌镇、`hengqiao` 横桥镇
         * @enum {string}
         */
        Town: "longxing" | "sanquan" | "zezhang" | "beizhang" | "gujiao" | "wanan" | "yangwang" | "quanzhang" | "hengqiao";
        /** @description To whom a case goes. */
        TransferStep: {
            /** @description One person's account, where it is for this person alone. */
            person?: string | null;
            /** @description Why. */
            reason: string;
            /** @description Code of a role: one of the case's `targets`. */
            role: string;
        };
        /**
         * @description `not_in_scope` 不在累进加价范围内、`no_meter` 本期没有用于结算的水表、`no_reading` 没有本期读数、`no_opening_reading` 没有上期读数、`reading_inconsistent` 读数前后矛盾、`meter_not_verified` 水表未经检定、`meter_verification_expired` 水表超过检定周期、`meter_failed` 水表检定不合格、`meter_sealed` 水表已依法封存、`meter_obsolete` 水表属于淘汰或不合标准的种类、`no_assessed_usage` 没有本期核算水量、`no_plan` 没有在执行的用水计划、`no_base_price` 没有适用的基本水价、`adjusted_base_not_positive` 调整后的计费基数不大于0、`rule_not_in_force` 周期最后一天没有生效的规则、`amount_not_chargeable` 水量或金额无法计算
         * @enum {string}
         */
        UnbillableReason: "not_in_scope" | "no_meter" | "no_reading" | "no_opening_reading" | "reading_inconsistent" | "meter_not_verified" | "meter_verification_expired" | "meter_failed" | "meter_sealed" | "meter_obsolete" | "no_assessed_usage" | "no_plan" | "no_base_price" | "adjusted_base_not_positive" | "rule_not_in_force" | "amount_not_chargeable";
        /** @description A user whom a run could not bill. */
        UnbilledView: {
            /** @description What exactly is missing, and the article. */
            detail: string;
            /** @description Reason. */
            reason: components["schemas"]["UnbillableReason"];
            /** @description The reason, for a person. */
            reason_label: string;
            /** @description User's code. */
            user_code: string;
            /**
             * Format: uuid
             * @description User.
             */
            user_id: string;
            /** @description User's name. */
            user_name: string;
        };
        /** @description What has been planted, corrected. */
        UpdatePlantingRequest: {
            /** @description Mu per crop class. */
            areas: components["schemas"]["CropMuBody"];
        };
        /** @description The usage that a new one corrects. */
        UsageCorrectionBody: {
            /** @description Why. */
            reason: string;
            /**
             * Format: uuid
             * @description Which.
             */
            replaces: string;
        };
        /**
         * @description `greening` 城市绿化、`toilet` 冲厕、`street` 道路清扫、`vehicle` 车辆冲洗、`construction` 建筑施工、`fire` 消防、`cooling` 工业冷却、`washing` 工业洗涤、`boiler` 锅炉、`process` 工业工艺、`landscape` 湿地、景观、`recharge` 补充水源水
         * @enum {string}
         */
        Use: "greening" | "toilet" | "street" | "vehicle" | "construction" | "fire" | "cooling" | "washing" | "boiler" | "process" | "landscape" | "recharge";
        /**
         * @description `household` 居民生活、`hospital` 医院、`school` 学校、`government` 机关、`food_processing` 食品加工、`hotel_catering` 宾馆餐饮、`finance` 金融、`service` 服务业、`key_industry` 重点工业、`industry` 工业、`city_construction` 城市建设、`car_washing` 洗车、`greening` 绿化、`entertainment` 娱乐、`bathing` 洗浴、`military` 部队、`other` 其他
         * @enum {string}
         */
        UseClass: "household" | "hospital" | "school" | "government" | "food_processing" | "hotel_catering" | "finance" | "service" | "key_industry" | "industry" | "city_construction" | "car_washing" | "greening" | "entertainment" | "bathing" | "military" | "other";
        /**
         * @description What is known of a verdict.
         * @enum {string}
         */
        Verdict: "passed" | "failed" | "unknown";
        /** @description The opinion of the approval department. */
        VerdictRequest: {
            /** @description What it says. */
            opinion: string;
            /** @description Number of the opinion. */
            opinion_number: string;
            /** @description Its day. */
            opinion_on: string;
            /** @description `passed` or `failed`. */
            verdict: components["schemas"]["EvaluationState"];
        };
        /**
         * @description `verified` 检定合格、`calibrated` 校准、`failed` 检定不合格
         * @enum {string}
         */
        VerificationOutcome: "verified" | "calibrated" | "failed";
        /** @description A verification or calibration. */
        VerificationView: {
            /** @description Certificate. */
            certificate: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description `verified`, `calibrated` or `failed`. */
            outcome: components["schemas"]["VerificationOutcome"];
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /**
             * Format: date
             * @description Last valid day.
             */
            valid_until: string;
            /**
             * Format: date
             * @description Day.
             */
            verified_on: string;
        };
        /** @description What was found. */
        VerifyReportRequest: {
            /** @description What. */
            finding: components["schemas"]["ReportFinding"];
            /** @description How it was looked into. */
            note: string;
            /**
             * Format: uuid
             * @description The user whom it concerns, where that is known.
             */
            user_id?: string | null;
        };
        /** @description What can be reported. */
        ViolationActView: {
            /** @description Where it stands. */
            citation: components["schemas"]["CitationBody"];
            /** @description Code. */
            code: components["schemas"]["ReportedAct"];
            /** @description The act, in words. */
            label: string;
        };
        /** @description A right. Volumes in m³, areas in mu. */
        WaterRightView: {
            /** @description What it rests on. */
            basis: components["schemas"]["RightBasisBody"];
            /** @description What was said with it. */
            comment?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            decided_at?: string | null;
            /** @description Who decided. */
            decided_by?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            drafted_at: string;
            /** @description Who drafted it. */
            drafted_by: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Who holds it. */
            party: components["schemas"]["IrrigationPartyView"];
            /** @description What the provincial quota gives for its crops. */
            quota_volume: string;
            /** @description Where it stands. */
            state: components["schemas"]["RightStanding"];
            /**
             * Format: uuid
             * @description The right that has taken its place.
             */
            superseded_by?: string | null;
            /**
             * Format: int32
             * @description Version for `If-Match`.
             */
            version: number;
            /** @description Volume. */
            volume: string;
            /**
             * Format: int32
             * @description Calendar year.
             */
            year: number;
        };
        /** @description The bills of one group. */
        WaterUseGroup: components["schemas"]["Measures"] & {
            /** @description Code of the group; null for users who have left the data scope since they were billed. */
            group?: string | null;
            /** @description Its Chinese name; null for a supply company, whose name stands in its unit. */
            label?: string | null;
        };
        /** @description The bills of a period by group. */
        WaterUseReport: {
            /** @description What the bills are grouped by. */
            by: components["schemas"]["GroupBy"];
            /** @description Groups with bills, in the order of their codes. */
            items: components["schemas"]["WaterUseGroup"][];
            /** @description Measuring period. */
            period: string;
        };
        /** @description A water user. The telephone number is masked; `/phone` shows it and notes who asked. */
        WaterUserView: {
            /** @description Category. */
            category: components["schemas"]["Category"];
            /** @description Code. */
            code: string;
            /**
             * Format: date-time
             * @description Registered at.
             */
            created_at: string;
            /** @description Unified social credit code. */
            credit_code?: string | null;
            /** @description Belongs to the demonstration county. */
            demonstration: boolean;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Industry class. */
            industry_class: components["schemas"]["IndustryClass"];
            /** @description Name. */
            name: string;
            /** @description Masked: `138****1234`. */
            phone?: string | null;
            recognition?: components["schemas"]["RecognitionView"] | null;
            /** @description Supply company. */
            supplier?: string | null;
            /** @description Supply. */
            supply: components["schemas"]["Supply"];
            /** @description Town. */
            town: components["schemas"]["Town"];
            /**
             * Format: date-time
             * @description Last changed at.
             */
            updated_at: string;
            /** @description Use class. */
            use_class: components["schemas"]["UseClass"];
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
        };
        /** @description The watering that a new one corrects. */
        WateringCorrectionBody: {
            /** @description Why. */
            reason: string;
            /**
             * Format: uuid
             * @description Which.
             */
            replaces: string;
        };
        /** @description A watering. */
        WateringView: {
            /** @description Mu. */
            area: string;
            /** @description Crop class. */
            crop: components["schemas"]["Crop"];
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Whether a bill charges it. */
            is_billed: boolean;
            /** @description Whether another has replaced it: it does not count any more. */
            is_replaced: boolean;
            /** @description How it was measured. */
            method: components["schemas"]["Method"];
            /** @description Whose. */
            party: components["schemas"]["IrrigationPartyView"];
            /** @description Why. */
            reason?: string | null;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /** @description Who recorded it. */
            recorded_by: string;
            /**
             * Format: uuid
             * @description The watering that it replaces.
             */
            replaces?: string | null;
            /** @description m³. */
            volume: string;
            /**
             * Format: date
             * @description Day.
             */
            watered_on: string;
        };
        /**
         * @description `plant` 新建、改建、扩建污水处理厂、`building` 新建、扩建建设工程、`existing` 现有建筑物
         * @enum {string}
         */
        Works: "plant" | "building" | "existing";
        /** @description What an evaluation says, in place of what it said. */
        WriteReportRequest: {
            /** @description Contents, each once. */
            contents: components["schemas"]["ContentRequest"][];
            /** @description Indicators, each once. */
            indicators: components["schemas"]["IndicatorRequest"][];
            /** @description Products and uses, each once. */
            products: components["schemas"]["ProductRequest"][];
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
    list_assessed_usages: {
        parameters: {
            query?: {
                /** @description Code of the user. */
                user_code?: string;
                /** @description Method. */
                assessment_id?: string;
                /** @description Measuring period. */
                period?: string;
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
                    "application/json": components["schemas"]["Page_AssessedUsageView"];
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
    list_balance_tests: {
        parameters: {
            query?: {
                /** @description Code of the user. */
                user_code?: string;
                /** @description State. */
                state?: "filed" | "accepted" | "returned";
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
                    "application/json": components["schemas"]["Page_BalanceTestView"];
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
    create_balance_test: {
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
                "application/json": components["schemas"]["CreateBalanceTestRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceTestView"];
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
    accept_balance_test: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                test_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceTestView"];
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
    return_balance_test: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                test_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnBalanceTestRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BalanceTestView"];
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
    list_base_price_proposals: {
        parameters: {
            query?: {
                /** @description State. */
                state?: "draft" | "submitted" | "returned" | "withdrawn" | "approved";
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
                    "application/json": components["schemas"]["Page_BasePriceProposalView"];
                };
            };
        };
    };
    approve_base_price: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                proposal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideBasePriceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasePriceProposalView"];
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
    return_base_price: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                proposal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnBasePriceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasePriceProposalView"];
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
    withdraw_base_price: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                proposal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideBasePriceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasePriceProposalView"];
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
    list_base_prices: {
        parameters: {
            query?: {
                /** @description Code of the supply company. */
                supplier?: string;
                /** @description Category code. */
                category?: "resident" | "non_resident" | "special_trade" | "agriculture";
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
                    "application/json": components["schemas"]["Page_BasePriceView"];
                };
            };
        };
    };
    create_base_price: {
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
                "application/json": components["schemas"]["CreateBasePriceRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasePriceProposalView"];
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
        };
    };
    list_billing_runs: {
        parameters: {
            query?: {
                /** @description Measuring period. */
                period?: string;
                /** @description `previewing`, `previewed`, `running` or `completed`. */
                state?: string;
                /** @description Code of a supply company. */
                supplier?: string;
                /** @description `period`, `state`, `created_at`; the largest first with `-` in front. The newest first when left out. */
                sort?: string;
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
                    "application/json": components["schemas"]["Page_RunView"];
                };
            };
        };
    };
    preview_billing_run: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRunRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
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
    show_billing_run: {
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
                    "application/json": components["schemas"]["RunView"];
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
    confirm_billing_run: {
        parameters: {
            query?: never;
            header: {
                "if-match": string;
                "idempotency-key": string;
            };
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmRunRequest"];
            };
        };
        responses: {
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunView"];
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
    list_unbilled: {
        parameters: {
            query?: {
                /** @description Reason code. */
                reason?: "not_in_scope" | "no_meter" | "no_reading" | "no_opening_reading" | "reading_inconsistent" | "meter_not_verified" | "meter_verification_expired" | "meter_failed" | "meter_sealed" | "meter_obsolete" | "no_assessed_usage" | "no_plan" | "no_base_price" | "adjusted_base_not_positive" | "rule_not_in_force" | "amount_not_chargeable";
                limit?: number;
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
                    "application/json": components["schemas"]["Page_UnbilledView"];
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
    list_bills: {
        parameters: {
            query?: {
                /** @description Measuring period, `2026Q2` or `2026-06`. */
                period?: string;
                /** @description State. */
                state?: "issued" | "notified" | "overdue" | "paid" | "settled" | "cancelled";
                /** @description Code of a supply company. */
                supplier?: string;
                /** @description Town, as on the bill. */
                town?: "longxing" | "sanquan" | "zezhang" | "beizhang" | "gujiao" | "wanan" | "yangwang" | "quanzhang" | "hengqiao";
                /** @description Nature of the use, as on the bill. */
                category?: "resident" | "non_resident" | "special_trade" | "agriculture";
                /** @description Code of a user. */
                user_code?: string;
                /** @description Billing run. */
                run_id?: string;
                /** @description Part of the bill's number, or of the user's code or name. */
                q?: string;
                /** @description Only bills beyond the plan, or only those within it. */
                over_plan?: boolean;
                /**
                 * @description `number` (when left out), `user_code`, `user_name`, `usage`, `overage`, `basic_charge`, `surcharge`, `total`, `issued_on`,
                 *     `due_on`; the largest first with `-` in front.
                 */
                sort?: string;
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
                    "application/json": components["schemas"]["Page_BillListItem"];
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
    show_bill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bill_id: string;
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
                    "application/json": components["schemas"]["BillView"];
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
    create_credit_bill: {
        parameters: {
            query?: never;
            header: {
                "if-match": string;
                "idempotency-key": string;
            };
            path: {
                bill_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreditBillRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedCreditBillView"];
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
    notify_bill: {
        parameters: {
            query?: never;
            header: {
                "if-match": string;
            };
            path: {
                bill_id: string;
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
                    "application/json": components["schemas"]["BillStandingView"];
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
    create_payment: {
        parameters: {
            query?: never;
            header: {
                "idempotency-key": string;
            };
            path: {
                bill_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterPaymentRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisteredPaymentView"];
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
    recompute_bill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bill_id: string;
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
                    "application/json": components["schemas"]["RecomputationView"];
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
    calculate_irrigation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IrrigationCalculatorRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IrrigationCalculatorView"];
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
    calculate_surcharge: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SurchargeCalculatorRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SurchargeCalculatorView"];
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
    list_correction_orders: {
        parameters: {
            query?: {
                /** @description Code of the supply company. */
                supplier?: string;
                /** @description State. */
                state?: "draft" | "issued" | "withdrawn";
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
                    "application/json": components["schemas"]["Page_OrderView"];
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
    create_correction_order: {
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
                "application/json": components["schemas"]["CreateOrderRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    show_correction_order: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                order_id: string;
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
                    "application/json": components["schemas"]["OrderView"];
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
    approve_correction_order: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    create_replacement_fine: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateFineRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    withdraw_correction_order: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                order_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    list_crop_quotas: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["CropQuotaView"][];
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
    end_commitment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                commitment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndCommitmentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
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
    show_evaluation_result: {
        parameters: {
            query?: {
                /** @description The code that all departments know a project by. */
                project_code?: string;
                /** @description Number in the register; plans have only this. */
                number?: string;
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
                    "application/json": components["schemas"]["EvaluationResult"];
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
        };
    };
    list_evaluations: {
        parameters: {
            query?: {
                /** @description What is evaluated. */
                kind?: "water_plan" | "water_project" | "argued_plan" | "permit_project" | "network_project";
                /** @description State. */
                state?: "draft" | "submitted" | "passed" | "failed";
                /** @description Town. */
                town?: "longxing" | "sanquan" | "zezhang" | "beizhang" | "gujiao" | "wanan" | "yangwang" | "quanzhang" | "hengqiao";
                /** @description Project code. */
                project_code?: string;
                /** @description Part of the name, the applicant's or the number. */
                q?: string;
                /** @description `number`, `name`, `kind`, `state`, `town`, `created_at`; the largest first with `-` in front. `-created_at` when left out. */
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
                    "application/json": components["schemas"]["Page_EvaluationView"];
                };
            };
        };
    };
    create_evaluation: {
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
                "application/json": components["schemas"]["CreateEvaluationRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
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
    show_evaluation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                evaluation_id: string;
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
                    "application/json": components["schemas"]["EvaluationView"];
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
    update_evaluation: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EvaluationFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
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
    file_commitment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileCommitmentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
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
    write_report: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WriteReportRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
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
    return_evaluation: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
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
    submit_evaluation: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
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
    link_user: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkUserRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
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
    decide_evaluation: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerdictRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
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
    withdraw_evaluation: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                evaluation_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EvaluationView"];
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
    list_flow_assessments: {
        parameters: {
            query?: {
                /** @description Code of the user. */
                user_code?: string;
                /** @description State. */
                state?: "submitted" | "approved" | "returned" | "ended";
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
                    "application/json": components["schemas"]["Page_FlowAssessmentView"];
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
    create_flow_assessment: {
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
                "application/json": components["schemas"]["CreateFlowAssessmentRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAssessmentView"];
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
    show_flow_assessment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assessment_id: string;
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
                    "application/json": components["schemas"]["FlowAssessmentView"];
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
    approve_flow_assessment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                assessment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAssessmentView"];
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
    end_flow_assessment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                assessment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndFlowAssessmentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAssessmentView"];
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
    return_flow_assessment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                assessment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnFlowAssessmentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowAssessmentView"];
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
    create_assessed_usage: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                assessment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAssessedUsageRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessedUsageView"];
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
    list_file_imports: {
        parameters: {
            query?: {
                /** @description What the files hold. */
                kind?: "readings" | "water_users" | "plans" | "quotas";
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
                    "application/json": components["schemas"]["Page_FileImportView"];
                };
            };
        };
    };
    show_file_import: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
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
                    "application/json": components["schemas"]["FileImportView"];
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
    show_file_import_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: string;
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
            /** @description The file is not kept any more */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_inspections: {
        parameters: {
            query?: {
                /** @description Code of the user. */
                user_code?: string;
                /** @description Only those without an outcome, or only those with one. */
                open?: boolean;
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
                    "application/json": components["schemas"]["Page_InspectionView"];
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
    create_inspection: {
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
                "application/json": components["schemas"]["CreateInspectionRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionView"];
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
    close_inspection: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                inspection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseInspectionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InspectionView"];
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
    list_irrigation_approvals: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["IrrigationApprovalList"];
                };
            };
        };
    };
    create_irrigation_approval: {
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
                "application/json": components["schemas"]["CreateIrrigationApprovalRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IrrigationApprovalView"];
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
    show_irrigation_balance: {
        parameters: {
            query: {
                /** @description District. */
                district: "muzan" | "gujiao" | "wanan";
                /** @description Calendar year. */
                year: number;
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
                    "application/json": components["schemas"]["IrrigationBalanceView"];
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
    list_irrigation_bills: {
        parameters: {
            query?: {
                /** @description Party. */
                party_id?: string;
                /** @description Calendar year. */
                year?: number;
                /** @description District. */
                district?: "muzan" | "gujiao" | "wanan";
                /** @description State. */
                state?: "issued" | "paid" | "cancelled";
                /** @description Whose number, party's code or name contains this. */
                q?: string;
                /** @description `number`, `party_code`, `volume`, `total` or `issued_on`; the largest first with `-` in front. The latest first when left out. */
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
                    "application/json": components["schemas"]["Page_IrrigationBillListItem"];
                };
            };
        };
    };
    create_irrigation_bills: {
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
                "application/json": components["schemas"]["IssueIrrigationBillsRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedIrrigationBillsView"];
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
    show_irrigation_bill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bill_id: string;
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
                    "application/json": components["schemas"]["IrrigationBillView"];
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
    create_irrigation_credit: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                bill_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["IrrigationCreditRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IrrigationBillView"];
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
    create_irrigation_payment: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                bill_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterIrrigationPaymentRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IrrigationBillView"];
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
    recompute_irrigation_bill: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bill_id: string;
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
                    "application/json": components["schemas"]["IrrigationRecomputationView"];
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
    list_irrigation_districts: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["IrrigationDistrictList"];
                };
            };
        };
    };
    list_irrigation_parties: {
        parameters: {
            query?: {
                /** @description District. */
                district?: "muzan" | "gujiao" | "wanan";
                /** @description Kind. */
                kind?: "association" | "group" | "household";
                /** @description Those that are a part of this one. */
                parent_id?: string;
                /** @description Whose code, name or village contains this. */
                q?: string;
                /** @description `code`, `name` or `town`; the largest first with `-` in front. */
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
                    "application/json": components["schemas"]["Page_IrrigationPartyView"];
                };
            };
        };
    };
    create_irrigation_party: {
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
                "application/json": components["schemas"]["CreateIrrigationPartyRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IrrigationPartyView"];
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
    show_irrigation_party: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                party_id: string;
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
                    "application/json": components["schemas"]["IrrigationPartyDetailView"];
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
    create_planting: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                party_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePlantingRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlantingView"];
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
    update_planting: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                planting_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePlantingRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlantingView"];
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
    check_price_consistency: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["PriceConsistencyView"];
                };
            };
        };
    };
    list_irrigation_prices: {
        parameters: {
            query?: {
                /** @description Only this district. */
                district?: "muzan" | "gujiao" | "wanan";
                /** @description Only this year. */
                year?: number;
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
                    "application/json": components["schemas"]["IrrigationPriceList"];
                };
            };
        };
    };
    list_right_cuts: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["Page_RightCutView"];
                };
            };
        };
    };
    create_right_cut: {
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
                "application/json": components["schemas"]["CreateRightCutRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RightCutView"];
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
    list_water_rights: {
        parameters: {
            query?: {
                /** @description Calendar year. */
                year?: number;
                /** @description District. */
                district?: "muzan" | "gujiao" | "wanan";
                /** @description Kind of the party. */
                kind?: "association" | "group" | "household";
                /** @description Party. */
                party_id?: string;
                /** @description Where it stands. */
                state?: "submitted" | "returned" | "withdrawn" | "approved" | "superseded";
                /** @description `year`, `party_code`, `volume`, `drafted_at` or `id`; the largest first with `-` in front. The latest first when left out. */
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
                    "application/json": components["schemas"]["Page_WaterRightView"];
                };
            };
        };
    };
    create_water_right: {
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
                "application/json": components["schemas"]["CreateWaterRightRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaterRightView"];
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
    show_water_right: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                right_id: string;
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
                    "application/json": components["schemas"]["WaterRightView"];
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
    approve_water_right: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                right_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideWaterRightRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaterRightView"];
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
    return_water_right: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                right_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnWaterRightRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaterRightView"];
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
    withdraw_water_right: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                right_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecideWaterRightRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaterRightView"];
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
    list_waterings: {
        parameters: {
            query?: {
                /** @description Party. */
                party_id?: string;
                /** @description District. */
                district?: "muzan" | "gujiao" | "wanan";
                /** @description Crop class. */
                crop?: "grain" | "economic" | "other";
                /** @description Calendar year. */
                year?: number;
                /** @description Whose code or name contains this. */
                q?: string;
                /** @description `watered_on`, `volume`, `party_code` or `id`; the largest first with `-` in front. The latest first when left out. */
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
                    "application/json": components["schemas"]["Page_WateringView"];
                };
            };
        };
    };
    create_watering: {
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
                "application/json": components["schemas"]["CreateWateringRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WateringView"];
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
    show_meter_dues: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["MeterDuesView"];
                };
            };
        };
    };
    list_meter_seals: {
        parameters: {
            query?: {
                /** @description Meter. */
                meter_id?: string;
                /** @description Part of the number of the seal or of the meter. */
                q?: string;
                /** @description Only those that are on, or only those that were taken off. */
                worn?: boolean;
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
                    "application/json": components["schemas"]["Page_SealView"];
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
    list_meters: {
        parameters: {
            query?: {
                /** @description Part of the number. */
                q?: string;
                /** @description Place. */
                place?: "intake" | "supply_point" | "discharge";
                /** @description Only those in use, or only those taken out. */
                in_use?: boolean;
                /** @description `number` (when left out), `calibre_dn`, `installed_on`, `place`; the largest first with `-` in front. */
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
                    "application/json": components["schemas"]["Page_MeterView"];
                };
            };
        };
    };
    list_meters_due: {
        parameters: {
            query?: {
                /** @description Days ahead: 30, 60 or 90; 90 when left out. */
                within?: number;
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
                    "application/json": components["schemas"]["Page_DueMeterView"];
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
    show_meter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                meter_id: string;
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
                    "application/json": components["schemas"]["MeterView"];
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
    mark_meter_obsolete: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                meter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FromDayRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterView"];
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
    list_readings_of_meter: {
        parameters: {
            query?: {
                /** @description At most so many, 1 to 200; 50 when left out. */
                limit?: number;
                /** @description `next_cursor` of the page before. */
                cursor?: string;
            };
            header?: never;
            path: {
                meter_id: string;
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
                    "application/json": components["schemas"]["Page_ListedReadingView"];
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
    create_reading: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                meter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateReadingRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecordedReadingView"];
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
    remove_meter: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                meter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RemovalRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterView"];
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
    replace_meter: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                meter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplaceMeterRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterReplacementView"];
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
    seal_meter: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                meter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FromDayRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterView"];
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
    create_meter_seal: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                meter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateSealRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealView"];
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
    take_off_meter_seal: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                meter_id: string;
                seal_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TakeOffSealRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SealView"];
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
    unseal_meter: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                meter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterView"];
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
    create_verification: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                meter_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateVerificationRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VerificationView"];
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
    list_plan_adjustments: {
        parameters: {
            query?: {
                /** @description State. */
                state?: "recorded" | "submitted" | "in_force" | "lifted" | "withdrawn";
                /** @description Category. */
                category?: "resident" | "non_resident" | "special_trade" | "agriculture";
                /** @description Reference of an incident. */
                incident?: string;
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
                    "application/json": components["schemas"]["Page_AdjustmentView"];
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
    create_plan_adjustment: {
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
                "application/json": components["schemas"]["CreateAdjustmentRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
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
    show_plan_adjustment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                adjustment_id: string;
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
                    "application/json": components["schemas"]["AdjustmentView"];
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
    approve_plan_adjustment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                adjustment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
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
    record_county_approval: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                adjustment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CountyApprovalRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
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
    lift_plan_adjustment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                adjustment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LiftAdjustmentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
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
    return_plan_adjustment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                adjustment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnAdjustmentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
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
    withdraw_plan_adjustment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                adjustment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AdjustmentView"];
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
    list_plans: {
        parameters: {
            query?: {
                /** @description Water user. */
                user_id?: string;
                /** @description Code of the user. */
                user_code?: string;
                /** @description Calendar year. */
                year?: number;
                /** @description State. */
                state?: "draft" | "submitted" | "approved" | "in_force" | "superseded" | "rejected" | "withdrawn";
                /** @description `year`, `user_code`, `user_name`, `state`, `created_at`; the largest first with `-` in front. `-year` when left out. */
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
                    "application/json": components["schemas"]["Page_PlanView"];
                };
            };
        };
    };
    create_plan: {
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
                "application/json": components["schemas"]["CreatePlanRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
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
    create_plan_import: {
        parameters: {
            query?: {
                /** @description `all_or_nothing` (when left out) or `valid_rows`. */
                mode?: "all_or_nothing" | "valid_rows";
                /** @description Check only, store nothing. */
                dry_run?: boolean;
            };
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                "multipart/form-data": number[];
                "text/csv": number[];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImportResultView"];
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
    show_plan_template: {
        parameters: {
            query?: {
                /** @description `xlsx` (when left out) or `csv`. */
                format?: "csv" | "xlsx";
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
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
        };
    };
    show_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
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
                    "application/json": components["schemas"]["PlanView"];
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
    update_plan: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePlanRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
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
    approve_plan: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
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
    show_quota_basis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                plan_id: string;
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
                    "application/json": components["schemas"]["QuotaBasisView"];
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
    put_quota_basis: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QuotaBasisRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaBasisView"];
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
    create_reduction: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateReductionRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
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
    return_plan: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnPlanRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
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
    submit_plan: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                plan_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanView"];
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
    correct_finding: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                finding_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CorrectFindingRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    list_projects: {
        parameters: {
            query?: {
                /** @description Stage. */
                stage?: "design" | "construction" | "retrofit" | "acceptance" | "accepted" | "in_use";
                /** @description Town. */
                town?: "longxing" | "sanquan" | "zezhang" | "beizhang" | "gujiao" | "wanan" | "yangwang" | "quanzhang" | "hengqiao";
                /** @description Project code. */
                project_code?: string;
                /** @description Part of the name or of the builder's. */
                q?: string;
                /** @description `project_code`, `name`, `town`, `stage`, `created_at`; the largest first with `-` in front. `-created_at` when left out. */
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
                    "application/json": components["schemas"]["Page_ProjectView"];
                };
            };
        };
    };
    create_project: {
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
                "application/json": components["schemas"]["CreateProjectRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    show_project: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: string;
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
                    "application/json": components["schemas"]["ProjectView"];
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
    update_project: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProjectFieldsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    accept_project: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    refuse_project: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    request_acceptance: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    withdraw_acceptance_request: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    start_construction: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    file_document: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileDocumentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    record_evidence: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordEvidenceRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    record_finding: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordFindingRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    use_project: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                project_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectView"];
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
    list_quotas: {
        parameters: {
            query?: {
                /** @description Part of the product. */
                q?: string;
                /** @description Level. */
                level?: "national" | "provincial" | "county";
                /** @description In force on this day. */
                on?: string;
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
                    "application/json": components["schemas"]["Page_QuotaView"];
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
    create_quota: {
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
                "application/json": components["schemas"]["CreateQuotaRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaView"];
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
    create_quota_import: {
        parameters: {
            query?: {
                /** @description `all_or_nothing` (when left out) or `valid_rows`. */
                mode?: "all_or_nothing" | "valid_rows";
                /** @description Check only, store nothing. */
                dry_run?: boolean;
            };
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                "multipart/form-data": number[];
                "text/csv": number[];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImportResultView"];
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
    show_quota_template: {
        parameters: {
            query?: {
                /** @description `xlsx` (when left out) or `csv`. */
                format?: "csv" | "xlsx";
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
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
        };
    };
    end_quota: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                quota_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EndQuotaRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuotaView"];
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
    list_readings: {
        parameters: {
            query?: {
                /** @description Meter. */
                meter_id?: string;
                /** @description Water user. */
                user_id?: string;
                /** @description Number on the meter. */
                meter_number?: string;
                /** @description Code of the user. */
                user_code?: string;
                /** @description Measuring period. */
                period?: string;
                /** @description `periodic`, `install` or `removal`. */
                purpose?: string;
                /** @description Code of the supply company. */
                supplier?: string;
                /** @description `read_on`, `meter_number`, `user_code`, `value`, `recorded_at`; the largest first with `-` in front. `-read_on` when left out. */
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
                    "application/json": components["schemas"]["Page_ListedReadingView"];
                };
            };
        };
    };
    create_reading_import: {
        parameters: {
            query?: {
                /** @description `all_or_nothing` (when left out) or `valid_rows`. */
                mode?: "all_or_nothing" | "valid_rows";
                /** @description Check only, store nothing. */
                dry_run?: boolean;
            };
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                "multipart/form-data": number[];
                "text/csv": number[];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImportResultView"];
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
    show_reading_template: {
        parameters: {
            query?: {
                /** @description `xlsx` (when left out) or `csv`. */
                format?: "csv" | "xlsx";
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
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
        };
    };
    show_reading: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reading_id: string;
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
                    "application/json": components["schemas"]["ReadingView"];
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
    repair_reclaimed_incident: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepairRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemView"];
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
    resume_reclaimed_supply: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                incident_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemView"];
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
    show_reclaimed_opinion: {
        parameters: {
            query: {
                /** @description Code of the project. */
                project_code: string;
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
                    "application/json": components["schemas"]["OpinionView"];
                };
            };
        };
    };
    list_reclaimed_schemes: {
        parameters: {
            query?: {
                /** @description Where it stands. */
                state?: "received" | "agreed" | "disagreed";
                /** @description Code of the project. */
                project_code?: string;
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
                    "application/json": components["schemas"]["Page_SchemeView"];
                };
            };
        };
    };
    record_reclaimed_scheme: {
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
                "application/json": components["schemas"]["RecordSchemeRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemeView"];
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
    show_reclaimed_scheme: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                scheme_id: string;
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
                    "application/json": components["schemas"]["SchemeView"];
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
    give_reclaimed_opinion: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                scheme_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveOpinionRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SchemeView"];
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
    list_reclaimed_systems: {
        parameters: {
            query?: {
                /** @description Whether it gives water. */
                state?: "running" | "stopped";
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
                    "application/json": components["schemas"]["Page_SystemView"];
                };
            };
        };
    };
    create_reclaimed_system: {
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
                "application/json": components["schemas"]["CreateSystemRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemView"];
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
    show_reclaimed_system: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                system_id: string;
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
                    "application/json": components["schemas"]["SystemView"];
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
    report_reclaimed_incident: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                system_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportIncidentRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemView"];
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
    announce_supply_stop: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                system_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnnounceStopRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemView"];
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
    record_reclaimed_test: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                system_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecordTestRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemView"];
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
    create_reclaimed_user: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                system_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateReclaimedUserRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemView"];
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
    approve_replacement_fine: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                fine_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    return_replacement_fine: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                fine_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReturnFineRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderView"];
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
    report_collection: {
        parameters: {
            query: {
                /** @description Measuring period, `2026Q2` or `2026-06`. */
                period: string;
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
                    "application/json": components["schemas"]["CollectionReport"];
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
    report_over_plan_ranking: {
        parameters: {
            query: {
                /** @description Measuring period, `2026Q2` or `2026-06`. */
                period: string;
                /** @description At most so many, 1 to 200; 10 when left out. */
                limit?: number;
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
                    "application/json": components["schemas"]["RankingReport"];
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
    report_periods: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["PeriodsReport"];
                };
            };
        };
    };
    report_surcharge_bands: {
        parameters: {
            query: {
                /** @description Measuring period, `2026Q2` or `2026-06`. */
                period: string;
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
                    "application/json": components["schemas"]["SurchargeBandsReport"];
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
    report_surcharge_collections: {
        parameters: {
            query: {
                /** @description The day, `2026-10-12`: of the payment, or of the credit bill. */
                date: string;
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
                    "application/json": components["schemas"]["CollectionsOfDay"];
                };
            };
        };
    };
    report_water_use: {
        parameters: {
            query: {
                /** @description Measuring period, `2026Q2` or `2026-06`. */
                period: string;
                /** @description What the bills are grouped by. */
                by: "town" | "category" | "supplier" | "use_class";
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
                    "application/json": components["schemas"]["WaterUseReport"];
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
    list_reward_assessments: {
        parameters: {
            query?: {
                /** @description Year. */
                year?: number;
                /** @description `district` or `village`. */
                subject?: "district" | "village";
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
                    "application/json": components["schemas"]["Page_RewardAssessmentView"];
                };
            };
        };
    };
    create_reward_assessment: {
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
                "application/json": components["schemas"]["CreateRewardAssessmentRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardAssessmentView"];
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
    show_reward_assessment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assessment_id: string;
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
                    "application/json": components["schemas"]["RewardAssessmentView"];
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
    update_reward_assessment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                assessment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeRewardAssessmentRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardAssessmentView"];
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
    confirm_reward_assessment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                assessment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardStepRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardAssessmentView"];
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
    return_reward_assessment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                assessment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardReasonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardAssessmentView"];
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
    list_reward_budgets: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["Page_RewardBudgetView"];
                };
            };
        };
    };
    create_reward_budget: {
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
                "application/json": components["schemas"]["RewardBudgetRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardBudgetView"];
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
        };
    };
    list_reward_declarations: {
        parameters: {
            query?: {
                /** @description Year. */
                year?: number;
                /** @description Town. */
                town?: string;
                /** @description Village. */
                village?: string;
                /** @description State. */
                state?: "draft" | "on_notice" | "submitted" | "in_summary" | "town_reviewed" | "approved" | "withdrawn";
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
                    "application/json": components["schemas"]["Page_RewardDeclarationView"];
                };
            };
        };
    };
    create_reward_declaration: {
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
                "application/json": components["schemas"]["CreateRewardDeclarationRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardDeclarationDetailView"];
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
    show_reward_declaration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                declaration_id: string;
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
                    "application/json": components["schemas"]["RewardDeclarationDetailView"];
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
    update_reward_declaration: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                declaration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardBaseDataRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardDeclarationDetailView"];
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
    put_reward_declaration_on_notice: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                declaration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardStepRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardDeclarationDetailView"];
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
    return_reward_declaration: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                declaration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardReasonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardDeclarationDetailView"];
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
    create_reward_sample_check: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                declaration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardSampleCheckRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardSampleCheckView"];
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
    submit_reward_declaration: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                declaration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SubmitRewardDeclarationRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardDeclarationDetailView"];
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
    withdraw_reward_declaration: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                declaration_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardStepRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardDeclarationDetailView"];
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
    list_reward_payments: {
        parameters: {
            query?: {
                /** @description Year. */
                year?: number;
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
                    "application/json": components["schemas"]["Page_RewardPaymentView"];
                };
            };
        };
    };
    create_reward_payment: {
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
                "application/json": components["schemas"]["CreateRewardPaymentRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardPaymentView"];
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
    show_reward_payment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                request_id: string;
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
                    "application/json": components["schemas"]["RewardPaymentView"];
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
    approve_reward_payment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardStepRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardPaymentView"];
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
    withdraw_reward_payment: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                request_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardReasonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardPaymentView"];
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
    show_reward_reckoning: {
        parameters: {
            query: {
                /** @description Year. */
                year: number;
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
                    "application/json": components["schemas"]["RewardReckoningView"];
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
    list_reward_summaries: {
        parameters: {
            query?: {
                /** @description Year. */
                year?: number;
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
                    "application/json": components["schemas"]["Page_RewardSummaryView"];
                };
            };
        };
    };
    create_reward_summary: {
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
                "application/json": components["schemas"]["CreateRewardSummaryRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardSummaryView"];
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
    show_reward_summary: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                summary_id: string;
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
                    "application/json": components["schemas"]["RewardSummaryView"];
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
    approve_reward_summary: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                summary_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardStepRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardSummaryView"];
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
    file_reward_summary: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                summary_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardSignaturesRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardSummaryView"];
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
    withdraw_reward_summary: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                summary_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardStepRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardSummaryView"];
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
    list_reward_unaccounted: {
        parameters: {
            query: {
                /** @description Year. */
                year: number;
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
                    "application/json": components["schemas"]["Page_RewardUnaccountedView"];
                };
            };
        };
    };
    list_reward_villages: {
        parameters: {
            query?: {
                /** @description Town. */
                town?: string;
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
                    "application/json": components["schemas"]["Page_RewardVillageView"];
                };
            };
        };
    };
    create_reward_village: {
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
                "application/json": components["schemas"]["CreateRewardVillageRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardVillageView"];
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
        };
    };
    update_reward_village: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardVillageFactsRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardVillageView"];
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
    list_reward_vouchers: {
        parameters: {
            query?: {
                /** @description Line. */
                line_id?: string;
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
                    "application/json": components["schemas"]["Page_RewardVoucherView"];
                };
            };
        };
    };
    create_reward_voucher: {
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
                "application/json": components["schemas"]["CreateRewardVoucherRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardVoucherView"];
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
    cancel_reward_voucher: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                voucher_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RewardReasonRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RewardVoucherView"];
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
    list_supply_stops: {
        parameters: {
            query?: {
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
                    "application/json": components["schemas"]["Page_SupplyStopView"];
                };
            };
        };
    };
    cancel_supply_stop: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                stop_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmptyRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SystemView"];
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
    list_surcharge_collections: {
        parameters: {
            query: {
                /** @description The day, `2026-10-12`: of the payment, or of the credit bill. */
                date: string;
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
                    "application/json": components["schemas"]["CollectionsOfDay"];
                };
            };
        };
    };
    list_violation_acts: {
        parameters: {
            query?: never;
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
                    "application/json": components["schemas"]["ViolationActView"][];
                };
            };
        };
    };
    show_violation_progress: {
        parameters: {
            query?: never;
            header?: never;
            path: {
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
                    "application/json": components["schemas"]["ReportProgressView"];
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_violation_reports: {
        parameters: {
            query?: {
                /** @description State. */
                state?: "received" | "verified" | "handled";
                /** @description What was reported. */
                act?: "moved_or_dismantled" | "unverified_or_expired" | "accuracy_damaged" | "data_forged" | "structure_altered" | "verification_seal_broken" | "obsolete_or_substandard" | "sealed_meter_used" | "other";
                /** @description Town. */
                town?: "longxing" | "sanquan" | "zezhang" | "beizhang" | "gujiao" | "wanan" | "yangwang" | "quanzhang" | "hengqiao";
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
                    "application/json": components["schemas"]["Page_ReportView"];
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
    create_violation_report: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateReportRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportReceipt"];
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    show_violation_report: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
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
                    "application/json": components["schemas"]["ReportView"];
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
    show_violation_reporter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                report_id: string;
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
                    "application/json": components["schemas"]["ReporterView"];
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
    handle_violation_report: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["HandleReportRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
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
    verify_violation_report: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                report_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VerifyReportRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportView"];
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
    list_water_shortages: {
        parameters: {
            query?: {
                /** @description Code of the user. */
                user_code?: string;
                /** @description Supply company. */
                supplier?: string;
                /** @description State. */
                state?: "owed" | "made_good" | "compensated";
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
                    "application/json": components["schemas"]["Page_ShortageView"];
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
    create_water_shortage: {
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
                "application/json": components["schemas"]["CreateShortageRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShortageView"];
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
    show_water_shortage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                shortage_id: string;
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
                    "application/json": components["schemas"]["ShortageView"];
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
    create_shortage_settlement: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
                "Idempotency-Key": string;
            };
            path: {
                shortage_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateShortageSettlementRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShortageView"];
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
    list_water_users: {
        parameters: {
            query?: {
                /** @description Category code. */
                category?: "resident" | "non_resident" | "special_trade" | "agriculture";
                /** @description Town code. */
                town?: "longxing" | "sanquan" | "zezhang" | "beizhang" | "gujiao" | "wanan" | "yangwang" | "quanzhang" | "hengqiao";
                /** @description Code of the supply company. */
                supplier?: string;
                /** @description Supply code. */
                supply?: "public_network" | "self_supplied";
                /** @description Use class code. */
                use_class?: "household" | "hospital" | "school" | "government" | "food_processing" | "hotel_catering" | "finance" | "service" | "key_industry" | "industry" | "city_construction" | "car_washing" | "greening" | "entertainment" | "bathing" | "military" | "other";
                /** @description Industry class code. */
                industry_class?: "ordinary" | "restricted" | "eliminated";
                /** @description Part of the name or the code. */
                q?: string;
                /** @description `code` (when left out), `name`, `town`, `category`, `created_at`, `updated_at`; the largest first with `-` in front. */
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
                    "application/json": components["schemas"]["Page_WaterUserView"];
                };
            };
        };
    };
    create_water_user: {
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
                "application/json": components["schemas"]["CreateWaterUserRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaterUserView"];
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
    create_water_user_import: {
        parameters: {
            query?: {
                /** @description `all_or_nothing` (when left out) or `valid_rows`. */
                mode?: "all_or_nothing" | "valid_rows";
                /** @description Check only, store nothing. */
                dry_run?: boolean;
            };
            header: {
                "Idempotency-Key": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                "multipart/form-data": number[];
                "text/csv": number[];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileImportResultView"];
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
    show_water_user_template: {
        parameters: {
            query?: {
                /** @description `xlsx` (when left out) or `csv`. */
                format?: "csv" | "xlsx";
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
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                };
            };
        };
    };
    show_water_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
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
                    "application/json": components["schemas"]["WaterUserView"];
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
    update_water_user: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeWaterUserRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WaterUserView"];
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
    list_meters_of_user: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
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
                    "application/json": components["schemas"]["MeterList"];
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
    create_meter: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateMeterRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterView"];
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
    show_phone: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
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
                    "application/json": components["schemas"]["PhoneView"];
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
}
