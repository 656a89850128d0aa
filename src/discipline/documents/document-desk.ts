import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { composeLetter, headFor, type LetterData, type QuestionAndAnswer } from '../../core/document/compose-letter';
import { basesOf, type LetterBasis } from '../../core/document/letter-basis';
import { letterValues, missingFor } from '../../core/document/letter-values';
import { type LoadedTemplate } from '../../core/document/load-templates';
import { judgementOf } from '../../core/discipline/assess';
import { type CaseRound, currentRound } from '../../core/discipline/case-state';
import { procedureFor } from '../../core/discipline/rules-in-force';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { FileStore } from '../../platform/files/file-store';
import { caseWithId, type StoredCase } from '../case-store';
import { OfficeDays } from '../office-days';
import { type Person, personOn } from '../people';
import { RegulationBook } from '../regulation-book';
import { type ConductEvidence, readConductEvidence, refuseReporters } from './conduct-evidence';
import { readLetterDays } from './letter-days';
import { PdfPress } from './pdf-press';

/** What an officer gives for a letter that the service cannot know. */
export interface PrintRequest {
  readonly kind: string;
  readonly number: string | null;
  /** The date the letter bears. */
  readonly date: string;
  readonly round: number | null;
  readonly fields: Readonly<Record<string, string>>;
  readonly questions: Readonly<Record<string, readonly QuestionAndAnswer[]>>;
  readonly actor: string;
}

/** A letter as it was printed. */
export interface PrintedDocument {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly sha256: string;
  readonly pages: number;
  readonly draft: boolean;
}

const columns = ['id', 'case_id', 'employee_id', 'round_no', 'kind', 'title', 'number', 'draft', 'printed_at', 'actor', 'template', 'template_sha256', 'data', 'sha256', 'size_bytes', 'pages'];
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Prints the letters of a case and keeps each as it was: bytes, data and template, so that no later rule changes it. */
@Injectable()
export class DocumentDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly book: RegulationBook,
    private readonly days: OfficeDays,
    private readonly files: FileStore,
    private readonly press: PdfPress,
  ) {}

  /**
   * Prints a letter and keeps it.
   * @throws DomainError `unknown-case`, `unknown-template` (404), `not-yet` (409, naming what is missing), `letter-of-absence`, `letter-of-conduct` (409), `fields-missing`, `names-reporter` (422, naming them)
   */
  async print(caseId: string, request: PrintRequest): Promise<PrintedDocument> {
    const loaded = this.templateOf(request.kind);
    const stored = await caseWithId(this.database, caseId);
    if (!stored) throw new DomainError('unknown-case', `No case with the id "${caseId}".`, 404);
    const round = roundOf(stored, request.round);
    requireReady(loaded, stored, round);
    refuseOtherBasis(loaded, round);
    const given = fieldsOf(loaded, request);
    const id = uuidv7();
    const evidence = basisOf(round) === 'conduct' ? await readConductEvidence(this.database, caseId, stored.employeeId) : null;
    const data = await this.dataOf(id, stored, round, request, given, evidence);
    if (evidence) refuseReporters(evidence, writtenBy(loaded, request), [data.values['employee.name'] ?? '', ...namesIn(round, request)]);
    const letter = composeLetter(loaded.template, data);
    const printedAt = this.clock.now();
    const { bytes, pages } = await this.press.print(letter, printedAt);
    const hash = await this.files.keep(bytes);
    const row = [id, caseId, stored.employeeId, round.number, request.kind, letter.title, request.number, letter.draft ? 1 : 0, printedAt, request.actor, loaded.text, sha256(loaded.text), JSON.stringify(data), hash, bytes.length, pages];
    await this.database.transaction((tx) => tx.insert('case_document', columns, [row]));
    return { id, kind: request.kind, title: letter.title, sha256: hash, pages, draft: letter.draft };
  }

  /**
   * The bytes of a letter as it was printed, checked against its sha256.
   * @throws DomainError `unknown-document`
   */
  async read(id: string): Promise<{ title: string; content: Buffer }> {
    const [row] = await this.database.query<{ title: string; sha256: string }>('SELECT title, sha256 FROM case_document WHERE id = ?', [id]);
    if (!row) throw unknownDocument(id);
    return { title: row.title, content: await this.files.read(row.sha256) };
  }

  /**
   * What a letter was made from.
   * @throws DomainError `unknown-document`
   */
  async dataOfDocument(id: string): Promise<{ data: LetterData; template: string }> {
    const [row] = await this.database.query<{ data: string; template: string }>('SELECT data, template FROM case_document WHERE id = ?', [id]);
    if (!row) throw unknownDocument(id);
    return { data: JSON.parse(row.data) as LetterData, template: row.template };
  }

  private templateOf(kind: string): LoadedTemplate {
    const found = this.book.templates.find(({ template }) => template.code === kind);
    if (found) return found;
    const known = this.book.templates.map(({ template }) => template.code);
    throw new DomainError('unknown-template', `There is no letter "${kind}"; there are ${known.join(', ')}.`, 404, { known });
  }

  private async dataOf(id: string, stored: StoredCase, round: CaseRound, request: PrintRequest, given: Readonly<Record<string, string>>, evidence: ConductEvidence | null): Promise<LetterData> {
    const { letterhead } = this.book;
    const { level } = round.proposal;
    // The case keeps the unit of the day on which the row was reached.
    const person = await personOn(this.database, stored.employeeId, level.reachedDate);
    const head = headFor(letterhead, person.unitCode, person.unitName);
    const values = letterValues({
      ...{ person, year: stored.year, state: stored.state, round, calendar: await this.days.calendar() },
      procedure: procedureFor(this.book.regulations, person.category) ?? null,
      duty: level.by === 'conduct' ? null : this.dutyOf(person, level.reachedDate),
      breach: evidence?.breach ?? null,
      salaryStopReachedDate: stopReachedOn(stored),
      document: { id, number: request.number ?? '', date: request.date },
      office: { government: letterhead.government, place: letterhead.place, unit: head.unit },
    });
    const days = level.by === 'conduct' ? [] : await readLetterDays(this.database, stored.employeeId, level.dates);
    const recorded = evidence === null ? {} : Object.fromEntries(recordedWords.flatMap((name) => (values[name] === undefined ? [] : [[name, evidence.without(values[name])]])));
    return { values: { ...values, ...recorded, ...given }, questions: request.questions, days, letterhead: head };
  }

  private dutyOf(person: Person, date: string) {
    const judgement = judgementOf(this.book.regulations, person.category, 'absence', date);
    return judgement.outcome === 'breach' ? judgement.provision : null;
  }
}

