import type { RegulationFile } from './regulation';
import type { ReadText } from './regulation-text';

/** A file whose shape is right, with the way back from a key path to its lines. */
export interface CheckedFile extends RegulationFile {
  readonly lineOf: ReadText['lineOf'];
}
