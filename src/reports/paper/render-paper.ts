import { type Content, type TableCell, type TDocumentDefinitions } from 'pdfmake/interfaces';
import { isPaperFace, paperFaces, paperFont } from '../../platform/pdf/paper-font';
import { cellText, type Paper, type PaperCell, type PaperTable } from './paper';
import { millimetres, paperInks, paperSizes } from './paper-style';

type PdfMaker = typeof import('pdfmake');

let ready: PdfMaker | null = null;

/** Loaded on first use: reading the fonts takes longer than a small command line takes altogether. */
async function maker(): Promise<PdfMaker> {
  if (ready) return ready;
  const loaded = (await import('pdfmake')) as unknown as PdfMaker & { default?: PdfMaker };
  const library = loaded.default ?? loaded;
  library.setFonts(paperFaces);
  // A name is text from outside: it may not make the service read other files or call out.
  library.setUrlAccessPolicy(() => false);
  library.setLocalAccessPolicy(isPaperFace);
  return (ready = library);
}

/** Lays a paper out as PDF; the time of printing is in the paper, so that the same paper gives the same bytes. */
export async function renderPaper(paper: Paper): Promise<Buffer> {
  const [width, height] = paperSizes[paper.size];
  const margin = millimetres(paper.landscape ? 10 : 16);
  const at = new Date(paper.printedAt);
  const definition: TDocumentDefinitions = {
    pageSize: paper.landscape ? { width: height, height: width } : { width, height },
    pageMargins: [margin, millimetres(14), margin, millimetres(16)],
    info: { title: paper.title, creator: 'Hadir', producer: 'Hadir', creationDate: at, modDate: at },
    defaultStyle: { font: paperFont, fontSize: paper.fontSize, lineHeight: 0.87, color: '#151A23' },
    footer: (page, count) => footerOf(paper, page, count, margin),
    content: [...headOf(paper), ...paper.tables.map((table) => tableOf(table, paper.fontSize)), ...legendOf(paper), ...closingOf(paper)],
  };
  return (await maker()).createPdf(definition).getBuffer();
}

function footerOf(paper: Paper, page: number, count: number, margin: number): Content {
  const proof = paper.proof === null ? '' : ` · ${paper.proof.code}`;
  return {
    margin: [margin, millimetres(4), margin, 0],
    fontSize: 7,
    color: '#616B7A',
    columns: [{ text: `${paper.foot}${proof}` }, { text: `${paper.pageText} ${page} / ${count}`, alignment: 'right', width: 90 }],
  };
}

/** The room of the logo, in points. */
const logoRoom = { width: 150, height: 34 } as const;

function headOf(paper: Paper): Content[] {
  return [
    ...(paper.logo ? [{ image: paper.logo.source, fit: [logoRoom.width, logoRoom.height] as [number, number], margin: [0, 0, 0, 6] as [number, number, number, number] }] : []),
    ...(paper.organisation === null ? [] : [{ text: paper.organisation, fontSize: 9, color: '#444D5B' }]),
    { text: paper.title, fontSize: 15, bold: true, margin: [0, 0, 0, 2] },
    ...paper.lines.map((text): Content => ({ text, fontSize: 9, color: '#444D5B' })),
    ...paper.notices.map((text): Content => ({
      margin: [0, 6, 0, 0],
      table: { widths: ['*'], body: [[{ text, fontSize: 9, fillColor: '#F0F2F6', color: '#485262', margin: [6, 4, 6, 4] }]] },
      layout: { hLineWidth: () => 0, vLineWidth: (line) => (line === 0 ? 3 : 0), vLineColor: () => '#737D8B' },
    })),
    { text: '', margin: [0, 0, 0, 6] },
  ];
}

/** Heading and note are head rows of the table: they are never alone at the foot of a page, and come again where the table goes on. */
function tableOf(table: PaperTable, fontSize: number): Content {
  const across = (cell: object): TableCell[] => [{ ...cell, colSpan: table.columns.length } as TableCell, ...Array.from({ length: table.columns.length - 1 }, (): TableCell => '')];
  const titles = [
    ...(table.heading === null ? [] : [across({ text: table.heading, bold: true, fontSize: fontSize + 2.5, margin: [-2, 8, 0, 0] })]),
    ...(table.note === null ? [] : [across({ text: table.note, color: '#616B7A', margin: [-2, 0, 0, 1] })]),
  ];
  const head = table.columns.map((column): TableCell => ({ text: column.head, bold: true, alignment: column.align ?? 'left', fillColor: '#E2E6EC', color: '#151A23', ...(table.dense && column.width !== '*' ? { noWrap: true } : {}) }));
  const rows = table.rows.map((row) => row.map((cell, index) => cellOf(cell, table.columns[index]?.align ?? 'left')));
  return {
    table: { headerRows: titles.length + 1, dontBreakRows: true, keepWithHeaderRows: 1, widths: table.columns.map(({ width }) => width), body: [...titles, head, ...rows] },
    layout: {
      hLineWidth: (line) => (line < titles.length ? 0 : 0.4),
      vLineWidth: () => 0,
      hLineColor: () => '#C5CBD4',
      paddingLeft: () => (table.dense ? 1 : 2),
      paddingRight: () => (table.dense ? 1 : 2),
      paddingTop: () => 1.6,
      paddingBottom: () => 1.6,
    },
  };
}

function cellOf(cell: PaperCell, alignment: 'left' | 'center' | 'right'): TableCell {
  const tone = typeof cell === 'string' ? undefined : cell.tone;
  return { text: cellText(cell), alignment, ...(tone === undefined ? {} : { ...paperInks[tone], bold: tone === 'absent' }) };
}

const legendOf = ({ legend, fontSize }: Paper): Content[] =>
  legend.length === 0 ? [] : [{ text: legend.join('   ·   '), fontSize, color: '#444D5B', margin: [0, 8, 0, 0] }];

/** Proof at the left, the hand's signature at the right; never parted from each other by a page. */
function closingOf({ proof, signature }: Paper): Content[] {
  if (proof === null && signature === null) return [];
  const left: Content =
    proof === null
      ? { text: '' }
      : { columns: [{ svg: proof.qr, width: 64 }, { width: '*', margin: [8, 6, 0, 0], stack: [{ text: proof.code, bold: true, fontSize: 10, characterSpacing: 1 }, { text: proof.text, fontSize: 8, color: '#444D5B' }, { text: proof.url, fontSize: 8, color: '#2E4FB3' }] }] };
  const right: Content =
    signature === null
      ? { text: '' }
      : { stack: [{ text: signature.place }, { text: signature.role, margin: [0, 0, 0, 44] }, { text: signature.name, bold: true, decoration: 'underline' }, { text: signature.number }], fontSize: 9, alignment: 'center' };
  return [{ unbreakable: true, margin: [0, 14, 0, 0], columns: [{ width: '*', stack: [left] }, { width: 220, stack: [right] }] }];
}
