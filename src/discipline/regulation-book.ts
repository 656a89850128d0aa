import { join } from 'node:path';
import { type HolidayList } from '../core/calendar/holiday';
import { loadHolidays } from '../core/discipline/load-holidays';
import { loadRegulations } from '../core/discipline/load-regulations';
import { type Regulations } from '../core/discipline/regulation';
import { type Letterhead } from '../core/document/document-template';
import { type LoadedTemplate, loadTemplates } from '../core/document/load-templates';
import { type FileText, problemSentence, type RegulationProblem } from '../core/discipline/regulation-text';
import { ConfigurationError } from '../platform/errors';
import { yamlFilesIn } from '../platform/files/yaml-files';

/** The law as data, read once at start. */
export class RegulationBook {
  private constructor(
    readonly regulations: Regulations,
    /** The decreed days, by year. */
    readonly holidays: readonly HolidayList[],
    /** What a person should look at, e.g. a law nobody has read again for a year. */
    readonly warnings: readonly RegulationProblem[],
    /** The letters that can be printed. */
    readonly templates: readonly LoadedTemplate[],
    readonly letterhead: Letterhead,
  ) {}

  /**
   * Reads a folder of regulations with its sub-folders `holidays`, `examples` and `documents`.
   * @param activate codes of examples that this office has adopted
   * @throws ConfigurationError naming file, line and rule of every fault
   */
  static read(folder: string, activate: readonly string[] = [], todayDate?: string): RegulationBook {
    const regulations = loadRegulations(regulationTexts(folder), { activate, ...(todayDate ? { todayDate } : {}) });
    const holidays = loadHolidays(yamlFilesIn(join(folder, 'holidays')));
    const templates = loadTemplates(yamlFilesIn(join(folder, 'documents')));
    const problems = [regulations, holidays, templates].flatMap((each) => (each.outcome === 'refused' ? each.problems : []));
    if (regulations.outcome === 'refused' || holidays.outcome === 'refused' || templates.outcome === 'refused') throw new ConfigurationError(problems.map(problemSentence));
    return new RegulationBook(regulations.regulations, holidays.lists, regulations.warnings, templates.templates, templates.letterhead);
  }
}

/** The texts of the regulation files of a folder, those in use and the examples. */
export const regulationTexts = (folder: string): FileText[] => [...yamlFilesIn(folder), ...yamlFilesIn(join(folder, 'examples'))];

/**
 * The law as it would be with another file in it: in place of the file with the same code, or of the one named.
 * @throws ConfigurationError naming file, line and rule of every fault
 */
export function regulationsWith(folder: string, other: FileText, activate: readonly string[], insteadOf?: string): Regulations {
  const code = codeIn(other.text);
  const replaced: readonly (string | undefined)[] = [code, insteadOf].filter((each) => each !== undefined);
  const kept = regulationTexts(folder).filter(({ text }) => !replaced.includes(codeIn(text)));
  const adopted = activate.filter((each) => each !== insteadOf);
  const loaded = loadRegulations([...kept, other], { activate: code === undefined ? adopted : [...new Set([...adopted, code])] });
  if (loaded.outcome === 'refused') throw new ConfigurationError(loaded.problems.map(problemSentence));
  return loaded.regulations;
}

const codeIn = (text: string): string | undefined => /^code:\s*(\S+)\s*$/m.exec(text)?.[1];
