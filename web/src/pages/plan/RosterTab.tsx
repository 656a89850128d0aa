import { ActionIcon, Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconArrowBackUp, IconArrowForwardUp, IconBrush, IconCalendarUser, IconChevronLeft, IconChevronRight, IconCopy, IconFileImport, IconRepeat, IconSearch, IconUsersGroup } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { useMay } from '../../access/me';
import { FormDialog } from '../../form/FormDialog';
import { addDays, dayMonth } from '../../format/dates';
import { decimalNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { useUnitId } from '../../shell/unit';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { ImpactDialog } from './ImpactDialog';
import css from './Plan.module.css';
import { planWords } from './plan-words';
import { changeTo, changeOf, datesOf, peoplePerPage, type RosterPerson, shiftsOf, shortRests, useRoster } from './roster';
import { RosterGrid } from './RosterGrid';
import { cellKey } from './roster-changes';
import { sizeOf } from './roster-range';
import { hoursText, type Shift, shiftOn, toneOf, useShifts } from './shifts';
import { type Brush, useRosterEdit } from './useRosterEdit';
import { unitRows, unitsQuery } from '../people/units';

type SpanKind = 'week' | 'four' | 'month';

const mondayOf = (date: string): string => addDays(date, -((new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7));

/** First and last date of what is shown, and where the arrows lead. */
function spanOf(kind: SpanKind, start: string): { readonly from: string; readonly to: string; readonly before: string; readonly after: string } {
  if (kind === 'month') {
    const from = `${start.slice(0, 7)}-01`;
    const after = `${addDays(from, 31).slice(0, 7)}-01`;
    return { from, to: addDays(after, -1), before: `${addDays(from, -1).slice(0, 7)}-01`, after };
  }
  const [from, days] = [mondayOf(start), kind === 'week' ? 7 : 28];
  return { from, to: addDays(from, days - 1), before: addDays(from, -days), after: addDays(from, days) };
}

/** The roster of one unit: painted with shifts, swapped, copied; saved after its impact was shown. */
export function RosterTab({ today }: { readonly today: string }): ReactNode {
  const say = useWords(planWords);
  const [search, change] = useUrlState();
  const unitId = useUnitId();
  const units = useQuery(unitsQuery);
  const unit = units.data?.find(({ id }) => id === unitId);
  const span: SpanKind = search['span'] === 'week' || search['span'] === 'month' ? search['span'] : 'four';
  const { from, to, before, after } = spanOf(span, search['from'] ?? addDays(today, -7));
  const page = Number(search['page'] ?? 1);
  const chooser = <Select w={230} searchable aria-label={say('unit')} placeholder={say('chooseUnit')} value={unitId ?? null} onChange={(next) => change({ unit: next ?? undefined, page: undefined })} data={unitRows(units.data ?? []).map((row) => ({ value: row.unit.id, label: row.unit.name }))} />;
  return (
    <div className={css['roster']}>
      <div className={css['bar']}>
        {chooser}
        <span className={css['range']}>
          <ActionIcon variant="subtle" color="gray" aria-label={say('earlier')} onClick={() => change({ from: before })}><IconChevronLeft size={17} /></ActionIcon>
          <b>{say('range', { from: dayMonth(from), to: `${dayMonth(to)} ${to.slice(0, 4)}` })}</b>
          <ActionIcon variant="subtle" color="gray" aria-label={say('later')} onClick={() => change({ from: after })}><IconChevronRight size={17} /></ActionIcon>
        </span>
        <TextInput data-page-search w={190} aria-label={say('findPerson')} placeholder={say('findPerson')} leftSection={<IconSearch size={15} />} value={search['text'] ?? ''} onChange={(event) => change({ text: event.currentTarget.value || undefined, page: undefined })} />
        <SegmentedControl size="xs" ml="auto" aria-label={say('spanLabel')} value={span} onChange={(next) => change({ span: next === 'four' ? undefined : next })} data={(['week', 'four', 'month'] as const).map((value) => ({ value, label: say(`span.${value}`) }))} />
      </div>
      {unit ? <UnitRoster key={unit.code} unit={unit.code} from={from} to={to} page={page} text={(search['text'] ?? '').trim()} today={today} /> : units.isPending ? <LoadingRows /> : <EmptyState icon={IconCalendarUser} title={say('chooseUnit')} text={say('chooseUnitText')} />}
    </div>
  );
}

interface UnitRosterProps {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
  readonly page: number;
  readonly text: string;
  readonly today: string;
}

function UnitRoster({ unit, from, to, page, text, today }: UnitRosterProps): ReactNode {
  const say = useWords(planWords);
  const [, change] = useUrlState();
  const mayWrite = useMay('plan.write');
  const shifts = useShifts().data?.items ?? [];
  const { rows, total, loading, error, retry } = useRoster(unit, from, to, page, text);
  const dates = datesOf(from, to);
  const codes = [...new Set(shifts.map(({ code }) => code))];
  const edit = useRosterEdit(rows, dates, { mayWrite, codes, offCode: say('offCode') });
  const people = useRef(new Map<string, RosterPerson>());
  const [dialog, setDialog] = useState<'copy' | 'impact' | null>(null);
  for (const row of rows) people.current.set(row.id, row);
  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (loading && rows.length === 0) return <LoadingRows rows={10} />;
  if (rows.length === 0) return <EmptyState icon={IconUsersGroup} title={say('nobody')} text={say('nobodyText')} />;
  const { roster } = edit;
  const copy = (source: RosterPerson, target: RosterPerson): void => {
    roster.put(new Map(dates.filter((date) => target.cells.get(date)?.employed !== false).map((date) => [cellKey(target.id, date), changeTo(target, date, shiftsOf(source, date, roster.changes))])));
    setDialog(null);
  };
  return (
    <>
      {mayWrite ? <Toolbar edit={edit} shifts={shifts} today={today} onCopyDialog={() => setDialog('copy')} /> : null}
      <div className={css['scroll']} tabIndex={0} role="group" aria-label={say('tab.roster')}>
        <RosterGrid rows={rows} dates={dates} today={today} shifts={shifts} changes={roster.changes} picked={edit.picked ? cellKey(edit.picked.person.id, edit.picked.date) : null} range={edit.range} choosing={!mayWrite || edit.brush.kind === 'choose'} onPaint={edit.paint} onRange={edit.setRange} onCommand={edit.command} onCopy={edit.copy} onPaste={edit.paste} />
        <Legend />
        {total > peoplePerPage ? <Pager page={page} pageSize={peoplePerPage} total={total} onPage={(next) => change({ page: String(next) })} /> : null}
      </div>
      {edit.refused.length > 0 ? <p role="alert" className={css['refused']}>{say('pasteRefused', { codes: edit.refused.slice(0, 5).join(', ') })}</p> : null}
      {roster.changes.size > 0 ? <Unsaved rows={rows} shifts={shifts} today={today} roster={roster} onImpact={() => setDialog('impact')} /> : null}
      {dialog === 'copy' ? <CopyDialog rows={rows} onCopy={copy} onClose={() => setDialog(null)} /> : null}
      {dialog === 'impact' ? <ImpactDialog asked={changeOf(roster.changes, people.current)} onSaved={() => (setDialog(null), roster.clear())} onClose={() => setDialog(null)} /> : null}
    </>
  );
}

type Edit = ReturnType<typeof useRosterEdit>;

function Toolbar({ edit, shifts, today, onCopyDialog }: { readonly edit: Edit; readonly shifts: readonly Shift[]; readonly today: string; readonly onCopyDialog: () => void }): ReactNode {
  const say = useWords(planWords);
  const { brush, roster, range } = edit;
  const codes = [...new Set(shifts.map(({ code }) => code))];
  const brushes: { readonly brush: Brush; readonly code: string; readonly name: string; readonly tone: string }[] = [
    { brush: { kind: 'choose' }, code: '▭', name: say('choose'), tone: 'off' },
    ...codes.map((code) => ({ brush: { kind: 'shift' as const, code }, code, name: hoursText(shiftOn(shifts, code, today) ?? { segments: [] }), tone: toneOf(shiftOn(shifts, code, today)) as string })),
    { brush: { kind: 'off' }, code: say('offCode'), name: say('off'), tone: 'off' },
    { brush: { kind: 'planned' }, code: '↺', name: say('asPlanned'), tone: 'off' },
    { brush: { kind: 'swap' }, code: '⇄', name: edit.picked ? say('swapHint') : say('swap'), tone: 'off' },
  ];
  const isOn = (other: Brush): boolean => other.kind === brush.kind && (other.kind !== 'shift' || (brush.kind === 'shift' && other.code === brush.code));
  // Where several cells are chosen a brush fills them at once.
  const take = (next: Brush): void => {
    if (sizeOf(range) > 1 && brush.kind === 'choose' && next.kind !== 'choose' && next.kind !== 'swap') edit.fill(next.kind === 'shift' ? [next.code] : next.kind === 'off' ? [] : null);
    else edit.choose(next);
  };
  return (
    <div className={css['brushes']} role="toolbar" aria-label={say('fillWith')}>
      <span className={css['fill']}><IconBrush size={15} stroke={1.6} aria-hidden /> {sizeOf(range) > 1 ? say('fillChosen', { count: sizeOf(range) }) : say('fillWith')}</span>
      {brushes.map((each) => (
        <button key={`${each.brush.kind}${each.code}`} type="button" className={css['brush']} aria-pressed={isOn(each.brush)} onClick={() => take(each.brush)}>
          <span className={css['cell']} data-tone={each.tone} data-long={each.code.length > 2}>{each.code}</span> {each.name}
        </button>
      ))}
      <span className={css['tools']}>
        <ActionIcon variant="subtle" color="gray" disabled={!roster.canUndo} aria-label={say('undo')} onClick={roster.undo}><IconArrowBackUp size={17} /></ActionIcon>
        <ActionIcon variant="subtle" color="gray" disabled={!roster.canRedo} aria-label={say('redo')} onClick={roster.redo}><IconArrowForwardUp size={17} /></ActionIcon>
        <Button size="compact-sm" variant="default" leftSection={<IconRepeat size={15} />} onClick={edit.repeat}>{say('repeatWeek')}</Button>
        <Button size="compact-sm" variant="default" leftSection={<IconCopy size={15} />} onClick={onCopyDialog}>{say('copy')}</Button>
        <Button size="compact-sm" variant="default" leftSection={<IconFileImport size={15} />} renderRoot={(props) => <Link to="/people/import" search={{ kind: 'roster' } as never} {...props} />}>{say('import')}</Button>
      </span>
    </div>
  );
}

function Legend(): ReactNode {
  const say = useWords(planWords);
  return (
    <p className={css['key']}>
      {(['leave', 'sick', 'duty'] as const).map((kind) => <span key={kind}><i className={css['cell']} data-tone="away" aria-hidden>{say(`away.letter.${kind}`)}</i> {say(`away.key.${kind}`)}</span>)}
      <span><i className={css['cell']} data-over="pending" aria-hidden /> {say('away.key.pending')}</span>
      <span className={css['hint']}>{say('gridHint')}</span>
    </p>
  );
}

function Unsaved({ rows, shifts, today, roster, onImpact }: { readonly rows: readonly RosterPerson[]; readonly shifts: readonly Shift[]; readonly today: string; readonly roster: Edit['roster']; readonly onImpact: () => void }): ReactNode {
  const say = useWords(planWords);
  const past = [...roster.changes.keys()].filter((key) => (key.split('|')[1] ?? '') < today).length;
  return (
    <div className={css['unsaved']} role="status">
      <div>
        <b>{say('unsaved', { count: roster.changes.size })}</b> {past > 0 ? say('unsavedPast', { count: past }) : ''}
        {shortRests(rows, roster.changes, shifts).slice(0, 2).map(({ name, date, before, after, hours }) => (
          <p key={`${name}${date}`}><IconAlertTriangle size={15} aria-hidden /> {say('rest', { name, date: dayMonth(date), before, after, hours: decimalNumber(hours) })}</p>
        ))}
      </div>
      <Button variant="subtle" color="gray" onClick={roster.clear}>{say('discard')}</Button>
      <Button onClick={onImpact}>{say('seeImpact')}</Button>
    </div>
  );
}

function CopyDialog({ rows, onCopy, onClose }: { readonly rows: readonly RosterPerson[]; readonly onCopy: (source: RosterPerson, target: RosterPerson) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(planWords);
  const [from, setFrom] = useState<string | null>(rows[0]?.id ?? null);
  const [to, setTo] = useState<string | null>(null);
  const data = rows.map(({ id, name }) => ({ value: id, label: name }));
  const submit = (): void => {
    const [source, target] = [rows.find(({ id }) => id === from), rows.find(({ id }) => id === to)];
    if (source && target) onCopy(source, target);
  };
  return (
    <FormDialog title={say('copy').replace('…', '')} lead={say('copyLead')} submit={say('copyDo')} busy={false} error={null} onSubmit={submit} onClose={onClose}>
      <Select label={say('copyFrom')} searchable allowDeselect={false} value={from} onChange={setFrom} data={data} />
      <Select label={say('copyTo')} searchable required withAsterisk={false} value={to} onChange={setTo} data={data.filter(({ value }) => value !== from)} />
    </FormDialog>
  );
}
