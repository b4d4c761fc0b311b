import { fileURLToPath } from 'node:url';
import vueI18n from '@intlify/unplugin-vue-i18n/vite';
import vue from '@vitejs/plugin-vue';
import { defineConfig } from 'vite';
import { pageNeeds } from './build/page-needs.ts';
import { precompress } from './build/precompress.ts';
import { pseudoMessages } from './build/pseudo-messages.ts';

const API = process.env['TENANTRY_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    pseudoMessages(),
    vue({ features: { optionsAPI: false } }),
    vueI18n({
      include: [fileURLToPath(new URL('./src/**/messages/*.json', import.meta.url))],
      runtimeOnly: true,
      compositionOnly: true,
      fullInstall: false,
      strictMessage: true,
    }),
    pageNeeds(),
    precompress(),
  ],
  // The page that is served gets a nonce of its own for each answer; what vite adds to it must carry it, too.
  html: { cspNonce: '__CSP_NONCE__' },
  define: { __VUE_PROD_DEVTOOLS__: false, __INTLIFY_PROD_DEVTOOLS__: false },
  build: {
    target: 'es2023',
    sourcemap: 'hidden',
    manifest: true,
    // Small pictures stay files: under the policy of contents nothing comes from a data: address.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        // What every page needs, as two files: they compress better, and each page names them once.
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /node_modules\/(vue|@vue\/[^/]+|vue-router|pinia|vue-i18n|@intlify\/[^/]+|@tanstack\/(vue-)?query[^/]*|openapi-fetch)\//,
            },
            {
              name: 'page',
              test: /shared\/(ui\/(query-view|ui-skeleton|page-header|ui-time)\.vue|ui\/toasts\/toasts\.|api\/|format\/|journeys\/|kept\/(kept|stored|tab)|live\/(use-live|live-updates)|keyboard\/|i18n\/)|app\/(session\/(session|return-to)\.|preferences\/preferences|palette\/(palette|recent-tenants)\.|navigation\.)/,
            },
            // All tenants, of which several pages tell.
            { name: 'tenant-rows', test: /shared\/tenants\/(tenant-)?rows\./ },
            // What the list of tenants shares with what it opens.
            { name: 'tenant-list', test: /features\/tenants\/(table\/columns|bulk\/last-done)\./ },
            // What most pages show, as one file rather than twenty of a few hundred bytes, each a request of its own.
            {
              name: 'parts',
              test: /shared\/(ui\/(ui-(badge|card|field|load-more|menu|money|scroll|select|switch)\.vue|(data-table|problem-note)\.vue|columns\.|tone\.|use-few-first)|health\/(?!factor-bars)|live\/use-h|url\/|tasks\/(?!task-check)|alerts\/|people\/use|kept\/use)/,
            },
          ],
        },
      },
    },
  },
  server: { port: 5173, strictPort: true, proxy: { '/v1': API, '/docs': API, '/openapi': API } },
});
