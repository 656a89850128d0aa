import { Button, Select, TextInput } from '@mantine/core';
import { IconDownload, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { useMe } from '../../access/me';
import { send } from '../../api/client';
import { useLanguage, useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { useUrlState } from '../../list/url-state';
import { useOverview } from '../../shell/overview';
import { Card } from '../../shell/Page';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { unitRows, unitsQuery } from '../people/units';
import { type Asked, type Cell, cellText, type ReportKind, reportKinds, reportPath, type ReportRows } from './reports';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';

const shownRows = 200;

/** A report as things stand now: seen here, as a spreadsheet, or as a paper. */
export function MakeTab({ today }: { readonly today: string }): ReactNode {
  const say = useWords(reportsWords);
  const language = useLanguage();
  const [search, change] = useUrlState();
  const me = useMe();
  const ownUnits = useOverview()?.units ?? [];
  const everywhere = me.unitIds === null;
  // Whoever reaches some units only has no report of the whole office: the first of them, with all below it, instead.
  const unitId = useUnitId() ?? (everywhere ? undefined : ownUnits[0]?.id);
  const units = useQuery(unitsQuery);
  const kind = reportKinds.find((each) => each === search['report']) ?? 'daily';
  const date = search['date'] ?? today;
  const asked: Asked = { kind, date, unit: units.data?.find(({ id }) => id === unitId)?.code };
  const wait = unitId !== undefined && !units.data;
  const when = kind === 'daily' ? { type: 'date', label: say('date'), value: date } : kind === 'year-account' ? { type: 'number', label: say('year'), value: date.slice(0, 4) } : { type: 'month', label: say('month'), value: date.slice(0, 7) };
  const setWhen = (text: string): void => change({ date: text ? `${text}${kind === 'daily' ? '' : today.slice(text.length)}` : undefined });
  if (!everywhere && unitId === undefined) return <EmptyState icon={IconUsersGroup} title={say('noUnit')} text={say('noUnitText')} />;
  const file = (format: 'xlsx' | 'pdf'): ReactNode => (
    <Button variant="default" component="a" href={reportPath(asked, format, language)} download leftSection={<IconDownload size={16} />}>
      {say(format)}
    </Button>
  );
  return (
    <div className={css['page']}>
      <div className={css['ask']}>
        <Select label={say('report')} allowDeselect={false} w={220} value={kind} onChange={(next) => change({ report: (next ?? 'daily') as ReportKind })} data={reportKinds.map((value) => ({ value, label: say(`report.${value}`) }))} />
        <TextInput key={kind} type={when.type} label={when.label} w={160} defaultValue={when.value} onChange={(event) => setWhen(event.currentTarget.value)} />
        <Select label={say('unit')} searchable allowDeselect={false} w={240} value={unitId ?? '*'} onChange={(next) => change({ unit: next === '*' || next === null ? undefined : next })} data={[...(everywhere ? [{ value: '*', label: say('everyUnit') }] : []), ...unitRows((units.data ?? []).filter(({ id }) => me.unitIds?.includes(id) ?? true)).map((row) => ({ value: row.unit.id, label: row.unit.name }))]} />
        {file('xlsx')}
        {file('pdf')}
      </div>
      <p className={css['note']}>{`${say(`about.${kind}`)} ${say('pdfNote')}`}</p>
      {wait ? <LoadingRows /> : kind === 'daily' ? <iframe className={css['frame']} title={say('preview')} src={reportPath(asked, 'html', language)} /> : <Rows asked={asked} />}
    </div>
  );
}

function Rows({ asked }: { readonly asked: Asked }): ReactNode {
  const say = useWords(reportsWords);
  const language = useLanguage();
  const path = reportPath(asked, 'json', language);
  const { data, error, refetch } = useQuery({ queryKey: ['report', path], queryFn: () => send<ReportRows>('GET', path) });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  return (
    <div className={css['tables']}>
      {data.unsettled > 0 ? <p role="status">{say('unsettled', { count: data.unsettled })}</p> : null}
      {data.tables.map(({ heading, note, columns, rows }, index) => (
        <Card key={index} title={heading ?? data.title} note={note ?? undefined}>
          <DataTable<{ readonly cells: readonly Cell[]; readonly row: number }> label={heading ?? data.title} rows={rows.slice(0, shownRows).map((cells, row) => ({ cells, row }))} rowKey={({ row }) => String(row)} columns={columns.map(({ head, align }, column) => ({ key: String(column), head: head || <span className="h-visually-hidden">{column + 1}</span>, ...(align === 'right' ? { align: 'right' as const } : {}), cell: ({ cells }) => <span className={css['cell']}>{cellText(cells[column])}</span> }))} />
          {rows.length > shownRows ? <p className={css['quiet']}>{say('rows', { shown: shownRows, total: rows.length })}</p> : null}
        </Card>
      ))}
      <p className={css['quiet']}>{say('digest', { digest: data.digest.slice(0, 16) })}</p>
    </div>
  );
}
