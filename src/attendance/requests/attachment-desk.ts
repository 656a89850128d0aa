import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { FileStore } from '../../platform/files/file-store';
import { documentTypeOf, documentTypes } from '../../platform/files/document-type';
import { safeFileName } from '../../platform/files/file-name';
import { describeRequest } from './request';
import { lockedRequest } from './request-desk';
import { appendEvent } from './request-store';

/** A paper that belongs to a request. */
export interface Attachment {
  readonly id: string;
  readonly requestId: string;
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly mediaType: string;
  readonly fileName: string;
  readonly addedAt: number;
  readonly addedBy: string;
}

interface AttachmentRow {
  id: string;
  request_id: string;
  sha256: string;
  size_bytes: number;
  media_type: string;
  file_name: string;
  added_at: number;
  added_by: string;
}

/** The largest paper that is taken. */
export const largestAttachmentBytes = 10 * 1024 * 1024;

const columns = ['id', 'request_id', 'sha256', 'size_bytes', 'media_type', 'file_name', 'added_at', 'added_by'];

/** The refusal of a paper that is too large. */
export const attachmentTooLarge = (): DomainError =>
  new DomainError('attachment-too-large', 'An attachment has at most 10 MB; scan at a lower resolution, or send the pages one by one.', 413, { largestBytes: largestAttachmentBytes });

/** Takes papers to requests and hands them out again. */
@Injectable()
export class AttachmentDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: FileStore,
  ) {}

  /**
   * Keeps a paper; the same content attached twice to one request is one attachment.
   * @throws DomainError `attachment-too-large` (413), `attachment-type` (415), `unknown-request`, `request-closed`
   */
  async attach(requestId: string, content: Buffer, givenName: string, actor: string): Promise<Attachment> {
    if (content.length > largestAttachmentBytes) throw attachmentTooLarge();
    const type = documentTypeOf(content);
    if (!type) throw wrongType();
    // First the file, then the row: a file without a row is harmless, a row without a file is lost evidence.
    await this.database.transaction((tx) => openRequest(tx, requestId));
    const sha256 = await this.files.keep(content);
    const fileName = safeFileName(givenName, type.extension);
    return this.database.transaction(async (tx) => {
      await openRequest(tx, requestId);
      const known = await attachmentsBy(tx, 'request_id = ? AND sha256 = ?', [requestId, sha256]);
      if (known[0]) return known[0];
      const attachment = { id: uuidv7(), requestId, sha256, sizeBytes: content.length, mediaType: type.mediaType, fileName, addedAt: this.clock.now(), addedBy: actor };
      await insertAttachment(tx, attachment);
      return attachment;
    });
  }

  /** The papers of a request, oldest first. */
  list(requestId: string): Promise<Attachment[]> {
    return attachmentsBy(this.database, 'request_id = ?', [requestId]);
  }

  /** @throws DomainError `unknown-attachment` */
  async read(id: string): Promise<{ attachment: Attachment; content: Buffer }> {
    const [attachment] = await attachmentsBy(this.database, 'id = ?', [id]);
    if (!attachment) throw new DomainError('unknown-attachment', `No attachment "${id}" is known.`, 404);
    return { attachment, content: await this.files.read(attachment.sha256) };
  }
}

const wrongType = (): DomainError => {
  const allowed = documentTypes.map((type) => type.mediaType);
  return new DomainError('attachment-type', `The content of the file is none of ${allowed.join(', ')}; its name and claimed type do not count.`, 415, { allowed });
};

async function openRequest(tx: Transaction, id: string): Promise<void> {
  const request = await lockedRequest(tx, id);
  if (request.state === 'requested' || request.state === 'approved') return;
  throw new DomainError('request-closed', `Nothing can be attached to ${describeRequest(request)}; file a new request with the paper.`, 409, { state: request.state });
}

async function insertAttachment(tx: Transaction, one: Attachment): Promise<void> {
  await tx.insert('request_attachment', columns, [[one.id, one.requestId, one.sha256, one.sizeBytes, one.mediaType, one.fileName, one.addedAt, one.addedBy]]);
  await appendEvent(tx, { requestId: one.requestId, type: 'attached', occurredAt: one.addedAt, actor: one.addedBy, reason: `${one.fileName} (sha256 ${one.sha256})` });
}

async function attachmentsBy(reader: Pick<Transaction, 'query'>, condition: string, values: readonly string[]): Promise<Attachment[]> {
  const rows = await reader.query<AttachmentRow>(`SELECT * FROM request_attachment WHERE ${condition} ORDER BY added_at, id`, values);
  return rows.map((row) => ({
    id: row.id,
    requestId: row.request_id,
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    mediaType: row.media_type,
    fileName: row.file_name,
    addedAt: row.added_at,
    addedBy: row.added_by,
  }));
}
