import { MemoryStore } from './memory-store.test-support.ts';
import { describeStore } from './store-behaviour.test-support.ts';

const store = new MemoryStore();
describeStore('memory', { open: () => Promise.resolve(store), persistent: false, shared: true });
