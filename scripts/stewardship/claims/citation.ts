import { dirname, join, normalize } from 'node:path';
import type { Entry } from '../entry.ts';
import type { EvidenceCopy } from '../evidence-copy.ts';
import { type Code, type Fault, fault } from '../fault.ts';
import { PAGE } from '../places.ts';
import type { BlockLink } from './block.ts';
import { figuresOf } from './figures.ts';
import { type Measured, measuredIn } from './measured.ts';

/** What citations are held against. */
export interface Cited {
  readonly entries: readonly Entry[];
  /** By digest. */
  readonly frozen: ReadonlyMap<string, EvidenceCopy>;
}

export interface ReadCitation {
  readonly faults: readonly Fault[];
  /** The figures that a block with it may hold. */
  readonly measured: readonly Measured[];
}

const CITATION = /^(E[1-9]\d*)(?: ([a-z-]+)\/([a-z0-9-]+))?$/;
/** How a block says that its evidence is of a tree with changes. */
const SAID_DIRTY = /changes that (?:no commit has|were not committed)/i;

/** A citation on the page at `path`, in a block that says this. */
export function readCitation(
  { path, at, says }: { readonly path: string; readonly at: string; readonly says: string },
  { text, url }: BlockLink,
  { entries, frozen }: Cited,
): ReadCitation {
  const wrong = (code: Code, what: string) => ({ faults: [fault(code, at, what)], measured: [] });
  const [, id, topic, name] = CITATION.exec(text) ?? [];
  const [file = '', anchor = ''] = url.split('#');
  if (id === undefined || normalize(join(dirname(path), file)) !== PAGE || anchor !== id.toLowerCase()) {
    return wrong('claim-link', `[${text}](${url})`);
  }
  const entry = entries.find(one => one.id === id);
  if (!entry) return wrong('claim-entry', `there is no ${id}`);
  const later = entries.find(({ corrects }) => corrects === id);
  if (later) return wrong('claim-corrected', `${later.id} corrects ${id}`);
  // The log is no evidence of itself: what an entry says rests on something that was recorded.
  if (entry.evidence.length === 0) return wrong('claim-bare', `${id} rests on no evidence`);
  if (topic === undefined || name === undefined) {
    return { faults: [], measured: figuresOf(`${entry.what} ; ${entry.why}`) };
  }
  const copy = entry.evidence
    .filter(({ lines }) => lines.includes(name))
    .map(({ sha256 }) => frozen.get(sha256))
    .find(one => one?.topic === topic);
  const line = copy?.lines.find(one => one.id === name);
  if (!copy || !line) return wrong('claim-evidence', `${id} does not rest on the line ${name} of ${topic}`);
  if (line.commit.endsWith('-dirty') && !SAID_DIRTY.test(says)) {
    return wrong('claim-dirty', `${topic}/${name} was recorded on ${line.commit}`);
  }
  return { faults: [], measured: measuredIn(copy, name) };
}
