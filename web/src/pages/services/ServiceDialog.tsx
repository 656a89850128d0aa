import { Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf, api, type Schema } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { useWords } from '../../i18n/words';
import { deviceDate } from '../../shell/overview';
import { unitsQuery } from '../people/units';
import { catalogueLists, type Service } from './services';
import { type SayService, servicesWords } from './services-words';

type Bilingual = Schema<'BilingualBody'>;

const pairText = ({ id, en }: Bilingual): string => (id === en ? id : `${id} | ${en}`);

function pairOf(line: string): Bilingual {
  const [id = '', en = ''] = line.split('|').map((part) => part.trim());
  return { id, en: en || id };
}

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim()).filter(Boolean);

function stepsOf(text: string, say: SayService): Schema<'StepBody'>[] {
  return linesOf(text).map((line) => {
    const [, code, name] = /^([A-Za-z0-9._-]{1,64})\s*=\s*(.+)$/.exec(line) ?? [];
    if (!code || !name) throw new Error(say('form.wrongStep', { line }));
    return { code, name: pairOf(name) };
  });
}

/** A new service, or what a known one promises from a date on. */
export function ServiceDialog({ service, onClose }: { readonly service?: Service; readonly onClose: () => void }): ReactNode {
  const say = useWords(servicesWords);
  const units = useQuery(unitsQuery).data ?? [];
  const [form, setForm] = useState({
    code: service?.code ?? '',
    unit: service?.unit ?? '',
    nameId: service?.name.id ?? '',
    nameEn: service?.name.en ?? '',
    amount: service?.promise.amount ?? 1,
    amountUnit: service?.promise.unit ?? 'working-day',
    fromDate: deviceDate(),
    requirements: (service?.requirements ?? []).map(pairText).join('\n'),
    steps: (service?.steps ?? []).map(({ code, name }) => `${code} = ${pairText(name)}`).join('\n'),
  });
  const set = (change: Partial<typeof form>): void => setForm((before) => ({ ...before, ...change }));
  const save = useChange(
    catalogueLists,
    async () =>
      answerOf(
        api.POST('/api/v1/services', {
          body: {
            code: form.code.trim(),
            unit: form.unit,
            fromDate: form.fromDate,
            name: { id: form.nameId.trim(), en: form.nameEn.trim() || form.nameId.trim() },
            promise: { amount: form.amount, unit: form.amountUnit as 'working-day' },
            requirements: linesOf(form.requirements).map(pairOf),
            steps: stepsOf(form.steps, say),
          },
        }),
      ),
    onClose,
  );
  return (
    <FormDialog title={service ? `${say('change').replace('…', '')}: ${service.code}` : say('add')} size={560} busy={save.isPending} error={save.error instanceof Error && !('status' in save.error) ? save.error.message : save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      {service ? null : (
        <>
          <TextInput label={say('form.code')} description={say('form.codeHint')} required withAsterisk={false} data-autofocus value={form.code} onChange={(event) => set({ code: event.currentTarget.value })} />
          <Select label={say('form.unit')} searchable required withAsterisk={false} value={form.unit || null} onChange={(unit) => set({ unit: unit ?? '' })} data={units.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }))} />
        </>
      )}
      <TextInput label={say('form.nameId')} required withAsterisk={false} value={form.nameId} onChange={(event) => set({ nameId: event.currentTarget.value })} />
      <TextInput label={say('form.nameEn')} value={form.nameEn} onChange={(event) => set({ nameEn: event.currentTarget.value })} />
      <Group gap={8} align="flex-end" wrap="wrap">
        <NumberInput label={say('form.amount')} w={120} min={1} max={480} allowDecimal={false} value={form.amount} onChange={(amount) => set({ amount: Number(amount) || 1 })} />
        <Select label={say('form.amountUnit')} w={160} allowDeselect={false} value={form.amountUnit} onChange={(amountUnit) => set({ amountUnit: (amountUnit ?? 'working-day') as 'working-day' })} data={[{ value: 'working-hour', label: say('form.hour') }, { value: 'working-day', label: say('form.day') }]} />
      </Group>
      <TextInput type="date" label={say('form.from')} description={say('form.fromHint')} required withAsterisk={false} value={form.fromDate} onChange={(event) => set({ fromDate: event.currentTarget.value })} />
      <Textarea label={say('form.requirements')} description={say('form.pairHint')} autosize minRows={3} maxRows={8} value={form.requirements} onChange={(event) => set({ requirements: event.currentTarget.value })} />
      <Textarea label={say('form.steps')} description={say('form.stepsHint')} autosize minRows={3} maxRows={8} value={form.steps} onChange={(event) => set({ steps: event.currentTarget.value })} />
    </FormDialog>
  );
}
