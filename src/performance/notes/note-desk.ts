import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { foldNote, mayReadNote, noteActs, type NoteAct, type NoteEvent, type NoteKind, type NoteReader, noteRefusal, type NoteVisibility, readableEvents } from '../../core/performance/supervision-note';
import { type Caller } from '../../platform/auth/caller';
import { unitOnDate } from '../../platform/auth/reach';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { lockRow } from '../../platform/database/lock-row';
import { DomainError } from '../../platform/errors';
import { isoOf } from '../../platform/http/iso';
import { readPage } from '../../platform/http/list';
import { Conditions, type Page } from '../../platform/http/page';
import { type NoteItem, type NoteQuery } from './note-bodies';
import { noteReaderOf, readableNotes } from './note-readers';

type Reader = Pick<Transaction, 'query'>;

interface NoteRow {
  readonly id: string;
  readonly employeeId: string;
  readonly unitId: string | null;
  readonly number: string;
  readonly name: string;
  readonly author: string;
  readonly visibility: NoteVisibility;
  /** 'YYYY-MM-DD'. */
  readonly aboutDate: string;
  readonly changedAt: number;
}

/** A step of a note as it is handed in. */
export interface NoteInput {
  readonly act: Exclude<NoteAct, 'write'>;
  readonly text?: string;
  readonly kind?: NoteKind;
  readonly visibility?: NoteVisibility;
}

const columns = 'n.id AS id, n.employee_id AS employeeId, n.unit_id AS unitId, e.number AS number, e.name AS name, n.author AS author, n.visibility AS visibility, n.about_date AS aboutDate, n.changed_at AS changedAt';
const from = 'supervision_note n JOIN employee e ON e.id = n.employee_id';

