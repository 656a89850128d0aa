/** A whole number that is not negative, from the command line. @throws RangeError naming the option */
export function wholeNumber(option: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(value) || value < 0) throw new RangeError(`--${option} has to be a whole number`);
  return value;
}

/** One of some words from the command line. @throws RangeError naming the option and the words */
export function oneOf<T extends string>(option: string, text: string, known: readonly T[]): T {
  const found = known.find((each) => each === text);
  if (found === undefined) throw new RangeError(`--${option} ${text}: one of ${known.join(', ')}`);
  return found;
}
