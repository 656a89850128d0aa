import { Button, Select } from '@mantine/core';
import { IconCircleCheck, IconDownload, IconFileSpreadsheet } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Problem } from '../../api/problem';
import { Refused } from '../../form/Refused';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Page } from '../../shell/Page';
import { EmptyState } from '../../states/States';
import { download } from './csv-file';
import { FileDrop } from './FileDrop';
import { ImportReportView } from './ImportReportView';
import css from './People.module.css';
import { peopleWords } from './people-words';
import { importFile, type ImportKind, importKinds, templates, totals, type TriedFile } from './plan-import';

/** A file of people, units and the like: chosen, tried, shown, and only then saved. */
export function PeopleImportPage(): ReactNode {
  const say = useWords(peopleWords);
  const [search, change] = useUrlState();
  const queries = useQueryClient();
  const [tried, setTried] = useState<TriedFile | null>(null);
  const [saved, setSaved] = useState<TriedFile | null>(null);
  const kind = importKinds.find((each) => each === search['kind']) ?? 'employees';
  const attempt = useMutation({ mutationFn: async (file: File) => ({ kind, file, report: await importFile(kind, file, { dryRun: true }) }), onSuccess: setTried });
  const save = useMutation({
    mutationFn: async ({ kind: of, file, report: { revision, refused } }: TriedFile) => ({ kind: of, file, report: await importFile(of, file, { revision, skipRefused: refused > 0 }) }),
    onSuccess: (done) => {
      setSaved(done);
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
  if (saved) return <Page title={say('import.done')} trail={trail}><Saved done={saved} onAgain={again} /></Page>;
  if (tried) return <Tried tried={tried} trail={trail} busy={save.isPending} error={save.error ?? attempt.error} onSave={() => save.mutate(tried)} onAgain={again} onTry={() => (save.reset(), attempt.mutate(tried.file))} trying={attempt.isPending} />;
  return (
    <Page title={say('import.title')} trail={trail} subtitle={say('import.lead')}>
      <div className={css['filters']}>
        <Select label={say('import.kind')} allowDeselect={false} w={260} value={kind} onChange={(next) => change({ kind: next ?? undefined })} data={importKinds.map((value) => ({ value, label: say(`kind.${value}`) }))} />
        {kind === 'office' ? null : <TemplateButton kind={kind} />}
      </div>
      <Refused error={attempt.error} />
      <FileDrop busy={attempt.isPending ? (attempt.variables?.name ?? '') : null} onFile={(file) => attempt.mutate(file)} />
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
  readonly tried: TriedFile;
  readonly trail: ReactNode;
  readonly busy: boolean;
  readonly trying: boolean;
  readonly error: unknown;
  readonly onSave: () => void;
  readonly onAgain: () => void;
  readonly onTry: () => void;
}

function Tried({ tried, trail, busy, trying, error, onSave, onAgain, onTry }: TriedProps): ReactNode {
  const say = useWords(peopleWords);
  const { file, report } = tried;
  const { fresh, changed } = totals(report);
  const overtaken = error instanceof Problem && error.code === 'plan-changed';
  const same = report.refused === 0 && fresh + changed === 0;
  const label = report.refused > 0 && report.items.length > 0 ? `${say('import.save', { count: fresh + changed })}, ${say('import.without', { count: report.refused })}` : say('import.save', { count: fresh + changed });
  const actions = (
    <>
      <Button variant="default" onClick={onAgain}>{say('import.again')}</Button>
      {overtaken ? <Button loading={trying} onClick={onTry}>{say('import.tryAgain')}</Button> : <Button h="auto" mih={36} maw="100%" classNames={{ label: css['wrap'] ?? '' }} disabled={fresh + changed === 0} loading={busy} onClick={onSave}>{label}</Button>}
    </>
  );
  return (
    <Page title={say('import.would')} trail={trail} actions={actions} subtitle={<span className={css['source']}><IconFileSpreadsheet size={15} aria-hidden /> <span>{`${file.name} · ${say('import.rows', { count: report.items.length })} · `}<b>{say('import.nothing')}</b></span></span>}>
      {overtaken ? <p role="alert" className={css['note']}>{say('import.overtaken')}</p> : <Refused error={error} />}
      {same ? <p className={css['note']}>{say('import.allSame')}</p> : null}
      <ImportReportView key={report.revision} tried={tried} />
    </Page>
  );
}

const wayOn = { employees: '/people', positions: '/people', office: '/people', units: '/people/units', enrolments: '/people/enrolments', roster: '/plan', holidays: '/plan' } as const;

function Saved({ done: { kind, file, report }, onAgain }: { readonly done: TriedFile; readonly onAgain: () => void }): ReactNode {
  const say = useWords(peopleWords);
  const { fresh, changed, same } = totals(report);
  const words = { fresh: wholeNumber(fresh), changed: wholeNumber(changed), same: wholeNumber(same) };
  return (
    <div className="h-card">
      <EmptyState icon={IconCircleCheck} title={file.name} text={`${say('import.doneText', words)} ${report.markedDays > 0 ? say('import.recompute', { count: report.markedDays }) : say('import.noRecompute')}`}>
        <Button renderRoot={(props) => <Link to={wayOn[kind]} search={(kind === 'holidays' ? { tab: 'holidays' } : {}) as never} {...props} />}>{say(`import.to.${wayOn[kind] === '/plan' ? 'plan' : 'people'}`)}</Button>
        <Button variant="default" onClick={onAgain}>{say('import.other')}</Button>
      </EmptyState>
    </div>
  );
}
