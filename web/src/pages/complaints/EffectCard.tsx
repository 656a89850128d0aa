import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { dayMonth } from '../../format/dates';
import { fixedNumber, percent, wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Card } from '../../shell/Page';
import css from '../services/Service.module.css';
import { duration, servicesWords } from '../services/services-words';
import { complaintsWords } from './complaints-words';

type Side = Schema<'EffectSide'>;

/** The same service before and after the improvement was agreed. */
export function EffectCard({ effect }: { readonly effect: Schema<'EffectItem'> }): ReactNode {
  const say = useWords(complaintsWords);
  const time = useWords(servicesWords);
  const rows: readonly { readonly key: string; readonly name: string; readonly of: (side: Side) => string }[] = [
    { key: 'span', name: say('span'), of: ({ from, to }) => `${dayMonth(from)} – ${dayMonth(to)}` },
    { key: 'tickets', name: say('tickets'), of: ({ tickets }) => wholeNumber(tickets) },
    { key: 'median', name: say('median'), of: ({ p50Minutes }) => duration(p50Minutes, time) },
    { key: 'within', name: say('within'), of: ({ withinPromise }) => (withinPromise === null ? '–' : percent(withinPromise)) },
    { key: 'ikm', name: say('ikm'), of: ({ ikm }) => (ikm === null ? '–' : fixedNumber(ikm, 2)) },
    { key: 'respondents', name: say('respondents'), of: ({ respondents }) => wholeNumber(respondents) },
    { key: 'complaints', name: say('complaintsCount'), of: ({ complaints }) => wholeNumber(complaints) },
  ];
  return (
    <Card title={say('effect')} note={say('effectNote')}>
      <div className={css['cardTable']}>
        <DataTable label={say('effect')} rows={rows} rowKey={({ key }) => key} columns={[{ key: 'name', head: say('figure'), cell: (row) => row.name }, { key: 'before', head: say('before'), align: 'right', cell: (row) => row.of(effect.before) }, { key: 'after', head: say('after'), align: 'right', cell: (row) => row.of(effect.after) }]} />
      </div>
    </Card>
  );
}
