// Generated from shared/platform/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/v1/managed-notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notices of the units in the data scope, drafts included, the newest first. */
        get: operations["list_managed_notices"];
        put?: never;
        /** Drafts a notice. */
        post: operations["create_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/managed-notices/{notice_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One notice with its objections. */
        get: operations["show_managed_notice"];
        /** Rewrites a draft. */
        put: operations["update_notice"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/managed-notices/{notice_id}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Adds a file to a draft: picture, PDF, Word, Excel or PowerPoint, known by its content. */
        post: operations["attach_to_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/managed-notices/{notice_id}/attachments/{attachment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a notice in the data scope, of a draft too, and withdrawn ones. */
        get: operations["show_managed_notice_attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/managed-notices/{notice_id}/attachments/{attachment_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Withdraws a file of a draft. It is not posted, and stays on record for the staff. */
        post: operations["withdraw_notice_attachment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/managed-notices/{notice_id}/objections/{number}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Answers an objection. When none is open any more, the days left run on from the next day that counts. */
        post: operations["answer_objection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/managed-notices/{notice_id}/objections/{number}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The objector's telephone number, unmasked; who asked stands in the audit trail. */
        get: operations["show_objector_contact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/managed-notices/{notice_id}/posting": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Posts a draft: it is public, and its period begins on the next day that counts. */
        post: operations["post_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/managed-notices/{notice_id}/proofs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Records that a notice hung somewhere. What is recorded is not changed. */
        post: operations["create_notice_proof"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/managed-notices/{notice_id}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes a notice back while its period runs or stands. */
        post: operations["withdraw_notice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notice-kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The kinds of notices that the department posts, with the rule of today. */
        get: operations["list_notice_kinds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published notices, the newest first. */
        get: operations["list_notices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices.rss": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published notices as an RSS 2.0 feed, the newest first; each with its text and a link to its page. */
        get: operations["show_notice_feed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices/{notice_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One published notice with its objections and their answers. */
        get: operations["show_notice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices/{notice_id}/attachments/{attachment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A file of a published notice. */
        get: operations["show_notice_attachment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/notices/{notice_id}/objections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Objects to a notice. Needs no login; an address may do so a few times a minute. */
        post: operations["create_objection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
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
    "/v1/outgoing-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages to people, a row for each recipient, the newest first. */
        get: operations["list_outgoing_messages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/outgoing-messages/{delivery_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Has a delivery that failed or was given up tried again at once. The receiving system sees the same id as before. */
        post: operations["retry_outgoing_message"];
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
        /** @description Something that is wrong. */
        AlertView: {
            /** @description Stable code; the heading in `docs/operations/README.md`. */
            code: string;
            /** @description What is wrong and what to do, for a person. */
            message: string;
            /** @description How bad it is. */
            severity: components["schemas"]["Severity"];
        };
        /** @description The answer to an objection; all of it is published. */
        AnswerRequest: {
            /** @description The answer. */
            answer: string;
            /** @description What came of it. */
            outcome: components["schemas"]["ObjectionOutcome"];
            /** @description What the objection is about, without names. */
            subject: string;
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
        /** @description Why a file is withdrawn. */
        AttachmentWithdrawal: {
            /** @description Why; not published. */
            reason: string;
        };
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
         * @description Where a delivery stands.
         * @enum {string}
         */
        DeliveryState: "queued" | "failed" | "sent" | "given_up" | "withdrawn";
        /** @description A message to one recipient. Telephone numbers are masked. */
        DeliveryView: {
            /** @description `webhook`; or `log`, which writes a line and sends nothing. */
            adaptor?: string | null;
            /** @description Number (masked) or account. */
            address: string;
            /**
             * Format: int32
             * @description Tries since it was queued.
             */
            attempts: number;
            /** @description `phone` or `account`. */
            channel: string;
            /**
             * Format: date-time
             * @description When it was queued first.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Identity, which went along with every try.
             */
            id: string;
            /** @description Kind of the message, e.g. `bill.notified`. */
            kind: string;
            /** @description Why the last try failed, or why it is not sent any more. */
            last_error?: string | null;
            /** @description Page of the thing it tells of. */
            link: string;
            /** @description Name of the recipient. */
            name: string;
            /**
             * Format: date-time
             * @description When it is tried next.
             */
            next_try_at?: string | null;
            /** @description The receiving system's number of it. */
            reference?: string | null;
            /**
             * Format: date-time
             * @description When the receiving system took it.
             */
            sent_at?: string | null;
            /** @description `queued`, `failed`, `sent`, `given_up` or `withdrawn`. */
            state: components["schemas"]["DeliveryState"];
            /** @description Its text. */
            text: string;
            /** @description Unit whose business it is. */
            unit?: string | null;
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
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
        /** @description A notice for those who work on it. */
        ManagedNotice: components["schemas"]["NoticeView"] & {
            /** @description Whoever wrote it last. */
            drafted_by: string;
            /** @description Files, withdrawn ones too. */
            managed_attachments: components["schemas"]["AttachmentView"][];
            /** @description Objections with who made them. */
            managed_objections: components["schemas"]["ManagedObjection"][];
            /** @description Whoever posted it. */
            posted_by?: string | null;
            /** @description Who may post it: `not_the_drafter` or `anybody` with the right. */
            poster: string;
            /** @description Whoever took it back. */
            withdrawn_by?: string | null;
        };
        /** @description An objection with who made it; the telephone number is masked. */
        ManagedObjection: {
            /** @description The answer. */
            answer?: string | null;
            /**
             * Format: date-time
             * @description When it was answered.
             */
            answered_at?: string | null;
            /** @description It came after the period. */
            late: boolean;
            /** @description Who made it. */
            name: string;
            /**
             * Format: int32
             * @description Number within the notice.
             */
            number: number;
            /** @description `accepted`, `partly_accepted` or `rejected`. */
            outcome?: string | null;
            /** @description Their number, masked. */
            phone: string;
            /**
             * Format: date-time
             * @description When it came.
             */
            received_at: string;
            /** @description What it is about, as published. */
            subject?: string | null;
            /** @description In their words. */
            text: string;
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
        /** @description A file of a notice, as everybody reads it. */
        NoticeFile: {
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
        };
        /** @description A published notice in a list. */
        NoticeItem: {
            /** @description Whom it concerns. */
            audience: string;
            /**
             * Format: int32
             * @description Days that are left, today included where it counts; while it runs or stands.
             */
            days_left?: number | null;
            /** @description Invented, for the demonstration. */
            demonstration: boolean;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Code of the kind. */
            kind: string;
            /** @description Name of the kind. */
            kind_title: string;
            /**
             * Format: date
             * @description Last day of the period, unless it stands.
             */
            last_day?: string | null;
            /** @description Number. */
            number?: string | null;
            /**
             * Format: int32
             * @description Objections so far.
             */
            objections: number;
            /**
             * Format: date
             * @description Day of the posting.
             */
            posted_on?: string | null;
            /** @description `draft`, `posted`, `stopped`, `ended` or `withdrawn`. */
            state: components["schemas"]["NoticeState"];
            /** @description Title. */
            title: string;
            /** @description Unit whose business it is. */
            unit: string;
            /**
             * Format: int32
             * @description Version, for `If-Match`.
             */
            version: number;
        };
        /** @description A kind of notice as the rules have it today. */
        NoticeKindView: {
            /**
             * Format: int32
             * @description Working days within which an objection is answered.
             */
            answer_within: number;
            /** @description The article. */
            citation: components["schemas"]["CitationBody"];
            /** @description Code. */
            code: string;
            /** @description Which days count: `natural_days` or `working_days`. */
            counting: string;
            /**
             * Format: int32
             * @description Length of the period.
             */
            days: number;
            /** @description Why it is read so. */
            interpretation?: string | null;
            /** @description What an objection does: `stops_the_clock` or `recorded_only`. */
            objection: string;
            /** @description Who may post: `not_the_drafter` or `anybody` with the right. */
            poster: string;
            /** @description What shows the posting: `platform` or `photograph`. */
            proof: string;
            /** @description Name. */
            title: string;
        };
        NoticeKinds: {
            /** @description Largest attachment of a notice, bytes. */
            attachment_limit_bytes: number;
            /** @description All that have a rule today. */
            items: components["schemas"]["NoticeKindView"][];
        };
        /** @description That a notice hung somewhere. */
        NoticeProofView: {
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description Where. */
            place: string;
            /** @description Where the photograph or record is kept. */
            record: string;
            /**
             * Format: date-time
             * @description When.
             */
            recorded_at: string;
            /**
             * Format: date
             * @description Day on which it was seen there.
             */
            seen_on: string;
        };
        /** @description What a notice says. */
        NoticeRequest: {
            /**
             * @description Whom it concerns, in words.
             * @example 古交灌区各受益村用水户
             */
            audience: string;
            /** @description Text. */
            body: string;
            /** @description Code of the kind. */
            kind: string;
            /** @description Title. */
            title: string;
            /** @description Unit whose business it is; one's own when left out. */
            unit?: string | null;
        };
        /**
         * @description State of a notice.
         * @enum {string}
         */
        NoticeState: "draft" | "posted" | "stopped" | "ended" | "withdrawn";
        /** @description A published notice. */
        NoticeView: components["schemas"]["NoticeItem"] & {
            /** @description Files. */
            attachments: components["schemas"]["NoticeFile"][];
            /** @description Text. */
            body: string;
            citation?: components["schemas"]["CitationBody"] | null;
            /**
             * @description SHA-256 of what was posted, which has stayed as it was: over kind, title, audience, text, and name and SHA-256 of each
             *     file, each in UTF-8 after its length as eight bytes, the largest first.
             */
            content_sha256?: string | null;
            /**
             * @description Which days count: `natural_days` or `working_days`.
             * @example working_days
             */
            counting: string;
            /**
             * Format: int32
             * @description Length of the period.
             */
            days: number;
            /** @description Why it is read so, where the text leaves a choice. */
            interpretation?: string | null;
            /**
             * Format: date-time
             * @description Moment of the posting.
             */
            posted_at?: string | null;
            /** @description Where it hung. */
            proofs: components["schemas"]["NoticeProofView"][];
            /** @description Objections by number. */
            published_objections: components["schemas"]["PublicObjection"][];
            /**
             * Format: date
             * @description Day on which its clock was stopped, while it stands.
             */
            stopped_on?: string | null;
            /** @description Why it was taken back. */
            withdrawn_reason?: string | null;
        };
        /**
         * @description What came of an objection.
         * @enum {string}
         */
        ObjectionOutcome: "accepted" | "partly_accepted" | "rejected";
        /** @description That an objection has arrived. */
        ObjectionReceipt: {
            /** @description It came after the period: it is answered, and stops nothing. */
            late: boolean;
            /** @description Number of the notice. */
            notice_number?: string | null;
            /**
             * Format: int32
             * @description Number of the objection within it.
             */
            number: number;
            /**
             * Format: date-time
             * @description When it came.
             */
            received_at: string;
            /** @description State of the notice now. */
            state: components["schemas"]["NoticeState"];
        };
        /** @description An objection. The same `id` again is the same objection: whoever does not know whether it arrived sends it again. */
        ObjectionRequest: {
            /**
             * Format: uuid
             * @description Made by the sender.
             */
            id: string;
            /** @description Name; never published. */
            name: string;
            /** @description Telephone number; never published. */
            phone: string;
            /** @description What is objected to and why; not published in these words. */
            text: string;
        };
        /** @description Who made an objection. */
        ObjectorContact: {
            /** @description Name. */
            name: string;
            /** @description Telephone number. */
            phone: string;
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
        Page_DeliveryView: {
            /** @description The items, in order. */
            items: {
                /** @description `webhook`; or `log`, which writes a line and sends nothing. */
                adaptor?: string | null;
                /** @description Number (masked) or account. */
                address: string;
                /**
                 * Format: int32
                 * @description Tries since it was queued.
                 */
                attempts: number;
                /** @description `phone` or `account`. */
                channel: string;
                /**
                 * Format: date-time
                 * @description When it was queued first.
                 */
                created_at: string;
                /**
                 * Format: uuid
                 * @description Identity, which went along with every try.
                 */
                id: string;
                /** @description Kind of the message, e.g. `bill.notified`. */
                kind: string;
                /** @description Why the last try failed, or why it is not sent any more. */
                last_error?: string | null;
                /** @description Page of the thing it tells of. */
                link: string;
                /** @description Name of the recipient. */
                name: string;
                /**
                 * Format: date-time
                 * @description When it is tried next.
                 */
                next_try_at?: string | null;
                /** @description The receiving system's number of it. */
                reference?: string | null;
                /**
                 * Format: date-time
                 * @description When the receiving system took it.
                 */
                sent_at?: string | null;
                /** @description `queued`, `failed`, `sent`, `given_up` or `withdrawn`. */
                state: components["schemas"]["DeliveryState"];
                /** @description Its text. */
                text: string;
                /** @description Unit whose business it is. */
                unit?: string | null;
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
        Page_NoticeItem: {
            /** @description The items, in order. */
            items: {
                /** @description Whom it concerns. */
                audience: string;
                /**
                 * Format: int32
                 * @description Days that are left, today included where it counts; while it runs or stands.
                 */
                days_left?: number | null;
                /** @description Invented, for the demonstration. */
                demonstration: boolean;
                /**
                 * Format: uuid
                 * @description Identity.
                 */
                id: string;
                /** @description Code of the kind. */
                kind: string;
                /** @description Name of the kind. */
                kind_title: string;
                /**
                 * Format: date
                 * @description Last day of the period, unless it stands.
                 */
                last_day?: string | null;
                /** @description Number. */
                number?: string | null;
                /**
                 * Format: int32
                 * @description Objections so far.
                 */
                objections: number;
                /**
                 * Format: date
                 * @description Day of the posting.
                 */
                posted_on?: string | null;
                /** @description `draft`, `posted`, `stopped`, `ended` or `withdrawn`. */
                state: components["schemas"]["NoticeState"];
                /** @description Title. */
                title: string;
                /** @description Unit whose business it is. */
                unit: string;
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
        /** @description Work under way. */
        ProgressView: {
            /**
             * Format: int64
             * @description How much of it is done.
             */
            done: number;
            /** @description Kind of work, e.g. `billing_run`. */
            kind: string;
            /** @description Why it cannot go on at present. */
            stalled_reason?: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            started_at?: string | null;
            /** @description What it is, for people. */
            title: string;
            /**
             * Format: int64
             * @description How much it is.
             */
            total: number;
        };
        /** @description Where a notice hung, and where that is kept. */
        ProofRequest: {
            /**
             * @description Where it hung.
             * @example 古交村村务公开栏
             */
            place: string;
            /**
             * @description Where the photograph is kept.
             * @example 照片 3 张，档案 2026-GS-12
             */
            record: string;
            /** @description Day on which it was seen there. */
            seen_on: string;
        };
        /** @description An objection as it is published: without who made it, and in the clerk's words. */
        PublicObjection: {
            /** @description The answer. */
            answer?: string | null;
            /**
             * Format: date-time
             * @description When it was answered.
             */
            answered_at?: string | null;
            /** @description It came after the period and stopped nothing. */
            late: boolean;
            /**
             * Format: int32
             * @description Number within the notice.
             */
            number: number;
            /** @description `accepted`, `partly_accepted` or `rejected`. */
            outcome?: string | null;
            /**
             * Format: date-time
             * @description When it came.
             */
            received_at: string;
            /** @description What it is about; once it is answered. */
            subject?: string | null;
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
        /**
         * @description How bad it is.
         * @enum {string}
         */
        Severity: "warning" | "critical";
        /** @description How a service stands. */
        StateView: {
            /** @description What is wrong, and what to do. */
            alerts: components["schemas"]["AlertView"][];
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
             * Format: int64
             * @description How long the last message that this process handled was under way since it was written, seconds.
             */
            last_lag_seconds?: number | null;
            /**
             * Format: date-time
             * @description When it last handled a message.
             */
            last_received_at?: string | null;
            /** @description Migrations that have run, the latest first. */
            migrations: components["schemas"]["MigrationView"][];
            /** @description What waits to be sent. */
            outbox: components["schemas"]["OutboxView"];
            /** @description Long work under way. A service of the version before does not say it. */
            progress: components["schemas"]["ProgressView"][];
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
        /** @description Why a notice is taken back. */
        WithdrawalRequest: {
            /** @description Why; published in its place. */
            reason: string;
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
    list_managed_notices: {
        parameters: {
            query?: {
                /** @description Only those of this kind. */
                kind?: string;
                /** @description Only those in this state. */
                state?: "draft" | "posted" | "stopped" | "ended" | "withdrawn";
                /** @description `title`, `posted_on`, `last_day`, `objections`; the largest first with `-` in front. The newest first when left out. */
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
                    "application/json": components["schemas"]["Page_NoticeItem"];
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
    create_notice: {
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
                "application/json": components["schemas"]["NoticeRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedNotice"];
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
    show_managed_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
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
                    "application/json": components["schemas"]["ManagedNotice"];
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
    update_notice: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NoticeRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedNotice"];
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
    attach_to_notice: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                notice_id: string;
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
    show_managed_notice_attachment: {
        parameters: {
            query?: {
                /** @description To be shown (pictures and PDF), not saved. */
                inline?: boolean;
            };
            header?: never;
            path: {
                notice_id: string;
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
    withdraw_notice_attachment: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                notice_id: string;
                attachment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttachmentWithdrawal"];
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
    answer_objection: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                notice_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AnswerRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedNotice"];
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
    show_objector_contact: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
                number: number;
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
                    "application/json": components["schemas"]["ObjectorContact"];
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
    post_notice: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                notice_id: string;
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
                    "application/json": components["schemas"]["ManagedNotice"];
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
    create_notice_proof: {
        parameters: {
            query?: never;
            header: {
                "Idempotency-Key": string;
            };
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProofRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NoticeProofView"];
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
    withdraw_notice: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WithdrawalRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ManagedNotice"];
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
    list_notice_kinds: {
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
                    "application/json": components["schemas"]["NoticeKinds"];
                };
            };
        };
    };
    list_notices: {
        parameters: {
            query?: {
                /** @description Only those of this kind. */
                kind?: string;
                /** @description Only those in this state. */
                state?: "draft" | "posted" | "stopped" | "ended" | "withdrawn";
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
                    "application/json": components["schemas"]["Page_NoticeItem"];
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
    show_notice_feed: {
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
                    "application/rss+xml": string;
                };
            };
        };
    };
    show_notice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
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
                    "application/json": components["schemas"]["NoticeView"];
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
    show_notice_attachment: {
        parameters: {
            query?: {
                /** @description To be shown (pictures and PDF), not saved. */
                inline?: boolean;
            };
            header?: never;
            path: {
                notice_id: string;
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
    create_objection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                notice_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ObjectionRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ObjectionReceipt"];
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
                /** @description `seq`, `actor`; the largest first with `-` in front. The newest first when left out. */
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
    list_outgoing_messages: {
        parameters: {
            query?: {
                /** @description Only those in this state. */
                state?: "queued" | "failed" | "sent" | "given_up" | "withdrawn";
                /** @description Only those of this kind of message, e.g. `bill.notified`. */
                kind?: string;
                /** @description Only those whose recipient's name contains this. */
                name?: string;
                /** @description `created_at`, `sent_at`, `name`, `attempts`; the largest first with `-` in front. The newest first when left out. */
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
                    "application/json": components["schemas"]["Page_DeliveryView"];
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
    retry_outgoing_message: {
        parameters: {
            query?: never;
            header: {
                "If-Match": string;
            };
            path: {
                delivery_id: string;
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
                    "application/json": components["schemas"]["DeliveryView"];
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
