import { type ReactNode } from 'react';
import { type Schema } from '../../api/client';
import { wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { Card } from '../../shell/Page';
import css from '../services/Service.module.css';
import { inLanguage } from '../services/services-words';
import { voiceWords } from './voice-words';

/** As the service hides them. */
const leastCell = 5;

/** Who the respondents are, as far as they said; small cells are hidden by the service. */
export function ProfileCard({ fields, respondents }: { readonly fields: readonly Schema<'ProfileFieldItem'>[]; readonly respondents: number }): ReactNode {
  const say = useWords(voiceWords);
  return (
    <Card title={say('profile')} note={say('profileNote', { count: leastCell })}>
      <div className={css['grid']}>
        {fields.map(({ key, cells }) => (
          <section key={key} aria-label={say(`profile.${key}`)}>
            <h3 className={css['small']}>{say(`profile.${key}`)}</h3>
            {cells.every(({ code, count }) => code === 'unsaid' ? count === respondents : count === 0) ? <p className="h-quiet">{say('profileNone')}</p> : (
              <dl className={css['facts']}>
                {cells.filter(({ count }) => count !== 0).map(({ code, name, count }) => (
                  <div key={code} style={{ display: 'contents' }}>
                    <dt>{inLanguage(name)}</dt>
                    <dd>{count === null ? <span className="h-quiet">{say('hiddenCell')}</span> : wholeNumber(count)}</dd>
                  </div>
                ))}
              </dl>
            )}
          </section>
        ))}
      </div>
    </Card>
  );
}
