import { createMarkdownRenderer, type Plugin } from 'vitepress';
import { indexOf, writtenIndex } from '../search/search-index.ts';
import { markdown } from './markdown.ts';
import { BASE, ROOT } from './pages.ts';
import { askedOf, sectionsOf } from './sections.ts';

/** What the page of the search imports. */
const ID = 'virtual:search-index';

/** The index as a module of its own, which is loaded when somebody searches. Made anew when a page changes. */
export function searchIndex(): Plugin {
  return {
    name: 'search-index',
    resolveId: id => (id === ID ? `\0${ID}` : undefined),
    async load(id, options) {
      if (id !== `\0${ID}`) return undefined;
      if (options?.ssr) return 'export default ""';
      const md = await createMarkdownRenderer(ROOT, markdown, BASE);
      const sections = sectionsOf(md);
      return `export default ${JSON.stringify(writtenIndex(indexOf(sections, askedOf(sections))))}`;
    },
    handleHotUpdate({ file, server }) {
      const module = file.endsWith('.md') ? server.moduleGraph.getModuleById(`\0${ID}`) : undefined;
      if (module) server.moduleGraph.invalidateModule(module);
    },
  };
}
