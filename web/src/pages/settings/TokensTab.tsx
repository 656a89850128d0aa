import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { send } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { Refused } from '../../form/Refused';
import { ShownOnce } from '../../form/ShownOnce';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { WithPanel } from '../../panel/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { instantText, roleText, type Token, tokensQuery } from './access';
import css from './Settings.module.css';
import { type SaySetting, settingsWords } from './settings-words';

type MadeToken = Token & { readonly secret: string };

function stateOf({ expiresAt, revokedAt }: Token, zone: string, say: SaySetting): string {
  if (revokedAt !== null) return say('revoked', { when: instantText(revokedAt, zone) });
  return expiresAt !== null && Date.parse(expiresAt) < Date.now() ? say('expired', { when: instantText(expiresAt, zone) }) : say('valid');
}

/** Tokens of programs that call the API. */
export function TokensTab({ zone }: { readonly zone: string }): ReactNode {
  const say = useWords(settingsWords);
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<MadeToken | null>(null);
  const { data, error, refetch } = useQuery(tokensQuery);
  const revoke = useChange(['tokens'], (id: string) => send('DELETE', `/api/v1/tokens/${id}`));
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  const isOver = ({ expiresAt, revokedAt }: Token): boolean => revokedAt !== null || (expiresAt !== null && Date.parse(expiresAt) < Date.now());
  return (
    <WithPanel label={say('tab.tokens')} panel={null}>
      <div className={css['filters']}>
        <Button variant="default" ml="auto" leftSection={<IconPlus size={16} />} onClick={() => setAdding(true)}>
          {say('addToken')}
        </Button>
      </div>
      <Refused error={revoke.error} />
      {data.length === 0 ? (
        <EmptyState icon={IconKey} title={say('noTokens')} text={say('noTokensText')} />
      ) : (
        <div className={css['list']}>
          <DataTable<Token>
            label={say('tab.tokens')}
            rows={[...data].sort((a, b) => Number(isOver(a)) - Number(isOver(b)))}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', head: say('name'), cell: ({ name }) => <b>{name}</b> },
              { key: 'scope', head: say('scope'), cell: ({ scope }) => say(`scope.${scope}`) },
              { key: 'reach', head: say('reach'), cell: ({ roles }) => (roles.length === 0 ? say('wholeOffice') : roles.map((role) => roleText(role, say)).join(', ')) },
              { key: 'until', head: say('expires'), cell: ({ expiresAt }) => (expiresAt === null ? say('never') : instantText(expiresAt, zone)) },
              { key: 'state', head: say('state'), cell: (token) => <span className={isOver(token) ? css['quiet'] : undefined}>{stateOf(token, zone, say)}</span> },
              { key: 'do', head: <span className="h-visually-hidden">{say('revoke')}</span>, align: 'right', cell: (token) => (isOver(token) ? null : <Button size="compact-xs" variant="default" aria-label={`${say('revoke')}: ${token.name}`} onClick={() => revoke.mutate(token.id)}>{say('revoke')}</Button>) },
            ]}
          />
        </div>
      )}
      {adding ? <TokenDialog onMade={(token) => (setAdding(false), setMade(token))} onClose={() => setAdding(false)} /> : null}
      {made ? <ShownOnce title={say('once.token', { name: made.name })} lead={say('once.tokenLead')} secret={made.secret} onClose={() => setMade(null)} /> : null}
    </WithPanel>
  );
}

function TokenDialog({ onMade, onClose }: { readonly onMade: (token: MadeToken) => void; readonly onClose: () => void }): ReactNode {
  const say = useWords(settingsWords);
  const [name, setName] = useState('');
  const [scope, setScope] = useState('read');
  const [days, setDays] = useState<number | string>(365);
  const make = useChange(['tokens'], () => send<MadeToken>('POST', '/api/v1/tokens', { name: name.trim(), scope, ...(days === '' ? {} : { days: Number(days) }) }), onMade);
  return (
    <FormDialog title={say('addToken')} lead={say('tokenLead')} busy={make.isPending} error={make.error} onSubmit={() => make.mutate(undefined)} onClose={onClose}>
      <TextInput label={say('name')} required withAsterisk={false} maxLength={50} data-autofocus value={name} onChange={(event) => setName(event.currentTarget.value)} />
      <Select label={say('scope')} allowDeselect={false} value={scope} onChange={(next) => setScope(next ?? 'read')} data={(['read', 'write', 'admin'] as const).map((value) => ({ value, label: say(`scope.${value}`) }))} />
      <NumberInput label={say('days')} description={say('daysHint')} min={1} max={3650} value={days} onChange={setDays} />
    </FormDialog>
  );
}
