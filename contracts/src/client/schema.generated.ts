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
    "/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who did what, newest first */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erases a person from the history
         * @description What is personal goes from past changes and from the record of them; who did it by id, what, when and to what stays, and so does what is current. The seals of the record still hold. Asked for again, it erases what has come since.
         */
        post: operations["eraseFromAudit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as CSV, whole */
        get: operations["exportAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalogue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The plans that may be chosen now */
        get: operations["getCatalogue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/catalogue/comparison": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Published plans side by side */
        get: operations["comparePlans"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/clusters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where tenants can live */
        get: operations["listClusters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was decided, in one order, each once
         * @description For integrations that follow along: keep `next`, and ask with it again for what came since. Nothing is ever added before a cursor. A cursor that is refused is of an outbox that was lost and made anew: begin without one; ids stay the same.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Everything there is, in one encrypted file
         * @description Consistent while others write. `tenantry import` takes it into an empty store of either kind. An answer that breaks off is no file: the import refuses it, and so does whoever looks whether the answer came to its end. One at a time on each replica, and few in an hour.
         */
        post: operations["exportInstallation"];
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
    "/v1/meters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists what is counted */
        get: operations["listMeters"];
        put?: never;
        /**
         * Declares a meter
         * @description It counts what is in the ledger already, too, and answers once that is done.
         */
        post: operations["declareMeter"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/meters/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A meter, as it answers now */
        get: operations["getMeter"];
        /**
         * Changes what a meter counts
         * @description The new version is counted from the whole ledger beside the old, which answers until then.
         */
        put: operations["changeMeter"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboarding/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Onboard every customer of a CSV file
         * @description Each row becomes a submission. Columns: slug, displayName, contactName, contactEmail, planId, planVersion, interval, currency, zone, cluster, region, accountOwner, renewalDate, contractAmountMinor, contractCurrency, crmId, tags, signedUpAt. Tags are separated by semicolons.
         */
        post: operations["applyImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboarding/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What an import of a CSV file would do, row by row; nothing is stored
         * @description Columns: slug, displayName, contactName, contactEmail, planId, planVersion, interval, currency, zone, cluster, region, accountOwner, renewalDate, contractAmountMinor, contractCurrency, crmId, tags, signedUpAt. Tags are separated by semicolons.
         */
        post: operations["previewImport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboarding/imports/{importId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An import, and how many of its rows stand where */
        get: operations["getImport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboarding/imports/{importId}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rows of an import and where each stands */
        get: operations["listImportRows"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboarding/submissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Submissions and where they stand, the newest first */
        get: operations["listSubmissions"];
        put?: never;
        /**
         * Begin to onboard a customer
         * @description A draft, empty or filled in as far as is known. It can be saved, left and taken up again.
         */
        post: operations["createSubmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboarding/submissions/{submissionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A submission: its form, and where each step stands */
        get: operations["getSubmission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Save steps of the form, right or not yet */
        patch: operations["saveSubmission"];
        trace?: never;
    };
    "/v1/onboarding/submissions/{submissionId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a draft up */
        post: operations["cancelSubmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboarding/submissions/{submissionId}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open the form again, when another tenant had the slug first */
        post: operations["reopenSubmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboarding/submissions/{submissionId}/submit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Submit the version that was reviewed, once
         * @description If-Match names the version. Submitted again, it answers what was submitted.
         */
        post: operations["submitSubmission"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/onboarding/submissions/{submissionId}/validation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is still wrong with the form, step by step
         * @description Looks also at what the form cannot know: whether slug, plan, cluster and region can be had now.
         */
        get: operations["validateSubmission"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of plan of many tenants, the newest first */
        get: operations["listPlanChanges"];
        put?: never;
        /**
         * Give every tenant of a plan version another
         * @description One after the other, each with its interval and add-ons. A tenant that cannot have it so, or for whom another change is scheduled, stays as it is, and says why. Whoever comes to the old version meanwhile is changed, too.
         */
        post: operations["createPlanChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-changes/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What giving every tenant of a plan version another would come to; nothing is stored */
        post: operations["previewPlanChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-changes/{planChangeId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a change of plans is */
        get: operations["getPlanChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-changes/{planChangeId}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin no further tenant; those that were changed stay so */
        post: operations["cancelPlanChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-changes/{planChangeId}/tenants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of each tenant */
        get: operations["listPlanChangeTenants"];
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
        /** Plans and their versions, by key */
        get: operations["listPlans"];
        put?: never;
        /** Make a plan, with a draft of version 1 */
        post: operations["createPlan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{planId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A plan and its versions */
        get: operations["getPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{planId}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the draft of the next version
         * @description Without a spec, it begins as a copy of the newest version. A plan has one draft at a time.
         */
        post: operations["createPlanDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{planId}/versions/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A version of a plan */
        get: operations["getPlanVersion"];
        /** Replace a draft */
        put: operations["replacePlanDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{planId}/versions/{version}/archive": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sell a version no more, or give up a draft
         * @description Tenants that have it keep it.
         */
        post: operations["archivePlanVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plans/{planId}/versions/{version}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Publish a draft: it can be bought, and never changes again */
        post: operations["publishPlanVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The session that the cookie stands for */
        get: operations["getSession"];
        put?: never;
        /**
         * Exchange an API key for a session
         * @description Send the key as `Authorization: Bearer`; the answer sets the cookie. The session may do what the key may, and ends with it.
         */
        post: operations["startSession"];
        /**
         * Sign out
         * @description A replica may take the cookie for up to five seconds more.
         */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where the issuer sends the browser back to
         * @description What goes wrong is a page for people where the browser asks for one.
         */
        get: operations["finishOidcSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/oidc/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign in at the issuer: sends the browser there */
        get: operations["startOidcSignIn"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/session/ways": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one can sign in here */
        get: operations["listSignInWays"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What holds for the whole installation */
        get: operations["getSettings"];
        /** Replace default plan and plan selection */
        put: operations["replaceSettings"];
        post?: never;
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
    "/v1/tenants/{tenantId}/charges": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a period comes to by what is known now, line by line
         * @description The price in shares of the time that it held, add-ons, overage by tier, and what is missing to a minimum.
         */
        get: operations["previewCharges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/entitlements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All that a tenant may use now */
        get: operations["listEntitlements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/entitlements/flags/{flag}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a feature is switched on for a tenant */
        get: operations["checkFeatureFlag"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/entitlements/meters/{meter}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a tenant may use more of a meter now
         * @description A check holds nothing. It may let pass what is used between `asOf` and now, and no more; who must not pass a limit reserves.
         */
        get: operations["checkEntitlement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/entitlements/meters/{meter}/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hold a quantity that is about to be used: all of it, or nothing
         * @description What is held and committed together never passes the limit. Use is counted by events, as ever: a reservation is no event. One that is neither committed nor released ends by itself.
         */
        post: operations["createReservation"];
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
    "/v1/tenants/{tenantId}/reservations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What is or was held of a tenant
         * @description Each is kept for a day after its time.
         */
        get: operations["listReservations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/reservations/{reservationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A reservation, and what became of it
         * @description It is kept for a day after its time.
         */
        get: operations["getReservation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/reservations/{reservationId}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Say that what was held is used, or how much of it
         * @description May be said twice. Once it ran out and others took it, it is refused: reserve anew.
         */
        post: operations["commitReservation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/reservations/{reservationId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let go of what was held */
        post: operations["releaseReservation"];
        delete?: never;
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
    "/v1/tenants/{tenantId}/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a tenant has, or had, or was believed to have
         * @description With effectiveAt and recordedAt it answers what was known at the one time of what held at the other.
         */
        get: operations["getSubscription"];
        put?: never;
        /** A tenant's first plan */
        post: operations["createSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscription/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Another plan, version, interval or other add-ons: now, or when the period ends
         * @description It takes the place of a change that is scheduled.
         */
        post: operations["changeSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscription/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a subscription, now or when the period ends
         * @description The record stays. A change of plan resumes it.
         */
        post: operations["endSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscription/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that was ever recorded of a subscription, oldest first */
        get: operations["listSubscriptionHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscription/overrides": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Agree on a price, an allowance or a flag beside the plan
         * @description Of two about one thing the one recorded later holds. A price holds while the tenant is on the plan and interval that it has when the override begins.
         */
        post: operations["addSubscriptionOverride"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscription/overrides/{overrideId}/end": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End an override; it stays on record */
        post: operations["endSubscriptionOverride"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscription/periods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The months that have begun, newest first */
        get: operations["listSubscriptionPeriods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscription/scheduled-change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Let the change that is scheduled not come */
        delete: operations["cancelScheduledChange"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscription/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a trial that is under way end later
         * @description Periods stay where they are: the one in which the trial ends now is paid for by its share. Who and why is on record.
         */
        post: operations["extendTrial"];
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
    "/v1/tenants/{tenantId}/usage/checkpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What stands for the pruned usage of a tenant, newest first
         * @description A checkpoint is signed, and names what was pruned and what it came to. Totals of pruned usage are answered as before, from what was counted.
         */
        get: operations["listUsageCheckpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/usage/corrections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Voids an event, or puts another quantity in its place
         * @description A new entry that names the old one; nothing is overwritten. The last correction of an event holds.
         */
        post: operations["correctUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/usage/erasures": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erases a person from the usage of a tenant
         * @description What is personal goes, what is counted stays: the events of the subject keep type, time and quantity, and a pseudonym that nobody can resolve. The seals of the ledger still hold.
         */
        post: operations["requestErasure"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/usage/erasures/{erasureId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells how far an erasure is */
        get: operations["getErasure"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/usage/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the ledger of one type, by time */
        get: operations["listUsageEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/usage/events.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of the ledger as CSV, by type and time */
        get: operations["exportUsageEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/usage/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Usage over time, by minute, hour or day */
        get: operations["getUsageSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/usage/series.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Usage over time as CSV */
        get: operations["exportUsageSeries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/usage/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a tenant used of every meter in a period */
        get: operations["getUsageSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/usage/total": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a tenant used of a meter in an interval */
        get: operations["getUsageTotal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/workload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a tenant is doing in its cluster, and what differs from its record */
        get: operations["getWorkload"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/workload/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Apply what is recorded now, or ask what the cluster would say
         * @description Answers field_owned_elsewhere with each field and its owner when others own fields with other values; those are left alone, the rest is applied.
         */
        post: operations["syncWorkload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Records usage events, each once
         * @description Up to 1000 events: a JSON object or array, CloudEvents (structured, batch, binary), or NDJSON; gzip if you like. A list is answered with 200 and one item for each event, in order. A single event is answered with 200 when it is stored, 400 when it is rejected, 409 when another event has its source and id, 503 when it is not known and to be sent again. Sending an event again is always safe.
         */
        post: operations["recordUsage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/rejected": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Lists events that were rejected, newest first */
        get: operations["listRejectedUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/retention": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How long usage is kept, and whose is not pruned and why */
        get: operations["getUsageRetention"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/seals/heads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the last sealed block of every chain
         * @description Keep these outside of the store: with them, `tenantry verify --heads` can tell a ledger whose tail was cut off. One of a ledger that is pruned names its last checkpoint, too.
         */
        get: operations["listSealHeads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/usage/top": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who used most of a meter in a month or a day */
        get: operations["listTopTenants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/users/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign a user out everywhere, and keep it out or let it in again
         * @description Sessions and tokens from before are over on every replica within five seconds.
         */
        post: operations["setUserAccess"];
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
        AuditErasureRequest: {
            /** @description The whole id of somebody: what they did or tried loses their name and reasons */
            actorId?: string;
            /** @description `<kind>/<id>`, such as `tenant/<tenantId>`: its past loses who is named in it */
            target?: string;
            reason: string;
        };
        /** @description How an export is to be locked */
        ExportRequest: {
            /** @description What the file is locked with. It is kept nowhere: without it nobody opens the file */
            passphrase: string;
        };
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
            overlapSeconds?: number;
        };
        /** @description A meter to declare */
        NewMeter: {
            key: components["schemas"]["MeterKey"];
            /** @description Name for people */
            title: string;
            /**
             * @description What is counted, for people
             * @default
             */
            description?: string;
            aggregation: components["schemas"]["Aggregation"];
            /**
             * @description What one is: records, queries, GB
             * @example records
             */
            unit: string;
            /**
             * @description Decimal places of its quantities, which are whole numbers of 10^-scale units
             * @default 0
             */
            scale?: number;
            /** @description Events that it counts, by type */
            types: components["schemas"]["EventType"][];
            /**
             * @description Counts only events whose dimension has one of these values, for every name here
             * @default {}
             */
            filter?: {
                [key: string]: string[];
            };
            /** @description Of a unique meter: what is to differ: subject, or dimension:<name> */
            uniqueBy?: string;
        };
        /**
         * @description Name of a meter
         * @example ingestion
         */
        MeterKey: string;
        /**
         * @description sum, max: of the quantities. count: how many events. unique: how many different subjects or values of a dimension. latest: the last quantity up to the end of the interval. time_weighted: quantity × hours, each quantity holding until the next
         * @enum {string}
         */
        Aggregation: "sum" | "count" | "max" | "unique" | "latest" | "time_weighted";
        /**
         * @description What kind of event it is
         * @example ingestion
         */
        EventType: string;
        /** @description What a meter is to count from its next version on */
        ChangedMeter: {
            /** @description Name for people */
            title: string;
            /**
             * @description What is counted, for people
             * @default
             */
            description?: string;
            aggregation: components["schemas"]["Aggregation"];
            /**
             * @description What one is: records, queries, GB
             * @example records
             */
            unit: string;
            /**
             * @description Decimal places of its quantities, which are whole numbers of 10^-scale units
             * @default 0
             */
            scale?: number;
            /** @description Events that it counts, by type */
            types: components["schemas"]["EventType"][];
            /**
             * @description Counts only events whose dimension has one of these values, for every name here
             * @default {}
             */
            filter?: {
                [key: string]: string[];
            };
            /** @description Of a unique meter: what is to differ: subject, or dimension:<name> */
            uniqueBy?: string;
        };
        /**
         * @description submitted: the machine is at work; needs_attention: it cannot go on before a person does something; live: the tenant serves; completed: it was used, too
         * @enum {string}
         */
        OnboardingStatus: "draft" | "submitted" | "needs_attention" | "live" | "completed" | "cancelled";
        /** @description What is filled in so far, right or not; a step that is given takes the place of what was saved */
        OnboardingForm: {
            company?: {
                slug?: string | null;
                displayName?: string | null;
                accountOwner?: string | null;
                renewalDate?: string | null;
                contractValue?: {
                    amountMinor?: string | null;
                    currency?: string | null;
                } | null;
                crmId?: string | null;
                tags?: string[] | null;
                signedUpAt?: string | null;
            };
            contacts?: {
                contacts?: {
                    name?: string | null;
                    email?: string | null;
                    role?: string | null;
                    phone?: string | null;
                }[] | null;
            };
            plan?: {
                planId?: string | null;
                version?: number | null;
                interval?: string | null;
                currency?: string | null;
                zone?: string | null;
            };
            placement?: {
                cluster?: string | null;
                region?: string | null;
                quota?: {
                    [key: string]: string;
                } | null;
            };
        };
        CancelOnboarding: {
            /** @description Why */
            reason?: string;
        };
        NewPlanChange: {
            /** @description Whoever has this version now */
            from: components["schemas"]["PlanVersionRef"];
            /** @description A published version */
            to: components["schemas"]["PlanVersionRef"];
            /**
             * @description periodEnd: when the month, or the year of a yearly price, of each tenant ends
             * @enum {string}
             */
            when: "now" | "periodEnd";
            /** @description Why; audit and CS show it */
            reason: string;
        };
        /**
         * @description Key of a plan, such as "pro". A plan is never deleted, so it never comes to name another one
         * @example pro
         */
        PlanId: string;
        /** @description Versions of a plan are counted from 1 */
        PlanVersionNumber: number;
        PlanVersionRef: {
            planId: components["schemas"]["PlanId"];
            version: components["schemas"]["PlanVersionNumber"];
        };
        CancelPlanChange: {
            /** @description Why */
            reason?: string;
        };
        /** @description A plan that begins with a draft of version 1 */
        NewPlan: {
            planId: components["schemas"]["PlanId"];
            spec: components["schemas"]["PlanSpec"];
        };
        /** @description What a plan gives and costs */
        PlanSpec: {
            displayName: string;
            /** @default  */
            description?: string;
            /** @description The Tier that it buys: what a tenant on this plan runs */
            tier: string;
            prices: components["schemas"]["PlanPrice"][];
            /**
             * @description A meter that is not listed is counted, and neither limited nor billed
             * @default []
             */
            allowances?: components["schemas"]["Allowance"][];
            /** @default [] */
            addOns?: components["schemas"]["AddOn"][];
            supportTier: components["schemas"]["SupportTier"];
            /** @default {} */
            featureFlags?: components["schemas"]["FeatureFlags"];
            /**
             * @description Free days before the first period
             * @default 0
             */
            trialDays?: number;
        };
        PlanPrice: {
            interval: components["schemas"]["PriceInterval"];
            currency: components["schemas"]["Currency"];
            /** @description Base price of an interval; "0" for what is free */
            amount: components["schemas"]["Price"];
            /** @description What an interval comes to at least, with add-ons and overage */
            minimum?: components["schemas"]["Price"];
        };
        /**
         * @description How long the base price holds. Usage is allowed and billed by the month all the same
         * @enum {string}
         */
        PriceInterval: "month" | "year";
        /**
         * @description ISO 4217 code
         * @example EUR
         */
        Currency: string;
        /**
         * @description Decimal string in the major unit of the currency, with at most 12 places
         * @example 0.0025
         */
        Price: string;
        /** @description How much of a meter a month includes, and what is beyond */
        Allowance: {
            meter: components["schemas"]["MeterKey"];
            quantity: components["schemas"]["AllowanceQuantity"];
            policy: components["schemas"]["AllowancePolicy"];
            /** @description With grace only: how far beyond the allowance, in percent of it */
            gracePercent?: number;
            /**
             * @description Graduated prices beyond the allowance, one table for each currency
             * @default []
             */
            overage?: components["schemas"]["Overage"][];
        };
        /** @description Quantity of a month, or "unlimited" */
        AllowanceQuantity: components["schemas"]["Quantity"] | "unlimited";
        /**
         * @description Whole number of the meter's smallest unit, as a string (an int64)
         * @example 100000
         */
        Quantity: string;
        /**
         * @description hard: no more than the allowance. soft: more is billed as overage. grace: more is billed as overage up to `gracePercent` of the allowance, and refused beyond
         * @enum {string}
         */
        AllowancePolicy: "hard" | "soft" | "grace";
        Overage: {
            currency: components["schemas"]["Currency"];
            tiers: components["schemas"]["OverageTier"][];
        };
        /** @description A price for a stretch of overage */
        OverageTier: {
            /** @description The last unit of overage that this price holds for; left out of the last tier */
            upTo?: components["schemas"]["Quantity"];
            /** @description Price of one unit of the meter */
            unitPrice: components["schemas"]["Price"];
        };
        /** @description What can be bought on top of a plan */
        AddOn: {
            key: components["schemas"]["AddOnKey"];
            displayName: string;
            /** @default 1 */
            maxQuantity?: number;
            prices: components["schemas"]["AddOnPrice"][];
            /**
             * @description What each one adds to the allowances of the plan
             * @default []
             */
            allowances?: components["schemas"]["AddOnAllowance"][];
            /**
             * @description Flags that it switches
             * @default {}
             */
            featureFlags?: components["schemas"]["FeatureFlags"];
        };
        AddOnKey: string;
        AddOnPrice: {
            interval: components["schemas"]["PriceInterval"];
            currency: components["schemas"]["Currency"];
            amount: components["schemas"]["Price"];
        };
        AddOnAllowance: {
            meter: components["schemas"]["MeterKey"];
            quantity: components["schemas"]["Quantity"];
        };
        /** @description What is switched on and off, by name */
        FeatureFlags: {
            [key: string]: boolean;
        };
        /**
         * @description Name of a feature flag
         * @example timeline
         */
        FlagKey: string;
        /** @enum {string} */
        SupportTier: "community" | "standard" | "premium";
        NewPlanDraft: {
            /** @description A copy of the newest version, when left out */
            spec?: components["schemas"]["PlanSpec"];
        };
        PlanDraft: {
            spec: components["schemas"]["PlanSpec"];
        };
        SettingsInput: {
            /** @description The plan of whoever is onboarded without a choice */
            defaultPlanId: components["schemas"]["PlanId"];
            /**
             * @description In the order in which the catalogue shows them; plans that are not here come after
             * @default []
             */
            planSelection?: components["schemas"]["PlanSelection"][];
        };
        /** @description What the catalogue offers of a plan, other than its newest version */
        PlanSelection: {
            planId: components["schemas"]["PlanId"];
            /**
             * @description false: nobody may choose it any more
             * @default true
             */
            offered?: boolean;
            /** @description Offer this published version, and not the newest */
            version?: components["schemas"]["PlanVersionNumber"];
            reason?: string;
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
            contacts?: components["schemas"]["TenantContact"][];
            /**
             * Format: date
             * @description When the contract renews, YYYY-MM-DD
             */
            renewalDate?: string;
            contractValue?: components["schemas"]["ContractValue"];
            /** @description Its id in the CRM */
            crmId?: string;
            /** @default [] */
            tags?: string[];
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
        /** @description What the tenant has and the other plan has not (interval, add-on) is refused, never dropped unsaid */
        ChangePlan: {
            planId: components["schemas"]["PlanId"];
            /** @description A published version; the newest when left out */
            version?: number;
            /** @description That which the tenant has when left out; of a first plan month, if it has that */
            interval?: components["schemas"]["PriceInterval"];
            /** @description Those that the tenant has when left out, none for [] */
            addOns?: components["schemas"]["AddOnChoice"][];
            /**
             * Format: date-time
             * @description From when; at once when left out
             */
            effective?: string;
            /** @description Why, for audit */
            reason?: string;
        };
        AddOnChoice: {
            key: components["schemas"]["AddOnKey"];
            /** @default 1 */
            quantity?: number;
        };
        NewReservation: {
            /** @description A whole number; as text beyond 2^53 */
            quantity: components["schemas"]["Quantity"] | number;
            /**
             * @description How long it is held without a word; then it is free again
             * @default 60
             */
            holdSeconds?: number;
        };
        NewTenantNote: {
            /** @description The note */
            text: string;
        };
        ReservationCommit: {
            /** @description All of it when left out; what is left is free again */
            used?: components["schemas"]["Quantity"];
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
            policy?: "Tombstone" | "Delete";
            /** @description Why */
            reason?: string;
            /** @description The slug once more, against a slip */
            confirmSlug: string;
        };
        NewSubscription: {
            planId: components["schemas"]["PlanId"];
            /** @description A published version; the newest when left out */
            version?: components["schemas"]["PlanVersionNumber"];
            /** @description month, or the one that the plan has */
            interval?: components["schemas"]["PriceInterval"];
            /** @default [] */
            addOns?: components["schemas"]["AddOnChoice"][];
            /** @description The first of the plan's when left out. It never changes */
            currency?: components["schemas"]["Currency"];
            /**
             * @description Where days and months begin. It never changes
             * @default UTC
             */
            zone?: components["schemas"]["TimeZone"];
            /**
             * Format: date-time
             * @description At once when left out
             */
            startsAt?: string;
            /** @description The plan's when left out */
            trialDays?: number;
            /** @description Why; audit and CS show it */
            reason?: string;
        };
        /**
         * @description IANA time zone
         * @example Europe/Berlin
         */
        TimeZone: string;
        SubscriptionChange: {
            planId: components["schemas"]["PlanId"];
            /** @description A published version; the newest when left out */
            version?: components["schemas"]["PlanVersionNumber"];
            /** @description That which the tenant has when left out */
            interval?: components["schemas"]["PriceInterval"];
            /** @description Those that the tenant has when left out, none for []. What it has and the other plan has not is refused, never dropped unsaid */
            addOns?: components["schemas"]["AddOnChoice"][];
            /**
             * @description periodEnd: when the month, or the year of a yearly price, ends that is under way
             * @enum {string}
             */
            when: "now" | "periodEnd";
            /** @description Why; audit and CS show it */
            reason?: string;
        };
        SubscriptionEnd: {
            /** @enum {string} */
            when: "now" | "periodEnd";
            /** @description Why; audit and CS show it */
            reason?: string;
        };
        OverrideInput: {
            change: components["schemas"]["OverrideChange"];
            /** @description Why; audit and CS show it */
            reason: string;
            /**
             * Format: date-time
             * @description From when it holds: now, when left out
             */
            from?: string;
            /**
             * Format: date-time
             * @description Until when; without end, when left out
             */
            until?: string;
        };
        /** @description What is otherwise than in the plan */
        OverrideChange: {
            /** @constant */
            kind: "basePrice";
            amount: components["schemas"]["Price"];
        } | {
            /** @constant */
            kind: "minimum";
            amount: components["schemas"]["Price"];
        } | {
            /** @constant */
            kind: "addOnPrice";
            addOn: components["schemas"]["AddOnKey"];
            amount: components["schemas"]["Price"];
        } | {
            /** @constant */
            kind: "overagePrice";
            meter: components["schemas"]["MeterKey"];
            tiers: components["schemas"]["OverageTier"][];
        } | {
            /** @constant */
            kind: "allowance";
            meter: components["schemas"]["MeterKey"];
            quantity: components["schemas"]["AllowanceQuantity"];
            /** @description The plan's, when left out */
            policy?: components["schemas"]["AllowancePolicy"];
            gracePercent?: number;
        } | {
            /** @constant */
            kind: "flag";
            flag: components["schemas"]["FlagKey"];
            on: boolean;
        };
        OverrideEnd: {
            /**
             * Format: date-time
             * @description The first instant it no longer holds: now when left out
             */
            until?: string;
            /** @description Why; audit and CS show it */
            reason: string;
        };
        TrialExtension: {
            /**
             * Format: date-time
             * @description When the trial ends instead: later, and within 365 days of its beginning
             */
            until: string;
            /** @description Why; audit and CS show it */
            reason: string;
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
        /** @description A correction of an event: a new entry that names it */
        NewUsageCorrection: {
            /**
             * @description Source of the event
             * @default default
             */
            source?: string;
            /** @description Its id */
            id: string;
            /**
             * @description void: it counts no more. amend: with this quantity
             * @enum {string}
             */
            action: "void" | "amend";
            /** @description How much: not negative, at most 12 decimal places, a string beyond 2^53; 1 when left out */
            quantity?: number | string;
            /** @description Why; kept for ever, so without personal data */
            reason: string;
        };
        ErasureRequest: {
            /** @description The subject of the events, exactly as it was sent */
            subject: string;
            /**
             * @description Dimensions whose values are personal, too; they become pseudonyms
             * @default []
             */
            dimensions?: string[];
            reason: string;
        };
        SyncWorkload: {
            /**
             * @description Ask the cluster what it would say, and change nothing
             * @default false
             */
            dryRun?: boolean;
        };
        /** @description Something that was used */
        UsageEvent: {
            /** @description Together with source, what makes the event one: sent again, it is a duplicate */
            id: string;
            type: components["schemas"]["EventType"];
            /**
             * Format: date-time
             * @description RFC 3339; the time of receipt when left out
             */
            time?: string;
            /** @description Whom or what it is about, for instance a user */
            subject?: string;
            /**
             * @description Where it comes from
             * @default default
             */
            source?: string;
            /** @description How much: not negative, at most 12 decimal places, a string beyond 2^53; 1 when left out */
            quantity?: number | string;
            /** @description What meters filter by, and what else is to be told apart */
            dimensions?: {
                [key: string]: string;
            };
            /** @description Any JSON, at most 16384 bytes; kept as it was sent */
            data?: unknown;
            /** @description Whose usage it is; only for keys that are bound to no tenant */
            tenantId?: string;
            /** @description The same by slug */
            tenant?: string;
        };
        /** @description A CloudEvent 1.0 in JSON format */
        UsageCloudEvent: {
            /** @constant */
            specversion: "1.0";
            /** @description Together with source, what makes the event one: sent again, it is a duplicate */
            id: string;
            type: components["schemas"]["EventType"];
            /**
             * Format: date-time
             * @description RFC 3339; the time of receipt when left out
             */
            time?: string;
            /** @description Whom or what it is about, for instance a user */
            subject?: string;
            /** @description Where it comes from */
            source: string;
            datacontenttype?: string;
            /** @description Any JSON, at most 16384 bytes; kept as it was sent */
            data?: unknown;
            /** @description Whose usage it is; only for keys that are bound to no tenant */
            tenantid?: string;
            /** @description The same by slug */
            tenant?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A user of the issuer: as `user:<issuer>|<subject>` in audit */
        UserAccess: {
            issuer: string;
            subject: string;
            /** @description Keeps the user out until this is said to be false */
            blocked: boolean;
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
            code: "invalid_request" | "invalid_cursor" | "unauthenticated" | "forbidden" | "not_found" | "method_not_allowed" | "not_acceptable" | "request_timeout" | "conflict" | "already_exists" | "allowance_exhausted" | "field_owned_elsewhere" | "request_in_flight" | "history_pruned" | "precondition_failed" | "payload_too_large" | "unsupported_media_type" | "unsupported_encoding" | "invalid_state" | "idempotency_mismatch" | "precondition_required" | "rate_limited" | "headers_too_large" | "internal" | "unavailable";
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
        /** @description Newest first. A page may have fewer items than asked for, even none, while there is a `next` */
        AuditPage: {
            items: components["schemas"]["AuditEntry"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        AuditEntry: {
            id: string;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            at: string;
            /** @description `user:<issuer>|<subject>`, `key:<id>` or `system:<what>` */
            actorId: string;
            actorName: string;
            /** @description What was done or tried, such as `api_key.created` */
            action: string;
            /** @enum {string} */
            outcome: "done" | "refused";
            /** @description `<kind>/<id>` of what it was done to */
            target?: string;
            tenantId?: string;
            requestId: string;
            reason?: string;
            /** @description Of refused sign-ins: where from, coarsely */
            network?: string;
            /** @description What changed, field by field; secrets and personal data are only said to have changed */
            changes: components["schemas"]["FieldChange"][];
        };
        FieldChange: {
            /** @description A JSON pointer into the state */
            field: string;
            before?: unknown;
            after?: unknown;
        };
        AuditErased: {
            /** @description How many entries lost their personal part */
            erased: number;
        };
        /** @description The plans that may be chosen now */
        Catalogue: {
            /** @description Taken when nobody chooses */
            defaultPlanId?: components["schemas"]["PlanId"];
            /** @description In the order of the plan selection, then by name */
            items: components["schemas"]["PlanVersion"][];
        };
        /** @description A version of a plan */
        PlanVersion: {
            planId: components["schemas"]["PlanId"];
            version: components["schemas"]["PlanVersionNumber"];
            status: components["schemas"]["PlanStatus"];
            /** @description It came with Tenantry */
            shipped: boolean;
            spec: components["schemas"]["PlanSpecOutput"];
            /**
             * Format: date-time
             * @description When the draft was made
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description Since when it never changes
             */
            publishedAt?: string;
            /**
             * Format: date-time
             * @description Since when it is not sold
             */
            archivedAt?: string;
        };
        /**
         * @description draft: may change, cannot be bought. published: never changes again. archived: not sold any more; who has it keeps it
         * @enum {string}
         */
        PlanStatus: "draft" | "published" | "archived";
        /** @description Plans side by side */
        PlanComparison: {
            plans: components["schemas"]["ComparedPlan"][];
            rows: components["schemas"]["ComparisonRow"][];
        };
        ComparedPlan: {
            planId: components["schemas"]["PlanId"];
            version: components["schemas"]["PlanVersionNumber"];
            displayName: string;
        };
        ComparisonRow: {
            /** @enum {string} */
            group: "plan" | "price" | "minimum" | "allowance" | "overage" | "addOn" | "flag";
            /** @description The meter, the flag, the add-on, or `month EUR` of a price */
            item: string;
            /** @description One for each plan, in their order; null where a plan has none */
            values: (string | null)[];
            differs: boolean;
        };
        ClusterList: {
            items: components["schemas"]["Cluster"][];
        };
        /** @description A place where tenants live */
        Cluster: {
            name: string;
            region: string;
            /** @enum {string} */
            provisioner: "recording" | "cluster";
            /** @description Where tenants go that name no cluster */
            isDefault: boolean;
            /** @description Records that live there */
            tenants: number;
            /**
             * Format: date-time
             * @description When the cluster was last heard
             */
            asOf?: string;
            /** @description How long that is ago; about a minute is usual */
            ageSeconds?: number;
            /** @description Too long, or never: what is shown may be past */
            stale: boolean;
        };
        /** @description In order. It may have fewer items than asked for, even none, while more are to come */
        EventPage: {
            items: components["schemas"]["PublishedEvent"][];
            /** @description Always there: come back with it for what is told later */
            next: string;
        };
        /** @description A CloudEvent 1.0: something that was decided */
        PublishedEvent: {
            /** @constant */
            specversion: "1.0";
            /** @description The same whenever this event is told: drop what you know already */
            id: string;
            source: string;
            /** @description What happened, such as `dev.tenantry.tenant.registered` */
            type: string;
            /** @description `<kind>/<id>` of what it happened to */
            subject: string;
            /** @description Which change of the subject it was; of two events the greater is the later */
            subjectversion: number;
            /** @description When it was decided, RFC 3339, UTC */
            time: string;
            /** @description Its place among all; compare as text */
            sequence: string;
            tenantid?: string;
            /** @constant */
            datacontenttype: "application/json";
            data: unknown;
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
        MeterList: {
            items: components["schemas"]["MeterState"][];
        };
        /** @description A meter, and whether it answers */
        MeterState: {
            key: components["schemas"]["MeterKey"];
            version: number;
            /** @description Name for people */
            title: string;
            description: string;
            aggregation: components["schemas"]["Aggregation"];
            /**
             * @description What one is: records, queries, GB
             * @example records
             */
            unit: string;
            scale: number;
            /** @description Events that it counts, by type */
            types: components["schemas"]["EventType"][];
            filter: {
                [key: string]: string[];
            };
            /** @description Of a unique meter: what is to differ: subject, or dimension:<name> */
            uniqueBy?: string;
            /**
             * @description building: its history is being counted, and it does not answer yet
             * @enum {string}
             */
            state: "in_force" | "building";
        };
        /** @description An import and where its rows stand */
        Import: {
            /** Format: uuid */
            importId: string;
            /**
             * Format: date-time
             * @description When it was applied
             */
            at: string;
            by: string;
            total: number;
            /** @description Rows whose submission exists */
            begun: number;
            /** @description How many submissions have which status */
            statuses: {
                [key: string]: number;
            };
        };
        /** @description What an import would do; nothing is stored */
        ImportPreview: {
            rows: components["schemas"]["ImportRow"][];
            /** @description Rows that can be applied */
            good: number;
            faulty: number;
        };
        ImportRow: {
            /** @description Line of the file that it begins on; the header is line 1 */
            line: number;
            slug: string;
            displayName: string;
            planId?: string;
            /** @description field names the column */
            faults: components["schemas"]["FieldFault"][];
        };
        ImportRowPage: {
            items: components["schemas"]["ImportedRow"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        ImportedRow: {
            line: number;
            slug: string;
            /** Format: uuid */
            submissionId: string;
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            status?: components["schemas"]["OnboardingStatus"];
            message?: string;
        };
        OnboardingSubmissionPage: {
            items: components["schemas"]["OnboardingSubmissionSummary"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        OnboardingSubmissionSummary: {
            /** Format: uuid */
            submissionId: string;
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            status: components["schemas"]["OnboardingStatus"];
            slug?: string;
            displayName?: string;
            /**
             * @description The step that it is at
             * @enum {string}
             */
            step?: "tenant" | "subscription" | "signup" | "workload" | "readiness" | "firstUsage";
            /** @description Why it needs attention */
            message?: string;
            /**
             * Format: date-time
             * @description When it was begun
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it last changed
             */
            updatedAt: string;
        };
        OnboardingSubmission: {
            /** Format: uuid */
            submissionId: string;
            /**
             * Format: uuid
             * @description The id that the tenant has or will have
             */
            tenantId: string;
            status: components["schemas"]["OnboardingStatus"];
            /** @enum {string} */
            origin: "form" | "import";
            form: components["schemas"]["OnboardingForm"];
            formSteps: components["schemas"]["OnboardingFormStepState"][];
            steps: components["schemas"]["OnboardingStepState"][];
            /** @description Of the form; in the ETag as "v<version>" */
            version: number;
            /**
             * Format: date-time
             * @description When it was begun
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was submitted
             */
            submittedAt?: string;
            /**
             * Format: date-time
             * @description When its last step was done
             */
            completedAt?: string;
        };
        OnboardingFormStepState: {
            /** @enum {string} */
            step: "company" | "contacts" | "plan" | "placement" | "review";
            complete: boolean;
            faults: components["schemas"]["FieldFault"][];
        };
        /** @description Where one step of the machine stands */
        OnboardingStepState: {
            /** @enum {string} */
            step: "tenant" | "subscription" | "signup" | "workload" | "readiness" | "firstUsage";
            /**
             * @description failing: tried again by itself; blocked: a person is needed, and it is tried again, too
             * @enum {string}
             */
            state: "pending" | "waiting" | "failing" | "blocked" | "done";
            /**
             * Format: date-time
             * @description When it was done
             */
            doneAt?: string;
            /** @description What it waits for, or what went wrong */
            message?: string;
            /** @description Of what went wrong; stable */
            code?: string;
            /** @description How often in a row it did not come to its end */
            attempts?: number;
            /**
             * Format: date-time
             * @description When it is tried again
             */
            nextAttemptAt?: string;
        };
        OnboardingValidation: {
            formSteps: components["schemas"]["OnboardingFormStepState"][];
        };
        PlanChangePage: {
            items: {
                /** Format: uuid */
                planChangeId: string;
                from: components["schemas"]["PlanVersionRef"];
                to: components["schemas"]["PlanVersionRef"];
                /** @enum {string} */
                when: "now" | "periodEnd";
                reason: string;
                state: components["schemas"]["PlanChangeState"];
                /** @description Name of who ordered it */
                by: string;
                /**
                 * Format: date-time
                 * @description When it was ordered
                 */
                createdAt: string;
                /**
                 * Format: date-time
                 * @description When it was completed or cancelled
                 */
                endedAt?: string;
            }[];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /**
         * @description cancelling: no further tenant is begun, and those that were are brought to their end
         * @enum {string}
         */
        PlanChangeState: "running" | "cancelling" | "cancelled" | "completed";
        /** @description A change of plan of many tenants, one after the other */
        PlanChange: {
            /** Format: uuid */
            planChangeId: string;
            from: components["schemas"]["PlanVersionRef"];
            to: components["schemas"]["PlanVersionRef"];
            /** @enum {string} */
            when: "now" | "periodEnd";
            reason: string;
            state: components["schemas"]["PlanChangeState"];
            /** @description Name of who ordered it */
            by: string;
            /**
             * Format: date-time
             * @description When it was ordered
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it was completed or cancelled
             */
            endedAt?: string;
            /** @description Tenants that have the other version, or will have it */
            changed: number;
            /** @description Tenants that stay as they are; each says why */
            refused: number;
        };
        /** @description What a change would come to now; nothing is stored */
        PlanChangePreview: {
            /** @description Tenants that have the version now */
            total: number;
            wouldChange: number;
            wouldBeRefused: number;
            /** @description Refusals first; at most 500 */
            items: components["schemas"]["PlanChangePreviewItem"][];
        };
        PlanChangePreviewItem: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            /** @enum {string} */
            outcome: "would_change" | "would_be_refused";
            /** @description Of a refusal; stable */
            code?: string;
            /** @description Of a refusal: why */
            message?: string;
        };
        PlanChangeTenantPage: {
            items: components["schemas"]["PlanChangeTenant"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description What became of one tenant */
        PlanChangeTenant: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            /** @enum {string} */
            outcome: "begun" | "changed" | "refused";
            /**
             * Format: date-time
             * @description When
             */
            at: string;
            /** @description Of a refusal; stable */
            code?: string;
            /** @description Of a refusal: why */
            message?: string;
        };
        PlanPage: {
            items: components["schemas"]["Plan"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description A plan and its versions */
        Plan: {
            planId: components["schemas"]["PlanId"];
            /** @description Of the newest version that is published, or of the newest */
            displayName: string;
            /** @description published when any version is */
            status: components["schemas"]["PlanStatus"];
            /** @description The newest version that is published: what is sold unless settings say otherwise */
            currentVersion?: components["schemas"]["PlanVersionNumber"];
            draftVersion?: components["schemas"]["PlanVersionNumber"];
            /** @description From the newest to the oldest */
            versions: components["schemas"]["PlanVersionLine"][];
        };
        PlanVersionLine: {
            version: components["schemas"]["PlanVersionNumber"];
            status: components["schemas"]["PlanStatus"];
            publishedAt?: string;
        };
        /** @description A session of the console; its secret is in a cookie */
        Session: {
            caller: components["schemas"]["Whoami"];
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            startedAt: string;
            /**
             * Format: date-time
             * @description The end, however much the session is used
             */
            expiresAt: string;
            /** @description Without a request for this long it is over */
            idleSeconds: number;
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
        SignInWays: {
            /**
             * @description An API key can be exchanged for a session
             * @constant
             */
            key: true;
            /** @description People can sign in at the issuer */
            oidc: boolean;
        };
        Settings: {
            /** @description The plan of whoever is onboarded without a choice */
            defaultPlanId: components["schemas"]["PlanId"];
            /**
             * @description In the order in which the catalogue shows them; plans that are not here come after
             * @default []
             */
            planSelection: components["schemas"]["PlanSelectionOutput"][];
            store: components["schemas"]["StoreInUse"];
            /**
             * Format: date-time
             * @description Absent while nobody changed them
             */
            updatedAt?: string;
        };
        /** @description Where everything is kept, usage too. Set by the configuration */
        StoreInUse: {
            /** @description sqlite, mongodb */
            kind: string;
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
            /** @description The plan */
            planId: string;
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
            /**
             * Format: date
             * @description The day on which the customer signed up, YYYY-MM-DD, when that was before it came here
             */
            signedUpAt?: string;
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
        /** @description What a period comes to by what is known now. Nothing is owed by it: usage goes on, and plans may be changed */
        ChargesPreview: {
            tenantId: string;
            period: components["schemas"]["Period"];
            currency: components["schemas"]["Currency"];
            lines: components["schemas"]["RatedLine"][];
            totalMinor: components["schemas"]["AmountMinor"];
            /** @description Every event that was accepted before is in it */
            asOf: string;
        };
        /** @description A half-open interval of UTC */
        Period: {
            /** @description 0 begins at the anchor; negative before it, as in a trial */
            index: number;
            /**
             * Format: date-time
             * @description The first instant of the period
             */
            from: string;
            /**
             * Format: date-time
             * @description The first instant after the period
             */
            to: string;
        };
        /** @description One line of what a period costs */
        RatedLine: {
            /** @enum {string} */
            kind: "base" | "addOn" | "overage" | "minimum";
            /** @description The add-on or the meter */
            key?: string;
            quantity: components["schemas"]["Quantity"];
            amountMinor: components["schemas"]["AmountMinor"];
            /** @description Decimal of the major unit, before the one rounding of the line */
            exact: string;
            /** @description Of overage, tier by tier */
            parts?: components["schemas"]["RatedPart"][];
        };
        /**
         * @description Whole number of the minor unit of the currency (cents), as a string; negative for a credit
         * @example 1299
         */
        AmountMinor: string;
        /** @description What one tier adds to a line */
        RatedPart: {
            /** @description Units of overage before this part */
            from: components["schemas"]["Quantity"];
            /** @description The last unit of overage of this part */
            to: components["schemas"]["Quantity"];
            unitPrice: components["schemas"]["Price"];
            /** @description Decimal of the major unit, not rounded */
            exact: string;
        };
        /** @description All that a tenant may use */
        Entitlements: {
            planId: string | null;
            /** @description Those that the plan lists */
            meters: components["schemas"]["Entitlement"][];
            flags: components["schemas"]["FlagEntitlement"][];
        };
        /** @description Whether a tenant may use more of a meter */
        Entitlement: {
            meter: components["schemas"]["MeterKey"];
            /** @description Whether the quantity asked for may be used now, all of it */
            allowed: boolean;
            reason: components["schemas"]["EntitlementReason"];
            policy: components["schemas"]["AllowancePolicy"] | null;
            /** @description What was asked for */
            quantity: components["schemas"]["Quantity"];
            /** @description In this period, as of `asOf` */
            used: components["schemas"]["Quantity"];
            /** @description What reservations hold of it, or have committed and is not counted in `used` yet: `remaining` less this is free to be reserved. A check does not take it off */
            held: components["schemas"]["Quantity"];
            /** @description The allowance of the period; null for none */
            limit: components["schemas"]["Quantity"] | null;
            /** @description Where use is refused: the allowance, or what grace adds to it; null for nowhere */
            ceiling: components["schemas"]["Quantity"] | null;
            /** @description Until use is refused, or, where it never is, until it is billed; null for no end */
            remaining: components["schemas"]["Quantity"] | null;
            period: components["schemas"]["Period"] | null;
            reset: string | null;
            /**
             * Format: date-time
             * @description All that was accepted before this is in `used`. What is used since is not: a check may let pass at most what is used in that time
             */
            asOf: string;
        };
        /**
         * @description within_allowance: it is included. overage: it is allowed, and billed. limit_reached: it would pass what is allowed. unlimited: the plan sets no limit. not_limited: the plan does not list the meter. unmetered: the plan lists a meter that is not declared, or whose history is still being counted, so `used` is not known, and 0; what is reserved is within the limit all the same. suspended: somebody suspends the tenant, so it may use nothing until it is resumed. plan_unassigned: the tenant has no plan, and nothing is cut off for that. not_begun, ended: there is no plan at this time
         * @enum {string}
         */
        EntitlementReason: "within_allowance" | "overage" | "limit_reached" | "unlimited" | "not_limited" | "unmetered" | "suspended" | "plan_unassigned" | "not_begun" | "ended";
        /** @description Whether a feature is switched on for a tenant */
        FlagEntitlement: {
            flag: components["schemas"]["FlagKey"];
            on: boolean;
            /**
             * @description plan: the plan says so, or an add-on. override: it was agreed beside the plan
             * @enum {string}
             */
            reason: "plan" | "override" | "not_in_plan" | "suspended" | "plan_unassigned" | "not_begun" | "ended";
        };
        /** @description A quantity that is held for one who is about to use it */
        Reservation: {
            reservationId: string;
            meter: components["schemas"]["MeterKey"];
            quantity: components["schemas"]["Quantity"];
            status: components["schemas"]["ReservationStatus"];
            /** @description Of one that is committed */
            used?: components["schemas"]["Quantity"];
            /** @description Whose limit it is held of; null where nothing limits, and so nothing is held */
            period: {
                /**
                 * Format: date-time
                 * @description The first instant of the period
                 */
                from: string;
                /**
                 * Format: date-time
                 * @description The first instant after the period
                 */
                to: string;
            } | null;
            /**
             * Format: date-time
             * @description Until when it is held
             */
            expiresAt: string;
        };
        /**
         * @description expired: its time is over and nobody settled it; a commit counts unless others took what it held
         * @enum {string}
         */
        ReservationStatus: "held" | "expired" | "committed" | "released";
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
        /** @description Those whose time ends last come first */
        ReservationPage: {
            items: components["schemas"]["Reservation"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description What a tenant has bought, and since when */
        Subscription: {
            tenantId: string;
            status: components["schemas"]["SubscriptionStatus"];
            /**
             * Format: date-time
             * @description When it began, or will
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description Where period 0 begins: the end of the trial as it was agreed at first
             */
            anchor: string;
            zone: components["schemas"]["TimeZone"];
            currency: components["schemas"]["Currency"];
            /**
             * Format: date-time
             * @description When the trial ends
             */
            trialEndsAt?: string;
            /** @description What the tenant has; null before and after */
            plan: components["schemas"]["EffectivePlan"] | null;
            /** @description The month under way; null before and after */
            period: components["schemas"]["Period"] | null;
            /** @description What comes next, if anything was decided */
            scheduled: components["schemas"]["Term"] | null;
            /** @description Which plan from when, oldest first */
            terms: components["schemas"]["Term"][];
            overrides: components["schemas"]["SubscriptionOverride"][];
            /**
             * Format: date-time
             * @description What is shown held then
             */
            effectiveAt: string;
            /**
             * Format: date-time
             * @description What is shown was recorded then, and not changed until the time asked for
             */
            recordedAt: string;
            /** @description Of the subscription; its ETag */
            version: number;
        };
        /** @enum {string} */
        SubscriptionStatus: "scheduled" | "trialing" | "active" | "ended";
        /** @description Plan, add-ons and overrides, put together */
        EffectivePlan: {
            planId: components["schemas"]["PlanId"];
            planVersion: components["schemas"]["PlanVersionNumber"];
            displayName: string;
            tier: string;
            /** @enum {string} */
            supportTier: "community" | "standard" | "premium";
            interval: components["schemas"]["PriceInterval"];
            currency: string;
            basePrice: {
                amount: components["schemas"]["Price"];
                /** @description `plan`, or `override:<id>` of the override that holds */
                source: string;
            };
            minimum?: {
                amount: components["schemas"]["Price"];
                /** @description `plan`, or `override:<id>` of the override that holds */
                source: string;
            };
            addOns: {
                key: string;
                quantity: number;
                unitPrice: components["schemas"]["Price"];
                /** @description `plan`, or `override:<id>` of the override that holds */
                source: string;
            }[];
            allowances: components["schemas"]["EffectiveAllowance"][];
            featureFlags: components["schemas"]["FeatureFlags"];
            /** @description Of flags that an override switches; the others are of the plan and its add-ons */
            flagSources?: {
                [key: string]: string;
            };
        };
        EffectiveAllowance: {
            meter: components["schemas"]["MeterKey"];
            quantity: components["schemas"]["AllowanceQuantity"];
            policy: components["schemas"]["AllowancePolicy"];
            gracePercent?: number;
            /** @description Overage in the currency of the subscription */
            tiers?: components["schemas"]["OverageTier"][];
            /** @description `plan`, or `override:<id>` of the override that holds */
            source: string;
        };
        Term: {
            /** Format: date-time */
            from: string;
            /** @description null: the subscription has ended */
            plan: {
                planId: components["schemas"]["PlanId"];
                version: components["schemas"]["PlanVersionNumber"];
                interval: components["schemas"]["PriceInterval"];
                addOns: {
                    key: string;
                    quantity: number;
                }[];
            } | null;
        };
        SubscriptionOverride: {
            id: string;
            change: components["schemas"]["OverrideChange"];
            reason: string;
            author: components["schemas"]["Author"];
            /** Format: date-time */
            from: string;
            /**
             * Format: date-time
             * @description The first instant it no longer holds
             */
            until?: string;
            /** Format: date-time */
            recordedAt: string;
            /** @description Of a price: it holds while the tenant is on this plan and interval */
            scope?: {
                planId: components["schemas"]["PlanId"];
                interval: components["schemas"]["PriceInterval"];
                currency: components["schemas"]["Currency"];
            };
            inForce: boolean;
        };
        Author: {
            id: string;
            name: string;
        };
        SubscriptionHistory: {
            items: components["schemas"]["SubscriptionRecord"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description What was known from a time on */
        SubscriptionRecord: {
            version: number;
            /**
             * Format: date-time
             * @description When it was recorded
             */
            recordedAt: string;
            actor: {
                id: string;
                name: string;
            };
            action: string;
            reason?: string;
            terms: components["schemas"]["Term"][];
            overrides: components["schemas"]["Override"][];
            /**
             * Format: date-time
             * @description When the trial was to end, as was known then
             */
            trialEndsAt?: string;
        };
        /** @description What was agreed with a tenant beside its plan */
        Override: {
            id: string;
            change: components["schemas"]["OverrideChange"];
            reason: string;
            author: components["schemas"]["Author"];
            /** Format: date-time */
            from: string;
            /**
             * Format: date-time
             * @description The first instant it no longer holds
             */
            until?: string;
            /** Format: date-time */
            recordedAt: string;
            /** @description Of a price: it holds while the tenant is on this plan and interval */
            scope?: {
                planId: components["schemas"]["PlanId"];
                interval: components["schemas"]["PriceInterval"];
                currency: components["schemas"]["Currency"];
            };
        };
        PeriodPage: {
            items: components["schemas"]["Period"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        UsageCheckpointPage: {
            items: components["schemas"]["UsageCheckpoint"][];
            next?: string;
        };
        /** @description What stands for usage that was pruned */
        UsageCheckpoint: {
            /** Format: uuid */
            tenantId: string;
            /** @description The first is 1; none is missing */
            number: number;
            /** @description When it was made */
            at: string;
            /** @description The entries of all sealed blocks up to this one are pruned */
            block: number;
            /** @description Hash of that block: the head of the chain at that point */
            blockHash: string;
            /** @description What was received and sealed before this time is pruned */
            receivedBefore: string;
            /** @description What happened before this time is counted for ever: it can be neither added to nor corrected */
            countedBefore: string;
            pruned: components["schemas"]["PrunedEntries"];
            prunedInAll: components["schemas"]["PrunedEntries"];
            /** @description Of everything before `countedBefore` */
            totals: components["schemas"]["PrunedTotal"][];
            /** @description SHA-256 of the checkpoint, hexadecimal */
            hash: string;
            /** @description Which key signed it */
            keyId: string;
            /** @description Ed25519 over the hash, base64url */
            signature: string;
        };
        PrunedEntries: {
            /** @description How many entries of the ledger */
            entries: number;
            /** @description The sum of their digests modulo 2^256, hexadecimal: in any order the same */
            hash: string;
        };
        PrunedTotal: {
            /** @description Key and version of the meter: `query@1` */
            meter: string;
            /** @description Entries of the ledger, corrections included */
            entries: number;
            /** @description The sum of their digests modulo 2^256, hexadecimal */
            hash: string;
            /** @description Events that count */
            count: string;
            /** @description The sum of their quantities, in units of the meter’s scale */
            sum: string;
        };
        /** @description A correction that was recorded */
        UsageCorrection: {
            correctionId: string;
            tenantId: string;
            source: string;
            id: string;
            /** @description Which correction of the event it is; the last one holds */
            number: number;
            /** @enum {string} */
            action: "void" | "amend";
            quantity: string;
            type: string;
            /**
             * Format: date-time
             * @description When the event happened
             */
            time: string;
            reason: string;
            /**
             * Format: date-time
             * @description When it was corrected
             */
            at: string;
        };
        /** @description The erasure of a person from a tenant’s usage ledger. It names nobody */
        Erasure: {
            /** Format: uuid */
            erasureId: string;
            /** Format: uuid */
            tenantId: string;
            /** @enum {string} */
            state: "running" | "done";
            requestedAt: string;
            doneAt?: string;
            /** @description How many entries have lost their personal part */
            erased: number;
            reason: string;
            /** @description Events received before this time are pruned: of those nothing is left to erase */
            prunedBefore?: string;
        };
        LedgerEntryPage: {
            items: components["schemas"]["LedgerEntry"][];
            next?: string;
        };
        /** @description An entry of the usage ledger */
        LedgerEntry: {
            /** @enum {string} */
            entry: "usage" | "void" | "amend";
            source: string;
            id: string;
            type: string;
            /**
             * Format: date-time
             * @description When it happened
             */
            time: string;
            /**
             * Format: date-time
             * @description When it was taken in
             */
            received: string;
            /** @description Decimal, as sent */
            quantity: string;
            subject?: string;
            dimensions?: {
                [key: string]: string;
            };
            /** @description Any JSON, at most 16384 bytes; kept as it was sent */
            data?: unknown;
            /** @description Its personal data was erased */
            erased?: boolean;
            /** @description Of a correction; source and id are those of the event that it corrects */
            correction?: {
                number: number;
                reason: string;
                by: string;
            };
        };
        /** @description Usage over time, one point for each step */
        UsageSeries: {
            tenantId: string;
            /** @description Key of the meter */
            meter: string;
            meterVersion: number;
            unit: string;
            /** @description Decimal places of the quantity */
            scale: number;
            /** @enum {string} */
            step: "minute" | "hour" | "day";
            /**
             * Format: date-time
             * @description Everything that was accepted before this time is in it
             */
            asOf: string;
            points: {
                /**
                 * Format: date-time
                 * @description First instant of the step
                 */
                from: string;
                /** @description Whole number of 10^-scale units of the meter, as a string; for sums it may pass an int64 */
                quantity: string;
            }[];
        };
        /** @description What a tenant used of every meter in a period */
        UsageSnapshot: {
            tenantId: string;
            /**
             * Format: date-time
             * @description First instant of the period
             */
            from: string;
            /**
             * Format: date-time
             * @description First instant after it
             */
            to: string;
            /**
             * Format: date-time
             * @description Everything that was accepted before this time is in it
             */
            asOf: string;
            meters: {
                /** @description Key of the meter */
                meter: string;
                meterVersion: number;
                unit: string;
                /** @description Decimal places of the quantity */
                scale: number;
                /** @description Whole number of 10^-scale units of the meter, as a string; for sums it may pass an int64 */
                quantity: string;
                /** @description Events that count: neither voided nor filtered out */
                events: number;
                /** @description Entries of the ledger behind it, corrections included */
                entries: number;
                /** @description Of these entries, in whatever order; the same for the same ones */
                hash: string;
            }[];
        };
        /** @description What a tenant used of a meter in an interval */
        UsageTotal: {
            tenantId: string;
            /**
             * Format: date-time
             * @description First instant of the interval
             */
            from: string;
            /**
             * Format: date-time
             * @description First instant after it
             */
            to: string;
            /** @description Key of the meter */
            meter: string;
            meterVersion: number;
            unit: string;
            /** @description Decimal places of the quantity */
            scale: number;
            /** @description Whole number of 10^-scale units of the meter, as a string; for sums it may pass an int64 */
            quantity: string;
            /** @description Events that count: neither voided nor filtered out */
            events: number;
            /**
             * Format: date-time
             * @description Everything that was accepted before this time is in it
             */
            asOf: string;
        };
        /** @description How a tenant is doing where it runs */
        Workload: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            cluster: string;
            region: string;
            /**
             * @description recording: no cluster is attached
             * @enum {string}
             */
            provisioner: "recording" | "cluster";
            /** @description Whether there is such a Tenant */
            found: boolean;
            /** @enum {string} */
            ready: "True" | "False" | "Unknown";
            /** @enum {string} */
            available: "True" | "False" | "Unknown";
            /** @enum {string} */
            suspended: "True" | "False" | "Unknown";
            /** @description The state in a sentence */
            message: string;
            /** @description The operator has acted on the present spec */
            upToDate: boolean;
            namespace?: string;
            tier?: string;
            tierRevision?: string;
            conditions: components["schemas"]["WorkloadCondition"][];
            components: {
                name: string;
                desired: number;
                ready: number;
            }[];
            quota?: {
                hard: {
                    [key: string]: string;
                };
                used: {
                    [key: string]: string;
                };
            };
            suspendedBy: string[];
            /**
             * Format: date-time
             * @description When the cluster was last heard
             */
            asOf?: string;
            /** @description How long that is ago; about a minute is usual */
            ageSeconds?: number;
            /** @description Too long, or never: what is shown may be past */
            stale: boolean;
            sync: components["schemas"]["WorkloadSync"];
            drift: components["schemas"]["WorkloadDrift"][];
        };
        /** @description One aspect of the state; docs/reference/conditions.md */
        WorkloadCondition: {
            type: string;
            /** @enum {string} */
            status: "True" | "False" | "Unknown";
            reason: string;
            message: string;
            lastTransitionTime: string;
            observedGeneration?: number;
        };
        /** @description What became of applying what is recorded */
        WorkloadSync: {
            /**
             * @description conflict: others own some fields, the rest is applied; refused: the cluster does not take it; nothing_decided: without a plan nothing is applied; pending: not tried yet
             * @enum {string}
             */
            outcome: "pending" | "applied" | "conflict" | "refused" | "nothing_decided" | "unavailable";
            /**
             * Format: date-time
             * @description When it was tried last
             */
            at?: string;
            /**
             * Format: date-time
             * @description When it is tried again
             */
            nextAt?: string;
            /** @description How often in a row it did not succeed wholly */
            failures: number;
            code?: string;
            message?: string;
            fields?: components["schemas"]["OwnedField"][];
        };
        OwnedField: {
            /** @description As the API server writes it, for instance .spec.tier */
            field: string;
            /** @description Field manager that owns it with another value */
            manager: string;
        };
        /** @description A field that is otherwise in the cluster than in the record */
        WorkloadDrift: {
            field: string;
            /** @description What the record wants */
            recorded?: unknown;
            /** @description What the Tenant has */
            inCluster?: unknown;
            /** @description Who owns it, when that is why */
            manager?: string;
        };
        WorkloadSyncAnswer: {
            sync: components["schemas"]["WorkloadSync"];
            /** @description The fields that are decided here */
            spec?: {
                [key: string]: unknown;
            };
        };
        /** @description What became of the events of a request */
        UsageReceipt: {
            /** @description One for each event, in the order they were sent */
            items: components["schemas"]["UsageEventResult"][];
            /** @description How many events had which outcome */
            counts: {
                accepted: number;
                duplicate: number;
                conflict: number;
                retry: number;
                rejected: number;
            };
        };
        /** @description What became of one event */
        UsageEventResult: {
            /** @description The event's id, when it had one */
            id?: string;
            outcome: components["schemas"]["EventOutcome"];
            reason?: components["schemas"]["EventReason"];
            /** @description JSON pointer into the event: what is wrong */
            field?: string;
            /** @description What is wrong and what would be right */
            message?: string;
        };
        /**
         * @description accepted: stored now, and will be counted. duplicate: it was stored before. conflict: another event has its source and id. retry: it is not known; send it again. rejected: it was not stored, and never will be as it is
         * @enum {string}
         */
        EventOutcome: "accepted" | "duplicate" | "conflict" | "retry" | "rejected";
        /**
         * @description Why an event was not taken; stable
         * @enum {string}
         */
        EventReason: "malformed" | "quantity_malformed" | "quantity_negative" | "quantity_imprecise" | "quantity_too_precise" | "quantity_overflow" | "data_too_large" | "time_malformed" | "time_in_future" | "time_too_old" | "unknown_type" | "tenant_required" | "tenant_not_found" | "tenant_ambiguous" | "tenant_gone" | "same_id_other_content" | "outcome_unknown";
        RejectedEventPage: {
            items: components["schemas"]["RejectedEvent"][];
            next?: string;
        };
        /** @description An event that was rejected */
        RejectedEvent: {
            rejectedId: string;
            /** @description Absent where the event names no tenant that exists */
            tenantId?: string;
            /**
             * Format: date-time
             * @description When it was rejected
             */
            at: string;
            reason: components["schemas"]["EventReason"];
            field?: string;
            message?: string;
            /** @description The event as JSON, cut off after 2,000 characters */
            event: string;
        };
        UsageRetention: {
            /** @description Absent: usage is kept for ever */
            retentionDays?: number;
            /** @description What happened before this time is pruned, or will be at the next look */
            horizon?: string;
            /** @description Tenants whose usage is not pruned, because it is not what was sealed; the first 100 */
            held: components["schemas"]["PruningHold"][];
        };
        PruningHold: {
            tenantId: string;
            at: string;
            /** @description A finding, as `tenantry verify` names them */
            code: string;
            subject: string;
            message: string;
        };
        SealHeadPage: {
            items: components["schemas"]["SealHead"][];
            next?: string;
        };
        /** @description The last block of a sealed chain */
        SealHead: {
            /**
             * @description Whose: of usage, or of the audit record
             * @enum {string}
             */
            chain: "usage" | "audit";
            /** @description The tenant; `installation` of the audit record that belongs to none */
            tenantId: string;
            /** @description Number of the block; the first is 1 */
            number: number;
            /** @description SHA-256 of the block, hexadecimal */
            hash: string;
            /** @description Which key signed it */
            keyId: string;
            /** @description Ed25519 over the hash, base64url */
            signature: string;
            /** @description When it was sealed */
            at: string;
            checkpoint?: components["schemas"]["SealCheckpoint"];
        };
        /** @description The last checkpoint of a ledger that is pruned */
        SealCheckpoint: {
            number: number;
            hash: string;
        };
        /** @description Who used most of a meter; a few seconds behind */
        TopTenants: {
            /** @description Key of the meter */
            meter: string;
            meterVersion: number;
            unit: string;
            /** @description Decimal places of the quantity */
            scale: number;
            period: string;
            items: {
                tenantId: string;
                slug?: string;
                /** @description Whole number of 10^-scale units of the meter, as a string; for sums it may pass an int64 */
                quantity: string;
            }[];
        };
        UserAccessState: {
            issuer: string;
            subject: string;
            /** @description Keeps the user out until this is said to be false */
            blocked: boolean;
            /**
             * Format: date-time
             * @description RFC 3339, UTC
             */
            signedOutAt: string;
        };
        /** @description What a plan gives and costs */
        PlanSpecOutput: {
            displayName: string;
            /** @default  */
            description: string;
            /** @description The Tier that it buys: what a tenant on this plan runs */
            tier: string;
            prices: components["schemas"]["PlanPrice"][];
            /**
             * @description A meter that is not listed is counted, and neither limited nor billed
             * @default []
             */
            allowances: components["schemas"]["AllowanceOutput"][];
            /** @default [] */
            addOns: components["schemas"]["AddOnOutput"][];
            supportTier: components["schemas"]["SupportTier"];
            /** @default {} */
            featureFlags: components["schemas"]["FeatureFlags"];
            /**
             * @description Free days before the first period
             * @default 0
             */
            trialDays: number;
        };
        /** @description How much of a meter a month includes, and what is beyond */
        AllowanceOutput: {
            meter: components["schemas"]["MeterKey"];
            quantity: components["schemas"]["AllowanceQuantity"];
            policy: components["schemas"]["AllowancePolicy"];
            /** @description With grace only: how far beyond the allowance, in percent of it */
            gracePercent?: number;
            /**
             * @description Graduated prices beyond the allowance, one table for each currency
             * @default []
             */
            overage: components["schemas"]["Overage"][];
        };
        /** @description What can be bought on top of a plan */
        AddOnOutput: {
            key: components["schemas"]["AddOnKey"];
            displayName: string;
            /** @default 1 */
            maxQuantity: number;
            prices: components["schemas"]["AddOnPrice"][];
            /**
             * @description What each one adds to the allowances of the plan
             * @default []
             */
            allowances: components["schemas"]["AddOnAllowance"][];
            /**
             * @description Flags that it switches
             * @default {}
             */
            featureFlags: components["schemas"]["FeatureFlags"];
        };
        /** @description What the catalogue offers of a plan, other than its newest version */
        PlanSelectionOutput: {
            planId: components["schemas"]["PlanId"];
            /**
             * @description false: nobody may choose it any more
             * @default true
             */
            offered: boolean;
            /** @description Offer this published version, and not the newest */
            version?: components["schemas"]["PlanVersionNumber"];
            reason?: string;
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
        /** @description `request_timeout`: The request took too long to come */
        Problem408: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description `headers_too_large`: The headers are too large */
        Problem431: {
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
        /** @description `forbidden`: You may not do this */
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
        /** @description `conflict`: It is not in a state that allows this. `already_exists`: Something else has that name. `allowance_exhausted`: The allowance does not suffice. `field_owned_elsewhere`: Another manager owns a field that this would change. `request_in_flight`: The same request is being worked on */
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
            408: components["responses"]["Problem408"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            431: components["responses"]["Problem431"];
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
    listAudit: {
        parameters: {
            query?: {
                /** @description Who did it, as entries have it: `key:<keyId>`, `user:<issuer>|<subject>`, `system:<name>` */
                actor?: string;
                action?: string;
                tenantId?: string;
                /** @description `<kind>/<id>` */
                target?: string;
                outcome?: "done" | "refused";
                /** @description At or after this time */
                from?: string;
                /** @description Before this time */
                before?: string;
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
            /** @description Newest first. A page may have fewer items than asked for, even none, while there is a `next` */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    eraseFromAudit: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AuditErasureRequest"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditErased"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    exportAudit: {
        parameters: {
            query?: {
                /** @description Who did it, as entries have it: `key:<keyId>`, `user:<issuer>|<subject>`, `system:<name>` */
                actor?: string;
                action?: string;
                tenantId?: string;
                /** @description `<kind>/<id>` */
                target?: string;
                outcome?: "done" | "refused";
                /** @description At or after this time */
                from?: string;
                /** @description Before this time */
                before?: string;
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
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getCatalogue: {
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
            /** @description The plans that may be chosen now */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Catalogue"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    comparePlans: {
        parameters: {
            query: {
                /** @description Two to eight plans, separated by commas: `pro,enterprise@2` */
                plans: string;
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
            /** @description Plans side by side */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanComparison"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listClusters: {
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
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClusterList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                /** @description At most this many items: 1 to 200 */
                limit?: number;
                /** @description `next` of the answer before, whatever was filtered; the beginning when left out */
                cursor?: string;
                /** @description Only of this type, written out */
                type?: string;
                /** @description Only of this tenant */
                tenantId?: string;
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
            /** @description In order. It may have fewer items than asked for, even none, while more are to come */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    exportInstallation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportRequest"];
            };
        };
        responses: {
            /** @description The file */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
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
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listMeters: {
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
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterList"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    declareMeter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMeter"];
            };
        };
        responses: {
            /** @description A meter, and whether it answers */
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
                    "application/json": components["schemas"]["MeterState"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getMeter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of a meter */
                key: components["schemas"]["MeterKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A meter, and whether it answers */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterState"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changeMeter: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Name of a meter */
                key: components["schemas"]["MeterKey"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangedMeter"];
            };
        };
        responses: {
            /** @description A meter, and whether it answers */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeterState"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    applyImport: {
        parameters: {
            query?: {
                /** @description refuse: one faulty row refuses the file; skip: the good rows are applied */
                faulty?: "refuse" | "skip";
            };
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 4194304 bytes, unpacked; `Content-Encoding` may be gzip, deflate or br */
        requestBody: {
            content: {
                /**
                 * @example slug,displayName,contactName,contactEmail,planId,tags
                 *     sample-acme,Acme (sample),Jo Doe,jo@example.com,pro,eu;pilot
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description An import and where its rows stand */
            202: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    previewImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 4194304 bytes, unpacked; `Content-Encoding` may be gzip, deflate or br */
        requestBody: {
            content: {
                /**
                 * @example slug,displayName,contactName,contactEmail,planId,tags
                 *     sample-acme,Acme (sample),Jo Doe,jo@example.com,pro,eu;pilot
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description What an import would do; nothing is stored */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportPreview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getImport: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                importId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An import and where its rows stand */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Import"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listImportRows: {
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
                importId: string;
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
                    "application/json": components["schemas"]["ImportRowPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSubmissions: {
        parameters: {
            query?: {
                /** @description submitted: the machine is at work; needs_attention: it cannot go on before a person does something; live: the tenant serves; completed: it was used, too */
                status?: components["schemas"]["OnboardingStatus"];
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
                    "application/json": components["schemas"]["OnboardingSubmissionPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createSubmission: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingForm"];
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
                    "application/json": components["schemas"]["OnboardingSubmission"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getSubmission: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                submissionId: string;
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
                    "application/json": components["schemas"]["OnboardingSubmission"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    saveSubmission: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match": string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                submissionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OnboardingForm"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnboardingSubmission"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    cancelSubmission: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                submissionId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelOnboarding"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnboardingSubmission"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    reopenSubmission: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                submissionId: string;
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
                    "application/json": components["schemas"]["OnboardingSubmission"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    submitSubmission: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match": string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                submissionId: string;
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
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnboardingSubmission"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    validateSubmission: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                submissionId: string;
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
                    "application/json": components["schemas"]["OnboardingValidation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listPlanChanges: {
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
                    "application/json": components["schemas"]["PlanChangePage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createPlanChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlanChange"];
            };
        };
        responses: {
            /** @description A change of plan of many tenants, one after the other */
            202: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanChange"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    previewPlanChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlanChange"];
            };
        };
        responses: {
            /** @description What a change would come to now; nothing is stored */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanChangePreview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getPlanChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                planChangeId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A change of plan of many tenants, one after the other */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanChange"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    cancelPlanChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                planChangeId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelPlanChange"];
            };
        };
        responses: {
            /** @description A change of plan of many tenants, one after the other */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanChange"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listPlanChangeTenants: {
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
                planChangeId: string;
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
                    "application/json": components["schemas"]["PlanChangeTenantPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listPlans: {
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
                    "application/json": components["schemas"]["PlanPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlan"];
            };
        };
        responses: {
            /** @description A version of a plan */
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
                    "application/json": components["schemas"]["PlanVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Key of a plan, such as "pro". A plan is never deleted, so it never comes to name another one */
                planId: components["schemas"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A plan and its versions */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createPlanDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Key of a plan, such as "pro". A plan is never deleted, so it never comes to name another one */
                planId: components["schemas"]["PlanId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewPlanDraft"];
            };
        };
        responses: {
            /** @description A version of a plan */
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
                    "application/json": components["schemas"]["PlanVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getPlanVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Key of a plan, such as "pro". A plan is never deleted, so it never comes to name another one */
                planId: components["schemas"]["PlanId"];
                /** @description Versions of a plan are counted from 1 */
                version: components["schemas"]["PlanVersionNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A version of a plan */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replacePlanDraft: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match": string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Key of a plan, such as "pro". A plan is never deleted, so it never comes to name another one */
                planId: components["schemas"]["PlanId"];
                /** @description Versions of a plan are counted from 1 */
                version: components["schemas"]["PlanVersionNumber"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PlanDraft"];
            };
        };
        responses: {
            /** @description A version of a plan */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    archivePlanVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Key of a plan, such as "pro". A plan is never deleted, so it never comes to name another one */
                planId: components["schemas"]["PlanId"];
                /** @description Versions of a plan are counted from 1 */
                version: components["schemas"]["PlanVersionNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A version of a plan */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    publishPlanVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Key of a plan, such as "pro". A plan is never deleted, so it never comes to name another one */
                planId: components["schemas"]["PlanId"];
                /** @description Versions of a plan are counted from 1 */
                version: components["schemas"]["PlanVersionNumber"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A version of a plan */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanVersion"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getSession: {
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
            /** @description A session of the console; its secret is in a cookie */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    startSession: {
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
            /** @description A session of the console; its secret is in a cookie */
            201: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description Where what was made is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    endSession: {
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    finishOidcSignIn: {
        parameters: {
            query?: {
                code?: string;
                state?: string;
                iss?: string;
                error?: string;
                error_description?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Found */
            302: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    startOidcSignIn: {
        parameters: {
            query?: {
                returnTo?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Found */
            302: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSignInWays: {
        parameters: {
            query?: never;
            header?: never;
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
                    "application/json": components["schemas"]["SignInWays"];
                };
            };
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getSettings: {
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
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replaceSettings: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match": string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsInput"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
                /** @description Id of a plan, or unassigned */
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
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createTenant: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changeTenantPlan: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    previewCharges: {
        parameters: {
            query?: {
                /** @description Of the period that this instant lies in (RFC 3339, UTC): the one of now when left out */
                at?: string;
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
            /** @description What a period comes to by what is known now. Nothing is owed by it: usage goes on, and plans may be changed */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChargesPreview"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listEntitlements: {
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
            /** @description All that a tenant may use */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlements"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    checkFeatureFlag: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                /** @description Name of a feature flag */
                flag: components["schemas"]["FlagKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether a feature is switched on for a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlagEntitlement"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    checkEntitlement: {
        parameters: {
            query?: {
                /** @description How much more: 1 when left out, 0 to look only */
                quantity?: components["schemas"]["Quantity"];
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                /** @description Name of a meter */
                meter: components["schemas"]["MeterKey"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether a tenant may use more of a meter */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entitlement"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createReservation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                /** @description Name of a meter */
                meter: components["schemas"]["MeterKey"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewReservation"];
            };
        };
        responses: {
            /** @description A quantity that is held for one who is about to use it */
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
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    addTenantNote: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listReservations: {
        parameters: {
            query?: {
                /** @description At most this many items: 1 to 200 */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description Name of a meter */
                meter?: components["schemas"]["MeterKey"];
                /** @description Only what is held now; all that is kept when left out */
                status?: "held";
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
            /** @description Those whose time ends last come first */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReservationPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getReservation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                reservationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A quantity that is held for one who is about to use it */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    commitReservation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                reservationId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReservationCommit"];
            };
        };
        responses: {
            /** @description A quantity that is held for one who is about to use it */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    releaseReservation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                reservationId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A quantity that is held for one who is about to use it */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Reservation"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getSubscription: {
        parameters: {
            query?: {
                /** @description What held then; now when left out */
                effectiveAt?: string;
                /** @description What was known then; what is known now when left out */
                recordedAt?: string;
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
            /** @description What a tenant has bought, and since when */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
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
                "application/json": components["schemas"]["NewSubscription"];
            };
        };
        responses: {
            /** @description What a tenant has bought, and since when */
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
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    changeSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
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
                "application/json": components["schemas"]["SubscriptionChange"];
            };
        };
        responses: {
            /** @description What a tenant has bought, and since when */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    endSubscription: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
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
                "application/json": components["schemas"]["SubscriptionEnd"];
            };
        };
        responses: {
            /** @description What a tenant has bought, and since when */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSubscriptionHistory: {
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
                    "application/json": components["schemas"]["SubscriptionHistory"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    addSubscriptionOverride: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
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
                "application/json": components["schemas"]["OverrideInput"];
            };
        };
        responses: {
            /** @description What a tenant has bought, and since when */
            201: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    /** @description Where what was made is */
                    Location?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    endSubscriptionOverride: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                overrideId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverrideEnd"];
            };
        };
        responses: {
            /** @description What a tenant has bought, and since when */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSubscriptionPeriods: {
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
                    "application/json": components["schemas"]["PeriodPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    cancelScheduledChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
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
            /** @description What a tenant has bought, and since when */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    extendTrial: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
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
                "application/json": components["schemas"]["TrialExtension"];
            };
        };
        responses: {
            /** @description What a tenant has bought, and since when */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Subscription"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listUsageCheckpoints: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
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
                    "application/json": components["schemas"]["UsageCheckpointPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    correctUsage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUsageCorrection"];
            };
        };
        responses: {
            /** @description A correction that was recorded */
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
                    "application/json": components["schemas"]["UsageCorrection"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    requestErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ErasureRequest"];
            };
        };
        responses: {
            /** @description The erasure of a person from a tenant’s usage ledger. It names nobody */
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
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getErasure: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                tenantId: string;
                erasureId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The erasure of a person from a tenant’s usage ledger. It names nobody */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Erasure"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listUsageEvents: {
        parameters: {
            query: {
                /** @description What kind of event it is */
                type: components["schemas"]["EventType"];
                /** @description current: the month of the subscription that is under way, which entitlements count in, instead of `from` and `to` */
                period?: "current";
                /** @description First instant of event time; the beginning of this month of UTC when left out */
                from?: string;
                /** @description First instant that is not in it; the end of this month when left out */
                to?: string;
                /** @description `next` of the page before */
                cursor?: string;
                limit?: number;
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
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
                    "application/json": components["schemas"]["LedgerEntryPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    exportUsageEvents: {
        parameters: {
            query?: {
                /** @description What kind of event it is */
                type?: components["schemas"]["EventType"];
                /** @description current: the month of the subscription that is under way, which entitlements count in, instead of `from` and `to` */
                period?: "current";
                /** @description First instant of event time; the beginning of this month of UTC when left out */
                from?: string;
                /** @description First instant that is not in it; the end of this month when left out */
                to?: string;
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV with a header */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getUsageSeries: {
        parameters: {
            query: {
                /** @description Name of a meter */
                meter: components["schemas"]["MeterKey"];
                /** @description current: the month of the subscription that is under way, which entitlements count in, instead of `from` and `to` */
                period?: "current";
                /** @description First instant; the beginning of this month of UTC when left out */
                from?: string;
                /** @description First instant that is not in it; the end of this month when left out */
                to?: string;
                /** @description Length of a step; the interval is widened to whole ones */
                step?: "minute" | "hour" | "day";
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Usage over time, one point for each step */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageSeries"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    exportUsageSeries: {
        parameters: {
            query: {
                /** @description Name of a meter */
                meter: components["schemas"]["MeterKey"];
                /** @description current: the month of the subscription that is under way, which entitlements count in, instead of `from` and `to` */
                period?: "current";
                /** @description First instant; the beginning of this month of UTC when left out */
                from?: string;
                /** @description First instant that is not in it; the end of this month when left out */
                to?: string;
                /** @description Length of a step; the interval is widened to whole ones */
                step?: "minute" | "hour" | "day";
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV with a header */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            406: components["responses"]["Problem406"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getUsageSnapshot: {
        parameters: {
            query?: {
                /** @description current: the month of the subscription that is under way, which entitlements count in, instead of `from` and `to` */
                period?: "current";
                /** @description First instant; the beginning of this month of UTC when left out */
                from?: string;
                /** @description First instant that is not in it; the end of this month when left out */
                to?: string;
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a tenant used of every meter in a period */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageSnapshot"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getUsageTotal: {
        parameters: {
            query: {
                /** @description Name of a meter */
                meter: components["schemas"]["MeterKey"];
                /** @description current: the month of the subscription that is under way, which entitlements count in, instead of `from` and `to` */
                period?: "current";
                /** @description First instant; the beginning of this month of UTC when left out */
                from?: string;
                /** @description First instant that is not in it; the end of this month when left out */
                to?: string;
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                tenantId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a tenant used of a meter in an interval */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageTotal"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getWorkload: {
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
            /** @description How a tenant is doing where it runs */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workload"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    syncWorkload: {
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
                "application/json": components["schemas"]["SyncWorkload"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WorkloadSyncAnswer"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    recordUsage: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 8388608 bytes, unpacked; `Content-Encoding` may be gzip, deflate or br */
        requestBody: {
            content: {
                /**
                 * @example [
                 *       {
                 *         "id": "0192f0c1-8f6e-7c1a-b1f0-3a8f0e6d2b11",
                 *         "source": "ingest-api",
                 *         "type": "ingestion",
                 *         "time": "2027-01-31T12:00:00Z",
                 *         "quantity": 250,
                 *         "dimensions": {
                 *           "region": "eu"
                 *         }
                 *       }
                 *     ]
                 */
                "application/json": components["schemas"]["UsageEvent"][] | components["schemas"]["UsageEvent"];
                /** @example {"id":"0192f0c1-8f6e-7c1a-b1f0-3a8f0e6d2b11","source":"ingest-api","type":"ingestion","time":"2027-01-31T12:00:00Z","quantity":250,"dimensions":{"region":"eu"}} */
                "application/x-ndjson": string;
                "application/cloudevents+json": components["schemas"]["UsageCloudEvent"];
                "application/cloudevents-batch+json": components["schemas"]["UsageCloudEvent"][];
            };
        };
        responses: {
            /** @description What became of the events of a request */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageReceipt"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listRejectedUsage: {
        parameters: {
            query?: {
                /** @description Only what was sent for this tenant */
                tenantId?: string;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description Most items of a page */
                limit?: number;
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
                    "application/json": components["schemas"]["RejectedEventPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getUsageRetention: {
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
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UsageRetention"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSealHeads: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                cursor?: string;
                limit?: number;
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
                    "application/json": components["schemas"]["SealHeadPage"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listTopTenants: {
        parameters: {
            query: {
                /** @description Name of a meter */
                meter: components["schemas"]["MeterKey"];
                /** @description A month or a day of UTC; this month when left out */
                period?: string;
                limit?: number;
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
            /** @description Who used most of a meter; a few seconds behind */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TopTenants"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setUserAccess: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UserAccess"];
            };
        };
        responses: {
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UserAccessState"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
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
            408: components["responses"]["Problem408"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
}
