import { defineStore } from 'pinia';
import { queryClient } from '../api/query-client.ts';
import { LiveUpdates } from './live-updates.ts';

/** The one stream of this page. The shell starts and stops it with the session. */
export const useLive = defineStore('live', () => {
  const updates = new LiveUpdates({ queryClient, open: () => new EventSource('/v1/stream') });
  const { state, heardAt, waiting } = updates;
  return {
    state,
    heardAt,
    waiting,
    start: () => updates.start(),
    stop: () => updates.stop(),
    pause: () => updates.pause(),
    resume: () => updates.resume(),
  };
});
