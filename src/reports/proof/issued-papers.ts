import { Inject, Injectable } from '@nestjs/common';
import { toString as qrToString } from 'qrcode';
import type { ReportLanguage } from '../../core/report/report-texts';
import { Clock } from '../../platform/clock';
import { type Config } from '../../platform/config';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { FileStore } from '../../platform/files/file-store';
import { CONFIG } from '../../platform/tokens';
import { type MadeReport } from '../paper/made-report';
import { type Paper } from '../paper/paper';
import { PaperPress } from '../paper/paper-press';
import { dataUriOf, Letterhead } from '../setting/letterhead';
import { newPaperCode, subjectKeyOf } from './paper-code';
import { signPdf } from './sign-pdf';

/** What is to leave the house. */
export interface PaperOrder {
  /** What it is about, language and form included: a newer paper about the same replaces this one. */
  readonly subject: string;
  /** Shown to whoever holds the code: names no person. */
  readonly publicTitle: string;
  /** Digest of the data: the same data need no second paper. */
  readonly dataDigest: string;
  readonly language: ReportLanguage;
  readonly unitId: string | null;
  readonly employeeId: string | null;
  readonly actor: string;
  readonly paper: Omit<Paper, 'proof' | 'printedAt' | 'pageText' | 'logo'>;
  readonly long?: MadeReport['long'];
}

/** A paper as it was issued. */
export interface IssuedPaper {
  readonly code: string;
  readonly publicTitle: string;
  readonly edition: number;
  readonly dataDigest: string;
  readonly sha256: string;
  readonly issuedAt: number;
  readonly signed: boolean;
}

interface PaperRow {
  code: string;
  subject_key: string;
  edition: number;
  public_title: string;
  data_digest: string;
  sha256: string;
  issued_at: number;
  signed: number;
}

const texts = {
  id: { page: 'Halaman', check: 'Periksa keaslian berkas ini dengan kode di atas.', correction: (code: string) => `PEMBETULAN: menggantikan berkas ${code}.`, reason: 'Pengesahan berkas' },
  en: { page: 'Page', check: 'Check this paper by the code above.', correction: (code: string) => `CORRECTION: replaces paper ${code}.`, reason: 'Issue of the paper' },
} as const;

/** Prints papers with their code, signs them where the office has a certificate, and keeps every one as it left. */
@Injectable()
export class IssuedPapers {
  constructor(
    private readonly database: Database,
    private readonly files: FileStore,
    private readonly press: PaperPress,
    private readonly letterhead: Letterhead,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl' | 'signing'>,
  ) {}

  /** The paper as PDF: the one that was issued before where its data have not changed, else a new edition that says which one it replaces. */
  async issue(order: PaperOrder): Promise<{ readonly paper: IssuedPaper; readonly bytes: Buffer }> {
    const known = await this.newestOf(subjectKeyOf(order.subject));
    if (known?.dataDigest === order.dataDigest) return { paper: known, bytes: await this.files.read(known.sha256) };
    const code = newPaperCode();
    const issuedAt = this.clock.now();
    const bytes = await this.print(order, code, issuedAt, known?.code ?? null);
    const sha256 = await this.files.keep(bytes);
    const paper: IssuedPaper = { code, publicTitle: order.publicTitle, edition: (known?.edition ?? 0) + 1, dataDigest: order.dataDigest, sha256, issuedAt, signed: this.config.signing !== null };
    await this.note(order, paper, bytes.length);
    // Somebody else may have issued the same edition in this moment: theirs stands, ours never left.
    const standing = await this.newestOf(subjectKeyOf(order.subject));
    return standing === null || standing.code === code ? { paper, bytes } : { paper: standing, bytes: await this.files.read(standing.sha256) };
  }

  /** What is known of a code: the paper, and the newer one that replaced it. */
  async find(code: string): Promise<{ readonly paper: IssuedPaper; readonly replacedBy: IssuedPaper | null } | null> {
    const [row] = await this.database.query<PaperRow>('SELECT * FROM issued_paper WHERE code = ?', [code]);
    if (!row) return null;
    const newest = await this.newestOf(row.subject_key);
    return { paper: paperOf(row), replacedBy: newest && newest.code !== code ? newest : null };
  }

  /**
   * A paper from the archive.
   * @throws DomainError `unknown-paper`
   */
  async file(code: string): Promise<{ readonly paper: IssuedPaper; readonly bytes: Buffer }> {
    const found = await this.find(code);
    if (found === null) throw new DomainError('unknown-paper', `No paper with the code "${code}" was issued.`, 404);
    return { paper: found.paper, bytes: await this.files.read(found.paper.sha256) };
  }

  /** The address that shows whether a paper is genuine. */
  addressOf(code: string): string {
    return `${(this.config.publicUrl ?? '').replace(/\/$/, '')}/verify/${code}`;
  }

  private async newestOf(subjectKey: string): Promise<IssuedPaper | null> {
    const [row] = await this.database.query<PaperRow>('SELECT * FROM issued_paper WHERE subject_key = ? ORDER BY edition DESC LIMIT 1', [subjectKey]);
    return row ? paperOf(row) : null;
  }

  private async print({ paper, language, long }: PaperOrder, code: string, at: number, replaces: string | null): Promise<Buffer> {
    const words = texts[language];
    const url = this.addressOf(code);
    const qr = await qrToString(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' });
    const notices = [...(replaces === null ? [] : [words.correction(replaces)]), ...paper.notices];
    const { setting, content } = await this.letterhead.logo();
    const logo = setting && content ? { source: dataUriOf(setting.mediaType, content), width: setting.width, height: setting.height } : null;
    const whole: Paper = { ...paper, notices, logo, printedAt: at, pageText: words.page, proof: { code, url, qr, text: words.check } };
    const bytes = await (long === undefined ? this.press.print(whole) : this.press.printLong(whole, long.table, long.rows()));
    return this.config.signing === null ? bytes : signPdf(bytes, this.config.signing, `${words.reason} ${code}`, at);
  }

  private async note(order: PaperOrder, paper: IssuedPaper, size: number): Promise<void> {
    const columns = ['code', 'subject', 'subject_key', 'edition', 'public_title', 'data_digest', 'sha256', 'size_bytes', 'signed', 'unit_id', 'employee_id', 'issued_at', 'issued_by'];
    const { code, edition, publicTitle, dataDigest, sha256, issuedAt, signed } = paper;
    const row = [code, order.subject, subjectKeyOf(order.subject), edition, publicTitle, dataDigest, sha256, size, signed ? 1 : 0, order.unitId, order.employeeId, issuedAt, order.actor];
    await this.database.transaction((tx) => tx.insert('issued_paper', columns, [row], { ignore: ['subject_key', 'edition'] }));
  }
}

const paperOf = (row: PaperRow): IssuedPaper => ({
  code: row.code,
  publicTitle: row.public_title,
  edition: row.edition,
  dataDigest: row.data_digest,
  sha256: row.sha256,
  issuedAt: row.issued_at,
  signed: row.signed === 1,
});
