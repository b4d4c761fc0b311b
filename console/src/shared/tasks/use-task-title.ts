import type { components } from '@tenantry/contracts/client/schema.generated';
import { useI18n } from 'vue-i18n';

type Titled = Pick<components['schemas']['Task'], 'title' | 'titleOf'>;

/** What a task is called: as a person wrote it, or as its action is called in the language of the page. */
export function useTaskTitle(): (task: Titled) => string {
  const { t, te } = useI18n();
  return ({ title, titleOf }) => {
    const key = `words.healthAction.${titleOf}`;
    return titleOf !== undefined && (te(key) || te(key, 'en')) ? t(key) : title;
  };
}
