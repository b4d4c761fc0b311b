/** npm run generate: writes what is generated from the contracts into this checkout. */
import { ROOT } from '../root.ts';
import { generateInto } from './verify/generate-into.ts';

await generateInto(ROOT);
