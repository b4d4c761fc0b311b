// Before anything is painted, or a dark page would be white for a moment. It is what VitePress has in each page, and it is
// a file, as the policy of the pages runs nothing that is in them.
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem('vitepress-theme-appearance');
  } catch {
    // Where nothing may be kept, the system decides.
  }
  const dark =
    chosen === null || chosen === '' || chosen === 'auto'
      ? window.matchMedia('(prefers-color-scheme: dark)').matches
      : chosen === 'dark';
  document.documentElement.classList.toggle('dark', dark);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  document.documentElement.classList.toggle('mac', /Mac|iPhone|iPod|iPad/i.test(navigator.platform));
})();
