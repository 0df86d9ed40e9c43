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
        if (await served() !== null) await again();
      } catch {
        // Not there yet, or it does not know who this is any more: then the page itself would be refused, or sent to sign in.
        if (attempt % 5 === 4 && [0, 401, 403].includes(await served())) await again();
      }
    }
    trying = false;
  }

  // What the server says to this page's address: 0 for "go elsewhere"; null when it is not there, and a reload would lose the page.
  async function served() {
    try {
      const answer = await fetch(location.href, { method: 'HEAD', redirect: 'manual', cache: 'no-store' });
      return answer.type === 'opaqueredirect' ? 0 : answer.status < 500 ? answer.status : null;
    } catch { return null; }
  }

  function again() {
    location.reload();
    return wait(10000);
  }

  async function reloadWhenServed() {
    const since = Date.now();
    for (;;) {
      link(Date.now() - since > offlineAfter ? 'offline' : 'reconnecting');
      await wait(2000);
      if (await served() !== null) { location.reload(); return; }
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

  // ---- search boxes: what is typed counts after a moment; Enter does not have to be pressed
  let box = null;
  let typed = '';
  let typedAt = 0;
  let typing = 0;
  function searchSoon() {
    clearTimeout(typing);
    typing = setTimeout(() => { const at = typedAt; box.dispatchEvent(new Event('change', { bubbles: true })); typedAt = at; }, 300);
  }

  // An answer to what was typed before must not take back what was typed since.
  function keepTyped() {
    if (!box || document.activeElement !== box || Date.now() - typedAt > 1500 || box.value === typed) return;
    box.value = typed;
    searchSoon();
  }

  document.addEventListener('input', event => {
    if (!event.target.matches?.('[data-search]')) return;
    box = event.target;
    typed = box.value;
    typedAt = Date.now();
    searchSoon();
  });
  document.addEventListener('change', event => {
    if (event.target !== box) return;
    clearTimeout(typing);
    typedAt = 0;
  }, true);

  let due = false;
  new MutationObserver(() => {
    if (due) return;
    due = true;
    requestAnimationFrame(() => { due = false; sweep(); tick(); keepTyped(); });
  }).observe(document.body, { childList: true, subtree: true, characterData: true, attributeFilter: ['datetime'] });
  setInterval(() => { if (!document.hidden) sweep(); }, 1000);

  // ---- zone and clock of this browser, written once on a page: [data-zone], [data-clock]
  const offset = -new Date().getTimezoneOffset();
  const zoneText = `${zone} (UTC${offset < 0 ? '−' : '+'}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)})`;
  function put(selector, text) {
    for (const place of document.querySelectorAll(selector)) {
      if (place.firstChild && place.firstChild.nodeValue !== text) place.firstChild.nodeValue = text;
    }
  }

  function tick() {
    put('[data-zone]', zoneText);
    put('[data-clock]', clock(new Date()));
    mark();
    tellReading();
  }

  // ---- reading: the table is scrolled, its rows are pointed at or in focus, or a dialog is open; then no row may move
  const pointing = 10000;
  let reader = null;
  let reading = false;
  let pointedAt = 0;

  function isReading() {
    const table = document.querySelector('[data-reading]');
    return !!table && (table.getBoundingClientRect().top < 0 || Date.now() - pointedAt < pointing
      || !!document.activeElement?.closest('[data-reading] tbody') || !!document.querySelector('.mud-dialog'));
  }

  function tellReading() {
    const now = isReading();
    if (!reader || now === reading) return;
    reading = now;
    reader.invokeMethodAsync('Reading', now).catch(() => { /* not connected: sent again with the next change */ });
  }

  document.addEventListener('scroll', tellReading, { passive: true });
  document.addEventListener('focusin', tellReading);
  document.addEventListener('pointermove', event => {
    pointedAt = event.target.closest?.('[data-reading] tbody') ? Date.now() : 0;
    tellReading();
  }, { passive: true });
  setInterval(tick, 1000);

  // ---- keys; the row they act on is marked by data-current, which the server knows nothing of
  let current = null;
  const rows = () => [...document.querySelectorAll('[data-alert-id]')];
  const currentRow = () => rows().find(row => row.dataset.alertId === current);

  function mark() {
    for (const row of rows()) {
      if (row.dataset.alertId === current) row.dataset.current = '';
      else if ('current' in row.dataset) delete row.dataset.current;
    }
  }

  function move(step) {
    const all = rows();
    const at = all.findIndex(row => row.dataset.alertId === current);
    const next = at < 0 ? all.find(row => row.getBoundingClientRect().top > 90) ?? all[0] : all[at + step];
    if (!next) return;
    current = next.dataset.alertId;
    mark();
    next.focus({ preventScroll: true });
    const { top, bottom } = next.getBoundingClientRect();
    if (top < 140) scrollBy(0, top - 140);
    else if (bottom > innerHeight - 70) scrollBy(0, bottom - innerHeight + 70);
  }

  function act(key) {
    const bulk = document.querySelector(`[data-bulk="${key}"]`);
    (bulk ?? currentRow()?.querySelector(`[data-act="${key}"]`))?.click();
  }

  const keys = {
    '/': () => { const box = document.querySelector('[data-search]'); box?.focus(); box?.select(); },
    '?': () => document.getElementById('keys')?.showModal(),
    j: () => move(1),
    k: () => move(-1),
    a: () => act('a'),
    s: () => act('s'),
    x: () => act('x'),
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !Object.hasOwn(keys, event.key)) return;
    if (event.target.closest?.('input:not([type=checkbox]), textarea, select, [contenteditable]')) return;
    if (document.querySelector('dialog[open], .mud-dialog')) return;
    event.preventDefault();
    keys[event.key]();
  });

  document.addEventListener('click', event => {
    const target = event.target.closest?.('[data-action]')?.dataset.action;
    if (target === 'keys') document.getElementById('keys')?.showModal();
    if (target === 'close-keys') document.getElementById('keys')?.close();
    if (event.target.closest?.('[data-act="top"]')) scrollTo({ top: 0 });
    const row = event.target.closest?.('[data-alert-id]');
    if (row) { current = row.dataset.alertId; mark(); }
  });

  window.radar = {
    watchReading: page => { reader = page; reading = null; tellReading(); },
    endReading: () => { reader = null; },
    name: () => { try { return localStorage.getItem('radar.name'); } catch { return null; } },
    rememberName: name => { try { localStorage.setItem('radar.name', name); } catch { /* private mode */ } },
    tomorrow: () => { const d = new Date(); d.setDate(d.getDate() + 1); d.setHours(8, 0, 0, 0); return d.toISOString(); },
    fromLocal: text => { const d = new Date(text); return isNaN(d) ? null : d.toISOString(); },
  };
})();
