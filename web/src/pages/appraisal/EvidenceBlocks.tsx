import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useMay } from '../../access/me';
import { answerOf, api, type Schema } from '../../api/client';
import { dateTime, mediumDate } from '../../format/dates';
import { fixedNumber, percent, wholeNumber } from '../../format/numbers';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { ErrorState, LoadingRows } from '../../states/States';
import { recorderName } from '../cases/case-model';
import { complaintsWords } from '../complaints/complaints-words';
import { supervisionWords } from '../supervision/supervision-words';
import css from './Appraisal.module.css';
import { appraisalWords } from './appraisal-words';

type Evidence = Schema<'AppraisalEvidence'>;
type Block = 'notes' | 'differences' | 'complaints' | 'services';

/** What lies beside an appraisal in its period, to be talked about; a block that is not for the account is named and not shown. */
export function EvidenceBlocks({ appraisal: { id }, own }: { readonly appraisal: { readonly id: string }; readonly own: boolean }): ReactNode {
  const say = useWords(appraisalWords);
  const found = useQuery({ queryKey: ['appraisals', 'evidence', id], queryFn: () => answerOf(api.GET('/api/v1/appraisals/{id}/evidence', { params: { path: { id } } })) });
  if (!found.data) return found.isError ? <ErrorState error={found.error} onRetry={() => void found.refetch()} /> : <LoadingRows rows={2} />;
  const { fromDate, toDate, limit, hidden, notes, differences, complaints, services } = found.data;
  return (
    <>
      <p className="h-quiet">{say('evidenceSpan', { from: mediumDate(fromDate), to: mediumDate(toDate), limit })}</p>
      {notes ? <Notes notes={notes} own={own} /> : null}
      {differences ? <Differences differences={differences} own={own} /> : null}
      {complaints ? <Complaints complaints={complaints} /> : null}
      {services ? <Services services={services} /> : null}
      {hidden.length > 0 ? <p className="h-quiet">{say('evidenceHidden', { blocks: hidden.map((block) => say(`block.${block as Block}`)).join(', ') })}</p> : null}
    </>
  );
}

function BlockList({ block, note, rows, children }: { readonly block: Block; readonly note?: string; readonly rows: number; readonly children: ReactNode }): ReactNode {
  const say = useWords(appraisalWords);
  return (
    <section>
      <h3>{say(`block.${block}`)}</h3>
      {note ? <p className="h-quiet">{note}</p> : null}
      {rows === 0 ? <p className="h-quiet">{say('blockNone')}</p> : <ul className={css['evidence']}>{children}</ul>}
    </section>
  );
}

function Notes({ notes, own }: { readonly notes: NonNullable<Evidence['notes']>; readonly own: boolean }): ReactNode {
  const words = useWords(supervisionWords);
  return (
    <BlockList block="notes" rows={notes.length}>
      {notes.map((note) => (
        <li key={note.id}>
          {own ? <Link to="/my-supervision">{words(`noteKind.${note.kind as 'praise'}`)}</Link> : <Link to="/supervision" search={{ tab: 'notes' } as never}>{words(`noteKind.${note.kind as 'praise'}`)}</Link>}, {mediumDate(note.aboutDate)}, {recorderName(note.author)}: {note.text}
        </li>
      ))}
    </BlockList>
  );
}

function Differences({ differences, own }: { readonly differences: NonNullable<Evidence['differences']>; readonly own: boolean }): ReactNode {
  const words = useWords(supervisionWords);
  const zone = useOverview()?.zone ?? 'Asia/Jakarta';
  return (
    <BlockList block="differences" note={words('observation')} rows={differences.length}>
      {differences.map((one) => (
        <li key={one.id}>
          {own ? <Link to="/my-supervision">{words(`kind.${one.kind}`)}</Link> : <Link to="/supervision" search={{ status: 'all', open: one.id } as never}>{words(`kind.${one.kind}`)}</Link>}, {dateTime(one.seenAt, zone)}: {one.outcome ? words(`outcome.${one.outcome as 'noted'}`) : words(`status.${one.status}`)}
        </li>
      ))}
    </BlockList>
  );
}

function Complaints({ complaints }: { readonly complaints: NonNullable<Evidence['complaints']> }): ReactNode {
  const say = useWords(appraisalWords);
  const words = useWords(complaintsWords);
  const opens = useMay('service.write');
  return (
    <BlockList block="complaints" note={say('complaintsNote')} rows={complaints.length}>
      {complaints.map((one) => {
        const name = [mediumDate(one.receivedDate), one.service].filter(Boolean).join(', ');
        const effect = one.improvement === null ? null : `${say('improvement', { text: one.improvement })} (${say(one.helped === null ? 'notChecked' : one.helped ? 'helped' : 'notHelped')})`;
        return (
          <li key={one.id}>
            {opens ? <Link to="/complaints/$complaintId" params={{ complaintId: one.id }}>{name}</Link> : name}: {[words(`status.${one.status}`), say(one.heard ? 'heard' : 'notHeard'), effect].filter(Boolean).join('; ')}
          </li>
        );
      })}
    </BlockList>
  );
}

function Services({ services }: { readonly services: NonNullable<Evidence['services']> }): ReactNode {
  const say = useWords(appraisalWords);
  return (
    <BlockList block="services" note={say('servicesNote')} rows={services.length}>
      {services.map((one) => (
        <li key={one.service}>
          <Link to="/voice">{one.service}</Link>: {say('serviceLine', { tickets: wholeNumber(one.tickets), within: one.withinPromise === null ? '–' : percent(one.withinPromise), ikm: one.ikm === null ? '–' : fixedNumber(one.ikm, 2), respondents: wholeNumber(one.respondents), })}{one.quick.some((count) => count > 0) ? `, ${say('quickLine', { counts: one.quick.map((count, index) => `${index + 1}: ${wholeNumber(count)}`).join(', ') })}` : ''}
        </li>
      ))}
    </BlockList>
  );
}
