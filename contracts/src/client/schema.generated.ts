// Generated from contracts/openapi.json by `npm run generate`. Do not edit.
export type paths = {
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the API as a page for people */
        get: operations["getReference"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/livez": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says that the process answers
         * @description Looks at nothing else: a store that is down is no reason to restart the control plane.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows the metrics of this replica
         * @description In the Prometheus text format. It names no tenant and no key, but let only those reach it who should.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Shows the API as an OpenAPI 3.1 document */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says whether this replica should be given work
         * @description Looks at the store and at what is not yet counted; at most once a second, whoever asks. 503 while something is wrong, and from the moment a stop begins.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * API keys, newest first
         * @description Those that the caller could have made itself: of its own roles, tenant and operations.
         */
        get: operations["listApiKeys"];
        put?: never;
        /**
         * Make an API key
         * @description The secret is shown in this answer and never again.
         */
        post: operations["createApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{keyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One API key */
        get: operations["getApiKey"];
        put?: never;
        post?: never;
        /**
         * Revoke an API key
         * @description For ever. A replica may take the key for up to five seconds more.
         */
        delete: operations["revokeApiKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/keys/{keyId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an API key a new secret
         * @description The old secret stays good for the overlap, so that nobody who uses it has to be stopped.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tenants: filtered, sorted, page by page */
        get: operations["listTenants"];
        put?: never;
        /**
         * Register a tenant without a plan
         * @description For records that are kept by hand. A new customer is better onboarded: see /v1/onboarding.
         */
        post: operations["createTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A tenant */
        get: operations["getTenant"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change what is recorded of a tenant and what it may override
         * @description Image overrides and Kubernetes owners are for admins.
         */
        patch: operations["updateTenant"];
        trace?: never;
    };
    "/v1/tenants/{tenantId}/cancel-deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a scheduled deletion */
        post: operations["cancelTenantDeletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/change-plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a tenant another plan, or its first one */
        post: operations["changeTenantPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notes on a tenant, the newest first */
        get: operations["listTenantNotes"];
        put?: never;
        /** Write a note on a tenant */
        post: operations["addTenantNote"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/notes/{noteId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a note */
        delete: operations["removeTenantNote"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lift one author's suspension */
        post: operations["resumeTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/schedule-deletion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Schedule the deletion of a tenant; until it comes it can be cancelled */
        post: operations["scheduleTenantDeletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a tenant by one author; again changes that author's reason and time
         * @description What runs is stopped, and data is kept. It goes on once no author suspends any more.
         */
        post: operations["suspendTenant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/whoami": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I, and what may I do */
        get: operations["whoami"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        CreateApiKey: {
            /** @description What it is for, for people */
            name: string;
            /** @description What the key may do; roles do not include one another */
            roles: components["schemas"]["Role"][];
            /**
             * Format: uuid
             * @description Binds the key to a tenant. Keys with the role `ingest` need it, or `unbound`; `tenant` always
             */
            tenantId?: string;
            /** @description Said when a key with the role `ingest` is to serve every tenant */
            unbound?: boolean;
            /** @description Only these operations; all that the roles allow when left out */
            operations?: string[];
            /** @description A year from now when left out; null: never */
            expiresAt?: string | null;
        };
        /** @enum {string} */
        Role: "admin" | "finance" | "cs" | "onboarding" | "ingest" | "viewer" | "tenant";
        RotateApiKey: {
            /**
             * @description How long the old secret stays good: a day when left out, at most 30
             * @default 86400
             */
            overlapSeconds: number;
        };
        /**
         * @description registering: its slug is being claimed; suspended: by one author at least; deletion_scheduled: can still be cancelled; deleting: the time has come; deleted: what is left is history
         * @enum {string}
         */
        TenantState: "registering" | "active" | "suspended" | "deletion_scheduled" | "deleting" | "deleted";
        /** @description A customer to register, without a plan */
        NewTenant: {
            /** @description DNS label of at most 48 characters; the name of the Tenant in the cluster */
            slug: string;
            /** @description Name for people */
            displayName: string;
            /** @description Who of us looks after it */
            accountOwner?: string;
            /** @default [] */
            contacts: components["schemas"]["TenantContact"][];
            /**
             * Format: date
             * @description When the contract renews, YYYY-MM-DD
             */
            renewalDate?: string;
            contractValue?: components["schemas"]["ContractValue"];
            /** @description Its id in the CRM */
            crmId?: string;
            /** @default [] */
            tags: string[];
            /** @description The cluster it lives in, one of /v1/clusters */
            cluster?: string;
        };
        /** @description Whom to talk to at the customer */
        TenantContact: {
            /** @description Name of a person */
            name: string;
            /**
             * Format: email
             * @description Address for mail
             */
            email: string;
            /** @description What for, such as billing or technical */
            role?: string;
            /** @description Telephone number */
            phone?: string;
        };
        /** @description What the contract is worth */
        ContractValue: {
            /** @description Whole minor units of the currency, as text */
            amountMinor: string;
            currency: components["schemas"]["Currency"];
        };
        /**
         * @description ISO 4217 code
         * @example EUR
         */
        Currency: string;
        /** @description A field that is left out stays, null takes one away; image overrides and owners are for admins */
        TenantPatch: {
            /** @description Name for people */
            displayName?: string;
            accountOwner?: string | null;
            contacts?: components["schemas"]["TenantContact"][];
            renewalDate?: string | null;
            contractValue?: components["schemas"]["ContractValue"] | null;
            crmId?: string | null;
            tags?: string[];
            /** @description Overrides of the tier's quota, key by key */
            quota?: {
                [key: string]: string;
            };
            /** @description Overrides of the plan's and tier's feature flags, key by key */
            featureFlags?: {
                [key: string]: boolean;
            };
            /** @description Overrides of the tier's components, by name */
            components?: {
                [key: string]: components["schemas"]["ComponentOverride"];
            };
            /** @description Kubernetes owners; an admin's to set */
            owners?: components["schemas"]["KubernetesOwner"][];
        };
        /** @description What differs from the tier; the tier says what may */
        ComponentOverride: {
            /** @description How many pods run */
            replicas?: number;
            /** @description Container image; an admin's to set */
            image?: string;
            /** @description Resources of each pod */
            resources?: {
                requests: {
                    /** @description A Kubernetes quantity: 500m, 2, 1.5Gi */
                    cpu: string;
                    /** @description A Kubernetes quantity: 500m, 2, 1.5Gi */
                    memory: string;
                };
                limits?: {
                    /** @description A Kubernetes quantity: 500m, 2, 1.5Gi */
                    cpu?: string;
                    /** @description A Kubernetes quantity: 500m, 2, 1.5Gi */
                    memory?: string;
                };
            };
        };
        /** @description Who may work in the tenant's namespace */
        KubernetesOwner: {
            /** @enum {string} */
            kind: "User" | "Group" | "ServiceAccount";
            name: string;
            /** @description Of a service account only */
            namespace?: string;
        };
        CancelDeletion: {
            /** @description Why */
            reason?: string;
        };
        ChangePlan: {
            /** @description Key of the plan */
            plan: string;
            /** @description A published version; the newest when left out */
            version?: number;
            /**
             * Format: date-time
             * @description From when; at once when left out
             */
            effective?: string;
            /** @description Why, for audit */
            reason?: string;
        };
        NewTenantNote: {
            /** @description The note */
            text: string;
        };
        ResumeTenant: {
            /** @description Whose suspension; the caller's own when left out */
            by?: string;
            /** @description Why, for audit */
            reason?: string;
        };
        ScheduleDeletion: {
            /**
             * Format: date-time
             * @description When it shall come
             */
            at: string;
            /**
             * @default Tombstone
             * @enum {string}
             */
            policy: "Tombstone" | "Delete";
            /** @description Why */
            reason?: string;
            /** @description The slug once more, against a slip */
            confirmSlug: string;
        };
        SuspendTenant: {
            /** @description Author; the caller's own when left out */
            by?: string;
            /** @description Why, as a code in CamelCase */
            reason: string;
            /** @description Why, for people */
            message?: string;
            /**
             * Format: date-time
             * @description When it ends by itself; never when left out
             */
            until?: string;
        };
        /** @description What went wrong, after RFC 9457 */
        Problem: {
            /** @description https://tenantry.dev/problems/<code> */
            type: string;
            title: string;
            status: number;
            /**
             * @description Stable: programs may rely on it
             * @enum {string}
             */
            code: "invalid_request" | "invalid_cursor" | "unauthenticated" | "forbidden" | "not_found" | "method_not_allowed" | "not_acceptable" | "request_timeout" | "conflict" | "already_exists" | "field_owned_elsewhere" | "request_in_flight" | "precondition_failed" | "payload_too_large" | "unsupported_media_type" | "unsupported_encoding" | "invalid_state" | "idempotency_mismatch" | "precondition_required" | "rate_limited" | "headers_too_large" | "internal" | "unavailable";
            detail?: string;
            /** @description The id of the request, to give when asking for help */
            instance?: string;
            errors?: components["schemas"]["FieldFault"][];
        };
        FieldFault: {
            /** @description Where: a JSON pointer into the body, or query.name, path.name, header.name */
            field: string;
            /** @description What kind of fault; stable */
            code: string;
            /** @description What is wrong and what would be right */
            message: string;
        };
        /** @description That the process answers at all */
        Liveness: {
            /**
             * @description The process answers
             * @constant
             */
            status: "ok";
        };
        /** @description Whether this replica should be given work, and why not */
        Readiness: {
            /** @description Whether this replica should be given work */
            ready: boolean;
            /** @description Each thing that work needs */
            checks: {
                /** @description What was looked at */
                name: string;
                /** @description Whether it is as it should be */
                ok: boolean;
                /** @description What is wrong with it */
                message?: string;
            }[];
        };
        ApiKeyPage: {
            items: components["schemas"]["ApiKey"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description An API key, without its secret */
        ApiKey: {
            /** Format: uuid */
            id: string;
            /** @description What it is for, for people */
            name: string;
            /** @description How the key begins: enough to find it, not enough to use it */
            prefix: string;
            /** @description What the key may do; roles do not include one another */
            roles: components["schemas"]["Role"][];
            /**
             * Format: uuid
             * @description The one tenant that the key may know of
             */
            tenantId?: string;
            /** @description Only these operations; all that the roles allow when left out */
            operations?: string[];
            /** @enum {string} */
            status: "active" | "expired" | "revoked";
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            createdAt: string;
            createdBy: string;
            /**
             * Format: date-time
             * @description Absent: never
             */
            expiresAt?: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            rotatedAt?: string;
            /**
             * Format: date-time
             * @description Until then the secret before the last rotation is good, too
             */
            previousValidUntil?: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            revokedAt?: string;
        };
        ShownApiKey: {
            key: components["schemas"]["ApiKey"];
            /** @description The whole key, to send as `Authorization: Bearer`. Shown once: null ever after */
            secret: string | null;
        };
        TenantPage: {
            items: components["schemas"]["TenantSummary"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
            /** @description How many the filter finds, on all pages */
            total: number;
        };
        /** @description A customer, as lists show it */
        TenantSummary: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            /** @description DNS label of at most 48 characters; the name of the Tenant in the cluster */
            slug: string;
            displayName: string;
            accountOwner?: string;
            renewalDate?: string;
            contractValue?: components["schemas"]["ContractValue"];
            crmId?: string;
            tags: string[];
            /** @description The cluster it lives in, one of /v1/clusters */
            cluster: string;
            /** @description Region of that cluster */
            region: string;
            /**
             * @description How it came; cluster: found there and adopted
             * @enum {string}
             */
            origin: "api" | "onboarding" | "import" | "cluster";
            state: components["schemas"]["TenantState"];
            plan: components["schemas"]["TenantPlan"];
            /**
             * Format: date-time
             * @description When it was registered
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When anything of it last changed
             */
            updatedAt: string;
        };
        /** @description Which plan version the tenant has now, or none */
        TenantPlan: {
            /** @constant */
            status: "unassigned";
        } | {
            /** @constant */
            status: "assigned";
            /** @description Key of the plan */
            plan: string;
            /** @description Its published version */
            version: number;
            /** @description The Tier it buys */
            tier: string;
        };
        /** @description A customer */
        Tenant: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            /** @description DNS label of at most 48 characters; the name of the Tenant in the cluster */
            slug: string;
            /** @description Name for people */
            displayName: string;
            /** @description Who of us looks after it */
            accountOwner?: string;
            contacts: components["schemas"]["TenantContact"][];
            /**
             * Format: date
             * @description When the contract renews, YYYY-MM-DD
             */
            renewalDate?: string;
            contractValue?: components["schemas"]["ContractValue"];
            /** @description Its id in the CRM */
            crmId?: string;
            tags: string[];
            /** @description The cluster it lives in, one of /v1/clusters */
            cluster: string;
            /** @description Region of that cluster */
            region: string;
            /** @description The tenant's namespace */
            namespace: string;
            /**
             * @description How it came; cluster: found there and adopted
             * @enum {string}
             */
            origin: "api" | "onboarding" | "import" | "cluster";
            state: components["schemas"]["TenantState"];
            plan: components["schemas"]["TenantPlan"];
            /** @description Overrides of the tier's quota, key by key */
            quota: {
                [key: string]: string;
            };
            /** @description Overrides of the plan's and tier's feature flags, key by key */
            featureFlags: {
                [key: string]: boolean;
            };
            /** @description Overrides of the tier's components, by name */
            components: {
                [key: string]: components["schemas"]["ComponentOverride"];
            };
            /** @description Kubernetes owners; an admin's to set */
            owners: components["schemas"]["KubernetesOwner"][];
            suspensions: components["schemas"]["TenantSuspension"][];
            deletion?: components["schemas"]["TenantDeletion"];
            /** @description Of what PATCH changes; in the ETag as "v<version>" */
            version: number;
            /**
             * Format: date-time
             * @description When it was registered
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When anything of it last changed
             */
            updatedAt: string;
        };
        /** @description A suspension by one author: while there is one, nothing runs */
        TenantSuspension: {
            /** @description Who suspends, such as billing or security; each lifts its own */
            by: string;
            /** @description Why, as a code in CamelCase */
            reason: string;
            /** @description Why, for people */
            message?: string;
            /**
             * Format: date-time
             * @description When it ends by itself
             */
            until?: string;
            /**
             * Format: date-time
             * @description From when
             */
            since: string;
        };
        /** @description A deletion that is scheduled */
        TenantDeletion: {
            /**
             * Format: date-time
             * @description When it comes
             */
            at: string;
            /**
             * @description Tombstone stops the workload and keeps the data for a time; Delete keeps nothing
             * @enum {string}
             */
            policy: "Tombstone" | "Delete";
            /** @description Why */
            reason?: string;
            /**
             * Format: date-time
             * @description When it was asked for
             */
            requestedAt: string;
            /** @description Who asked for it */
            requestedBy: string;
        };
        TenantNotePage: {
            items: components["schemas"]["TenantNote"][];
            next?: string;
        };
        /** @description A note on a tenant, by one of us */
        TenantNote: {
            /** Format: uuid */
            noteId: string;
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            text: string;
            /** @description Name of who wrote it */
            author: string;
            /**
             * Format: date-time
             * @description When
             */
            at: string;
        };
        /** @description Who asks, as the control plane knows it */
        Whoami: {
            id: string;
            name: string;
            roles: components["schemas"]["Role"][];
            /** Format: uuid */
            tenantId?: string;
            /** @description Every operation that this caller may call, by the policy table */
            operations: string[];
            /**
             * @description How the caller signed in
             * @enum {string}
             */
            by: "key" | "token" | "session" | "other";
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            expiresAt?: string;
        };
    };
    responses: {
        /** @description `not_acceptable`: None of the formats asked for can be given */
        Problem406: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `internal`: Something failed that is not your fault */
        Problem500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unavailable`: Not available for now: come again */
        Problem503: {
            headers: {
                /** @description Seconds after which to come again */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid_request`: The request is not valid. `invalid_cursor`: The cursor is none of this list */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unauthenticated`: Who asks is not known */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `forbidden`: Your roles do not allow this */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `not_found`: There is no such thing, or not for you */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `rate_limited`: Too many requests */
        Problem429: {
            headers: {
                /** @description Seconds after which to come again */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `conflict`: It is not in a state that allows this. `already_exists`: Something else has that name. `field_owned_elsewhere`: Another manager owns a field that this would change. `request_in_flight`: The same request is being worked on */
        Problem409: {
            headers: {
                /** @description Seconds after which to come again */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `payload_too_large`: The body is too large */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `unsupported_media_type`: The content type is none that this address takes. `unsupported_encoding`: The content encoding is none that this address takes */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `invalid_state`: What is asked for does not fit together. `idempotency_mismatch`: The Idempotency-Key was used for another request */
        Problem422: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `precondition_failed`: It has changed since you read it */
        Problem412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `precondition_required`: Say by If-Match which version you read */
        Problem428: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    getReference: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description HTML that loads nothing and runs nothing */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description That the process answers at all */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Liveness"];
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            406: components["responses"]["Problem406"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        openapi: string;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether this replica should be given work, and why not */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            500: components["responses"]["Problem500"];
            /** @description Whether this replica should be given work, and why not */
            503: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Readiness"];
                };
            };
        };
    };
    listApiKeys: {
        parameters: {
            query?: {
                /** @description At most this many items: 1 to 200 */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key and body give the answer of the first time, and nothing is created twice */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateApiKey"];
            };
        };
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description Where what was made is */
                    Location?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An API key, without its secret */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key and body give the answer of the first time, and nothing is created twice */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                keyId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateApiKey"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShownApiKey"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listTenants: {
        parameters: {
            query?: {
                /** @description Part of name, slug, owner, CRM id or a tag; case does not matter */
                q?: string;
                /** @description A word to find it by */
                tag?: string;
                /** @description The account owner, exactly */
                owner?: string;
                /** @description Key of a plan, or unassigned */
                plan?: string;
                /** @description Deleted tenants are only shown when asked for */
                state?: components["schemas"]["TenantState"];
                /** @description The cluster it lives in, one of /v1/clusters */
                cluster?: string;
                /** @description Ascending, or descending with a minus */
                sort?: "name" | "-name" | "slug" | "-slug" | "createdAt" | "-createdAt" | "updatedAt" | "-updatedAt" | "renewalDate" | "-renewalDate";
                /** @description At most this many items: 1 to 200 */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key and body give the answer of the first time, and nothing is created twice */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTenant"];
            };
        };
        responses: {
            /** @description A customer */
            201: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description Where what was made is */
                    Location?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A customer */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    updateTenant: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match": string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantPatch"];
            };
        };
        responses: {
            /** @description A customer */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    cancelTenantDeletion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelDeletion"];
            };
        };
        responses: {
            /** @description A customer */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changeTenantPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key and body give the answer of the first time, and nothing is created twice */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePlan"];
            };
        };
        responses: {
            /** @description A customer */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listTenantNotes: {
        parameters: {
            query?: {
                /** @description At most this many items: 1 to 200 */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantNotePage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    addTenantNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again: the same key and body give the answer of the first time, and nothing is created twice */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewTenantNote"];
            };
        };
        responses: {
            /** @description A note on a tenant, by one of us */
            201: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description Where what was made is */
                    Location?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantNote"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    removeTenantNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                noteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description No Content */
            204: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    resumeTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResumeTenant"];
            };
        };
        responses: {
            /** @description A customer */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    scheduleTenantDeletion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ScheduleDeletion"];
            };
        };
        responses: {
            /** @description A customer */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    suspendTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SuspendTenant"];
            };
        };
        responses: {
            /** @description A customer */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tenant"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    whoami: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who asks, as the control plane knows it */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Whoami"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
}
