import { ActionIcon, Button, SegmentedControl, Select } from '@mantine/core';
import { IconArrowLeft, IconCircleCheck, IconClipboardOff } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useMay, useMe } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { Problem } from '../../api/problem';
import { FormDialog } from '../../form/FormDialog';
import { Refused } from '../../form/Refused';
import { clockTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { useUnitId } from '../../shell/unit';
import { EmptyState, LoadingRows, NoPermission } from '../../states/States';
import { type Draft, isDue, keepDraft, keptDraft, submissionOf } from './roll-call';
import { RollCallList } from './RollCallList';
import css from './Supervision.module.css';
import { supervisionWords } from './supervision-words';

type Check = Schema<'SpotCheckDetail'>;

/** A roll call on a phone: choose the unit, mark who is seen, hand in. */
export function RollCallPage(): ReactNode {
  const say = useWords(supervisionWords);
  const { id: userId } = useMe();
  const may = useMay('checks.write');
  const [draft, setDraft] = useState<Draft | null>(() => keptDraft(userId));
  const [done, setDone] = useState<Check | null>(null);
  const keep = (next: Draft | null): void => {
    keepDraft(userId, next);
    setDraft(next);
  };
  useEffect(() => {
    document.title = `${say('rollTitle')} · Hadir`;
  }, [say]);
  if (!may) return <NoPermission />;
  if (done) return <HandedIn check={done} />;
  return draft ? <Calling draft={draft} onChange={keep} onDone={(check) => { keep(null); setDone(check); }} /> : <Begin onBegun={keep} />;
}

function Head({ text }: { readonly text: string }): ReactNode {
  const say = useWords(supervisionWords);
  return (
    <header className={css['rollHead']}>
      <ActionIcon variant="subtle" color="gray" size={44} aria-label={say('back')} renderRoot={(props) => <Link to="/supervision" {...props} />}>
        <IconArrowLeft size={21} />
      </ActionIcon>
      <span>
        <h1>{say('rollTitle')}</h1>
        <p>{text}</p>
      </span>
    </header>
  );
}

function Begin({ onBegun }: { readonly onBegun: (draft: Draft) => void }): ReactNode {
  const say = useWords(supervisionWords);
  const overview = useOverview();
  const chosen = useUnitId();
  const [unitId, setUnitId] = useState<string | null>(chosen ?? null);
  // One id for all attempts: a start that arrived although its answer did not is found again, not made twice.
  const [id] = useState(() => newId());
  const begin = useMutation({
    mutationFn: async (unit: string): Promise<Draft> => {
      const check = await answerOf(api.PUT('/api/v1/spot-checks/{id}', { params: { path: { id } }, body: { unitId: unit } }));
      return { id, unitId: unit, beganAt: Date.now(), check, marks: {}, remark: '' };
    },
    onSuccess: onBegun,
  });
  if (!overview) return <LoadingRows rows={3} />;
  return (
    <form className={css['roll']} onSubmit={(event) => { event.preventDefault(); if (unitId) begin.mutate(unitId); }}>
      <Head text="" />
      <div className={css['rollBegin']}>
        <p>{say('rollLead')}</p>
        {overview.units.length === 0 ? <p>{say('noUnits')}</p> : <Select size="md" label={say('chooseUnit')} searchable allowDeselect={false} value={unitId} onChange={setUnitId} data={overview.units.map((unit) => ({ value: unit.id, label: `${'  '.repeat(unit.depth)}${unit.name}` }))} />}
        <Refused error={begin.error} />
      </div>
      <footer className={css['rollFoot']}>
        <Button type="submit" size="lg" fullWidth disabled={!unitId} loading={begin.isPending}>
          {say('begin')}
        </Button>
      </footer>
    </form>
  );
}

type Filter = 'expected' | 'left' | 'all';

function Calling({ draft, onChange, onDone }: { readonly draft: Draft; readonly onChange: (draft: Draft | null) => void; readonly onDone: (check: Check) => void }): ReactNode {
  const say = useWords(supervisionWords);
  const [filter, setFilter] = useState<Filter>('expected');
  const [asking, setAsking] = useState(false);
  const { check, marks } = draft;
  const count = Object.keys(marks).length;
  const nowhere = check.list.filter(({ employeeId }) => marks[employeeId]?.mark === 'elsewhere' && !marks[employeeId]?.note.trim());
  const submit = useMutation({ mutationFn: () => answerOf(api.POST('/api/v1/spot-checks/{id}/submit', { params: { path: { id: draft.id } }, body: submissionOf(draft) })), onSuccess: onDone, networkMode: 'always' });
  const offline = submit.error instanceof Problem && submit.error.status === 0;
  const { mutate } = submit;
  useEffect(() => {
    if (!offline) return undefined;
    const again = (): void => mutate();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, [offline, mutate]);
  const wanted = { expected: isDue, left: ({ employeeId }: Check['list'][number]) => !marks[employeeId], all: () => true }[filter];
  const shown = check.list.filter(wanted);
  return (
    <div className={css['roll']}>
      <Head text={`${check.unitName} · ${say('startedAt', { time: clockTime(check.startedAt, check.zone) })}`} />
      <div className={css['rollTools']}>
        <SegmentedControl fullWidth aria-label={say('filter')} value={filter} onChange={(next) => setFilter(next as Filter)} data={(['expected', 'left', 'all'] as const).map((value) => ({ value, label: say(`filter.${value}`) }))} />
        <p role="status">{say('progress', { marked: count, people: check.list.length })}</p>
      </div>
      {shown.length === 0 ? <EmptyState icon={IconClipboardOff} title={say(`filter.${filter}`)} text={say('nobodyLeft')} /> : <RollCallList people={shown} draft={draft} onChange={onChange} />}
      <footer className={css['rollFoot']}>
        {offline ? <p role="alert" className={css['kept']}>{say('kept')}</p> : <Refused error={submit.error} />}
        {nowhere.length > 0 ? <p className={css['kept']}>{nowhere.map(({ name }) => say('where', { name })).join(' ')}</p> : null}
        <div>
          <Button size="lg" variant="default" onClick={() => setAsking(true)}>{say('discard')}</Button>
          <Button size="lg" disabled={count === 0 || nowhere.length > 0} loading={submit.isPending} onClick={() => submit.mutate()}>{say('handIn')}</Button>
        </div>
      </footer>
      {asking ? <FormDialog title={say('discard')} lead={say('discardAsk')} submit={say('discard')} danger busy={false} error={null} onSubmit={() => onChange(null)} onClose={() => setAsking(false)} /> : null}
    </div>
  );
}

function HandedIn({ check }: { readonly check: Check }): ReactNode {
  const say = useWords(supervisionWords);
  return (
    <div role="status">
      <EmptyState icon={IconCircleCheck} title={say('handedIn')} text={say('handedInText', { marked: check.marked, differences: check.differences })}>
        <Button size="md" renderRoot={(props) => <Link to="/supervision" {...props} />}>
          {say('toDifferences')}
        </Button>
      </EmptyState>
    </div>
  );
}

/** A UUID; browsers give `randomUUID` only to pages that came by HTTPS, and an office may not have that yet. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
