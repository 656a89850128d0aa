import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api } from '../../api/client';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Card } from '../../shell/Page';
import { ErrorState, LoadingRows } from '../../states/States';
import css from '../services/Service.module.css';
import { voiceWords } from './voice-words';

/** How many respondents a population needs. */
export function SampleTab(): ReactNode {
  const say = useWords(voiceWords);
  const table = useQuery({ queryKey: ['sampling-table'], queryFn: () => answerOf(api.GET('/api/v1/satisfaction/sampling-table')) });
  return (
    <Card title={say('tab.sample')} note={say('sampleNote')}>
      <div className={css['cardTable']}>
        {table.isError ? <ErrorState error={table.error} onRetry={() => void table.refetch()} /> : !table.data ? <LoadingRows /> : (
          <DataTable label={say('tab.sample')} rows={table.data} rowKey={({ population }) => String(population)} columns={[{ key: 'population', head: say('population'), cell: (row) => wholeNumber(row.population) }, { key: 'needed', head: say('needed'), cell: (row) => wholeNumber(row.needed) }]} />
        )}
      </div>
    </Card>
  );
}
