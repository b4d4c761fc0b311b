const FIELDS = 'input:not([type=hidden]), select, textarea, button';

/** Goes to the field of a pointer: `/company/slug`. */
export function focusField(field: string): boolean {
  const found = [...document.querySelectorAll<HTMLElement>('[data-field]')].find(
    ({ dataset }) => dataset['field'] === field,
  );
  const input = found?.matches(FIELDS) ? found : found?.querySelector<HTMLElement>(FIELDS);
  input?.focus();
  return input !== undefined && input !== null;
}
