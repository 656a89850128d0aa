import { Injectable } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { actNeeds, actsOf, type ComplaintAct, type ComplaintEvent, type ComplaintKind, foldComplaint, refusalOf, silentDays } from '../../core/service/complaint';
import { namesReporter } from '../../core/service/without-reporter';
import { addDays } from '../../core/time/calendar';
import { DAY_MS } from '../../core/time/instant';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { documentTypeOf } from '../../platform/files/document-type';
import { FileStore } from '../../platform/files/file-store';
import { unitWithCode } from '../catalogue/service-catalogue';
import { networkOf } from '../pages/rate-limit';
import { ServiceSecret } from '../service-secret';
import { appendEvent, type Complaint, type ComplaintChannel, lockComplaint, type NewComplaint, readComplaint, readEvents, readReporter, writeComplaint } from './complaint-store';
import { OfficeCalendar } from './office-calendar';

/** A complaint as it is handed in. */
export interface ComplaintInput {
  readonly channel: ComplaintChannel;
  readonly onceKey: string;
  readonly kind: ComplaintKind;
  readonly unitId: string | null;
  readonly serviceId: string | null;
  readonly pointCode: string | null;
  readonly words: string;
  readonly language: 'id' | 'en';
  readonly reporter: { readonly name: string | null; readonly contact: string | null } | null;
  readonly photo: Buffer | null;
  readonly trapped: boolean;
  /** Null where it did not come over the public pages. */
  readonly address: string | null;
  /** The date on which it was made elsewhere; absent = today. */
  readonly receivedDate?: string;
}

/** What an officer does. */
export interface ActInput {
  readonly act: ComplaintAct;
  readonly text?: string | null;
  /** Code of a unit. */
  readonly unit?: string;
  /** Number of an employee. */
  readonly employee?: string;
  readonly dueDate?: string;
  readonly helped?: boolean;
  readonly kind?: ComplaintKind;
}

/** The largest photo that is taken. */
export const largestPhotoBytes = 5 * 1024 * 1024;
/** Complaints of one network on one day; beyond it, a person at the counter takes them. */
const dailyOfAddress = 20;
/** Signs that cannot be confused when read out on the telephone. */
const alphabet = '23456789BCDFGHJKLMNPQRSTVWXZ';

/** A code to follow a complaint: sixteen signs of 28, far beyond guessing. */
const newCode = (): string => [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]).join('');

/** A code as somebody types it. */
export const plainCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, '');

