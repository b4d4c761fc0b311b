const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** A Kubernetes quantity ("500m", "1.5Gi", "2e3") as a number, near enough for a bar; undefined: it is none. */
export function numberOfQuantity(text: string): number | undefined {
  const [, digits, suffix = ''] = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(text.trim()) ?? [];
  const factor = FACTORS[suffix];
  const value = Number(digits);
  return factor === undefined || !Number.isFinite(value) ? undefined : value * factor;
}

/** Which part of `hard` is used: 0 to 1 and more. */
export function shareOfQuantity(used: string, hard: string): number | undefined {
  const [part, whole] = [numberOfQuantity(used), numberOfQuantity(hard)];
  if (part === undefined || whole === undefined) return undefined;
  if (whole === 0) return part === 0 ? 0 : 1;
  return part / whole;
}
