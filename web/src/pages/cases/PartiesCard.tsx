import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { dayMonth } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { type CaseView, disciplineHistoryQuery, recorderName } from './case-model';
import css from './Cases.module.css';
import { casesWords } from './cases-words';
import { sanctionName, sanctionWords } from './sanctions';

/** Who has which part in a case, as far as it is recorded. */
export function PartiesCard({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords(casesWords);
  const { item, round, history } = view;
  const examiner = history.findLast(({ event }) => ['summon', 'examine'].includes(event.act?.act ?? ''))?.event.actor?.name;
  const officer = history.findLast(({ recordedBy }) => recordedBy !== 'hadir')?.recordedBy;
  const named = view.competent.map(({ official, verified }) => (verified ? official : `${official} (${say('parties.unconfirmed')})`)).join(', ');
  const competent = named || say('parties.unknown');
  const rows: readonly (readonly [string, string])[] = [
    [say('parties.employee'), item.name],
    round.team.length > 0 ? [say('parties.team'), round.team.map(({ name }) => name).join(', ')] : [say('parties.examiner'), examiner ?? round.superior ?? say('parties.unknown')],
    [say('parties.authority'), round.decision?.official ?? competent],
    [say('parties.officer'), officer ? recorderName(officer) : say('parties.unknown')],
  ];
  return (
    <Card title={say('parties.title')}>
      <dl className={css['parties']}>
        {rows.map(([label, name]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{name}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

/** The sanctions that decisions of this year imposed. */
export function SanctionsCard({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords(casesWords);
  const saySanction = useWords(sanctionWords);
  const { year, employeeId } = view.item;
  const records = (useQuery(disciplineHistoryQuery(employeeId)).data?.records ?? []) as unknown as readonly { readonly year: number; readonly round: number; readonly decisionNumber: string | null; readonly sanction: string | null; readonly sanctionTitle: string | null; readonly countedDays: number; readonly inForceDate: string | null; readonly annulled: boolean }[];
  const decided = records.filter((record) => record.year === year && record.decisionNumber !== null);
  return (
    <Card title={say('sanctions.title')}>
      {decided.length === 0 ? <p className="h-quiet">{say('sanctions.none', { year: String(year) })}</p> : null}
      <ul className={css['sanctions']}>
        {decided.map((record) => (
          <li key={record.round}>
            <span>{record.sanction === null ? say('sanctions.noSanction') : sanctionName(saySanction, record.sanction, record.sanctionTitle)}</span>
            <span>{record.countedDays > 0 ? say('days', { count: record.countedDays }) : record.sanction === null ? '' : say('conduct.short')}</span>
            <small>{record.annulled ? say('sanctions.annulled') : record.inForceDate ? say('sanctions.inForce', { date: dayMonth(record.inForceDate) }) : say('sanctions.notYet')}</small>
          </li>
        ))}
      </ul>
    </Card>
  );
}
