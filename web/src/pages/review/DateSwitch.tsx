import { ActionIcon, Button, Popover } from '@mantine/core';
import { DatePicker, DatesProvider } from '@mantine/dates';
import { IconCalendar, IconChevronDown, IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import 'dayjs/locale/id';
import { type ReactNode, useState } from 'react';
import { addDays, mediumDate } from '../../format/dates';
import { useLanguage, useWords } from '../../i18n/words';
import css from './Review.module.css';
import { reviewWords } from './review-words';

/** One day back, a day to choose, one day on; or all dates. */
export function DateSwitch({ date, today, onDate }: { readonly date: string; readonly today: string; readonly onDate: (date: string) => void }): ReactNode {
  const say = useWords(reviewWords);
  const language = useLanguage();
  const [opened, setOpened] = useState(false);
  const choose = (next: string | null): void => {
    setOpened(false);
    if (next) onDate(next === 'all' ? next : next.slice(0, 10));
  };
  return (
    <>
      <ActionIcon variant="subtle" color="gray" disabled={date === 'all'} onClick={() => onDate(addDays(date, -1))} aria-label={say('previousDay')}>
        <IconChevronLeft size={18} />
      </ActionIcon>
      <Popover opened={opened} onChange={setOpened} shadow="md" position="bottom-start" trapFocus>
        <Popover.Target>
          <Button variant="default" className={css['date']} leftSection={<IconCalendar size={15} stroke={1.6} />} rightSection={<IconChevronDown size={15} />} onClick={() => setOpened(!opened)} aria-label={`${say('chooseDay')}: ${date === 'all' ? say('allDays') : mediumDate(date)}`}>
            {date === 'all' ? say('allDays') : mediumDate(date)}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <DatesProvider settings={{ locale: language, firstDayOfWeek: 1 }}>
            <DatePicker value={date === 'all' ? null : date} onChange={choose} maxDate={today} defaultDate={date === 'all' ? today : date} />
          </DatesProvider>
          <Button variant="subtle" fullWidth mt={8} onClick={() => choose('all')}>
            {say('allDays')}
          </Button>
        </Popover.Dropdown>
      </Popover>
      <ActionIcon variant="subtle" color="gray" disabled={date === 'all' || date >= today} onClick={() => onDate(addDays(date, 1))} aria-label={say('nextDay')}>
        <IconChevronRight size={18} />
      </ActionIcon>
    </>
  );
}
