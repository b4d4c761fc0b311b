/// <reference types="vite/client" />

/** Made while building, of the English texts beside it: see build/pseudo-messages.ts. */
declare module '*/pseudo.json' {
  const texts: Record<string, unknown>;
  export default texts;
}
