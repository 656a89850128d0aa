import { Select } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api } from '../../api/client';
import { useWords } from '../../i18n/words';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { NoteCard } from './NoteCard';
import css from './Supervision.module.css';
import { supervisionWords } from './supervision-words';

const kinds = ['coaching', 'praise', 'observation'] as const;
const pageSize = 20;

/** Notes that are for the account to read, newest first. */
export function NotesTab({ zone }: { readonly zone: string }): ReactNode {
  const say = useWords(supervisionWords);
  const [search, change] = useUrlState();
  const page = Number(search['page']) || 1;
  const kind = kinds.find((one) => one === search['kind']);
  const query = { page, pageSize, ...(kind ? { kind } : {}), ...(search['employee'] ? { employeeId: search['employee'] } : {}) };
  const notes = useQuery({ queryKey: ['notes', query], queryFn: () => answerOf(api.GET('/api/v1/supervision-notes', { params: { query } })) });
  return (
    <WithPanel label={say('tab.notes')} panel={null}>
      <div className={css['filters']}>
        <Select w={190} aria-label={say('noteKind')} placeholder={say('noteKind')} clearable value={kind ?? null} onChange={(next) => change({ kind: next ?? undefined, page: undefined })} data={kinds.map((value) => ({ value, label: say(`noteKind.${value}`) }))} />
      </div>
      {notes.isPending ? <LoadingRows /> : notes.isError ? <ErrorState error={notes.error} onRetry={() => void notes.refetch()} /> : notes.data.total === 0 ? <EmptyState icon={IconNotes} title={say('notesNone')} text={say('notesNoneText')} /> : (
        <>
          <ul className={css['notes']}>{notes.data.items.map((note) => <NoteCard key={note.id} note={note} zone={zone} />)}</ul>
          <Pager page={page} pageSize={pageSize} total={notes.data.total} onPage={(next) => change({ page: String(next) }, { push: true })} />
        </>
      )}
    </WithPanel>
  );
}
