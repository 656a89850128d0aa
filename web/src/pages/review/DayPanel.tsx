import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconArrowDown, IconArrowsMaximize, IconArrowUp, IconExternalLink, IconPaperclip, IconScale, IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { dateTime, shortDate, weekdayDate } from '../../format/dates';
import { decimalNumber, wholeNumber } from '../../format/numbers';
import { Rich } from '../../i18n/Rich';
import { useLanguage, useWords } from '../../i18n/words';
import { ErrorState, LoadingRows } from '../../states/States';
import { CertaintyTag, HatchTag, statusWords } from '../../status/Status';
import { vocabulary, type StatusName } from '../../status/vocabulary';
import { DayStrip } from '../../strip/DayStrip';
import { undoWords } from './Bars';
import css from './Panel.module.css';
import { certaintyOf, eventWords, partsOfKey, statusOf } from './review-row';
import { useDay } from './review-data';
import { reviewWords, type SayReview } from './review-words';

interface PanelProps {
  readonly openKey: string;
  readonly at: number;
  readonly total: number;
  readonly mayDecide: boolean;
  /** Local time of the daily report; null where none goes out. */
  readonly reportAt: string | null;
  readonly onStep: (step: 1 | -1) => void;
  readonly onClose: () => void;
  readonly onVerify: () => void;
  readonly onAccept: () => void;
  readonly onAsk: () => void;
  readonly onTakeBack: () => void;
}

/** Explains one day beside the list; it keeps its place while one steps through the rows. */
export function DayPanel(props: PanelProps): ReactNode {
  const say = useWords(reviewWords);
  const parts = partsOfKey(props.openKey);
  return (
    <aside className={css['panel']} aria-label={say('why')}>
      <header className={css['head']}>
        <span>{props.at > 0 ? say('of', { at: wholeNumber(props.at), total: wholeNumber(props.total) }) : null}</span>
        <ActionIcon variant="subtle" color="gray" onClick={() => props.onStep(-1)} aria-label={say('previous')}>
          <IconArrowUp size={17} />
        </ActionIcon>
        <ActionIcon variant="subtle" color="gray" onClick={() => props.onStep(1)} aria-label={say('next')}>
          <IconArrowDown size={17} />
        </ActionIcon>
        <i />
        {parts ? (
          <ActionIcon variant="subtle" color="gray" renderRoot={(rest) => <Link to={`/people/${parts.employeeId}`} {...rest} />} aria-label={say('fullPage')}>
            <IconArrowsMaximize size={17} />
          </ActionIcon>
        ) : null}
        <ActionIcon variant="subtle" color="gray" onClick={props.onClose} aria-label={say('closePanel')}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      {parts ? <PanelBody parts={parts} {...props} /> : null}
    </aside>
  );
}

function PanelBody({ parts, ...props }: PanelProps & { readonly parts: NonNullable<ReturnType<typeof partsOfKey>> }): ReactNode {
  const say = useWords(reviewWords);
  const { data: day, error, refetch, isPlaceholderData } = useDay(parts.employeeId, parts.workDate, parts.shiftNo);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!day) return <LoadingRows />;
  const provision = day.provisions.find(({ kind }) => kind === parts.kind) ?? day.provisions[0];
  const state = provision?.state ?? 'waiting';
  return (
    <>
      <div className={clsx(css['body'], isPlaceholderData && css['stale'])}>
        <p className={css['who']}>
          <Link to={`/people/${day.employeeId}`}>{day.name}</Link>
          {[day.jobTitle, day.unitName].filter(Boolean).length > 0 ? ` · ${[day.jobTitle, day.unitName].filter(Boolean).join(', ')}` : ''}
        </p>
        <h2>{provision ? eventWords(provision as never, say) : say('event.waiting')}</h2>
        <p className={css['tags']}>
          {provision ? <CertaintyTag status={statusOf(provision.kind, state)} certainty={certaintyOf(state)} /> : null}
          {day.strip.silences.length > 0 ? <HatchTag>{say(provision ? 'outWaitsTag' : 'waitsTag')}</HatchTag> : null}
          <span className="h-quiet">{weekdayDate(day.workDate)}</span>
        </p>
        <DayStrip day={{ ...day.strip, knownUntilAt: null }} midnightAt={day.midnightAt} />
        <Why day={day} />
        {day.provisions.map((one) => (
          <Provision key={one.kind} provision={one} year={day.workDate.slice(0, 4)} say={say} />
        ))}
        <Words day={day} say={say} />
        <Recent day={day} say={say} />
        <p className={css['computed']}>
          {say('computed', { when: dateTime(day.computedAt, day.zone) })} {day.beingJudged ? <><Loader size={10} /> {say('beingJudged')}</> : null}
        </p>
      </div>
      <PanelFoot provision={provision} say={say} {...props} />
    </>
  );
}

