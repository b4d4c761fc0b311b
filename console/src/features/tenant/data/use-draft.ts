import { useStorage } from '@vueuse/core';
import type { Ref } from 'vue';
import { tabStorage } from '../../../shared/kept/tab-storage.ts';

const PREFIX = 'tenantry.tenant-draft.';

/** What is being typed about a tenant: it outlives reload, an ended session, and the tenant itself. */
export function useDraft(tenantId: string, what: string): Ref<string> {
  return useStorage(`${PREFIX}${tenantId}.${what}`, '', tabStorage);
}

/** Everything that was typed about a tenant and not sent. */
export function draftsOf(tenantId: string): readonly { readonly what: string; readonly text: string }[] {
  const own = `${PREFIX}${tenantId}.`;
  return tabStorage
    .keys(own)
    .map(key => ({ what: key.slice(own.length), text: tabStorage.getItem(key) ?? '' }))
    .filter(({ text }) => text.trim() !== '');
}
