import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { type Schema } from '../../api/client';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { type Column, DataTable } from '../../list/DataTable';
import { Card } from '../../shell/Page';
import { PresenceBar } from './PresenceBar';
import css from './Today.module.css';
import { todayWords } from './today-words';

type Unit = Schema<'UnitPresence'>;
const few = 6;

/** Units, most unaccounted first. */
export function UnitsCard({ today }: { readonly today: Schema<'TodayAnswer'> }): ReactNode {
  const say = useWords(todayWords);
  const [all, setAll] = useState(false);
  const number = (value: number): ReactNode => (value === 0 ? <span className="h-quiet">–</span> : wholeNumber(value));
  // Long words over short numbers: they break, so that the bar keeps its width.
  const head = (words: string): ReactNode => <span className={css['numberHead']}>{words}</span>;
  const columns: Column<Unit>[] = [
    { key: 'unit', head: say('units.unit'), cell: (unit) => (unit.unitId === null ? '–' : <Link to="/" search={{ unit: unit.unitId } as never} className={css['unitName']} title={unit.name}>{unit.name}</Link>) },
    { key: 'planned', head: head(say('units.planned')), cell: (unit) => wholeNumber(unit.due), align: 'right', width: 80 },
    { key: 'state', head: say('units.state'), cell: (unit) => <div className={css['unitBar']}><PresenceBar counts={unit} size="small" /></div>, width: '34%' },
    { key: 'late', head: head(say('late')), cell: (unit) => number(unit.late), align: 'right', width: 64 },
    { key: 'notYet', head: head(say('notYet')), cell: (unit) => <b>{number(unit.notYet)}</b>, align: 'right', width: 90 },
    {
      key: 'waiting',
      head: head(say('waiting')),
      cell: (unit) => (unit.waiting === 0 ? number(0) : <span className={css['hatchNumber']}><i className="h-hatch" aria-hidden /> {wholeNumber(unit.waiting)}</span>),
      align: 'right',
      width: 96,
    },
  ];
  return (
    <Card
      title={say('units.title')}
      note={say('units.note')}
      className={css['units']}
      action={today.units.length > few ? <UnstyledButton className={css['textButton']} onClick={() => setAll(!all)}>{all ? say('units.less') : say('units.count', { count: today.units.length })}</UnstyledButton> : null}
    >
      <DataTable label={say('units.title')} columns={columns} rows={all ? today.units : today.units.slice(0, few)} rowKey={(unit) => unit.unitId ?? ''} />
    </Card>
  );
}
