// Starts Blazor with a reconnection that never gives up, keeps times current, and answers what only a browser knows.
(() => {
  const root = document.documentElement;
  const link = state => { root.dataset.link = state; };
  const wait = ms => new Promise(done => setTimeout(done, ms));

  // ---- connection: html[data-link] is connecting, live, reconnecting or offline
  const offlineAfter = 15000;
  let trying = false;

  async function reconnect() {
    if (trying) return;
    trying = true;
    const since = Date.now();
    for (let attempt = 0; ; attempt++) {
      link(!navigator.onLine || Date.now() - since > offlineAfter ? 'offline' : 'reconnecting');
      // Not at once: a server that is stopping would take the page on again and be kept from stopping. Spread, for there are many pages.
      await wait(Math.min(5000, 400 * 2 ** Math.min(attempt, 4)) * (1 + Math.random() / 2));
      try {
        if (await Blazor.reconnect()) { link('live'); break; }
        // The server is there but has forgotten this page: begin anew. The address holds all that was chosen.
        location.reload();
        await wait(10000);
      } catch { /* not there yet */ }
    }
    trying = false;
  }

  async function reloadWhenServed() {
    const since = Date.now();
    for (;;) {
      link(Date.now() - since > offlineAfter ? 'offline' : 'reconnecting');
      await wait(2000);
      try {
        if ((await fetch(location.href, { method: 'HEAD', cache: 'no-store' })).status < 500) { location.reload(); return; }
      } catch { /* not there yet */ }
    }
  }

  Blazor.start({
    circuit: {
      reconnectionHandler: {
        onConnectionDown: () => { reconnect(); },
        onConnectionUp: () => { link('live'); },
      },
    },
  }).then(() => { if (root.dataset.link === 'connecting') link('live'); }, reloadWhenServed);

  addEventListener('offline', () => { if (root.dataset.link === 'live') link('offline'); });
  addEventListener('online', () => { if (!trying && root.dataset.link === 'offline') link('live'); });

  // ---- times: <time data-form> holds one text node, which is rewritten in place
  const two = n => String(n).padStart(2, '0');
  const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
  const clock = d => `${two(d.getHours())}:${two(d.getMinutes())}`;
  const full = d => `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())} ${clock(d)}:${two(d.getSeconds())}`;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'local time';

  function ago(d) {
    const seconds = (Date.now() - d) / 1000;
    const size = Math.abs(seconds);
    if (size < 5) return 'just now';
    const text = size < 60 ? `${Math.floor(size)} s` : size < 3600 ? `${Math.floor(size / 60)} min`
      : size < 172800 ? `${Math.floor(size / 3600)} h` : `${Math.floor(size / 86400)} d`;
    return seconds < 0 ? `in ${text}` : `${text} ago`;
  }

  const forms = {
    ago,
    clock: d => `${clock(d)}:${two(d.getSeconds())}`,
    hm: clock,
    day: d => `${days[d.getDay()]} ${d.getDate()}`,
    dayhm: d => `${days[d.getDay()]} ${d.getDate()} ${clock(d)}`,
    full,
  };

  function sweep() {
    for (const time of document.querySelectorAll('time[data-form]')) {
      const at = new Date(time.dateTime);
      const text = (forms[time.dataset.form] ?? ago)(at);
      const node = time.firstChild;
      if (node && node.nodeValue !== text) node.nodeValue = text;
      const title = `${full(at)} ${zone}`;
      if (time.title !== title) time.title = title;
    }
  }

  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; sweep(); });
  }).observe(document.body, { childList: true, subtree: true, characterData: true, attributeFilter: ['datetime'] });
  setInterval(() => { if (!document.hidden) sweep(); }, 1000);

  // ---- keys
  document.addEventListener('keydown', event => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, textarea, select, [contenteditable]')) return;
    const box = document.querySelector('[data-search]');
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  });

  window.radar = {
    name: () => { try { return localStorage.getItem('radar.name'); } catch { return null; } },
    rememberName: name => { try { localStorage.setItem('radar.name', name); } catch { /* private mode */ } },
    tomorrow: () => { const d = new Date(); d.setDate(d.getDate() + 1); d.setHours(8, 0, 0, 0); return d.toISOString(); },
    fromLocal: text => { const d = new Date(text); return isNaN(d) ? null : d.toISOString(); },
  };
})();
