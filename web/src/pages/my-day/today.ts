import { useOverview } from '../../shell/overview';

/** The date of the office; the device's own where the overview is not at hand. */
export function useToday(): string {
  const known = useOverview()?.today;
  if (known) return known;
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
}
