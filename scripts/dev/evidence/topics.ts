import { commercialLines } from './commercial.ts';
import { consoleLines } from './console.ts';
import { controlPlaneLines } from './control-plane.ts';
import { documentsLines } from './documents.ts';
import type { EvidenceLine } from './evidence-line.ts';
import { loopLines } from './loop.ts';
import { operatorLines } from './operator.ts';
import { packagingLines } from './packaging.ts';

/** What evidence is kept about. A topic without lines has nothing to show yet. */
export const TOPICS: Readonly<Record<string, readonly EvidenceLine[]>> = {
  operator: operatorLines,
  'control-plane': controlPlaneLines,
  loop: loopLines,
  console: consoleLines,
  packaging: packagingLines,
  documents: documentsLines,
  commercial: commercialLines,
};
