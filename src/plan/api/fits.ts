import { registerDecorator, type ValidationArguments } from 'class-validator';
import { z } from 'zod';

/** Holds a field to a schema, for shapes that class-validator's own words cannot say (lists in lists, maps). */
export function Fits(schema: z.ZodType): PropertyDecorator {
  const issueOf = (value: unknown): string | undefined => {
    const parsed = schema.safeParse(value);
    const issue = parsed.success ? undefined : parsed.error.issues[0];
    return issue && [issue.path.length > 0 ? `[${issue.path.map(String).join('][')}]` : '', issue.message].join(' ').trim();
  };
  return (target, property) =>
    registerDecorator({
      name: 'fits',
      target: target.constructor,
      propertyName: String(property),
      validator: {
        validate: (value: unknown) => issueOf(value) === undefined,
        defaultMessage: (shown?: ValidationArguments) => `${shown?.property ?? ''} ${issueOf(shown?.value) ?? ''}`.trim(),
      },
    });
}

/** Start and end of a stretch on a shift's clock. */
export const clockRanges = z.array(z.tuple([z.string(), z.string()]));

/** The shifts of the days of a schedule: a code, several, or null for a day off. */
export const dayList = z.array(z.union([z.string(), z.array(z.string()), z.null()]));
