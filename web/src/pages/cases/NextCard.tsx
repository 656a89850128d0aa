import { Button, Menu } from '@mantine/core';
import { IconChevronDown, IconFileText, IconLock } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { useMay } from '../../access/me';
import { monthYear } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { type CaseView } from './case-model';
import css from './Cases.module.css';
import { casesWords, coded } from './cases-words';
import { letterName } from './letters';
import { actsOfTheDay, awaitedDate, nextStepOf } from './next-step';
import { actPermission } from './permissions';
import { sanctionWords } from './sanctions';

interface NextCardProps {
  readonly view: CaseView;
  readonly onAct: (act: string) => void;
  readonly onLetter: (kind: string) => void;
}

/** The one card that says what comes next, with only the steps that the law permits now. */
export function NextCard({ view, onAct, onLetter }: NextCardProps): ReactNode {
  const say = useWords(casesWords);
  const saySanction = useWords(sanctionWords);
  const may = useMay(actPermission);
  const today = useOverview()?.today ?? new Date().toISOString().slice(0, 10);
  const next = nextStepOf(view, { say, saySanction, today });
  const awaited = awaitedDate(view);
  const permitted = view.open.filter((act) => act !== 'take-effect' && !(awaited !== null && today < awaited && actsOfTheDay.includes(act)));
  const primary = next.primary !== null && permitted.includes(next.primary) ? next.primary : null;
  const others = permitted.filter((act) => act !== primary);
  const [besides, more] = [others.slice(0, 2), others.slice(2)];
  return (
    <section className={css['next']} aria-labelledby="next-step">
      <p className={css['nextLabel']}>{say('next.label')}</p>
      <h2 id="next-step">{next.title}</h2>
      <p>{next.text}</p>
      {view.salaryStop?.standing === 'proposed' ? <p>{say('next.stop', { month: monthYear(view.salaryStop.month) })}</p> : null}
      {may ? (
        <div className={css['buttons']}>
          {next.letter !== null ? (
            <Button leftSection={<IconFileText size={16} />} onClick={() => onLetter(next.letter ?? '')}>
              {say('print.title', { title: letterName(say, next.letter, view.round.summonses.length) })}
            </Button>
          ) : null}
          {primary !== null ? (
            <Button variant={next.letter === null ? 'filled' : 'default'} onClick={() => onAct(primary)}>
              {coded(say, 'act', primary)}
            </Button>
          ) : null}
          {besides.map((act) => (
            <Button key={act} variant="default" onClick={() => onAct(act)}>
              {coded(say, 'act', act)}
            </Button>
          ))}
          {more.length > 0 ? <MoreActs acts={more} onAct={onAct} /> : null}
        </div>
      ) : (
        <p className="h-quiet">{say('next.nothing')}</p>
      )}
      {next.locked.map((why) => (
        <p key={why} className={css['locked']}>
          <IconLock size={14} stroke={1.7} aria-hidden />
          {why}
        </p>
      ))}
    </section>
  );
}

function MoreActs({ acts, onAct }: { readonly acts: readonly string[]; readonly onAct: (act: string) => void }): ReactNode {
  const say = useWords(casesWords);
  return (
    <Menu position="bottom-start" shadow="md">
      <Menu.Target>
        <Button variant="subtle" rightSection={<IconChevronDown size={14} />}>
          {say('next.more')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {acts.map((act) => (
          <Menu.Item key={act} onClick={() => onAct(act)}>
            {coded(say, 'act', act)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
