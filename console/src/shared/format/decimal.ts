/**
 * A price as people type it, in the text of the API: "59,90" and "59.90" are 59.90, "1.234,50" is 1234.50. It may have
 * any number of places. Undefined: it is no price, or may be read in two ways: "1,234".
 */
export function decimalOf(typed: string): string | undefined {
  const text = typed.trim().replace(/[\s\u00A0\u202F']/g, '');
  // As the API writes it: never read in another way.
  if (/^\d+(\.\d+)?$/.test(text)) return text;
  if (/^\d+,\d+$/.test(text)) return /^[1-9]\d{0,2},\d{3}$/.test(text) ? undefined : text.replace(',', '.');
  const [, whole, decimals] =
    /^(\d{1,3}(?:\.\d{3})+)(?:,(\d+))?$/.exec(text) ?? /^(\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return whole.replace(/[.,]/g, '') + (decimals === undefined ? '' : `.${decimals}`);
}

/** Whether a text can be the code of a currency. */
export const isCurrencyCode = (text: string): boolean => /^[A-Za-z]{3}$/.test(text.trim());