/** Takes complaints in and lets officers and reporters act on them. */
@Injectable()
export class ComplaintDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly files: FileStore,
    private readonly secret: ServiceSecret,
    private readonly calendar: OfficeCalendar,
  ) {}

  /**
   * Takes a complaint; `code` follows it and cannot be shown again, null where this one had come before.
   * @throws DomainError `photo-type` (415), `photo-too-large` (413), `too-many-complaints` (429)
   */
  async take(input: ComplaintInput): Promise<{ readonly id: string; readonly code: string | null }> {
    const photo = input.photo === null ? null : await this.keepPhoto(input.photo);
    const code = newCode();
    const now = this.clock.now();
    const addressKey = input.address === null ? null : await this.secret.alias('address', `${networkOf(input.address)}\n${Math.floor(now / DAY_MS)}`);
    const { channel, onceKey, kind, unitId, serviceId, pointCode, words, language, reporter, trapped } = input;
    const one: NewComplaint = { id: uuidv7(), channel, onceKey, kind, unitId, serviceId, pointCode, words, language, reporter, trapped, photo, addressKey, status: 'received', codeKey: await this.keyOf(code), receivedAt: now, receivedDate: input.receivedDate ?? this.calendar.today() };
    const isNew = await this.database.transaction(async (tx) => {
      if (addressKey !== null) await refuseCrowd(tx, addressKey);
      return writeComplaint(tx, one);
    });
    return { id: one.id, code: isNew ? code : null };
  }

  /** The complaint that a code follows. @throws DomainError `unknown-complaint` */
  async follow(code: string): Promise<{ complaint: Complaint; events: readonly ComplaintEvent[] }> {
    const complaint = await readComplaint(this.database, 'code_key', await this.keyOf(plainCode(code)));
    return { complaint, events: (await readEvents(this.database, [complaint.id])).get(complaint.id) ?? [] };
  }

  /** The reporter answers an answer. @throws DomainError `unknown-complaint`, `nothing-to-reply` */
  async reply(code: string, text: string, content: boolean): Promise<void> {
    const { complaint } = await this.follow(code);
    await this.append(complaint.id, async (_, before) => {
      if (foldComplaint(before).status !== 'answered') throw new DomainError('nothing-to-reply', 'There is no answer that waits for a reply.', 409);
      return { ...this.stamp('reporter'), type: 'reply', text, content };
    });
  }

  /** Notes within a transaction that a case about conduct was opened. @throws DomainError `unknown-complaint`, `act-refused`, `staff-not-named` */
  async refer(tx: Transaction, id: string, about: { readonly employeeId: string; readonly text: string; readonly caseId: string }, actor: string): Promise<Complaint> {
    return this.appendIn(tx, id, (before) => {
      const state = foldComplaint(before);
      const today = this.calendar.today();
      const refusal = refusalOf(state, 'refer-to-discipline', { employeeId: about.employeeId, today, silentSinceDate: addDays(today, -silentDays) });
      if (refusal) throw new DomainError('act-refused', `This cannot be done: ${refusal}.`, 409, { allowed: actsOf(state) });
      if (!state.namedStaff.includes(about.employeeId)) throw new DomainError('staff-not-named', 'Name this employee in the complaint first, or call them for clarification.', 409);
      return Promise.resolve({ ...this.stamp(actor), type: 'refer-to-discipline', text: about.text, employeeId: about.employeeId, caseId: about.caseId });
    });
  }

  /** An officer acts. @throws DomainError `act-refused` naming what is allowed, `act-incomplete`, `unknown-unit`, `unknown-employee`, `answer-names-staff`, `names-reporter` */
  async act(id: string, input: ActInput, actor: string): Promise<void> {
    const missing = actNeeds[input.act].filter((need) => input[need] === undefined || input[need] === null || input[need] === '');
    if (missing.length > 0) throw new DomainError('act-incomplete', `"${input.act}" needs ${missing.join(', ')}.`, 422, { missing });
    await this.append(id, async (tx, before) => {
      const state = foldComplaint(before);
      const employeeId = input.employee === undefined ? undefined : await employeeIdOf(tx, input.employee);
      const today = this.calendar.today();
      const refusal = refusalOf(state, input.act, { ...(employeeId === undefined ? {} : { employeeId }), today, silentSinceDate: addDays(today, -silentDays) });
      if (refusal) throw new DomainError('act-refused', `This cannot be done: ${refusal}.`, 409, { allowed: actsOf(state) });
      if (input.act === 'answer' || input.act === 'reject') await refuseNames(tx, state.namedStaff, input.text ?? '');
      // It stands in the letter, and the employee reads it.
      if (input.act === 'call-for-clarification') await refuseReporter(tx, id, input);
      const unitId = input.unit === undefined ? undefined : (await unitWithCode(tx, input.unit)).id;
      const { act: type, dueDate, helped, kind } = input;
      return { ...this.stamp(actor), type, text: input.text ?? null, ...given({ unitId, employeeId, dueDate, helped, kind }) };
    });
  }

  /** Who is named in a complaint learns of it by the letter alone: neither its words nor its reporter. @throws DomainError `complaint-about-you` (403) */
  async refuseNamed(id: string, employeeId: string | null): Promise<void> {
    if (employeeId === null) return;
    const { namedStaff } = foldComplaint((await readEvents(this.database, [id])).get(id) ?? []);
    if (namedStaff.includes(employeeId)) throw new DomainError('complaint-about-you', 'You are named in this complaint; another officer deals with it.', 403);
  }

  /** Who reported; that somebody asked is written down beside it. */
  async reporter(id: string, actor: string): Promise<{ name: string | null; contact: string | null }> {
    await this.append(id, () => Promise.resolve({ ...this.stamp(actor), type: 'reporter-read', text: null }));
    return readReporter(this.database, id);
  }

  private async append(id: string, eventOf: (tx: Transaction, before: readonly ComplaintEvent[]) => Promise<ComplaintEvent>): Promise<void> {
    await this.database.transaction((tx) => this.appendIn(tx, id, (before) => eventOf(tx, before)));
  }

  private async appendIn(tx: Transaction, id: string, eventOf: (before: readonly ComplaintEvent[]) => Promise<ComplaintEvent>): Promise<Complaint> {
    await lockComplaint(tx, id);
    const complaint = await readComplaint(tx, 'id', id);
    const before = (await readEvents(tx, [id])).get(id) ?? [];
    await appendEvent(tx, complaint, before, await eventOf(before));
    return complaint;
  }

  private stamp(actor: string): Pick<ComplaintEvent, 'at' | 'date' | 'actor'> {
    return { at: this.clock.now(), date: this.calendar.today(), actor };
  }

  private keyOf(code: string): Promise<string> {
    return this.secret.alias('complaint', code);
  }

  private async keepPhoto(content: Buffer): Promise<NewComplaint['photo']> {
    if (content.length > largestPhotoBytes) throw new DomainError('photo-too-large', 'A photo has at most 5 MB.', 413, { largestBytes: largestPhotoBytes });
    const mediaType = documentTypeOf(content)?.mediaType;
    if (mediaType !== 'image/jpeg' && mediaType !== 'image/png') throw new DomainError('photo-type', 'The content of the file is neither a JPEG nor a PNG photo.', 415, { allowed: ['image/jpeg', 'image/png'] });
    return { id: uuidv7(), sha256: await this.files.keep(content), mediaType, sizeBytes: content.length };
  }
}

