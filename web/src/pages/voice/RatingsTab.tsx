import { IconMessageHeart } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { dateTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { useOverview } from '../../shell/overview';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import css from '../services/Service.module.css';
import { type VoiceSpan } from './VoicePage';
import { voiceWords } from './voice-words';

type Rating = Schema<'RatingItem'>;
const pageSize = 50;

/** Ratings one by one; those outside the index say why. */
export function RatingsTab({ span }: { readonly span: VoiceSpan }): ReactNode {
  const say = useWords(voiceWords);
  const [search, change] = useUrlState();
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  const page = Number(search['page']) || 1;
  const query = { ...span, page, pageSize };
  const ratings = useQuery({ queryKey: ['service-ratings', query], queryFn: () => answerOf(api.GET('/api/v1/service-ratings', { params: { query } })), placeholderData: keepPreviousData });
  if (ratings.isError) return <div className="h-card"><ErrorState error={ratings.error} onRetry={() => void ratings.refetch()} /></div>;
  if (!ratings.data) return <div className="h-card"><LoadingRows /></div>;
  if (ratings.data.total === 0) return <div className="h-card"><EmptyState icon={IconMessageHeart} title={say('ratingsNone')} text={say('ratingsNoneText')} /></div>;
  const scores = ({ elements, quick }: Rating): string => {
    const full = ((elements ?? []) as readonly (number | null)[]).map((score) => (score === null ? '–' : String(score)));
    return full.some((score) => score !== '–') ? full.join(' ') : quick === null ? '–' : say('onlyQuick', { score: say(`scale.${quick as 1}`) });
  };
  return (
    <div className="h-card">
      <DataTable<Rating>
        label={say('tab.ratings')}
        rows={ratings.data.items}
        rowKey={({ id }) => id}
        columns={[
          { key: 'when', head: say('when'), cell: (row) => dateTime(row.givenAt, zone) },
          { key: 'counted', head: say('counted'), cell: (row) => (row.flag === null ? <Tag tone="present">{say('counted')}</Tag> : <Tag tone="late">{say('notCounted', { reason: say(`flag.${row.flag}`) })}</Tag>) },
          { key: 'scores', head: say('scores'), cell: (row) => <span className={css['code']}>{scores(row)}</span> },
          { key: 'comment', head: say('comment'), cell: (row) => row.comment ?? '–' },
          { key: 'how', head: say('how'), cell: (row) => say(`channel.${row.channel}`) },
          { key: 'point', head: say('point'), cell: (row) => <span className={css['code']}>{row.point}</span> },
        ]}
      />
      <Pager page={page} pageSize={pageSize} total={ratings.data.total} onPage={(next) => change({ page: String(next) }, { push: true })} />
    </div>
  );
}
