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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
}