const evidenceLinks: Readonly<Record<string, (day: Schema<'ReviewDay'>, reference: string | null) => string>> = {
  plan: (day) => `/people/${day.employeeId}?tab=data&date=${day.workDate}`,
  record: (day) => `/people/${day.employeeId}?tab=punches&date=${day.workDate}`,
  rule: () => '/rules',
  machine: (_, reference) => `/terminals${reference ? `?open=${encodeURIComponent(reference)}` : ''}`,
  request: (day) => `/requests?employee=${day.employeeId}`,
};

/** Steps that say nothing new beside their neighbours; the exhibit prints them all. */
const asides = new Set(['SHIFT_VERSION', 'WINDOW', 'WORKED']);

function Why({ day }: { readonly day: Schema<'ReviewDay'> }): ReactNode {
  const say = useWords(reviewWords);
  const language = useLanguage();
  return (
    <section className={css['why']}>
      <h3>{say('why')}</h3>
      <ol>
        {day.why
          .filter(({ code }) => !asides.has(code))
          .map((step, index) => (
            <li key={`${step.code}${index}`}>
              <span aria-hidden>{index + 1}</span>
              <p>
                <Rich text={weighted(step[language], day.workDate)} />
              </p>
              {step.evidence === 'none' ? null : (
                <a href={evidenceLinks[step.evidence]?.(day, step.reference) ?? '#'}>
                  {say(`evidence.${step.evidence as 'plan'}`)} <IconExternalLink size={13} stroke={1.7} aria-hidden />
                </a>
              )}
            </li>
          ))}
      </ol>
    </section>
  );
}

/** Times and sizes stand out; the date of the day itself is not said again. */
const weighted = (text: string, workDate: string): string => text.replaceAll(`${workDate} `, '').replace(/(\d\d:\d\d(:\d\d)?|\d+ (menit|minutes|detik|seconds))/g, '**$1**');

function Provision({ provision, year, say }: { readonly provision: Schema<'DayProvisionItem'>; readonly year: string; readonly say: SayReview }): ReactNode {
  return (
    <section className={css['provision']}>
      <IconScale size={17} stroke={1.6} aria-hidden />
      <div>
        <p>
          <b>{provision.provision === null ? say('noRule') : provision.source}</b>
          {provision.provision === null && provision.source ? whyNoRule(provision.source, say) : ''}
        </p>
        <small>{effectWords(provision, year, say)}</small>
      </div>
    </section>
  );
}

/** What the service says of a missing rule: which kind and category on which date stands on the panel already; a reason of an office's own is said as it is. */
function whyNoRule(reason: string, say: SayReview): string {
  if (reason.startsWith('no rule in use judges')) return '';
  return `: ${reason.startsWith('PPPK discipline is set by the PPK') ? say('noRule.pppk') : reason}`;
}

function effectWords(provision: Schema<'DayProvisionItem'>, year: string, say: SayReview): string {
  if (provision.state === 'verified') return say('effect.counted');
  if (provision.state === 'excused') return say('effect.excused');
  if (provision.kind !== 'absence') return provision.minutes > 0 ? say('effect.minutes', { year, count: provision.minutesAfter }) : say('effect.none');
  const parts = [say('effect.days', { count: Number.isInteger(provision.daysAfter) ? provision.daysAfter : (decimalNumber(provision.daysAfter) as never), year })];
  const level = provision.nextLevel?.replaceAll('-', ' ').replaceAll('_', ' ');
  if (level && provision.daysToNext !== null) parts.push(provision.daysToNext <= 0 ? say('effect.reached', { level }) : say('effect.next', { count: provision.daysToNext, level }));
  return parts.join(' ');
}

