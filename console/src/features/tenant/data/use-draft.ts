import { useSessionStorage } from '@vueuse/core';
import type { Ref } from 'vue';

const PREFIX = 'tenantry.tenant-draft.';

/** What is being typed about a tenant: it outlives reload, an ended session, and the tenant itself. */
export function useDraft(tenantId: string, what: string): Ref<string> {
  return useSessionStorage(`${PREFIX}${tenantId}.${what}`, '');
}

/** Everything that was typed about a tenant and not sent. */
export function draftsOf(tenantId: string): readonly { readonly what: string; readonly text: string }[] {
  const own = `${PREFIX}${tenantId}.`;
  return Object.keys(sessionStorage)
    .filter(key => key.startsWith(own))
    .map(key => ({ what: key.slice(own.length), text: sessionStorage.getItem(key) ?? '' }))
    .filter(({ text }) => text.trim() !== '');
}
