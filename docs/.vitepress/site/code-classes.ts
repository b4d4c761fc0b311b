import { bundledThemes, type ShikiTransformer } from 'shiki';

/** Both schemes' colours of code, as the highlighter names them. */
const THEMES = { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' } as const;
const STYLES: Readonly<Record<string, string>> = {
  'font-style:italic': 'italic',
  'font-weight:bold': 'bold',
  'text-decoration:underline': 'underline',
};

/** The highlighter writes a style into each word, which a strict policy forbids: classes take their place. */
export const codeClasses: ShikiTransformer = {
  name: 'code-classes',
  preprocess(_code, options) {
    // Half a second for a line, as it is by default, is too little on a machine that does much else: what is not coloured
    // then would be another site of the same sources.
    options.tokenizeTimeLimit = 0;
  },
  span(node) {
    const { style } = node.properties;
    if (typeof style !== 'string') return;
    delete node.properties['style'];
    this.addClassToHast(node, style.split(';').filter(Boolean).map(classOf));
  },
};

/** `--shiki-light:#0550AE` is `l-0550ae`. @throws Error for what `codeStyles` has no rule for */
function classOf(declaration: string): string {
  const [, scheme, property = '', value = ''] =
    /^--shiki-(light|dark)(?:-([a-z-]+))?:(.+)$/.exec(declaration) ?? [];
  if (scheme === undefined) throw new Error(`no class for ${declaration}`);
  const letter = scheme.charAt(0);
  if (property === '') return `${letter}-${value.slice(1).toLowerCase()}`;
  const name = STYLES[`${property}:${value}`];
  if (name === undefined) throw new Error(`no class for ${declaration}`);
  return `${letter}-${name}`;
}

/** Rules for every colour that a theme may give to a word. */
export async function codeStyles(): Promise<string> {
  const rules: string[] = [];
  for (const [scheme, name] of Object.entries(THEMES)) {
    const within = scheme === 'dark' ? '.dark .vp-code' : 'html:not(.dark) .vp-code';
    const letter = scheme.charAt(0);
    const { default: theme } = await bundledThemes[name]();
    for (const colour of coloursOf(theme)) rules.push(`${within} .${letter}-${colour}{color:#${colour}}`);
    for (const [declaration, style] of Object.entries(STYLES))
      rules.push(`${within} .${letter}-${style}{${declaration}}`);
  }
  return `${rules.join('\n')}\n`;
}

function coloursOf(theme: unknown): string[] {
  const found = JSON.stringify(theme).matchAll(/"#([0-9a-fA-F]{3,8})"/g);
  return [...new Set([...found].map(([, colour = '']) => colour.toLowerCase()))].sort();
}
