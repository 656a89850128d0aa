import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { Refused } from '../../form/Refused';
import { mediumDate } from '../../format/dates';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Page } from '../../shell/Page';
import { EmptyState } from '../../states/States';
import { Tag } from '../../status/Status';
import { FileDrop } from '../people/FileDrop';
import css from '../services/Service.module.css';
import { complaintsWords } from './complaints-words';

interface Tried {
  readonly name: string;
  readonly text: string;
  readonly report: Schema<'ComplaintImportItem'>;
}

const importFile = (text: string, dryRun: boolean): Promise<Schema<'ComplaintImportItem'>> =>
  answerOf(api.POST('/api/v1/complaints/import', { params: { query: { dryRun } }, body: text as never, bodySerializer: (given: unknown) => String(given), headers: { 'Content-Type': 'text/csv' } } as never)) as Promise<Schema<'ComplaintImportItem'>>;

/** A file of SP4N-LAPOR!: chosen, tried, shown, and only then saved. */
export function ComplaintImportPage(): ReactNode {
  const say = useWords(complaintsWords);
  const queries = useQueryClient();
  const attempt = useMutation({ mutationFn: async ({ name, text }: { name: string; text: string }): Promise<Tried> => ({ name, text, report: await importFile(text, true) }) });
  const save = useMutation({ mutationFn: (text: string) => importFile(text, false), onSuccess: () => void queries.invalidateQueries({ queryKey: ['complaints'] }) });
  const trail = <><Link to="/complaints">{say('title')}</Link> › {say('import')}</>;
  const again = (): void => (attempt.reset(), save.reset());
  if (save.data) {
    return (
      <Page title={say('import')} trail={trail}>
        <div className="h-card">
          <EmptyState icon={IconCircleCheck} title={say('import.done', { count: save.data.taken })} text={say('import.doneText', { known: wholeNumber(save.data.known) })}>
            <Button renderRoot={(props) => <Link to="/complaints" {...props} />}>{say('import.toList')}</Button>
            <Button variant="default" onClick={again}>{say('import.again')}</Button>
          </EmptyState>
        </div>
      </Page>
    );
  }
  if (attempt.data) return <TriedPage tried={attempt.data} trail={trail} busy={save.isPending} error={save.error} onSave={() => save.mutate(attempt.data.text)} onAgain={again} />;
  return (
    <Page title={say('import')} trail={trail} subtitle={say('import.lead')}>
      <p className="h-quiet" style={{ marginBottom: 12 }}>{say('import.headings')}</p>
      <Refused error={attempt.error} />
      <FileDrop busy={attempt.isPending ? (attempt.variables?.name ?? '') : null} onFile={(file) => void file.text().then((text) => attempt.mutate({ name: file.name, text }))} />
    </Page>
  );
}

interface TriedProps {
  readonly tried: Tried;
  readonly trail: ReactNode;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: () => void;
  readonly onAgain: () => void;
}

const tone = { new: 'present', known: 'machine', refused: 'absent' } as const;

function TriedPage({ tried: { name, report }, trail, busy, error, onSave, onAgain }: TriedProps): ReactNode {
  const say = useWords(complaintsWords);
  const actions = (
    <>
      <Button variant="default" onClick={onAgain}>{say('import.again')}</Button>
      <Button loading={busy} disabled={report.refused > 0 || report.taken === 0} onClick={onSave}>{say('import.save', { count: report.taken })}</Button>
    </>
  );
  return (
    <Page title={say('import')} trail={trail} actions={actions} subtitle={`${name}: ${say('import.tried', { fresh: wholeNumber(report.taken), known: wholeNumber(report.known), refused: wholeNumber(report.refused) })}`}>
      <Refused error={error} />
      {report.refused > 0 ? <p className={css['past']} role="alert" style={{ marginBottom: 12 }}>{say('import.fix')}</p> : null}
      <div className="h-card">
        <DataTable<Schema<'ComplaintImportLine'>>
          label={say('import')}
          rows={report.lines}
          rowKey={({ line }) => String(line)}
          columns={[
            { key: 'line', head: say('import.line'), align: 'right', width: 60, cell: (row) => row.line },
            { key: 'outcome', head: say('import.outcome'), cell: (row) => <><Tag tone={tone[row.outcome]}>{say(`import.${row.outcome}`)}</Tag> {row.problem}</> },
            { key: 'number', head: say('import.number'), cell: (row) => <span className={css['code']}>{row.number}</span> },
            { key: 'received', head: say('received'), cell: (row) => (row.receivedDate ? mediumDate(row.receivedDate) : '–') },
            { key: 'kind', head: say('what'), cell: (row) => (row.kind ? say(`kind.${row.kind}`) : '–') },
            { key: 'unit', head: say('where'), cell: (row) => row.unit ?? say('unrouted') },
            { key: 'words', head: say('import.words'), cell: (row) => row.words },
          ]}
        />
      </div>
    </Page>
  );
}
