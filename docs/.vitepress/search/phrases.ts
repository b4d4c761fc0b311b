/** Verbs that are two words, or one, or have a hyphen: as one word, so that each is found by the others. What stands between stays. */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  [/\be-(mail)/giu, 'e$1'],
  // What is written down stays a log, as in "the log in this folder".
  [/(?<!\b(?:a|the|its|this|that|audit|server) )\blog(?:s|ged|ging)? (?:in|on)s?\b/giu, 'login'],
  [/(?<!\b(?:a|the|its|this|that|audit|server) )\blog(?:s|ged|ging)? (?:out|off)\b/giu, 'logout'],
  [/\b(?:log-|sign(?:s|ed|ing)?[ -])(?:in|on)s?\b/giu, 'login'],
  [/\b(?:log-|sign(?:s|ed|ing)?[ -])(?:out|off)\b/giu, 'logout'],
  [/\bsign(?:s|ed|ing)?[ -]ups?\b/giu, 'signup'],
  [/\bback(?:s|ed|ing)?[ -]ups?\b/giu, 'backup'],
  [/\bset(?:s|ting)?[ -]up\b/giu, 'setup'],
  [/\b(?:roll(?:s|ed|ing)?|go(?:es|ing)?|went)[ -]back\b/giu, 'rollback'],
  [/\broll(?:s|ed|ing)?[ -]outs?\b/giu, 'rollout'],
  [/\b(?:turn|switch)(?:s|es|ed|ing)?((?: \w+){0,2}) off\b/giu, 'disable$1'],
  [/\b(?:turn|switch)(?:s|es|ed|ing)?((?: \w+){0,2}) on\b/giu, 'enable$1'],
  [/\bcut(?:s|ting)?((?: \w+){0,2})[ -]off\b/giu, 'cutoff$1'],
  [/\bhand(?:s|ed|ing)?((?: \w+){0,2})[ -]overs?\b/giu, 'handover$1'],
  [/\b(?:bring|get)(?:s|ing|ting)?((?: \w+){1,3}) back\b/giu, 'restore$1'],
  [/\bus(?:e|ed|es|ing)((?: \w+){0,2}) up\b/giu, 'exhausted$1'],
  [/\bput(?:s|ting)?((?: \w+){0,2}) off\b/giu, 'postpone$1'],
  [/\bget(?:s|ting)? rid of\b/giu, 'remove'],
  [/\bair[ -]gap(?:ped)?\b/giu, 'airgapped'],
  [/\bopen[ -]source\b/giu, 'opensource'],
];

export const withPhrasesJoined = (text: string): string =>
  PHRASES.reduce((now, [pattern, word]) => now.replace(pattern, word), text);
