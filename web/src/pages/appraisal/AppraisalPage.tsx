import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useMay, useMe } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { dateTime } from '../../format/dates';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { Card, Page } from '../../shell/Page';
import { ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { recorderName } from '../cases/case-model';
import { appraisalTone, appraisalWords } from './appraisal-words';
import { EvidenceBlocks } from './EvidenceBlocks';
import { AppraisalSteps } from './AppraisalSteps';
import css from './Appraisal.module.css';

type Appraisal = Schema<'AppraisalDetail'>;
const ownActs: readonly string[] = ['agree', 'object', 'dialogue'];

/** One appraisal: plan, evaluation, what lies beside it, its story, and the next step. */
export function AppraisalPage(): ReactNode {
  const say = useWords(appraisalWords);
  const { appraisalId = '' } = useParams({ strict: false });
  const me = useMe();
  const writes = useMay('appraisals.write');
  const one = useQuery({ queryKey: ['appraisals', 'one', appraisalId], queryFn: () => answerOf(api.GET('/api/v1/appraisals/{id}', { params: { path: { id: appraisalId } } })), retry: false });
  if (!one.data) return <Page title={say('title')}><div className="h-card">{one.isError ? <ErrorState error={one.error} onRetry={() => void one.refetch()} /> : <LoadingRows />}</div></Page>;
  const own = one.data.employeeId === me.employeeId;
  // Agreeing and objecting are the person's; an officer may write the same down where the person has no account.
  const allowed = one.data.allowed.filter((act) => (own ? ownActs.includes(act) : writes));
  return (
    <Page title={one.data.name} aside={<Tag tone={appraisalTone[one.data.status]}>{say(`status.${one.data.status}`)}</Tag>} trail={own ? <Link to="/my-performance">{say('own')}</Link> : <Link to="/performance" search={{ tab: 'appraisals' } as never}>{say('title')}</Link>} subtitle={`${say('period')} ${one.data.period}`}>
      <div className={css['columns']}>
        <div>
          <Plan appraisal={one.data} />
          <Evaluation appraisal={one.data} />
          <Card title={say('next')}>{allowed.length === 0 ? <p className="h-quiet">{say('nothing')}</p> : <AppraisalSteps key={one.data.events.length} appraisal={one.data} allowed={allowed} own={own} />}</Card>
        </div>
        <div>
          {one.data.parts.length > 0 ? <Parts appraisal={one.data} /> : null}
          <Evidence appraisal={one.data} own={own} />
          <Story appraisal={one.data} />
        </div>
      </div>
    </Page>
  );
}

function Plan({ appraisal }: { readonly appraisal: Appraisal }): ReactNode {
  const say = useWords(appraisalWords);
  return (
    <Card title={say('plan')}>
      {appraisal.results.length === 0 ? <p className="h-quiet">{say('planNone')}</p> : (
        <ol className={css['plan']}>
          {appraisal.results.map((result, index) => (
            <li key={index}>
              <b>{result.text}</b>
              <ul>{result.indicators.map((indicator, at) => <li key={at}>{indicator.text}: <span>{indicator.target}</span></li>)}</ul>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

function Evaluation({ appraisal: { work, behaviour, predicate, events } }: { readonly appraisal: Appraisal }): ReactNode {
  const say = useWords(appraisalWords);
  if (!work || !behaviour) return <Card title={say('evaluation')}><p className="h-quiet">{say('notEvaluated')}</p></Card>;
  const last = events.findLast(({ type }) => type === 'evaluate');
  const values = Object.entries(last?.values ?? {});
  return (
    <Card title={say('evaluation')}>
      <dl className={css['facts']}>
        <div><dt>{say('work')}</dt><dd>{say(`level.${work}`)}</dd></div>
        <div><dt>{say('behaviour')}</dt><dd>{say(`level.${behaviour}`)}</dd></div>
        {values.map(([value, level]) => <div key={value}><dt>{say(`value.${value}` as 'value.loyal')}</dt><dd>{say(`level.${level}` as 'level.below')}</dd></div>)}
        <div><dt>{say('predicate')}</dt><dd><b>{predicate}</b></dd></div>
      </dl>
      <p>{last?.text}</p>
    </Card>
  );
}

/** The quarters of a year, to be looked at when the year is evaluated. */
function Parts({ appraisal }: { readonly appraisal: Appraisal }): ReactNode {
  const say = useWords(appraisalWords);
  return (
    <Card title={say('parts')} note={say('partsNote')}>
      <ul className={css['ownList']}>
        {appraisal.parts.map((part) => <li key={part.id}><span>{part.name}</span><Tag tone={appraisalTone[part.status]}>{say(`status.${part.status}`)}</Tag><span>{part.predicate ?? ''}</span></li>)}
      </ul>
    </Card>
  );
}

function Evidence({ appraisal, own }: { readonly appraisal: Appraisal; readonly own: boolean }): ReactNode {
  const say = useWords(appraisalWords);
  return (
    <Card title={say('evidence')} note={say('evidenceNote')}>
      <h3>{say('attendance')}</h3>
      {Object.keys(appraisal.attendance).length === 0 ? <p className="h-quiet">{say('blockNone')}</p> : null}
      <dl className={css['facts']}>{Object.entries(appraisal.attendance).map(([status, days]) => <div key={status}><dt>{say(`day.${status}` as 'day.PRESENT')}</dt><dd>{wholeNumber(days)}</dd></div>)}</dl>
      <EvidenceBlocks appraisal={appraisal} own={own} />
      <p>{own ? <Link to="/my-performance">{say('onePage')}</Link> : <Link to="/people/$employeeId/one-page" params={{ employeeId: appraisal.employeeId }}>{say('onePage')}</Link>}</p>
    </Card>
  );
}

function Story({ appraisal }: { readonly appraisal: Appraisal }): ReactNode {
  const say = useWords(appraisalWords);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  return (
    <Card title={say('story')}>
      <ol className={css['story']}>
        {appraisal.events.map((event, index) => (
          <li key={index}>
            <time dateTime={event.at}>{dateTime(event.at, zone)}</time>
            <span><b>{recorderName(event.actor)}</b> {say(`event.${event.type}`)}{event.text ? `: ${event.text}` : ''}</span>
          </li>
        ))}
      </ol>
    </Card>
  );
}
