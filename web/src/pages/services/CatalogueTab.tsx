import { Button } from '@mantine/core';
import { IconBuildingStore, IconClock, IconPlus } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { mediumDate } from '../../format/dates';
import { useLanguage, useWords } from '../../i18n/words';
import { DataTable } from '../../list/DataTable';
import { useUrlState } from '../../list/url-state';
import { WithPanel } from '../../panel/Panel';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { HoursDialog } from './HoursDialog';
import css from './Service.module.css';
import { ServiceDialog } from './ServiceDialog';
import { ServicePanel } from './ServicePanel';
import { type Service, useServices } from './services';
import { inLanguage, promiseText, servicesWords } from './services-words';

/** The catalogue: every service with its promise of today. */
export function CatalogueTab(): ReactNode {
  const say = useWords(servicesWords);
  useLanguage();
  const mayWrite = useMay('service.write');
  const [search, change] = useUrlState();
  const services = useServices();
  const [dialog, setDialog] = useState<'add' | 'hours' | null>(null);
  const open = services.data?.find(({ code }) => code === search['open']);
  return (
    <WithPanel label={say('tab.catalogue')} panel={open ? <ServicePanel key={open.code} service={open} onClose={() => change({ open: undefined })} /> : null}>
      <div className={css['pad']}>
        {mayWrite ? (
          <div className={css['bar']}>
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => setDialog('add')}>{say('add')}</Button>
            <Button variant="default" leftSection={<IconClock size={16} />} onClick={() => setDialog('hours')}>{say('hoursSet')}</Button>
          </div>
        ) : null}
        <div className="h-card">
          {services.isError ? <ErrorState error={services.error} onRetry={() => void services.refetch()} /> : !services.data ? <LoadingRows /> : services.data.length === 0 ? (
            <EmptyState icon={IconBuildingStore} title={say('none')} text={say('noneText')} />
          ) : (
            <ServiceTable services={services.data} open={search['open']} onOpen={(code) => change({ open: code })} />
          )}
        </div>
      </div>
      {dialog === 'add' ? <ServiceDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'hours' ? <HoursDialog onClose={() => setDialog(null)} /> : null}
    </WithPanel>
  );
}

function ServiceTable({ services, open, onOpen }: { readonly services: readonly Service[]; readonly open: string | undefined; readonly onOpen: (code: string) => void }): ReactNode {
  const say = useWords(servicesWords);
  return (
    <DataTable<Service>
      label={say('tab.catalogue')}
      rows={services}
      rowKey={({ code }) => code}
      openKey={open}
      onOpen={({ code }) => onOpen(code)}
      columns={[
        { key: 'service', head: say('service'), cell: (row) => <button type="button" className={css['open']} onClick={() => onOpen(row.code)}><b>{inLanguage(row.name)}</b><small>{row.code}</small></button> },
        { key: 'unit', head: say('unit'), cell: (row) => row.unit },
        { key: 'promise', head: say('promise'), cell: (row) => promiseText(row.promise, say) },
        { key: 'steps', head: say('steps'), cell: (row) => row.steps.map(({ name }) => inLanguage(name)).join(' → ') || '–' },
        { key: 'since', head: say('since'), cell: (row) => mediumDate(row.fromDate) },
      ]}
    />
  );
}