function Words({ day, say }: { readonly day: Schema<'ReviewDay'>; readonly say: SayReview }): ReactNode {
  const lines = day.provisions.flatMap(({ history }) => history);
  const explanations = lines.filter(({ type }) => type === 'explanation');
  const decisions = lines.filter(({ type }) => type === 'decision');
  return (
    <>
      <section>
        <h3>{say('words.title')}</h3>
        {explanations.length === 0 ? <p className="h-quiet">{say('words.none')}</p> : null}
        {explanations.map((line) => (
          <blockquote key={line.id}>
            <p>“{line.words}”</p>
            <footer>
              {say('words.when', { when: dateTime(line.at, day.zone), via: say(line.what === 'link' ? 'via.link' : line.what === 'employee' ? 'via.employee' : 'via.officer') })}
              {line.papers.map((paper) => (
                <a key={paper.id} href={`/api/v1/discipline/papers/${paper.id}`} target="_blank" rel="noreferrer">
                  <IconPaperclip size={13} aria-hidden /> {paper.fileName}
                </a>
              ))}
            </footer>
          </blockquote>
        ))}
      </section>
      {decisions.length > 0 ? (
        <section>
          <h3>{say('history.title')}</h3>
          <ul className={css['history']}>
            {decisions.map((line) => (
              <li key={line.id}>
                <span>{dateTime(line.at, day.zone)}</span>
                <p>
                  <b>{line.actor.replace(/^(user|token):/, '')}</b> {say(`history.${line.what as 'verified'}`)}
                  {line.words ? `: ${line.words}` : ''} {line.document ? `(${line.document})` : ''}
                </p>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

function Recent({ day, say }: { readonly day: Schema<'ReviewDay'>; readonly say: SayReview }): ReactNode {
  const status = useWords(statusWords);
  const { recent } = day;
  const count = (...names: readonly string[]): number => recent.filter((one) => names.includes(one.status)).length;
  const [late, absent, leave] = [count('late'), count('no-record', 'absent'), count('leave', 'duty')];
  const words = [late > 0 ? say('recent.late', { count: late }) : '', absent > 0 ? say('recent.absent', { count: absent }) : '', leave > 0 ? say('recent.leave', { count: leave }) : ''].filter(Boolean).join(', ') || say('recent.fine');
  return (
    <section>
      <h3>
        {say('recent.title', { count: recent.length })} <span className="h-quiet">{words}</span>
      </h3>
      <ul className={css['cells']}>
        {recent.map((one) => {
          const name = one.status as StatusName;
          return <li key={one.workDate} className={one.status === 'waiting' ? 'h-hatch' : undefined} data-status={one.status} data-today={one.workDate === day.workDate} title={`${shortDate(one.workDate)}: ${status(name)}`} aria-label={`${shortDate(one.workDate)}: ${status(name)}`} data-tone={vocabulary[name]?.tone} />;
        })}
      </ul>
    </section>
  );
}

function PanelFoot({ provision, say, mayDecide, reportAt, onVerify, onAccept, onAsk, onTakeBack }: Pick<PanelProps, 'mayDecide' | 'reportAt' | 'onVerify' | 'onAccept' | 'onAsk' | 'onTakeBack'> & { readonly provision: Schema<'DayProvisionItem'> | undefined; readonly say: SayReview }): ReactNode {
  const open = provision && provision.state !== 'waiting';
  return (
    <footer className={css['foot']}>
      {mayDecide && provision ? (
        <div>
          <Button disabled={!open || provision.state === 'verified'} onClick={onVerify} leftSection={<kbd>1</kbd>}>
            {say('verify')}
          </Button>
          <Button variant="default" disabled={provision.state === 'excused'} onClick={onAccept} leftSection={<kbd>2</kbd>}>
            {say('accept')}
          </Button>
          <Button variant="default" disabled={provision.state === 'sent-back'} onClick={onAsk} leftSection={<kbd>3</kbd>}>
            {say('ask')}
          </Button>
          {['verified', 'excused', 'sent-back'].includes(provision.state) ? (
            <Button variant="subtle" onClick={onTakeBack}>
              {say('undo')}
            </Button>
          ) : null}
        </div>
      ) : null}
      <p>
        {mayDecide ? undoWords(reportAt, say) : say('readOnly')} {provision?.verifyBy ? say('by', { date: weekdayDate(provision.verifyBy) }) : ''}
      </p>
    </footer>
  );
}
