import { defineStore } from 'pinia';
import { queryClient } from '../api/query-client.ts';
import { LiveUpdates } from './live-updates.ts';

/** The one stream of this page. The shell starts and stops it with the session. */
export const useLive = defineStore('live', () => {
  const updates = new LiveUpdates({ queryClient, open: openStream });
  const { state, heardAt, waiting } = updates;
  return {
    state,
    heardAt,
    waiting,
    start: (place?: string) => updates.start(place),
    stop: () => updates.stop(),
    pause: () => updates.pause(),
    resume: () => updates.resume(),
  };
});

function openStream(place?: string): EventSource {
  const query = place === undefined ? '' : `?${new URLSearchParams({ lastEventId: place })}`;
  return new EventSource(`/v1/stream${query}`);
}
