import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf, api } from '../../api/client';
import { useChange } from '../../form/change';
import { FormDialog } from '../../form/FormDialog';
import { useWords } from '../../i18n/words';
import { catalogueLists, type Service } from './services';
import { inLanguage, servicesWords } from './services-words';

const fresh = ' new';

/** Opens a QR point for a service, at a counter that is known, is new, or at all of them. */
export function PointDialog({ service, onClose }: { readonly service: Service; readonly onClose: () => void }): ReactNode {
  const say = useWords(servicesWords);
  const counters = (useQuery({ queryKey: ['service-counters'], queryFn: () => answerOf(api.GET('/api/v1/service-counters')) }).data ?? []).filter(({ unit }) => unit === service.unit);
  const [counter, setCounter] = useState('');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const save = useChange(
    catalogueLists,
    async () => {
      if (counter === fresh) await answerOf(api.POST('/api/v1/service-counters', { body: { unit: service.unit, code: code.trim(), name: { id: name.trim(), en: name.trim() } } }));
      const at = counter === fresh ? code.trim() : counter;
      return answerOf(api.POST('/api/v1/service-points', { body: { service: service.code, hourlyCapacity: 30, perAddressDaily: 5, ...(at ? { counter: at } : {}) } }));
    },
    onClose,
  );
  return (
    <FormDialog title={say('openPoint')} lead={say('pointsNote')} submit={say('openPoint')} busy={save.isPending} error={save.error} onSubmit={() => save.mutate(undefined)} onClose={onClose}>
      <Select label={say('counter')} allowDeselect={false} value={counter} onChange={(next) => setCounter(next ?? '')} data={[{ value: '', label: say('everywhere') }, ...counters.map((each) => ({ value: each.code, label: inLanguage(each.name) })), { value: fresh, label: say('counterNew') }]} />
      {counter === fresh ? (
        <>
          <TextInput label={say('counterCode')} required withAsterisk={false} value={code} onChange={(event) => setCode(event.currentTarget.value)} />
          <TextInput label={say('counterName')} required withAsterisk={false} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        </>
      ) : null}
    </FormDialog>
  );
}
