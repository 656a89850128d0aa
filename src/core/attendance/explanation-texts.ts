/** The kinds of explanation steps. */
export type ExplanationCode = string;
