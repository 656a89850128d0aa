import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { api, answerOf } from '../../api/client';
import { wholeNumber } from '../../format/numbers';
import { useLanguage, useWords } from '../../i18n/words';
import { type Overview } from '../../shell/overview';
import { HatchTag } from '../../status/Status';
import { CommandList } from './CommandList';
import { conditionText } from './condition-text';
import { doorFacts, terminalFacts } from './facts';
import { type Device, type Terminal } from './fleet';
import { IncidentList } from './IncidentList';
import { useMayManage } from './may';
import { OffsetChart } from './OffsetChart';
import { Panel } from '../../panel/Panel';
import css from './Terminals.module.css';
import { TerminalTools } from './TerminalTools';
import { terminalWords } from './terminals-words';

interface DevicePanelProps {
  readonly device: Device;
  readonly devices: readonly Device[];
  readonly affected: number;
  readonly now: number;
  readonly overview: Overview | undefined;
  readonly onClose: () => void;
}

/** The open device: what is known of it as numbered facts, its clock, its commands and incidents, and what to do. */
export function DevicePanel({ device, devices, affected, now, overview, onClose }: DevicePanelProps): ReactNode {
  const say = useWords(terminalWords);
  const language = useLanguage();
  const mayManage = useMayManage();
  const { terminal, door, name, unitName, condition } = device;
  const facts = terminal ? terminalFacts(device, devices, say, language) : door ? doorFacts(door, say) : [];
  const head = terminal ? `${say('serial', { serial: terminal.serial })}${terminal.health?.lastAddress || terminal.address ? ` · ${terminal.health?.lastAddress ?? terminal.address}` : ''}` : `${door?.code} · ${door?.profile}`;
  const foot = terminal && mayManage ? (
    <>
      <TerminalTools terminal={terminal} overview={overview} clockOff={condition.state === 'clock'} />
      {affected > 0 ? <p className="h-quiet">{say('afterNote')}</p> : null}
    </>
  ) : null;
  return (
    <Panel label={name} head={head} foot={foot} onClose={onClose}>
      <p className="h-quiet">{[name, unitName].filter(Boolean).join(' · ')}</p>
      <h2>{condition.state === 'heard' ? say('is.heard', { span: conditionText(device, now, say) }) : conditionText(device, now, say)}</h2>
      {affected > 0 ? <HatchTag>{say('peopleWait', { count: affected })}</HatchTag> : null}
      <h3>{say('known')}</h3>
      <ol className={css['facts']}>
        {facts.map((fact) => (
          <li key={fact}>{fact}</li>
        ))}
      </ol>
      {terminal ? <TerminalRecords terminal={terminal} now={now} today={overview?.today ?? ''} mayManage={mayManage} /> : null}
    </Panel>
  );
}

function TerminalRecords({ terminal, now, today, mayManage }: { readonly terminal: Terminal; readonly now: number; readonly today: string; readonly mayManage: boolean }): ReactNode {
  const say = useWords(terminalWords);
  const { serial, zone } = terminal;
  const enrolled = useQuery({ queryKey: ['terminals', 'enrolled', serial], queryFn: () => answerOf(api.GET('/api/v1/enrolments', { params: { query: { terminal: serial, pageSize: 1 } } })) });
  return (
    <>
      <h3>
        {say('clockHistory')} <span>{say('clockNote')}</span>
      </h3>
      <OffsetChart serial={serial} zone={zone} now={now} />
      <h3>{say('commands')}</h3>
      <CommandList terminal={terminal} today={today} />
      <h3>{say('incidents')}</h3>
      <IncidentList terminal={terminal} today={today} mayDecide={mayManage} />
      <p className={css['links']}>
        <Link to="/terminals" search={{ tab: 'rejected', terminal: serial } as never}>{say('rawLink')}</Link>
        <Link to="/people/enrolments" search={{ terminal: serial } as never}>{say('enrolledLink', { count: wholeNumber(enrolled.data?.total ?? 0) })}</Link>
      </p>
    </>
  );
}
