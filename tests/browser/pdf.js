// The text of a PDF, and what it says about itself.

// pdf.js wants drawing classes that Node lacks; reading text uses none of them.
for (const name of ['DOMMatrix', 'ImageData', 'Path2D']) globalThis[name] ??= class {};
const { warn } = console;
console.warn = () => {};
const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
console.warn = warn;

/** @returns {Promise<{ text: string, pages: number, title: string, lang: string }>} */
export async function readPdf(bytes) {
  const pdf = await getDocument({ data: new Uint8Array(bytes), verbosity: 0, useSystemFonts: true }).promise;
  const texts = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    texts.push(items.map(({ str, hasEOL }) => str + (hasEOL ? '\n' : '')).join(''));
  }
  const { info } = await pdf.getMetadata();
  const result = { text: texts.join('\n'), pages: pdf.numPages, title: info.Title ?? '', lang: info.Language ?? '' };
  await pdf.destroy();
  return result;
}
