import { useQueries, useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api } from '../../api/client';
import { mediumDate } from '../../format/dates';
import { useLanguage, useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { CertaintyTag, StatusMark } from '../../status/Status';
import { MiniStrip } from '../../strip/MiniStrip';
import { midnightOf, stripOfDay } from '../../strip/strip-of-day';
import { type AccountDetail, accountsQuery, type CaseView, recorderName } from './case-model';
import css from './Cases.module.css';
import { casesWords } from './cases-words';

/** Every day of the basis with its strip and its reasons: each number opens to its evidence. */
export function EvidenceCard({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords(casesWords);
  const language = useLanguage();
  const { employeeId, year } = view.item;
  const { dates } = view.round.proposal.level;
  const account = useQuery(accountsQuery(employeeId)).data?.find((one) => one.year === year);
  const counted = (account?.detail as unknown as AccountDetail | undefined)?.counted ?? [];
  const days = useQueries({
    queries: dates.map((workDate) => ({
      queryKey: ['attendance-day', employeeId, workDate, language],
      queryFn: () => answerOf(api.GET('/api/v1/attendance-days/{employeeId}/{workDate}', { params: { path: { employeeId, workDate }, query: { language } } as never })),
    })),
  });
  return (
    <Card title={say('basis.evidence')}>
      <ol className={css['evidence']}>
        {dates.map((date, index) => {
          const shift = days[index]?.data?.[0];
          const by = counted.find((one) => one.date === date)?.verifiedBy;
          return (
            <li key={date}>
              <header>
                <StatusMark status="absent" certainty="verified" decorative />
                <b>{mediumDate(date)}</b>
                <span className="h-quiet">{say('basis.day', { count: index + 1 })}</span>
                <CertaintyTag status="absent" certainty="verified" />
                {by ? <span className="h-quiet">{say('basis.verifiedBy', { actor: recorderName(by) })}</span> : null}
              </header>
              {shift ? (
                <div className={css['evidenceDay']}>
                  <MiniStrip day={stripOfDay(shift)} midnightAt={midnightOf(date, shift.zone)} width={196} />
                  <ol>
                    {shift.explanation.map((step, at) => (
                      <li key={at}>{step.text}</li>
                    ))}
                  </ol>
                </div>
              ) : days[index]?.isError ? (
                <p className="h-quiet">{say('basis.noDay')}</p>
              ) : null}
            </li>
          );
        })}
      </ol>
    </Card>
  );
}
