import { IconBattery1, IconClockExclamation, IconDatabaseExclamation, IconDoor, IconPlugConnectedX, IconServerBolt, IconShieldQuestion } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { type Condition } from './condition';
import css from './Terminals.module.css';

const shapes = { silent: IconPlugConnectedX, clock: IconClockExclamation, missing: IconDatabaseExclamation, full: IconServerBolt, battery: IconBattery1, open: IconDoor, pending: IconShieldQuestion } as const;

/** The mark of a device: a dot while all is well, else a shape; the words stand beside it. */
export function DeviceMark({ condition }: { readonly condition: Condition }): ReactNode {
  const { state } = condition;
  if (state === 'heard' || state === 'file' || state === 'retired') return <span className={css['dot']} data-state={state} aria-hidden />;
  const Shape = shapes[state];
  return (
    <span className={`${css['mark']} ${state === 'silent' ? 'h-hatch' : ''}`} data-state={state} aria-hidden>
      <Shape size={15} stroke={1.7} />
    </span>
  );
}
