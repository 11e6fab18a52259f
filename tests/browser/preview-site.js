// A small site in three languages for the tests of the preview, in a temporary folder.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SITE = `base_url = "https://preview.example/"
fallback = "show"

[[languages]]
code = "fi"
name = "Esimerkki"

[[languages]]
code = "sv"
name = "Exempel"

[[languages]]
code = "en"
name = "Example"

[menus]
main = ["guides"]
`;

// A field, a box, a sound and a script of the theme: what a morph must leave alone.
const PAGE = `{% extends "selkea/page.html" %}
{% block footer %}
<p><label for="notes">Notes</label> <textarea id="notes"></textarea></p>
<p><label><input type="checkbox"> Done</label></p>
<p><audio controls loop muted src="{{ asset(path="tone.wav") }}"></audio></p>
<script src="{{ asset(path="runs.js") }}"></script>
{% endblock footer %}
`;

const RUNS = 'window.runs = (window.runs ?? 0) + 1;\n';

/** One second of silence: 8 000 samples of one byte (RIFF WAVE). */
function silence() {
  const samples = 8000;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + samples, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(samples, 24);
  head.writeUInt32LE(samples, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write('data', 36);
  head.writeUInt32LE(samples, 40);
  return Buffer.concat([head, Buffer.alloc(samples, 128)]);
}

const SECTIONS = 12;

/** A long text with a disclosure and a checklist; the last section is far down. */
function longText(title, words) {
  const sections = Array.from({ length: SECTIONS }, (_, i) => [
    `## ${words.part} ${i + 1} {#part-${i + 1}}`,
    `${words.first} ${i + 1}. ${words.filler.repeat(3)}`,
    `${words.second} ${i + 1}. ${words.filler.repeat(2)}`,
  ].join('\n\n'));
  return [
    `+++\ntitle = "${title}"\n+++`,
    `${words.begin}.`,
    `:::details[${words.more}]\n\n${words.inside}.\n\n:::`,
    `:::checklist\n\n- ${words.part} A\n- ${words.part} B\n\n:::`,
    ...sections,
  ].join('\n\n') + '\n';
}

const FI = { part: 'Osa', first: 'Ensimmäinen kappale', second: 'Toinen kappale', begin: 'Alku', more: 'Lisää tietoa', inside: 'Sisällä oleva teksti', filler: 'Tässä kappaleessa on sen verran tekstiä, että sivu on pitkä. ' };
const SV = { part: 'Del', first: 'Första stycket', second: 'Andra stycket', begin: 'Början', more: 'Mer information', inside: 'Texten inuti', filler: 'I det här stycket finns så mycket text att sidan är lång. ' };

const text = (title, body) => `+++\ntitle = "${title}"\n+++\n\n${body}\n`;

const FILES = {
  'site.toml': SITE,
  'themes/selkea/templates/page.html': PAGE,
  'themes/selkea/static/runs.js': RUNS,
  'themes/selkea/static/tone.wav': silence(),
  'content/index.fi.md': text('Etusivu', 'Tervetuloa.'),
  'content/index.sv.md': text('Startsida', 'Välkommen.'),
  'content/index.en.md': text('Home', 'Welcome.'),
  'content/guides/index.fi.md': text('Oppaat', 'Kaikki oppaat.'),
  'content/guides/index.sv.md': text('Guider', 'Alla guider.'),
  'content/guides/index.en.md': text('Guides', 'All guides.'),
  'content/guides/long.fi.md': longText('Pitkä teksti', FI),
  'content/guides/long.sv.md': longText('Lång text', SV),
  'content/guides/short.fi.md': text('Lyhyt teksti', 'Vain suomeksi.'),
};

/**
 * Writes the site.
 * @returns its folder, and how to change it
 */
export function makeSite() {
  const folder = mkdtempSync(join(tmpdir(), 'opas-preview-'));
  const added = new Set();
  const read = (file) => {
    try {
      return readFileSync(join(folder, file), 'utf8');
    } catch {
      return undefined;
    }
  };
  const write = (file, content) => {
    if (!(file in FILES)) added.add(file);
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), content);
  };
  const remove = (file) => rmSync(join(folder, file), { force: true });
  const reset = () => {
    for (const file of added) remove(file);
    added.clear();
    for (const [file, content] of Object.entries(FILES)) if (read(file) !== content) write(file, content);
  };
  reset();
  return {
    folder,
    write,
    read,
    /** Replaces a text that must be there once. */
    edit(file, from, to) {
      const before = read(file);
      if (before?.split(from).length !== 2) throw new Error(`${file} does not say once: ${from}`);
      write(file, before.replace(from, () => to));
    },
    remove,
    /** As it was written first. */
    reset,
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}
