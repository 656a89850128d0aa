import { type ReactNode } from 'react';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { clockOffSeconds, needsAttention } from './condition';
import { conditionText, deviceNote } from './condition-text';
import { DayLine } from './DayLine';
import { DeviceMark } from './DeviceMark';
import { type Device } from './fleet';
import css from './Terminals.module.css';
import { offsetText, terminalWords } from './terminals-words';

interface DeviceTableProps {
  readonly devices: readonly Device[];
  readonly affected: ReadonlyMap<string, number>;
  readonly now: number;
  readonly openKey: string | undefined;
  readonly onOpen: (key: string) => void;
}

/** Devices as a table in groups: what needs attention, what is heard, what is no longer used. */
export function DeviceTable({ devices, ...rest }: DeviceTableProps): ReactNode {
  const say = useWords(terminalWords);
  const groups = [
    { name: say('attention'), rows: devices.filter(({ condition }) => needsAttention(condition)) },
    { name: say('tab.pending'), rows: devices.filter(({ condition }) => condition.state === 'pending') },
    { name: say('heard'), rows: devices.filter(({ condition }) => condition.rank === 9) },
    { name: say('retired'), rows: devices.filter(({ condition }) => condition.state === 'retired') },
  ].filter(({ rows }) => rows.length > 0);
  return (
    <table className={css['table']} aria-label={say('list')}>
      <thead>
        <tr>
          <th scope="col">{say('device')}</th>
          <th scope="col">{say('condition')}</th>
          <th scope="col" className={css['wide']}>{say('lastDay')}</th>
          <th scope="col" className={css['wide']} data-align="right">{say('offset')}</th>
          <th scope="col" className={css['wide']} data-align="right">{say('stored')}</th>
          <th scope="col" className={css['medium']} data-align="right">{say('affected')}</th>
        </tr>
      </thead>
      {groups.map(({ name, rows }) => (
        <tbody key={name}>
          <tr className={css['group']}>
            <th scope="rowgroup" colSpan={6}>
              {name} <span>{wholeNumber(rows.length)}</span>
            </th>
          </tr>
          {rows.map((device) => (
            <DeviceRow key={device.key} device={device} {...rest} />
          ))}
        </tbody>
      ))}
    </table>
  );
}

function DeviceRow({ device, affected, now, openKey, onOpen }: Omit<DeviceTableProps, 'devices'> & { readonly device: Device }): ReactNode {
  const say = useWords(terminalWords);
  const { key, name, condition, offsetSeconds, stored, silences, sinceAt } = device;
  const people = affected.get(key) ?? 0;
  return (
    <tr className={css['row']} data-on={key === openKey} onClick={() => onOpen(key)}>
      <th scope="row">
        <span className={css['device']}>
          <DeviceMark condition={condition} />
          <span>
            <button type="button" aria-expanded={key === openKey} onClick={(event) => (event.stopPropagation(), onOpen(key))}>
              {name}
            </button>
            <small>{deviceNote(device, say)}</small>
          </span>
        </span>
      </th>
      <td data-strong={needsAttention(condition)}>{conditionText(device, now, say)}</td>
      <td className={css['wide']}>
        <DayLine silences={silences} now={now} sinceAt={sinceAt} known={condition.state !== 'pending' && condition.state !== 'retired'} />
      </td>
      <td className={css['wide']} data-align="right" data-clock={Math.abs(offsetSeconds ?? 0) > clockOffSeconds}>
        {offsetSeconds === null ? '–' : offsetText(offsetSeconds, say)}
      </td>
      <td className={css['wide']} data-align="right">{stored === null ? '–' : wholeNumber(stored)}</td>
      <td className={css['medium']} data-align="right" data-strong={people > 0}>{people > 0 ? say('people', { count: people }) : '–'}</td>
    </tr>
  );
}