/** Values that somebody wrote in their own words when an act was recorded. */
const recordedWords = ['examination.refusal', 'decision.reason'] as const;

const unknownDocument = (id: string): DomainError => new DomainError('unknown-document', `No printed letter "${id}" is known.`, 404);

function roundOf(stored: StoredCase, number: number | null): CaseRound {
  const round = number === null ? currentRound(stored.state) : stored.state.rounds.find((each) => each.number === number);
  if (!round) throw new DomainError('unknown-round', `The case has no round ${number ?? ''}.`, 404, { rounds: stored.state.rounds.map((each) => each.number) });
  return round;
}

function requireReady({ template }: LoadedTemplate, { state }: StoredCase, round: CaseRound): void {
  const missing = missingFor(template.requires, { state, round });
  if (missing !== null) throw new DomainError('not-yet', `"${template.code}" cannot be printed: ${missing}.`, 409, { requires: template.requires, stage: round.stage });
  const tier = round.decision?.imposed?.tier ?? round.proposal.level.tier;
  if (template.tiers !== undefined && !template.tiers.includes(tier)) {
    throw new DomainError('another-tier', `"${template.code}" is for the tier ${template.tiers.join(', ')}; this case is of the tier ${tier}.`, 409, { tiers: template.tiers, tier });
  }
}

const basisOf = ({ proposal }: CaseRound): LetterBasis => (proposal.level.by === 'conduct' ? 'conduct' : 'absence');

/** A letter about absence says on which days somebody did not come: of a case about conduct that would be untrue, and the other way round. */
function refuseOtherBasis({ template }: LoadedTemplate, round: CaseRound): void {
  const basis = basisOf(round);
  if (basesOf(template).includes(basis)) return;
  if (basis === 'conduct') throw new DomainError('letter-of-absence', `"${template.code}" speaks of absence, and this case is about conduct.`, 409, { basis });
  throw new DomainError('letter-of-conduct', `"${template.code}" speaks of a breach of conduct, and this case is about absence.`, 409, { basis });
}

/** Everything that the officer wrote for a letter, by field with its label. */
function writtenBy({ template }: LoadedTemplate, { number, fields, questions }: PrintRequest): Record<string, string> {
  const labelled = (name: string): string => `${name} (${template.fields[name]?.label ?? ''})`;
  return {
    ...(number === null ? {} : { 'number (Nomor surat)': number }),
    ...Object.fromEntries(Object.entries(fields).map(([name, text]) => [labelled(name), text])),
    ...Object.fromEntries(Object.entries(questions).map(([name, pairs]) => [labelled(name), pairs.flatMap(({ question, answer }) => [question, answer]).join('\n')])),
  };
}

/** Names of those who act in the case or sign the letter: fields of names end in "-name". */
const namesIn = ({ superior, team }: CaseRound, { fields }: PrintRequest): string[] => [superior ?? '', ...team.map(({ name }) => name), ...Object.entries(fields).flatMap(([field, text]) => (field.endsWith('-name') || field === 'handed-by' ? [text] : []))];

/** @throws DomainError `fields-missing` naming every field that the letter needs and was not given, and every one it does not know */
function fieldsOf({ template }: LoadedTemplate, request: PrintRequest): Record<string, string> {
  const given: Record<string, string> = {};
  const missing: string[] = [];
  for (const [name, field] of Object.entries(template.fields)) {
    if (field.type === 'questions') {
      if ((request.questions[name] ?? []).length === 0) missing.push(`${name} (${field.label})`);
      continue;
    }
    const value = request.fields[name]?.trim() || field.default;
    if (value === undefined) missing.push(`${name} (${field.label})`);
    else given[`field.${name}`] = value;
  }
  if (template.numbered && !template.draft && (request.number ?? '').trim() === '') missing.push('number (Nomor surat)');
  const foreign = [...Object.keys(request.fields), ...Object.keys(request.questions)].filter((name) => !(name in template.fields));
  if (missing.length + foreign.length === 0) return given;
  const words = [...(missing.length > 0 ? [`needs ${missing.join(', ')}`] : []), ...(foreign.length > 0 ? [`does not know ${foreign.join(', ')}`] : [])];
  throw new DomainError('fields-missing', `"${template.code}" ${words.join(' and ')}.`, 422, { missing, foreign });
}

function stopReachedOn({ state }: StoredCase): string | null {
  return state.history.flatMap((event) => (event.kind === 'salary-stop-proposed' ? [event.salaryStop.reachedDate] : [])).at(-1) ?? null;
}
