import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { documentTypeOf, documentTypes } from '../../platform/files/document-type';
import { safeFileName } from '../../platform/files/file-name';
import { FileStore } from '../../platform/files/file-store';

/** A scan or photo behind a decision or an explanation. */
export interface Paper {
  readonly id: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly fileName: string;
  readonly addedAt: number;
  readonly addedBy: string;
}

interface PaperRow {
  about_id: string;
  id: string;
  sha256: string;
  size_bytes: number;
  media_type: string;
  file_name: string;
  added_at: number;
  added_by: string;
}

/** The largest paper that is taken. */
export const largestPaperBytes = 10 * 1024 * 1024;

/** The refusal of a paper that is too large. */
export const paperTooLarge = (): DomainError =>
  new DomainError('paper-too-large', 'A paper has at most 10 MB; scan at a lower resolution, or send the pages one by one.', 413, { largestBytes: largestPaperBytes });

const columns = ['id', 'link_id', 'sha256', 'size_bytes', 'media_type', 'file_name', 'added_at', 'added_by'];

/** Takes papers in before they are used, ties them to what rests on them, and hands them out again. */
@Injectable()
export class PaperDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: FileStore,
  ) {}

  /**
   * Keeps a paper.
   * @param linkId the explanation link by which it came, or null when an officer hands it in
   * @throws DomainError `paper-too-large` (413), `paper-type` (415)
   */
  async keep(content: Buffer, givenName: string, actor: string, linkId: string | null = null): Promise<Paper> {
    if (content.length > largestPaperBytes) throw paperTooLarge();
    const type = documentTypeOf(content);
    if (!type) throw wrongType();
    // First the file, then the row: a file without a row is harmless, a row without a file is lost evidence.
    const sha256 = await this.files.keep(content);
    const paper: Paper = { id: uuidv7(), sha256, sizeBytes: content.length, mediaType: type.mediaType, fileName: safeFileName(givenName, type.extension), addedAt: this.clock.now(), addedBy: actor };
    await this.database.transaction((tx) => tx.insert('discipline_paper', columns, [[paper.id, linkId, sha256, paper.sizeBytes, paper.mediaType, paper.fileName, paper.addedAt, actor]]));
    return paper;
  }

  /** @throws DomainError `unknown-paper` */
  async read(id: string): Promise<{ paper: Paper; content: Buffer }> {
    const [row] = await this.database.query<PaperRow>('SELECT * FROM discipline_paper WHERE id = ?', [id]);
    if (!row) throw unknownPaper(id);
    return { paper: paperOf(row), content: await this.files.read(row.sha256) };
  }
}

/**
 * Ties papers to everything that rests on them.
 * @param linkId only papers that came by this link may be used; null = any that an officer handed in
 * @throws DomainError `unknown-paper`
 */
export async function usePapers(tx: Transaction, aboutIds: readonly string[], paperIds: readonly string[], linkId: string | null = null): Promise<void> {
  for (const id of paperIds) {
    const [row] = await tx.query<{ link_id: string | null }>('SELECT link_id FROM discipline_paper WHERE id = ?', [id]);
    if (!row || row.link_id !== linkId) throw unknownPaper(id);
  }
  await tx.insert('discipline_paper_use', ['about_id', 'paper_id'], aboutIds.flatMap((about) => [...new Set(paperIds)].map((paper) => [about, paper])));
}

/** The papers behind decisions or explanations, by the id of what rests on them. */
export async function papersOf(reader: Pick<Transaction, 'query'>, aboutIds: readonly string[]): Promise<Map<string, Paper[]>> {
  const found = new Map<string, Paper[]>();
  for (let start = 0; start < aboutIds.length; start += 400) {
    const part = aboutIds.slice(start, start + 400);
    const sql = `SELECT u.about_id, p.id, p.sha256, p.size_bytes, p.media_type, p.file_name, p.added_at, p.added_by
      FROM discipline_paper_use u JOIN discipline_paper p ON p.id = u.paper_id WHERE u.about_id IN (${part.map(() => '?').join(',')}) ORDER BY p.added_at, p.id`;
    for (const row of await reader.query<PaperRow>(sql, part)) found.set(row.about_id, [...(found.get(row.about_id) ?? []), paperOf(row)]);
  }
  return found;
}

const paperOf = (row: PaperRow): Paper => ({
  id: row.id,
  sha256: row.sha256,
  sizeBytes: row.size_bytes,
  mediaType: row.media_type,
  fileName: row.file_name,
  addedAt: row.added_at,
  addedBy: row.added_by,
});

const unknownPaper = (id: string): DomainError => new DomainError('unknown-paper', `No paper "${id}" is known here.`, 404);

const wrongType = (): DomainError => {
  const allowed = documentTypes.map((type) => type.mediaType);
  return new DomainError('paper-type', `The content of the file is none of ${allowed.join(', ')}; its name and claimed type do not count.`, 415, { allowed });
};
