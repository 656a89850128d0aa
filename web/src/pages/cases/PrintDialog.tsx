import { Alert, Button, Modal, Textarea, TextInput } from '@mantine/core';
import { IconFileTypePdf, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { answerOf, api, send } from '../../api/client';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { LoadingRows } from '../../states/States';
import { type CaseView } from './case-model';
import css from './Cases.module.css';
import { casesWords } from './cases-words';
import { bearsNumber, type Letter, letterName } from './letters';
import { stepProblem } from './step-problem';

interface PrintDialogProps {
  readonly view: CaseView;
  readonly letter: Letter;
  readonly onClose: () => void;
}

type Values = Readonly<Record<string, string>>;
interface Question {
  readonly question: string;
  readonly answer: string;
}

/** Prepares a letter: asks for what the service cannot know, prints it, and offers the PDF. */
export function PrintDialog(props: PrintDialogProps): ReactNode {
  const say = useWords(casesWords);
  const { view, letter, onClose } = props;
  // The letter that is printed here becomes the last one; the form keeps what it began with.
  const [last] = useState(view.item.documents.at(-1));
  const before = useQuery({ queryKey: ['document-data', last?.id], queryFn: () => answerOf(api.GET('/api/v1/documents/{id}/data', { params: { path: { id: last?.id ?? '' } } })), enabled: last !== undefined });
  const title = letterName(say, letter.kind, letter.kind === 'surat-panggilan' ? view.round.summonses.length : 0);
  return (
    <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': say('step.cancel') }} title={say('print.title', { title })} size={620}>
      {last && before.isPending ? <LoadingRows rows={3} /> : <PrintForm {...props} title={title} start={startOf(view, before.data)} />}
    </Modal>
  );
}

/** Names that stand in the letter printed before, and the one who summoned, are not typed twice. */
function startOf({ history }: CaseView, data: unknown): Values {
  const values = (data as { data?: { values?: Values } } | undefined)?.data?.values ?? {};
  const earlier = Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (name.startsWith('field.') ? [[name.slice(6), value]] : [])));
  const summoner = history.findLast(({ event }) => event.act?.act === 'summon')?.event.actor?.name;
  return { ...(summoner ? { 'examiner-name': summoner, 'signer-name': summoner } : {}), ...earlier };
}

function PrintForm({ view, letter, onClose, title, start }: PrintDialogProps & { readonly title: string; readonly start: Values }): ReactNode {
  const say = useWords(casesWords);
  const queries = useQueryClient();
  const today = useOverview()?.today ?? '';
  const [values, setValues] = useState<Values>(start);
  const [number, setNumber] = useState('');
  const [date, setDate] = useState(today);
  const [questions, setQuestions] = useState<readonly Question[]>([{ question: '', answer: '' }]);
  const print = useMutation({
    mutationFn: () => {
      const texts = letter.fields.filter(({ type }) => type === 'text').flatMap(({ name }) => (values[name]?.trim() ? [[name, values[name].trim()]] : []));
      const asked = letter.fields.filter(({ type }) => type === 'questions').map(({ name }) => [name, questions.filter(({ question, answer }) => question.trim() && answer.trim())]);
      return send<{ id: string }>('POST', `/api/v1/cases/${view.item.caseId}/documents`, { kind: letter.kind, ...(number ? { number } : {}), ...(date ? { date } : {}), fields: Object.fromEntries([...texts, ...asked]) as object });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['cases'] }),
  });
  if (print.isSuccess) return <PrintedNote title={title} id={print.data.id} onClose={onClose} />;
  const save = (event: FormEvent): void => {
    event.preventDefault();
    print.mutate();
  };
  const set = (name: string, value: string): void => setValues((before) => ({ ...before, [name]: value }));
  return (
    <form onSubmit={save} className={css['form']}>
      <div className={css['pair']}>
        {bearsNumber(letter.kind) ? <TextInput label={say('print.number')} required={!letter.draft} withAsterisk={false} maxLength={100} value={number} onChange={(event) => setNumber(event.currentTarget.value)} data-autofocus /> : null}
        <TextInput type="date" label={say('print.date')} value={date} onChange={(event) => setDate(event.currentTarget.value)} />
      </div>
      <div className={css['fields']}>
        {letter.fields
          .filter(({ type }) => type === 'text')
          .map((field, index) => (
            <TextInput key={field.name} label={field.required ? field.label : `${field.label} ${say('print.optional')}`} required={field.required} withAsterisk={false} maxLength={4000} value={values[field.name] ?? ''} onChange={(event) => set(field.name, event.currentTarget.value)} data-autofocus={index === 0 && !bearsNumber(letter.kind) ? true : undefined} />
          ))}
      </div>
      {letter.fields.some(({ type }) => type === 'questions') ? <Questions questions={questions} onChange={setQuestions} /> : null}
      {print.isError ? (
        <Alert role="alert" color="danger" variant="light" py={8}>
          {stepProblem(print.error, say)}
        </Alert>
      ) : null}
      <p className="h-quiet">{say('print.explain')}</p>
      <div className={css['formEnd']}>
        <Button variant="default" onClick={onClose}>
          {say('step.cancel')}
        </Button>
        <Button type="submit" loading={print.isPending}>
          {say('print.save')}
        </Button>
      </div>
    </form>
  );
}

function Questions({ questions, onChange }: { readonly questions: readonly Question[]; readonly onChange: (questions: readonly Question[]) => void }): ReactNode {
  const say = useWords(casesWords);
  const put = (at: number, change: Partial<Question>): void => onChange(questions.map((one, index) => (index === at ? { ...one, ...change } : one)));
  return (
    <div className={css['form']}>
      {questions.map((one, index) => (
        <div key={index} className={css['form']}>
          <TextInput label={say('print.question', { count: index + 1 })} value={one.question} onChange={(event) => put(index, { question: event.currentTarget.value })} />
          <Textarea label={say('print.answer', { count: index + 1 })} autosize minRows={2} value={one.answer} onChange={(event) => put(index, { answer: event.currentTarget.value })} />
        </div>
      ))}
      <Button variant="subtle" size="xs" leftSection={<IconPlus size={14} />} onClick={() => onChange([...questions, { question: '', answer: '' }])} style={{ justifySelf: 'start' }}>
        {say('print.addQuestion')}
      </Button>
    </div>
  );
}

function PrintedNote({ title, id, onClose }: { readonly title: string; readonly id: string; readonly onClose: () => void }): ReactNode {
  const say = useWords(casesWords);
  return (
    <div className={css['form']} role="status">
      <p>{say('print.done', { title })}</p>
      <div className={css['formEnd']}>
        <Button variant="default" onClick={onClose}>
          OK
        </Button>
        <Button component="a" href={`/api/v1/documents/${id}`} download leftSection={<IconFileTypePdf size={16} />} data-autofocus>
          {say('print.open')}
        </Button>
      </div>
    </div>
  );
}
