import { Button } from '@mantine/core';
import { IconPrinter, IconQrcode } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useMay } from '../../access/me';
import { answerOf, api } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { mediumDate } from '../../format/dates';
import { useWords } from '../../i18n/words';
import { Panel } from '../../panel/Panel';
import { useOverview } from '../../shell/overview';
import { Tag } from '../../status/Status';
import { PointDialog } from './PointDialog';
import css from './Service.module.css';
import { ServiceDialog } from './ServiceDialog';
import { catalogueLists, type Service } from './services';
import { inLanguage, promiseText, servicesWords } from './services-words';

/** One service: what it needs, how it goes, what was promised when, and where citizens speak about it. */
export function ServicePanel({ service, onClose }: { readonly service: Service; readonly onClose: () => void }): ReactNode {
  const say = useWords(servicesWords);
  const mayWrite = useMay('service.write');
  const [dialog, setDialog] = useState<'change' | 'point' | null>(null);
  const foot = (
    <div>
      {mayWrite ? <Button variant="default" onClick={() => setDialog('change')}>{say('change')}</Button> : null}
      {mayWrite ? <Button variant="default" renderRoot={(props) => <Link to="/complaints" search={{ service: service.code } as never} {...props} />}>{say('complaints')}</Button> : null}
    </div>
  );
  return (
    <Panel label={inLanguage(service.name)} head={`${service.code} · ${service.unit}`} foot={foot} onClose={onClose}>
      <h2>{inLanguage(service.name)}</h2>
      <p>{say('promise')}: <b>{promiseText(service.promise, say)}</b></p>
      <h3>{say('requirements')}</h3>
      {service.requirements.length === 0 ? <p className="h-quiet">{say('noRequirements')}</p> : <ul className={css['list']}>{service.requirements.map((each) => <li key={each.id}>{inLanguage(each)}</li>)}</ul>}
      <h3>{say('steps')}</h3>
      {service.steps.length === 0 ? <p className="h-quiet">{say('noSteps')}</p> : <ol className={css['steps']}>{service.steps.map((step) => <li key={step.code}><span>{inLanguage(step.name)} <small className="h-quiet">{step.code}</small></span></li>)}</ol>}
      <Promises service={service} />
      <Points service={service} mayWrite={mayWrite} onOpen={() => setDialog('point')} />
      {dialog === 'change' ? <ServiceDialog service={service} onClose={() => setDialog(null)} /> : null}
      {dialog === 'point' ? <PointDialog service={service} onClose={() => setDialog(null)} /> : null}
    </Panel>
  );
}

function Promises({ service }: { readonly service: Service }): ReactNode {
  const say = useWords(servicesWords);
  const today = useOverview()?.today ?? '';
  const { data } = useQuery({ queryKey: ['service-history', service.code], queryFn: () => answerOf(api.GET('/api/v1/services/{code}', { params: { path: { code: service.code } } })) });
  return (
    <>
      <h3>{say('history')}</h3>
      <ul className={css['rows']}>
        {[...(data ?? [])].reverse().map((each) => (
          <li key={each.fromDate} data-closed={each.fromDate !== service.fromDate}>
            <span>{mediumDate(each.fromDate)}: {promiseText(each.promise, say)}</span>
            <small className="h-quiet">{each.fromDate === service.fromDate ? say('historyNow') : each.fromDate > today && today !== '' ? say('historyNext') : ''}</small>
          </li>
        ))}
      </ul>
    </>
  );
}

function Points({ service, mayWrite, onOpen }: { readonly service: Service; readonly mayWrite: boolean; readonly onOpen: () => void }): ReactNode {
  const say = useWords(servicesWords);
  const { data } = useQuery({ queryKey: ['service-points', service.code], queryFn: () => answerOf(api.GET('/api/v1/service-points', { params: { query: { service: service.code } } })) });
  const close = useChange(catalogueLists, (code: string) => answerOf(api.DELETE('/api/v1/service-points/{code}', { params: { path: { code } } })));
  return (
    <>
      <h3>{say('points')} <span>{say('pointsNote')}</span></h3>
      <Refused error={close.error} />
      {data?.length === 0 ? <p className="h-quiet">{say('noPoints')}</p> : null}
      <ul className={css['rows']}>
        {(data ?? []).map((point) => (
          <li key={point.code} data-closed={point.closedAt !== null}>
            <span className={css['code']}>{point.code}</span>
            <span>{point.counter ?? say('everywhere')}</span>
            {point.closedAt !== null ? <Tag tone="machine">{say('closed')}</Tag> : (
              <span className={css['actions']}>
                <Button size="xs" variant="default" component="a" href={`/api/v1/service-points/${point.code}/sheet`} target="_blank" rel="noopener" leftSection={<IconPrinter size={14} />} aria-label={`${say('sheet')} ${point.code}`}>{say('sheet')}</Button>
                {mayWrite ? <Button size="xs" variant="subtle" color="gray" loading={close.isPending && close.variables === point.code} onClick={() => close.mutate(point.code)} aria-label={`${say('closePoint')} ${point.code}`}>{say('closePoint')}</Button> : null}
              </span>
            )}
          </li>
        ))}
      </ul>
      {mayWrite ? <Button mt={10} size="xs" variant="default" leftSection={<IconQrcode size={15} />} onClick={onOpen}>{say('openPoint')}</Button> : null}
    </>
  );
}
