// The map beside the list: our own tiles, a pin for each card, the chosen outing. Every fact on it stands in the list, too.
const css = name => getComputedStyle(document.documentElement).getPropertyValue(`--rm-map-${name}`).trim();
const token = name => getComputedStyle(document.documentElement).getPropertyValue(`--rm-${name}`).trim();
const lineColor = ['case', ['has', 'color'], ['concat', '#', ['get', 'color']], '#0072B2'];

function style(map) {
  const tiles = layer => ({ type: 'vector', tiles: [`${location.origin}/tiles/${layer}/{z}/{x}/{y}.mvt`], minzoom: 0, maxzoom: 16 });
  const label = css('label'), ground = css('ground');
  const text = { 'text-color': label, 'text-halo-color': ground, 'text-halo-width': 1.5 };
  return {
    version: 8,
    sources: Object.fromEntries([...['areas', 'streets', 'water', 'lines', 'stops', 'services'].map(layer => [layer, tiles(layer)]), ['outing', { type: 'geojson', data: empty() }], ['names', { type: 'geojson', data: namesOf(map) }]]),
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': ground } },
      { id: 'parks', type: 'fill', source: 'areas', 'source-layer': 'areas', filter: ['==', ['get', 'kind'], 'park'], paint: { 'fill-color': css('park') } },
      { id: 'water', type: 'fill', source: 'water', 'source-layer': 'water', paint: { 'fill-color': css('water') } },
      { id: 'street-case', type: 'line', source: 'streets', 'source-layer': 'streets', minzoom: 12, layout: { 'line-cap': 'round' }, paint: { 'line-color': css('case'), 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 1, 16, 9] } },
      { id: 'streets', type: 'line', source: 'streets', 'source-layer': 'streets', layout: { 'line-cap': 'round' }, paint: { 'line-color': css('street'), 'line-width': ['interpolate', ['linear'], ['zoom'], 11, 0.6, 16, 7] } },
      { id: 'line-case', type: 'line', source: 'lines', 'source-layer': 'lines', layout: { 'line-join': 'round' }, paint: { 'line-color': token('ink'), 'line-width': 4 } },
      { id: 'lines', type: 'line', source: 'lines', 'source-layer': 'lines', layout: { 'line-join': 'round' }, paint: { 'line-color': lineColor, 'line-width': 2 } },
      { id: 'stops', type: 'circle', source: 'stops', 'source-layer': 'stops', minzoom: 13, paint: { 'circle-radius': 3, 'circle-color': ground, 'circle-stroke-color': token('ink'), 'circle-stroke-width': 1.5 } },
      { id: 'services', type: 'circle', source: 'services', 'source-layer': 'services', minzoom: 12, paint: { 'circle-radius': 4, 'circle-color': token('link'), 'circle-stroke-color': ground, 'circle-stroke-width': 1.5 } },
      { id: 'street-names', type: 'symbol', source: 'streets', 'source-layer': 'streets', minzoom: 14.5, layout: { 'symbol-placement': 'line', 'text-field': ['coalesce', ['get', 'name'], ''], 'text-size': 12 }, paint: text },
      { id: 'line-names', type: 'symbol', source: 'lines', 'source-layer': 'lines', layout: { 'symbol-placement': 'line', 'symbol-spacing': 220, 'text-field': ['coalesce', ['get', 'name'], ''], 'text-size': 13 }, paint: text },
      { id: 'trip-case', type: 'line', source: 'outing', filter: ['==', ['get', 'kind'], 'ride'], layout: { 'line-cap': 'round' }, paint: { 'line-color': token('ink'), 'line-width': 8 } },
      { id: 'trip-there', type: 'line', source: 'outing', filter: ['all', ['==', ['get', 'kind'], 'ride'], ['==', ['get', 'way'], 'there']], layout: { 'line-cap': 'round' }, paint: { 'line-color': ['get', 'color'], 'line-width': 6 } },
      { id: 'trip-back', type: 'line', source: 'outing', filter: ['all', ['==', ['get', 'kind'], 'ride'], ['==', ['get', 'way'], 'back']], paint: { 'line-color': ['get', 'color'], 'line-width': 6, 'line-dasharray': [1.2, 1] } },
      { id: 'trip-walk', type: 'line', source: 'outing', filter: ['==', ['get', 'kind'], 'walk'], layout: { 'line-cap': 'round' }, paint: { 'line-color': token('ink'), 'line-width': 4, 'line-dasharray': [0, 2] } },
      { id: 'area-names', type: 'symbol', source: 'names', maxzoom: 15.5, layout: { 'text-field': ['get', 'name'], 'text-size': 13 }, paint: text },
    ],
  };
}

const namesOf = map => ({ type: 'FeatureCollection', features: JSON.parse(map.dataset.names).map(([name, ...point]) => ({ type: 'Feature', properties: { name }, geometry: { type: 'Point', coordinates: point } })) });
const empty = () => ({ type: 'FeatureCollection', features: [] });

// The streets a bus takes between two stops; the straight line until it is known, or when it never is.
const paths = new Map();
const pathOf = address => paths.get(address) ?? paths.set(address, fetch(address).then(answer => answer.ok ? answer.json() : null).then(line => line?.coordinates, () => null)).get(address);

// A little apart from the way there, so that both are seen where they share a street.
const nudge = ([x, y], way) => way === 'back' ? [x + 0.00012, y - 0.00012] : [x, y];

