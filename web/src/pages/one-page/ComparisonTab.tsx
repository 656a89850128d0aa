import { IconScale } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { percent, wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { WithPanel } from '../../panel/Panel';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { MonthFields, useMonths } from './MonthFields';
import css from './OnePage.module.css';
import { performanceWords } from './performance-words';

type Unit = Schema<'ComparedUnit'>;

/** Units beside each other by name, each share with its interval. */
export function ComparisonTab(): ReactNode {
  const say = useWords(performanceWords);
  const unitId = useUnitId();
  const query = { ...useMonths(), ...(unitId ? { unitId } : {}) };
  const found = useQuery({ queryKey: ['unit-comparison', query], queryFn: () => answerOf(api.GET('/api/v1/unit-comparison', { params: { query } })) });
  return (
    <WithPanel label={say('tab.comparison')} panel={null}>
      <div className={css['page']}>
        <MonthFields months={found.data?.months} />
        <p className={css['lead']}>{say('comparisonLead')}</p>
        {found.isPending ? <LoadingRows /> : found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : found.data.units.length === 0 ? <EmptyState icon={IconScale} title={say('comparisonNoneTitle')} text={say('comparisonNone')} /> : (
          <DataTable<Unit>
            label={say('tab.comparison')}
            rows={[found.data.whole, ...found.data.units]}
            rowKey={(row) => row.unitId ?? 'whole'}
            columns={[
              { key: 'unit', head: say('unit'), cell: (row) => (row.unitId === null ? <b>{say('whole')}</b> : row.name) },
              { key: 'people', head: say('people'), align: 'right', cell: (row) => wholeNumber(row.people) },
              { key: 'attended', head: say('attendedShare'), cell: (row) => <Interval item={row.attended} whole={found.data.whole.attended.share} is={row.unitId === null} /> },
              { key: 'onTime', head: say('onTimeShare'), cell: (row) => <Interval item={row.onTime} whole={found.data.whole.onTime.share} is={row.unitId === null} /> },
            ]}
          />
        )}
      </div>
    </WithPanel>
  );
}

/** A share as a dot in its interval on a line from 0 to 100 %, with the same in words. */
function Interval({ item, whole, is }: { readonly item: Schema<'ShareItem'>; readonly whole: number | null; readonly is: boolean }): ReactNode {
  const say = useWords(performanceWords);
  const { share, low, high, hits, of, standing } = item;
  if (share === null || low === null || high === null) return say('standing.none');
  return (
    <span className={css['interval']} data-standing={standing}>
      <span aria-hidden className={css['line']}>
        <i className={css['range']} style={{ left: `${low * 100}%`, width: `${Math.max(0.5, (high - low) * 100)}%` }} />
        <i className={css['dot']} style={{ left: `${share * 100}%` }} />
        {whole === null || is ? null : <i className={css['mark']} style={{ left: `${whole * 100}%` }} />}
      </span>
      <span>{say('interval', { share: percent(share), low: percent(low).replace('%', ''), high: percent(high) })}</span>
      <small>{[say('shareOf', { hits: wholeNumber(hits), of: wholeNumber(of) }), is ? '' : say(`standing.${standing}`)].filter(Boolean).join(' · ')}</small>
    </span>
  );
}
