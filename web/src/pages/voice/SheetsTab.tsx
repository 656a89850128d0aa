import { Button } from '@mantine/core';
import { IconExternalLink, IconPrinter, IconQrcode } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import css from '../services/Service.module.css';
import { useServices } from '../services/services';
import { inLanguage } from '../services/services-words';
import { voiceWords } from './voice-words';

type Point = Schema<'PointItem'>;

/** Every open QR point with its sheet to print. */
export function SheetsTab(): ReactNode {
  const say = useWords(voiceWords);
  const services = useServices().data ?? [];
  const points = useQuery({ queryKey: ['service-points'], queryFn: () => answerOf(api.GET('/api/v1/service-points')) });
  if (points.isError) return <div className="h-card"><ErrorState error={points.error} onRetry={() => void points.refetch()} /></div>;
  if (!points.data) return <div className="h-card"><LoadingRows /></div>;
  const open = points.data.filter(({ closedAt, service }) => closedAt === null && services.some(({ code }) => code === service));
  if (open.length === 0) {
    return (
      <div className="h-card">
        <EmptyState icon={IconQrcode} title={say('sheetsNone')} text={say('sheetsNoneText')}>
          <Button variant="default" renderRoot={(props) => <Link to="/services" {...props} />}>{say('toServices')}</Button>
        </EmptyState>
      </div>
    );
  }
  const nameOf = (code: string): string => inLanguage(services.find((each) => each.code === code)?.name ?? { id: code, en: code });
  return (
    <div className="h-card">
      <DataTable<Point>
        label={say('tab.sheets')}
        rows={open}
        rowKey={({ code }) => code}
        columns={[
          { key: 'service', head: say('service'), cell: (row) => nameOf(row.service) },
          { key: 'counter', head: say('counter'), cell: (row) => row.counter ?? say('everywhere') },
          { key: 'code', head: say('point'), cell: (row) => <span className={css['code']}>{row.code}</span> },
          { key: 'public', head: say('public'), cell: (row) => <a href={row.url} target="_blank" rel="noopener">{row.url} <IconExternalLink size={13} aria-hidden /></a> },
          { key: 'sheet', head: <span className="h-visually-hidden">{say('sheet')}</span>, align: 'right', cell: (row) => <Button size="xs" variant="default" component="a" href={`/api/v1/service-points/${row.code}/sheet`} target="_blank" rel="noopener" leftSection={<IconPrinter size={14} />} aria-label={`${say('sheet')} ${row.code}`}>{say('sheet')}</Button> },
        ]}
      />
    </div>
  );
}
