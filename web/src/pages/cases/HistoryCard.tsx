import { type ReactNode } from 'react';
import { dateTime, dayMonth, monthYear } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { Card } from '../../shell/Page';
import { type CaseEvent, type CaseView, recorderName } from './case-model';
import css from './Cases.module.css';
import { casesWords, type SayCases } from './cases-words';
import { sanctionName, sanctionWords, type SaySanction } from './sanctions';

/** Everything that happened in a case, newest first; it is only ever added to. */
export function HistoryCard({ view }: { readonly view: CaseView }): ReactNode {
  const say = useWords(casesWords);
  const saySanction = useWords(sanctionWords);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  return (
    <Card className={css['last']} title={say('history.title')} action={<span className="h-quiet">{say('history.note', { count: view.history.length })}</span>}>
      <ol className={css['history']}>
        {[...view.history].reverse().map(({ sequence, at, recordedBy, event }) => (
          <li key={sequence}>
            <time dateTime={at}>{dateTime(at, zone)}</time>
            <span>
              <b>{recordedBy === 'hadir' ? say('history.system') : recorderName(recordedBy)}</b> {event.act ? actSentence(event, say, saySanction) : factSentence(event, say, saySanction)}
            </span>
          </li>
        ))}
      </ol>
    </Card>
  );
}

function factSentence({ kind, proposal, reopened, salaryStop, month }: CaseEvent, say: SayCases, saySanction: SaySanction): string {
  const values = { count: proposal?.cumulativeDays ?? 0, sanction: proposal ? sanctionName(saySanction, proposal.level.sanction, proposal.level.title) : '' };
  const from = salaryStop?.month ?? month;
  const stop = { month: from ? monthYear(from) : '' };
  switch (kind) {
    case 'case-opened':
      return say(proposal?.level.by === 'conduct' ? 'history.case-alleged' : reopened ? 'history.case-reopened' : 'history.case-opened', values);
    case 'case-raised':
    case 'case-lowered':
    case 'grounds-changed':
      return say(`history.${kind}`, values);
    case 'case-withdrawn':
    case 'review-needed':
    case 'review-cleared':
      return say(`history.${kind}`);
    case 'salary-stop-proposed':
    case 'salary-stop-withdrawn':
    case 'salary-stop-review-needed':
      return say(`history.${kind}`, stop);
    default:
      return say('history.other', { kind });
  }
}

function actSentence({ act, actor, actDate, imposed }: CaseEvent, say: SayCases, saySanction: SaySanction): string {
  const text = (name: string): string => (typeof act?.[name] === 'string' ? act[name] : '');
  const date = (name: string): string => dayMonth(text(name) || (actDate ?? ''));
  const by = { actor: actor?.name ?? '' };
  const outcome = { outcome: say(`field.outcome.${text('outcome') || 'keep'}` as 'field.outcome.keep').toLowerCase() };
  switch (act?.act) {
    case 'summon':
      return say('history.summon', { ...by, number: text('letterNumber'), date: date('examinationDate') });
    case 'record-absent-twice':
      return say('history.record-absent-twice', { number: text('minutesNumber') });
    case 'examine':
      return say('history.examine', { ...by, number: text('minutesNumber') });
    case 'decide':
      return say('history.decide', { ...by, number: text('decisionNumber'), sanction: imposed ? sanctionName(saySanction, imposed.sanction, imposed.title) : say('sanctions.noSanction').toLowerCase() });
    case 'deliver':
      return say('history.deliver', { date: date('receivedDate') });
    case 'send':
      return say('history.send', { date: date('sentDate') });
    case 'change-superior':
      return say('history.change-superior', { name: text('superior') });
    case 'object':
      return say('history.object', { name: text('to') });
    case 'form-team':
    case 'release-temporarily':
      return say(`history.${act.act}`, by);
    case 'record-no-show':
    case 'replace-superior':
    case 'record-absent-at-delivery':
    case 'take-effect':
    case 'appeal':
      return say(`history.${act.act}`);
    case 'settle-objection':
    case 'settle-appeal':
      return say('history.settle', outcome);
    case 'resolve-review':
      return say('history.resolve-review', { ...outcome, reason: text('reason') });
    case 'dispose-salary-stop':
      return say('history.dispose-salary-stop', outcome);
    case 'close':
      return say('history.close', { reason: text('reason') });
    default:
      return say('history.other', { kind: act?.act ?? '' });
  }
}
