import { Button } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconEqual, IconPencil, IconUserPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Card } from '../../shell/Page';
import { download, fileRecords } from './csv-file';
import css from './People.module.css';
import { peopleWords, type SayPeople } from './people-words';
import { type ImportReport, onlyRows, refusedRows, totals, type TriedFile } from './plan-import';

type Problem = ImportReport['problems'][number];
const shownAtFirst = 20;

/** What a file would do: four numbers, then the rows that need mending, then what is odd. */
export function ImportReportView({ file }: { readonly file: TriedFile }): ReactNode {
  const say = useWords(peopleWords);
  const { report, text, kind } = file;
  const { fresh, changed, same } = totals(report);
  const rows = refusedRows(report);
  const counts = [
    { key: 'unchanged', icon: <IconEqual size={17} aria-hidden />, value: same },
    { key: 'changed', icon: <IconPencil size={17} color="var(--h-accent)" aria-hidden />, value: changed },
    { key: 'new', icon: <IconUserPlus size={17} color="var(--h-present)" aria-hidden />, value: fresh },
    { key: 'refused', icon: <IconAlertTriangle size={17} color="var(--h-late)" aria-hidden />, value: report.refused },
  ] as const;
  const save = rows.size === 0 ? null : (
    <Button size="compact-sm" variant="subtle" leftSection={<IconDownload size={15} />} onClick={() => download(`perbaiki-${file.name}`, onlyRows(text, rows))}>
      {say('import.download', { count: rows.size })}
    </Button>
  );
  return (
    <>
      <div className={css['counts']}>
        {counts.map(({ key, icon, value }) => (
          <div key={key} className={`h-card ${css['count']}`}>
            {icon}
            <b>{wholeNumber(value)}</b>
            <span>{say(`import.${key}`)}</span>
          </div>
        ))}
      </div>
      <div className={css['cards']}>
        {report.problems.length > 0 ? (
          <Card title={say('import.problems')} note={say('import.problemsNote')} action={save}>
            <Problems problems={report.problems} text={kind === 'office' || kind === 'units' ? null : text} label={say('import.problems')} />
          </Card>
        ) : null}
        {report.warnings.length > 0 ? (
          <Card title={say('import.warnings')} note={wholeNumber(report.warnings.length)}>
            <Problems problems={report.warnings} text={kind === 'office' || kind === 'units' ? null : text} label={say('import.warnings')} />
          </Card>
        ) : null}
        {Object.keys(report.counts).length > 1 ? <ByKind report={report} /> : null}
        <p className={css['note']}>{report.markedDays > 0 ? say('import.recompute', { count: report.markedDays }) : say('import.noRecompute')}</p>
      </div>
    </>
  );
}

function Problems({ problems, text, label }: { readonly problems: readonly Problem[]; readonly text: string | null; readonly label: string }): ReactNode {
  const say = useWords(peopleWords);
  const [all, setAll] = useState(false);
  const records = text === null ? [] : fileRecords(text);
  const head = records[0]?.cells ?? [];
  const cellOf = ({ row, column }: Problem): string => (row === undefined || column === undefined ? '' : (records.find((record) => record.row === row)?.cells[head.indexOf(column)] ?? ''));
  const shown = all ? problems : problems.slice(0, shownAtFirst);
  return (
    <>
      <DataTable<Problem & { readonly at: string }>
        label={label}
        rows={shown}
        rowKey={(problem) => `${problem.at}|${problem.message}`}
        columns={[
          { key: 'row', head: say('import.row'), align: 'right', width: 70, cell: ({ row, at }) => (row === undefined ? at : wholeNumber(row)) },
          { key: 'column', head: say('import.column'), cell: ({ column }) => column ?? '' },
          { key: 'cell', head: say('import.cell'), cell: (problem) => <span className={css['cell']}>{cellOf(problem)}</span> },
          { key: 'message', head: say('import.problem'), cell: ({ message }) => <b>{message}</b> },
        ]}
      />
      {problems.length > shown.length ? (
        <Button size="compact-sm" variant="subtle" m={8} onClick={() => setAll(true)}>
          {say('import.more', { count: problems.length - shown.length })}
        </Button>
      ) : null}
    </>
  );
}

const kindName = (kind: string, say: SayPeople): string => say(`kind.${kind as 'employees'}`);

function ByKind({ report }: { readonly report: ImportReport }): ReactNode {
  const say = useWords(peopleWords);
  const rows = Object.entries(report.counts as Record<string, { new: number; changed: number; unchanged: number }>);
  return (
    <Card title={say('import.byKind')}>
      <DataTable
        label={say('import.byKind')}
        rows={rows}
        rowKey={([kind]) => kind}
        columns={[
          { key: 'kind', head: say('import.kind'), cell: ([kind]) => kindName(kind, say) },
          { key: 'new', head: say('import.new'), align: 'right', cell: ([, count]) => wholeNumber(count.new) },
          { key: 'changed', head: say('import.changed'), align: 'right', cell: ([, count]) => wholeNumber(count.changed) },
          { key: 'same', head: say('import.unchanged'), align: 'right', cell: ([, count]) => wholeNumber(count.unchanged) },
        ]}
      />
    </Card>
  );
}
