/**
 * Ranges as npm's advisories write them: `>=1.2.0 <1.4.1 || >=2.0.0 <2.0.3`. Nothing else of npm's language is taken, since
 * a range that is misread would let a version through.
 */
export function isWithin(version: string, range: string): boolean {
  const alternatives = range.split('||').map(alternative => alternative.trim());
  return alternatives.some(alternative => comparators(alternative, range).every(test => test(version)));
}

/** Below zero: a is older. By the rules of semantic versions; what follows a `+` does not count. */
export function compareSemver(a: string, b: string): number {
  const [x, y] = [parsed(a), parsed(b)];
  for (let index = 0; index < 3; index += 1) {
    const difference = (x.numbers[index] ?? 0) - (y.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  // A pre-release is older than what it is one of.
  if (x.pre.length === 0 || y.pre.length === 0) return y.pre.length - x.pre.length;
  for (let index = 0; index < Math.max(x.pre.length, y.pre.length); index += 1) {
    const difference = comparePart(x.pre[index], y.pre[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

const TESTS: Readonly<Record<string, (order: number) => boolean>> = {
  '<': order => order < 0,
  '<=': order => order <= 0,
  '>': order => order > 0,
  '>=': order => order >= 0,
  '=': order => order === 0,
  '': order => order === 0,
};

function comparators(alternative: string, range: string): ((version: string) => boolean)[] {
  if (alternative === '*' || alternative === '') return [];
  const joined = alternative.replaceAll(/([<>=])\s+/g, '$1').replaceAll(',', ' ');
  return joined.split(/\s+/).map(part => {
    const [, sign = '', bound = ''] = /^([<>]?=?)v?(\d.*)$/.exec(part) ?? [];
    const test = TESTS[sign];
    // `<=1.2` is as far as 1.2.x goes, which a comparison with 1.2.0 would miss.
    const partial = !/^\d+\.\d+\.\d+/.test(bound) && !['<', '>='].includes(sign);
    if (bound === '' || !test || partial)
      throw new Error(`the range "${range}" is written in a way that is not known here`);
    parsed(bound);
    return version => test(compareSemver(version, bound));
  });
}

function parsed(version: string): { readonly numbers: readonly number[]; readonly pre: readonly string[] } {
  const found = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?(?:-([0-9A-Za-z.-]+))?(?:\+.*)?$/.exec(version);
  if (!found) throw new Error(`${version} is no version`);
  return { numbers: found.slice(1, 4).map(part => Number(part ?? 0)), pre: found[4]?.split('.') ?? [] };
}

function comparePart(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return a === b ? 0 : a === undefined ? -1 : 1;
  const [x, y] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (x && y) return Number(a) - Number(b);
  // Numbers come before words.
  if (x !== y) return x ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}
