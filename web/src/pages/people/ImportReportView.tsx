import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconEqual, IconPencil, IconPlus, IconSearch } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { Card } from '../../shell/Page';
import { download } from './csv-file';
import { fieldName, itemsFile, mentions, type Outcome, reasonsOf, refusedFile } from './import-table';
import css from './People.module.css';
import { peopleWords, type SayPeople } from './people-words';
import { type ImportedItem, type ImportReport, totals, type TriedFile } from './plan-import';
import { problemText } from './problem-text';

type Problem = ImportReport['problems'][number];
const pageSize = 50;
const shownAtFirst = 20;

const icons = {
  unchanged: <IconEqual size={17} aria-hidden />,
  changed: <IconPencil size={17} color="var(--h-accent)" aria-hidden />,
  new: <IconPlus size={17} color="var(--h-present)" aria-hidden />,
  refused: <IconAlertTriangle size={17} color="var(--h-late)" aria-hidden />,
} as const;

/** What a file would do: four numbers that filter, every row with what changes in it, then what is odd. */
export function ImportReportView({ tried }: { readonly tried: TriedFile }): ReactNode {
  const say = useWords(peopleWords);
  const { report } = tried;
  const { fresh, changed, same } = totals(report);
  const counts = { unchanged: same, changed, new: fresh, refused: report.refused } as const;
  const [outcome, setOutcome] = useState<Outcome | null>(report.refused > 0 ? 'refused' : null);
  return (
    <>
      <div className={css['counts']} role="group" aria-label={say('import.filter')}>
        {(['unchanged', 'changed', 'new', 'refused'] as const).map((key) => (
          <button key={key} type="button" className={`h-card ${css['count']}`} aria-pressed={outcome === key} disabled={report.items.length === 0} onClick={() => setOutcome(outcome === key ? null : key)}>
            {icons[key]}
            <b>{wholeNumber(counts[key])}</b>
            <span>{say(`import.${key}`)}</span>
          </button>
        ))}
      </div>
      <div className={css['cards']}>
        {report.items.length > 0 ? <Items key={outcome ?? ''} tried={tried} outcome={outcome} /> : null}
        {report.items.length === 0 && report.problems.length > 0 ? <Card title={say('import.problems')}><Problems problems={report.problems} label={say('import.problems')} /></Card> : null}
        {report.warnings.length > 0 ? <Card title={say('import.warnings')} note={wholeNumber(report.warnings.length)}><Problems problems={report.warnings} label={say('import.warnings')} /></Card> : null}
        <p className={css['note']}>{report.markedDays > 0 ? say('import.recompute', { count: report.markedDays }) : say('import.noRecompute')}</p>
      </div>
    </>
  );
}

function Items({ tried: { report, file, kind }, outcome }: { readonly tried: TriedFile; readonly outcome: Outcome | null }): ReactNode {
  const say = useWords(peopleWords);
  const [page, setPage] = useState(1);
  const [text, setText] = useState('');
  const wanted = report.items.filter((item) => (outcome === null || item.outcome === outcome) && mentions(item, text));
  const name = file.name.replace(/\.\w+$/, '');
  const several = kind === 'office';
  return (
    <Card title={outcome === null ? say('import.everyRow') : say(`import.only.${outcome}`)} note={wholeNumber(wanted.length)} action={<Downloads report={report} name={name} />}>
      <TextInput className={css['find']} data-page-search aria-label={say('import.find')} placeholder={say('import.find')} leftSection={<IconSearch size={15} />} value={text} onChange={(event) => (setText(event.currentTarget.value), setPage(1))} />
      <div>
        <DataTable<ImportedItem>
          label={say('import.everyRow')}
          rows={wanted.slice((page - 1) * pageSize, page * pageSize)}
          rowKey={({ at, name: who }) => `${at}|${who}`}
          columns={[
            { key: 'row', head: say('import.row'), align: 'right', width: 70, cell: ({ row, at }) => (row === null ? at : wholeNumber(row)) },
            { key: 'outcome', head: say('import.outcome'), width: 150, cell: (item) => <span className={css['source']}>{icons[item.outcome]} {say(`import.${item.outcome}`)}</span> },
            ...(several ? [{ key: 'kind', head: say('import.kind'), width: 130, cell: (item: ImportedItem) => say(`kind.${item.kind as 'employees'}`) }] : []),
            { key: 'name', head: say('import.item'), cell: (item) => <b>{item.name}</b> },
            { key: 'fields', head: say('import.fields'), cell: (item) => <Fields item={item} /> },
          ]}
        />
        {wanted.length > pageSize ? <Pager page={page} pageSize={pageSize} total={wanted.length} onPage={setPage} /> : null}
      </div>
    </Card>
  );
}

function Downloads({ report, name }: { readonly report: ImportReport; readonly name: string }): ReactNode {
  const say = useWords(peopleWords);
  const icon = <IconDownload size={15} />;
  return (
    <span className={css['source']}>
      {report.headings.length > 0 && report.refused > 0 ? <Button size="compact-sm" variant="subtle" leftSection={icon} onClick={() => download(`perbaiki-${name}.csv`, refusedFile(report))}>{say('import.download', { count: report.refused })}</Button> : null}
      <Button size="compact-sm" variant="subtle" leftSection={icon} onClick={() => download(`dampak-${name}.csv`, itemsFile(report.items, say))}>{say('import.downloadAll')}</Button>
    </span>
  );
}

function Fields({ item }: { readonly item: ImportedItem }): ReactNode {
  const say = useWords(peopleWords);
  if (item.outcome === 'refused') return <b className={css['reason']}>{reasonsOf(item)}</b>;
  return (
    <ul className={css['fields']}>
      {item.fields.map(({ field, before, after }) => (
        <li key={field}>
          {fieldName(field, say)}: {item.outcome === 'new' ? null : <><s>{before ?? say('import.nothingThere')}</s> <span aria-hidden>→</span> </>}
          <b>{after ?? say('import.nothingThere')}</b>
        </li>
      ))}
    </ul>
  );
}

function Problems({ problems, label }: { readonly problems: readonly Problem[]; readonly label: string }): ReactNode {
  const say: SayPeople = useWords(peopleWords);
  const [all, setAll] = useState(false);
  const shown = all ? problems : problems.slice(0, shownAtFirst);
  return (
    <div>
      <DataTable<Problem>
        label={label}
        rows={shown}
        rowKey={(problem) => `${problem.at}|${problem.message}`}
        columns={[
          { key: 'row', head: say('import.row'), align: 'right', width: 70, cell: ({ row, at }) => (row === undefined ? at : wholeNumber(row)) },
          { key: 'column', head: say('import.column'), cell: ({ column }) => column ?? '' },
          { key: 'message', head: say('import.problem'), cell: ({ message }) => <b>{problemText(message)}</b> },
        ]}
      />
      {problems.length > shown.length ? (
        <Button size="compact-sm" variant="subtle" m={8} onClick={() => setAll(true)}>
          {say('import.more', { count: problems.length - shown.length })}
        </Button>
      ) : null}
    </div>
  );
}
