import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode } from 'react';
import { answerOf, api } from '../../api/client';
import { Problem } from '../../api/problem';
import { dateTime, longDate } from '../../format/dates';
import { useLanguage, useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import { ErrorState, LoadingRows } from '../../states/States';
import { DayStrip } from '../../strip/DayStrip';
import { midnightOf, stripOfDay } from '../../strip/strip-of-day';
import css from './Employee.module.css';
import { employeeWords } from './employee-words';

interface DayCardProps {
  readonly employeeId: string;
  readonly date: string;
  readonly onClose: () => void;
}

/** One day of a person: its strip, and why it came out so. */
export function DayCard({ employeeId, date, onClose }: DayCardProps): ReactNode {
  const say = useWords(employeeWords);
  const language = useLanguage();
  const day = useQuery({
    queryKey: ['attendance-day', employeeId, date, language],
    queryFn: () => answerOf(api.GET('/api/v1/attendance-days/{employeeId}/{workDate}', { params: { path: { employeeId, workDate: date }, query: { language } } as never })),
  });
  const missing = day.error instanceof Problem && day.error.status === 404;
  return (
    <Card
      title={longDate(date)}
      action={
        <ActionIcon variant="subtle" color="gray" aria-label={say('day.close')} onClick={onClose}>
          <IconX size={16} />
        </ActionIcon>
      }
    >
      {day.isPending ? <LoadingRows rows={3} /> : null}
      {missing ? <p className="h-quiet">{say('day.none')}</p> : day.isError ? <ErrorState error={day.error} onRetry={() => void day.refetch()} /> : null}
      {(day.data ?? []).map((shift) => (
        <div key={shift.shiftNo} className={css['shift']}>
          <DayStrip day={stripOfDay(shift)} midnightAt={midnightOf(date, shift.zone)} />
          <h3>{say('day.why')}</h3>
          <ol>
            {shift.explanation.map((step, index) => (
              <li key={index}>{step.text}</li>
            ))}
          </ol>
          <p className="h-quiet">{say('day.computed', { at: dateTime(shift.computedAt, shift.zone) })}</p>
        </div>
      ))}
    </Card>
  );
}
