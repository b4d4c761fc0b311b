import type { RouteRecordRaw } from 'vue-router';
import type { TextLoaders } from '../shared/i18n/messages.ts';

/** Groups of the navigation, in the order in which they are shown. */
export const SECTIONS = ['customerSuccess', 'tenants', 'onboarding', 'commerce', 'administration'] as const;
export type Section = (typeof SECTIONS)[number];

export interface NavigationEntry {
  readonly section: Section;
  /** Order within the section. */
  readonly order: number;
  /** Name of the route that it leads to. */
  readonly route: string;
  readonly icon: string;
  /** Shown to whoever may call this operation of the API. */
  readonly operation: string;
}

/**
 * What a folder of `features` gives the app: its routes, its texts (below its name: `today.title`) and its places in the
 * navigation. Nothing else of the folder is known outside it. A route's title is the text `<feature>.title.<route name>`.
 */
export interface Feature {
  readonly name: string;
  readonly texts: TextLoaders;
  readonly routes: readonly RouteRecordRaw[];
  readonly navigation: readonly NavigationEntry[];
}

declare module 'vue-router' {
  interface RouteMeta {
    /** The operation without which the page would show nothing: who may not call it is told so. */
    readonly operation?: string;
    /** Shown without a session, and without the shell. */
    readonly bare?: boolean;
    /**
     * What the page asks the API first when its address has no query, to the letter; `{name}` stands for a parameter of
     * its path. The browser asks for it before the page's script has come (`shared/api/first-reads.ts`).
     */
    readonly firstReads?: readonly string[];
    /** Which feature's texts it needs; set by the router. */
    readonly feature?: string;
  }
}
