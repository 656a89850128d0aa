import { Select, TextInput } from '@mantine/core';
import { type ReactNode } from 'react';
import { addDays } from '../../format/dates';
import { useLanguage, useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Tabs } from '../../panel/Tabs';
import { Page } from '../../shell/Page';
import { useOverview } from '../../shell/overview';
import { useUnitId } from '../../shell/unit';
import { LoadingRows } from '../../states/States';
import { useUnitCode } from '../people/units';
import css from '../services/Service.module.css';
import { useServices } from '../services/services';
import { inLanguage } from '../services/services-words';
import { IndexTab } from './IndexTab';
import { RatingsTab } from './RatingsTab';
import { SampleTab } from './SampleTab';
import { SheetsTab } from './SheetsTab';
import { voiceWords } from './voice-words';

const tabs = ['index', 'ratings', 'sheets', 'sample'] as const;

/** Which ratings a page of the voice shows. */
export interface VoiceSpan {
  readonly from: string;
  readonly to: string;
  readonly service?: string;
  readonly unit?: string;
}

/** What citizens say: the index per element, the ratings one by one, the sheets to hang up. */
export function VoicePage(): ReactNode {
  const say = useWords(voiceWords);
  useLanguage();
  const [search, change] = useUrlState();
  const today = useOverview()?.today;
  const unitId = useUnitId();
  const unit = useUnitCode(unitId);
  const services = useServices().data ?? [];
  const tab = tabs.find((each) => each === search['tab']) ?? 'index';
  const service = services.find(({ code }) => code === search['service'])?.code;
  const span: VoiceSpan = { from: search['from'] ?? addDays(today ?? '', -364), to: search['to'] ?? today ?? '', ...(service ? { service } : unit ? { unit } : {}) };
  const spanned = tab === 'index' || tab === 'ratings';
  return (
    <Page title={say('title')} flush>
      <Tabs label={say('tabs')} value={tab} tabs={tabs.map((key) => ({ key, name: say(`tab.${key}`) }))} onTab={(next) => change({ tab: next === 'index' ? undefined : next, page: undefined })} />
      <div className={css['pad']}>
        {spanned ? (
          <div className={css['bar']}>
            <Select label={say('service')} w={280} searchable clearable placeholder={say('allServices')} value={service ?? null} onChange={(code) => change({ service: code ?? undefined, page: undefined })} data={services.map((each) => ({ value: each.code, label: inLanguage(each.name) }))} />
            <TextInput type="date" label={say('from')} value={span.from} max={span.to} onChange={(event) => change({ from: event.currentTarget.value || undefined, page: undefined })} />
            <TextInput type="date" label={say('to')} value={span.to} min={span.from} onChange={(event) => change({ to: event.currentTarget.value || undefined, page: undefined })} />
          </div>
        ) : null}
        {!today || (unitId !== undefined && unit === undefined) ? <LoadingRows /> : tab === 'index' ? <IndexTab span={span} /> : tab === 'ratings' ? <RatingsTab span={span} /> : tab === 'sheets' ? <SheetsTab /> : <SampleTab />}
      </div>
    </Page>
  );
}
