import { writeFile } from 'node:fs/promises';
import type { Plugin } from 'vitepress';
import { codeStyles } from './code-classes.ts';

const CODE_STYLES = 'virtual:code-styles.css';

/** Modules of the theme that are made. */
export function madeModules(): Plugin {
  return {
    name: 'made-modules',
    resolveId: id => (id === CODE_STYLES ? `\0${CODE_STYLES}` : undefined),
    load: id => (id === `\0${CODE_STYLES}` ? codeStyles() : undefined),
  };
}

/** Tells of what the scripts for browsers are made: an image names the packages that something of is in it. */
export function toldModules(file = process.env['DOCS_MODULES_FILE']): Plugin {
  let forServer = false;
  return {
    name: 'told-modules',
    configResolved({ build }) {
      forServer = Boolean(build.ssr);
    },
    async generateBundle(_, bundle) {
      if (file === undefined || forServer) return;
      const modules = Object.values(bundle).flatMap(part =>
        part.type === 'chunk' ? Object.keys(part.modules) : [],
      );
      await writeFile(file, JSON.stringify(modules.filter(id => id.startsWith('/'))));
    },
  };
}
