import { Alert, Button, Loader, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { Problem } from '../../api/problem';
import { useChange } from '../../form/change';
import { formWords } from '../../form/form-words';
import { Refused } from '../../form/Refused';
import { shortDate } from '../../format/dates';
import { Rich } from '../../i18n/Rich';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import css from './Plan.module.css';
import { type Impact, type PlanChange, previewOf, savePlan, type Verdict } from './plan-change';
import { planWords, type SayPlan } from './plan-words';

const shownRows = 200;

/** What a change would do to days that are past; only then it is saved. */
export function ImpactDialog({ asked, onSaved, onClose }: { readonly asked: PlanChange; readonly onSaved: () => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(planWords);
  const form = useWords(formWords);
  const key = useId();
  const { data, error, isFetching, refetch } = useQuery({ queryKey: ['plan-impact', key], queryFn: () => previewOf(asked), gcTime: 0, staleTime: Infinity });
  const save = useChange(['plan', 'overview', 'units-all'], (impact: Impact) => savePlan(asked, impact), onSaved);
  const overtaken = save.error instanceof Problem && save.error.code === 'plan-changed';
  const again = (): void => {
    save.reset();
    void refetch();
  };
  return (
    <Modal opened onClose={onClose} title={say('impact.title')} size={720} closeButtonProps={{ 'aria-label': form('dismiss') }}>
      <div className={css['impact']}>
        {error ? <Refused error={error} /> : data && !isFetching ? <ImpactText impact={data} /> : <p role="status" className={css['reading']}><Loader size={14} /> {say('impact.reading')}</p>}
        {overtaken ? <Alert role="alert" color="warning" variant="light" py={8}>{say('impact.overtaken')}</Alert> : <Refused error={save.error} />}
        <div className={css['buttons']}>
          <Button variant="default" onClick={onClose}>
            {form('cancel')}
          </Button>
          {overtaken ? (
            <Button onClick={again}>{say('impact.again')}</Button>
          ) : (
            <Button disabled={!data || isFetching} loading={save.isPending} onClick={() => data && save.mutate(data)}>
              {say('impact.save')}
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}

function ImpactText({ impact }: { readonly impact: Impact }): ReactNode {
  const say = useWords(planWords);
  const { days, people, changedDays, complete, judgedDays, warnings } = impact;
  const lines = ([['impact.vanish', impact.vanishingViolations], ['impact.appear', impact.appearingViolations], ['impact.withdrawn', impact.withdrawnCases], ['impact.review', impact.reviewCases], ['impact.closed', impact.closedChanges]] as const).filter(([, count]) => count > 0);
  const rows = impact.differences.flatMap(({ employeeId, name, days: changed }) => changed.map((day) => ({ key: `${employeeId}${day.date}`, name, ...day })));
  return (
    <>
      <p>{days === 0 ? say('impact.none') : <Rich text={say('impact.days', { days, people, changed: changedDays })} />}</p>
      {complete ? null : <p className="h-quiet">{say('impact.partial', { judged: judgedDays, days })}</p>}
      {lines.length > 0 ? <ul className={css['effects']}>{lines.map(([line, count]) => <li key={line}>{say(line, { count })}</li>)}</ul> : null}
      {rows.length > 0 ? (
        <div className={css['differences']}>
          <DataTable
            label={say('impact.title')}
            rows={rows.slice(0, shownRows)}
            rowKey={({ key }) => key}
            columns={[
              { key: 'name', head: say('impact.person'), cell: ({ name }) => name },
              { key: 'date', head: say('impact.date'), cell: ({ date }) => shortDate(date) },
              { key: 'before', head: say('impact.before'), cell: ({ before }) => <s className={css['before']}>{verdictText(before, say)}</s> },
              { key: 'after', head: say('impact.after'), cell: ({ after }) => <b>{verdictText(after, say)}</b> },
            ]}
          />
        </div>
      ) : null}
      {changedDays > Math.min(rows.length, shownRows) ? <p className="h-quiet">{say('impact.shown', { shown: Math.min(rows.length, shownRows), count: changedDays })}</p> : null}
      {warnings.length > 0 ? (
        <>
          <h3>{say('impact.warnings')}</h3>
          <ul className={css['effects']}>{warnings.slice(0, 20).map(({ at, message }) => <li key={`${at}${message}`}>{`${at}: ${message}`}</li>)}</ul>
        </>
      ) : null}
    </>
  );
}

function verdictText(verdicts: readonly Verdict[], say: SayPlan): string {
  if (verdicts.length === 0) return say('impact.nothing');
  return verdicts.map(({ shift, status, lateMinutes, earlyLeaveMinutes }) => [shift, say(`status.${status as 'PRESENT'}`), lateMinutes > 0 ? say('late', { count: lateMinutes }) : '', earlyLeaveMinutes > 0 ? say('early', { count: earlyLeaveMinutes }) : ''].filter(Boolean).join(' ')).join(', ');
}
