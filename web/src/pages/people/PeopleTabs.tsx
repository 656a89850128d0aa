import { useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useWords } from '../../i18n/words';
import { Tabs } from '../../panel/Tabs';
import css from './People.module.css';
import { peopleWords } from './people-words';

const paths = { people: '/people', units: '/people/units', enrolments: '/people/enrolments' } as const;

/** People, units, enrolments: three pages of one section. */
export function PeopleTabs(): ReactNode {
  const say = useWords(peopleWords);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const value = pathname.endsWith('/units') ? 'units' : pathname.endsWith('/enrolments') ? 'enrolments' : 'people';
  return (
    <div className={css['tabs']}>
      <Tabs label={say('tabs')} value={value} onTab={(key) => void navigate({ to: paths[key] })} tabs={(['people', 'units', 'enrolments'] as const).map((key) => ({ key, name: say(`tab.${key}`) }))} />
    </div>
  );
}
