import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../access/me';
import { deviceDate } from '../../shell/overview';
import { employeeYearQuery } from '../employee/employee-year';

/** The date of the office as one's own account has it; the device's date until it is known. */
export function useToday(): string {
  const { employeeId } = useMe();
  const year = useQuery({ ...employeeYearQuery(employeeId ?? '', Number(deviceDate().slice(0, 4))), enabled: Boolean(employeeId) });
  return year.data?.asOfDate ?? deviceDate();
}
