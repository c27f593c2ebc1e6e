// Makes wwwroot/built from the npm packages and frontend/css. Run by the build (Directory.Api.csproj); nothing it writes is committed.
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, '..', 'node_modules');
const built = join(here, '..', 'wwwroot', 'built');
const read = path => readFileSync(path, 'utf8');

// Comments and line breaks go; licences (/*! … */) stay.
const squeeze = css => css.replace(/\/\*(?!!)[^]*?\*\//g, '').replace(/\s*\n\s*/g, '\n').replace(/\n+/g, '\n').trim();

function siteCss() {
  // A @charset must be the very first bytes of a file, never inside a layer.
  const pico = read(join(modules, '@picocss/pico/css/pico.min.css')).replace(/^@charset "UTF-8";/, '');
  const folder = join(here, 'css');
  const ours = readdirSync(folder).filter(name => name.endsWith('.css')).sort().map(name => squeeze(read(join(folder, name)))).join('\n');
  return `@charset "UTF-8";\n@layer pico,rm;\n@layer pico{${pico}}\n@layer rm{\n${ours}\n}\n`;
}

function sprite() {
  const names = read(join(here, 'icons.txt')).split('\n').map(line => line.trim()).filter(line => line && !line.startsWith('#'));
  const symbols = names.map(name => {
    const svg = read(join(modules, 'lucide-static/icons', `${name}.svg`));
    const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>')).replace(/\s*\n\s*/g, '');
    return `<symbol id="${name}" viewBox="0 0 24 24">${inner}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg"><!-- Lucide, ISC licence, some MIT from Feather -->\n${symbols.join('\n')}\n</svg>\n`;
}

rmSync(built, { recursive: true, force: true });
mkdirSync(built, { recursive: true });
writeFileSync(join(built, 'site.css'), siteCss());
writeFileSync(join(built, 'icons.svg'), sprite());
const copies = {
  'htmx.js': 'htmx.org/dist/htmx.min.js',
  'maplibre-gl.mjs': 'maplibre-gl/dist/maplibre-gl.mjs',
  'maplibre-gl-worker.mjs': 'maplibre-gl/dist/maplibre-gl-worker.mjs',
  'maplibre-gl-shared.mjs': 'maplibre-gl/dist/maplibre-gl-shared.mjs',
  'maplibre-gl.css': 'maplibre-gl/dist/maplibre-gl.css',
};
for (const [to, from] of Object.entries(copies)) copyFileSync(join(modules, from), join(built, to));

// Smaller than the host would make them while somebody waits; FrontEnd.cs hands them to browsers that read Brotli.
for (const name of readdirSync(built)) {
  const bytes = readFileSync(join(built, name));
  if (bytes.length > 0) writeFileSync(join(built, `${name}.br`), brotliCompressSync(bytes));
}

// One version for all of it and our own scripts: pages append it to the files that script loads by name.
const all = [built, join(here, '..', 'wwwroot', 'js')].flatMap(folder => readdirSync(folder).sort().map(name => readFileSync(join(folder, name))));
writeFileSync(join(built, 'version.txt'), createHash('sha256').update(Buffer.concat(all)).digest('hex').slice(0, 12));
