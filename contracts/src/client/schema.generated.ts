// Generated from contracts/openapi.json by `npm run generate`. Do not edit.
export type paths = {
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
    "/openapi": {
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
    "/v1/alert-recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is told of alerts by e-mail */
        get: operations["getAlertRecipients"];
        /** Say who is told of alerts by e-mail, in the place of who was */
        put: operations["setAlertRecipients"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is watched, and from which values on somebody is told */
        get: operations["listAlertRules"];
        /**
         * Set what differs from what is shipped, for everybody
         * @description Takes the place of what was said on this layer; {} says nothing any more.
         */
        put: operations["setAlertRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The inbox: what there is to look at, the most urgent first */
        get: operations["listAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many alerts there are, by level and state */
        get: operations["countAlerts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{alertId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One alert */
        get: operations["getAlert"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{alertId}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that somebody has taken it on, as urgent as it is now */
        post: operations["acknowledgeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{alertId}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say who looks after it */
        post: operations["assignAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{alertId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of an alert, change by change, the oldest first */
        get: operations["listAlertHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{alertId}/snooze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell nobody of it for a time, unless it becomes more urgent */
        post: operations["snoozeAlert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/alerts/{alertId}/unacknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back that the caller has taken it on
         * @description Within 10 minutes of it; afterwards 409. What somebody else had said before holds again. Where the caller has said nothing, or said it again, it changes nothing.
         */
        post: operations["unacknowledgeAlert"];
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
         * @description What is personal goes from past changes and from the record of them; who did it by id, what, when and to what stays. So does what is current and can be changed: change it first. Of a tenant that was deleted and of an onboarding form that is closed nobody can, so who is named there goes, too; of an actor, what the console keeps for it alone, and who it was in its sessions that are over. The seals of the record still hold. Asked for again, it erases what has come since.
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
    "/v1/clusters/held": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tenants that nothing is applied to until an admin says what holds
         * @description After a store was restored or lost: their Tenants were applied from records that are not in it.
         */
        get: operations["listHeldWorkloads"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/drafts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the caller has begun to write */
        get: operations["listConsoleDrafts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/drafts/{draftId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of the caller’s drafts */
        get: operations["getConsoleDraft"];
        /** Keep what the caller has begun to write */
        put: operations["saveConsoleDraft"];
        post?: never;
        /** Throw a draft away */
        delete: operations["deleteConsoleDraft"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the caller wants the console */
        get: operations["getConsolePreferences"];
        /**
         * Keep how the caller wants the console
         * @description Takes the place of what was kept. The record of who did what does not tell of it.
         */
        put: operations["replaceConsolePreferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/telemetry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell of steps that are over
         * @description They are counted in memory and shown by `/metrics`, without a word of whose they were. Nothing waits for it, and nothing is stored. Whoever sends more often than a console does is refused.
         */
        post: operations["recordConsoleSteps"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Saved views: the caller’s, and those that are shared */
        get: operations["listConsoleViews"];
        put?: never;
        /**
         * Save a view of a list
         * @description What is to be pinned is refused when nothing more can be. When others take the last place meanwhile, the view is saved all the same, and the answer says that it is not pinned.
         */
        post: operations["createConsoleView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/console/views/{viewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a view */
        delete: operations["deleteConsoleView"];
        options?: never;
        head?: never;
        /**
         * Change a view, or pin it for the caller
         * @description What is shared is changed by its owner or an admin; whoever sees it may pin it. If-Match is about the view: a pin is the caller’s own, and changes no version.
         */
        patch: operations["updateConsoleView"];
        trace?: never;
    };
    "/v1/console/visits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the caller was here before */
        get: operations["getConsoleVisit"];
        put?: never;
        /**
         * Say that the caller is here
         * @description The visit goes on, or another one begins when nobody was there for half an hour; then `since` is when the one before ended. Sent again, it is the same visit.
         */
        post: operations["recordConsoleVisit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tenants that anything is held against, with what time is left */
        get: operations["listEnforcement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement/confirm-clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that the clock is right, whatever was written under later times */
        post: operations["confirmEnforcementClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How plans are enforced, for the whole installation */
        get: operations["getEnforcementSettings"];
        /**
         * Change how plans are enforced
         * @description From `dry_run` to `live`, what the dry run noted is forgotten: every notice is given anew.
         */
        put: operations["replaceEnforcementSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the clock is believed, and how many were suspended in this hour */
        get: operations["getEnforcementStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement/{tenantId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where enforcement stands with a tenant, and what would come next */
        get: operations["getEnforcement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement/{tenantId}/approve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let a suspension come that is beyond the bound of an hour */
        post: operations["approveSuspension"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement/{tenantId}/end-exemption": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Enforce the plan of a tenant again */
        post: operations["endEnforcementExemption"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement/{tenantId}/exempt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do nothing to a tenant until a time; what was done is taken back */
        post: operations["exemptFromEnforcement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement/{tenantId}/extend-notice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a tenant more notice */
        post: operations["extendEnforcementNotice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement/{tenantId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every step that was taken with a tenant, oldest first */
        get: operations["listEnforcementHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/enforcement/{tenantId}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release a tenant by hand, and leave it alone for a while
         * @description What still holds when that time is over is announced anew, with the whole notice period.
         */
        post: operations["releaseFromEnforcement"];
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
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers by how they do: filtered, sorted, page by page */
        get: operations["listHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health/counts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many customers are in which state */
        get: operations["countHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take sentiment and ticket numbers of many customers from a CSV file
         * @description Columns: slug, rating, note, openTickets, criticalTickets, satisfactionPercent, at, source. Give `at`, when it was so: then a file that is sent again changes nothing.
         */
        post: operations["importHealth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health/moves": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Customers whose state is another one than 7 or 30 days ago, the steepest fall first */
        get: operations["listHealthMoves"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How all customers do: by state, score, plan and month of start, and who moved */
        get: operations["getHealthOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Weights and bounds, as they are or as they were at a version */
        get: operations["getHealthSettings"];
        /**
         * Score by other weights and bounds from now on
         * @description Every customer is evaluated anew within minutes. What was recorded before stays as it is.
         */
        put: operations["replaceHealthSettings"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health/settings/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What weights and bounds would make of the customers there are
         * @description Nothing is changed or recorded. Of more than 500 customers an even sample is reckoned, and said to be one.
         */
        post: operations["previewHealthSettings"];
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
    "/v1/mail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether e-mail can be sent, and how much waits */
        get: operations["getMailStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mail/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What became of telling people by e-mail, the newest first */
        get: operations["listMailDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/mail/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test now, and say what became of it */
        post: operations["sendTestMail"];
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
    "/v1/payments/stripe/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** For the payment provider: what came in, signed */
        post: operations["receiveStripeEvent"];
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
         * Give tenants of a plan version another, batch by batch
         * @description Each with its interval and add-ons. A tenant that cannot have it so, for whom another change is scheduled, or that a finding stops, stays as it is, and says why. Whoever comes to the old version meanwhile is changed, too.
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
        /**
         * What giving tenants of a plan version another would come to; nothing is stored
         * @description Prices and totals of all of them; findings of the first 500, and of all in the CSV.
         */
        post: operations["previewPlanChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-changes/preview.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The same as CSV, every tenant with its findings */
        post: operations["exportPlanChangePreview"];
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
    "/v1/plan-changes/{planChangeId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin no further tenant until it is resumed */
        post: operations["pausePlanChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-changes/{planChangeId}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go on where it was paused */
        post: operations["resumePlanChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/plan-changes/{planChangeId}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try those again that failed
         * @description Of an order that is completed it begins nobody else, and the time in which it can be undone begins anew when it ends. Where nobody failed it changes nothing.
         */
        post: operations["retryPlanChange"];
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
    "/v1/plan-changes/{planChangeId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take back an order that has ended, by another one, while its time for that lasts
         * @description Those that it changed are given back the version that they had, with the interval and add-ons that they have now; where its change is still to come, it does not come. Whoever has another plan since stays as it is, and so does whoever failed (…/tenants?outcome=failed names them).
         */
        post: operations["undoPlanChange"];
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
    "/v1/plans/{planId}/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings of rules for tenants on a plan */
        get: operations["getPlanAlertRules"];
        /**
         * Set what differs for tenants on a plan, whichever version of it
         * @description Takes the place of what was said on this layer; {} says nothing any more.
         */
        put: operations["setPlanAlertRules"];
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
    "/v1/revenue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Monthly recurring revenue, retention and churn, at a time and by what was known at another */
        get: operations["getRevenue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/revenue/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The customers behind recurring revenue and its movements */
        get: operations["listRevenueCustomers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roi/estimates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a customer gains for what it pays, in three cases; nothing is stored
         * @description An estimate, not customer-validated. Every assumption and formula is in the answer; docs/reference/roi.md explains the method.
         */
        post: operations["estimateRoi"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/roi/sensitivity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which assumption an estimate hangs on most; nothing is stored
         * @description Each number is made a fifth less and a fifth more while all others stay, and the net of the base case is reckoned anew.
         */
        post: operations["roiSensitivity"];
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
    "/v1/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Statements of all customers: filtered, sorted, page by page
         * @description At most a moment behind what one statement says of itself.
         */
        get: operations["listAllStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/close-due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the statements that are due now
         * @description It is done all the time anyway. No statement is made before its time by it.
         */
        post: operations["closeDueStatements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The same as CSV, whole */
        get: operations["exportAllStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/statements/totals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a selection of statements comes to, by currency
         * @description Over all of the selection, not only a page. At most some seconds behind.
         */
        get: operations["totalStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear at once what is otherwise, to read it again
         * @description Server-sent events: `invalidate` names a thing that has changed, never what it is now. `reset` says to read everything again. It ends after some minutes; come back with Last-Event-ID.
         */
        get: operations["followStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tasks: open ones by their day, closed ones the newest first */
        get: operations["listTasks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A task */
        get: operations["getTask"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is to be done, by whom or until when */
        patch: operations["updateTask"];
        trace?: never;
    };
    "/v1/tasks/{taskId}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a task is done, or is not to be done any more */
        post: operations["closeTask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tasks/{taskId}/reopen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Open a task again */
        post: operations["reopenTask"];
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
    "/v1/tenants/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All tenants at once, in columns, for consoles; or what is otherwise since
         * @description Compressed for whoever takes gzip. What this process decided is in it at once, what another replica decided a moment later; use is some seconds behind. Versions are of one process: of one that it does not know it answers everything, and so it does of one that is far behind: `whole` says which. With If-None-Match of the ETag it answers 304 while nothing is otherwise of what the caller may see.
         */
        get: operations["getTenantTable"];
        put?: never;
        post?: never;
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
    "/v1/tenants/{tenantId}/alert-recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who else is told of a tenant by e-mail, and whether its contacts are */
        get: operations["getTenantAlertRecipients"];
        /** Say who else is told of a tenant, in the place of who was */
        put: operations["setTenantAlertRecipients"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/alert-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Settings of rules for a tenant */
        get: operations["getTenantAlertRules"];
        /**
         * Set what differs for a tenant
         * @description Takes the place of what was said on this layer; {} says nothing any more.
         */
        put: operations["setTenantAlertRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/billing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What statements of a tenant say, and what it owes */
        get: operations["getBilling"];
        /** Sets tax, tax number, purchase order and payment terms, from the next statement on */
        put: operations["replaceBilling"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
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
        /**
         * Give a tenant another plan, or its first one
         * @description What would hurt the tenant stops it, as it stops every change of plan: 409, and each finding is named in errors.
         */
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
    "/v1/tenants/{tenantId}/credits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Credits and credit notes of a tenant, oldest first, and what is used up of them */
        get: operations["listCredits"];
        put?: never;
        /** Grants a credit, or a credit note about a statement */
        post: operations["grantCredit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/enforcement": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a tenant was told: its notice, when it ends, and what would end it sooner */
        get: operations["getTenantEnforcement"];
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
    "/v1/tenants/{tenantId}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a customer does: why, what changed in 7 and 30 days, and what to do next */
        get: operations["getTenantHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/health/evaluate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Evaluate a customer now, and not when its turn comes */
        post: operations["evaluateTenantHealth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/health/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Scores by day, with all that they were made of, and every change of state */
        get: operations["listTenantHealthHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/health/override": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say in place of the score how a customer does, for a time
         * @description A customer without enough data cannot be made healthy by it.
         */
        put: operations["setHealthOverride"];
        post?: never;
        /** Let the score speak again */
        delete: operations["endHealthOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/health/sentiment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Enter how content a customer is */
        put: operations["setHealthSentiment"];
        post?: never;
        /** Take the sentiment away that was entered last */
        delete: operations["removeHealthSentiment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/health/support": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Enter how many tickets of a customer are open */
        put: operations["setHealthSupport"];
        post?: never;
        /** Take the support away that was entered last */
        delete: operations["removeHealthSupport"];
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
    "/v1/tenants/{tenantId}/payments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a tenant paid, oldest first */
        get: operations["listPayments"];
        put?: never;
        /**
         * Writes down money that came in
         * @description It pays the statement that it names, and what is open otherwise, the oldest first.
         */
        post: operations["recordPayment"];
        delete?: never;
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
    "/v1/tenants/{tenantId}/roi-seed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inputs of an estimate, as far as a tenant’s usage and plan tell them */
        get: operations["getRoiSeed"];
        put?: never;
        post?: never;
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
    "/v1/tenants/{tenantId}/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a tenant was billed, newest first */
        get: operations["listStatements"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/statements/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the next statement would be by what is known now
         * @description Of the period that is billed next: adjustments of earlier periods, credits and tax are in it as they would be.
         */
        get: operations["previewStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/statements/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A statement with its lines and everything that it was made from */
        get: operations["getStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/statements/{number}/lines.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The lines of a statement as CSV */
        get: operations["exportStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/statements/{number}/page.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A statement as a page to be printed */
        get: operations["printStatement"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/statements/{number}/payment-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * An address where what is open of a statement can be paid
         * @description The same until it runs out or something else is open. Only with a payment provider.
         */
        post: operations["createPaymentLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/statements/{number}/void": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes a statement back
         * @description It stays as it is. What it billed is billed anew by the next one, by what is known then.
         */
        post: operations["voidStatement"];
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
        /** Which plans a tenant was given, by whom and why, oldest first */
        get: operations["listSubscriptionChanges"];
        put?: never;
        /**
         * Another plan, version, interval or other add-ons: now, or when the period ends
         * @description It takes the place of a change that is scheduled. With the token of a preview what was looked at is what comes, or the change is refused: 409 for a token that is over, 412 for one that was overtaken.
         */
        post: operations["changeSubscription"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/tenants/{tenantId}/subscription/changes/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a change of plan would come to: price, charges, allowances, and what runs
         * @description It changes nothing. The token carries out exactly what was looked at, until it expires or something of it moves.
         */
        post: operations["previewSubscriptionChange"];
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
    "/v1/tenants/{tenantId}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write down what is to be done about a customer, by a suggested action or in your own words */
        post: operations["createTask"];
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
    "/v1/tenants/{tenantId}/workload/settle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say what holds of a tenant that is held: its record, or what runs */
        post: operations["settleWorkload"];
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
    "/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who needs somebody today, and why: worst and newly changed first
         * @description The list moves while it is read: a page goes on behind the place of the last one before it, so nobody comes twice, and whoever moved to a place that was read before is on the first page the next time.
         */
        get: operations["getToday"];
        put?: never;
        post?: never;
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
    "/v1/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that events are sent to, the newest first */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Have events sent to an address
         * @description What is decided from now on is sent. The secret that receivers verify with is shown in this answer and never again.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One of them, and how it does */
        get: operations["getWebhook"];
        put?: never;
        post?: never;
        /** Send nothing there any more */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change its name, address or filters
         * @description Deliveries that wait go to the new address.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent there, or waits, the newest first */
        get: operations["listWebhookDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/deliveries/{deliveryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One delivery with every attempt */
        get: operations["getWebhookDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/deliveries/{deliveryId}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send its event again, under the same id */
        post: operations["replayWebhookDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send nothing there for now; what waits is kept */
        post: operations["disableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send there again: what waited, and what is decided from now on */
        post: operations["enableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send what happened in a time again, or at last
         * @description Also what was decided while it was disabled, or before it was made. Filters of the webhook hold, as they are now.
         */
        post: operations["replayWebhookEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/replays/{replayId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far a replay is */
        get: operations["getWebhookReplay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give it a new secret
         * @description During the overlap every delivery is signed with each of them, so that no receiver has to stop.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/webhooks/{webhookId}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an event that says nothing, now and once */
        post: operations["testWebhook"];
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
        AlertRecipientsInput: {
            recipients: components["schemas"]["AlertRecipient"][];
        };
        /** @description Somebody who is told by e-mail */
        AlertRecipient: {
            /** Format: email */
            email: string;
            /** @description Is told of the rules that are for this role; of all rules when left out */
            role?: components["schemas"]["Role"];
            /**
             * @description Is told from this level on, and of the recovery of what was told
             * @default warning
             * @enum {string}
             */
            least?: "info" | "warning" | "alarm";
            /** @description Only these rules, whatever the role says */
            rules?: components["schemas"]["AlertRule"][];
        };
        /** @enum {string} */
        Role: "admin" | "finance" | "cs" | "onboarding" | "ingest" | "viewer" | "tenant";
        /**
         * @description What is watched; docs/reference/alerts.md says how each is reckoned
         * @enum {string}
         */
        AlertRule: "allowance" | "rate" | "quota" | "health" | "onboarding" | "renewal" | "ledger_lag";
        /** @description Settings by rule; what is not said is as in the layer below */
        AlertOverrides: {
            allowance?: components["schemas"]["AlertSettingsPart"];
            rate?: components["schemas"]["RateAlertSettingsPart"];
            quota?: components["schemas"]["AlertSettingsPart"];
            health?: components["schemas"]["AlertSettingsPart"];
            onboarding?: components["schemas"]["AlertSettingsPart"];
            renewal?: components["schemas"]["AlertSettingsPart"];
            ledger_lag?: components["schemas"]["AlertSettingsPart"];
        };
        AlertSettingsPart: {
            /** @description false: nothing is told, and what was raised recovers */
            enabled?: boolean;
            /** @description The value from which on the level holds; null: this level is not used */
            info?: number | null;
            /** @description The value from which on the level holds; null: this level is not used */
            warning?: number | null;
            /** @description The value from which on the level holds; null: this level is not used */
            alarm?: number | null;
            /** @description How far the value must have gone back behind a threshold before the level falls */
            margin?: number;
            /** @description How long a level holds at least before it falls; it rises at once */
            holdSeconds?: number;
        };
        RateAlertSettingsPart: {
            /** @description false: nothing is told, and what was raised recovers */
            enabled?: boolean;
            /** @description The value from which on the level holds; null: this level is not used */
            info?: number | null;
            /** @description The value from which on the level holds; null: this level is not used */
            warning?: number | null;
            /** @description The value from which on the level holds; null: this level is not used */
            alarm?: number | null;
            /** @description How far the value must have gone back behind a threshold before the level falls */
            margin?: number;
            /** @description How long a level holds at least before it falls; it rises at once */
            holdSeconds?: number;
            /** @description Bounds by meter: the value is then percent of the bound. Other meters are held against their mean hour of the seven days before */
            perHour?: {
                [key: string]: components["schemas"]["Quantity"];
            };
            /** @description Hours with less than this are never told of, however little was used before */
            least?: components["schemas"]["Quantity"];
        };
        /**
         * @description Name of a meter
         * @example ingestion
         */
        MeterKey: string;
        /**
         * @description Whole number of the meter's smallest unit, as a string (an int64)
         * @example 100000
         */
        Quantity: string;
        /**
         * @description ok: nothing to tell, or not any more. info, warning, alarm: rising in urgency
         * @enum {string}
         */
        AlertLevel: "ok" | "info" | "warning" | "alarm";
        /**
         * @description open: nobody has taken it on. acknowledged: somebody has, until it becomes more urgent. snoozed: not to be told of for a time, until it becomes more urgent. recovered: its level is ok again
         * @enum {string}
         */
        AlertState: "open" | "acknowledged" | "snoozed" | "recovered";
        AcknowledgeAlert: {
            /** @description Why, for colleagues */
            note?: string;
        };
        AssignAlert: {
            assignee: string | null;
        };
        SnoozeAlert: {
            until: string | null;
            /** @description Why, for colleagues */
            note?: string;
        };
        AuditErasureRequest: {
            /** @description The whole id of somebody: what they did or tried loses their name and reasons */
            actorId?: string;
            /** @description `<kind>/<id>`, such as `tenant/<tenantId>`: its past loses who is named in it; with a tenant, that of the onboarding forms it came by */
            target?: string;
            reason: string;
        };
        ConsoleDraftInput: {
            /** @description JSON or any other text; it is given back as it is */
            content: string;
        };
        /** @description Takes the place of what was kept; what is left out is as it comes */
        ConsolePreferencesInput: {
            /** @enum {string} */
            theme?: "system" | "light" | "dark";
            /** @description The language; that of the browser when left out */
            locale?: string;
            /** @enum {string} */
            density?: "comfortable" | "compact";
            navigationFolded?: boolean;
            /** @description IANA name; the zone of the browser when left out */
            timeZone?: string;
            /** @description In which sums are shown where there are several */
            currency?: string;
            /** @description Whose tenants and tasks are "mine", as records have it */
            ownerName?: string;
            /** @description Columns that are shown, in their order, by page */
            columns?: {
                [key: string]: string[];
            };
            /** @description Views that are at hand, in their order; one that is gone does no harm */
            pinnedViews?: string[];
        };
        ConsoleSteps: {
            steps: components["schemas"]["ConsoleStep"][];
        };
        /** @description A step that is over; it says nothing of whose it was */
        ConsoleStep: {
            /**
             * @description What for
             * @enum {string}
             */
            journey: "sign_in" | "find_tenant" | "triage" | "alert" | "onboarding" | "csv_import" | "plan_change" | "bulk_plan_change" | "suspension" | "deletion" | "plan_draft" | "page";
            /**
             * @description A step of this journey
             * @enum {string}
             */
            step: "shown" | "signed_in" | "expired" | "resumed" | "signed_out" | "searched" | "opened" | "acted" | "handed_off" | "acknowledged" | "snoozed" | "assigned" | "company" | "contacts" | "plan" | "placement" | "roi" | "review" | "submitted" | "ready" | "saved" | "chosen" | "previewed" | "applied" | "confirmed" | "undone" | "selected" | "started" | "cancelled" | "published" | "loaded";
            /** @enum {string} */
            outcome: "done" | "left" | "refused" | "failed";
            /** @description From the beginning of the step */
            milliseconds: number;
        };
        NewConsoleView: {
            /** @description What it is called */
            name: string;
            /** @description A page of the console by its name, such as `tenants` */
            page: string;
            /** @description Filter, sort and columns, as the address of the page has them behind its `?` */
            query: string;
            /**
             * @description Everybody who works here sees it; otherwise its owner alone
             * @default false
             */
            shared?: boolean;
            /**
             * @description At hand for the caller
             * @default false
             */
            pinned?: boolean;
        };
        /** @description What is left out stays */
        ConsoleViewPatch: {
            /** @description What it is called */
            name?: string;
            /** @description Filter, sort and columns, as the address of the page has them behind its `?` */
            query?: string;
            /** @description Everybody who works here sees it; otherwise its owner alone */
            shared?: boolean;
            /** @description The caller's own mark, on any view that it sees */
            pinned?: boolean;
        };
        /**
         * @description clear: nothing is held against the tenant. notified: it was told, or reminded. throttled: more of a meter is refused. notice: its suspension is announced. awaiting_approval: its notice is over, and a person has to say so. suspending, releasing: it is decided, and being carried out. suspended: it is
         * @enum {string}
         */
        EnforcementStage: "clear" | "notified" | "throttled" | "notice" | "awaiting_approval" | "suspending" | "suspended" | "releasing";
        ConfirmClock: {
            /** @description Why, for audit */
            reason: string;
        };
        /** @description How plans are enforced, for the whole installation */
        EnforcementSettings: {
            /**
             * @description dry_run: what would be done is recorded, nobody is told and nothing is done. live: plans are enforced
             * @enum {string}
             */
            mode: "dry_run" | "live";
            /** @description In each hour of the clock at most so many tenants; more wait for the approval of a person */
            suspensionsPerHour: number;
            /** @description How far the counting of usage may be behind for somebody to be suspended */
            ledgerLagMinutes: number;
            /** @description A longer time without a look is not counted as part of a notice period */
            unwatchedMinutes: number;
        };
        ApproveSuspension: {
            /** @description Why, for audit */
            reason?: string;
        };
        EndExemption: {
            /** @description Why, for audit */
            reason?: string;
        };
        /** @description Nothing is done to the tenant until a time */
        ExemptTenant: {
            /**
             * Format: date-time
             * @description RFC 3339 in UTC, to the millisecond
             */
            until: string;
            /** @description Why, for audit */
            reason: string;
        };
        ExtendNotice: {
            /**
             * Format: date-time
             * @description When the notice ends: later than it does now, at most 90 days ahead
             */
            until: string;
            /** @description Why, for audit */
            reason: string;
        };
        ReleaseTenant: {
            /**
             * Format: date-time
             * @description Until when nothing is done to it; 7 days when left out. Then what still holds is announced anew
             */
            until?: string;
            /** @description Why, for audit */
            reason: string;
        };
        /** @description How an export is to be locked */
        ExportRequest: {
            /** @description What the file is locked with. It is kept nowhere: without it nobody opens the file */
            passphrase: string;
        };
        /**
         * @description unknown: there is too little data for a score; it is no good sign and no bad one
         * @enum {string}
         */
        HealthState: "unknown" | "at_risk" | "watch" | "healthy";
        /** @description How health is scored */
        HealthSettingsInput: {
            /** @description For customers that are younger than `earlyDays`, and for all others */
            weights: {
                early: components["schemas"]["HealthWeights"];
                established: components["schemas"]["HealthWeights"];
            };
            /** @description How long a customer counts as new */
            earlyDays: number;
            /** @description Share of the weight that must have data; with less there is no score */
            coverageFloor: number;
            /** @description Scores from here on are healthy */
            healthyFrom: number;
            /** @description Scores below this are at risk */
            atRiskBelow: number;
            /** @description How far beyond a bound a score must be to change the state */
            margin: number;
            /** @description After how many days an overdue payment puts a customer at risk */
            overdueDays: number;
            /** @description After how many minutes a workload that is down puts a customer at risk */
            downMinutes: number;
            /** @description How long an entered sentiment counts */
            sentimentDays: number;
            /** @description How long entered ticket numbers count */
            supportDays: number;
        };
        /** @description What each factor counts; together 100 */
        HealthWeights: {
            adoption: number;
            usageTrend: number;
            quotaPressure: number;
            onboarding: number;
            workload: number;
            billing: number;
            support: number;
            sentiment: number;
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
        RotateApiKey: {
            /**
             * @description How long the old secret stays good: a day when left out, at most 30
             * @default 86400
             */
            overlapSeconds?: number;
        };
        /**
         * @description pending: to be sent, or sent again. sent: the mail server took it. refused: the mail server never will. given_up: it was tried for days. withdrawn: the recipient is none any more
         * @enum {string}
         */
        MailDeliveryState: "pending" | "sent" | "refused" | "given_up" | "withdrawn";
        TestMail: {
            /** Format: email */
            to: string;
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
            /** @default {} */
            selection?: components["schemas"]["PlanChangeSelection"];
            /** @default {} */
            batches?: components["schemas"]["PlanChangeBatches"];
            /**
             * @description Findings that would refuse a tenant and are known of
             * @default []
             */
            acceptFindings?: components["schemas"]["PlanChangeFindingCode"][];
            /**
             * @description How long it can be undone once it has ended
             * @default 72
             */
            undoHours?: number;
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
        /** @description Of whoever has the version, those whom all of this is true of */
        PlanChangeSelection: {
            tenantIds?: string[];
            /** @description A word to find it by */
            tag?: string;
            /** @description Those that live there */
            cluster?: string;
            interval?: components["schemas"]["PriceInterval"];
            currency?: components["schemas"]["Currency"];
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
        PlanChangeBatches: {
            /**
             * @description Tenants that are changed one after the other
             * @default 100
             */
            size?: number;
            /**
             * @description From the last of a batch to the first of the next
             * @default 0
             */
            pauseSeconds?: number;
        };
        /**
         * @description Stable; docs/how-to/change-a-plan.md says what each means
         * @enum {string}
         */
        PlanChangeFindingCode: "use_beyond_limit" | "use_beyond_limit_later" | "use_beyond_allowance" | "use_unknown" | "add_on_lost" | "flag_off" | "price_agreement_lost" | "scheduled_change_replaced" | "nothing_changes" | "quota_below_use" | "workload_does_not_fit" | "override_refused" | "volume_not_shrunk" | "workload_fault" | "component_removed" | "volume_kept" | "tier_unknown" | "field_owned_elsewhere" | "refused_by_cluster" | "tenant_suspended";
        CancelPlanChange: {
            /** @description Why */
            reason?: string;
        };
        HoldPlanChange: {
            /** @description Why */
            reason?: string;
        };
        RetryPlanChange: {
            /** @description Why */
            reason?: string;
        };
        /**
         * @description refused: it cannot have it so, or somebody must say that it may. failed: it was tried again and again in vain
         * @enum {string}
         */
        PlanChangeOutcome: "begun" | "changed" | "refused" | "failed";
        UndoPlanChange: {
            /** @description Why */
            reason: string;
            /**
             * @description When those that have the other version are given back what they had
             * @default now
             * @enum {string}
             */
            when?: "now" | "periodEnd";
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
            /** @description Left out, tenants are told at 80 and 100 percent and reminded of what is overdue, and no more */
            enforcement?: components["schemas"]["PlanEnforcement"];
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
            enforcement?: components["schemas"]["AllowanceEnforcement"];
        };
        /** @description Quantity of a month, or "unlimited" */
        AllowanceQuantity: components["schemas"]["Quantity"] | "unlimited";
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
        /** @description Where this meter is enforced otherwise than the plan says for all of them */
        AllowanceEnforcement: {
            action?: components["schemas"]["EnforcementAction"];
            atPercent?: number;
        };
        /**
         * @description none: nothing. notify: the tenant is told. throttle: more of the meter is refused. suspend: it is announced, and after the notice period the tenant is suspended
         * @enum {string}
         */
        EnforcementAction: "none" | "notify" | "throttle" | "suspend";
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
        /** @description What is done about use beyond it, and about what is not paid */
        PlanEnforcement: {
            /** @default {} */
            usage?: components["schemas"]["UsageEnforcement"];
            /** @default {} */
            overdue?: components["schemas"]["OverdueEnforcement"];
        };
        /** @description About use beyond the allowances */
        UsageEnforcement: {
            /** @default notify */
            action?: components["schemas"]["EnforcementAction"];
            /**
             * @description At which shares of an allowance the tenant is told, in percent, in rising order
             * @default [
             *       80,
             *       100
             *     ]
             */
            notifyAtPercent?: number[];
            /** @description Use beyond this share of the allowance is throttled, or brings the notice. Left out, it is where use is refused: 100 for hard, 100 and `gracePercent` for grace; what is soft is billed, and nothing more is done */
            atPercent?: number;
            /** @default P7D */
            notice?: components["schemas"]["NoticePeriod"];
        };
        /**
         * @description Time between an announced suspension and its coming: days (P7D) or hours (PT48H)
         * @example P7D
         */
        NoticePeriod: string;
        /** @description About statements that are overdue: dunning */
        OverdueEnforcement: {
            /**
             * @default notify
             * @enum {string}
             */
            action?: "none" | "notify" | "suspend";
            /**
             * @description Days that something is overdue when the tenant is reminded, in rising order
             * @default [
             *       1,
             *       7
             *     ]
             */
            remindAfterDays?: number[];
            /**
             * @description Days when it is warned of the suspension
             * @default 14
             */
            warnAfterDays?: number;
            /**
             * @description With suspend only: days when the suspension is announced, and the notice period begins
             * @default 21
             */
            noticeAfterDays?: number;
            /** @default P7D */
            notice?: components["schemas"]["NoticePeriod"];
        };
        NewPlanDraft: {
            /** @description A copy of the newest version, when left out */
            spec?: components["schemas"]["PlanSpec"];
        };
        PlanDraft: {
            spec: components["schemas"]["PlanSpec"];
        };
        /** @description What an estimate is made from: all of it is assumption */
        RoiInputs: {
            currency: components["schemas"]["Currency"];
            /**
             * @description For how long it is reckoned
             * @default 36
             */
            months?: number;
            /**
             * @description By how much money of a year later is worth less, for the present value
             * @default 0
             */
            discountPercent?: number;
            /** @default [] */
            benefits?: components["schemas"]["RoiBenefit"][];
            /** @default [] */
            costs?: components["schemas"]["RoiCost"][];
            /** @default [] */
            risks?: components["schemas"]["RoiRisk"][];
            /**
             * @description What it makes possible later: told, and in no sum
             * @default []
             */
            flexibility?: string[];
        };
        RoiBenefit: {
            /**
             * @description Time that people save with each unit of usage
             * @constant
             */
            kind: "time";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source?: string;
            unitsPerMonth: components["schemas"]["RoiDecimal"];
            minutesPerUnit: components["schemas"]["RoiDecimal"];
            /** @description What an hour of these people costs, in the currency */
            hourlyCost: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 50,
             *       "base": 75,
             *       "high": 100
             *     }
             */
            realised?: components["schemas"]["RoiRealised"];
            /**
             * @description Months until all of it is reached: it grows evenly from the first on
             * @default 6
             */
            rampMonths?: number;
        } | {
            /**
             * @description Margin that each unit of usage brings
             * @constant
             */
            kind: "revenue";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source?: string;
            unitsPerMonth: components["schemas"]["RoiDecimal"];
            marginPerUnit: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 50,
             *       "base": 75,
             *       "high": 100
             *     }
             */
            realised?: components["schemas"]["RoiRealised"];
            /**
             * @description Months until all of it is reached: it grows evenly from the first on
             * @default 6
             */
            rampMonths?: number;
        } | {
            /**
             * @description What is not paid for something else any more
             * @constant
             */
            kind: "spend";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source?: string;
            amountPerMonth: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 50,
             *       "base": 75,
             *       "high": 100
             *     }
             */
            realised?: components["schemas"]["RoiRealised"];
            /**
             * @description Months until all of it is reached: it grows evenly from the first on
             * @default 6
             */
            rampMonths?: number;
        };
        /**
         * @description Decimal number as text, not negative
         * @example 1250.5
         */
        RoiDecimal: string;
        /** @description How much of it comes true, in percent, in each case */
        RoiRealised: {
            low: number;
            base: number;
            high: number;
        };
        RoiCost: {
            /**
             * @description Paid in the first month
             * @constant
             */
            kind: "once";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source?: string;
            amount: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 20,
             *       "base": 10,
             *       "high": 0
             *     }
             */
            overrun?: components["schemas"]["RoiOverrun"];
        } | {
            /**
             * @description Paid every month
             * @constant
             */
            kind: "monthly";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source?: string;
            amountPerMonth: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 20,
             *       "base": 10,
             *       "high": 0
             *     }
             */
            overrun?: components["schemas"]["RoiOverrun"];
        } | {
            /**
             * @description Work of one’s own people, every month
             * @constant
             */
            kind: "hours";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source?: string;
            hoursPerMonth: components["schemas"]["RoiDecimal"];
            hourlyCost: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 20,
             *       "base": 10,
             *       "high": 0
             *     }
             */
            overrun?: components["schemas"]["RoiOverrun"];
        };
        /** @description How much more it costs than planned, in percent, in each case: in the low case the most */
        RoiOverrun: {
            low: number;
            base: number;
            high: number;
        };
        /** @description It happens in the low case, not in the high one, and counts by its likelihood in the base case */
        RoiRisk: {
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source?: string;
            /** @description How likely it is to happen */
            likelihoodPercent: number;
            /** @description Which part of all benefits is lost when it does */
            impactPercent: number;
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
         * @description open: to be paid. overdue: was to be paid by now. paid: nothing is open. void: taken back, and billed anew by the next one
         * @enum {string}
         */
        StatementState: "open" | "overdue" | "paid" | "void";
        /** @description A field that is left out stays, null takes one away */
        TaskPatch: {
            /** @description What is to be done */
            title?: string;
            note?: string | null;
            owner?: string | null;
            /**
             * Format: date
             * @description The last day, UTC
             */
            due?: string;
        };
        CloseTask: {
            /**
             * @default done
             * @enum {string}
             */
            as?: "done" | "dropped";
            /** @description What came of it */
            closingNote?: string;
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
        TenantAlertRecipientsInput: {
            /**
             * @description Told of this tenant, beside the others
             * @default []
             */
            recipients?: components["schemas"]["AlertRecipient"][];
            /**
             * @description The customer’s own contacts with one of these roles are told of allowances and of what is announced or done about overuse and debts: of nothing else, and in words meant for them
             * @default []
             */
            contactRoles?: string[];
        };
        /** @description What statements say from the next one on */
        BillingDetailsInput: {
            tax?: components["schemas"]["Tax"];
            taxId?: components["schemas"]["TaxId"];
            purchaseOrder?: components["schemas"]["PurchaseOrder"];
            /**
             * @description Days from the making of a statement until it is to be paid
             * @default 14
             */
            paymentTermsDays?: number;
        };
        /** @description A tax on top of net prices */
        Tax: {
            /** @description What the tax is called, such as VAT */
            label: string;
            /** @description Of the net amount */
            percent: string;
        };
        /** @description Number under which the customer is known to its tax office */
        TaxId: string;
        /** @description The customer's own number for what it buys */
        PurchaseOrder: string;
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
            /**
             * @description Codes of findings that would stop the change and are known of
             * @default []
             */
            acceptFindings?: string[];
        };
        AddOnChoice: {
            key: components["schemas"]["AddOnKey"];
            /** @default 1 */
            quantity?: number;
        };
        NewCredit: {
            amountMinor: components["schemas"]["AmountMinor"];
            /** @description The subscription's, which it must be */
            currency?: components["schemas"]["Currency"];
            /** @description Why; audit shows it */
            reason: string;
            /** @description Makes it a credit note about this statement: it reduces what is open of it, tax included. Without, it is a credit: the next statements are reduced by it, before tax, until it is used up */
            statement?: components["schemas"]["StatementNumber"];
        };
        /**
         * @description Whole number of the minor unit of the currency (cents), as a string; negative for a credit
         * @example 1299
         */
        AmountMinor: string;
        /** @description Statements of a tenant are counted from 1; none is missing */
        StatementNumber: number;
        NewReservation: {
            /** @description A whole number; as text beyond 2^53 */
            quantity: components["schemas"]["Quantity"] | number;
            /**
             * @description How long it is held without a word; then it is free again
             * @default 60
             */
            holdSeconds?: number;
        };
        SetHealthOverride: {
            state: components["schemas"]["HealthBand"];
            /** @description Why; everybody who sees the score sees it */
            reason: string;
            /**
             * Format: date-time
             * @description When it ends by itself; within 180 days
             */
            until: string;
        };
        /** @enum {string} */
        HealthBand: "at_risk" | "watch" | "healthy";
        SetSentiment: {
            /** @description 1: very discontent, to 5: very content */
            rating: number;
            /**
             * Format: date-time
             * @description When it was said; now when left out
             */
            at?: string;
            /**
             * @description Where it comes from, such as survey or call
             * @default entered
             */
            source?: string;
            /** @description What was said */
            note?: string;
        };
        SetSupport: {
            /** @description Tickets that are open, critical ones too */
            openTickets: number;
            /** @default 0 */
            criticalTickets?: number;
            /** @description Of answered surveys */
            satisfactionPercent?: number;
            /**
             * Format: date-time
             * @description When it was counted; now when left out
             */
            at?: string;
            /**
             * @description Where it comes from, such as survey or call
             * @default entered
             */
            source?: string;
        };
        NewTenantNote: {
            /** @description The note */
            text: string;
        };
        NewPayment: {
            amountMinor: components["schemas"]["AmountMinor"];
            /** @description The subscription's, which it must be */
            currency?: components["schemas"]["Currency"];
            /**
             * Format: date-time
             * @description When it came in (RFC 3339, UTC); now when left out
             */
            receivedAt?: string;
            /** @description What it is for; what is open, the oldest first, when left out */
            statement?: components["schemas"]["StatementNumber"];
            /** @description Of the bank or the provider */
            reference?: string;
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
        StatementVoid: {
            /** @description Why; audit shows it */
            reason: string;
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
             * @description periodEnd: when the month, or the year of a yearly price, ends that is under way. at: at the instant `at`
             * @enum {string}
             */
            when: "now" | "periodEnd" | "at";
            /**
             * Format: date-time
             * @description With `when: at` only: an instant of the period under way, or a later one
             */
            at?: string;
            /** @description Why; audit and CS show it */
            reason?: string;
            /** @description Of a preview of exactly this change: what it said is what comes, or the change is refused. `now` is when it was looked at */
            previewToken?: string;
            /**
             * @description Codes of findings that would stop the change and are known of
             * @default []
             */
            acceptFindings?: string[];
        };
        SubscriptionChangePreviewRequest: {
            planId: components["schemas"]["PlanId"];
            /** @description A published version; the newest when left out */
            version?: components["schemas"]["PlanVersionNumber"];
            /** @description That which the tenant has when left out */
            interval?: components["schemas"]["PriceInterval"];
            /** @description Those that the tenant has when left out, none for []. What it has and the other plan has not is refused, never dropped unsaid */
            addOns?: components["schemas"]["AddOnChoice"][];
            /**
             * @description periodEnd: when the month, or the year of a yearly price, ends that is under way. at: at the instant `at`
             * @enum {string}
             */
            when: "now" | "periodEnd" | "at";
            /**
             * Format: date-time
             * @description With `when: at` only: an instant of the period under way, or a later one
             */
            at?: string;
            /**
             * @description How long the token is taken
             * @default 900
             */
            validForSeconds?: number;
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
        NewTask: {
            /** @description The suggested action that it comes from */
            action?: components["schemas"]["HealthAction"];
            /** @description That of the action, when left out */
            title?: string;
            /** @description What else there is to know */
            note?: string;
            /** @description The tenant's account owner, when left out */
            owner?: string;
            /**
             * Format: date
             * @description As soon as the action asks for, when left out
             */
            due?: string;
        };
        /** @enum {string} */
        HealthAction: "save_account" | "handle_incident" | "mend_workload" | "settle_suspension" | "settle_payment" | "unblock_onboarding" | "help_first_use" | "raise_adoption" | "ask_about_drop" | "offer_upgrade" | "answer_tickets" | "talk_to_customer" | "assign_plan" | "connect_usage" | "ask_sentiment" | "enter_tickets";
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
        SettleWorkload: {
            /**
             * @description record: the Tenant is brought to what is recorded; cluster: what was applied to the Tenant is taken over into the record, which needs a plan of its tier
             * @enum {string}
             */
            keep: "record" | "cluster";
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
        NewWebhook: {
            /** @description What it is for, for people */
            name: string;
            /** @description Where events are sent by POST: https, and a place of the public internet */
            url: string;
            /**
             * @description Names such as `tenant.suspended`, or `tenant.*`; empty: all
             * @default []
             */
            events?: string[];
            /**
             * @description Only events of this tenant
             * @default null
             */
            tenantId?: string | null;
        };
        /** @description What is left out stays */
        WebhookUpdate: {
            /** @description What it is for, for people */
            name?: string;
            /** @description Where events are sent by POST: https, and a place of the public internet */
            url?: string;
            /** @description Names such as `tenant.suspended`, or `tenant.*`; empty: all */
            events?: string[];
            /** @description Only events of this tenant */
            tenantId?: string | null;
        };
        /** @description Sends what happened in a time again, or at last */
        WebhookReplay: {
            /**
             * Format: date-time
             * @description Events decided at or after this time
             */
            from: string;
            /**
             * Format: date-time
             * @description and before this one
             */
            until: string;
            /**
             * @description undelivered: those that have not arrived, or were never sent
             * @default undelivered
             * @enum {string}
             */
            only?: "undelivered" | "all";
        };
        RotateWebhookSecret: {
            /**
             * @description How long deliveries are signed with the old secret, too: a day when left out
             * @default 86400
             */
            overlapSeconds?: number;
        };
        /** @description That the process answers at all */
        Liveness: {
            /**
             * @description The process answers
             * @constant
             */
            status: "ok";
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
            /** @description What exactly stood in the way, for texts in other languages than that of `detail` */
            reason?: components["schemas"]["ProblemReason"];
            /** @description What `detail` names: limits, names, times */
            params?: {
                [key: string]: string | number;
            };
            /** @description The id of the request, to give when asking for help */
            instance?: string;
            errors?: components["schemas"]["FieldFault"][];
        };
        /** @enum {string} */
        ProblemReason: "alert_recovered" | "beyond_own_rights" | "cannot_reopen" | "change_stopped" | "changed_by_others" | "draft_exists" | "file_empty" | "form_closed" | "form_incomplete" | "has_plan" | "history_pruned" | "kept_out" | "key_ended" | "later_entry_exists" | "levels_out_of_order" | "meter_counting" | "no_change_scheduled" | "no_mail_server" | "no_notice" | "no_payment_provider" | "no_plan_then" | "no_role" | "no_trial" | "no_webhook_key" | "not_begun" | "not_exempt" | "not_your_view" | "nothing_to_approve" | "only_whole_days" | "order_ended" | "override_ended" | "plan_key_taken" | "preview_overtaken" | "rows_faulty" | "statement_paid" | "statement_void" | "submitted_already" | "suspended_by_others" | "taken_on_too_long_ago" | "task_closed" | "tenant_deleted" | "too_many_corrections" | "too_many_drafts" | "too_many_notes" | "too_many_open_tasks" | "too_many_overrides" | "too_many_pins" | "too_many_secrets" | "too_many_suspensions" | "too_many_views" | "version_archived" | "version_never_changes" | "webhook_key_changed" | "workload_held" | "workload_not_held" | "workload_of_other_tier" | "workload_unreadable" | "workload_without_plan";
        FieldFault: {
            /** @description Where: a JSON pointer into the body, or query.name, path.name, header.name */
            field: string;
            /** @description What kind of fault; stable */
            code: string;
            /** @description What is wrong and what would be right */
            message: string;
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
        AlertRecipients: {
            recipients: components["schemas"]["AlertRecipientOutput"][];
            /** @description Absent while nobody said anything */
            updatedAt?: string;
        };
        /** @description Layers, the later over the earlier: shipped, defaults, plan, tenant */
        AlertRules: {
            rules: components["schemas"]["AlertRuleView"][];
            /** @description What was said on this layer */
            overrides: components["schemas"]["AlertOverrides"];
            /** @description What holds, with all layers below */
            settings: components["schemas"]["AlertRuleSettings"];
            /** @description Absent while nobody said anything here */
            updatedAt?: string;
        };
        AlertRuleView: {
            rule: components["schemas"]["AlertRule"];
            title: string;
            unit: string;
            /**
             * @description Which values are the worse ones
             * @enum {string}
             */
            worse: "above" | "below";
            /** @description What one alert of the rule is about */
            about: string;
            /** @description Whose business it is */
            roles: components["schemas"]["Role"][];
        };
        AlertSettings: {
            /** @description false: nothing is told, and what was raised recovers */
            enabled: boolean;
            /** @description The value from which on the level holds; null: this level is not used */
            info: number | null;
            /** @description The value from which on the level holds; null: this level is not used */
            warning: number | null;
            /** @description The value from which on the level holds; null: this level is not used */
            alarm: number | null;
            /** @description How far the value must have gone back behind a threshold before the level falls */
            margin: number;
            /** @description How long a level holds at least before it falls; it rises at once */
            holdSeconds: number;
        };
        RateAlertSettings: {
            /** @description false: nothing is told, and what was raised recovers */
            enabled: boolean;
            /** @description The value from which on the level holds; null: this level is not used */
            info: number | null;
            /** @description The value from which on the level holds; null: this level is not used */
            warning: number | null;
            /** @description The value from which on the level holds; null: this level is not used */
            alarm: number | null;
            /** @description How far the value must have gone back behind a threshold before the level falls */
            margin: number;
            /** @description How long a level holds at least before it falls; it rises at once */
            holdSeconds: number;
            /** @description Bounds by meter: the value is then percent of the bound. Other meters are held against their mean hour of the seven days before */
            perHour: {
                [key: string]: components["schemas"]["Quantity"];
            };
            /** @description Hours with less than this are never told of, however little was used before */
            least: components["schemas"]["Quantity"];
        };
        /** @description The settings of every rule, put together */
        AlertRuleSettings: {
            allowance: components["schemas"]["AlertSettings"];
            rate: components["schemas"]["RateAlertSettings"];
            quota: components["schemas"]["AlertSettings"];
            health: components["schemas"]["AlertSettings"];
            onboarding: components["schemas"]["AlertSettings"];
            renewal: components["schemas"]["AlertSettings"];
            ledger_lag: components["schemas"]["AlertSettings"];
        };
        /** @description A page may have fewer items than asked for, even none, while there is a `next` */
        AlertPage: {
            items: components["schemas"]["Alert"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description Something to look at, with its level now */
        Alert: {
            /** @description Follows from rule, tenant and what it is about: the same for the same thing */
            alertId: string;
            rule: components["schemas"]["AlertRule"];
            /** @description null: the installation as a whole */
            tenantId: string | null;
            tenantName: string | null;
            meter?: components["schemas"]["MeterKey"];
            /** @description Of the allowance: the alert is about this period alone */
            period?: {
                from: string;
                to: string;
            };
            /** @description What else it is about: a resource, a submission, a renewal date */
            subject?: string;
            level: components["schemas"]["AlertLevel"];
            state: components["schemas"]["AlertState"];
            /** @description In a sentence */
            summary: string;
            /** @description As it was when the level was decided */
            value: number;
            unit: string;
            /** @description Where the level begins; null for ok */
            threshold: number | null;
            /** @description What the value was reckoned from, such as `used` and `limit` */
            figures: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description Since when the level has held
             */
            since: string;
            /**
             * Format: date-time
             * @description When it left ok last
             */
            raisedAt: string;
            /** @description How often its level has changed */
            transitions: number;
            acknowledged?: {
                /**
                 * Format: date-time
                 * @description When
                 */
                at: string;
                by: string;
                note?: string;
            };
            snoozed?: {
                /**
                 * Format: date-time
                 * @description When
                 */
                at: string;
                by: string;
                note?: string;
                /**
                 * Format: date-time
                 * @description Until when
                 */
                until: string;
            };
            assignee: string | null;
            /** @description Of its changes; in the ETag as "v<version>" */
            version: number;
        };
        /** @description How many alerts there are, by level and state */
        AlertSummary: {
            /** @description Of those that have not recovered; what is not listed is none */
            counts: {
                level: components["schemas"]["AlertLevel"];
                state: components["schemas"]["AlertState"];
                alerts: number;
            }[];
        };
        /** @description Oldest first */
        AlertHistory: {
            items: components["schemas"]["AlertChange"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        AlertChange: {
            version: number;
            /**
             * Format: date-time
             * @description When it was recorded
             */
            at: string;
            /** @description Such as alert.raise, alert.acknowledge */
            action: string;
            by: string;
            /** @description null: there was no alert before */
            from: components["schemas"]["AlertLevel"] | null;
            to: components["schemas"]["AlertLevel"];
            value: number;
            threshold: number | null;
            reason?: string;
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
        /** @description Tenants that nothing is applied to until a person decides, as after a store was restored or lost */
        HeldWorkloadList: {
            items: components["schemas"]["HeldWorkload"][];
        };
        HeldWorkload: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            slug: string;
            displayName: string;
            cluster: string;
            /**
             * Format: date-time
             * @description When it was looked at last
             */
            at?: string;
            message: string;
            /** @description The plan on record; without one nothing can be settled */
            planId?: string;
            /** @description The tier that the Tenant has */
            tier?: string;
            drift: components["schemas"]["WorkloadDrift"][];
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
        /** @description The caller's drafts, at most 20 */
        ConsoleDraftList: {
            items: components["schemas"]["ConsoleDraftHead"][];
        };
        ConsoleDraftHead: {
            draftId: string;
            /**
             * Format: date-time
             * @description When it was last saved
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description When it is thrown away: 30 days after it was last saved
             */
            endsAt: string;
            /** @description In the ETag as "v<version>"; 0 before anything was kept */
            version: number;
        };
        /** @description What somebody has begun to write, and nobody else sees */
        ConsoleDraft: {
            draftId: string;
            /**
             * Format: date-time
             * @description When it was last saved
             */
            updatedAt: string;
            /**
             * Format: date-time
             * @description When it is thrown away: 30 days after it was last saved
             */
            endsAt: string;
            /** @description In the ETag as "v<version>"; 0 before anything was kept */
            version: number;
            content: string;
        };
        /** @description How somebody wants the console */
        ConsolePreferences: {
            /** @enum {string} */
            theme?: "system" | "light" | "dark";
            /** @description The language; that of the browser when left out */
            locale?: string;
            /** @enum {string} */
            density?: "comfortable" | "compact";
            navigationFolded?: boolean;
            /** @description IANA name; the zone of the browser when left out */
            timeZone?: string;
            /** @description In which sums are shown where there are several */
            currency?: string;
            /** @description Whose tenants and tasks are "mine", as records have it */
            ownerName?: string;
            /** @description Columns that are shown, in their order, by page */
            columns?: {
                [key: string]: string[];
            };
            /** @description Views that are at hand, in their order; one that is gone does no harm */
            pinnedViews?: string[];
            /**
             * Format: date-time
             * @description When they were kept; absent before
             */
            updatedAt?: string;
            /** @description In the ETag as "v<version>"; 0 before anything was kept */
            version: number;
        };
        /** @description All of them, by name: they are few */
        ConsoleViewList: {
            items: components["schemas"]["ConsoleView"][];
        };
        /** @description A list of the console as somebody wants to see it again */
        ConsoleView: {
            /**
             * Format: uuid
             * @description UUIDv7 of a view
             */
            viewId: string;
            /** @description What it is called */
            name: string;
            /** @description A page of the console by its name, such as `tenants` */
            page: string;
            /** @description Filter, sort and columns, as the address of the page has them behind its `?` */
            query: string;
            /** @description Everybody who works here sees it; otherwise its owner alone */
            shared: boolean;
            /** @description It is the caller’s */
            own: boolean;
            /** @description At hand for the caller */
            pinned: boolean;
            /**
             * Format: date-time
             * @description When it was last changed
             */
            updatedAt: string;
            /** @description In the ETag as "v<version>"; 0 before anything was kept */
            version: number;
        };
        /** @description What is new is new since `since`. A visit goes on until nobody was there for 30 minutes */
        ConsoleVisit: {
            /**
             * Format: date-time
             * @description When the last visit before this one ended; absent on the first
             */
            since?: string;
            /**
             * Format: date-time
             * @description When this visit began; absent while there was none
             */
            startedAt?: string;
            /**
             * Format: date-time
             * @description When this visit was last told of
             */
            seenAt?: string;
        };
        EnforcementPage: {
            items: components["schemas"]["EnforcementSummary"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        EnforcementSummary: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            stage: components["schemas"]["EnforcementStage"];
            /** @description Noted in the dry run: nobody was told, and nothing was done */
            rehearsal: boolean;
            grounds: components["schemas"]["EnforcementGround"][];
            suspension: components["schemas"]["EnforcementSuspension"] | null;
            exemption: components["schemas"]["EnforcementExemption"] | null;
            updatedAt: string | null;
            slug: string | null;
            displayName: string | null;
            /** @description By the last look of the replica that answers */
            held: components["schemas"]["EnforcementHeld"] | null;
        };
        /** @description Something that is held against a tenant */
        EnforcementGround: {
            /** @description `usage:<meter>`, or `overdue` */
            ground: string;
            /** @enum {string} */
            stage: "notified" | "throttled" | "notice" | "suspended";
            /** @description Of usage: the percentage it was told of last. Of what is overdue: how many reminders it got */
            level: number;
            /**
             * Format: date-time
             * @description Since when it is held against the tenant
             */
            since: string;
            periodEndsAt: string | null;
            noticeGivenAt: string | null;
            noticeEndsAt: string | null;
            /** @description Until then; 0 when it is over */
            secondsLeft: number | null;
            /** @description What was used when this stage was reached */
            usage: {
                used: string;
                limit: string;
                asOf: string;
            } | null;
            overdue: {
                currency: string;
                overdueMinor: string;
                overdueSince: string;
            } | null;
        };
        EnforcementSuspension: {
            /** @enum {string} */
            phase: "awaiting_approval" | "suspending" | "suspended" | "releasing";
            reason: string;
            until: string | null;
            /**
             * Format: date-time
             * @description Since when it is in this phase
             */
            since: string;
            /** @description Which of the suspensions of an hour it is */
            slot: string | null;
            approved: boolean;
            /** @description Of one that is being lifted */
            why: ("paid" | "upgraded" | "corrected" | "new_period" | "rules_changed" | "exempted" | "no_plan" | "lifted_elsewhere") | null;
        };
        EnforcementExemption: {
            /**
             * Format: date-time
             * @description Until when
             */
            until: string;
            reason: string;
        };
        /** @description A step that is not taken, since something speaks against it */
        EnforcementHeld: {
            /** @description clock_behind, clock_ahead, clock_unsettled, ledger_lagging, ledger_empty, usage_unavailable, billing_unavailable, billing_unknown, store_unavailable, cluster_unreachable, suspended_by_hand or dry_run */
            reason: string;
            /** @description What would have been done */
            step: string;
        };
        /** @description Whether enforcement acts now */
        EnforcementStatus: {
            clock: components["schemas"]["EnforcementClock"];
            suspensionsThisHour: number;
            suspensionsPerHour: number;
            /** @enum {string} */
            mode: "dry_run" | "live";
        };
        EnforcementClock: {
            /** @description Why nothing is done; null when nothing speaks against it */
            fault: string | null;
            /**
             * Format: date-time
             * @description By the clock of the replica that answers
             */
            now: string;
            latest: string | null;
            /** @description Stretches that are part of no notice period, oldest first */
            unwatched: {
                from: string;
                to: string;
            }[];
        };
        EnforcementSettingsInForce: {
            /**
             * @description dry_run: what would be done is recorded, nobody is told and nothing is done. live: plans are enforced
             * @enum {string}
             */
            mode: "dry_run" | "live";
            /** @description In each hour of the clock at most so many tenants; more wait for the approval of a person */
            suspensionsPerHour: number;
            /** @description How far the counting of usage may be behind for somebody to be suspended */
            ledgerLagMinutes: number;
            /** @description A longer time without a look is not counted as part of a notice period */
            unwatchedMinutes: number;
            /**
             * Format: date-time
             * @description Absent while nobody changed them
             */
            updatedAt?: string;
        };
        /** @description Where enforcement stands with a tenant */
        Enforcement: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            stage: components["schemas"]["EnforcementStage"];
            /** @description Noted in the dry run: nobody was told, and nothing was done */
            rehearsal: boolean;
            grounds: components["schemas"]["EnforcementGround"][];
            suspension: components["schemas"]["EnforcementSuspension"] | null;
            exemption: components["schemas"]["EnforcementExemption"] | null;
            updatedAt: string | null;
            next: components["schemas"]["EnforcementNext"];
        };
        /** @description What would be done if it were looked at now */
        EnforcementNext: {
            step: string;
            held: components["schemas"]["EnforcementHeld"] | null;
        };
        /** @description Every step, oldest first */
        EnforcementHistory: {
            items: components["schemas"]["EnforcementStep"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        EnforcementStep: {
            version: number;
            /**
             * Format: date-time
             * @description When it was decided
             */
            at: string;
            action: string;
            /** @description Id of who did it */
            by: string;
            reason: string | null;
            stage: components["schemas"]["EnforcementStage"];
            rehearsal: boolean;
            /** @description What was told of it */
            events: string[];
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
        /** @description A page may have fewer items than asked for, even none, while there is a `next` */
        HealthPage: {
            items: components["schemas"]["HealthSummary"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description How a customer does, as lists show it */
        HealthSummary: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            slug: string;
            displayName: string;
            accountOwner?: string;
            planId: string | null;
            state: components["schemas"]["HealthState"];
            cause: components["schemas"]["HealthCause"];
            score: number | null;
            coverage: number;
            /**
             * Format: date-time
             * @description Since when it is in this state
             */
            stateSince: string;
            /** @description Points in 7 days */
            change7: number | null;
            /** @description Points in 30 days */
            change30: number | null;
            /** @description What says most of why; null: it is simply well */
            reason: components["schemas"]["HealthReasonOfState"] | null;
            suggestedAction: components["schemas"]["HealthSuggestedAction"] | null;
            overridden: boolean;
            /**
             * Format: date-time
             * @description When it was last looked at
             */
            checkedAt: string;
        };
        /**
         * @description What the state comes from
         * @enum {string}
         */
        HealthCause: "score" | "coverage" | "no_data_on_use" | "hard_fact" | "override";
        /** @description The one thing that says most of why a customer is in its state: what holds it there, or costs most */
        HealthReasonOfState: {
            /** @enum {string} */
            kind: "hard_fact" | "factor" | "coverage" | "no_data_on_use" | "override";
            fact: components["schemas"]["HealthHardFact"] | null;
            factor: components["schemas"]["HealthFactor"] | null;
            /** @description Of the factor */
            code: components["schemas"]["HealthReason"] | null;
            /** @description In a sentence */
            text: string;
        };
        /**
         * @description What no good score makes up for
         * @enum {string}
         */
        HealthHardFact: "deletion_scheduled" | "subscription_ending" | "suspended" | "workload_down" | "critical_incident" | "long_overdue" | "overdue";
        /**
         * @description adoption: active use against the plan. usageTrend: use against that of before. quotaPressure: how near a limit is. onboarding: how far it has come. workload: how it runs in its cluster. billing: what is overdue. support: open tickets, entered or imported. sentiment: how the customer feels, entered or imported
         * @enum {string}
         */
        HealthFactor: "adoption" | "usageTrend" | "quotaPressure" | "onboarding" | "workload" | "billing" | "support" | "sentiment";
        /** @enum {string} */
        HealthReason: "used_well" | "used_some" | "used_little" | "not_used" | "growing" | "steady" | "shrinking" | "stopped" | "started" | "no_use_yet" | "room_left" | "near_limit" | "over_included" | "limit_reached" | "no_limits" | "onboarded" | "first_use_awaited" | "first_use_overdue" | "onboarding_runs" | "onboarding_slow" | "onboarding_blocked" | "serves" | "serves_with_faults" | "partly_down" | "down" | "paid" | "payment_overdue" | "few_tickets" | "many_tickets" | "critical_ticket" | "content" | "neutral" | "discontent" | "no_plan" | "too_early" | "not_counted" | "not_onboarded_here" | "onboarding_not_begun" | "no_cluster" | "cluster_silent" | "not_settled" | "stopped_on_purpose" | "nothing_billed" | "statement_missing" | "not_entered" | "outdated";
        /** @description What to do next */
        HealthSuggestedAction: {
            action: components["schemas"]["HealthAction"];
            title: string;
            because: string;
            /** @description What `because` says */
            code?: components["schemas"]["HealthCode"];
            dueInDays: number;
        };
        /**
         * @description A hard fact, or the reason of a factor: what a sentence beside it says, for programs and other languages
         * @enum {string}
         */
        HealthCode: "deletion_scheduled" | "subscription_ending" | "suspended" | "workload_down" | "critical_incident" | "long_overdue" | "overdue" | "used_well" | "used_some" | "used_little" | "not_used" | "growing" | "steady" | "shrinking" | "stopped" | "started" | "no_use_yet" | "room_left" | "near_limit" | "over_included" | "limit_reached" | "no_limits" | "onboarded" | "first_use_awaited" | "first_use_overdue" | "onboarding_runs" | "onboarding_slow" | "onboarding_blocked" | "serves" | "serves_with_faults" | "partly_down" | "down" | "paid" | "payment_overdue" | "few_tickets" | "many_tickets" | "critical_ticket" | "content" | "neutral" | "discontent" | "no_plan" | "too_early" | "not_counted" | "not_onboarded_here" | "onboarding_not_begun" | "no_cluster" | "cluster_silent" | "not_settled" | "stopped_on_purpose" | "nothing_billed" | "statement_missing" | "not_entered" | "outdated";
        /** @description How many customers are in which state */
        HealthCounts: {
            states: components["schemas"]["HealthStateCounts"];
            /**
             * Format: date-time
             * @description When they were counted; at most some seconds ago
             */
            asOf: string;
        };
        HealthStateCounts: {
            unknown: number;
            at_risk: number;
            watch: number;
            healthy: number;
        };
        /** @description What became of a file; sent again, it changes nothing */
        HealthImport: {
            rows: number;
            /** @description Rows that changed something; with dryRun, that would */
            applied: number;
            /** @description Rows whose values, or later ones, were there already */
            unchanged: number;
            faulty: components["schemas"]["HealthImportFault"][];
            /** @description false: it was a dry run */
            done: boolean;
        };
        HealthImportFault: {
            line: number;
            slug: string;
            faults: components["schemas"]["FieldFault"][];
        };
        /** @description Who moved between states, the steepest fall first */
        HealthMoves: {
            items: components["schemas"]["HealthMove"][];
            total: number;
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description A customer whose state is another one than it was */
        HealthMove: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            displayName: string;
            owner: string | null;
            planId: string | null;
            from: components["schemas"]["HealthState"];
            to: components["schemas"]["HealthState"];
            score: number | null;
            /** @description Points over these days */
            change: number | null;
            /**
             * Format: date-time
             * @description Since when it is in its state
             */
            since: string;
            reason: components["schemas"]["HealthReasonOfState"] | null;
        };
        /** @description How all customers do together */
        HealthOverview: {
            /**
             * Format: date-time
             * @description When it was counted
             */
            at: string;
            /** @description Customers that are there */
            total: number;
            states: components["schemas"]["HealthStates"];
            /** @description Of the unknown ones those that were never looked at */
            notEvaluated: number;
            /** @description Of those that have a score, rounded */
            averageScore: number | null;
            /** @description Share of the weight that has data, in percent */
            averageCoverage: number | null;
            /** @description Whose state a person says, for a time */
            overridden: number;
            /** @description By score, in steps of 10; the last one has 100, too */
            scores: {
                from: number;
                to: number;
                tenants: number;
            }[];
            /** @description By plan, the largest first; null: no plan */
            plans: {
                planId: string | null;
                at_risk: number;
                watch: number;
                healthy: number;
                unknown: number;
            }[];
            /** @description By the month (UTC) in which they came, the earliest first */
            cohorts: {
                month: string;
                at_risk: number;
                watch: number;
                healthy: number;
                unknown: number;
            }[];
            /** @description Over 7 and 30 days; who was not known, or is not, moved neither up nor down */
            movement: {
                days: number;
                better: number;
                worse: number;
                moves: {
                    from: components["schemas"]["HealthState"];
                    to: components["schemas"]["HealthState"];
                    tenants: number;
                }[];
                /** @description Of whom nothing was recorded then */
                notKnown: number;
            }[];
            /** @description Why nothing is known of those that are unknown, the most frequent first */
            unknown: {
                /** @enum {string} */
                kind: "coverage" | "no_data_on_use" | "not_evaluated" | "other";
                /** @description Why the heaviest factor has no data */
                code: components["schemas"]["HealthReason"] | null;
                tenants: number;
            }[];
        };
        /** @description How many are in which state */
        HealthStates: {
            at_risk: number;
            watch: number;
            healthy: number;
            unknown: number;
        };
        HealthSettings: {
            /** @description For customers that are younger than `earlyDays`, and for all others */
            weights: {
                early: components["schemas"]["HealthWeights"];
                established: components["schemas"]["HealthWeights"];
            };
            /** @description How long a customer counts as new */
            earlyDays: number;
            /** @description Share of the weight that must have data; with less there is no score */
            coverageFloor: number;
            /** @description Scores from here on are healthy */
            healthyFrom: number;
            /** @description Scores below this are at risk */
            atRiskBelow: number;
            /** @description How far beyond a bound a score must be to change the state */
            margin: number;
            /** @description After how many days an overdue payment puts a customer at risk */
            overdueDays: number;
            /** @description After how many minutes a workload that is down puts a customer at risk */
            downMinutes: number;
            /** @description How long an entered sentiment counts */
            sentimentDays: number;
            /** @description How long entered ticket numbers count */
            supportDays: number;
            /** @description 0: as shipped */
            version: number;
            /**
             * Format: date-time
             * @description When they were changed; absent while nobody did
             */
            updatedAt?: string;
        };
        /** @description What settings would make of the customers there are: both reckoned now, from the same facts */
        HealthSettingsPreview: {
            /** @description How many customers there are */
            tenants: number;
            /** @description How many of them were reckoned: all, or an even sample of at most 500 */
            evaluated: number;
            /** @description Whose state would be another one, of those that were reckoned */
            changed: number;
            before: components["schemas"]["HealthStateCounts"];
            after: components["schemas"]["HealthStateCounts"];
            /** @description The worst first, at most 100 */
            changes: {
                /**
                 * Format: uuid
                 * @description UUIDv7; never changes, and is never given to another tenant
                 */
                tenantId: string;
                displayName: string;
                before: components["schemas"]["HealthState"];
                after: components["schemas"]["HealthState"];
                scoreBefore: number | null;
                scoreAfter: number | null;
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
        MailStatus: {
            /** @description Whether a mail server is configured; without one nothing is sent */
            configured: boolean;
            from: string | null;
            /** @description E-mails that are to be sent, 1,000 at most */
            pending: number;
        };
        /** @description Newest first. A page may have fewer items than asked for while there is a `next` */
        MailDeliveryPage: {
            items: components["schemas"]["MailDelivery"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        MailDelivery: {
            deliveryId: string;
            /**
             * @description alert: a change of level. enforcement: a step of what is done about overuse or a debt
             * @enum {string}
             */
            about: "alert" | "enforcement";
            /** @description Of one about an alert */
            alertId?: string;
            tenantId: string | null;
            /** @description Which change of that it tells of */
            version: number;
            /** @description Of one about an alert */
            level?: components["schemas"]["AlertLevel"];
            /** @description The address, while it is one of the recipients; it is kept nowhere else */
            to: string | null;
            /** @description Of the e-mail: the same however often it is sent */
            messageId: string;
            state: components["schemas"]["MailDeliveryState"];
            attempts: number;
            /** @description Of the last attempt */
            error?: components["schemas"]["MailError"];
            /**
             * Format: date-time
             * @description When it was decided to send it
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When it is tried next
             */
            nextAt?: string;
            /**
             * Format: date-time
             * @description When the mail server took it
             */
            sentAt?: string;
        };
        /**
         * @description What kind of failure it was; the code that the mail server answered is in the log. sender_refused: it takes nothing from this sender, or not without another sign-in; all e-mails wait. not_allowed: its address may not be reached from here. try_later: it asked for patience
         * @enum {string}
         */
        MailError: "unreachable" | "not_allowed" | "tls" | "sign_in" | "sender_refused" | "recipient_refused" | "message_refused" | "timeout" | "try_later" | "other";
        /** @description Whether the mail server took it */
        TestMailOutcome: {
            accepted: boolean;
            error?: components["schemas"]["MailError"];
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
             * @description Of a draft: the first step of its form that is not complete
             * @enum {string}
             */
            formStep?: "company" | "contacts" | "plan" | "placement" | "review";
            /** @enum {string} */
            origin: "form" | "import";
            /** @description Who began it */
            createdBy: string;
            /** @description Who looks after the customer */
            accountOwner?: string;
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
        PaymentReceipt: {
            received: boolean;
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
                selection: components["schemas"]["PlanChangeSelection"];
                batches: components["schemas"]["PlanChangeBatchesOutput"];
                acceptFindings: string[];
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
                /**
                 * Format: date-time
                 * @description Until when it can be undone, once it has ended
                 */
                undoUntil?: string;
                /**
                 * Format: uuid
                 * @description The order that this one takes back
                 */
                undoes?: string;
                /**
                 * Format: uuid
                 * @description The order that takes this one back
                 */
                undoneBy?: string;
                /** @description Tenants that were to be changed when it was ordered */
                total?: number;
                /** @description Number of the batch under way, or of the last; 0 before the first */
                batch: number;
            }[];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /**
         * @description paused: no further tenant is begun until it is resumed. cancelling: no further tenant is begun, and those that were are brought to their end
         * @enum {string}
         */
        PlanChangeState: "running" | "paused" | "cancelling" | "cancelled" | "completed";
        /** @description A change of plan of many tenants, batch by batch */
        PlanChange: {
            /** Format: uuid */
            planChangeId: string;
            from: components["schemas"]["PlanVersionRef"];
            to: components["schemas"]["PlanVersionRef"];
            /** @enum {string} */
            when: "now" | "periodEnd";
            reason: string;
            selection: components["schemas"]["PlanChangeSelection"];
            batches: components["schemas"]["PlanChangeBatchesOutput"];
            acceptFindings: string[];
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
            /**
             * Format: date-time
             * @description Until when it can be undone, once it has ended
             */
            undoUntil?: string;
            /**
             * Format: uuid
             * @description The order that this one takes back
             */
            undoes?: string;
            /**
             * Format: uuid
             * @description The order that takes this one back
             */
            undoneBy?: string;
            /** @description Tenants that were to be changed when it was ordered */
            total?: number;
            /** @description Number of the batch under way, or of the last; 0 before the first */
            batch: number;
            /** @description Tenants that have the other version, or will have it */
            changed: number;
            /** @description Tenants that stay as they are; each says why */
            refused: number;
            /** @description Tenants that stay as they are since their change failed again and again; a retry tries them once more */
            failed: number;
        };
        /** @description What a change would come to now; nothing is stored */
        PlanChangePreview: {
            /** @description Tenants that have the version now and are selected */
            total: number;
            wouldChange: number;
            wouldBeRefused: number;
            /** @description Of those that would change, by currency */
            totals: components["schemas"]["PlanChangeTotal"][];
            /** @description How many tenants each finding is about, of those looked at */
            findings: components["schemas"]["PlanChangeFindingCount"][];
            /** @description Tenants whose findings were looked for: the first 500; a CSV has all */
            lookedAt: number;
            /** @description Refusals first; at most 500 */
            items: components["schemas"]["PlanChangePreviewItem"][];
        };
        PlanChangeTotal: {
            currency: components["schemas"]["Currency"];
            tenants: number;
            beforeMonthlyMinor: components["schemas"]["AmountMinor"];
            afterMonthlyMinor: components["schemas"]["AmountMinor"];
            deltaMonthlyMinor: components["schemas"]["AmountMinor"];
        };
        PlanChangeFindingCount: {
            code: components["schemas"]["PlanChangeFindingCode"];
            blocking: boolean;
            tenants: number;
        };
        PlanChangePreviewItem: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            slug?: string;
            /** @enum {string} */
            outcome: "would_change" | "would_be_refused";
            /** @description Of a refusal; stable */
            code?: string;
            /** @description Of a refusal: why */
            message?: string;
            interval: components["schemas"]["PriceInterval"];
            currency: components["schemas"]["Currency"];
            /** @description Base price and add-ons of a month, a twelfth of a yearly price, agreements taken in */
            beforeMonthlyMinor: components["schemas"]["AmountMinor"];
            /** @description Absent where it cannot be had */
            afterMonthlyMinor?: components["schemas"]["AmountMinor"];
            deltaMonthlyMinor?: components["schemas"]["AmountMinor"];
            findings: components["schemas"]["PlanChangeFinding"][];
        };
        /** @description What somebody should know before a change of plan */
        PlanChangeFinding: {
            code: components["schemas"]["PlanChangeFindingCode"];
            /** @description It stops the change unless `acceptFindings` names it */
            blocking: boolean;
            /** @description The meter, add-on, flag, component … that it is about; may be empty */
            subject: string;
            message: string;
            /** @description Figures and names of `message`, for other languages */
            params?: {
                [key: string]: string;
            };
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
            outcome: components["schemas"]["PlanChangeOutcome"];
            /**
             * Format: date-time
             * @description When
             */
            at: string;
            /** @description Of a refusal or a failure; stable. That of a finding, or of a problem; `cancelled`: the order was cancelled before its turn had ended */
            code?: string;
            /** @description Of a refusal or a failure: why */
            message?: string;
            /** @description How often it was tried in vain */
            tries?: number;
            /**
             * Format: date-time
             * @description When it is tried again
             */
            againAt?: string;
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
        /** @description Recurring revenue, how it moved, and what was billed */
        Revenue: {
            /**
             * Format: date-time
             * @description The beginning of the time that is looked at
             */
            from: string;
            /**
             * Format: date-time
             * @description Its end
             */
            asOf: string;
            /**
             * Format: date-time
             * @description By what was recorded until then
             */
            knownAt: string;
            /** @description Version of the definitions, in docs/reference/revenue.md */
            definitions: number;
            /** @description By currency; nothing is converted */
            currencies: components["schemas"]["CurrencyRevenue"][];
        };
        CurrencyRevenue: {
            currency: components["schemas"]["Currency"];
            /** @description Monthly recurring revenue at the end */
            mrrMinor: components["schemas"]["AmountMinor"];
            /** @description Twelve times that */
            arrMinor: components["schemas"]["AmountMinor"];
            /** @description At the beginning */
            startMrrMinor: components["schemas"]["AmountMinor"];
            /** @description Of customers who never paid before */
            newMinor: components["schemas"]["AmountMinor"];
            /** @description Of customers who paid once, and not at the beginning */
            reactivationMinor: components["schemas"]["AmountMinor"];
            expansionMinor: components["schemas"]["AmountMinor"];
            contractionMinor: components["schemas"]["AmountMinor"];
            /** @description Of customers who pay nothing at the end */
            churnMinor: components["schemas"]["AmountMinor"];
            /** @description Who pay at the end */
            customers: number;
            startCustomers: number;
            newCustomers: number;
            churnedCustomers: number;
            /** @description Percent; absent when nobody paid at the beginning */
            netRevenueRetention?: string;
            grossRevenueRetention?: string;
            revenueChurn?: string;
            customerChurn?: string;
            /** @description Statements made between the two times, void ones not */
            billedMinor: components["schemas"]["AmountMinor"];
            /** @description Of these, what was used beyond allowances */
            billedUsageMinor: components["schemas"]["AmountMinor"];
        };
        /** @description The customers behind figures of recurring revenue */
        RevenueCustomers: {
            /**
             * Format: date-time
             * @description The beginning of the time that is looked at
             */
            from: string;
            /**
             * Format: date-time
             * @description Its end
             */
            asOf: string;
            /**
             * Format: date-time
             * @description By what was recorded until then
             */
            knownAt: string;
            /** @description How many there are */
            total: number;
            /** @description Who moved most first, then who pays most; at most 1000 */
            items: components["schemas"]["RevenueCustomer"][];
        };
        RevenueCustomer: {
            tenantId: string;
            currency: components["schemas"]["Currency"];
            /** @enum {string} */
            movement: "new" | "reactivation" | "expansion" | "contraction" | "churn" | "unchanged";
            /** @description As `pro@3`: the plan at the end, or at the beginning of who left; absent without any */
            plan?: string;
            /** @description MRR at the beginning */
            fromMinor: components["schemas"]["AmountMinor"];
            /** @description MRR at the end */
            toMinor: components["schemas"]["AmountMinor"];
        };
        /** @description An estimate, not validated by the customer */
        RoiEstimate: {
            /** @constant */
            label: "estimate, not customer-validated";
            currency: components["schemas"]["Currency"];
            months: number;
            cases: {
                low: components["schemas"]["RoiCase"];
                base: components["schemas"]["RoiCase"];
                high: components["schemas"]["RoiCase"];
            };
            benefits: components["schemas"]["RoiLine"][];
            costs: components["schemas"]["RoiLine"][];
            /** @description The same sums by year */
            years: components["schemas"]["RoiYear"][];
            formulas: {
                name: string;
                formula: string;
            }[];
            /** @description Every number that went in */
            assumptions: {
                name: string;
                value: string;
                source: string;
            }[];
            flexibility: string[];
        };
        RoiCase: {
            benefitsMinor: components["schemas"]["AmountMinor"];
            costsMinor: components["schemas"]["AmountMinor"];
            netMinor: components["schemas"]["AmountMinor"];
            /** @description The net of each year, discounted to the beginning by the end of that year */
            presentValueMinor: components["schemas"]["AmountMinor"];
            /** @description Net in percent of the costs; null when nothing is paid */
            roiPercent: number | null;
            /** @description The first month at whose end the benefits have made up for the costs; null: none of them */
            paybackMonth: number | null;
            /** @description What the risks leave of the benefits */
            riskFactor: number;
        };
        RoiLine: {
            key: string;
            title: string;
            source: string;
            /** @description With the numbers that it was reckoned with */
            formula: string;
            /** @description Over all months, in the minor unit */
            total: {
                low: components["schemas"]["AmountMinor"];
                base: components["schemas"]["AmountMinor"];
                high: components["schemas"]["AmountMinor"];
            };
        };
        RoiYear: {
            year: number;
            benefits: {
                low: components["schemas"]["AmountMinor"];
                base: components["schemas"]["AmountMinor"];
                high: components["schemas"]["AmountMinor"];
            };
            costs: {
                low: components["schemas"]["AmountMinor"];
                base: components["schemas"]["AmountMinor"];
                high: components["schemas"]["AmountMinor"];
            };
        };
        /** @description Which assumption the result hangs on */
        RoiSensitivity: {
            currency: components["schemas"]["Currency"];
            /** @description By how much each number is made less, and more */
            movedPercent: number;
            /** @description The net of the base case as it was given */
            netMinor: components["schemas"]["AmountMinor"];
            /** @description What moves the result most stands first */
            items: components["schemas"]["RoiSensitivityItem"][];
        };
        RoiSensitivityItem: {
            /** @description JSON pointer into the inputs */
            input: string;
            /** @description Of the line; `months` of the whole */
            title: string;
            value: string;
            less: {
                /** @description What it is made */
                value: string;
                /** @description The net of the base case then */
                netMinor: components["schemas"]["AmountMinor"];
            };
            more: {
                /** @description What it is made */
                value: string;
                /** @description The net of the base case then */
                netMinor: components["schemas"]["AmountMinor"];
            };
            /** @description Between the two: how much it moves the result */
            spreadMinor: components["schemas"]["AmountMinor"];
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
            /** @description Where the live stream is: as `lastEventId` of `/v1/stream` nothing is missed of what is read from now on */
            streamPlace?: string;
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
        /** @description A page may have fewer items than asked for, even none, while there is a `next` */
        ListedStatementPage: {
            items: components["schemas"]["ListedStatement"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description A statement of some customer, without its lines and inputs */
        ListedStatement: {
            tenantId: string;
            number: components["schemas"]["StatementNumber"];
            period: components["schemas"]["Period"];
            currency: components["schemas"]["Currency"];
            /**
             * Format: date-time
             * @description When it was made
             */
            closedAt: string;
            /**
             * Format: date-time
             * @description When it is to be paid
             */
            dueAt: string;
            /** @description Charges and adjustments, net */
            subtotalMinor: components["schemas"]["AmountMinor"];
            /** @description Credits that were used up by it; 0 or more */
            creditMinor: components["schemas"]["AmountMinor"];
            taxMinor: components["schemas"]["AmountMinor"];
            /** @description What is to be paid; negative when it is given back */
            totalMinor: components["schemas"]["AmountMinor"];
            state: components["schemas"]["StatementState"];
            /** @description By payments, credit notes and what we owed */
            paidMinor: components["schemas"]["AmountMinor"];
            openMinor: components["schemas"]["AmountMinor"];
            /** @description Of the tenant, as it is called now */
            slug?: string;
            /** @description Of the tenant, as it is called now */
            displayName?: string;
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
        StatementsClosed: {
            /** @description Statements that were made */
            closed: number;
            /** @description Tenants with a period that is over, and whose usage is not counted to its end yet */
            waiting: number;
            /** @description More are due: call again */
            more: boolean;
        };
        /** @description By currency, in its order; nothing is converted. What is void is in no sum */
        StatementTotals: {
            /**
             * Format: date-time
             * @description When they were summed up
             */
            at: string;
            totals: components["schemas"]["StatementTotal"][];
        };
        /** @description What statements in one currency come to */
        StatementTotal: {
            currency: components["schemas"]["Currency"];
            /** @description How many */
            statements: number;
            totalMinor: components["schemas"]["AmountMinor"];
            paidMinor: components["schemas"]["AmountMinor"];
            openMinor: components["schemas"]["AmountMinor"];
        };
        /** @description Open ones by their day, the earliest first; closed ones newest first */
        TaskPage: {
            items: components["schemas"]["Task"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description Something to do about a tenant */
        Task: {
            /** Format: uuid */
            taskId: string;
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            /** @description null: it is gone */
            tenantName: string | null;
            title: string;
            /** @description The action whose own title this is; not there when a person wrote it */
            titleOf?: components["schemas"]["HealthAction"];
            note?: string;
            owner?: string;
            /** Format: date */
            due: string;
            /** @description It is open, and its day is over */
            overdue: boolean;
            action?: components["schemas"]["HealthAction"];
            status: components["schemas"]["TaskStatus"];
            closingNote?: string;
            /**
             * Format: date-time
             * @description When it was done or dropped
             */
            closedAt?: string;
            /**
             * Format: date-time
             * @description When it was written down
             */
            createdAt: string;
            /** @description Name of who wrote it down */
            author: string;
            /** @description In the ETag as "v<version>" */
            version: number;
        };
        /**
         * @description dropped: it is not to be done any more
         * @enum {string}
         */
        TaskStatus: "open" | "done" | "dropped";
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
        /** @description Every tenant that the caller may see, but those that are deleted */
        TenantTable: {
            /** @description Give it as `since` to be told what is otherwise */
            version: string;
            /** @description Whether these are all rows; if not, they take the place of those with the same ids */
            whole: boolean;
            /**
             * Format: date-time
             * @description When it was read
             */
            at: string;
            /** @description How many rows there are now, when all changes are applied */
            total: number;
            /** @description Rows whose use is not read yet since the control plane started */
            pending: number;
            columns: components["schemas"]["TenantColumns"];
            /** @description Ids of those that are not there any more */
            removed: string[];
        };
        /** @description Arrays of equal length: what stands at one place is about one tenant. What the caller may not see is null, or empty */
        TenantColumns: {
            /** @description Its id */
            tenantId: string[];
            /** @description Its slug */
            slug: string[];
            /** @description Its name for people */
            displayName: string[];
            /** @description Its state, as in Tenant */
            state: ("registering" | "active" | "suspended" | "deletion_scheduled" | "deleting" | "deleted")[];
            /** @description When the last of its suspensions ends by itself; null: it is not suspended, or without an end */
            suspendedUntil: (string | null)[];
            /** @description Who suspends it, several joined by a comma */
            suspendedBy: (string | null)[];
            /** @description Why, as codes in CamelCase, several joined by a comma */
            suspendedWhy: (string | null)[];
            /** @description Its plan; null: none is assigned */
            planId: (string | null)[];
            /** @description The version of that plan */
            planVersion: (number | null)[];
            /** @description Who of us looks after it */
            owner: (string | null)[];
            /** @description The cluster it lives in */
            cluster: string[];
            /** @description Region of that cluster */
            region: string[];
            /** @description How it does; null: it was not evaluated yet */
            healthState: (components["schemas"]["HealthState"] | null)[];
            /** @description 0 to 100; null: it is not known */
            healthScore: (number | null)[];
            /** @description Points of the score against seven days ago */
            healthChange7: (number | null)[];
            /** @description Points of the score against thirty days ago */
            healthChange30: (number | null)[];
            /** @description What it pays a month without usage, in minor units, as in GET /v1/revenue; null: it has no subscription */
            monthlyMinor: (string | null)[];
            /** @description Currency of that */
            currency: (string | null)[];
            /** @description When the contract renews, YYYY-MM-DD */
            renewal: (string | null)[];
            /** @description The meter of whose allowance most is used */
            allowanceMeter: (string | null)[];
            /** @description How much of it, in percent, rounded down */
            allowancePercent: (number | null)[];
            /** @description When it begins anew */
            allowanceResetsAt: (string | null)[];
            /** @description The most urgent level among its alerts that have not recovered */
            alertLevel: (("info" | "warning" | "alarm") | null)[];
            /** @description How many of its alerts have not recovered */
            alerts: number[];
            /** @description When a person last did something about it */
            touchedAt: (string | null)[];
            /** @description What that was */
            touchKind: (("note" | "task" | "change") | null)[];
            /** @description Who that was */
            touchedBy: (string | null)[];
            /** @description When it was registered */
            createdAt: string[];
            /** @description How its workload runs, as it was when its health was evaluated; stopped: on purpose; unknown: no cluster says so */
            availability: ("serves" | "degraded" | "partly_down" | "down" | "stopped" | "unknown")[];
            /** @description Its main meter: the first of its plan */
            sparkMeter: (string | null)[];
            /** @description Daily use of its main meter: 30 digits of base 16, the present day (UTC) last; 0 is none, and f the day of most use */
            spark: (string | null)[];
            /** @description What was used of the main meter in these days, together */
            sparkTotal: (string | null)[];
        };
        TenantAlertRecipients: {
            recipients: components["schemas"]["AlertRecipientOutput"][];
            contactRoles: string[];
            /** @description Absent while nobody said anything */
            updatedAt?: string;
        };
        Billing: {
            details: components["schemas"]["BillingDetails"];
            standing: components["schemas"]["BillingStanding"];
        };
        BillingDetails: {
            tax?: components["schemas"]["Tax"];
            taxId?: components["schemas"]["TaxId"];
            purchaseOrder?: components["schemas"]["PurchaseOrder"];
            paymentTermsDays: number;
        };
        /** @description null while nothing was ever billed */
        BillingStanding: {
            currency: components["schemas"]["Currency"];
            /** @description Of all statements; negative when we owe */
            openMinor: components["schemas"]["AmountMinor"];
            overdueMinor: components["schemas"]["AmountMinor"];
            /**
             * Format: date-time
             * @description When the oldest that is overdue was to be paid
             */
            overdueSince?: string;
        } | null;
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
        CreditList: {
            items: components["schemas"]["Credit"][];
        };
        /** @description Something that a customer need not pay */
        Credit: {
            creditId: string;
            tenantId: string;
            /** @enum {string} */
            kind: "credit" | "creditNote";
            amountMinor: components["schemas"]["AmountMinor"];
            /** @description Of a credit: used up by statements */
            usedMinor?: components["schemas"]["AmountMinor"];
            currency: components["schemas"]["Currency"];
            statement?: components["schemas"]["StatementNumber"];
            /**
             * Format: date-time
             * @description When it was granted
             */
            grantedAt: string;
        };
        /** @description What a tenant is told of its own standing */
        TenantEnforcement: {
            stage: components["schemas"]["EnforcementStage"];
            grounds: components["schemas"]["EnforcementGround"][];
            suspendedUntil: string | null;
            /** @description What would end it, each by itself */
            ends: ("pay" | "upgrade" | "next_period")[];
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
         * @description within_allowance: it is included. overage: it is allowed, and billed. limit_reached: it would pass what is allowed. unlimited: the plan sets no limit. not_limited: the plan does not list the meter. unmetered: the plan lists a meter that is not declared, or whose history is still being counted, so `used` is not known, and 0; what is reserved is within the limit all the same. suspended: somebody suspends the tenant, so it may use nothing until it is resumed. throttled: the plan refuses more of the meter, since too much was used beyond the allowance. plan_unassigned: the tenant has no plan, and nothing is cut off for that. not_begun, ended: there is no plan at this time
         * @enum {string}
         */
        EntitlementReason: "within_allowance" | "overage" | "limit_reached" | "unlimited" | "not_limited" | "unmetered" | "suspended" | "throttled" | "plan_unassigned" | "not_begun" | "ended";
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
        /** @description How a customer does, why, and what to do */
        TenantHealth: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            state: components["schemas"]["HealthState"];
            cause: components["schemas"]["HealthCause"];
            /** @description 0 to 100, 100 is good; null: it is not known */
            score: number | null;
            /** @description What the score alone says, bounds kept steady; null without a score */
            band: components["schemas"]["HealthBand"] | null;
            /** @description Share of the weight that has data, in percent; what cannot apply, such as the workload without a cluster, is left out of account */
            coverage: number;
            /** @enum {string} */
            profile: "early" | "established";
            settingsVersion: number;
            /** @description How long it has been a customer */
            ageDays: number;
            factors: components["schemas"]["HealthFactorScore"][];
            hardFacts: {
                code: components["schemas"]["HealthHardFact"];
                reason: string;
                /** Format: date-time */
                since?: string;
                /** @description What was read, by name: quantities, times, codes */
                evidence: {
                    [key: string]: string | number | boolean;
                };
            }[];
            override: components["schemas"]["HealthOverride"] | null;
            suggestedAction: components["schemas"]["HealthSuggestedAction"] | null;
            /**
             * Format: date-time
             * @description Since when it is in this state
             */
            stateSince: string;
            stateBefore: components["schemas"]["HealthState"] | null;
            /** @description Against 7 and 30 days ago */
            changes: components["schemas"]["HealthChange"][];
            /** @description Factors whose value is another than 7 or 30 days ago, the largest first */
            moved: {
                factor: components["schemas"]["HealthFactor"];
                days: number;
                before: number | null;
                now: number | null;
                codeBefore: components["schemas"]["HealthReason"] | null;
            }[];
            /** @description An open task of this tenant that is about the suggested action */
            suggestedTaskId: string | null;
            /** @description As it was entered last */
            sentiment: components["schemas"]["HealthSentiment"] | null;
            /** @description As it was entered last */
            support: components["schemas"]["HealthSupport"] | null;
            /**
             * Format: date-time
             * @description When it was last looked at
             */
            checkedAt: string;
        };
        /** @description One factor: its value, why, and what was read */
        HealthFactorScore: {
            factor: components["schemas"]["HealthFactor"];
            /** @description Of 100 */
            weight: number;
            /** @description 0 to 100, 100 is good; null: there is no data */
            value: number | null;
            /**
             * @description false: there can be no data here, and none is missing
             * @default true
             */
            applies: boolean;
            /** @description What it adds to the score, of those that have data */
            points: number | null;
            /** @description What it takes from the score */
            lost: number | null;
            code: components["schemas"]["HealthReason"];
            reason: string;
            evidence: {
                [key: string]: string | number | boolean;
            };
        };
        /** @description What a person says in place of the score, for a time */
        HealthOverride: {
            state: components["schemas"]["HealthBand"];
            reason: string;
            /**
             * Format: date-time
             * @description When it ends by itself
             */
            until: string;
            /** @description Name of who set it */
            author: string;
            /** Format: date-time */
            at: string;
        };
        /** @description Against the first score of a day in the past */
        HealthChange: {
            days: number;
            /** @description Then; null: it was not known, or nothing was recorded */
            score: number | null;
            /** @description Points since then; positive is better */
            change: number | null;
            /** @description Then; null: nothing was recorded */
            state: components["schemas"]["HealthState"] | null;
            /**
             * Format: date
             * @description The day that it is compared with
             */
            day: string;
        };
        HealthSentiment: {
            rating: number;
            at: string;
            source: string;
            note?: string;
            /** @description Name of who entered it */
            author: string;
        };
        HealthSupport: {
            openTickets: number;
            criticalTickets: number;
            satisfactionPercent?: number;
            at: string;
            source: string;
            author: string;
        };
        HealthHistory: {
            /** @description By day. Days beyond 90 days ago are thinned to the first of each week */
            points: components["schemas"]["HealthPoint"][];
            /** @description Of these days, oldest first; 500 at most */
            transitions: components["schemas"]["HealthTransition"][];
        };
        /** @description The first score of a day; never changed */
        HealthPoint: {
            /** Format: date */
            day: string;
            /**
             * Format: date-time
             * @description When it was scored, first on that day
             */
            at: string;
            state: components["schemas"]["HealthState"];
            score: number | null;
            coverage: number;
            /** @enum {string} */
            profile: "early" | "established";
            settingsVersion: number;
            /** @description All that the score was made of */
            factors: {
                factor: components["schemas"]["HealthFactor"];
                weight: number;
                value: number | null;
                code: components["schemas"]["HealthReason"];
            }[];
        };
        /** @description A change of the state; each is recorded once */
        HealthTransition: {
            /**
             * Format: date-time
             * @description When it was recorded
             */
            at: string;
            from: components["schemas"]["HealthState"] | null;
            to: components["schemas"]["HealthState"];
            cause: components["schemas"]["HealthCause"];
            score: number | null;
            coverage: number;
            because: string | null;
            /** @description What `because` says, of a fact or a factor */
            code?: components["schemas"]["HealthCode"] | null;
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
        PaymentList: {
            items: components["schemas"]["Payment"][];
        };
        /** @description Money that came in */
        Payment: {
            paymentId: string;
            tenantId: string;
            amountMinor: components["schemas"]["AmountMinor"];
            currency: components["schemas"]["Currency"];
            /**
             * Format: date-time
             * @description When it came in
             */
            receivedAt: string;
            /** @enum {string} */
            method: "manual" | "stripe";
            statement?: components["schemas"]["StatementNumber"];
            reference?: string;
        };
        /** @description Those whose time ends last come first */
        ReservationPage: {
            items: components["schemas"]["Reservation"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description Inputs as far as they can be measured */
        RoiSeed: {
            /** @description Send them to POST /v1/roi/estimates once what is missing is filled in */
            inputs: components["schemas"]["RoiInputsOutput"];
            /** @description JSON pointers into `inputs` of numbers that no usage tells, and that stand at 0: ask the customer */
            missing: string[];
            measured: {
                from: string;
                to: string;
                days: number;
            };
        };
        /** @description Newest first */
        StatementPage: {
            items: components["schemas"]["StatementSummary"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description A statement without its lines and inputs */
        StatementSummary: {
            tenantId: string;
            number: components["schemas"]["StatementNumber"];
            period: components["schemas"]["Period"];
            currency: components["schemas"]["Currency"];
            /**
             * Format: date-time
             * @description When it was made
             */
            closedAt: string;
            /**
             * Format: date-time
             * @description When it is to be paid
             */
            dueAt: string;
            /** @description Charges and adjustments, net */
            subtotalMinor: components["schemas"]["AmountMinor"];
            /** @description Credits that were used up by it; 0 or more */
            creditMinor: components["schemas"]["AmountMinor"];
            taxMinor: components["schemas"]["AmountMinor"];
            /** @description What is to be paid; negative when it is given back */
            totalMinor: components["schemas"]["AmountMinor"];
            state: components["schemas"]["StatementState"];
            /** @description By payments, credit notes and what we owed */
            paidMinor: components["schemas"]["AmountMinor"];
            openMinor: components["schemas"]["AmountMinor"];
        };
        /** @description What the next statement would be by what is known now. Nothing is owed by it */
        StatementDraft: {
            tenantId: string;
            period: components["schemas"]["Period"];
            currency: components["schemas"]["Currency"];
            lines: components["schemas"]["StatementLine"][];
            /** @description Charges and adjustments, net */
            subtotalMinor: components["schemas"]["AmountMinor"];
            /** @description Credits that were used up by it; 0 or more */
            creditMinor: components["schemas"]["AmountMinor"];
            taxMinor: components["schemas"]["AmountMinor"];
            /** @description What is to be paid; negative when it is given back */
            totalMinor: components["schemas"]["AmountMinor"];
            inputs: components["schemas"]["StatementInputs"];
            /**
             * Format: date-time
             * @description When it can be made at the earliest: the end of the period and the grace of the ledger
             */
            closesAt: string;
        };
        StatementLine: {
            /** @enum {string} */
            kind: "base" | "addOn" | "overage" | "minimum" | "adjustment" | "credit" | "tax";
            /**
             * @description Of an adjustment: what it adjusts
             * @enum {string}
             */
            of?: "base" | "addOn" | "overage" | "minimum";
            /** @description The plan, the add-on, the meter, the credit or the tax */
            key?: string;
            /** @description When it was: of an adjustment, the earlier period */
            period?: components["schemas"]["Period"];
            /** @description Negative where something is taken back */
            quantity: string;
            amountMinor: components["schemas"]["AmountMinor"];
            /** @description Decimal of the major unit, before the one rounding of the line */
            exact?: string;
            /** @description Of overage, tier by tier */
            parts?: components["schemas"]["RatedPart"][];
            /** @description Of overage: the usage that it comes from */
            usage?: components["schemas"]["StatementUsage"];
            before?: components["schemas"]["AdjustedFrom"];
            /** @description Of an adjustment of usage: the entries of the ledger that it comes from */
            news?: components["schemas"]["LedgerNews"][];
        };
        /** @description What was used of a meter, and which entries of the ledger say so */
        StatementUsage: {
            meter: string;
            /** @description Of the definition that counted it */
            meterVersion: number;
            /** @description Places of the meter's smallest unit, in which quantities are given */
            scale: number;
            used: components["schemas"]["Quantity"];
            allowance: components["schemas"]["AllowanceQuantity"];
            tiers?: components["schemas"]["OverageTier"][];
            /** @description Events that count */
            events: components["schemas"]["Quantity"];
            /** @description Entries of the ledger, corrections included */
            entries: number;
            /** @description The sum of the digests of these entries modulo 2^256, hexadecimal: in any order the same */
            memberHash: string;
        };
        /** @description Of an adjustment: what was billed before, and from what */
        AdjustedFrom: {
            statement?: components["schemas"]["StatementNumber"];
            amountMinor: components["schemas"]["AmountMinor"];
            used?: components["schemas"]["Quantity"];
            entries?: number;
            memberHash?: string;
        };
        /** @description An entry of the ledger that came since the period was billed last */
        LedgerNews: {
            meter: string;
            /** @enum {string} */
            entry: "usage" | "void" | "amend";
            /** @description Of the event */
            type: string;
            source: string;
            /** @description Of a correction, its own id */
            eventId: string;
            /**
             * Format: date-time
             * @description When it happened: of a correction, what it corrects
             */
            time: string;
            /**
             * Format: date-time
             * @description When it came in
             */
            received: string;
            /** @description Decimal; of an amend, what holds now */
            quantity: string;
        };
        /** @description Everything that a statement is made from */
        StatementInputs: {
            tenantId: string;
            number: components["schemas"]["StatementNumber"];
            currency: components["schemas"]["Currency"];
            /**
             * Format: date-time
             * @description When it was made
             */
            closedAt: string;
            /**
             * Format: date-time
             * @description Every event that was accepted before is in it
             */
            asOf: string;
            /** @description What was known of the subscription: its version */
            subscriptionVersion: number;
            /** @description Which plan versions held in the period */
            plans: components["schemas"]["StatementPlan"][];
            /** @description Ids of the overrides that held in the period, see the subscription */
            overrides: string[];
            current: components["schemas"]["StatementPeriodInputs"];
            earlier: components["schemas"]["EarlierPeriodInputs"][];
            /** @description Oldest first */
            credits: components["schemas"]["OpenCredit"][];
            tax?: components["schemas"]["Tax"];
            taxId?: components["schemas"]["TaxId"];
            purchaseOrder?: components["schemas"]["PurchaseOrder"];
            paymentTermsDays: number;
        };
        StatementPlan: {
            /**
             * Format: date-time
             * @description Since when
             */
            from: string;
            /** @description As `pro@3` */
            plan: string;
        };
        /** @description What a period is rated from */
        StatementPeriodInputs: {
            period: components["schemas"]["Period"];
            recurring: components["schemas"]["StatementCharge"][];
            usage: components["schemas"]["StatementUsage"][];
            /** @description What the interval comes to at least, and what its other periods come to */
            minimum?: {
                amount: components["schemas"]["Price"];
                /**
                 * Format: date-time
                 * @description The beginning of its interval
                 */
                since: string;
                billedMinor: components["schemas"]["AmountMinor"];
            };
        };
        StatementCharge: {
            /** @enum {string} */
            kind: "base" | "addOn";
            /** @description The plan or the add-on */
            key?: string;
            unitPrice: components["schemas"]["Price"];
            quantity: components["schemas"]["Quantity"];
            /** @description The part of the interval of its price, in milliseconds from its beginning */
            share?: {
                from: number;
                to: number;
                of: number;
            };
        };
        /** @description An earlier period that comes to something else by now */
        EarlierPeriodInputs: {
            period: components["schemas"]["Period"];
            recurring: components["schemas"]["StatementCharge"][];
            usage: components["schemas"]["StatementUsage"][];
            /** @description What the interval comes to at least, and what its other periods come to */
            minimum?: {
                amount: components["schemas"]["Price"];
                /**
                 * Format: date-time
                 * @description The beginning of its interval
                 */
                since: string;
                billedMinor: components["schemas"]["AmountMinor"];
            };
            /** @description What all statements before have billed for it */
            billed: components["schemas"]["BilledBefore"][];
            /** @description By which usage it was billed last */
            before: components["schemas"]["UsageBilledBefore"][];
            /** @description What came to the ledger since, by time: the first 50 of each meter */
            news: components["schemas"]["LedgerNews"][];
            /** @description The statement that closed it */
            statement?: components["schemas"]["StatementNumber"];
        };
        BilledBefore: {
            /** @enum {string} */
            kind: "base" | "addOn" | "overage" | "minimum";
            key?: string;
            /** @description Of all statements together; negative when more was taken back */
            quantity: string;
            amountMinor: components["schemas"]["AmountMinor"];
        };
        UsageBilledBefore: {
            meter: string;
            used: components["schemas"]["Quantity"];
            entries: number;
            memberHash: string;
        };
        /** @description What was left of a credit before this statement */
        OpenCredit: {
            creditId: string;
            openMinor: components["schemas"]["AmountMinor"];
        };
        /** @description What a period was billed, and what of it is open */
        Statement: {
            tenantId: string;
            number: components["schemas"]["StatementNumber"];
            period: components["schemas"]["Period"];
            currency: components["schemas"]["Currency"];
            /**
             * Format: date-time
             * @description When it was made
             */
            closedAt: string;
            /**
             * Format: date-time
             * @description When it is to be paid
             */
            dueAt: string;
            lines: components["schemas"]["StatementLine"][];
            /** @description Charges and adjustments, net */
            subtotalMinor: components["schemas"]["AmountMinor"];
            /** @description Credits that were used up by it; 0 or more */
            creditMinor: components["schemas"]["AmountMinor"];
            taxMinor: components["schemas"]["AmountMinor"];
            /** @description What is to be paid; negative when it is given back */
            totalMinor: components["schemas"]["AmountMinor"];
            inputs: components["schemas"]["StatementInputs"];
            state: components["schemas"]["StatementState"];
            /** @description By payments, credit notes and what we owed */
            paidMinor: components["schemas"]["AmountMinor"];
            openMinor: components["schemas"]["AmountMinor"];
        };
        /** @description Where a customer pays a statement */
        PaymentLink: {
            tenantId: string;
            statement: components["schemas"]["StatementNumber"];
            /** @description What was open when it was asked for */
            amountMinor: components["schemas"]["AmountMinor"];
            currency: components["schemas"]["Currency"];
            state: components["schemas"]["PaymentLinkState"];
            /** @description Where the customer pays */
            url?: string;
            /**
             * Format: date-time
             * @description Until when it can be paid there
             */
            expiresAt?: string;
        };
        /**
         * @description wanted: the provider is being asked. offered: there is an address to pay at. refused: the provider will not have it; the log says why
         * @enum {string}
         */
        PaymentLinkState: "wanted" | "offered" | "refused";
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
            enforcement?: components["schemas"]["PlanEnforcementOutput"];
        };
        EffectiveAllowance: {
            meter: components["schemas"]["MeterKey"];
            quantity: components["schemas"]["AllowanceQuantity"];
            policy: components["schemas"]["AllowancePolicy"];
            gracePercent?: number;
            /** @description Overage in the currency of the subscription */
            tiers?: components["schemas"]["OverageTier"][];
            enforcement?: components["schemas"]["AllowanceEnforcement"];
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
        /** @description Changes of plan alone, oldest first; agreements beside it are none */
        PlanHistory: {
            items: components["schemas"]["PlanHistoryItem"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description A change of the plan of a tenant */
        PlanHistoryItem: {
            /** @description Of the subscription, once it was changed */
            version: number;
            /**
             * Format: date-time
             * @description When it was decided
             */
            recordedAt: string;
            kind: components["schemas"]["PlanHistoryKind"];
            /**
             * Format: date-time
             * @description From when it holds, or would have held
             */
            from: string;
            /** @description What was had, or was to come, from then on */
            before: {
                planId: components["schemas"]["PlanId"];
                version: components["schemas"]["PlanVersionNumber"];
                interval: components["schemas"]["PriceInterval"];
                addOns: {
                    key: string;
                    quantity: number;
                }[];
            } | null;
            /** @description What is had from then on instead; null: nothing */
            after: {
                planId: components["schemas"]["PlanId"];
                version: components["schemas"]["PlanVersionNumber"];
                interval: components["schemas"]["PriceInterval"];
                addOns: {
                    key: string;
                    quantity: number;
                }[];
            } | null;
            actor: {
                id: string;
                name: string;
            };
            reason?: string;
            /**
             * Format: uuid
             * @description Of a change of many tenants
             */
            planChangeId?: string;
        };
        /**
         * @description cancelled: what was scheduled does not come
         * @enum {string}
         */
        PlanHistoryKind: "began" | "changed" | "scheduled" | "cancelled" | "ended";
        /** @description What a change of plan would come to; it changes nothing */
        SubscriptionChangePreview: {
            /** @description For POST …/subscription/changes */
            previewToken: string;
            /**
             * Format: date-time
             * @description From then on the token is refused
             */
            expiresAt: string;
            tenantId: string;
            /**
             * Format: date-time
             * @description When it was looked at
             */
            at: string;
            /**
             * Format: date-time
             * @description From when the change holds, also when it is carried out somewhat later by the token
             */
            from: string;
            wanted: components["schemas"]["PlanChangeWanted"];
            saw: components["schemas"]["PlanChangeSaw"];
            currency: components["schemas"]["Currency"];
            before: components["schemas"]["EffectivePlan"] | null;
            after: components["schemas"]["EffectivePlan"];
            /** @description Of the subscription, once it is changed */
            terms: components["schemas"]["Term"][];
            /** @description What is scheduled and would not come */
            replaces: components["schemas"]["Term"] | null;
            price: components["schemas"]["PlanChangePrice"];
            /** @description The period under way, the one in which the change comes, and the one after it */
            charges: components["schemas"]["PlanChangeCharges"][];
            /**
             * Format: date-time
             * @description Use that was accepted before is in it
             */
            asOf: string;
            allowances: components["schemas"]["PlanChangeAllowance"][];
            flags: components["schemas"]["PlanChangeFlag"][];
            running: components["schemas"]["RunningChange"];
            /** @description Those that stop the change first */
            findings: components["schemas"]["PlanChangeFinding"][];
        };
        /** @description The choice, with what was left out filled in */
        PlanChangeWanted: {
            planId: components["schemas"]["PlanId"];
            version: components["schemas"]["PlanVersionNumber"];
            interval: components["schemas"]["PriceInterval"];
            addOns: components["schemas"]["AddOnChoiceOutput"][];
        };
        /** @description Another version of one of them: the token is refused */
        PlanChangeSaw: {
            subscriptionVersion: number;
            planVersion: components["schemas"]["PlanVersionNumber"];
            /** @description Of what PATCH of the tenant changes */
            tenantVersion: number;
            /** @description Those that are known */
            tierRevisions: string[];
        };
        PlanChangePrice: {
            before: components["schemas"]["PlanChangePriceSide"] | null;
            after: components["schemas"]["PlanChangePriceSide"];
        };
        PlanChangePriceSide: {
            interval: components["schemas"]["PriceInterval"];
            /** @description Base price and add-ons of a whole interval */
            amount: components["schemas"]["Price"];
            minimum?: components["schemas"]["Price"];
        };
        /** @description A period with and without the change, rated as its charges are, by what is used so far */
        PlanChangeCharges: {
            period: components["schemas"]["Period"];
            /** @description Without the change */
            before: components["schemas"]["PlanChangeChargesSide"];
            after: components["schemas"]["PlanChangeChargesSide"];
            /** @description What the change adds; negative for what it saves */
            deltaMinor: components["schemas"]["AmountMinor"];
        };
        PlanChangeChargesSide: {
            lines: components["schemas"]["RatedLine"][];
            totalMinor: components["schemas"]["AmountMinor"];
        };
        PlanChangeAllowance: {
            meter: string;
            /** @description null: it is not limited */
            before: components["schemas"]["PlanChangeAllowanceSide"] | null;
            after: components["schemas"]["PlanChangeAllowanceSide"] | null;
            /** @description In the period under way; null when nobody counts the meter, or it could not be read */
            used: components["schemas"]["Quantity"] | null;
            /** @description How much of `used` is beyond the new allowance */
            over: components["schemas"]["Quantity"];
        };
        PlanChangeAllowanceSide: {
            quantity: components["schemas"]["AllowanceQuantity"];
            policy: components["schemas"]["AllowancePolicy"];
            /** @description Where use is refused; null for nowhere */
            ceiling: components["schemas"]["Quantity"] | null;
        };
        /** @description null: the plan has no such flag */
        PlanChangeFlag: {
            flag: components["schemas"]["FlagKey"];
            before: boolean | null;
            after: boolean | null;
        };
        /** @description What would change of what runs, by the operator's own plan, object by object */
        RunningChange: {
            /** @description false: a tier could not be read; `message` says which */
            known: boolean;
            message?: string;
            /** @description null: nothing runs, for there is no plan */
            before: components["schemas"]["PlanChangeTier"] | null;
            after: components["schemas"]["PlanChangeTier"];
            objects: components["schemas"]["RunningObjectChange"][];
            /** @description Objects that stay as they are */
            unchanged: number;
            components: components["schemas"]["ComponentChange"][];
            dryRun: components["schemas"]["PlanChangeDryRun"];
        };
        PlanChangeTier: {
            tier: string;
            /** @description Name of the TierRevision that the operator makes of it; null: not known */
            revision: string | null;
            /**
             * @description shipped: no cluster is attached, and it is a tier that comes with Tenantry
             * @enum {string}
             */
            source: "cluster" | "shipped" | "unknown";
        };
        /** @description An object of the tenant that the operator would touch */
        RunningObjectChange: {
            kind: string;
            name: string;
            /**
             * @description kept: it is asked for no more and stays all the same, as every volume does
             * @enum {string}
             */
            change: "created" | "changed" | "removed" | "kept";
            /** @description Its pods are replaced by new ones */
            restarts: boolean;
            fields: components["schemas"]["ObjectFieldChange"][];
        };
        ObjectFieldChange: {
            path: string;
            /** @description JSON; absent: no such field */
            before?: string;
            /** @description JSON; absent: no such field */
            after?: string;
        };
        ComponentChange: {
            name: string;
            /** @description Pods; null: no such component */
            before: number | null;
            after: number | null;
        };
        /** @description What the cluster says to the Tenant as it would be. not_checked: no cluster is attached */
        PlanChangeDryRun: {
            /** @enum {string} */
            outcome: "applied" | "conflict" | "refused" | "unavailable" | "not_checked";
            message?: string;
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
             * @description conflict: others own some fields, the rest is applied; refused: the cluster does not take it; held: what is there was applied from records that are not these, and a person decides; nothing_decided: there is no plan, and nothing that was made by one; pending: not tried yet
             * @enum {string}
             */
            outcome: "pending" | "applied" | "conflict" | "refused" | "held" | "nothing_decided" | "unavailable";
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
        WorkloadSyncAnswer: {
            sync: components["schemas"]["WorkloadSync"];
            /** @description The fields that are decided here */
            spec?: {
                [key: string]: unknown;
            };
        };
        /** @description Who needs somebody today, and why */
        Today: {
            /**
             * Format: date-time
             * @description When it was read
             */
            at: string;
            /**
             * Format: date-time
             * @description What changed after it is fresh
             */
            since: string;
            counts: components["schemas"]["TodayCounts"];
            /** @description Worst first: by need, what is fresh before what is known, then by score */
            items: components["schemas"]["TodayTenant"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
            /** @description On the first page */
            beside?: components["schemas"]["TodayBeside"];
        };
        TodayCounts: {
            needs: number;
            /** @description Of those that need somebody */
            fresh: number;
            snoozed: number;
            unknown: number;
            /** @description Healthy, and without an alert that nobody took on */
            quiet: number;
        };
        /** @description A customer that needs somebody, and why */
        TodayTenant: {
            /**
             * Format: uuid
             * @description UUIDv7; never changes, and is never given to another tenant
             */
            tenantId: string;
            slug: string;
            displayName: string;
            owner: string | null;
            planId: string | null;
            /** @description null: nothing that is pressing */
            need: components["schemas"]["Need"] | null;
            /** @description What it is needed for is newer than `since` */
            fresh: boolean;
            /**
             * Format: date-time
             * @description When what it is needed for came about
             */
            changedAt: string;
            state: components["schemas"]["HealthState"];
            stateBefore: components["schemas"]["HealthState"] | null;
            stateSince: string | null;
            score: number | null;
            change7: number | null;
            change30: number | null;
            reason: components["schemas"]["HealthReasonOfState"] | null;
            suggestedAction: components["schemas"]["HealthSuggestedAction"] | null;
            /** @description An open task about the suggested action */
            suggestedTaskId: string | null;
            openTasks: number;
            /** @description The open task whose day comes first */
            nextTask: {
                /** Format: uuid */
                taskId: string;
                title: string;
                titleOf?: components["schemas"]["HealthAction"];
                /** Format: date */
                due: string;
                owner: string | null;
            } | null;
            /** @description Those that have not recovered, the most urgent first; 5 at most */
            alerts: components["schemas"]["Alert"][];
            /** @description All that have not recovered */
            alertCount: number;
            /** @description What a person last did about it */
            touch: {
                /**
                 * Format: date-time
                 * @description When
                 */
                at: string;
                /** @enum {string} */
                kind: "note" | "task" | "change";
                by: string;
            } | null;
            renewal: string | null;
            monthlyMinor: string | null;
            currency: string | null;
        };
        /**
         * @description at_risk, watch: its health. alarm, warning: an alert that nobody has acknowledged. The worst of them, in this order
         * @enum {string}
         */
        Need: "at_risk" | "alarm" | "watch" | "warning";
        /** @description At most 25 of each, with how many there are */
        TodayBeside: {
            onboarding: components["schemas"]["TodayOnboarding"];
            renewals: components["schemas"]["TodayRenewals"];
            suspensions: components["schemas"]["TodaySuspensions"];
        };
        /** @description Those that cannot go on, or are not done in time */
        TodayOnboarding: {
            total: number;
            items: {
                /** Format: uuid */
                submissionId: string;
                displayName: string | null;
                /** @enum {string} */
                status: "needs_attention" | "submitted";
                /** @description The step that it is at */
                step: string | null;
                /** @description What blocks it, in a sentence */
                why: string | null;
                /**
                 * Format: date-time
                 * @description When it was submitted
                 */
                since: string;
            }[];
        };
        /** @description Within 60 days, the next one first */
        TodayRenewals: {
            total: number;
            items: {
                /**
                 * Format: uuid
                 * @description UUIDv7; never changes, and is never given to another tenant
                 */
                tenantId: string;
                displayName: string;
                owner: string | null;
                /** Format: date */
                renewal: string;
                state: components["schemas"]["HealthState"];
                score: number | null;
                monthlyMinor: string | null;
                currency: string | null;
            }[];
        };
        /** @description Suspensions that are announced or in force, and deletions that are scheduled */
        TodaySuspensions: {
            total: number;
            items: {
                /**
                 * Format: uuid
                 * @description UUIDv7; never changes, and is never given to another tenant
                 */
                tenantId: string;
                displayName: string;
                owner: string | null;
                /** @enum {string} */
                what: "announced" | "suspended" | "deletion";
                at: string | null;
                /** @description As a code, or what it is for */
                why: string | null;
            }[];
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
        /** @description The newest first */
        WebhookPage: {
            items: components["schemas"]["Webhook"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description An address that events are sent to, without its secrets */
        Webhook: {
            /** Format: uuid */
            webhookId: string;
            /** @description What it is for, for people */
            name: string;
            /** @description Where events are sent by POST: https, and a place of the public internet */
            url: string;
            events: string[];
            tenantId: string | null;
            state: components["schemas"]["WebhookState"];
            /**
             * @description gone: the receiver answered 410. failing: nothing was delivered for days
             * @enum {string}
             */
            disabledBy?: "person" | "gone" | "failing";
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
            /** @description The newest first. Every delivery is signed with each of them */
            secrets: {
                /**
                 * Format: date-time
                 * @description When it was made
                 */
                since: string;
                /**
                 * Format: date-time
                 * @description Until when deliveries are signed with it, too
                 */
                until?: string;
            }[];
            version: number;
        };
        /**
         * @description disabled: nothing is sent; deliveries that wait go on when it is enabled
         * @enum {string}
         */
        WebhookState: "enabled" | "disabled";
        ShownWebhook: {
            webhook: components["schemas"]["Webhook"];
            /** @description `whsec_…`, for the library that verifies. Shown once: null ever after */
            secret: string | null;
        };
        /** @description A webhook, and how it does */
        WebhookStanding: {
            /** Format: uuid */
            webhookId: string;
            /** @description What it is for, for people */
            name: string;
            /** @description Where events are sent by POST: https, and a place of the public internet */
            url: string;
            events: string[];
            tenantId: string | null;
            state: components["schemas"]["WebhookState"];
            /**
             * @description gone: the receiver answered 410. failing: nothing was delivered for days
             * @enum {string}
             */
            disabledBy?: "person" | "gone" | "failing";
            /**
             * Format: date-time
             * @description When it was made
             */
            createdAt: string;
            /** @description The newest first. Every delivery is signed with each of them */
            secrets: {
                /**
                 * Format: date-time
                 * @description When it was made
                 */
                since: string;
                /**
                 * Format: date-time
                 * @description Until when deliveries are signed with it, too
                 */
                until?: string;
            }[];
            version: number;
            /**
             * Format: date-time
             * @description When a delivery last arrived
             */
            lastDeliveredAt?: string;
            /**
             * Format: date-time
             * @description When the oldest delivery that waits was begun
             */
            waitingSince?: string;
            /**
             * Format: date-time
             * @description When the next attempt is due
             */
            nextAttemptAt?: string;
        };
        /** @description The newest first */
        WebhookDeliveryPage: {
            items: components["schemas"]["WebhookDelivery"][];
            /** @description Give it back as `cursor` for the next page; absent on the last one */
            next?: string;
        };
        /** @description An event on its way to an address */
        WebhookDelivery: {
            deliveryId: string;
            /** @description The header `webhook-id`: the same for every attempt and replay */
            eventId: string;
            type: string;
            tenantId?: string;
            tenantSequence?: number;
            state: components["schemas"]["WebhookDeliveryState"];
            attempts: number;
            /**
             * Format: date-time
             * @description When it was begun
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the next attempt is due
             */
            nextAttemptAt?: string;
            /**
             * Format: date-time
             * @description When it was delivered, or given up
             */
            endedAt?: string;
            lastStatus?: number;
            /** @enum {string} */
            lastFault?: "timeout" | "connection" | "refused" | "lost";
            /** @description Somebody had the event sent again */
            replay: boolean;
        };
        /** @enum {string} */
        WebhookDeliveryState: "waiting" | "delivered" | "failed";
        /** @description With every attempt, the first one first */
        WebhookDeliveryDetail: {
            deliveryId: string;
            /** @description The header `webhook-id`: the same for every attempt and replay */
            eventId: string;
            type: string;
            tenantId?: string;
            tenantSequence?: number;
            state: components["schemas"]["WebhookDeliveryState"];
            attempts: number;
            /**
             * Format: date-time
             * @description When it was begun
             */
            createdAt: string;
            /**
             * Format: date-time
             * @description When the next attempt is due
             */
            nextAttemptAt?: string;
            /**
             * Format: date-time
             * @description When it was delivered, or given up
             */
            endedAt?: string;
            lastStatus?: number;
            /** @enum {string} */
            lastFault?: "timeout" | "connection" | "refused" | "lost";
            /** @description Somebody had the event sent again */
            replay: boolean;
            log: components["schemas"]["WebhookAttempt"][];
        };
        WebhookAttempt: {
            number: number;
            /**
             * Format: date-time
             * @description When it was begun
             */
            at: string;
            /** @description What the receiver answered */
            status?: number;
            /**
             * @description Why there is no answer. connection: none, or cut off. refused: the address may not be reached. lost: the process ended meanwhile, so it may have arrived
             * @enum {string}
             */
            fault?: "timeout" | "connection" | "refused" | "lost";
            /** @description Until the answer, or the fault */
            milliseconds?: number;
            /** @description The beginning of an answer that was no success */
            excerpt?: string;
        };
        WebhookReplayProgress: {
            /** Format: uuid */
            replayId: string;
            from: string;
            until: string;
            /** @enum {string} */
            only: "undelivered" | "all";
            state: components["schemas"]["WebhookReplayState"];
            /** @description Deliveries begun so far */
            events: number;
        };
        /** @enum {string} */
        WebhookReplayState: "running" | "done";
        /** @description What the receiver answered to an event that says nothing */
        WebhookTest: {
            delivered: boolean;
            attempt: components["schemas"]["WebhookAttempt"];
        };
        /** @description Somebody who is told by e-mail */
        AlertRecipientOutput: {
            /** Format: email */
            email: string;
            /** @description Is told of the rules that are for this role; of all rules when left out */
            role?: components["schemas"]["Role"];
            /**
             * @description Is told from this level on, and of the recovery of what was told
             * @default warning
             * @enum {string}
             */
            least: "info" | "warning" | "alarm";
            /** @description Only these rules, whatever the role says */
            rules?: components["schemas"]["AlertRule"][];
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
            /** @description Left out, tenants are told at 80 and 100 percent and reminded of what is overdue, and no more */
            enforcement?: components["schemas"]["PlanEnforcementOutput"];
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
            enforcement?: components["schemas"]["AllowanceEnforcement"];
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
        /** @description What is done about use beyond it, and about what is not paid */
        PlanEnforcementOutput: {
            usage: components["schemas"]["UsageEnforcementOutput"];
            overdue: components["schemas"]["OverdueEnforcementOutput"];
        };
        /** @description About use beyond the allowances */
        UsageEnforcementOutput: {
            /** @default notify */
            action: components["schemas"]["EnforcementAction"];
            /**
             * @description At which shares of an allowance the tenant is told, in percent, in rising order
             * @default [
             *       80,
             *       100
             *     ]
             */
            notifyAtPercent: number[];
            /** @description Use beyond this share of the allowance is throttled, or brings the notice. Left out, it is where use is refused: 100 for hard, 100 and `gracePercent` for grace; what is soft is billed, and nothing more is done */
            atPercent?: number;
            /** @default P7D */
            notice: components["schemas"]["NoticePeriod"];
        };
        /** @description About statements that are overdue: dunning */
        OverdueEnforcementOutput: {
            /**
             * @default notify
             * @enum {string}
             */
            action: "none" | "notify" | "suspend";
            /**
             * @description Days that something is overdue when the tenant is reminded, in rising order
             * @default [
             *       1,
             *       7
             *     ]
             */
            remindAfterDays: number[];
            /**
             * @description Days when it is warned of the suspension
             * @default 14
             */
            warnAfterDays: number;
            /**
             * @description With suspend only: days when the suspension is announced, and the notice period begins
             * @default 21
             */
            noticeAfterDays: number;
            /** @default P7D */
            notice: components["schemas"]["NoticePeriod"];
        };
        PlanChangeBatchesOutput: {
            /**
             * @description Tenants that are changed one after the other
             * @default 100
             */
            size: number;
            /**
             * @description From the last of a batch to the first of the next
             * @default 0
             */
            pauseSeconds: number;
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
        RoiBenefitOutput: {
            /**
             * @description Time that people save with each unit of usage
             * @constant
             */
            kind: "time";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source: string;
            unitsPerMonth: components["schemas"]["RoiDecimal"];
            minutesPerUnit: components["schemas"]["RoiDecimal"];
            /** @description What an hour of these people costs, in the currency */
            hourlyCost: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 50,
             *       "base": 75,
             *       "high": 100
             *     }
             */
            realised: components["schemas"]["RoiRealised"];
            /**
             * @description Months until all of it is reached: it grows evenly from the first on
             * @default 6
             */
            rampMonths: number;
        } | {
            /**
             * @description Margin that each unit of usage brings
             * @constant
             */
            kind: "revenue";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source: string;
            unitsPerMonth: components["schemas"]["RoiDecimal"];
            marginPerUnit: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 50,
             *       "base": 75,
             *       "high": 100
             *     }
             */
            realised: components["schemas"]["RoiRealised"];
            /**
             * @description Months until all of it is reached: it grows evenly from the first on
             * @default 6
             */
            rampMonths: number;
        } | {
            /**
             * @description What is not paid for something else any more
             * @constant
             */
            kind: "spend";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source: string;
            amountPerMonth: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 50,
             *       "base": 75,
             *       "high": 100
             *     }
             */
            realised: components["schemas"]["RoiRealised"];
            /**
             * @description Months until all of it is reached: it grows evenly from the first on
             * @default 6
             */
            rampMonths: number;
        };
        RoiCostOutput: {
            /**
             * @description Paid in the first month
             * @constant
             */
            kind: "once";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source: string;
            amount: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 20,
             *       "base": 10,
             *       "high": 0
             *     }
             */
            overrun: components["schemas"]["RoiOverrun"];
        } | {
            /**
             * @description Paid every month
             * @constant
             */
            kind: "monthly";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source: string;
            amountPerMonth: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 20,
             *       "base": 10,
             *       "high": 0
             *     }
             */
            overrun: components["schemas"]["RoiOverrun"];
        } | {
            /**
             * @description Work of one’s own people, every month
             * @constant
             */
            kind: "hours";
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source: string;
            hoursPerMonth: components["schemas"]["RoiDecimal"];
            hourlyCost: components["schemas"]["Price"];
            /**
             * @default {
             *       "low": 20,
             *       "base": 10,
             *       "high": 0
             *     }
             */
            overrun: components["schemas"]["RoiOverrun"];
        };
        /** @description It happens in the low case, not in the high one, and counts by its likelihood in the base case */
        RoiRiskOutput: {
            /** @description Names the line in the result */
            key: string;
            /** @description What it is, for people */
            title: string;
            /**
             * @description Where the numbers are from; shown beside them
             * @default given with the request
             */
            source: string;
            /** @description How likely it is to happen */
            likelihoodPercent: number;
            /** @description Which part of all benefits is lost when it does */
            impactPercent: number;
        };
        /** @description What an estimate is made from: all of it is assumption */
        RoiInputsOutput: {
            currency: components["schemas"]["Currency"];
            /**
             * @description For how long it is reckoned
             * @default 36
             */
            months: number;
            /**
             * @description By how much money of a year later is worth less, for the present value
             * @default 0
             */
            discountPercent: number;
            /** @default [] */
            benefits: components["schemas"]["RoiBenefitOutput"][];
            /** @default [] */
            costs: components["schemas"]["RoiCostOutput"][];
            /** @default [] */
            risks: components["schemas"]["RoiRiskOutput"][];
            /**
             * @description What it makes possible later: told, and in no sum
             * @default []
             */
            flexibility: string[];
        };
        AddOnChoiceOutput: {
            key: components["schemas"]["AddOnKey"];
            /** @default 1 */
            quantity: number;
        };
    };
    responses: {
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
        /** @description `not_acceptable`: None of the formats asked for can be given */
        Problem406: {
            headers: {
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
        /** @description `precondition_failed`: It has changed since you read it */
        Problem412: {
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
    getAlertRecipients: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
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
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRecipients"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            412: components["responses"]["Problem412"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setAlertRecipients: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertRecipientsInput"];
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
                    "application/json": components["schemas"]["AlertRecipients"];
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
    listAlertRules: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Layers, the later over the earlier: shipped, defaults, plan, tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRules"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            412: components["responses"]["Problem412"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setAlertRules: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertOverrides"];
            };
        };
        responses: {
            /** @description Layers, the later over the earlier: shipped, defaults, plan, tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRules"];
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
    listAlerts: {
        parameters: {
            query?: {
                /** @description ok: nothing to tell, or not any more. info, warning, alarm: rising in urgency */
                level?: components["schemas"]["AlertLevel"];
                /** @description All but recovered when left out */
                state?: components["schemas"]["AlertState"];
                /** @description true: also those that have recovered */
                all?: "true" | "false";
                /** @description What is watched; docs/reference/alerts.md says how each is reckoned */
                rule?: components["schemas"]["AlertRule"];
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId?: string;
                /** @description Exactly */
                assignee?: string;
                /** @description By urgency or by time of the last change of level; descending with a minus */
                sort?: "since" | "-since" | "level" | "-level";
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
            /** @description A page may have fewer items than asked for, even none, while there is a `next` */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertPage"];
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
    countAlerts: {
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
            /** @description How many alerts there are, by level and state */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertSummary"];
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
    getAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Follows from rule, tenant and what it is about: the same for the same thing */
                alertId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Something to look at, with its level now */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
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
    acknowledgeAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Follows from rule, tenant and what it is about: the same for the same thing */
                alertId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcknowledgeAlert"];
            };
        };
        responses: {
            /** @description Something to look at, with its level now */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
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
    assignAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Follows from rule, tenant and what it is about: the same for the same thing */
                alertId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignAlert"];
            };
        };
        responses: {
            /** @description Something to look at, with its level now */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
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
    listAlertHistory: {
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
                /** @description Follows from rule, tenant and what it is about: the same for the same thing */
                alertId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Oldest first */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertHistory"];
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
    snoozeAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Follows from rule, tenant and what it is about: the same for the same thing */
                alertId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnoozeAlert"];
            };
        };
        responses: {
            /** @description Something to look at, with its level now */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
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
    unacknowledgeAlert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Follows from rule, tenant and what it is about: the same for the same thing */
                alertId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Something to look at, with its level now */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Alert"];
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
    listHeldWorkloads: {
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
            /** @description Tenants that nothing is applied to until a person decides, as after a store was restored or lost */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldWorkloadList"];
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
    listConsoleDrafts: {
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
            /** @description The caller's drafts, at most 20 */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleDraftList"];
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
    getConsoleDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Chosen by whoever writes it, such as `note-<tenantId>` */
                draftId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What somebody has begun to write, and nobody else sees */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleDraft"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            412: components["responses"]["Problem412"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    saveConsoleDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Chosen by whoever writes it, such as `note-<tenantId>` */
                draftId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsoleDraftInput"];
            };
        };
        responses: {
            /** @description What somebody has begun to write, and nobody else sees */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleDraft"];
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
    deleteConsoleDraft: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description Chosen by whoever writes it, such as `note-<tenantId>` */
                draftId: string;
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
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
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
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getConsolePreferences: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How somebody wants the console */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsolePreferences"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            412: components["responses"]["Problem412"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replaceConsolePreferences: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsolePreferencesInput"];
            };
        };
        responses: {
            /** @description How somebody wants the console */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsolePreferences"];
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
    recordConsoleSteps: {
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
                "application/json": components["schemas"]["ConsoleSteps"];
            };
        };
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
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listConsoleViews: {
        parameters: {
            query?: {
                /** @description A page of the console by its name, such as `tenants` */
                page?: string;
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
            /** @description All of them, by name: they are few */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleViewList"];
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
    createConsoleView: {
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
                "application/json": components["schemas"]["NewConsoleView"];
            };
        };
        responses: {
            /** @description A list of the console as somebody wants to see it again */
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
                    "application/json": components["schemas"]["ConsoleView"];
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
    deleteConsoleView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                viewId: string;
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
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
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
            412: components["responses"]["Problem412"];
            422: components["responses"]["Problem422"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    updateConsoleView: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                viewId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsoleViewPatch"];
            };
        };
        responses: {
            /** @description A list of the console as somebody wants to see it again */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleView"];
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
    getConsoleVisit: {
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
            /** @description What is new is new since `since`. A visit goes on until nobody was there for 30 minutes */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleVisit"];
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
    recordConsoleVisit: {
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
            /** @description What is new is new since `since`. A visit goes on until nobody was there for 30 minutes */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsoleVisit"];
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
    listEnforcement: {
        parameters: {
            query?: {
                /** @description At most this many items: 1 to 200 */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description clear: nothing is held against the tenant. notified: it was told, or reminded. throttled: more of a meter is refused. notice: its suspension is announced. awaiting_approval: its notice is over, and a person has to say so. suspending, releasing: it is decided, and being carried out. suspended: it is */
                stage?: components["schemas"]["EnforcementStage"];
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
                    "application/json": components["schemas"]["EnforcementPage"];
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
    confirmEnforcementClock: {
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
                "application/json": components["schemas"]["ConfirmClock"];
            };
        };
        responses: {
            /** @description Whether enforcement acts now */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnforcementStatus"];
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
    getEnforcementSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
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
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnforcementSettingsInForce"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            412: components["responses"]["Problem412"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    replaceEnforcementSettings: {
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
                "application/json": components["schemas"]["EnforcementSettings"];
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
                    "application/json": components["schemas"]["EnforcementSettingsInForce"];
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
    getEnforcementStatus: {
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
            /** @description Whether enforcement acts now */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnforcementStatus"];
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
    getEnforcement: {
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
            /** @description Where enforcement stands with a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enforcement"];
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
    approveSuspension: {
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
                "application/json": components["schemas"]["ApproveSuspension"];
            };
        };
        responses: {
            /** @description Where enforcement stands with a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enforcement"];
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
    endEnforcementExemption: {
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
                "application/json": components["schemas"]["EndExemption"];
            };
        };
        responses: {
            /** @description Where enforcement stands with a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enforcement"];
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
    exemptFromEnforcement: {
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
                "application/json": components["schemas"]["ExemptTenant"];
            };
        };
        responses: {
            /** @description Where enforcement stands with a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enforcement"];
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
    extendEnforcementNotice: {
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
                "application/json": components["schemas"]["ExtendNotice"];
            };
        };
        responses: {
            /** @description Where enforcement stands with a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enforcement"];
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
    listEnforcementHistory: {
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
            /** @description Every step, oldest first */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EnforcementHistory"];
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
    releaseFromEnforcement: {
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
                "application/json": components["schemas"]["ReleaseTenant"];
            };
        };
        responses: {
            /** @description Where enforcement stands with a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Enforcement"];
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
    listHealth: {
        parameters: {
            query?: {
                /** @description unknown: there is too little data for a score; it is no good sign and no bad one */
                state?: components["schemas"]["HealthState"];
                /** @description The account owner, exactly */
                owner?: string;
                /** @description Id of a plan, or unassigned */
                plan?: string;
                tag?: string;
                /** @description Ascending, or descending with a minus. Those without a number come last */
                sort?: "score" | "-score" | "change7" | "-change7" | "change30" | "-change30";
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
            /** @description A page may have fewer items than asked for, even none, while there is a `next` */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthPage"];
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
    countHealth: {
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
            /** @description How many customers are in which state */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthCounts"];
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
    importHealth: {
        parameters: {
            query?: {
                /** @description refuse: one faulty row refuses the file; skip: the good rows are applied */
                faulty?: "refuse" | "skip";
                /** @description true: say what would be done, and do nothing */
                dryRun?: "true" | "false";
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        /** @description At most 2097152 bytes, unpacked; `Content-Encoding` may be gzip, deflate or br */
        requestBody: {
            content: {
                /**
                 * @example slug,rating,openTickets,criticalTickets,at,source
                 *     sample-acme,4,2,0,2027-01-31T12:00:00Z,survey
                 */
                "text/csv": string;
            };
        };
        responses: {
            /** @description What became of a file; sent again, it changes nothing */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthImport"];
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
    listHealthMoves: {
        parameters: {
            query?: {
                days?: "7" | "30";
                direction?: "worse" | "better" | "any";
                /** @description unknown: there is too little data for a score; it is no good sign and no bad one */
                from?: components["schemas"]["HealthState"];
                /** @description unknown: there is too little data for a score; it is no good sign and no bad one */
                to?: components["schemas"]["HealthState"];
                /** @description The account owner, exactly */
                owner?: string;
                /** @description Id of a plan, or unassigned */
                plan?: string;
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
            /** @description Who moved between states, the steepest fall first */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthMoves"];
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
    getHealthOverview: {
        parameters: {
            query?: {
                /** @description The account owner, exactly */
                owner?: string;
                /** @description Id of a plan, or unassigned */
                plan?: string;
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
            /** @description How all customers do together */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthOverview"];
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
    getHealthSettings: {
        parameters: {
            query?: {
                /** @description As they were at a version that a score names; now, when left out */
                version?: string;
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
                    "application/json": components["schemas"]["HealthSettings"];
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
    replaceHealthSettings: {
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
                "application/json": components["schemas"]["HealthSettingsInput"];
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
                    "application/json": components["schemas"]["HealthSettings"];
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
    previewHealthSettings: {
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
                "application/json": components["schemas"]["HealthSettingsInput"];
            };
        };
        responses: {
            /** @description What settings would make of the customers there are: both reckoned now, from the same facts */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthSettingsPreview"];
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
    getMailStatus: {
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
                    "application/json": components["schemas"]["MailStatus"];
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
    listMailDeliveries: {
        parameters: {
            query?: {
                /** @description pending: to be sent, or sent again. sent: the mail server took it. refused: the mail server never will. given_up: it was tried for days. withdrawn: the recipient is none any more */
                state?: components["schemas"]["MailDeliveryState"];
                /** @description Follows from rule, tenant and what it is about: the same for the same thing */
                alertId?: string;
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
            /** @description Newest first. A page may have fewer items than asked for while there is a `next` */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MailDeliveryPage"];
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
    sendTestMail: {
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
                "application/json": components["schemas"]["TestMail"];
            };
        };
        responses: {
            /** @description Whether the mail server took it */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestMailOutcome"];
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
                /** @description true: those that the caller began, submitted or is named in as account owner; a page may then hold fewer than there are */
                mine?: "true" | "false";
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
    receiveStripeEvent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description At most 262144 bytes, unpacked; `Content-Encoding` may be gzip, deflate or br */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "type": "checkout.session.completed"
                 *     }
                 */
                "application/json": unknown;
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
                    "application/json": components["schemas"]["PaymentReceipt"];
                };
            };
            400: components["responses"]["Problem400"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            422: components["responses"]["Problem422"];
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
            /** @description A change of plan of many tenants, batch by batch */
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
    exportPlanChangePreview: {
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
            /** @description A change of plan of many tenants, batch by batch */
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
            /** @description A change of plan of many tenants, batch by batch */
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
    pausePlanChange: {
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
                "application/json": components["schemas"]["HoldPlanChange"];
            };
        };
        responses: {
            /** @description A change of plan of many tenants, batch by batch */
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
    resumePlanChange: {
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
                "application/json": components["schemas"]["HoldPlanChange"];
            };
        };
        responses: {
            /** @description A change of plan of many tenants, batch by batch */
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
    retryPlanChange: {
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
                "application/json": components["schemas"]["RetryPlanChange"];
            };
        };
        responses: {
            /** @description A change of plan of many tenants, batch by batch */
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
                /** @description Only those of whom this became */
                outcome?: components["schemas"]["PlanChangeOutcome"];
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
    undoPlanChange: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
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
                "application/json": components["schemas"]["UndoPlanChange"];
            };
        };
        responses: {
            /** @description A change of plan of many tenants, batch by batch */
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
    getPlanAlertRules: {
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
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Layers, the later over the earlier: shipped, defaults, plan, tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRules"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            412: components["responses"]["Problem412"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setPlanAlertRules: {
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
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertOverrides"];
            };
        };
        responses: {
            /** @description Layers, the later over the earlier: shipped, defaults, plan, tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRules"];
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
    getRevenue: {
        parameters: {
            query?: {
                /** @description The end of the time that is looked at; now when left out */
                asOf?: string;
                /** @description Its beginning; a month before its end when left out */
                from?: string;
                /** @description By what was recorded until then; by all that is recorded now when left out */
                knownAt?: string;
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
            /** @description Recurring revenue, how it moved, and what was billed */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Revenue"];
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
    listRevenueCustomers: {
        parameters: {
            query?: {
                /** @description The end of the time that is looked at; now when left out */
                asOf?: string;
                /** @description Its beginning; a month before its end when left out */
                from?: string;
                /** @description By what was recorded until then; by all that is recorded now when left out */
                knownAt?: string;
                /** @description ISO 4217 code */
                currency?: components["schemas"]["Currency"];
                /** @description Only customers who did this between the two times */
                movement?: "new" | "reactivation" | "expansion" | "contraction" | "churn" | "unchanged";
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
            /** @description The customers behind figures of recurring revenue */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevenueCustomers"];
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
    estimateRoi: {
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
                "application/json": components["schemas"]["RoiInputs"];
            };
        };
        responses: {
            /** @description An estimate, not validated by the customer */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoiEstimate"];
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
    roiSensitivity: {
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
                "application/json": components["schemas"]["RoiInputs"];
            };
        };
        responses: {
            /** @description Which assumption the result hangs on */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoiSensitivity"];
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
    listAllStatements: {
        parameters: {
            query?: {
                /** @description open: to be paid. overdue: was to be paid by now. paid: nothing is open. void: taken back, and billed anew by the next one */
                state?: components["schemas"]["StatementState"];
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId?: string;
                /** @description The month (UTC) in which the period began, as 2026-03 */
                period?: string;
                /** @description ISO 4217 code */
                currency?: components["schemas"]["Currency"];
                /** @description Ascending, or descending with a minus. When left out: what is open or overdue by `dueAt`, all else by `-closedAt` */
                sort?: "closedAt" | "-closedAt" | "dueAt" | "-dueAt";
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
            /** @description A page may have fewer items than asked for, even none, while there is a `next` */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListedStatementPage"];
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
    closeDueStatements: {
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
                    "application/json": components["schemas"]["StatementsClosed"];
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
    exportAllStatements: {
        parameters: {
            query?: {
                /** @description open: to be paid. overdue: was to be paid by now. paid: nothing is open. void: taken back, and billed anew by the next one */
                state?: components["schemas"]["StatementState"];
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId?: string;
                /** @description The month (UTC) in which the period began, as 2026-03 */
                period?: string;
                /** @description ISO 4217 code */
                currency?: components["schemas"]["Currency"];
                /** @description Ascending, or descending with a minus. When left out: what is open or overdue by `dueAt`, all else by `-closedAt` */
                sort?: "closedAt" | "-closedAt" | "dueAt" | "-dueAt";
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
            /** @description CSV with a header, amounts in the major unit */
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
    totalStatements: {
        parameters: {
            query?: {
                /** @description open: to be paid. overdue: was to be paid by now. paid: nothing is open. void: taken back, and billed anew by the next one */
                state?: components["schemas"]["StatementState"];
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId?: string;
                /** @description The month (UTC) in which the period began, as 2026-03 */
                period?: string;
                /** @description ISO 4217 code */
                currency?: components["schemas"]["Currency"];
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
            /** @description By currency, in its order; nothing is converted. What is void is in no sum */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementTotals"];
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
    followStream: {
        parameters: {
            query?: {
                /** @description For clients that cannot send the header Last-Event-ID */
                lastEventId?: string;
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
            /** @description Events as they come; see docs/reference/stream.md */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
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
    listTasks: {
        parameters: {
            query?: {
                /** @description closed: done and dropped ones */
                status?: "open" | "closed";
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId?: string;
                /** @description Exactly; not together with tenantId */
                owner?: string;
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
            /** @description Open ones by their day, the earliest first; closed ones newest first */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TaskPage"];
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
    getTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Something to do about a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
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
    updateTask: {
        parameters: {
            query?: never;
            header: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match": string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TaskPatch"];
            };
        };
        responses: {
            /** @description Something to do about a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
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
    closeTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CloseTask"];
            };
        };
        responses: {
            /** @description Something to do about a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
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
    reopenTask: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                taskId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Something to do about a tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Task"];
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
    getTenantTable: {
        parameters: {
            query?: {
                /** @description The version of what the caller has: only what is otherwise is answered. Of one that is not known (of another replica, or from before a restart), or far behind (more than 200 rows and more than half of all are otherwise), everything: `whole` is true then */
                since?: string;
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
            /** @description Every tenant that the caller may see, but those that are deleted */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantTable"];
                };
            };
            /** @description Not Modified */
            304: {
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
    getTenantAlertRecipients: {
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
                    "application/json": components["schemas"]["TenantAlertRecipients"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            412: components["responses"]["Problem412"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setTenantAlertRecipients: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["TenantAlertRecipientsInput"];
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
                    "application/json": components["schemas"]["TenantAlertRecipients"];
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
    getTenantAlertRules: {
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
            /** @description Layers, the later over the earlier: shipped, defaults, plan, tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRules"];
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            408: components["responses"]["Problem408"];
            412: components["responses"]["Problem412"];
            429: components["responses"]["Problem429"];
            431: components["responses"]["Problem431"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setTenantAlertRules: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlertOverrides"];
            };
        };
        responses: {
            /** @description Layers, the later over the earlier: shipped, defaults, plan, tenant */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AlertRules"];
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
    getBilling: {
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
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Billing"];
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
    replaceBilling: {
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
        requestBody: {
            content: {
                "application/json": components["schemas"]["BillingDetailsInput"];
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
                    "application/json": components["schemas"]["Billing"];
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
    listCredits: {
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
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreditList"];
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
    grantCredit: {
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
                "application/json": components["schemas"]["NewCredit"];
            };
        };
        responses: {
            /** @description Something that a customer need not pay */
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
                    "application/json": components["schemas"]["Credit"];
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
    getTenantEnforcement: {
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
            /** @description What a tenant is told of its own standing */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantEnforcement"];
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
    getTenantHealth: {
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
            /** @description How a customer does, why, and what to do */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantHealth"];
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
    evaluateTenantHealth: {
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
            /** @description How a customer does, why, and what to do */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantHealth"];
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
    listTenantHealthHistory: {
        parameters: {
            query?: {
                /** @description First day (UTC); 30 days before `to`, when left out */
                from?: string;
                /** @description Last day (UTC); today, when left out */
                to?: string;
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
                    "application/json": components["schemas"]["HealthHistory"];
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
    setHealthOverride: {
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
                "application/json": components["schemas"]["SetHealthOverride"];
            };
        };
        responses: {
            /** @description How a customer does, why, and what to do */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantHealth"];
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
    endHealthOverride: {
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
            /** @description How a customer does, why, and what to do */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantHealth"];
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
    setHealthSentiment: {
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
                "application/json": components["schemas"]["SetSentiment"];
            };
        };
        responses: {
            /** @description How a customer does, why, and what to do */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantHealth"];
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
    removeHealthSentiment: {
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
            /** @description How a customer does, why, and what to do */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantHealth"];
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
    setHealthSupport: {
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
                "application/json": components["schemas"]["SetSupport"];
            };
        };
        responses: {
            /** @description How a customer does, why, and what to do */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantHealth"];
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
    removeHealthSupport: {
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
            /** @description How a customer does, why, and what to do */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TenantHealth"];
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
    listPayments: {
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
            /** @description OK */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentList"];
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
    recordPayment: {
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
                "application/json": components["schemas"]["NewPayment"];
            };
        };
        responses: {
            /** @description Money that came in */
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
                    "application/json": components["schemas"]["Payment"];
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
    getRoiSeed: {
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
            /** @description Inputs as far as they can be measured */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RoiSeed"];
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
    listStatements: {
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
            /** @description Newest first */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementPage"];
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
    previewStatement: {
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
            /** @description What the next statement would be by what is known now. Nothing is owed by it */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatementDraft"];
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
    getStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What a period was billed, and what of it is open */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
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
    exportStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description CSV with a header; the last row is the total */
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
    printStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description HTML without scripts */
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
    createPaymentLink: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where a customer pays a statement */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaymentLink"];
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
    voidStatement: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                /** @description UUIDv7; never changes, and is never given to another tenant */
                tenantId: string;
                number: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StatementVoid"];
            };
        };
        responses: {
            /** @description What a period was billed, and what of it is open */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statement"];
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
    listSubscriptionChanges: {
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
            /** @description Changes of plan alone, oldest first; agreements beside it are none */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PlanHistory"];
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
    previewSubscriptionChange: {
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
                "application/json": components["schemas"]["SubscriptionChangePreviewRequest"];
            };
        };
        responses: {
            /** @description What a change of plan would come to; it changes nothing */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SubscriptionChangePreview"];
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
    createTask: {
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
                "application/json": components["schemas"]["NewTask"];
            };
        };
        responses: {
            /** @description Something to do about a tenant */
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
                    "application/json": components["schemas"]["Task"];
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
    settleWorkload: {
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
                "application/json": components["schemas"]["SettleWorkload"];
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
    getToday: {
        parameters: {
            query?: {
                /** @description needs: those that need somebody. snoozed: those of which every alert is put off. unknown: too little is known of them, and nothing is alarming */
                show?: "needs" | "snoozed" | "unknown";
                /** @description The account owner, exactly */
                owner?: string;
                /** @description What changed after it is `fresh`. visit: since the last visit of the caller ended (`/v1/console/visits`). Of the last day when left out, or when it is the first visit */
                since?: "visit" | string;
                /** @description Only what is fresh */
                freshOnly?: "true" | "false";
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
            /** @description Who needs somebody today, and why */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
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
    listWebhooks: {
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
            /** @description The newest first */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookPage"];
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
    createWebhook: {
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
                "application/json": components["schemas"]["NewWebhook"];
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
                    "application/json": components["schemas"]["ShownWebhook"];
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
    getWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A webhook, and how it does */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookStanding"];
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
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
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
    updateWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description The `ETag` of the version that you read: refused with 412 when there is a newer one */
                "If-Match"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookUpdate"];
            };
        };
        responses: {
            /** @description An address that events are sent to, without its secrets */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description The version of what is answered, for `If-Match` */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
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
    listWebhookDeliveries: {
        parameters: {
            query?: {
                /** @description At most this many items: 1 to 200 */
                limit?: number;
                /** @description `next` of the page before */
                cursor?: string;
                /** @description Only these */
                state?: "waiting" | "delivered" | "failed";
            };
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryPage"];
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
    getWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description With every attempt, the first one first */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDeliveryDetail"];
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
    replayWebhookDelivery: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
                deliveryId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event on its way to an address */
            202: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookDelivery"];
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
    disableWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An address that events are sent to, without its secrets */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
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
    enableWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An address that events are sent to, without its secrets */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
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
    replayWebhookEvents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookReplay"];
            };
        };
        responses: {
            /** @description Accepted */
            202: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    /** @description `true` when this is the kept answer of an earlier request with the same key */
                    "Idempotency-Replayed"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookReplayProgress"];
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
    getWebhookReplay: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
                replayId: string;
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
                    "application/json": components["schemas"]["WebhookReplayProgress"];
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
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes the request safe to send again for three days: the same key and body give the answer of the first time, and nothing is created twice. Another body, file or parameter under the same key is refused with 422 */
                "Idempotency-Key"?: string;
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecret"];
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
                    "application/json": components["schemas"]["ShownWebhook"];
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
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description Stands in the answer, the log and audit; made up when left out or of another form */
                "X-Request-Id"?: string;
            };
            path: {
                webhookId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the receiver answered to an event that says nothing */
            200: {
                headers: {
                    /** @description The id of this request */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebhookTest"];
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
