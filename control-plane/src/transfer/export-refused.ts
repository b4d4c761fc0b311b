/** Why a file is not imported. A code never changes its meaning. */
export type RefusalCode = 'not_an_export' | 'wrong_key' | 'altered' | 'newer_format' | 'not_consistent';

/** The file is refused; nothing of it is believed. */
export class ExportRefused extends Error {
  override readonly name = 'ExportRefused';
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
