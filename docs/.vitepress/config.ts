import { defineConfig } from 'vitepress';
import { compress } from './site/compress.ts';
import { madeModules, toldModules } from './site/made-modules.ts';
import { markdown } from './site/markdown.ts';
import { BASE, notPages, placeOf, ROOT } from './site/pages.ts';
import { searchIndex } from './site/search-index.ts';
import { sidebar } from './site/sidebar.ts';
import { withoutInline } from './site/without-inline.ts';

export default defineConfig({
  // The pages of the root are among those of docs, by links as they are on GitHub.
  srcDir: ROOT,
  srcExclude: notPages(),
  outDir: `${ROOT}/docs/.vitepress/dist`,
  cacheDir: `${ROOT}/.tenantry/docs-cache`,
  rewrites: placeOf,
  base: BASE,
  cleanUrls: true,
  lang: 'en-GB',
  title: 'Tenantry',
  titleTemplate: ':title · Tenantry',
  description:
    'Documentation of Tenantry, a Kubernetes operator and commercial control plane for SaaS vendors.',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: `${BASE}favicon.svg` }]],
  // What would stop transitions for a moment is a style in the page.
  appearance: { disableTransition: false },
  metaChunk: true,
  // A policy of the page forbids to fetch ahead, and nobody reads all pages.
  router: { prefetchLinks: false },
  markdown,
  transformHtml: withoutInline,
  buildEnd: ({ outDir }) => compress(outDir),
  // While pages are written, others lead to those that are still to come.
  ignoreDeadLinks: process.env['DOCS_DRAFT'] === 'true',
  themeConfig: {
    siteTitle: 'Tenantry docs',
    logo: { src: '/favicon.svg', alt: '' },
    sidebar: sidebar(),
    outline: { level: [2, 3], label: 'On this page' },
    docFooter: { prev: 'Before', next: 'Next' },
    externalLinkIcon: true,
    skipToContentLabel: 'Skip to the content',
    sidebarMenuLabel: 'Pages',
    darkModeSwitchLabel: 'Appearance',
  },
  vite: {
    publicDir: `${ROOT}/docs/.vitepress/public`,
    resolve: {
      alias: [
        {
          find: /^.*\/VPSidebarGroup\.vue$/,
          replacement: `${ROOT}/docs/.vitepress/theme/sidebar-groups.vue`,
        },
      ],
    },
    plugins: [madeModules(), searchIndex(), toldModules()],
    // Nothing is in a page as data: a policy would have to allow it.
    build: { assetsInlineLimit: 0, chunkSizeWarningLimit: 2_000, reportCompressedSize: false },
    server: { watch: { ignored: [`${ROOT}/{.tenantry,console,control-plane,operator,tests}/**`] } },
  },
});
