// What the pages gain from script. Everything here has another way without it.
const say = text => { const region = document.getElementById('say'); if (region && text) region.textContent = text; };

// Fields left empty say nothing; an address without them is short enough to share.
function sendForm(form) {
  for (const field of form.elements) if (field.name && field.value === '') field.disabled = true;
  form.submit();
}

function watchLimits(form) {
  for (const field of form.querySelectorAll('[data-reload]')) field.addEventListener('change', () => sendForm(form));
  form.addEventListener('htmx:config:request', event => {
    const body = event.detail.ctx?.request?.body;
    if (!(body instanceof FormData)) return;
    const said = [...body].filter(([, value]) => value !== '');
    for (const name of new Set(body.keys())) body.delete(name);
    for (const [name, value] of said) body.append(name, value);
  });
  // A page with a problem has a summary above the list and words at the fields: it is shown whole.
  form.addEventListener('htmx:before:response', event => {
    const { status, raw } = event.detail.ctx.response;
    if (status < 400) return;
    event.preventDefault();
    location.assign(raw.url);
  });
}

// The place is sent in the body, never in the address.
function watchNearMe(button) {
  button.hidden = !('geolocation' in navigator);
  button.addEventListener('click', () => {
    button.setAttribute('aria-busy', 'true');
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const form = document.getElementById(button.dataset.form);
        // What was typed meanwhile goes along, in the address like any words.
        const typed = document.getElementById('f-q')?.value.trim();
        const address = new URL(form.action);
        if (typed) address.searchParams.set('q', typed);
        form.action = address;
        form.elements.lat.value = coords.latitude.toFixed(5);
        form.elements.lon.value = coords.longitude.toFixed(5);
        form.submit();
      },
      () => { button.removeAttribute('aria-busy'); say(button.dataset.failed); const shown = document.getElementById(button.dataset.failedAt); if (shown) shown.hidden = false; },
      { timeout: 10000, maximumAge: 300000 });
  });
}

// Where what is asked is posted, another language is asked with the limits as they now stand, not as they stood when the page came.
function watchLanguages(list) {
  list.addEventListener('click', event => {
    const form = document.querySelector('form[data-limits][method=post]');
    const address = event.target.getAttribute('formaction') ?? event.target.getAttribute('href');
    if (!form || !address) return;
    event.preventDefault();
    form.action = address;
    sendForm(form);
  });
}

// Shift three times leaves a page that may put its reader in danger.
function watchLeave(link) {
  let presses = 0, last = 0;
  document.addEventListener('keyup', event => {
    if (event.key !== 'Shift') { presses = 0; return; }
    presses = event.timeStamp - last < 1500 ? presses + 1 : 1;
    last = event.timeStamp;
    if (presses === 3) location.replace(link.href);
  });
  link.addEventListener('click', event => { event.preventDefault(); location.replace(link.href); });
}

function watchMap(map) {
  const show = document.getElementById('map-show');
  let asked = null;
  const load = () => asked ??= begin();
  const begin = () => {
    if (show) show.hidden = true;
    map.hidden = false;
    map.textContent = map.dataset.loading;
    return import(map.dataset.script).then(module => module.draw(map, say)).catch(() => { map.textContent = map.dataset.failed; });
  };
  const wide = matchMedia('(min-width: 64rem)').matches;
  if (!wide && show) {
    show.hidden = false;
    map.hidden = true;
    show.addEventListener('click', load, { once: true });
    for (const link of document.querySelectorAll('.to-map')) link.addEventListener('click', load, { once: true });
  } else {
    (window.requestIdleCallback ?? (task => setTimeout(task, 200)))(load, { timeout: 1500 });
  }
}

for (const form of document.querySelectorAll('form[data-limits]')) watchLimits(form);
for (const button of document.querySelectorAll('[data-near]')) watchNearMe(button);
const box = document.querySelector('[data-suggest]');
if (box) import(box.dataset.script).then(module => module.watchBox(box, say));
for (const list of document.querySelectorAll('.langs ul')) watchLanguages(list);
for (const link of document.querySelectorAll('[data-leave]')) watchLeave(link);
for (const button of document.querySelectorAll('[data-print]')) { button.hidden = false; button.addEventListener('click', () => print()); }
const aloud = document.querySelector('[data-aloud]');
if (aloud && 'speechSynthesis' in window) import(aloud.dataset.script).then(module => module.listen(aloud));
const map = document.getElementById('map');
if (map) watchMap(map);
document.addEventListener('htmx:after:swap', () => {
  const results = document.getElementById('results');
  say(results?.dataset.say);
  for (const link of document.querySelectorAll('.langs a')) {
    const address = new URL(location.href);
    address.searchParams.set('lang', link.hreflang);
    link.href = address;
  }
  document.dispatchEvent(new CustomEvent('places:changed'));
});
