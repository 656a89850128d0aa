import { Button, TextInput } from '@mantine/core';
import { IconDownload, IconFileCertificate } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { api, answerOf, type Schema } from '../../api/client';
import { dateTime } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { Pager } from '../../list/Pager';
import { useUrlState } from '../../list/url-state';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import css from './Reports.module.css';
import { reportsWords } from './reports-words';

type Paper = Schema<'IssuedPaperItem'>;
const pageSize = 50;

/** Papers that were issued: the code that is printed on each, whether it is still the newest, and the paper itself. */
export function ArchiveTab({ zone }: { readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  const [search, change] = useUrlState();
  const page = Number(search['page'] ?? 1);
  const { data, error, refetch } = useQuery({ queryKey: ['issued-papers', page], queryFn: () => answerOf(api.GET('/api/v1/reports/papers', { params: { query: { page, pageSize } } })), placeholderData: keepPreviousData });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  return (
    <>
      <CodeCheck />
      {data.total === 0 ? <EmptyState icon={IconFileCertificate} title={say('archiveNone')} text={say('archiveNoneText')} /> : <PaperTable papers={data.items} zone={zone} />}
      {data.total > pageSize ? <Pager page={page} pageSize={pageSize} total={data.total} onPage={(next) => change({ page: String(next) })} /> : null}
    </>
  );
}

/** Takes a code as somebody reads it from a paper to the page that everybody sees. */
function CodeCheck(): ReactNode {
  const say = useWords(reportsWords);
  const [code, setCode] = useState('');
  const plain = code.replace(/[\s-]/g, '');
  const open = (event: FormEvent): void => {
    event.preventDefault();
    if (plain.length > 0) window.open(`/verify/${encodeURIComponent(plain)}`, '_blank', 'noopener');
  };
  return (
    <form className={css['filters']} onSubmit={open}>
      <TextInput aria-label={say('code')} placeholder="ABCD-EFGH-JKMN-PQRS" description={say('checkHint')} inputWrapperOrder={['input', 'description']} maxLength={24} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
      <Button type="submit" variant="default" disabled={plain.length !== 16}>
        {say('check')}
      </Button>
    </form>
  );
}

function PaperTable({ papers, zone }: { readonly papers: readonly Paper[]; readonly zone: string }): ReactNode {
  const say = useWords(reportsWords);
  return (
    <div className={css['list']}>
      <DataTable<Paper>
        label={say('tab.archive')}
        rows={papers}
        rowKey={({ code }) => code}
        columns={[
          { key: 'title', head: say('paper'), cell: ({ title, signed }) => <><b>{title}</b>{signed ? <span className={css['small']}>{say('signed')}</span> : null}</> },
          { key: 'edition', head: say('edition'), align: 'right', cell: ({ edition }) => String(edition) },
          { key: 'code', head: say('code'), cell: ({ code }) => <a className={css['code']} href={`/verify/${code}`} target="_blank" rel="noopener">{code}</a> },
          { key: 'proof', head: say('proof'), cell: ({ replacedBy }) => <span className={css['progress']} data-progress={replacedBy === null ? 'sent' : 'none'}>{replacedBy === null ? say('current') : say('replaced', { code: replacedBy })}</span> },
          { key: 'issued', head: say('issued'), cell: ({ issuedAt, issuedBy }) => <>{dateTime(issuedAt, zone)}<span className={css['small']}>{issuedBy.replace(/^user:/, '')}</span></> },
          { key: 'do', head: <span className="h-visually-hidden">{say('download')}</span>, align: 'right', cell: ({ code, title }) => <Button component="a" href={`/api/v1/reports/papers/${code}/file`} download size="compact-xs" variant="default" aria-label={say('downloadOf', { title })} leftSection={<IconDownload size={14} />}>{say('pdf')}</Button> },
        ]}
      />
    </div>
  );
}
