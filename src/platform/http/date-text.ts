/** A date as requests write it, by its shape; whether the calendar has it is asked where that matters. */
export const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** The same with a month and a day that some month has. */
export const calendarDatePattern = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** A month as requests write it. */
export const monthPattern = /^\d{4}-(0[1-9]|1[0-2])$/;
