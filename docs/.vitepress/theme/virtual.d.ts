declare module 'virtual:search-index' {
  const json: string;
  export default json;
}
declare module '*.css';
