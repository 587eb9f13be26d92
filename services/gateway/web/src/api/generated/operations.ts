// Generated from shared/platform/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/v1/operations/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 操作日志，新的在前。 */
        get: operations["list_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 核对操作日志：有没有被改动、删除或者插入。 */
        get: operations["verify_audit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/audit/{seq}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一条操作日志，附操作前后的内容。谁打开过也记入日志。 */
        get: operations["show_entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/dead-letters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages that could not be handled, with the reason; without what they say, which may concern people. */
        get: operations["list_dead_letters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/dead-letters/{dead_letter_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One dead letter with the message as it came. Who opened it stands in the audit log: it may concern people. */
        get: operations["show_dead_letter"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/dead-letters/{dead_letter_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Puts a dead letter back into the queue; the inbox still absorbs it if it had its effect meanwhile. */
        post: operations["replay_dead_letter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/outbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits in the outbox. */
        get: operations["show_outbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/operations/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 服务的运行情况：版本、数据库结构、待发消息、队列、死信、后台任务。 */
        get: operations["show_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/todos": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What waits for me, the most urgent first. */
        get: operations["list_todos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/todos/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much waits for me. */
        get: operations["count_todos"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/todos/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Notes that I have seen these to-dos. The same again changes nothing. */
        post: operations["mark_todos_read"];
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
        /** @description One thing that is checked. */
        CheckView: {
            /** @description `database`, `migrations`, `relay`, `consumer`, `draining`. */
            name: string;
            /** @description Whether it is well. */
            ok: boolean;
        };
        /** @description An article. */
        CitationBody: {
            /** @description Article. */
            article: string;
            /** @description Document number. */
            document: string;
        };
        /** @description A message that could not be handled. */
        DeadLetter: {
            /**
             * Format: int32
             * @description How often it was tried.
             */
            attempts: number;
            /**
             * Format: uuid
             * @description Id of this record.
             */
            id: string;
            /** @description Message type; empty when it could not be read. */
            kind: string;
            /** @description Id of the message; empty when it could not be read. */
            message_id: string;
            /**
             * Format: date-time
             * @description When it was parked.
             */
            parked_at: string;
            /** @description Why it was parked. */
            reason: string;
            /**
             * Format: date-time
             * @description When it was put back into the queue, if it was.
             */
            replayed_at?: string | null;
            /** @description By whom. */
            replayed_by?: string | null;
        };
        /**
         * @description How near the last day of a to-do is.
         * @enum {string}
         */
        DueState: "overdue" | "soon" | "later" | "undated";
        /** @description An entry, without the states before and after. */
        EntryView: {
            /** @description What was done. */
            action: string;
            /** @description Who: account, or `system:<job>`. */
            actor: string;
            /** @description From where. */
            address?: string | null;
            /** @description What the browser said it was. */
            agent?: string | null;
            /** @description Kind of thing. */
            entity: string;
            /** @description Its id. */
            entity_id: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /**
             * Format: date-time
             * @description When.
             */
            occurred_at: string;
            /** @description The reason that was given. */
            reason?: string | null;
            /** @description The request in which it was done. */
            request_id: string;
            /** @description Role codes at that time. */
            roles: string[];
            /**
             * Format: int64
             * @description Number in the chain.
             */
            seq: number;
            /** @description Code of the person's unit at that time; absent for jobs. */
            unit?: string | null;
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
        /** @description One thing that is wrong with the log. */
        Finding: {
            /** @description What was done. */
            kind: components["schemas"]["FindingKind"];
            /** @description The same in words, for people. */
            message: string;
            /**
             * Format: int64
             * @description Number of the entry, as it stands in the log; of missing ones the first.
             */
            seq: number;
            /**
             * Format: int64
             * @description The last of several missing ones; else the same number.
             */
            through: number;
        };
        /**
         * @description What was done to the log.
         * @enum {string}
         */
        FindingKind: "changed" | "removed" | "inserted" | "head" | "forked";
        /** @description The end of a log: noted elsewhere, it shows later that the log was not rewritten as a whole. Written `<seq>:<hash>`. */
        Head: {
            /** @description Its hash. */
            hash: string;
            /**
             * Format: int64
             * @description Number of the last entry.
             */
            seq: number;
        };
        /** @description How a job's runs went. */
        JobState: {
            /**
             * Format: int64
             * @description How long it took, milliseconds.
             */
            duration_ms: number;
            /**
             * Format: date-time
             * @description End of the last run that failed.
             */
            failed_at?: string | null;
            /**
             * Format: int64
             * @description Those that failed.
             */
            failures: number;
            /**
             * Format: date-time
             * @description End of the last run.
             */
            finished_at: string;
            /** @description Why that one failed; empty when the last run worked. */
            last_error?: string | null;
            /** @description Name. */
            name: string;
            /**
             * Format: int64
             * @description Runs so far.
             */
            runs: number;
            /**
             * Format: date-time
             * @description End of the last run that worked.
             */
            succeeded_at?: string | null;
            /** @description Title for people. */
            title: string;
        };
        /** @description A migration that has run. */
        MigrationView: {
            /**
             * Format: date-time
             * @description When.
             */
            applied_at: string;
            /** @description Its version. */
            version: string;
        };
        /** @description An entry with the states before and after; secrets and personal numbers in them are masked. */
        OpenedEntryView: components["schemas"]["EntryView"] & {
            /** @description State after, if there is one. */
            after?: Record<string, never> | null;
            /** @description State before, if there was one. */
            before?: Record<string, never> | null;
            /** @description Its own hash. */
            hash: string;
            /** @description Hash of the entry before. */
            previous_hash: string;
        };
        /** @description A dead letter with the message as it came. */
        OpenedLetter: components["schemas"]["DeadLetter"] & {
            /** @description The message as it came. */
            body: string;
        };
        /** @description What waits in the outbox. */
        OutboxState: {
            /** @description Why the last try to send it failed, if it did. */
            last_error?: string | null;
            /**
             * Format: date-time
             * @description When the oldest of them was stored.
             */
            oldest?: string | null;
            /**
             * Format: int64
             * @description Messages not yet confirmed by the broker.
             */
            waiting: number;
        };
        /** @description What waits in the outbox. */
        OutboxView: {
            /** @description Why the last try to send it failed, if it did. */
            last_error?: string | null;
            /**
             * Format: date-time
             * @description When the oldest of them was stored.
             */
            oldest?: string | null;
            /**
             * Format: int64
             * @description Its age, seconds.
             */
            oldest_seconds?: number | null;
            /**
             * Format: int64
             * @description Messages not yet confirmed by the broker.
             */
            waiting: number;
        };
        /** @description A page of a list. */
        Page_DeadLetter: {
            /** @description The items, in order. */
            items: {
                /**
                 * Format: int32
                 * @description How often it was tried.
                 */
                attempts: number;
                /**
                 * Format: uuid
                 * @description Id of this record.
                 */
                id: string;
                /** @description Message type; empty when it could not be read. */
                kind: string;
                /** @description Id of the message; empty when it could not be read. */
                message_id: string;
                /**
                 * Format: date-time
                 * @description When it was parked.
                 */
                parked_at: string;
                /** @description Why it was parked. */
                reason: string;
                /**
                 * Format: date-time
                 * @description When it was put back into the queue, if it was.
                 */
                replayed_at?: string | null;
                /** @description By whom. */
                replayed_by?: string | null;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_EntryView: {
            /** @description The items, in order. */
            items: {
                /** @description What was done. */
                action: string;
                /** @description Who: account, or `system:<job>`. */
                actor: string;
                /** @description From where. */
                address?: string | null;
                /** @description What the browser said it was. */
                agent?: string | null;
                /** @description Kind of thing. */
                entity: string;
                /** @description Its id. */
                entity_id: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                occurred_at: string;
                /** @description The reason that was given. */
                reason?: string | null;
                /** @description The request in which it was done. */
                request_id: string;
                /** @description Role codes at that time. */
                roles: string[];
                /**
                 * Format: int64
                 * @description Number in the chain.
                 */
                seq: number;
                /** @description Code of the person's unit at that time; absent for jobs. */
                unit?: string | null;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_TodoView: {
            /** @description The items, in order. */
            items: {
                /** @description How near it is. */
                due: components["schemas"]["DueState"];
                /**
                 * Format: date
                 * @description Last day.
                 */
                due_on?: string | null;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Kind, e.g. `plan.approve`. */
                kind: string;
                /** @description Page of the front end where it is done. */
                link: string;
                /**
                 * Format: date-time
                 * @description Since when it waits.
                 */
                opened_at: string;
                /** @description Whether it is for me alone; else anybody with my role may do it. */
                personal: boolean;
                /** @description What is to be done. */
                title: string;
                /** @description Unit whose business it is; none: the department's. */
                unit?: string | null;
                /** @description Whether I have not seen it. */
                unread: boolean;
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
        /** @description One queue. */
        QueueState: {
            /**
             * Format: int32
             * @description Who receives from it.
             */
            consumers: number;
            /** @description Whether it exists; a queue is declared when a sender or its receiver first runs. */
            exists: boolean;
            /** @description Its name, e.g. `finance.inbox`. */
            name: string;
            /**
             * Format: int32
             * @description Messages that wait; those that a consumer has in hand are not counted.
             */
            ready: number;
        };
        /** @description A department's queues. */
        QueueStates: {
            /** @description Why nothing is known, if so. */
            error?: string | null;
            /** @description Inbox, retry and dead queue; empty when the broker does not answer. */
            queues: components["schemas"]["QueueState"][];
        };
        /** @description Which were seen. */
        ReadRequest: {
            /** @description Ids, at most 200; all that wait when left out. */
            ids?: string[] | null;
        };
        /** @description How a service stands. */
        StateView: {
            /** @description What it checks of itself, as `/readyz` says it. */
            checks: components["schemas"]["CheckView"][];
            /**
             * Format: int64
             * @description Parked messages that wait for somebody.
             */
            dead_letters_waiting: number;
            /** @description What runs by itself, with the last run of each. */
            jobs: components["schemas"]["JobState"][];
            /**
             * Format: date-time
             * @description When it last handled a message.
             */
            last_received_at?: string | null;
            /** @description Migrations that have run, the latest first. */
            migrations: components["schemas"]["MigrationView"][];
            /** @description What waits to be sent. */
            outbox: components["schemas"]["OutboxView"];
            /** @description Its queues, as far as the broker tells. */
            queues: components["schemas"]["QueueStates"];
            /** @description Its name. */
            service: string;
            /**
             * Format: date-time
             * @description Since when this process runs.
             */
            started_at: string;
            /** @description Which build answers. */
            version: components["schemas"]["Version"];
        };
        /** @description How many to-dos somebody has. */
        TodoCounts: {
            /**
             * Format: int64
             * @description All.
             */
            open: number;
            /**
             * Format: int64
             * @description Of them overdue.
             */
            overdue: number;
            /**
             * Format: int64
             * @description Of them due today or within three days.
             */
            soon: number;
            /**
             * Format: int64
             * @description Of them not seen yet.
             */
            unread: number;
        };
        /** @description Something that waits for me. */
        TodoView: {
            /** @description How near it is. */
            due: components["schemas"]["DueState"];
            /**
             * Format: date
             * @description Last day.
             */
            due_on?: string | null;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Kind, e.g. `plan.approve`. */
            kind: string;
            /** @description Page of the front end where it is done. */
            link: string;
            /**
             * Format: date-time
             * @description Since when it waits.
             */
            opened_at: string;
            /** @description Whether it is for me alone; else anybody with my role may do it. */
            personal: boolean;
            /** @description What is to be done. */
            title: string;
            /** @description Unit whose business it is; none: the department's. */
            unit?: string | null;
            /** @description Whether I have not seen it. */
            unread: boolean;
        };
        /** @description What a verification of the audit log found. */
        VerificationView: {
            /**
             * Format: int64
             * @description Entries read.
             */
            entries: number;
            /** @description What is wrong, in the order of the log. */
            findings: components["schemas"]["Finding"][];
            /** @description The end of the log: noted elsewhere, it shows later that the log was not rewritten as a whole. */
            head: components["schemas"]["Head"];
            /** @description Whether every entry is as it was written. */
            intact: boolean;
            /**
             * Format: date-time
             * @description When it was verified.
             */
            verified_at: string;
        };
        /** @description A build. */
        Version: {
            /** @description When it was built, when the build was told (`JIANGZHOU_BUILT_AT`, RFC 3339). */
            built_at?: string | null;
            /** @description Version of the packages. */
            package: string;
            /** @description `git describe` of the sources, when the build was told (`JIANGZHOU_REVISION`). */
            revision?: string | null;
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
    list_entries: {
        parameters: {
            query?: {
                /** @description Who: account, or `system:<job>`. */
                actor?: string;
                /** @description What was done, e.g. `bill.pay`; `bill.` means all that is done to bills. */
                action?: string;
                /** @description Kind of thing, e.g. `bill`. */
                entity?: string;
                /** @description Its id. */
                entity_id?: string;
                /** @description The request in which it was done. */
                request_id?: string;
                /** @description From this moment. */
                from?: string;
                /** @description Up to before this moment. */
                until?: string;
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
                    "application/json": components["schemas"]["Page_EntryView"];
                };
            };
        };
    };
    verify_audit: {
        parameters: {
            query?: {
                /** @description An end of the log that was noted earlier, `<seq>:<hash>`: the log must still hold it. */
                noted?: string;
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
                    "application/json": components["schemas"]["VerificationView"];
                };
            };
        };
    };
    show_entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                seq: number;
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
                    "application/json": components["schemas"]["OpenedEntryView"];
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
    list_dead_letters: {
        parameters: {
            query?: {
                /** @description Leave out those that were replayed; the default. */
                waiting?: boolean;
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
                    "application/json": components["schemas"]["Page_DeadLetter"];
                };
            };
        };
    };
    show_dead_letter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
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
                    "application/json": components["schemas"]["OpenedLetter"];
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
    replay_dead_letter: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                dead_letter_id: string;
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
                    "application/json": components["schemas"]["DeadLetter"];
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
    show_outbox: {
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
                    "application/json": components["schemas"]["OutboxState"];
                };
            };
        };
    };
    show_state: {
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
                    "application/json": components["schemas"]["StateView"];
                };
            };
        };
    };
    list_todos: {
        parameters: {
            query?: {
                /** @description Only those that are `overdue`, due `soon` (today or within three days), `later`, or `undated`. */
                due?: "overdue" | "soon" | "later" | "undated";
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
                    "application/json": components["schemas"]["Page_TodoView"];
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
    count_todos: {
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
                    "application/json": components["schemas"]["TodoCounts"];
                };
            };
        };
    };
    mark_todos_read: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TodoCounts"];
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
