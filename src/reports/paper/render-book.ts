import { create as qrCreate } from 'qrcode';
import { paperFaces, paperFont } from '../../platform/pdf/paper-font';
import { cellText, type LongTable, type Paper, type PaperCell, type PaperColumn } from './paper';
import { paperInks, paperSizes, millimetres } from './paper-style';

type Document = PDFKit.PDFDocument;

const sideMargin = millimetres(10);
const topMargin = millimetres(14);
const bottomMargin = millimetres(16);
const padding = { side: 1, top: 1.6 } as const;
const lineFactor = 1.185;
const ink = '#151A23';
const quiet = '#444D5B';
const logoRoom = { width: 150, height: 34 } as const;
/** The room that proof and signature need; they are never parted by a page. */
const closingHeight = 100;

/** A column with where it stands, in points. */
interface Placed extends PaperColumn {
  readonly x: number;
  readonly room: number;
}

/**
 * Lays a paper with one long table out as PDF, row by row as they come: neither rows nor pages stay in memory, however many there are. The texts of the
 * one column that may take several lines are known before, so that every page bears the number of all pages.
 */
export async function renderBook(paper: Paper, table: LongTable, rows: AsyncIterable<readonly PaperCell[]>): Promise<Buffer> {
  const [width, height] = paperSizes[paper.size];
  const at = new Date(paper.printedAt);
  // Loaded on first use, as the library above it is.
  const { default: PDFDocument } = await import('pdfkit');
  const document = new PDFDocument({
    ...{ size: paper.landscape ? [height, width] : [width, height], margin: 0, autoFirstPage: false, font: '' },
    info: { Title: paper.title, Creator: 'Hadir', Producer: 'Hadir', CreationDate: at, ModDate: at },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => document.once('end', resolve).once('error', reject));
  // No font before these: one that is open under another name would be opened anew at each use.
  document.registerFont('normal', paperFaces[paperFont].normal).registerFont('bold', paperFaces[paperFont].bold);
  const book = new Book(document, paper, table);
  await book.write(rows);
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** One paper while it is written. */
class Book {
  private readonly columns: readonly Placed[];
  private readonly widths = new Map<string, number>();
  private readonly pages: number;
  private readonly lineHeight: number;
  private y = 0;
  private page = 0;
  private row = 0;

  constructor(
    private readonly document: Document,
    private readonly paper: Paper,
    private readonly table: LongTable,
  ) {
    this.lineHeight = paper.fontSize * lineFactor;
    document.addPage();
    this.columns = place(table.columns, document.page.width - 2 * sideMargin);
    this.pages = this.countPages();
  }

  async write(rows: AsyncIterable<readonly PaperCell[]>): Promise<void> {
    this.page = 1;
    this.y = this.head(true);
    this.tableHead();
    for await (const cells of rows) this.writeRow(cells);
    this.closing();
    this.footer();
  }

  private get bottom(): number {
    return this.document.page.height - bottomMargin;
  }

  /** The pages that there will be: rows by their heights, then what closes the paper. */
  private countPages(): number {
    let pages = 1;
    let y = this.head(false) + this.headHeight();
    const take = (height: number, again: number): void => {
      if (y + height > this.bottom) {
        pages += 1;
        y = topMargin + again;
      }
      y += height;
    };
    for (const text of this.table.texts) take(this.heightOf(this.wrap(text).length), this.headHeight());
    take(this.closingRoom(), 0);
    return pages;
  }

  private heightOf = (lines: number): number => Math.max(1, lines) * this.lineHeight + 2 * padding.top;

  private headHeight(): number {
    return this.heightOf(Math.max(...this.columns.map(({ head }) => linesOf(head).length)));
  }

  private closingRoom(): number {
    return this.legendLines().length * this.lineHeight + 22 + closingHeight;
  }

  /** The lines of a text in the column that may take several. */
  private wrap(text: string): readonly string[] {
    const room = (this.columns[this.table.wrapped]?.room ?? 0) - 2 * padding.side;
    return text.split('\n').flatMap((line) => this.broken(line, room, this.paper.fontSize));
  }

  private broken(text: string, room: number, size: number): string[] {
    const lines: string[] = [];
    for (const word of text.split(' ')) {
      const longer = lines.length === 0 ? word : `${lines.at(-1) ?? ''} ${word}`;
      if (lines.length > 0 && this.widthOf(longer, size) <= room) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }

  private widthOf(text: string, size: number, font = 'normal'): number {
    const key = `${font} ${size} ${text}`;
    const known = this.widths.get(key);
    if (known !== undefined) return known;
    const width = this.document.font(font).fontSize(size).widthOfString(text);
    // Codes and numbers come again and again, names hardly ever.
    if (text.length <= 6) this.widths.set(key, width);
    return width;
  }

  private text(text: string, x: number, y: number, { size = this.paper.fontSize, font = 'normal', color = ink } = {}): void {
    if (text !== '') this.document.font(font).fontSize(size).fillColor(color).text(text, x, y, { lineBreak: false });
  }

  /** Draws the head of the first page, or measures it; where the table begins. */
  private head(draw: boolean): number {
    const { paper, document } = this;
    let y = topMargin;
    const line = (text: string, size: number, options: { font?: string; color?: string } = {}): void => {
      if (draw) this.text(text, sideMargin, y, { size, ...options });
      y += size * lineFactor;
    };
    if (paper.logo) {
      if (draw) document.image(paper.logo.source, sideMargin, y, { fit: [logoRoom.width, logoRoom.height] });
      y += logoRoom.height + 6;
    }
    if (paper.organisation !== null) line(paper.organisation, 9, { color: quiet });
    line(paper.title, 15, { font: 'bold' });
    y += 2;
    for (const text of paper.lines) line(text, 9, { color: quiet });
    for (const text of paper.notices) {
      const lines = this.broken(text, document.page.width - 2 * sideMargin - 16, 9);
      y += 6;
      if (draw) document.rect(sideMargin, y, document.page.width - 2 * sideMargin, lines.length * 9 * lineFactor + 8).fill('#F0F2F6').rect(sideMargin, y, 3, lines.length * 9 * lineFactor + 8).fill('#737D8B');
      lines.forEach((one, index) => draw && this.text(one, sideMargin + 9, y + 4 + index * 9 * lineFactor, { size: 9, color: '#485262' }));
      y += lines.length * 9 * lineFactor + 8;
    }
    return y + 6;
  }

  private tableHead(): void {
    const height = this.headHeight();
    this.document.rect(sideMargin, this.y, this.document.page.width - 2 * sideMargin, height).fill('#E2E6EC');
    for (const column of this.columns) linesOf(column.head).forEach((text, line) => this.textIn(text, column, this.y + padding.top + line * this.lineHeight, { font: 'bold' }));
    this.y += height;
  }

  private writeRow(cells: readonly PaperCell[]): void {
    const wrapped = this.wrap(this.table.texts[this.row] ?? '');
    this.row += 1;
    const height = this.heightOf(wrapped.length);
    if (this.y + height > this.bottom) {
      this.nextPage();
      this.tableHead();
    }
    cells.forEach((cell, index) => this.writeCell(cell, index, height, wrapped));
    this.document.moveTo(sideMargin, this.y + height).lineTo(this.document.page.width - sideMargin, this.y + height).lineWidth(0.4).stroke('#C5CBD4');
    this.y += height;
  }

  private writeCell(cell: PaperCell, index: number, height: number, wrapped: readonly string[]): void {
    const column = this.columns[index];
    if (!column) return;
    const tone = typeof cell === 'string' || cell.tone === undefined ? null : paperInks[cell.tone];
    if (tone) this.document.rect(column.x, this.y + 0.3, column.room, height - 0.6).fill(tone.fillColor);
    const lines = index === this.table.wrapped ? wrapped : [cellText(cell)];
    lines.forEach((text, line) => this.textIn(text, column, this.y + padding.top + line * this.lineHeight, tone ? { color: tone.color } : {}));
  }

  private textIn(text: string, { x, room, align = 'left' }: Placed, y: number, style: { font?: string; color?: string } = {}): void {
    const free = align === 'left' ? 0 : room - 2 * padding.side - this.widthOf(text, this.paper.fontSize, style.font);
    this.text(text, x + padding.side + (align === 'center' ? free / 2 : free), y, style);
  }

  private nextPage(): void {
    this.footer();
    this.document.addPage();
    this.page += 1;
    this.y = topMargin;
  }

  private footer(): void {
    const { paper, document } = this;
    const style = { size: 7, color: '#616B7A' };
    const number = `${paper.pageText} ${this.page} / ${this.pages}`;
    const y = document.page.height - bottomMargin + millimetres(4);
    this.text(`${paper.foot}${paper.proof === null ? '' : ` · ${paper.proof.code}`}`, sideMargin, y, style);
    this.text(number, document.page.width - sideMargin - this.widthOf(number, 7), y, style);
  }

  private legendLines(): readonly string[] {
    return this.paper.legend.length === 0 ? [] : this.broken(this.paper.legend.map((one) => one.replaceAll(' ', '\u00a0')).join(' · '), this.document.page.width - 2 * sideMargin, this.paper.fontSize);
  }

  /** Legend, proof and the hand's signature, on one page together. */
  private closing(): void {
    if (this.y + this.closingRoom() > this.bottom) this.nextPage();
    this.y += 8;
    for (const text of this.legendLines()) {
      this.text(text, sideMargin, this.y, { color: quiet });
      this.y += this.lineHeight;
    }
    this.y += 14;
    const { proof, signature } = this.paper;
    if (proof !== null) this.proof(proof);
    if (signature === null) return;
    const right = this.document.page.width - sideMargin - 110;
    const lines: readonly (readonly [string, number, string])[] = [[signature.place, 0, 'normal'], [signature.role, 11, 'normal'], [signature.name, 66, 'bold'], [signature.number, 77, 'normal']];
    for (const [text, down, font] of lines) this.text(text, right - this.widthOf(text, 9, font) / 2, this.y + down, { size: 9, font });
  }

  private proof(proof: NonNullable<Paper['proof']>): void {
    const { modules } = qrCreate(proof.url, { errorCorrectionLevel: 'M' });
    const point = 64 / modules.size;
    for (let row = 0; row < modules.size; row += 1) for (let column = 0; column < modules.size; column += 1) if (modules.get(row, column)) this.document.rect(sideMargin + column * point, this.y + row * point, point, point);
    this.document.fill('#000000');
    const x = sideMargin + 72;
    this.text(proof.code, x, this.y + 6, { size: 10, font: 'bold' });
    this.text(proof.text, x, this.y + 20, { size: 8, color: quiet });
    this.text(proof.url, x, this.y + 31, { size: 8, color: '#2E4FB3' });
  }
}

/** The lines of a column's head: each word has its own, since columns are narrow. */
const linesOf = (head: string): string[] => head.split(/[\n ]/);

/** Columns from left to right; the one of no width of its own takes what is left. */
function place(columns: readonly PaperColumn[], whole: number): Placed[] {
  const air = 2 * padding.side;
  const fixed = columns.reduce((sum, { width }) => sum + (width === '*' ? 0 : width + air), 0);
  let x = sideMargin;
  return columns.map((column) => {
    const room = column.width === '*' ? whole - fixed : column.width + air;
    const placed = { ...column, x, room };
    x += room;
    return placed;
  });
}
