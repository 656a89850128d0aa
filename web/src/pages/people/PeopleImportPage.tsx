import { Button, Select } from '@mantine/core';
import { IconCircleCheck, IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Refused } from '../../form/Refused';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Page } from '../../shell/Page';
import { EmptyState } from '../../states/States';
import { download, fileRecords } from './csv-file';
import { FileDrop } from './FileDrop';
import { ImportReportView } from './ImportReportView';
import css from './People.module.css';
import { peopleWords } from './people-words';
import { importFile, type ImportKind, importKinds, refusedRows, templates, totals, type TriedFile, withoutRows } from './plan-import';

/** A file of people, units and the like: chosen, tried, shown, and only then saved. */
export function PeopleImportPage(): ReactNode {
  const say = useWords(peopleWords);
  const [search, change] = useUrlState();
  const queries = useQueryClient();
  const [tried, setTried] = useState<TriedFile | null>(null);
  const [saved, setSaved] = useState<TriedFile | null>(null);
  const kind = importKinds.find((each) => each === search['kind']) ?? 'employees';
  const attempt = useMutation({ mutationFn: async ({ name, text }: { name: string; text: string }) => ({ kind, name, text, report: await importFile(kind, text, true) }), onSuccess: setTried });
  const save = useMutation({
    mutationFn: async (file: TriedFile) => ({ ...file, report: await importFile(file.kind, file.text, false) }),
    onSuccess: (file) => {
      setSaved(file);
      setTried(null);
      void queries.invalidateQueries();
    },
  });
  const again = (): void => {
    setTried(null);
    setSaved(null);
    attempt.reset();
    save.reset();
  };
  const trail = <><Link to="/people">{say('title')}</Link> › {say('import.title')}</>;
  if (saved) return <Page title={say('import.done')} trail={trail}><Saved file={saved} onAgain={again} /></Page>;
  if (tried) return <Tried file={tried} trail={trail} busy={save.isPending} error={save.error} onSave={() => save.mutate(tried)} onAgain={again} onSkip={() => attempt.mutate({ name: tried.name, text: withoutRows(tried.text, refusedRows(tried.report)) })} skipping={attempt.isPending} />;
  return (
    <Page title={say('import.title')} trail={trail} subtitle={say('import.lead')}>
      <div className={css['filters']}>
        <Select label={say('import.kind')} allowDeselect={false} w={260} value={kind} onChange={(next) => change({ kind: next ?? undefined })} data={importKinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
        {kind === 'office' ? null : <TemplateButton kind={kind} />}
      </div>
      <Refused error={attempt.error} />
      <FileDrop busy={attempt.isPending ? (attempt.variables?.name ?? '') : null} onText={(name, text) => attempt.mutate({ name, text })} />
    </Page>
  );
}

function TemplateButton({ kind }: { readonly kind: Exclude<ImportKind, 'office'> }): ReactNode {
  const say = useWords(peopleWords);
  return (
    <Button variant="subtle" mt={20} leftSection={<IconDownload size={16} />} onClick={() => download(`${kind}.csv`, templates[kind])}>
      {say('import.template')}
    </Button>
  );
}

interface TriedProps {
  readonly file: TriedFile;
  readonly trail: ReactNode;
  readonly busy: boolean;
  readonly skipping: boolean;
  readonly error: unknown;
  readonly onSave: () => void;
  readonly onAgain: () => void;
  readonly onSkip: () => void;
}

function Tried({ file, trail, busy, skipping, error, onSave, onAgain, onSkip }: TriedProps): ReactNode {
  const say = useWords(peopleWords);
  const { fresh, changed } = totals(file.report);
  const rows = refusedRows(file.report);
  const same = file.report.accepted && fresh + changed === 0;
  const actions = (
    <>
      <Button variant="default" onClick={onAgain}>{say('import.again')}</Button>
      {file.report.accepted ? <Button disabled={same} loading={busy} onClick={onSave}>{say('import.save', { count: fresh + changed })}</Button> : rows.size > 0 ? <Button loading={skipping} onClick={onSkip}>{say('import.without', { count: rows.size })}</Button> : null}
    </>
  );
  const lines = file.kind === 'office' ? '' : ` · ${say('import.rows', { count: Math.max(0, fileRecords(file.text).length - 1) })}`;
  return (
    <Page title={say('import.would')} trail={trail} actions={actions} subtitle={<span className={css['source']}><IconFileSpreadsheet size={15} aria-hidden /> <span>{`${file.name}${lines} · `}<b>{say('import.nothing')}</b></span></span>}>
      <Refused error={error} />
      {same ? <p className={css['note']}>{say('import.allSame')}</p> : null}
      <ImportReportView file={file} />
    </Page>
  );
}

function Saved({ file, onAgain }: { readonly file: TriedFile; readonly onAgain: () => void }): ReactNode {
  const say = useWords(peopleWords);
  const { fresh, changed, same } = totals(file.report);
  const words = { fresh: wholeNumber(fresh), changed: wholeNumber(changed), same: wholeNumber(same) };
  return (
    <div className="h-card">
      <EmptyState icon={IconCircleCheck} title={file.name} text={`${say('import.doneText', words)} ${file.report.markedDays > 0 ? say('import.recompute', { count: file.report.markedDays }) : say('import.noRecompute')}`}>
        <Button renderRoot={(props) => <Link to="/people" {...props} />}>{say('import.toPeople')}</Button>
        <Button variant="default" onClick={onAgain}>{say('import.other')}</Button>
      </EmptyState>
    </div>
  );
}
