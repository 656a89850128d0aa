import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../access/me';
import { employeeYearQuery } from '../employee/employee-year';

const deviceDate = (): string => {
  const now = new Date();
  return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, '0'), String(now.getDate()).padStart(2, '0')].join('-');
};

/** The date of the office as one's own account has it; the device's date until it is known. */
export function useToday(): string {
  const { employeeId } = useMe();
  const year = useQuery({ ...employeeYearQuery(employeeId ?? '', Number(deviceDate().slice(0, 4))), enabled: Boolean(employeeId) });
  return year.data?.asOfDate ?? deviceDate();
}
