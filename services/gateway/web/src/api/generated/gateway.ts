// Generated from services/gateway/openapi.json by `npm run generate`. Do not edit.

export interface paths {
    "/.well-known/jwks.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 验证访问令牌用的公钥（JWKS）。 */
        get: operations["show_key_set"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/openid-configuration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 令牌签发者的说明（OpenID Connect Discovery）。 */
        get: operations["show_openid_configuration"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 账号列表。 */
        get: operations["list_accounts"];
        put?: never;
        /** 新建账号：返回只显示一次的初始密码，首次登录须修改。 */
        post: operations["create_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/accounts/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 一个账号。 */
        get: operations["show_account"];
        /** 修改账号的姓名、角色、岗位、单位和数据范围，从下一个请求起生效。 */
        put: operations["update_account"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/accounts/{username}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重新启用账号。 */
        post: operations["activate_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/accounts/{username}/deactivate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 停用账号：其会话全部结束。 */
        post: operations["deactivate_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/accounts/{username}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 某账号关联的统一身份认证（一页列全）。 */
        get: operations["list_links"];
        put?: never;
        /** 把账号关联到统一身份认证里的一个人。 */
        post: operations["link_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/accounts/{username}/links/{issuer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 解除关联：通过它登录的会话全部结束。 */
        delete: operations["unlink_account"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/accounts/{username}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 重置密码：返回只显示一次的新密码，下次登录须修改；其会话全部结束。 */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/accounts/{username}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 某账号的登录会话。 */
        get: operations["list_sessions_of"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/accounts/{username}/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 结束某账号的一个登录会话。 */
        delete: operations["end_session_of"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/accounts/{username}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 解除登录锁定。 */
        post: operations["unlock_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/exports": {
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
    "/api/identity/v1/exports/{export_id}": {
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
    "/api/identity/v1/exports/{export_id}/file": {
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
    "/api/identity/v1/imports/{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 导入账号或单位：先校验；默认全部无误才保存。新账号的初始密码只在这次答复中出现。 */
        post: operations["import_people"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/imports/{kind}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 校验文件，退回原表并在末列写明每行的错误；不保存任何内容。 */
        post: operations["mark_errors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/imports/{kind}/template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 导入模板。 */
        get: operations["show_template"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 登录：换取访问令牌。
         * @description A wrong name and a wrong password get the same answer.
         */
        post: operations["log_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/login-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 登录日志，新的在前。 */
        get: operations["list_logins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/login-log/own": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 自己的登录日志，新的在前。 */
        get: operations["list_own_logins"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 退出登录：结束续期令牌所在的会话。 */
        post: operations["log_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 当前登录的账号。 */
        get: operations["show_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/oidc": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 可用于登录的统一身份认证。 */
        get: operations["list_issuers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/oidc/{issuer}/authorization": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 开始通过统一身份认证登录：返回要去的地址，并在这个浏览器里留一个凭据。 */
        post: operations["begin_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/oidc/{issuer}/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 完成通过统一身份认证的登录：换取访问令牌。 */
        post: operations["finish_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/operations/audit": {
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
    "/api/identity/v1/operations/audit/verification": {
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
    "/api/identity/v1/operations/audit/{seq}": {
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
    "/api/identity/v1/operations/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * 全部服务的运行情况；没有应答的服务如实列出，不影响其他服务。
         * @description Each service is asked under the caller's own token, and decides itself what it tells.
         */
        get: operations["show_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/operations/state": {
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
    "/api/identity/v1/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** 修改自己的密码：其他会话全部结束，返回新的令牌。 */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/posts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 岗位列表：登录后人人可查，各页面据此把岗位编码显示为名称。 */
        get: operations["list_posts"];
        put?: never;
        /** 设置岗位：单位里的一个职位，以及它带有的角色。 */
        post: operations["create_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/posts/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 修改岗位的名称和角色：在岗人员从下一个请求起按新的角色办理。 */
        put: operations["update_post"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * 续期：用续期令牌换取下一对令牌。
         * @description A refresh token that comes a second time ends the session.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 角色列表（一页列全）。 */
        get: operations["list_roles"];
        put?: never;
        /** 登记角色。 */
        post: operations["create_role"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/roles/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 修改角色的名称和所属部门。 */
        put: operations["update_role"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/saved-queries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 自己保存的查询。 */
        get: operations["list_saved_queries"];
        put?: never;
        /** 保存一个查询；同名的被替换。 */
        post: operations["save_query"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/saved-queries/{query_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 删除自己保存的查询。 */
        delete: operations["delete_saved_query"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 自己的登录会话。 */
        get: operations["list_own_sessions"];
        put?: never;
        post?: never;
        /** 结束自己的其他登录会话，只留正在用的这一个。 */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** 结束自己的一个登录会话（例如遗忘在别处的设备）。 */
        delete: operations["end_own_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 单位列表：登录后人人可查，各页面据此把单位编码显示为名称。 */
        get: operations["list_units"];
        put?: never;
        /** 登记单位。 */
        post: operations["create_unit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/v1/units/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** 修改单位的名称和主管的服务；编码、类别和上级单位不能更改。 */
        put: operations["update_unit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 各服务的状态：正常、部分异常、没有应答。 */
        get: operations["show_status"];
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
        /** @description A link of an account to somebody at an issuer. */
        AccountLinkView: {
            /** @description Short name of the issuer; of one that is not in the settings any more, its former name, or its URL if another issuer is called so now. */
            issuer: string;
            /**
             * Format: date-time
             * @description When.
             */
            linked_at: string;
            /** @description Who linked them. */
            linked_by: string;
            /** @description Who it is there. */
            subject: string;
        };
        /** @description An account. */
        AccountView: {
            /** @description Whether the person may log in. */
            active: boolean;
            /**
             * Format: date-time
             * @description Since when.
             */
            created_at: string;
            /** @description Codes of the roles that the person has: those given and those of the posts. */
            effective_roles: string[];
            /**
             * Format: date-time
             * @description Last log-in.
             */
            last_login_at?: string | null;
            /**
             * Format: date-time
             * @description Log-ins under this name are suspended until then, from some network or from everywhere.
             */
            locked_until?: string | null;
            /** @description The password has to be changed before anything else is possible. */
            must_change_password: boolean;
            /** @description Name for people. */
            name: string;
            /** @description Codes of the posts. */
            posts: string[];
            /** @description Codes of the roles given to the person. */
            roles: string[];
            /** @description Rows that the person may see. */
            scope: components["schemas"]["ScopeBody"];
            /** @description Code of the unit. */
            unit: string;
            /**
             * Format: date-time
             * @description Last change by an administrator.
             */
            updated_at: string;
            /** @description Log-in name. */
            username: string;
            /**
             * Format: int32
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description Something that is wrong. */
        AlertView: {
            /** @description Stable code; the heading in `docs/operations/README.md`. */
            code: string;
            /** @description What is wrong and what to do, for a person. */
            message: string;
            /** @description How bad it is. */
            severity: components["schemas"]["Severity"];
        };
        BTreeMap: {
            [key: string]: string;
        };
        /** @description One thing that a service checked. */
        CheckStatusView: {
            /** @description `database`, `migrations`, `relay`, `consumer`, `draining`. */
            name: string;
            /** @description Whether it is well. */
            ok: boolean;
            /** @description The same in Chinese. */
            title: string;
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
        /** @description A new account. */
        CreateAccountRequest: {
            /** @description Name for people. */
            name: string;
            /** @description Codes of the posts. */
            posts?: string[];
            /** @description Codes of the roles given to the person. */
            roles: string[];
            /** @description Rows that the person may see. */
            scope: components["schemas"]["ScopeBody"];
            /** @description Code of the unit. */
            unit: string;
            /**
             * @description Log-in name; cannot be changed later.
             * @example zhang.san
             */
            username: string;
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
        /** @description A new post. */
        CreatePostRequest: {
            /**
             * @description Its code; cannot be changed later.
             * @example water_section_head
             */
            code: string;
            /** @description Codes of the roles that it brings along. */
            roles: string[];
            /** @description Chinese title. */
            title: string;
            /** @description Code of the unit; cannot be changed later. */
            unit: string;
        };
        /** @description A new role. */
        CreateRoleRequest: {
            /** @description Its code, as the department's service knows it. */
            code: string;
            /** @description Name of the department that it belongs to, e.g. `water`; none is the platform's own. */
            department?: string | null;
            /** @description Chinese title. */
            title: string;
        };
        /** @description A new unit. */
        CreateUnitRequest: {
            /** @description Its code; cannot be changed later. */
            code: string;
            /** @description What it is. */
            kind: components["schemas"]["UnitKindName"];
            /** @description Chinese name. */
            name: string;
            /** @description Code of the unit above it; cannot be changed later. */
            parent?: string | null;
            /** @description Name of the department whose service it runs, e.g. `water`; only of a unit of the kind `department`. */
            service?: string | null;
        };
        /** @description How many sessions were ended. */
        EndedSessionsView: {
            /** @description Their number. */
            ended: number;
        };
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
        /** @description A first password. */
        FirstPasswordView: {
            /** @description The password. */
            password: string;
            /** @description Log-in name. */
            username: string;
        };
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
        /** @description A file. */
        ImportFile: {
            /**
             * Format: binary
             * @description XLSX or CSV.
             */
            file: string;
        };
        /**
         * @description What a file is of.
         * @enum {string}
         */
        ImportKind: "accounts" | "units";
        /** @description An account with a password that is shown this once. */
        IssuedPasswordView: {
            /** @description The account. */
            account: components["schemas"]["AccountView"];
            /** @description Has to be changed at the next log-in; cannot be shown again. */
            password: string;
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
        /** @description Whom an account belongs to. */
        LinkAccountRequest: {
            /** @description Short name of the issuer. */
            issuer: string;
            /** @description Who it is there: the claim `sub`. */
            subject: string;
        };
        /** @description Who logged in. */
        LoginAccountView: {
            /** @description Name for people. */
            name: string;
            /** @description Codes of the roles given and of those that the posts bring along. */
            roles: string[];
            /** @description Code of the unit. */
            unit: string;
            /** @description Log-in name. */
            username: string;
        };
        /** @description One line of the log. */
        LoginEventView: {
            /** @description Who did it: the account itself, or an administrator. */
            actor: string;
            /** @description From where. */
            address?: string | null;
            /** @description What the browser said it was. */
            agent?: string | null;
            /** @description What happened. */
            kind: components["schemas"]["LoginKind"];
            /**
             * Format: date-time
             * @description When.
             */
            occurred_at: string;
            /** @description The request in which it happened. */
            request_id: string;
            /**
             * Format: int64
             * @description Number of its audit entry.
             */
            seq: number;
            /**
             * @description The account concerned; `unknown` where the name that was typed is no account's: such names are not kept, people
             *     type passwords into the wrong field.
             */
            username: string;
        };
        /**
         * @description What happened.
         * @enum {string}
         */
        LoginKind: "logged_in" | "refused" | "locked" | "unlocked" | "logged_out" | "revoked" | "token_reused" | "password_changed" | "password_reset";
        /** @description Name and password. */
        LoginRequest: {
            /**
             * Format: password
             * @description Password.
             */
            password: string;
            /**
             * @description Log-in name.
             * @example water_clerk
             */
            username: string;
        };
        /** @description Tokens. */
        LoginView: {
            /** @description Goes into `Authorization: Bearer …` of every request. */
            access_token: string;
            /** @description Who logged in. */
            account: components["schemas"]["LoginAccountView"];
            /**
             * Format: int64
             * @description Seconds that the access token is good for.
             */
            expires_in: number;
            /** @description The password has to be changed before anything else is possible. */
            must_change_password: boolean;
            /** @description Gets the next pair of tokens, once. */
            refresh_token: string;
            /** @description `Bearer`. */
            token_type: string;
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
        /** @description Where to log in. */
        OidcAuthorizationView: {
            /** @description The browser goes there, and comes back to `/login/oidc/<issuer>` with `code` and `state`. */
            authorization_url: string;
        };
        /** @description Another issuer, for the log-in page. */
        OidcIssuerView: {
            /** @description Short name. */
            name: string;
            /** @description Name for people. */
            title: string;
        };
        /** @description What the issuer gave along. */
        OidcLoginRequest: {
            /** @description Parameter `code`. */
            code: string;
            /** @description Parameter `state`. */
            state: string;
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
        /** @description How all services stand. */
        OperationsView: {
            /**
             * Format: date-time
             * @description When they were asked.
             */
            checked_at: string;
            /** @description The gateway first, then the departments' services. */
            services: components["schemas"]["ServiceOperationsView"][];
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
        Page_AccountLinkView: {
            /** @description The items, in order. */
            items: {
                /** @description Short name of the issuer; of one that is not in the settings any more, its former name, or its URL if another issuer is called so now. */
                issuer: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                linked_at: string;
                /** @description Who linked them. */
                linked_by: string;
                /** @description Who it is there. */
                subject: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_AccountView: {
            /** @description The items, in order. */
            items: {
                /** @description Whether the person may log in. */
                active: boolean;
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                created_at: string;
                /** @description Codes of the roles that the person has: those given and those of the posts. */
                effective_roles: string[];
                /**
                 * Format: date-time
                 * @description Last log-in.
                 */
                last_login_at?: string | null;
                /**
                 * Format: date-time
                 * @description Log-ins under this name are suspended until then, from some network or from everywhere.
                 */
                locked_until?: string | null;
                /** @description The password has to be changed before anything else is possible. */
                must_change_password: boolean;
                /** @description Name for people. */
                name: string;
                /** @description Codes of the posts. */
                posts: string[];
                /** @description Codes of the roles given to the person. */
                roles: string[];
                /** @description Rows that the person may see. */
                scope: components["schemas"]["ScopeBody"];
                /** @description Code of the unit. */
                unit: string;
                /**
                 * Format: date-time
                 * @description Last change by an administrator.
                 */
                updated_at: string;
                /** @description Log-in name. */
                username: string;
                /**
                 * Format: int32
                 * @description For `If-Match`.
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
        Page_LoginEventView: {
            /** @description The items, in order. */
            items: {
                /** @description Who did it: the account itself, or an administrator. */
                actor: string;
                /** @description From where. */
                address?: string | null;
                /** @description What the browser said it was. */
                agent?: string | null;
                /** @description What happened. */
                kind: components["schemas"]["LoginKind"];
                /**
                 * Format: date-time
                 * @description When.
                 */
                occurred_at: string;
                /** @description The request in which it happened. */
                request_id: string;
                /**
                 * Format: int64
                 * @description Number of its audit entry.
                 */
                seq: number;
                /**
                 * @description The account concerned; `unknown` where the name that was typed is no account's: such names are not kept, people
                 *     type passwords into the wrong field.
                 */
                username: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_OidcIssuerView: {
            /** @description The items, in order. */
            items: {
                /** @description Short name. */
                name: string;
                /** @description Name for people. */
                title: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_PostView: {
            /** @description The items, in order. */
            items: {
                /** @description Its code, which accounts name. */
                code: string;
                /** @description Codes of the roles that it brings along. */
                roles: string[];
                /** @description Chinese title. */
                title: string;
                /** @description Code of the unit that it is a post of. */
                unit: string;
                /**
                 * Format: int32
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_RoleView: {
            /** @description The items, in order. */
            items: {
                /** @description Its code in tokens. */
                code: string;
                /** @description Name of the department that it belongs to, e.g. `water`; none is the platform's own. */
                department?: string | null;
                /** @description Chinese title. */
                title: string;
                /**
                 * Format: int32
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_SessionView: {
            /** @description The items, in order. */
            items: {
                /** @description From where. */
                address: string;
                /**
                 * Format: date-time
                 * @description The log-in.
                 */
                created_at: string;
                /** @description Whether it is the session that asks. */
                current: boolean;
                /**
                 * Format: date-time
                 * @description When a new log-in is needed at the latest.
                 */
                expires_at: string;
                /**
                 * Format: uuid
                 * @description Its id.
                 */
                id: string;
                /** @description Short name of the issuer through whom the person logged in; none is the password here. */
                issuer?: string | null;
                /**
                 * Format: date-time
                 * @description The last refresh.
                 */
                last_used_at: string;
                /** @description What the browser says it is. */
                user_agent: string;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description A page of a list. */
        Page_UnitView: {
            /** @description The items, in order. */
            items: {
                /** @description Its code in tokens and in the departments' rows. */
                code: string;
                /** @description What it is. */
                kind: components["schemas"]["UnitKindName"];
                /** @description Chinese name. */
                name: string;
                /** @description Code of the unit above it. */
                parent?: string | null;
                /** @description Name of the department whose service it runs, e.g. `water`. */
                service?: string | null;
                /**
                 * Format: int32
                 * @description For `If-Match`.
                 */
                version: number;
            }[];
            /** @description Pass it as `cursor` to get the next page; absent on the last one. */
            next_cursor?: string | null;
        };
        /** @description Current and new password. */
        PasswordRequest: {
            /**
             * Format: password
             * @description The password as it is.
             */
            current_password: string;
            /**
             * Format: password
             * @description The password as it shall be: at least 10 characters of at least two kinds, not a common one.
             */
            new_password: string;
        };
        /** @description What came of a file. */
        PeopleImportView: {
            /** @description Rows that can be stored. */
            accepted: number;
            /** @description Whether it was only checked. */
            dry_run: boolean;
            /** @description What is wrong, the first 200 rows; the file with the error column has all. */
            errors: components["schemas"]["RowErrorView"][];
            /** @description First passwords of the accounts that were stored. They are shown this once and must be changed at the first log-in. */
            issued: components["schemas"]["FirstPasswordView"][];
            /** @description The others. */
            rejected: number;
            /** @description Rows in the file. */
            rows: number;
            /** @description Rows that were stored. */
            stored: number;
        };
        /** @description A post. */
        PostView: {
            /** @description Its code, which accounts name. */
            code: string;
            /** @description Codes of the roles that it brings along. */
            roles: string[];
            /** @description Chinese title. */
            title: string;
            /** @description Code of the unit that it is a post of. */
            unit: string;
            /**
             * Format: int32
             * @description For `If-Match`.
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
        /** @description A refresh token. */
        RefreshRequest: {
            /** @description As it was given; each is good for one use. */
            refresh_token: string;
        };
        /** @description A role. */
        RoleView: {
            /** @description Its code in tokens. */
            code: string;
            /** @description Name of the department that it belongs to, e.g. `water`; none is the platform's own. */
            department?: string | null;
            /** @description Chinese title. */
            title: string;
            /**
             * Format: int32
             * @description For `If-Match`.
             */
            version: number;
        };
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
        /** @description A query to be kept; one of the same name is replaced. */
        SaveQueryRequest: {
            /**
             * @description What its owner calls it.
             * @example 三季度逾期账单
             */
            name: string;
            /**
             * @description The list's name in the front end.
             * @example water.bills
             */
            page: string;
            /**
             * @description The parameters of the list's address.
             * @example {
             *       "period": "2026Q3",
             *       "state": "overdue"
             *     }
             */
            query: {
                [key: string]: string;
            };
        };
        /** @description The queries of a list. */
        SavedQueryList: {
            /** @description By name. */
            items: components["schemas"]["SavedQueryView"][];
        };
        /** @description A query that somebody keeps. */
        SavedQueryView: {
            /**
             * Format: date-time
             * @description When it was kept.
             */
            created_at: string;
            /**
             * Format: uuid
             * @description Identity.
             */
            id: string;
            /** @description What its owner calls it. */
            name: string;
            /** @description The list's name in the front end. */
            page: string;
            /** @description The parameters of the list's address. */
            query: {
                [key: string]: string;
            };
        };
        /** @description A data scope. */
        ScopeBody: {
            /**
             * @description `nothing`, `own_unit`, `with_sub_units`, `units`, `department` or `all`.
             * @example own_unit
             */
            kind: string;
            /** @description The units, with `units`. */
            units?: string[];
        };
        /** @description How one service stands. */
        ServiceOperationsView: {
            /** @description What is wrong, for a person; absent when it is up. */
            detail?: string | null;
            /** @description Its name, e.g. `water`. */
            name: string;
            operations?: components["schemas"]["StateView"] | null;
            /** @description `up`, `degraded` or `down`. */
            state: components["schemas"]["State"];
            /** @description Whose it is, in Chinese. */
            title: string;
        };
        /** @description How one service is. */
        ServiceStatusView: {
            /** @description What the service checked of itself. */
            checks: components["schemas"]["CheckStatusView"][];
            /** @description What is wrong, for a person; absent when it is up. */
            detail?: string | null;
            /** @description Its name, e.g. `water`. */
            name: string;
            /** @description `up`, `degraded` or `down`. */
            state: components["schemas"]["State"];
            /** @description What it is for. */
            summary: string;
            /** @description Whose it is, in Chinese. */
            title: string;
        };
        /** @description An open session. */
        SessionView: {
            /** @description From where. */
            address: string;
            /**
             * Format: date-time
             * @description The log-in.
             */
            created_at: string;
            /** @description Whether it is the session that asks. */
            current: boolean;
            /**
             * Format: date-time
             * @description When a new log-in is needed at the latest.
             */
            expires_at: string;
            /**
             * Format: uuid
             * @description Its id.
             */
            id: string;
            /** @description Short name of the issuer through whom the person logged in; none is the password here. */
            issuer?: string | null;
            /**
             * Format: date-time
             * @description The last refresh.
             */
            last_used_at: string;
            /** @description What the browser says it is. */
            user_agent: string;
        };
        /**
         * @description How bad it is.
         * @enum {string}
         */
        Severity: "warning" | "critical";
        /**
         * @description States.
         * @enum {string}
         */
        State: "up" | "degraded" | "down";
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
        /** @description How the platform is. */
        StatusView: {
            /**
             * Format: date-time
             * @description When the services were asked.
             */
            checked_at: string;
            /** @description The gateway first, then the departments' services. */
            services: components["schemas"]["ServiceStatusView"][];
        };
        /**
         * @description Kind of a unit.
         * @enum {string}
         */
        UnitKindName: "county" | "department" | "town" | "village" | "community" | "company" | "bank" | "station";
        /** @description A unit. */
        UnitView: {
            /** @description Its code in tokens and in the departments' rows. */
            code: string;
            /** @description What it is. */
            kind: components["schemas"]["UnitKindName"];
            /** @description Chinese name. */
            name: string;
            /** @description Code of the unit above it. */
            parent?: string | null;
            /** @description Name of the department whose service it runs, e.g. `water`. */
            service?: string | null;
            /**
             * Format: int32
             * @description For `If-Match`.
             */
            version: number;
        };
        /** @description What can be changed. */
        UpdateAccountRequest: {
            /** @description Name for people. */
            name: string;
            /** @description Codes of the posts. */
            posts?: string[];
            /** @description Codes of the roles given to the person. */
            roles: string[];
            /** @description Rows that the person may see. */
            scope: components["schemas"]["ScopeBody"];
            /** @description Code of the unit. */
            unit: string;
        };
        /** @description What can be changed. */
        UpdatePostRequest: {
            /** @description Codes of the roles that it brings along. */
            roles: string[];
            /** @description Chinese title. */
            title: string;
        };
        /** @description What can be changed. */
        UpdateRoleRequest: {
            /** @description Name of the department that it belongs to; none is the platform's own. */
            department?: string | null;
            /** @description Chinese title. */
            title: string;
        };
        /** @description What can be changed. */
        UpdateUnitRequest: {
            /** @description Chinese name. */
            name: string;
            /** @description Name of the department whose service it runs, if it does. */
            service?: string | null;
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
    show_key_set: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description JSON Web Key Set */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    show_openid_configuration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Issuer, keys, algorithms */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    list_accounts: {
        parameters: {
            query?: {
                /** @description Of this unit. */
                unit?: string;
                /** @description With this role, given or of a post. */
                role?: string;
                /** @description In this post. */
                post?: string;
                /** @description Active or not. */
                active?: boolean;
                /** @description `username` (when left out), `name`, `unit`, `last_login_at`, `created_at`; the largest first with `-` in front. */
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
                    "application/json": components["schemas"]["Page_AccountView"];
                };
            };
        };
    };
    create_account: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateAccountRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssuedPasswordView"];
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
            /** @description The name is taken */
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
    show_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
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
                    "application/json": components["schemas"]["AccountView"];
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
    update_account: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was seen */
                "If-Match": string;
            };
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateAccountRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountView"];
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
    activate_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
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
                    "application/json": components["schemas"]["AccountView"];
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
    deactivate_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
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
                    "application/json": components["schemas"]["AccountView"];
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
    list_links: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
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
                    "application/json": components["schemas"]["Page_AccountLinkView"];
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
    link_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkAccountRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountLinkView"];
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
    unlink_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
                issuer: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
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
                    "application/json": components["schemas"]["IssuedPasswordView"];
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
    list_sessions_of: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string;
            };
            header?: never;
            path: {
                username: string;
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
                    "application/json": components["schemas"]["Page_SessionView"];
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
    end_session_of: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    unlock_account: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
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
                    "application/json": components["schemas"]["AccountView"];
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
    import_people: {
        parameters: {
            query?: {
                /** @description `all_or_nothing` (when left out) or `valid_rows`. */
                mode?: "all_or_nothing" | "valid_rows";
                /** @description Check only, store nothing. */
                dry_run?: boolean;
            };
            header?: never;
            path: {
                kind: components["schemas"]["ImportKind"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportFile"];
            };
        };
        responses: {
            /** @description Checked, or nothing could be stored */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleImportView"];
                };
            };
            /** @description Stored */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleImportView"];
                };
            };
            /** @description The file cannot be read */
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
    mark_errors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                kind: components["schemas"]["ImportKind"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["ImportFile"];
            };
        };
        responses: {
            /** @description The file with the column 「错误」 */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            /** @description The file cannot be read */
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
    show_template: {
        parameters: {
            query?: {
                /** @description `xlsx` (when left out) or `csv`. */
                format?: "csv" | "xlsx";
            };
            header?: never;
            path: {
                kind: components["schemas"]["ImportKind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description XLSX or CSV */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
        };
    };
    log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginView"];
                };
            };
            /** @description Name or password is wrong */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Too many tries from this address, or under this name */
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
    list_logins: {
        parameters: {
            query?: {
                /** @description The account concerned. */
                username?: string;
                /** @description What happened. */
                kind?: components["schemas"]["LoginKind"];
                /** @description From where. */
                address?: string;
                /** @description From this moment. */
                from?: string;
                /** @description Up to before this moment. */
                until?: string;
                /** @description `seq`, `username`; the largest first with `-` in front. The newest first when left out. */
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
                    "application/json": components["schemas"]["Page_LoginEventView"];
                };
            };
        };
    };
    list_own_logins: {
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
                    "application/json": components["schemas"]["Page_LoginEventView"];
                };
            };
        };
    };
    log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            /** @description Logged out, or was already */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    show_me: {
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
                    "application/json": components["schemas"]["AccountView"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
        };
    };
    list_issuers: {
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
                    "application/json": components["schemas"]["Page_OidcIssuerView"];
                };
            };
        };
    };
    begin_login: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issuer: string;
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
                    "application/json": components["schemas"]["OidcAuthorizationView"];
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
            /** @description The issuer does not answer */
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
    finish_login: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issuer: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OidcLoginRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginView"];
                };
            };
            /** @description Nothing was begun in this browser that this could be the end of */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description The issuer did not confirm it */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description Nobody here, or not active */
            403: {
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
            /** @description The issuer does not answer */
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
    show_overview: {
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
                    "application/json": components["schemas"]["OperationsView"];
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
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PasswordRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginView"];
                };
            };
            /** @description The new password is not good enough */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProblemBody"];
                };
            };
            /** @description The current password is wrong */
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
    list_posts: {
        parameters: {
            query?: {
                /** @description Of this unit. */
                unit?: string;
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
                    "application/json": components["schemas"]["Page_PostView"];
                };
            };
        };
    };
    create_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreatePostRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostView"];
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
    update_post: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was seen */
                "If-Match": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdatePostRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostView"];
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
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RefreshRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoginView"];
                };
            };
            401: {
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
    list_roles: {
        parameters: {
            query?: {
                /** @description Of this department, e.g. `water`. */
                department?: string;
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
                    "application/json": components["schemas"]["Page_RoleView"];
                };
            };
        };
    };
    create_role: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateRoleRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
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
    update_role: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was seen */
                "If-Match": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateRoleRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoleView"];
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
    list_saved_queries: {
        parameters: {
            query: {
                /** @description The list's name in the front end, e.g. `water.bills`. */
                page: string;
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
                    "application/json": components["schemas"]["SavedQueryList"];
                };
            };
        };
    };
    save_query: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SaveQueryRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedQueryView"];
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
    delete_saved_query: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                query_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    list_own_sessions: {
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
                    "application/json": components["schemas"]["Page_SessionView"];
                };
            };
        };
    };
    end_other_sessions: {
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
                    "application/json": components["schemas"]["EndedSessionsView"];
                };
            };
        };
    };
    end_own_session: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
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
    list_units: {
        parameters: {
            query?: {
                /** @description Directly below this unit. */
                parent?: string;
                /** @description Of this kind. */
                kind?: "county" | "department" | "town" | "village" | "community" | "company" | "bank" | "station";
                /** @description `code` (when left out), `name`, `kind`, `parent`; the largest first with `-` in front. */
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
                    "application/json": components["schemas"]["Page_UnitView"];
                };
            };
        };
    };
    create_unit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateUnitRequest"];
            };
        };
        responses: {
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitView"];
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
    update_unit: {
        parameters: {
            query?: never;
            header: {
                /** @description The version that was seen */
                "If-Match": string;
            };
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateUnitRequest"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitView"];
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
    show_status: {
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
                    "application/json": components["schemas"]["StatusView"];
                };
            };
        };
    };
}
