/** npm run generate: writes what is generated from the contracts into this checkout. */
import { fileURLToPath } from 'node:url';
import { generateInto } from './verify/generate-into.ts';

await generateInto(fileURLToPath(new URL('../../', import.meta.url)));
