import './small-heap.ts';

// Not a static import: what that brings is read and compiled before a line of small-heap.ts runs.
const { run } = await import('./run.ts');
await run();
