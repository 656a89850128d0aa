import { IconAntennaBarsOff, IconBatteryOff, IconClockExclamation, IconDatabaseExclamation, IconPlugConnectedX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import clsx from 'clsx';
import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { nearTime } from '../../format/dates';
import { percent } from '../../format/numbers';
import { Rich } from '../../i18n/Rich';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import css from './Today.module.css';
import { todayWords } from './today-words';

type Trouble = Schema<'MachineTrouble'>;
const shown = 6;
const icons = { silent: IconAntennaBarsOff, 'never-heard': IconAntennaBarsOff, failing: IconPlugConnectedX, 'clock-off': IconClockExclamation, 'nearly-full': IconDatabaseExclamation, battery: IconBatteryOff, 'sensor-silent': IconPlugConnectedX } as const;

/** Machines in words, those that hold people up first. */
export function MachinesCard({ today }: { readonly today: Schema<'TodayAnswer'> }): ReactNode {
  const say = useWords(todayWords);
  const { machines } = today;
  return (
    <Card title={say('machines.title')} action={<Link to="/terminals">{say('machines.all')}</Link>}>
      {machines.length === 0 ? <p className={css['fine']}>{say('machines.fine')}</p> : null}
      <ul>
        {machines.slice(0, shown).map((machine) => (
          <li key={`${machine.kind}${machine.reference}`} className={css['machine']}>
            <MachineMark kind={machine.kind} />
            <div>
              <p>
                <Title machine={machine} today={today} />
              </p>
              <small>{noteOf(machine, say)}</small>
            </div>
          </li>
        ))}
      </ul>
      {machines.length > shown ? <p className="h-quiet">{say('machines.more', { count: machines.length - shown })}</p> : null}
    </Card>
  );
}

function MachineMark({ kind }: { readonly kind: Trouble['kind'] }): ReactNode {
  const Shape = icons[kind as keyof typeof icons] ?? IconAntennaBarsOff;
  const silent = kind === 'silent' || kind === 'never-heard' || kind === 'failing';
  return (
    <span className={clsx(css['machineMark'], silent && 'h-hatch')} data-kind={kind} aria-hidden>
      <Shape size={15} stroke={1.7} />
    </span>
  );
}

function Title({ machine, today }: { readonly machine: Trouble; readonly today: Schema<'TodayAnswer'> }): ReactNode {
  const say = useWords(todayWords);
  const { kind, name, value } = machine;
  const time = machine.sinceAt === null ? '–' : nearTime(machine.sinceAt, today.zone, today.date);
  if (kind === 'clock-off') return <Rich text={say((value ?? 0) > 0 ? 'machines.ahead' : 'machines.behind', { name, span: spanWords(Math.abs(value ?? 0), say) })} />;
  if (kind === 'nearly-full') return <Rich text={say('machines.nearly-full', { name, percent: percent((value ?? 0) / 100, 0) })} />;
  if (kind === 'battery') return <Rich text={value === null ? say('machines.batteryLow', { name }) : say('machines.battery', { name, percent: percent(value / 100, 0) })} />;
  if (kind === 'never-heard') return <Rich text={say('machines.never-heard', { name })} />;
  return <Rich text={say(kind === 'failing' ? 'machines.failing' : kind === 'sensor-silent' ? 'machines.sensor-silent' : 'machines.silent', { name, time })} />;
}

type SayToday = ReturnType<typeof useWords<Record<string, string>>>;

function spanWords(seconds: number, say: SayToday): string {
  return seconds < 60 ? say('seconds', { seconds }) : say('span', { minutes: Math.floor(seconds / 60), seconds: seconds % 60 });
}

function noteOf({ kind, people }: Trouble, say: SayToday): string {
  if (kind === 'battery' || kind === 'sensor-silent') return say('machines.door');
  if (kind === 'clock-off') return say('machines.corrected');
  return people > 0 ? say('machines.people', { count: people }) : say('machines.nobody');
}
