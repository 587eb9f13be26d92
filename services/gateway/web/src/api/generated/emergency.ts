// Generated from services/emergency/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/v1/calculators/construction-grade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grade and response level of a construction accident (新政办发〔2023〕28号 附件4、附件5), by the plan in force today. */
        post: operations["calculate_construction_grade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/calculators/supply-grade": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Grade and response level of a water supply emergency (新政办发〔2023〕27号 附件4、附件5), by the plan in force today. */
        post: operations["calculate_supply_grade"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/incident-reports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Incident reports, the newest first (flow S5). */
        get: operations["list_incident_reports"];
        put?: never;
        post?: never;
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
        /** The plans in force today. */
        get: operations["list_plans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{plan}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A plan as it stands today: levels, who decides, measures, units, working groups. */
        get: operations["show_plan"];
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Approves a change. */
        ApproveRuleChangeRequest: {
            /** @description What there is to say. */
            comment?: string | null;
        };
        /** @description Grade and response level that a plan's criteria lead to, with the reasons. */
        AssessmentView: {
            /** @description The criteria that lead to the grade, all that tie; empty when not graded. */
            decided_by: components["schemas"]["CriterionView"][];
            /** @description Grade of the incident. */
            grade: components["schemas"]["GradeView"];
            response_level?: components["schemas"]["LevelView"] | null;
            starts_by?: components["schemas"]["StarterView"] | null;
            /** @description Every step with its article. */
            trace: components["schemas"]["StepBody"][];
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
        /**
         * @description Figures of a construction accident. All are needed: unknown is not zero.
         * @example {
         *       "at_risk_trapped_missing": 0,
         *       "beyond_county_capacity": false,
         *       "deaths": 1,
         *       "direct_loss": "3500000.00",
         *       "serious_injuries": 12
         *     }
         */
        ConstructionGradeRequest: {
            /**
             * Format: int64
             * @description People at risk, trapped or missing.
             */
            at_risk_trapped_missing: number;
            /** @description Whether the accident is beyond the county's capacity. */
            beyond_county_capacity: boolean;
            /**
             * Format: int64
             * @description People killed.
             */
            deaths: number;
            /** @description Direct economic loss, yuan with exactly 2 decimals. */
            direct_loss: string;
            /**
             * Format: int64
             * @description People seriously injured, acute industrial poisoning included.
             */
            serious_injuries: number;
        };
        /**
         * @description A criterion.
         * @enum {string}
         */
        CriterionView: "affected_population_share" | "affected_area_share" | "deaths" | "serious_injuries" | "direct_loss" | "at_risk_trapped_missing";
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
        /** @description A field that is wrong. */
        FieldErrorBody: {
            /** @description Stable code. */
            code: string;
            /** @description What is wrong, in Chinese. */
            message: string;
            /** @description JSON pointer. */
            pointer: string;
        };
        /**
         * @description Grade of an incident.
         * @enum {string}
         */
        GradeView: "particularly_major" | "major" | "larger" | "ordinary" | "not_graded";
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
        /** @description An incident report. It has no plan, and so neither grade nor level. */
        IncidentReportView: {
            /** @description In words. */
            detail: string;
            /** @description The grade by that plan; none without one. */
            grade?: string | null;
            /**
             * Format: uuid
             * @description The incident, as the water bureau knows it.
             */
            incident_id: string;
            /** @description `limit_exceeded` or `other`. */
            kind: string;
            /** @description Its managing unit. */
            manager: string;
            /** @description Its number there. */
            number: string;
            /**
             * Format: date-time
             * @description When it happened.
             */
            occurred_at: string;
            /** @description The plan that a person assigned; none yet. */
            plan?: string | null;
            /**
             * Format: date-time
             * @description When it was received.
             */
            received_at: string;
            /** @description The department that reported it. */
            source: string;
            /**
             * Format: date-time
             * @description When the supply was stopped.
             */
            stopped_at: string;
            /** @description The reclaimed-water system. */
            system_name: string;
            /** @description Code of the town. */
            town: string;
            /**
             * Format: int32
             * @description How many users a message went to.
             */
            users_told: number;
            /**
             * Format: int32
             * @description How many are told in person.
             */
            users_untold: number;
        };
        /**
         * @description Response level.
         * @enum {string}
         */
        LevelView: "I" | "II" | "III" | "IV";
        /** @description A measure. */
        MeasureView: {
            /** @description Code. */
            code: string;
            /**
             * Format: int32
             * @description Number within the article.
             */
            item?: number | null;
            /** @description What is to be done, in our own words. */
            text: string;
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
        /** @description A page of a list. */
        Page_IncidentReportView: {
            /** @description The items, in order. */
            items: {
                /** @description In words. */
                detail: string;
                /** @description The grade by that plan; none without one. */
                grade?: string | null;
                /**
                 * Format: uuid
                 * @description The incident, as the water bureau knows it.
                 */
                incident_id: string;
                /** @description `limit_exceeded` or `other`. */
                kind: string;
                /** @description Its managing unit. */
                manager: string;
                /** @description Its number there. */
                number: string;
                /**
                 * Format: date-time
                 * @description When it happened.
                 */
                occurred_at: string;
                /** @description The plan that a person assigned; none yet. */
                plan?: string | null;
                /**
                 * Format: date-time
                 * @description When it was received.
                 */
                received_at: string;
                /** @description The department that reported it. */
                source: string;
                /**
                 * Format: date-time
                 * @description When the supply was stopped.
                 */
                stopped_at: string;
                /** @description The reclaimed-water system. */
                system_name: string;
                /** @description Code of the town. */
                town: string;
                /**
                 * Format: int32
                 * @description How many users a message went to.
                 */
                users_told: number;
                /**
                 * Format: int32
                 * @description How many are told in person.
                 */
                users_untold: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_PlanSummaryView: {
            /** @description The items, in order. */
            items: {
                /** @description The regulation. */
                citation: components["schemas"]["CitationBody"];
                /**
                 * @description Code: first part of its rule keys.
                 * @example supply
                 */
                code: string;
                /** @description Its response levels, highest first. */
                levels: components["schemas"]["LevelView"][];
                /** @description Name. */
                name: string;
                /** @description What it applies to, in our own words. */
                scope: string;
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
        /** @description A plan in a list. */
        PlanSummaryView: {
            /** @description The regulation. */
            citation: components["schemas"]["CitationBody"];
            /**
             * @description Code: first part of its rule keys.
             * @example supply
             */
            code: string;
            /** @description Its response levels, highest first. */
            levels: components["schemas"]["LevelView"][];
            /** @description Name. */
            name: string;
            /** @description What it applies to, in our own words. */
            scope: string;
        };
        /** @description A plan as it stands today. */
        PlanView: components["schemas"]["PlanSummaryView"] & {
            /** @description Its response levels, highest first. */
            responses: components["schemas"]["ResponseView"][];
            /** @description Units that take part, with their duties. */
            units: components["schemas"]["UnitView"][];
            /** @description Working groups of the on-site command. */
            working_groups: components["schemas"]["WorkingGroupView"][];
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
        /** @description A response level: who decides, what is done. */
        ResponseView: {
            /** @description Title of who ends it. */
            ends_by_title: string;
            includes?: components["schemas"]["LevelView"] | null;
            /** @description Level. */
            level: components["schemas"]["LevelView"];
            /** @description The level's own measures. */
            measures: components["schemas"]["MeasureView"][];
            /** @description The article of the measures. */
            measures_citation: components["schemas"]["CitationBody"];
            /** @description The article. */
            start_citation: components["schemas"]["CitationBody"];
            /** @description Why the text is read so, where it leaves a choice. */
            start_interpretation?: string | null;
            /** @description Who starts it. */
            starts_by: components["schemas"]["StarterView"];
            /** @description His title. */
            starts_by_title: string;
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
        /**
         * @description Who starts a response.
         * @enum {string}
         */
        StarterView: "office_head" | "commander" | "chief_commander";
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
        /**
         * @description Figures of a water supply emergency. All are needed: unknown is not zero.
         * @example {
         *       "affected_area_km2": "6.125",
         *       "affected_population": 32000,
         *       "expected_outage_hours": 60,
         *       "served_population": 100000,
         *       "supply_area_km2": "24.5"
         *     }
         */
        SupplyGradeRequest: {
            /** @description Area without water, km² with at most 6 decimals; at most the area supplied. */
            affected_area_km2: string;
            /**
             * Format: int64
             * @description Residents without water; at most those served.
             */
            affected_population: number;
            /**
             * Format: int64
             * @description Expected hours until supply is restored; nothing is graded below 48.
             */
            expected_outage_hours: number;
            /**
             * Format: int64
             * @description People served by the city supply; above zero.
             */
            served_population: number;
            /** @description Area supplied, km² with at most 6 decimals; above zero. */
            supply_area_km2: string;
        };
        /** @description A unit that takes part. */
        UnitView: {
            /** @description Code. */
            code: string;
            /** @description Its printed duties, in our own words; empty where it does as the command orders. */
            duties: string[];
            /** @description Name. */
            name: string;
        };
        /** @description A working group. */
        WorkingGroupView: {
            /** @description Code. */
            code: string;
            /** @description Duties, in our own words. */
            duties: string[];
            /** @description Who leads it. */
            leads: string[];
            /** @description Names of the member units. */
            members: string[];
            /** @description How members are found where none are printed. */
            members_note?: string | null;
            /** @description Name. */
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
    calculate_construction_grade: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConstructionGradeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentView"];
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
    calculate_supply_grade: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SupplyGradeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssessmentView"];
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
    list_incident_reports: {
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
                    "application/json": components["schemas"]["Page_IncidentReportView"];
                };
            };
        };
    };
    list_plans: {
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
                    "application/json": components["schemas"]["Page_PlanSummaryView"];
                };
            };
        };
    };
    show_plan: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example supply */
                plan: string;
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
}
