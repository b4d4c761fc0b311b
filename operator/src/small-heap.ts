import { setFlagsFromString } from 'node:v8';

/**
 * Imported before anything else. The operator's garbage is short-lived JSON in bursts; V8's default answer,
 * a young generation of up to 16 MB in three halves and a generous old one, costs more than twice the memory
 * that the caches themselves take. Measured by `npm run bench -w operator` (peak resident set).
 */
setFlagsFromString('--optimize-for-size');
setFlagsFromString('--max-semi-space-size=2');
