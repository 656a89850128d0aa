import { Alert, Button, FileButton, TextInput } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { api, answerOf, type Schema, send } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { ErrorState, LoadingRows } from '../../states/States';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';

type Logo = Schema<'LogoItem'>;
type Signature = Schema<'SignatureBody'>;

/** The office's letterhead: its logo, and who signs papers by hand. */
export function LetterheadTab(): ReactNode {
  return (
    <div className={css['cards']}>
      <LogoCard />
      <SignatureCard />
    </div>
  );
}

function LogoCard(): ReactNode {
  const say = useWords(reportsWords);
  const mayWrite = useMay('settings.write');
  const { data, error, refetch } = useQuery({ queryKey: ['report-logo'], queryFn: () => answerOf(api.GET('/api/v1/reports/logo')) });
  const put = useChange(['report-logo'], (file: File) => {
    const form = new FormData();
    form.append('file', file);
    return send<Logo>('PUT', '/api/v1/reports/logo', form);
  });
  const remove = useChange(['report-logo'], () => answerOf(api.DELETE('/api/v1/reports/logo')));
  const buttons = (
    <div className={css['row']}>
      <FileButton onChange={(file) => file && put.mutate(file)} accept="image/png,image/jpeg">
        {(props) => (
          <Button {...props} variant="default" loading={put.isPending} leftSection={<IconPhoto size={16} />}>
            {say('logoChoose')}
          </Button>
        )}
      </FileButton>
      {data?.set ? (
        <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
          {say('logoRemove')}
        </Button>
      ) : null}
    </div>
  );
  return (
    <Card title={say('logo')} note={say('logoNote')}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingRows rows={2} /> : <LogoNow logo={data} />}
      <Refused error={put.error ?? remove.error} />
      {mayWrite ? buttons : null}
    </Card>
  );
}

function LogoNow({ logo: { set, fault, sha256, fileName, width, height } }: { readonly logo: Logo }): ReactNode {
  const say = useWords(reportsWords);
  if (!set) return <p className={css['quiet']}>{say('logoNone')}</p>;
  if (fault !== null)
    return (
      <Alert role="alert" color="danger" variant="light" title={say('logoFault')}>
        {fault}
      </Alert>
    );
  return (
    <figure className={css['logo']}>
      <img src={`/api/v1/reports/logo/image?${sha256}`} alt={say('logoAlt')} />
      <figcaption className={css['quiet']}>{say('logoFacts', { name: fileName ?? '', width: width ?? 0, height: height ?? 0 })}</figcaption>
    </figure>
  );
}

function SignatureCard(): ReactNode {
  const say = useWords(reportsWords);
  const { data, error, refetch } = useQuery({ queryKey: ['report-signature'], queryFn: () => answerOf(api.GET('/api/v1/reports/signature')) });
  return <Card title={say('signature')} note={say('signatureNote')}>{error ? <ErrorState error={error} onRetry={() => void refetch()} /> : !data ? <LoadingRows rows={3} /> : <SignatureForm key={JSON.stringify(data)} given={data} />}</Card>;
}

function SignatureForm({ given }: { readonly given: Signature }): ReactNode {
  const say = useWords(reportsWords);
  const mayWrite = useMay('settings.write');
  const [block, setBlock] = useState(given);
  const save = useChange(['report-signature'], () => answerOf(api.PUT('/api/v1/reports/signature', { body: block })));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(undefined);
  };
  return (
    <form className={css['signature']} onSubmit={submit}>
      {(['place', 'role', 'name', 'number'] as const).map((field) => (
        <TextInput key={field} label={say(field)} readOnly={!mayWrite} maxLength={field === 'role' || field === 'name' ? 200 : 100} value={block[field]} onChange={(event) => setBlock({ ...block, [field]: event.currentTarget.value })} />
      ))}
      <Refused error={save.error} />
      {mayWrite ? (
        <Button type="submit" variant="default" loading={save.isPending}>
          {say('save')}
        </Button>
      ) : null}
    </form>
  );
}
