import { Button } from '@mantine/core';
import { IconPhoto, IconPrinter, IconShieldLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Problem } from '../../api/problem';
import { mediumDate, wallClock } from '../../format/dates';
import { percent } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { Card, Page } from '../../shell/Page';
import { useOverview } from '../../shell/overview';
import { ErrorState, LoadingRows, NoPermission } from '../../states/States';
import { Tag } from '../../status/Status';
import css from '../services/Service.module.css';
import { ActDialog } from './ActDialog';
import { ComplaintDue } from './ComplaintDue';
import { type Complaint, type ComplaintAct, complaintQuery, complaintTone, isUseful, numberOf, peopleIn, waiting } from './complaints';
import { complaintsWords } from './complaints-words';
import { EffectCard } from './EffectCard';
import { HistoryCard } from './HistoryCard';
import { ReferDialog } from './ReferDialog';
import { ReporterDialog } from './ReporterDialog';

/** One complaint: what was said, what may be done now, what was done, and whether it helped. */
export function ComplaintPage(): ReactNode {
  const say = useWords(complaintsWords);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  const { complaintId } = useParams({ strict: false });
  const found = useQuery(complaintQuery(String(complaintId)));
  const trail = <Link to="/complaints">{say('title')}</Link>;
  if (!found.data) {
    const hidden = found.error instanceof Problem && found.error.status === 404;
    return <Page title={say('title')} trail={trail}><div className="h-card">{hidden ? <NoPermission detail={say('hidden')} /> : found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <LoadingRows />}</div></Page>;
  }
  const complaint = found.data;
  const date = mediumDate(wallClock(complaint.receivedAt, zone).date);
  return (
    <Page title={say('heading', { kind: say(`kind.${complaint.kind}`), date })} trail={trail} actions={<Tag tone={complaintTone[complaint.status]}>{say(`status.${complaint.status}`)}</Tag>}>
      <div className={css['columns']}>
        <div>
          <WordsCard complaint={complaint} />
          <NextCard complaint={complaint} />
          <HistoryCard complaint={complaint} />
        </div>
        <div>
          <FactsCard complaint={complaint} />
          <AlikeCard complaint={complaint} />
          {complaint.effect ? <EffectCard effect={complaint.effect} /> : null}
        </div>
      </div>
    </Page>
  );
}

function WordsCard({ complaint }: { readonly complaint: Complaint }): ReactNode {
  const say = useWords(complaintsWords);
  const [asking, setAsking] = useState(false);
  return (
    <Card title={say('words')} note={say('wordsNote')}>
      <p className={css['words']}>{complaint.words}</p>
      <div className={css['actions']} style={{ marginTop: 12 }}>
        {complaint.photos.map(({ id }, index) => (
          <Button key={id} size="xs" variant="default" component="a" href={`/api/v1/complaints/${complaint.id}/photos/${id}`} leftSection={<IconPhoto size={14} />}>{say('photo', { number: index + 1 })}</Button>
        ))}
        <Button size="xs" variant="default" leftSection={<IconShieldLock size={14} />} onClick={() => setAsking(true)}>{say('reporter')}</Button>
      </div>
      {asking ? <ReporterDialog id={complaint.id} onClose={() => setAsking(false)} /> : null}
    </Card>
  );
}

/** What usually comes first stands first and is filled. */
const order: readonly ComplaintAct[] = ['verify', 'record-clarification', 'check-improvement', 'answer', 'call-for-clarification', 'agree-improvement', 'name-staff', 'route', 'refer-to-discipline', 'mark-duplicate', 'reject', 'close'];

function NextCard({ complaint }: { readonly complaint: Complaint }): ReactNode {
  const say = useWords(complaintsWords);
  const [act, setAct] = useState<ComplaintAct | null>(null);
  const allowed = order.filter((each) => complaint.allowed.includes(each) && isUseful(complaint, each));
  const first = complaint.status === 'answered' && allowed.includes('close') ? 'close' : allowed[0];
  return (
    <Card title={say('next')}>
      {allowed.length === 0 ? <p className="h-quiet">{say('nothingNext')}</p> : (
        <div className={css['actions']}>
          {[...allowed].sort((a, b) => Number(b === first) - Number(a === first)).map((each) => <Button key={each} variant={each === first ? 'filled' : 'default'} onClick={() => setAct(each)}>{say(`act.${each}`)}</Button>)}
        </div>
      )}
      {act === 'refer-to-discipline' ? <ReferDialog complaint={complaint} onClose={() => setAct(null)} /> : act ? <ActDialog key={act} complaint={complaint} act={act} onClose={() => setAct(null)} /> : null}
    </Card>
  );
}

function FactsCard({ complaint }: { readonly complaint: Complaint }): ReactNode {
  const say = useWords(complaintsWords);
  const called = peopleIn(complaint, 'call-for-clarification');
  const heard = called.filter((person) => !waiting(complaint).includes(person));
  const paper = (kind: 'letter' | 'record', person: string): ReactNode => (
    <p key={kind + person} style={{ marginTop: 8 }}>
      <Button size="xs" maw="100%" h="auto" mih={30} py={5} styles={{ label: { whiteSpace: 'normal', textAlign: 'left' } }} variant="default" component="a" target="_blank" rel="noopener" href={`/api/v1/complaints/${complaint.id}/clarification-${kind}/${numberOf(person)}`} leftSection={<IconPrinter size={14} />}>{say(kind, { person })}</Button>
    </p>
  );
  return (
    <Card title={say('facts')}>
      <dl className={css['facts']}>
        <dt>{say('where')}</dt>
        <dd>{complaint.unit ?? say('unrouted')}</dd>
        <dt>{say('entry.service')}</dt>
        <dd>{complaint.service ?? say('noService')}</dd>
        <dt>{say('received')}</dt>
        <dd>{say(`channel.${complaint.channel}`)}</dd>
        <dt>{say('due')}</dt>
        <dd><ComplaintDue complaint={complaint} /></dd>
      </dl>
      {complaint.suspicious ? <p><Tag tone="machine">{say('suspicious')}</Tag></p> : null}
      {called.map((person) => paper('letter', person))}
      {heard.map((person) => paper('record', person))}
    </Card>
  );
}

function AlikeCard({ complaint }: { readonly complaint: Complaint }): ReactNode {
  const say = useWords(complaintsWords);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  if (complaint.alike.length === 0) return null;
  return (
    <Card title={say('alike')} note={say('alikeNote')}>
      <ul className={css['list']}>
        {complaint.alike.map(({ id, likeness, receivedAt }) => (
          <li key={id}><Link to="/complaints/$complaintId" params={{ complaintId: id }}>{say('alikeItem', { share: percent(likeness, 0), date: mediumDate(wallClock(receivedAt, zone).date) })}</Link></li>
        ))}
      </ul>
    </Card>
  );
}
