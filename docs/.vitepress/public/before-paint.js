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

// Who opens the search before the page is ready means it: the key is kept, with what is typed behind it, until the search is there.
addEventListener('keydown', function keep(event) {
  const { dataset } = document.documentElement;
  if (dataset.ready !== undefined) return removeEventListener('keydown', keep);
  const { key, ctrlKey, metaKey, altKey } = event;
  const held = ctrlKey || metaKey;
  if (dataset.asked === undefined) {
    if (!(key === '/' && !held) && !(key.toLowerCase() === 'k' && held)) return;
    dataset.asked = '';
  } else if (key === 'Escape') delete dataset.asked;
  else if (key === 'Backspace') dataset.asked = dataset.asked.slice(0, -1);
  else if (key.length === 1 && !held && !altKey) dataset.asked += key;
  else return;
  event.preventDefault();
});
