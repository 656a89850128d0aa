import { Button, SegmentedControl } from '@mantine/core';
import { IconCheck, IconShieldCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { meQuery } from '../../access/me';
import { send } from '../../api/client';
import { type Language } from '../../i18n/language';
import { changeLanguage, useLanguage, useWords } from '../../i18n/words';
import { useUrlState } from '../../list/url-state';
import { EmptyState, ErrorState, LoadingRows } from '../../states/States';
import { AccountStep } from './AccountStep';
import css from './FirstRun.module.css';
import { firstRunWords } from './first-run-words';
import { OfficeStep } from './OfficeStep';
import { PeopleStep } from './PeopleStep';
import { TerminalStep } from './TerminalStep';

const steps = ['account', 'office', 'people', 'terminal'] as const;
type Step = (typeof steps)[number];

/** Sets up a fresh installation: account, office and zone, units and people, first terminal. */
export function FirstRunPage(): ReactNode {
  const say = useWords(firstRunWords);
  const language = useLanguage();
  const [search, change] = useUrlState();
  const state = useQuery({ queryKey: ['first-run'], queryFn: () => send<{ open: boolean; codeNeeded: boolean }>('GET', '/api/v1/first-run'), staleTime: Infinity });
  const me = useQuery({ ...meQuery, enabled: state.data?.open === false });
  const asked: Step = steps.find((each) => each === search['step']) ?? 'account';
  const step: Step = state.data?.open ? 'account' : asked === 'account' ? 'office' : asked;
  const at = steps.indexOf(step);
  const go = (next: Step): void => change({ step: next }, { push: true });
  useEffect(() => {
    document.title = `${say('title')} · Hadir`;
  }, [say]);
  return (
    <main className={css['page']}>
      <div className={css['box']}>
        <div className={css['steps']}>
          <img src="/favicon.svg" width={32} height={32} alt="" />
          <h1>{say('title')}</h1>
          <p>{say('lead')}</p>
          <ol aria-label={say('steps')}>
            {steps.map((each, index) => (
              <li key={each} data-done={index < at} aria-current={each === step ? 'step' : undefined}>
                <i>{index < at ? <IconCheck size={12} aria-label={say('done')} /> : index + 1}</i> {say(`step.${each}`)}
              </li>
            ))}
          </ol>
          <SegmentedControl className={css['languages']} size="xs" value={language} onChange={(next) => changeLanguage(next as Language)} aria-label="Bahasa / Language" data={[{ value: 'id', label: 'Indonesia' }, { value: 'en', label: 'English' }]} />
        </div>
        <div className={css['step']}>
          {state.error ? <ErrorState error={state.error} onRetry={() => void state.refetch()} /> : !state.data || (!state.data.open && me.isPending) ? <LoadingRows rows={3} /> : !state.data.open && me.isError ? <Closed /> : step === 'account' ? <AccountStep codeNeeded={state.data.codeNeeded} onDone={() => void state.refetch().then(() => go('office'))} /> : step === 'office' ? <OfficeStep onDone={() => go('people')} /> : step === 'people' ? <PeopleStep onDone={() => go('terminal')} /> : <TerminalStep />}
        </div>
      </div>
    </main>
  );
}

function Closed(): ReactNode {
  const say = useWords(firstRunWords);
  return (
    <EmptyState icon={IconShieldCheck} title={say('closed')} text={say('closedText')}>
      <Button renderRoot={(props) => <Link to="/sign-in" {...props} />}>{say('signIn')}</Button>
    </EmptyState>
  );
}
