/**
 * Substitution in a tier's values: `${tenant.name}`, `${tenant.namespace}`, `${tier.name}`, `${flag.<name>}`;
 * `$${` stands for a literal `${`. It is substitution and never code: no nesting, no expressions.
 */

export type Variables = ReadonlyMap<string, string>;

export interface Substituted {
  readonly text: string;
  /** Placeholders that name nothing, in order of appearance. */
  readonly unknown: readonly string[];
}

const PLACEHOLDER = /\$\$\{|\$\{([^}]*)\}/g;

export function substitute(text: string, variables: Variables): Substituted {
  const unknown: string[] = [];
  const result = text.replace(PLACEHOLDER, (whole, name: string | undefined) => {
    if (name === undefined) return '${';
    const value = variables.get(name);
    if (value !== undefined) return value;
    unknown.push(name);
    return whole;
  });
  return { text: result, unknown };
}

export function templateVariables(input: {
  readonly tenant: string;
  readonly namespace: string;
  readonly tier: string;
  readonly flags: Readonly<Record<string, boolean>>;
}): Variables {
  const variables = new Map([
    ['tenant.name', input.tenant],
    ['tenant.namespace', input.namespace],
    ['tier.name', input.tier],
  ]);
  for (const [flag, on] of Object.entries(input.flags)) variables.set(`flag.${flag}`, String(on));
  return variables;
}
