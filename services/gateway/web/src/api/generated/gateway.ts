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
        /** 修改账号的姓名、岗位、单位和数据范围。 */
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
    "/api/identity/v1/operations/audit/verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** 核对网关的操作日志（登录、账号变更）未被改动。 */
        get: operations["verify_audit"];
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
        /** 岗位列表（一页列全）。 */
        get: operations["list_roles"];
        put?: never;
        /** 登记岗位。 */
        post: operations["create_role"];
        delete?: never;
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
        delete?: never;
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
        /** @description An account. */
        AccountView: {
            /** @description Whether the person may log in. */
            active: boolean;
            /**
             * Format: date-time
             * @description Since when.
             */
            created_at: string;
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
            /** @description Role codes. */
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
        /** @description One thing that a service checked. */
        CheckStatusView: {
            /** @description `database`, `migrations`, `relay`, `consumer`, `draining`. */
            name: string;
            /** @description Whether it is well. */
            ok: boolean;
            /** @description The same in Chinese. */
            title: string;
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
            /** @description Role codes. */
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
        /** @description A new role. */
        CreateRoleRequest: {
            /** @description Its code, as the department's service knows it. */
            code: string;
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
        /** @description An account with a password that is shown this once. */
        IssuedPasswordView: {
            /** @description The account. */
            account: components["schemas"]["AccountView"];
            /** @description Has to be changed at the next log-in; cannot be shown again. */
            password: string;
        };
        /** @description Who logged in. */
        LoginAccountView: {
            /** @description Name for people. */
            name: string;
            /** @description Role codes. */
            roles: string[];
            /** @description Code of the unit. */
            unit: string;
            /** @description Log-in name. */
            username: string;
        };
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
                /** @description Role codes. */
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
        Page_RoleView: {
            /** @description The items, in order. */
            items: {
                /** @description Its code in tokens. */
                code: string;
                /** @description Chinese title. */
                title: string;
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
        /** @description A refresh token. */
        RefreshRequest: {
            /** @description As it was given; each is good for one use. */
            refresh_token: string;
        };
        /** @description A role. */
        RoleView: {
            /** @description Its code in tokens. */
            code: string;
            /** @description Chinese title. */
            title: string;
        };
        /** @description A data scope. */
        ScopeBody: {
            /**
             * @description `nothing`, `own_unit`, `with_sub_units`, `units` or `all`.
             * @example own_unit
             */
            kind: string;
            /** @description The units, with `units`. */
            units?: string[];
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
            /**
             * Format: date-time
             * @description The last refresh.
             */
            last_used_at: string;
            /** @description What the browser says it is. */
            user_agent: string;
        };
        /**
         * @description States.
         * @enum {string}
         */
        State: "up" | "degraded" | "down";
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
        UnitKindName: "county" | "department" | "town" | "village" | "community" | "company" | "bank";
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
        };
        /** @description What can be changed. */
        UpdateAccountRequest: {
            /** @description Name for people. */
            name: string;
            /** @description Role codes. */
            roles: string[];
            /** @description Rows that the person may see. */
            scope: components["schemas"]["ScopeBody"];
            /** @description Code of the unit. */
            unit: string;
        };
        /** @description What a verification of the audit log found. */
        VerificationView: {
            /**
             * Format: int64
             * @description The first entry that is wrong or missing.
             */
            broken_at?: number | null;
            /**
             * Format: int64
             * @description Entries read, when intact.
             */
            entries?: number | null;
            /** @description Whether every entry is as it was written. */
            intact: boolean;
            /** @description What is wrong with it. */
            reason?: string | null;
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
                /** @description With this role. */
                role?: string;
                /** @description Active or not. */
                active?: boolean;
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
    verify_audit: {
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
                    "application/json": components["schemas"]["VerificationView"];
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
                kind?: "county" | "department" | "town" | "village" | "community" | "company" | "bank";
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
