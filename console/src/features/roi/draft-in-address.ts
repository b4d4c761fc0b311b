import { emptyDraft, type RoiDraft } from '../../shared/roi/roi-draft.ts';
import type { Parameter } from '../../shared/url/use-url-state.ts';

/** The whole estimate as a parameter of the address, so that a link shows another person the same. */
export function draftInAddress(): Parameter<RoiDraft> {
  const nothing = JSON.stringify(emptyDraft());
  return {
    read: text => (text === undefined ? emptyDraft() : (draftOf(text) ?? emptyDraft())),
    write: draft => (JSON.stringify(draft) === nothing ? undefined : textOf(draft)),
    typed: true,
  };
}

export function textOf(draft: RoiDraft): string {
  const bytes = new TextEncoder().encode(JSON.stringify(draft));
  const binary = Array.from(bytes, byte => String.fromCharCode(byte)).join('');
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Whoever made the link may be anybody: what is no estimate is none. */
export function draftOf(text: string): RoiDraft | undefined {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const json = new TextDecoder().decode(Uint8Array.from(binary, letter => letter.charCodeAt(0)));
    const value: unknown = JSON.parse(json);
    return isDraft(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const KINDS: readonly unknown[] = ['time', 'revenue', 'spend', 'once', 'monthly', 'hours'];

function isDraft(value: unknown): value is RoiDraft {
  const given = Object(value);
  const texts = ['currency', 'months', 'discountPercent'].every(name => typeof given[name] === 'string');
  const lists = ['benefits', 'costs', 'risks', 'flexibility'].every(name => Array.isArray(given[name]));
  return texts && lists && [...given.benefits, ...given.costs].every(isLine);
}

function isLine(line: unknown): boolean {
  const { kind, key, title, source, numbers } = Object(line);
  return (
    KINDS.includes(kind) &&
    [key, title, source].every(text => typeof text === 'string') &&
    Object.values(Object(numbers)).every(text => typeof text === 'string')
  );
}
