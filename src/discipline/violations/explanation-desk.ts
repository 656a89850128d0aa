import { Injectable } from '@nestjs/common';
import { createHash, randomBytes } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../../platform/clock';
import { Database, type Transaction } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { usePapers } from '../papers/paper-desk';
import { type AboutDay, appendExplanations, type Explanation } from './explanation-store';

/** A link by which one employee may explain some days once. */
export interface ExplanationLink {
  readonly id: string;
  readonly employeeId: string;
  readonly about: readonly AboutDay[];
  readonly expiresAt: number;
}

/** What is said about one day. */
export interface Words extends AboutDay {
  readonly words: string;
}

interface LinkRow {
  id: string;
  employee_id: string;
  about: string;
  expires_at: number;
  used_at: number | null;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
const keyOf = ({ workDate, kind }: AboutDay): string => `${workDate} ${kind}`;
const linkColumns = ['id', 'employee_id', 'token_hash', 'about', 'created_at', 'created_by', 'expires_at', 'used_at'];

/** Takes what employees say about their days: by their own single-use link, or as an officer writes it down. */
@Injectable()
export class ExplanationDesk {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes a link that its employee may use once. Its secret is 32 random bytes, is returned here only, and is kept as a hash.
   * @throws DomainError `no-such-violation` naming the days that have none
   */
  async invite(employeeId: string, about: readonly AboutDay[], days: number, actor: string): Promise<{ link: ExplanationLink; token: string }> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    const link = { id: uuidv7(), employeeId, about: about.map(({ workDate, kind }) => ({ workDate, kind })), expiresAt: now + days * 86_400_000 };
    await this.database.transaction(async (tx) => {
      await requireViolations(tx, employeeId, about);
      await tx.insert('explanation_link', linkColumns, [[link.id, employeeId, hashOf(token), JSON.stringify(link.about), now, actor, link.expiresAt, null]]);
    });
    return { link, token };
  }

  /** @throws DomainError `unknown-link`, whether it never was, has expired or has been used: a stranger learns nothing */
  open(token: string): Promise<ExplanationLink> {
    return openLink(this.database, token, this.clock.now());
  }

  /**
   * Takes the employee's own words and uses the link up.
   * @throws DomainError `unknown-link`, `not-asked` for a day the link does not ask about
   */
  answer(token: string, said: readonly Words[], paperIds: readonly string[]): Promise<Explanation[]> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const link = await openLink(tx, token, now);
      const asked = new Set(link.about.map(keyOf));
      const foreign = said.filter((one) => !asked.has(keyOf(one)));
      if (foreign.length > 0) throw new DomainError('not-asked', `This link does not ask about ${foreign.map(keyOf).join(', ')}.`, 422, { asked: link.about });
      // Two answers at once: only one finds the link unused.
      const won = await tx.execute('UPDATE explanation_link SET used_at = ? WHERE id = ? AND used_at IS NULL', [now, link.id]);
      if (won !== 1) throw unknownLink();
      const explanations = await appendExplanations(tx, said.map((one) => ({ ...one, employeeId: link.employeeId, via: 'link' as const, actor: `link:${link.id}`, givenAt: now })));
      await usePapers(tx, explanations.map(({ id }) => id), paperIds, link.id);
      return explanations;
    });
  }

  /**
   * Writes down what an employee said to an officer.
   * @throws DomainError `no-such-violation`, `unknown-paper`
   */
  note(employeeId: string, said: readonly Words[], paperIds: readonly string[], actor: string): Promise<Explanation[]> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      await requireViolations(tx, employeeId, said);
      const explanations = await appendExplanations(tx, said.map((one) => ({ ...one, employeeId, via: 'officer' as const, actor, givenAt: now })));
      await usePapers(tx, explanations.map(({ id }) => id), paperIds);
      return explanations;
    });
  }
}

async function openLink(reader: Pick<Transaction, 'query'>, token: string, now: number): Promise<ExplanationLink> {
  const [row] = await reader.query<LinkRow>('SELECT id, employee_id, about, expires_at, used_at FROM explanation_link WHERE token_hash = ?', [hashOf(token)]);
  if (!row || row.used_at !== null || row.expires_at <= now) throw unknownLink();
  return { id: row.id, employeeId: row.employee_id, about: JSON.parse(row.about) as AboutDay[], expiresAt: row.expires_at };
}

const unknownLink = (): DomainError => new DomainError('unknown-link', 'This link is not known, has been used, or has expired; ask the staffing office for a new one.', 404);

async function requireViolations(tx: Transaction, employeeId: string, about: readonly AboutDay[]): Promise<void> {
  const missing: string[] = [];
  for (const day of about) {
    const found = await tx.query('SELECT kind FROM violation WHERE employee_id = ? AND work_date = ? AND kind = ?', [employeeId, day.workDate, day.kind]);
    if (found.length === 0) missing.push(keyOf(day));
  }
  if (missing.length > 0) throw new DomainError('no-such-violation', `There is nothing to explain about ${missing.join(', ')}.`, 422, { missing });
}
