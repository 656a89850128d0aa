import { ActionIcon, Alert, Button, FileButton, Textarea } from '@mantine/core';
import { IconPaperclip, IconX } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { answerOf, api, type Schema, send } from '../../api/client';
import { dateTime, mediumDate } from '../../format/dates';
import { decimalNumber } from '../../format/numbers';
import { useLanguage, useWords } from '../../i18n/words';
import { useEscape } from '../../panel/useEscape';
import { useOverview } from '../../shell/overview';
import { ErrorState, LoadingRows } from '../../states/States';
import { DayStrip } from '../../strip/DayStrip';
import { midnightOf, stripOfDay } from '../../strip/strip-of-day';
import { recorderName } from '../cases/case-model';
import { decidePermission } from './permissions';
import css from './Requests.module.css';
import { requestProblem, requestTitle, requestWords } from './request-words';

type Request = Schema<'RequestItem'>;

/** One request beside the list: what is asked, the day it is about, its papers, and the decision. */
export function RequestDetail({ id, onClose }: { readonly id: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(requestWords);
  const request = useQuery({ queryKey: ['requests', 'one', id], queryFn: () => answerOf(api.GET('/api/v1/requests/{id}', { params: { path: { id } } })) });
  useEscape(onClose);
  const title = request.data ? requestTitle(request.data, say) : say('title');
  return (
    <section className={`h-card ${css['detail']}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <ActionIcon variant="subtle" color="gray" aria-label={say('detail.close')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      </header>
      {request.isPending ? <LoadingRows rows={4} /> : null}
      {request.isError ? <ErrorState error={request.error} onRetry={() => void request.refetch()} /> : null}
      {request.data ? <Body request={request.data} /> : null}
    </section>
  );
}

function Body({ request }: { readonly request: Request }): ReactNode {
  const say = useWords(requestWords);
  const time = request.kind === 'correction' ? request.fromWall?.slice(11, 16) : undefined;
  const hours = request.kind !== 'correction' && request.fromWall && request.toWall ? `${request.fromWall.slice(11, 16)}–${request.toWall.slice(11, 16)}` : undefined;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [say('detail.person'), <Link key="person" to="/people/$employeeId" params={{ employeeId: request.employeeId }}>{request.employeeName}</Link>],
    [say('detail.dates'), request.fromDate === request.toDate ? mediumDate(request.fromDate) : `${mediumDate(request.fromDate)} – ${mediumDate(request.toDate)}`],
    [say('detail.time'), time],
    [say('detail.hours'), hours],
    [say('detail.portion'), request.portion === 'full' || hours ? undefined : say(`portion.${request.portion}`)],
    [say('detail.letter'), request.letter],
    [say('detail.reason'), request.reason],
    [say('detail.filed'), `${mediumDate(request.filedDate)}${request.filedLate ? `, ${say('late', { count: request.lateDays })}` : ''}`],
  ];
  return (
    <>
      <dl className={css['facts']}>
        {facts
          .filter(([, value]) => Boolean(value))
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {['correction', 'excuse', 'permission'].includes(request.kind) ? <DayOf request={request} /> : null}
      <Papers id={request.id} />
      <Decision request={request} />
      <History id={request.id} />
    </>
  );
}

function DayOf({ request }: { readonly request: Request }): ReactNode {
  const say = useWords(requestWords);
  const language = useLanguage();
  const { employeeId, fromDate } = request;
  const day = useQuery({ queryKey: ['attendance-day', employeeId, fromDate, language], queryFn: () => answerOf(api.GET('/api/v1/attendance-days/{employeeId}/{workDate}', { params: { path: { employeeId, workDate: fromDate }, query: { language } } as never })), retry: false });
  if (!day.data) return null;
  return (
    <div>
      <h3>{say('detail.day')}</h3>
      {day.data.map((shift) => (
        <DayStrip key={shift.shiftNo} day={stripOfDay(shift)} midnightAt={midnightOf(fromDate, shift.zone)} compact />
      ))}
    </div>
  );
}

/** The papers of a request, and a way to add one. */
export function Papers({ id, quiet = false }: { readonly id: string; readonly quiet?: boolean }): ReactNode {
  const say = useWords(requestWords);
  const queries = useQueryClient();
  const papers = useQuery({ queryKey: ['requests', 'papers', id], queryFn: () => answerOf(api.GET('/api/v1/requests/{id}/attachments', { params: { path: { id } } })) });
  const add = useMutation({
    mutationFn: (file: File) => {
      const form = new FormData();
      form.append('file', file);
      return send('POST', `/api/v1/requests/${id}/attachments`, form);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['requests'] }),
  });
  return (
    <div>
      {quiet ? null : <h3>{say('detail.papers')}</h3>}
      <ul className={css['papers']}>
        {(papers.data ?? []).map((paper) => (
          <li key={paper.id}>
            <IconPaperclip size={15} stroke={1.7} aria-hidden />
            <a href={`/api/v1/attachments/${paper.id}`} download aria-label={say('detail.paperOf', { name: paper.fileName })}>
              {paper.fileName}
            </a>
            <small>{decimalNumber(Math.max(0.1, paper.sizeBytes / 1_048_576))} MB</small>
          </li>
        ))}
      </ul>
      {papers.data?.length === 0 && !quiet ? <p className="h-quiet">{say('detail.noPapers')}</p> : null}
      {add.isError ? (
        <Alert role="alert" color="danger" variant="light" py={6} my={6}>
          {requestProblem(add.error, say)}
        </Alert>
      ) : null}
      <FileButton onChange={(file) => file && add.mutate(file)} accept="application/pdf,image/jpeg,image/png">
        {(props) => (
          <Button {...props} variant="subtle" size="compact-sm" loading={add.isPending} leftSection={<IconPaperclip size={14} />}>
            {say('detail.addPaper')}
          </Button>
        )}
      </FileButton>
    </div>
  );
}

type Action = 'approve' | 'reject' | 'cancel' | 'revoke';
const answers = { approve: 'state.approved', reject: 'state.rejected', cancel: 'state.cancelled', revoke: 'state.revoked' } as const;

function Decision({ request }: { readonly request: Request }): ReactNode {
  const say = useWords(requestWords);
  const queries = useQueryClient();
  const may = useMay(decidePermission);
  const [reason, setReason] = useState('');
  const [needed, setNeeded] = useState(false);
  const decide = useMutation({
    mutationFn: (action: Action) => send<Request>('POST', `/api/v1/requests/${request.id}/${action}`, reason.trim() ? { reason: reason.trim() } : {}),
    onSuccess: () => {
      setReason('');
      void queries.invalidateQueries();
    },
  });
  const actions = request.allowed.filter((action) => action !== 'cancel') as Action[];
  const done = decide.isSuccess ? say('decide.done', { what: say(answers[decide.variables]).toLowerCase() }) : null;
  const press = (action: Action): void => {
    const missing = action !== 'approve' && reason.trim() === '';
    setNeeded(missing);
    if (!missing) decide.mutate(action);
  };
  return (
    <div className={css['decision']}>
      <div role="status">{done}</div>
      {may && actions.length > 0 ? (
        <>
          <Textarea label={say('decide.reason')} description={say('decide.reasonHint')} autosize minRows={2} maxLength={1000} value={reason} error={needed ? say('decide.needed') : null} onChange={(event) => (setReason(event.currentTarget.value), setNeeded(false))} />
          {decide.isError ? (
            <Alert role="alert" color="danger" variant="light" py={6}>
              {requestProblem(decide.error, say)}
            </Alert>
          ) : null}
          <div className={css['buttons']}>
            {actions.map((action) => (
              <Button key={action} variant={action === 'approve' ? 'filled' : 'default'} loading={decide.isPending && decide.variables === action} onClick={() => press(action)}>
                {say(action)}
              </Button>
            ))}
          </div>
          <p className="h-quiet">{say('decide.effect')}</p>
        </>
      ) : null}
    </div>
  );
}

/** A paper is named with the digest of its content, for proof; nobody reads that here. */
const withoutDigest = (text: string): string => text.replace(/ \(sha256 [0-9a-f]{64}\)$/, '');

function History({ id }: { readonly id: string }): ReactNode {
  const say = useWords(requestWords);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  const history = useQuery({ queryKey: ['requests', 'history', id], queryFn: () => answerOf(api.GET('/api/v1/requests/{id}/history', { params: { path: { id } } })) });
  return (
    <div>
      <h3>{say('detail.history')}</h3>
      <ol className={css['history']}>
        {(history.data ?? []).map((event) => (
          <li key={event.sequence}>
            <time dateTime={event.occurredAt}>{dateTime(event.occurredAt, zone)}</time>
            <span>
              <b>{recorderName(event.actor)}</b> {say(`event.${event.type}`)}
              {event.reason ? `: ${withoutDigest(event.reason)}` : ''}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
