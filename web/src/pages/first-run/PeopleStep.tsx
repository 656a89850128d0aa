import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { send } from '../../api/client';
import { useChange } from '../../form/change';
import { Refused } from '../../form/Refused';
import { useWords } from '../../i18n/words';
import { importFile } from '../people/plan-import';
import css from './FirstRun.module.css';
import { firstRunWords } from './first-run-words';
import { sampleOffice } from './sample-office';

/** Units and people by file, or the sample office. */
export function PeopleStep({ onDone }: { readonly onDone: () => void }): ReactNode {
  const say = useWords(firstRunWords);
  const units = useQuery({ queryKey: ['units-all', 'count'], queryFn: () => send<{ total: number }>('GET', '/api/v1/units?pageSize=1') }).data?.total ?? 0;
  const people = useQuery({ queryKey: ['people', 'count'], queryFn: () => send<{ total: number }>('GET', '/api/v1/employees?pageSize=1') }).data?.total ?? 0;
  const sample = useChange(['units-all', 'people', 'overview'], () => importFile('office', JSON.stringify(sampleOffice)));
  return (
    <>
      <h2>{say('step.people')}</h2>
      <p>{say('people.lead')}</p>
      <div className={css['buttons']}>
        <Button variant="default" renderRoot={(props) => <Link to="/people/import" search={{ kind: 'units' } as never} {...props} />}>{say('people.units')}</Button>
        <Button variant="default" renderRoot={(props) => <Link to="/people/import" search={{ kind: 'employees' } as never} {...props} />}>{say('people.people')}</Button>
        <Button variant="default" loading={sample.isPending} onClick={() => sample.mutate(undefined)}>{say('people.sample')}</Button>
      </div>
      <p role="status">{sample.isSuccess ? say('people.sampleDone', { people: sampleOffice.employees.length, units: sampleOffice.units.length }) : say('people.here', { units, people })}</p>
      <Refused error={sample.error} />
      <Button w="fit-content" onClick={onDone}>{say('next')}</Button>
    </>
  );
}
