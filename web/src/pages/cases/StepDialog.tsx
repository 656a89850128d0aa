import { Alert, Button, Modal, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { send } from '../../api/client';
import { Problem } from '../../api/problem';
import { useWords } from '../../i18n/words';
import { useOverview } from '../../shell/overview';
import { type CaseView } from './case-model';
import css from './Cases.module.css';
import { casesWords, coded } from './cases-words';
import { sanctionWords } from './sanctions';
import { StepFieldInput } from './StepFieldInput';
import { actOf, fieldsOfAct } from './step-fields';
import { stepProblem } from './step-problem';

interface StepDialogProps {
  readonly view: CaseView;
  readonly act: string;
  readonly onClose: () => void;
  /** Called when the step is recorded, with what the service warns of. */
  readonly onRecorded: (warnings: readonly string[]) => void;
}

/** Records one step of the procedure: who acted, when, and what the step needs. */
export function StepDialog({ view, act, onClose, onRecorded }: StepDialogProps): ReactNode {
  const say = useWords(casesWords);
  const saySanction = useWords(sanctionWords);
  const queries = useQueryClient();
  const today = useOverview()?.today ?? new Date().toISOString().slice(0, 10);
  const roles = view.item.allowed.find((one) => one.act === act)?.actors.filter((role) => role !== 'clock') ?? [];
  const fields = fieldsOfAct(act, { view, today, say, saySanction });
  const [role, setRole] = useState(roles[0] ?? '');
  const [name, setName] = useState(lastNameOf(view, roles[0] ?? ''));
  const [actDate, setActDate] = useState(today);
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>(Object.fromEntries(fields.flatMap((field) => (field.start === undefined ? [] : [[field.name, field.start]]))));
  const record = useMutation({
    mutationFn: () => send<{ warnings: readonly string[] }>('POST', `/api/v1/cases/${view.item.caseId}/acts`, { afterSequence: view.item.sequence, actor: { role, name: name.trim() }, actDate, act: actOf(act, values) }),
    onSuccess: ({ warnings }) => {
      void queries.invalidateQueries();
      onRecorded(warnings);
    },
    onError: (error) => {
      if (error instanceof Problem && error.code === 'case-changed') void queries.invalidateQueries({ queryKey: ['cases'] });
    },
  });
  const save = (event: FormEvent): void => {
    event.preventDefault();
    record.mutate();
  };
  return (
    <Modal opened onClose={onClose} closeButtonProps={{ 'aria-label': say('step.cancel') }} title={coded(say, 'act', act).replace('…', '')} size={560}>
      <form onSubmit={save} className={css['form']}>
        <div className={css['pair']}>
          <Select label={say('field.actorRole')} data={roles.map((value) => ({ value, label: coded(say, 'role', value) }))} value={role} onChange={(value) => setRole(value ?? '')} allowDeselect={false} comboboxProps={{ withinPortal: true }} />
          <TextInput label={say('field.actorName')} required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} data-autofocus />
        </div>
        <TextInput type="date" label={say('field.actDate')} required withAsterisk={false} max={today} value={actDate} onChange={(event) => setActDate(event.currentTarget.value)} />
        {fields.map((field) => (
          <StepFieldInput key={field.name} field={field} value={values[field.name]} onChange={(value) => setValues((before) => ({ ...before, [field.name]: value }))} />
        ))}
        {record.isError ? (
          <Alert role="alert" color="danger" variant="light" py={8}>
            {stepProblem(record.error, say)}
          </Alert>
        ) : null}
        <p className="h-quiet">{say('step.explain')}</p>
        <div className={css['formEnd']}>
          <Button variant="default" onClick={onClose}>
            {say('step.cancel')}
          </Button>
          <Button type="submit" loading={record.isPending}>
            {say('step.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

/** Whoever acted last in a role, so that a name is typed once in a case. */
const lastNameOf = ({ history }: CaseView, role: string): string => history.findLast(({ event }) => event.actor?.role === role)?.event.actor?.name ?? '';
