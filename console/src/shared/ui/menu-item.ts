import type { IconName } from './icons.ts';

export interface MenuItem {
  readonly key: string;
  readonly label: string;
  readonly icon?: IconName;
  /** It cannot be undone. */
  readonly danger?: boolean;
  /** Why it cannot be done now: shown beside it. What a person may not do at all is left out instead. */
  readonly disabled?: string | undefined;
  /** A line above it. */
  readonly apart?: boolean;
}
