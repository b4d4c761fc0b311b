import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import SiteLayout from './site-layout.vue';
import '../../../console/src/shared/styles/tokens.css';
import 'virtual:code-styles.css';
import './site.css';

const theme: Theme = { extends: DefaultTheme, Layout: SiteLayout };

// VitePress takes the theme by the default export.
export default theme;
