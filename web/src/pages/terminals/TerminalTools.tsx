import { ActionIcon, Button, Menu, Modal } from '@mantine/core';
import { IconAlertOctagon, IconTool } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { api, answerOf } from '../../api/client';
import { wallClock } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { type Overview } from '../../shell/overview';
import { useDeviceChange } from './change';
import { type Terminal } from './fleet';
import { IncidentDialog } from './IncidentDialog';
import { Refused } from '../../form/Refused';
import { TerminalDialog } from './TerminalDialog';
import css from './Terminals.module.css';
import { terminalWords } from './terminals-words';

type Dialog = 'incident' | 'change' | 'retire' | null;

/** What can be done about a terminal: set its clock, record a fault, send a command, change or retire it. */
export function TerminalTools({ terminal, overview, clockOff }: { readonly terminal: Terminal; readonly overview: Overview | undefined; readonly clockOff: boolean }): ReactNode {
  const say = useWords(terminalWords);
  const [dialog, setDialog] = useState<Dialog>(null);
  const { serial, zone } = terminal;
  const path = { path: { serial } };
  const command = useDeviceChange((kind: 'set-clock' | 'info' | 'check' | 'log' | 'reboot') => {
    const { date, seconds } = wallClock(Date.now(), zone);
    return answerOf(api.POST('/api/v1/terminals/{serial}/commands', { params: path, body: kind === 'set-clock' ? { kind, wallClock: `${date} ${seconds}` } : { kind } }));
  });
  const repin = useDeviceChange(() => answerOf<unknown>(api.POST('/api/v1/terminals/{serial}/repin', { params: path })));
  const retire = useDeviceChange(() => answerOf(api.POST('/api/v1/terminals/{serial}/retire', { params: path })), () => setDialog(null));
  const push = terminal.speaks === 'push' && terminal.status === 'approved';
  return (
    <>
      <div>
        {push && clockOff ? (
          <Button loading={command.isPending} onClick={() => command.mutate('set-clock')}>
            {say('setClock')}
          </Button>
        ) : null}
        <Button variant="default" flex={1} leftSection={<IconAlertOctagon size={16} stroke={1.7} />} onClick={() => setDialog('incident')}>
          {say('recordIncident')}
        </Button>
        <Menu position="top-end" shadow="md">
          <Menu.Target>
            <ActionIcon variant="default" size={36} aria-label={say('tools')}>
              <IconTool size={17} stroke={1.7} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {push ? (['set-clock', 'info', 'check', 'log', 'reboot'] as const).map((kind) => (
              <Menu.Item key={kind} onClick={() => command.mutate(kind)}>
                {say(`command.${kind}`)}
              </Menu.Item>
            )) : null}
            {push ? <Menu.Item onClick={() => repin.mutate(undefined)}>{say('repin')}</Menu.Item> : null}
            {push ? <Menu.Divider /> : null}
            <Menu.Item onClick={() => setDialog('change')}>{say('change')}</Menu.Item>
            {terminal.status === 'retired' ? null : <Menu.Item onClick={() => setDialog('retire')}>{say('retire')}</Menu.Item>}
          </Menu.Dropdown>
        </Menu>
      </div>
      <Refused error={command.error ?? repin.error} />
      {dialog === 'incident' ? <IncidentDialog terminal={terminal} onClose={() => setDialog(null)} /> : null}
      {dialog === 'change' ? <TerminalDialog terminal={terminal} overview={overview} onClose={() => setDialog(null)} /> : null}
      {dialog === 'retire' ? (
        <Modal opened onClose={() => setDialog(null)} title={say('retireDo')} closeButtonProps={{ 'aria-label': say('cancel') }}>
          <div className={css['form']}>
            <p>{say('retireAsk', { name: terminal.name })}</p>
            <Refused error={retire.error} />
            <div>
              <Button variant="default" data-autofocus onClick={() => setDialog(null)}>{say('cancel')}</Button>
              <Button color="danger" loading={retire.isPending} onClick={() => retire.mutate(undefined)}>{say('retireDo')}</Button>
            </div>
          </div>
        </Modal>
      ) : null}
    </>
  );
}
