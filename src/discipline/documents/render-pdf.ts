import { type TDocumentDefinitions } from 'pdfmake/interfaces';
import { type ComposedLetter } from '../../core/document/compose-letter';
import { isPaperFace, paperFaces, paperFont } from '../../platform/pdf/paper-font';

/** A rendered file and how many pages it has. */
export interface RenderedPdf {
  readonly bytes: Buffer;
  readonly pages: number;
}

type PdfMaker = typeof import('pdfmake');

const millimetres = (value: number): number => (value * 72) / 25.4;
/** F4, on which Indonesian offices write: 215 x 330 mm. */
const f4 = { width: millimetres(215), height: millimetres(330) };

let ready: PdfMaker | null = null;

/** Loaded on first use: reading the fonts takes longer than a small command line takes altogether. */
function maker(): PdfMaker {
  if (ready) return ready;
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the library is CommonJS without a default, and is loaded late
  const loaded = require('pdfmake') as PdfMaker;
  loaded.setFonts(paperFaces);
  // A template is text that an office edits: it may not make the service read other files or call out.
  loaded.setUrlAccessPolicy(() => false);
  loaded.setLocalAccessPolicy(isPaperFace);
  return (ready = loaded);
}

/** Prints a composed letter; the time of printing is given, so that the same letter gives the same bytes. */
export async function renderPdf(letter: ComposedLetter, printedAt: number): Promise<RenderedPdf> {
  let pages = 0;
  const definition = {
    pageSize: f4,
    pageMargins: [millimetres(25), millimetres(22), millimetres(25), millimetres(20)],
    info: { title: letter.title, creator: 'Hadir', producer: 'Hadir', creationDate: new Date(printedAt), modDate: new Date(printedAt) },
    defaultStyle: { font: paperFont, fontSize: 10.5, lineHeight: 0.95 },
    styles: { title: { bold: true, fontSize: 13, alignment: 'center', decoration: 'underline' } },
    header: letter.classification === null ? undefined : { text: letter.classification, bold: true, alignment: 'center', margin: [0, millimetres(8), 0, 0] },
    footer: (page: number, count: number) => {
      pages = count;
      return { text: `${letter.footer} · halaman ${page} dari ${count}`, fontSize: 7.5, color: '#555555', alignment: 'center', margin: [0, millimetres(6), 0, 0] };
    },
    ...(letter.draft ? { watermark: { text: 'KONSEP', opacity: 0.06, bold: true, fontSize: 120 } } : {}),
    content: structuredClone(letter.content) as object[],
  };
  const bytes = await maker().createPdf(definition as unknown as TDocumentDefinitions).getBuffer();
  return { bytes, pages };
}
