// Before the first paint: the theme chosen here, or else the system's.
(() => {
  const key = 'radar.theme';
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const stored = () => { try { return localStorage.getItem(key); } catch { return null; } };
  const apply = () => { root.dataset.theme = stored() ?? (system.matches ? 'dark' : 'light'); };

  apply();
  system.addEventListener('change', apply);
  addEventListener('storage', event => { if (event.key === key) apply(); });
  document.addEventListener('click', event => {
    if (!event.target.closest?.('[data-action="theme"]')) return;
    const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
    try {
      // Back at the system's choice there is nothing to remember.
      if (next === (system.matches ? 'dark' : 'light')) localStorage.removeItem(key);
      else localStorage.setItem(key, next);
    } catch { /* private mode */ }
    root.dataset.theme = next;
  });
})();
