import { en } from '../../i18n/employee.en';
import { id } from '../../i18n/employee.id';
import { namespace } from '../../i18n/words';

/** The words of people and of one person's year. */
export const employeeWords = namespace('employee', id, en);
