import { Button } from '@mantine/core';
import { IconFileText, IconFileTypePdf, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { useMay } from '../../access/me';
import { dayMonth, wallClock } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { Card } from '../../shell/Page';
import { Tag } from '../../status/Status';
import { type CaseView } from './case-model';
import css from './Cases.module.css';
import { casesWords, coded } from './cases-words';
import { isReady, type Letter, letterName, lettersOf, lettersQuery, type Printed } from './letters';
import { actPermission } from './permissions';

interface DocumentsProps {
  readonly view: CaseView;
  readonly onPrint: (letter: Letter) => void;
}

/** The letters of a case: those that are kept, those that can be prepared, those that are locked and why. */
export function DocumentsCard({ view, onPrint }: DocumentsProps): ReactNode {
  const say = useWords(casesWords);
  const letters = useQuery(lettersQuery).data ?? [];
  const { documents } = view.item;
  const open = lettersOf(letters, view).filter(({ kind }) => !documents.some((printed) => printed.kind === kind) || (kind === 'surat-panggilan' && documents.filter((printed) => printed.kind === kind).length < view.round.summonses.length));
  return (
    <Card title={say('documents.title')}>
      <ul className={css['documents']}>
        {documents.map((printed) => (
          <PrintedRow key={printed.id} printed={printed} view={view} letter={letters.find(({ kind }) => kind === printed.kind)} onPrint={onPrint} />
        ))}
        {open.map((letter) => (
          <OpenRow key={letter.kind} letter={letter} view={view} onPrint={onPrint} />
        ))}
      </ul>
    </Card>
  );
}

function PrintedRow({ printed, view, letter, onPrint }: DocumentsProps & { readonly printed: Printed; readonly letter: Letter | undefined }): ReactNode {
  const say = useWords(casesWords);
  const may = useMay(actPermission);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  const sameKind = view.item.documents.filter(({ kind }) => kind === printed.kind);
  const count = sameKind.findIndex(({ id }) => id === printed.id) + 1;
  const summons = printed.kind === 'surat-panggilan' ? view.round.summonses[Math.min(count, view.round.summonses.length) - 1] : undefined;
  const name = letterName(say, printed.kind, printed.kind === 'surat-panggilan' ? Math.min(count, view.round.summonses.length) : 0);
  const number = printed.number ?? summons?.letterNumber;
  return (
    <li>
      <IconFileText size={17} stroke={1.6} aria-hidden />
      <span className={css['documentName']}>
        <b>{name}</b>
        <small>{[number, say('documents.pages', { count: printed.pages })].filter(Boolean).join(' · ')}</small>
      </span>
      <span className={css['documentState']}>{printed.draft ? <Tag tone="late">{say('documents.draft')}</Tag> : say('documents.printed', { date: dayMonth(wallClock(printed.printedAt, zone).date) })}</span>
      <span className={css['documentAct']}>
        {may && letter ? (
          <Button variant="subtle" size="compact-sm" onClick={() => onPrint(letter)} aria-label={`${say('documents.again')}: ${name}`} className="h-no-print">
            {say('documents.again')}
          </Button>
        ) : null}
        <a href={`/api/v1/documents/${printed.id}`} aria-label={say('documents.pdfOf', { title: name })} download>
          <IconFileTypePdf size={16} stroke={1.7} aria-hidden /> {say('documents.pdf')}
        </a>
      </span>
    </li>
  );
}

function OpenRow({ letter, view, onPrint }: DocumentsProps & { readonly letter: Letter }): ReactNode {
  const say = useWords(casesWords);
  const may = useMay(actPermission);
  const ready = isReady(letter, view);
  const name = letterName(say, letter.kind, letter.kind === 'surat-panggilan' ? view.round.summonses.length : 0);
  return (
    <li data-locked={!ready}>
      {ready ? <IconFileText size={17} stroke={1.6} aria-hidden /> : <IconLock size={17} stroke={1.6} aria-hidden />}
      <span className={css['documentName']}>
        <b>{name}</b>
        <small>{ready ? [letter.kind === 'surat-panggilan' ? view.round.summonses.at(-1)?.letterNumber : '', letter.draft ? say('documents.draft') : say('needs.nothing')].filter(Boolean).join(' · ') : coded(say, 'needs', letter.requires)}</small>
      </span>
      <span className={css['documentState']}>{say(ready ? 'documents.ready' : 'documents.locked')}</span>
      <span className={css['documentAct']}>
        {ready && may ? (
          <Button variant="subtle" size="compact-sm" onClick={() => onPrint(letter)} aria-label={say('documents.prepareOf', { title: name })}>
            {say('documents.prepare')}
          </Button>
        ) : null}
      </span>
    </li>
  );
}
