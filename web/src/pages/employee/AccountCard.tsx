import clsx from 'clsx';
import { type ReactNode } from 'react';
import { monthYear } from '../../format/dates';
import { wholeNumber } from '../../format/numbers';
import { Rich } from '../../i18n/Rich';
import { useWords } from '../../i18n/words';
import { Tag } from '../../status/Status';
import { sanctionName, sanctionWords, shortSanction } from '../cases/sanctions';
import css from './Employee.module.css';
import { employeeWords } from './employee-words';
import { type EmployeeYear } from './employee-year';

/** The account of the year: one number, the ruler it stands on, and the longest run. */
export function AccountCard({ of }: { readonly of: EmployeeYear }): ReactNode {
  const say = useWords(employeeWords);
  const saySanction = useWords(sanctionWords);
  const { account, thresholds, year } = of;
  const next = thresholds.find((row) => row.next);
  return (
    <section className={clsx('h-card', css['account'])}>
      <div className={css['figure']}>
        <p>
          <b>{say('account.days', { count: account.cumulativeDays })}</b> {say('account.what')}
        </p>
        {account.waitingDays > 0 ? (
          <Tag tone="absent" certainty="unverified">
            {say('account.waiting', { count: account.waitingDays })}
          </Tag>
        ) : null}
        <small>
          {account.noRule !== null ? say('account.noRule') : next ? say('account.toNext', { count: account.daysToNext ?? next.at - account.cumulativeDays, sanction: sanctionName(saySanction, next.sanction, next.title), at: next.at }) : thresholds.length > 0 ? say('account.top') : ''}
        </small>
        <small>{say('account.scope', { year: String(year) })}</small>
      </div>
      <div>
        {thresholds.length > 0 ? <Ruler of={of} /> : null}
        <RunLine of={of} />
      </div>
    </section>
  );
}

function Ruler({ of: { account, thresholds } }: { readonly of: EmployeeYear }): ReactNode {
  const say = useWords(employeeWords);
  const saySanction = useWords(sanctionWords);
  const last = thresholds.at(-1)?.at ?? 0;
  const certain = Math.floor(account.cumulativeDays);
  const possible = Math.ceil(account.cumulativeDays + account.waitingDays);
  const reached = thresholds.findLast((row) => row.reached);
  return (
    <div role="img" aria-label={say('account.ruler', { count: account.cumulativeDays, at: thresholds.find((row) => row.next)?.at ?? last, waiting: account.waitingDays })}>
      <div className={css['ruler']} style={{ gridTemplateColumns: `repeat(${last}, minmax(0, 1fr))` }}>
        {Array.from({ length: last }, (_, index) => {
          const day = index + 1;
          const threshold = thresholds.find(({ at }) => at === day);
          return (
            <i key={day} data-state={day <= certain ? 'counted' : day <= possible ? 'waiting' : 'open'}>
              {threshold ? day : ''}
            </i>
          );
        })}
      </div>
      <div className={css['brackets']} style={{ gridTemplateColumns: `repeat(${last}, minmax(0, 1fr))` }}>
        {thresholds.map((row, index) => {
          const to = thresholds[index + 1]?.at ?? last + 1;
          return (
            <span key={row.at} style={{ gridColumn: `${row.at} / ${to}` }} data-now={row === reached} data-possible={row.possible}>
              <b>{shortSanction(saySanction, row.sanction)}</b>
              {/* A narrow bracket has room for its name only. */}
              {to - row.at < 3 ? null : row === reached ? <em>{say('account.reached')}</em> : row.possible ? <em>{say('account.possible')}</em> : null}
            </span>
          );
        })}
      </div>
    </div>
  );
}

function RunLine({ of: { account } }: { readonly of: EmployeeYear }): ReactNode {
  const say = useWords(employeeWords);
  const limit = account.runLimit;
  const possible = account.possibleRun.length > account.run.length ? account.possibleRun.length : 0;
  return (
    <div className={css['run']}>
      <span>
        <Rich text={limit === null ? say('account.runPlain', { count: account.run.length }) : say('account.run', { count: account.run.length, limit })} />
        {possible > 0 ? `, ${say('account.runPossible', { count: possible })}` : ''}
      </span>
      {limit === null ? null : (
        <span className={css['runCells']} aria-hidden>
          {Array.from({ length: limit }, (_, index) => (
            <i key={index} data-state={index < account.run.length ? 'counted' : index < possible ? 'waiting' : 'open'} />
          ))}
        </span>
      )}
      <span>
        <Rich text={say('account.minutes', { late: wholeNumber(account.lateMinutes), early: wholeNumber(account.earlyLeaveMinutes) })} />
      </span>
      {account.salaryStopMonth ? <strong>{say('account.stop', { month: monthYear(account.salaryStopMonth) })}</strong> : null}
      {account.provisional ? <span>{say('account.provisional')}</span> : null}
    </div>
  );
}
