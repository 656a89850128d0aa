import { IconUserOff } from '@tabler/icons-react';
import { type ReactNode } from 'react';
import { useMe } from '../../access/me';
import { useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { Page } from '../../shell/Page';
import { EmptyState } from '../../states/States';
import { YearTab } from '../employee/YearTab';
import { myDayWords } from './my-day-words';
import { useToday } from './today';

/** One's own year: what has come together, and from which days. */
export function MyCalendarPage(): ReactNode {
  const say = useWords(myDayWords);
  const { employeeId } = useMe();
  const [search] = useUrlState();
  const today = useToday();
  return <Page title={say('calendar')}>{employeeId ? <YearTab employeeId={employeeId} year={Number(search['year']) || Number(today.slice(0, 4))} today={today} /> : <EmptyState icon={IconUserOff} title={say('none')} text={say('noneText')} />}</Page>;
}