const given = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };

async function refuseCrowd(tx: Transaction, addressKey: string): Promise<void> {
  const [row] = await tx.query<{ sent: number }>('SELECT COUNT(*) AS sent FROM complaint WHERE address_key = ?', [addressKey]);
  if (Number(row?.sent ?? 0) >= dailyOfAddress) throw new DomainError('too-many-complaints', 'Too many complaints came from this network today; the counter takes more.', 429);
}

async function employeeIdOf(tx: Transaction, number: string): Promise<string> {
  const [row] = await tx.query<{ id: string }>('SELECT id FROM employee WHERE number = ?', [number]);
  if (!row) throw new DomainError('unknown-employee', `There is no employee with the number "${number}".`, 404);
  return row.id;
}

async function refuseReporter(tx: Transaction, id: string, { text, employee }: ActInput): Promise<void> {
  const [called] = await tx.query<{ name: string }>('SELECT name FROM employee WHERE number = ?', [employee ?? '']);
  if (namesReporter(text ?? '', await readReporter(tx, id), [called?.name ?? ''])) throw new DomainError('names-reporter', 'The letter would name the reporter, and the employee reads it. Say it without.', 422);
}

/** What the reporter reads names nobody of the staff; the officer is told before it is too late. */
async function refuseNames(tx: Transaction, employeeIds: readonly string[], text: string): Promise<void> {
  for (const id of employeeIds) {
    const [row] = await tx.query<{ name: string; number: string }>('SELECT name, number FROM employee WHERE id = ?', [id]);
    const plain = text.toLowerCase();
    if (row && [row.name, row.number].some((each) => plain.includes(each.toLowerCase()))) throw new DomainError('answer-names-staff', 'The answer names a member of the staff; the reporter gets no names. Write "the officer" instead.', 422);
  }
}