async function featuresOf(outing, home) {
  const features = (legs, way, start, end) => legs.map(async ([kind, color, from, to, path], index) => {
    const a = from ?? (index === 0 ? start : null), b = to ?? (index === legs.length - 1 ? end : null);
    if (!a || !b) return null;
    const line = (path && await pathOf(path)) || [a, b];
    return {
      type: 'Feature',
      properties: { kind: kind === 'w' ? 'walk' : 'ride', way, color: color ? `#${color.replace('#', '')}` : '#0072B2' },
      geometry: { type: 'LineString', coordinates: line.map(point => nudge(point, way)) },
    };
  });
  const all = await Promise.all([...features(outing.t, 'there', home, outing.s[0]), ...features(outing.b, 'back', outing.s.at(-1), home)]);
  return { type: 'FeatureCollection', features: all.filter(Boolean) };
}

function pin(text, className, label) {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = className;
  element.textContent = text;
  element.tabIndex = -1; // the list is the way for keyboards
  element.setAttribute('aria-label', label);
  return element;
}

export async function draw(container, say) {
  const maplibre = await import(container.dataset.library);
  maplibre.setWorkerUrl(container.dataset.worker);
  const sheet = document.createElement('link');
  sheet.rel = 'stylesheet';
  sheet.href = container.dataset.sheet;
  await new Promise((done, failed) => { sheet.onload = done; sheet.onerror = failed; document.head.append(sheet); });

  container.textContent = '';
  const words = container.dataset;
  const view = JSON.parse(words.view);
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const map = new maplibre.Map({
    container,
    style: style(container),
    bounds: view,
    fitBoundsOptions: { padding: 24, animate: false },
    cooperativeGestures: true,
    attributionControl: false,
    canvasContextAttributes: { preserveDrawingBuffer: true },
    locale: {
      'Map.Title': words.title, 'NavigationControl.ZoomIn': words.zoomIn, 'NavigationControl.ZoomOut': words.zoomOut,
      'CooperativeGesturesHandler.WindowsHelpText': words.ctrl, 'CooperativeGesturesHandler.MacHelpText': words.ctrl, 'CooperativeGesturesHandler.MobileHelpText': words.touch,
    },
  });
  map.addControl(new maplibre.NavigationControl({ showCompass: false }), 'top-right');
  window.resourceMatchMap = map; // for looking at it from a test or the console

  let markers = [];
  let chosen = null;
  const home = () => { const text = document.getElementById('results')?.dataset.home; return text ? JSON.parse(text) : null; };
  const cards = () => [...document.querySelectorAll('.card[data-outing]')].filter(card => card.dataset.outing);

  const choose = (card, move) => {
    chosen = card;
    for (const other of cards()) other.classList.toggle('is-chosen', other === card);
    for (const marker of markers) marker.getElement().classList.toggle('is-chosen', !!marker.cards?.includes(card));
    const outing = JSON.parse(card.dataset.outing);
    featuresOf(outing, home()).then(features => { if (chosen === card) map.getSource('outing')?.setData(features); });
    if (!move) return;
    const bounds = new maplibre.LngLatBounds(outing.s[0], outing.s[0]);
    for (const place of outing.s) bounds.extend(place);
    if (home()) bounds.extend(home());
    for (const leg of [...outing.t, ...outing.b]) for (const point of [leg[2], leg[3]]) if (point) bounds.extend(point);
    map.fitBounds(bounds, { padding: 48, maxZoom: 15.5, animate: !still });
  };

  // Outings to one place share a pin: its name begins with all that stands on it.
  const label = marker => {
    const named = marker.cards.map(card => [`${JSON.parse(card.dataset.outing).n ?? ''}`, card.querySelector('.card-name').textContent.trim()]);
    const text = named.map(([number]) => number).join(' ').trim();
    marker.getElement().textContent = text;
    marker.getElement().setAttribute('aria-label', `${text} ${named.map(([number, name]) => name.startsWith(number) ? name.slice(number.length).trim() : name).join(', ')}`.trim());
  };

  const refresh = () => {
    chosen = null;
    map.getSource('outing').setData(empty());
    for (const marker of markers) marker.remove();
    markers = [];
    const places = new Map();
    for (const card of cards()) {
      const outing = JSON.parse(card.dataset.outing);
      for (const place of outing.s) {
        const known = places.get(place.join());
        if (known) {
          known.cards.push(card);
          label(known);
          continue;
        }
        const element = pin('', 'pin', '');
        element.addEventListener('click', event => { event.stopPropagation(); choose(card, false); card.focus(); card.scrollIntoView({ block: 'nearest', behavior: still ? 'auto' : 'smooth' }); });
        const marker = new maplibre.Marker({ element }).setLngLat(place).addTo(map);
        marker.cards = [card];
        label(marker);
        markers.push(marker);
        places.set(place.join(), marker);
      }
      const button = card.querySelector('.on-map');
      if (button) { button.hidden = false; button.onclick = () => { choose(card, true); container.scrollIntoView({ block: 'nearest' }); say(`${words.shown} ${card.querySelector('.card-name').textContent.trim()}`); }; }
      card.onfocusin = () => { if (chosen !== card) choose(card, false); };
    }
    if (home()) markers.push(new maplibre.Marker({ element: pin('⌂', 'pin pin-home', words.home) }).setLngLat(home()).addTo(map));
    const first = cards()[0];
    if (first) choose(first, true);
  };
  document.addEventListener('places:changed', refresh);

  const form = document.querySelector('form[data-limits]');
  map.on('click', event => {
    if (!form?.elements.lat) return;
    for (const name of ['at', 'stop']) if (form.elements[name]) form.elements[name].value = '';
    form.elements.lat.value = event.lngLat.lat.toFixed(5);
    form.elements.lon.value = event.lngLat.lng.toFixed(5);
    form.method = 'post'; // an exact place never stands in an address
    form.submit();
  });
  await new Promise(resolve => map.once('load', resolve));
  refresh();
  container.dataset.drawn = 'true';
}