/** Notes of superiors: written, read by whom they are for, changed without losing what they said. */
@Injectable()
export class NoteDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A page of the notes that the caller may read. */
  async page(query: NoteQuery, caller: Caller): Promise<Page<NoteItem>> {
    const conditions = readableNotes(new Conditions().when(query.employeeId, 'n.employee_id = ?').when(query.kind, 'n.kind = ?').when(query.from, 'n.about_date >= ?').when(query.to, 'n.about_date <= ?'), caller);
    const page = await readPage<NoteRow, NoteRow>(this.database, query, {
      ...{ from, columns, conditions },
      sortable: { aboutDate: 'n.about_date', name: 'e.name', changedAt: 'n.changed_at' },
      tieBreak: 'n.about_date DESC, n.id DESC',
      item: (row) => ({ ...row }),
    });
    const stories = await this.stories(this.database, page.items.map(({ id }) => id));
    return { ...page, items: page.items.map((row) => itemFor(row, stories.get(row.id) ?? [], readerOf(caller, row), caller)) };
  }

  /** One note as the caller may read it. @throws DomainError `unknown-note` also where it is not for the caller's eyes */
  async read(id: string, caller: Caller): Promise<NoteItem> {
    const { row, events, reader } = await this.readable(this.database, id, caller);
    return itemFor(row, events, reader, caller);
  }

  /** Writes a note about somebody. @throws DomainError `own-matter`, `unknown-employee`, `future-date` */
  async write(employeeId: string, note: { readonly kind: NoteKind; readonly text: string; readonly visibility: NoteVisibility; readonly aboutDate?: string | undefined }, caller: Caller): Promise<string> {
    if (caller.employeeId === employeeId) throw new DomainError('own-matter', 'A note is about somebody else; a superior writes those about you.', 403);
    const aboutDate = note.aboutDate ?? caller.today;
    if (aboutDate > caller.today) throw new DomainError('future-date', `${aboutDate} has not come yet; a note is about what was seen.`, 422);
    const [id, at] = [uuidv7(), this.clock.now()];
    await this.database.transaction(async (tx) => {
      const [person] = await tx.query<{ unitId: string | null }>(`SELECT ${unitOnDate('e.id', '?')} AS unitId FROM employee e WHERE e.id = ?`, [aboutDate, employeeId]);
      if (!person) throw new DomainError('unknown-employee', `There is no employee with the id "${employeeId}".`, 404);
      await tx.insert('supervision_note', ['id', 'employee_id', 'unit_id', 'author', 'kind', 'visibility', 'withdrawn', 'about_date', 'changed_at'], [[id, employeeId, person.unitId, caller.actor, note.kind, note.visibility, 0, aboutDate, at]]);
      await append(tx, id, 1, { type: 'write', at, actor: caller.actor, text: note.text, kind: note.kind, aboutDate, visibility: note.visibility });
    });
    return id;
  }

  /** Takes a step. @throws DomainError `unknown-note`, `act-incomplete`, `act-refused` */
  async act(id: string, input: NoteInput, caller: Caller): Promise<void> {
    const { act, text = '', kind, visibility } = input;
    if (act !== 'share' && text.trim() === '') throw new DomainError('act-incomplete', `"${act}" needs a text.`, 422);
    if (act === 'share' && visibility === undefined) throw new DomainError('act-incomplete', 'Say to whom the note is opened.', 422);
    const event: NoteEvent = { type: act, at: this.clock.now(), actor: caller.actor, text: act === 'share' ? '' : text, ...(act === 'change' && kind ? { kind } : {}), ...((act === 'change' || act === 'share') && visibility ? { visibility } : {}) };
    await this.database.transaction(async (tx) => {
      await lockRow(tx, 'supervision_note', id);
      const { events, reader } = await this.readable(tx, id, caller);
      const refusal = noteRefusal(foldNote(events), act, { reader, ...(event.visibility ? { visibility: event.visibility } : {}) });
      if (refusal) throw new DomainError('act-refused', `This cannot be done: ${refusal}.`, 409, { allowed: allowedTo(events, reader) });
      await append(tx, id, events.length + 1, event);
      const next = foldNote([...events, event]);
      await tx.execute('UPDATE supervision_note SET kind = ?, visibility = ?, withdrawn = ?, changed_at = ? WHERE id = ?', [next.kind, next.visibility, next.withdrawn ? 1 : 0, event.at, id]);
    });
  }

  private async readable(reader: Reader, id: string, caller: Caller): Promise<{ row: NoteRow; events: readonly NoteEvent[]; reader: NoteReader }> {
    const [row] = await reader.query<NoteRow>(`SELECT ${columns} FROM ${from} WHERE n.id = ?`, [id]);
    const as = row ? noteReaderOf(caller, row) : null;
    if (!row || as === null || !mayReadNote(row.visibility, as)) throw new DomainError('unknown-note', 'There is no such note, or it is not for you to read.', 404);
    return { row: { ...row }, events: (await this.stories(reader, [id])).get(id) ?? [], reader: as };
  }

  private async stories(reader: Reader, ids: readonly string[]): Promise<Map<string, NoteEvent[]>> {
    const stories = new Map<string, NoteEvent[]>();
    if (ids.length === 0) return stories;
    const rows = await reader.query<{ id: string; body: string }>(`SELECT note_id AS id, body FROM supervision_note_event WHERE note_id IN (${ids.map(() => '?').join(',')}) ORDER BY note_id, position`, ids);
    for (const { id, body } of rows) stories.set(id, [...(stories.get(id) ?? []), JSON.parse(body) as NoteEvent]);
    return stories;
  }
}

/** The conditions of the list let nothing through that is not for the caller; what would come through all the same is read as the one who sees least. */
const readerOf = (caller: Caller, row: NoteRow): NoteReader => noteReaderOf(caller, row) ?? 'person';

const append = (tx: Transaction, id: string, position: number, event: NoteEvent): Promise<number> => tx.insert('supervision_note_event', ['note_id', 'position', 'body'], [[id, position, JSON.stringify(event)]]);

function allowedTo(events: readonly NoteEvent[], reader: NoteReader): NoteAct[] {
  const state = foldNote(events);
  return noteActs.filter((act) => (act !== 'share' || state.visibility !== 'shared') && noteRefusal(state, act, { reader }) === null);
}

function itemFor(row: NoteRow, events: readonly NoteEvent[], reader: NoteReader, caller: Caller): NoteItem {
  const { id, employeeId, number, name, author, changedAt } = row;
  const state = foldNote(events);
  const shown = readableEvents(events, reader).map((event) => ({ type: event.type, at: isoOf(event.at), actor: event.actor, text: event.text, visibility: event.visibility ?? null }));
  const own = caller.employeeId === employeeId || author === caller.actor;
  return { id, employeeId, number, name, kind: state.kind, aboutDate: state.aboutDate, text: state.text, visibility: state.visibility, withdrawn: state.withdrawn, author, changedAt: isoOf(changedAt), events: shown, allowed: own ? allowedTo(events, reader) : [] };
}
