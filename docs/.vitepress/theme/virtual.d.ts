declare module 'virtual:search-index' {
  /** As `writtenIndex` writes it. */
  const written: string;
  export default written;
}
declare module '*.css';
