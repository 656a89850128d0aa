import { NumberInput } from '@mantine/core';
import { IconMessageHeart } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { fixedNumber, wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { useUrlState } from '../../list/url-state';
import { Card } from '../../shell/Page';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { Tag } from '../../status/Status';
import css from '../services/Service.module.css';
import { inLanguage } from '../services/services-words';
import { ProfileCard } from './ProfileCard';
import { type VoiceSpan } from './VoicePage';
import { voiceWords } from './voice-words';

type Figures = Schema<'SatisfactionItem'>;

const gradeTone = { A: 'present', B: 'present', C: 'late', D: 'absent' } as const;
const fixed = (value: number | null): string => (value === null ? '–' : fixedNumber(value, 4));

/** The index with its class, the nine elements, and what stays outside. */
export function IndexTab({ span }: { readonly span: VoiceSpan }): ReactNode {
  const say = useWords(voiceWords);
  const [search] = useUrlState();
  const population = Number(search['population']) || undefined;
  const query = { ...span, ...(population ? { population } : {}) };
  const figures = useQuery({ queryKey: ['satisfaction', query], queryFn: () => answerOf(api.GET('/api/v1/satisfaction', { params: { query } })), placeholderData: keepPreviousData });
  if (figures.isError) return <div className="h-card"><ErrorState error={figures.error} onRetry={() => void figures.refetch()} /></div>;
  if (!figures.data) return <div className="h-card"><LoadingRows /></div>;
  const { data } = figures;
  return (
    <div className={css['cards']}>
      <div className={css['grid']}>
        <IndexCard figures={data} />
        <QuickCard figures={data} />
        <LeftOutCard figures={data} />
      </div>
      {data.respondents === 0 ? (
        <div className="h-card"><EmptyState icon={IconMessageHeart} title={say('noIndex')} text={say('noIndexText')} /></div>
      ) : (
        <>
          <Card title={say('elements')} note={say('method')}>
            <div className={css['cardTable']}>
              <DataTable
                label={say('elements')}
                rows={data.elements}
                rowKey={({ title }) => title.id}
                columns={[
                  { key: 'element', head: say('element'), cell: (row) => `${data.elements.indexOf(row) + 1}. ${inLanguage(row.title)}` },
                  { key: 'bar', head: say('bar'), cell: (row) => <span className={css['bar2']} aria-hidden><i style={{ width: `${(((row.mean ?? 1) - 1) / 3) * 100}%` }} /></span> },
                  { key: 'mean', head: say('mean'), align: 'right', cell: (row) => fixed(row.mean) },
                  { key: 'weighted', head: say('weighted'), align: 'right', cell: (row) => fixed(row.weighted) },
                ]}
              />
            </div>
          </Card>
          <ProfileCard fields={data.profile} respondents={data.respondents} />
        </>
      )}
    </div>
  );
}

function IndexCard({ figures }: { readonly figures: Figures }): ReactNode {
  const say = useWords(voiceWords);
  const [search, change] = useUrlState();
  const { ikm, grade, meaning, respondents, sample } = figures;
  return (
    <Card title={say('ikm')}>
      <p className={css['big']}>{ikm === null ? '–' : fixedNumber(ikm, 2)}</p>
      {grade ? <Tag tone={gradeTone[grade]}>{say('grade', { grade, meaning: meaning ?? '' })}</Tag> : null}
      <p>{say('respondents', { count: respondents })}</p>
      <NumberInput mt={8} label={say('population')} min={0} max={10_000_000} allowDecimal={false} thousandSeparator="." decimalSeparator="," value={search['population'] ? Number(search['population']) : ''} onChange={(value) => change({ population: Number(value) > 0 ? String(value) : undefined })} />
      {sample ? <p>{say('needed')}: <b>{wholeNumber(sample.needed)}</b> ({respondents >= sample.needed ? say('enough') : say('notEnough', { count: wholeNumber(sample.needed - respondents) })})</p> : null}
    </Card>
  );
}

function QuickCard({ figures }: { readonly figures: Figures }): ReactNode {
  const say = useWords(voiceWords);
  const most = Math.max(1, ...figures.quick);
  return (
    <Card title={say('quick')} note={say('quickNote')}>
      <dl className={css['facts']}>
        {([4, 3, 2, 1] as const).map((score) => (
          <div key={score} style={{ display: 'contents' }}>
            <dt>{say(`scale.${score}`)}</dt>
            <dd><span className={css['bar2']} aria-hidden><i style={{ width: `${(100 * (figures.quick[score - 1] ?? 0)) / most}%` }} /></span>{wholeNumber(figures.quick[score - 1] ?? 0)}</dd>
          </div>
        ))}
      </dl>
      {figures.incomplete > 0 ? <p className="h-quiet">{say('incomplete', { count: figures.incomplete })}</p> : null}
    </Card>
  );
}

function LeftOutCard({ figures }: { readonly figures: Figures }): ReactNode {
  const say = useWords(voiceWords);
  const flagged = figures.leftOut.filter(({ count }) => count > 0);
  return (
    <Card title={say('leftOut')} note={say('leftOutNote')}>
      {flagged.length === 0 ? <p className="h-quiet">{say('leftOutNone')}</p> : (
        <dl className={css['facts']}>
          {flagged.map(({ flag, count }) => (
            <div key={flag} style={{ display: 'contents' }}>
              <dt>{say(`flag.${flag}`)}</dt>
              <dd>{wholeNumber(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </Card>
  );
}
