import { Button } from '@mantine/core';
import { IconInbox, IconPlus, IconUserOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useMe } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { mediumDate, shortDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Page } from '../../shell/Page';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import { Papers } from '../requests/RequestDetail';
import { requestTitle, requestWords } from '../requests/request-words';
import css from './MyDay.module.css';
import { myRequestsQuery } from './my-day';
import { myDayWords } from './my-day-words';

/** One's own requests with their answers. */
export function MyRequestsPage(): ReactNode {
  const say = useWords(myDayWords);
  const { employeeId } = useMe();
  const requests = useQuery({ ...myRequestsQuery(employeeId ?? ''), enabled: Boolean(employeeId) });
  const leave = (
    <Button size="md" variant="default" leftSection={<IconPlus size={17} />} renderRoot={(props) => <Link to="/me/leave" {...props} />}>
      {say('leave.new')}
    </Button>
  );
  return (
    <Page title={say('requests')} actions={employeeId ? leave : undefined}>
      {employeeId ? null : <EmptyState icon={IconUserOff} title={say('none')} text={say('noneText')} />}
      {employeeId && requests.isPending ? <LoadingRows rows={3} /> : null}
      {requests.isError ? <ErrorState error={requests.error} onRetry={() => void requests.refetch()} /> : null}
      {requests.data?.length === 0 ? <EmptyState icon={IconInbox} title={say('requests.none')} text={say('requests.noneText')} /> : null}
      <ul className={css['page']}>
        {(requests.data ?? []).map((request) => (
          <MyRequest key={request.id} request={request} />
        ))}
      </ul>
    </Page>
  );
}

const tone = { requested: 'accent', approved: 'present', rejected: 'absent', cancelled: 'machine', revoked: 'machine' } as const;

function MyRequest({ request }: { readonly request: Schema<'RequestItem'> }): ReactNode {
  const say = useWords(myDayWords);
  const sayRequest = useWords(requestWords);
  const decided = request.state !== 'requested';
  const history = useQuery({ queryKey: ['requests', 'history', request.id], queryFn: () => answerOf(api.GET('/api/v1/requests/{id}/history', { params: { path: { id: request.id } } })), enabled: decided });
  const answer = history.data?.findLast(({ type }) => type !== 'filed' && type !== 'attached');
  return (
    <li className={css['request']}>
      <header>
        <b>{requestTitle(request, sayRequest)}</b>
        <Tag tone={tone[request.state]}>{sayRequest(`state.${request.state}`)}</Tag>
      </header>
      <p>
        {request.fromDate === request.toDate ? mediumDate(request.fromDate) : `${shortDate(request.fromDate)} – ${mediumDate(request.toDate)}`}
        {request.kind === 'correction' && request.fromWall ? ` · ${request.fromWall.slice(11, 16)}` : ''}
      </p>
      <p className="h-quiet">{decided ? say('requests.answer', { text: answer?.reason ?? say('requests.noReason') }) : say('requests.waiting')}</p>
      <Papers id={request.id} quiet />
    </li>
  );
}
