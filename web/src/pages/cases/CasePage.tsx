import { ActionIcon, Alert } from '@mantine/core';
import { IconPrinter } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { Problem } from '../../api/problem';
import { articleText } from '../../format/law';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Page } from '../../shell/Page';
import { ErrorState, LoadingRows, NoPermission } from '../../states/States';
import { BasisCard } from './BasisCard';
import { caseQuery, type CaseView, personQuery } from './case-model';
import css from './Cases.module.css';
import { casesWords } from './cases-words';
import { ComplaintsCard } from './ComplaintsCard';
import { Confidential } from './Confidential';
import { DeadlinesCard } from './DeadlinesCard';
import { DocumentsCard } from './DocumentsCard';
import { EvidenceCard } from './EvidenceCard';
import { HistoryCard } from './HistoryCard';
import { type Letter, lettersQuery } from './letters';
import { NextCard } from './NextCard';
import { PartiesCard, SanctionsCard } from './PartiesCard';
import { PrintDialog } from './PrintDialog';
import { sanctionName, sanctionWords, tierName } from './sanctions';
import { StageRail } from './StageRail';
import { StepDialog } from './StepDialog';

// What is out of reach is not told apart from what is not there.
const hidden = (error: unknown): boolean => error instanceof Problem && error.status === 404;

/** One case: its stages, documents and permitted next steps. */
export function CasePage(): ReactNode {
  const say = useWords(casesWords);
  const { caseId } = useParams({ strict: false });
  const found = useQuery(caseQuery(String(caseId)));
  const trail = (name?: string): ReactNode => (
    <>
      <Link to="/cases">{say('title')}</Link>
      {name ? ` › ${name}` : ''}
    </>
  );
  if (found.isPending || found.isError) {
    return (
      <Page title={say('title')} trail={trail()} actions={<Confidential />}>
        <div className="h-card">{hidden(found.error) ? <NoPermission detail={say('hidden')} /> : found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <LoadingRows />}</div>
      </Page>
    );
  }
  const { item, round } = found.data;
  const values = { name: item.name, count: item.countedDays };
  return (
    <Page
      title={round.proposal.level.by === 'conduct' ? say('heading.conduct', { name: item.name }) : round.proposal.level.by === 'run' ? say('heading.run', { ...values, count: round.proposal.runLength }) : say('heading', values)}
      trail={trail(`${item.name}, ${item.year}`)}
      subtitle={<Subtitle view={found.data} />}
      actions={
        <>
          <Confidential />
          <ActionIcon variant="default" size={32} className="h-no-print" aria-label={say('print')} onClick={() => window.print()}>
            <IconPrinter size={17} stroke={1.7} />
          </ActionIcon>
        </>
      }
    >
      <CaseBody view={found.data} />
    </Page>
  );
}

function Subtitle({ view: { item, round } }: { readonly view: CaseView }): ReactNode {
  const say = useWords(casesWords);
  const saySanction = useWords(sanctionWords);
  const person = useQuery(personQuery(item.employeeId)).data;
  const { level } = round.proposal;
  return (
    <>
      {[person?.jobTitle, person?.unitName].filter(Boolean).join(', ')}
      {person ? ' · ' : ''}
      <Link to="/people/$employeeId" params={{ employeeId: item.employeeId }} search={{ year: String(item.year) } as never}>
        {say('seeYear', { year: String(item.year) })}
      </Link>
      {' · '}
      {say('proposes')} <b>{sanctionName(saySanction, level.sanction, level.title)}</b> ({tierName(saySanction, level.tier)}) · {level.source.act} {articleText(level.article)}
    </>
  );
}

function CaseBody({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords(casesWords);
  const [search, change] = useUrlState();
  const letters = useQuery(lettersQuery).data ?? [];
  const [act, setAct] = useState<string | null>(null);
  const [letter, setLetter] = useState<Letter | null>(null);
  const [note, setNote] = useState<string | null>(null);
  const evidence = search['evidence'] === 'yes';
  const conduct = view.round.proposal.level.by === 'conduct';
  const recorded = (warnings: readonly string[]): void => {
    setAct(null);
    setNote(warnings.length > 0 ? say('step.warnings', { text: warnings.join(' ') }) : say('step.done'));
  };
  return (
    <div className={css['case']}>
      <StageRail view={view} />
      <div role="status">
        {note ? (
          <Alert variant="light" py={8} withCloseButton closeButtonLabel={say('note.close')} onClose={() => setNote(null)}>
            {note}
          </Alert>
        ) : null}
      </div>
      <div className={css['columns']}>
        <div>
          <NextCard view={view} onAct={setAct} onLetter={(kind) => setLetter(letters.find((one) => one.kind === kind) ?? null)} />
          <DocumentsCard view={view} onPrint={setLetter} />
          {conduct ? <p className="h-quiet">{say('conduct.letters')}</p> : null}
          {conduct ? <ComplaintsCard view={view} /> : evidence ? <EvidenceCard view={view} /> : null}
          <HistoryCard view={view} />
        </div>
        <div>
          <DeadlinesCard view={view} />
          {conduct ? null : <BasisCard view={view} shown={evidence} onShow={(shown) => change({ evidence: shown ? 'yes' : undefined })} />}
          <PartiesCard view={view} />
          <SanctionsCard view={view} />
        </div>
      </div>
      {act !== null ? <StepDialog view={view} act={act} onClose={() => setAct(null)} onRecorded={recorded} /> : null}
      {letter !== null ? <PrintDialog view={view} letter={letter} onClose={() => setLetter(null)} /> : null}
    </div>
  );
}
