/** A token of JSON: a string with the colon after it, if there is one, or a bracket. Everything else is skipped. */
const TOKEN = /"(?:[^"\\]|\\.)*"(\s*:)?|[{}]/g;

/** A key that an object of this valid JSON has twice: JSON.parse takes the last one and says nothing. */
export function duplicateKey(json: string): string | undefined {
  const open: Set<string>[] = [];
  for (const [token, colon] of json.matchAll(TOKEN)) {
    if (token === '{') open.push(new Set());
    else if (token === '}') open.pop();
    else if (colon !== undefined) {
      // Two spellings of one key, "a" and "\u0061", are one.
      const key = String(JSON.parse(token.slice(0, token.length - colon.length)));
      if (open.at(-1)?.has(key)) return key;
      open.at(-1)?.add(key);
    }
  }
  return undefined;
}
