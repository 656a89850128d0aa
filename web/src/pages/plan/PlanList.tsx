import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconCalendarPlus, IconDots, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { useWords } from '../../i18n/words';
import { type Column, DataTable } from '../../list/DataTable';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { ImpactDialog } from './ImpactDialog';
import css from './Plan.module.css';
import { type PlanChange } from './plan-change';
import { planWords } from './plan-words';

interface PlanListProps<T> {
  readonly label: string;
  readonly note?: string;
  readonly query: { readonly data?: { readonly items: readonly T[] } | undefined; readonly error: unknown; readonly refetch: () => unknown };
  readonly columns: readonly Column<T>[];
  readonly rowKey: (row: T) => string;
  readonly rowName: (row: T) => string;
  readonly filters?: ReactNode;
  /** The form of a row, or of a new one. */
  readonly form: (row: T | undefined, onAsk: (asked: PlanChange) => void, onClose: () => void) => ReactNode;
  readonly removal: (row: T) => PlanChange;
}

/** One list of the plan: add, change and remove, each after its impact was shown. */
export function PlanList<T>({ label, note, query, columns, rowKey, rowName, filters, form, removal }: PlanListProps<T>): ReactNode {
  const say = useWords(planWords);
  const mayWrite = useMay('plan.write');
  const [open, setOpen] = useState<{ readonly row: T | undefined } | null>(null);
  const [asked, setAsked] = useState<PlanChange | null>(null);
  const close = (): void => (setOpen(null), setAsked(null));
  const menu = (row: T): ReactNode => (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target><ActionIcon variant="subtle" color="gray" aria-label={`${say('change')} ${rowName(row)}`}><IconDots size={16} /></ActionIcon></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => setOpen({ row })}>{say('change')}</Menu.Item>
        <Menu.Item onClick={() => setAsked(removal(row))}>{say('remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
  const items = query.data?.items;
  return (
    <div className={css['list']}>
      <div className={css['head']}>
        {filters}
        <p>{note}</p>
        {mayWrite ? <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setOpen({ row: undefined })}>{say('add')}</Button> : null}
      </div>
      <div className="h-card">
        {query.error ? <ErrorState error={query.error} onRetry={() => void query.refetch()} /> : !items ? <LoadingRows /> : items.length === 0 ? <EmptyState icon={IconCalendarPlus} title={say('none')} text={say('noneText')} /> : (
          <DataTable<T> label={label} rows={items} rowKey={rowKey} columns={mayWrite ? [...columns, { key: 'do', head: <span className="h-visually-hidden">{say('change').replace('…', '')}</span>, align: 'right', width: 50, cell: menu }] : columns} />
        )}
      </div>
      {open && !asked ? form(open.row, setAsked, close) : null}
      {asked ? <ImpactDialog asked={asked} onSaved={close} onClose={() => setAsked(null)} /> : null}
    </div>
  );
}
