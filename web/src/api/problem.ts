/** What the service says when it does not do something (RFC 9457), or that it did not answer at all (`status` 0). */
export class Problem extends Error {
  constructor(
    readonly status: number,
    /** Last part of the problem's type, e.g. `not-permitted`; empty when the service named none. */
    readonly code: string,
    detail: string,
    readonly members: Readonly<Record<string, unknown>>,
  ) {
    super(detail);
  }
}

/** Reads the problem of an answer that is not in the two hundreds. */
export function problemOf(status: number, body: unknown): Problem {
  const members = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const type = typeof members['type'] === 'string' ? members['type'] : '';
  const detail = typeof members['detail'] === 'string' ? members['detail'] : '';
  return new Problem(status, type.replace(/^urn:hadir:/, '').replace('about:blank', ''), detail, members);
}

/** The service could not be reached. */
export const unreachable = (): Problem => new Problem(0, 'unreachable', '', {});
