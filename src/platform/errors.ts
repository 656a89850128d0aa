/** A rule of the domain refuses what was asked; says what is wrong and, where it helps, what is allowed instead (RFC 9457 problem). */
export class DomainError extends Error {
  override readonly name = 'DomainError';

  /**
   * @param code stable machine word, kebab-case (`unknown-terminal`)
   * @param status the HTTP status that carries it outside
   * @param details further members of the problem document, e.g. `{ allowed: [...] }`
   */
  constructor(
    readonly code: string,
    message: string,
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 = 422,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** The configuration cannot be started with; lists every fault at once. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  constructor(readonly problems: readonly string[]) {
    super(`Hadir cannot start with this configuration:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  }
}

/** The message of anything thrown, for a log line or an answer. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
