import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schema } from '../../api/client';
import { useUnitId } from '../../shell/unit';
import { useUnitCode } from '../people/units';

/** A service as it holds on a date. */
export type Service = Schema<'ServiceItem'>;
/** A signal that a service became slower, with its follow-up. */
export type SlowSignal = Schema<'SlowSignalItem'>;

/** Services of the unit that the rail names, as they hold today. */
export function useServices() {
  const unitId = useUnitId();
  const unit = useUnitCode(unitId);
  return useQuery({
    queryKey: ['services', unit],
    queryFn: () => answerOf(api.GET('/api/v1/services', { params: { query: unit ? { unit } : {} } })),
    enabled: unitId === undefined || unit !== undefined,
  });
}

/** Lists that a change of the catalogue concerns. */
export const catalogueLists = ['services', 'service-history', 'service-points', 'service-counters', 'opening-hours'] as const;
