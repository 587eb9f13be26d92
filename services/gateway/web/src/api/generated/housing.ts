// Generated from services/housing/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/v1/calculators/vote": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether a vote passes, and what it still needs (新政办函〔2023〕11号 三（三）; 民法典 第二百七十八条), by the rules in force today. */
        post: operations["calculate_vote"];
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
        /**
         * @description What a ballot says.
         * @enum {string}
         */
        BallotRequest: "agree" | "disagree" | "invalid" | "none";
        /** @description An article. */
        CitationBody: {
            /** @description Article. */
            article: string;
            /** @description Document number. */
            document: string;
        };
        /** @description Who agrees; areas in m². */
        ConsentView: {
            /**
             * @description Area of the units that agree.
             * @example 400.00
             */
            area: string;
            /** @description Whether both measures reach the threshold; told also when participation does not. */
            met: boolean;
            /**
             * Format: int64
             * @description Owners who count as agreeing.
             */
            owners: number;
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
         * @description What is voted on.
         * @enum {string}
         */
        MatterRequest: "use_of_fund" | "raise_fund" | "rebuild" | "change_of_use";
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
        /** @description Who takes part; areas in m². */
        ParticipationView: {
            /**
             * @description Area of the units with a valid ballot.
             * @example 700.00
             */
            area: string;
            /** @description Whether both measures reach the threshold. */
            met: boolean;
            /**
             * Format: int64
             * @description Owners with a valid ballot.
             */
            owners: number;
            /**
             * @description Area of all units.
             * @example 1000.00
             */
            total_area: string;
            /**
             * Format: int64
             * @description All owners.
             */
            total_owners: number;
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
        /** @description What one threshold still lacks; zero where it is reached. */
        ShortfallView: {
            /**
             * @description Least area, m².
             * @example 0.01
             */
            area: string;
            /**
             * Format: int64
             * @description Least number of owners.
             */
            owners: number;
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
        /** @description What a vote that has not passed still needs; each measure by itself. */
        StillNeededView: {
            /** @description To reach consent among those who take part now. */
            consent: components["schemas"]["ShortfallView"];
            /** @description To reach participation. */
            participation: components["schemas"]["ShortfallView"];
        };
        /** @description A unit with its ballot. */
        UnitRequest: {
            /** @description Floor area, m² with at most 2 decimals; above zero. */
            area: string;
            /** @description What the ballot says on the item. */
            ballot: components["schemas"]["BallotRequest"];
            /** @description Identifier, unique in the list. */
            id: string;
            /** @description Identifier of the owner; co-owners are one owner. */
            owner: string;
        };
        /**
         * @description A vote on one item by the owners of all units in scope.
         * @example {
         *       "matter": "use_of_fund",
         *       "units": [
         *         {
         *           "area": "98.60",
         *           "ballot": "agree",
         *           "id": "1-1-101",
         *           "owner": "o1"
         *         },
         *         {
         *           "area": "112.35",
         *           "ballot": "disagree",
         *           "id": "1-1-102",
         *           "owner": "o2"
         *         },
         *         {
         *           "area": "98.60",
         *           "ballot": "none",
         *           "id": "1-1-201",
         *           "owner": "o3"
         *         }
         *       ]
         *     }
         */
        VoteRequest: {
            /** @description What is voted on. */
            matter: components["schemas"]["MatterRequest"];
            /** @description Every unit in scope, also those without a ballot; at least one. */
            units: components["schemas"]["UnitRequest"][];
        };
        /** @description The result of a vote. */
        VoteView: {
            /** @description Who agrees. */
            consent: components["schemas"]["ConsentView"];
            /** @description Who takes part. */
            participation: components["schemas"]["ParticipationView"];
            /** @description Whether both thresholds are reached. */
            passed: boolean;
            still_needed?: components["schemas"]["StillNeededView"] | null;
            /** @description Every step with its article. */
            trace: components["schemas"]["StepBody"][];
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
    calculate_vote: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["VoteRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VoteView"];
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
