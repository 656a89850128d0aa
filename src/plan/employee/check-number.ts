import { type EmployeeCategory } from './employee';

/** What is odd about a number. */
export function checkEmployeeNumber(_number: string, _category: EmployeeCategory, _joinedDate: string | null): string[] {
  return [];
}
