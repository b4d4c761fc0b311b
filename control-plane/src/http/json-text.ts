import { Problem } from './problem.ts';

const MAX_DEPTH = 64;
const decoder = new TextDecoder('utf-8', { fatal: true });

/**
 * Parses JSON that strangers send. Depth is bounded before anything recurses into it, text must be UTF-8, and no key
 * may reach an object's prototype.
 * @throws Problem invalid_request
 */
export function parseJsonText(bytes: Uint8Array, maxDepth = MAX_DEPTH): unknown {
  const text = decode(bytes);
  if (depthExceeds(text, maxDepth)) throw malformed(`nested deeper than ${maxDepth} levels`);
  try {
    // Asking at every key takes ten times as long as the parsing: only where the key is, or may hide behind an escape.
    if (!text.includes('__proto__') && !text.includes('\\u')) return JSON.parse(text);
    return JSON.parse(text, (key, value: unknown) => {
      if (key === '__proto__') throw new SyntaxError('a key "__proto__" is not taken');
      return value;
    });
  } catch (error) {
    throw malformed(error instanceof Error ? error.message : 'not JSON');
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw malformed('not UTF-8');
  }
}

function depthExceeds(text: string, maxDepth: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (inString) {
      if (character === 0x5c) at++;
      else if (character === 0x22) inString = false;
    } else if (character === 0x22) inString = true;
    else if (character === 0x5b || character === 0x7b) {
      if (++depth > maxDepth) return true;
    } else if (character === 0x5d || character === 0x7d) depth--;
  }
  return false;
}

function malformed(message: string): Problem {
  return new Problem('invalid_request', `the body is not the JSON it should be: ${message}`, {
    errors: [{ field: '', code: 'malformed_json', message }],
  });
}
