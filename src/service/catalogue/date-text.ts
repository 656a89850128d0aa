/** A date as requests write it; whether the calendar has it is checked after. */
export const DATE_TEXT = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
