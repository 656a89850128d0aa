import { join } from 'node:path';
import { type Source, valueOn, type ValueInForce } from '../core/discipline/dated';
import { problemSentence } from '../core/discipline/regulation-text';
import { type Quadrant } from '../core/performance/appraisal';
import { type AppraisalRules, loadAppraisalRules } from '../core/performance/appraisal-rules';
import { type PatternLimit, type UnitPredicate } from '../core/performance/distribution-pattern';
import { ConfigurationError, DomainError } from '../platform/errors';
import { yamlFilesIn } from '../platform/files/yaml-files';

/** A pattern with what it rests on. */
export interface KnownPattern {
  readonly limits: readonly PatternLimit[];
  readonly source: Source;
}

/** What appraisals follow, read once at start. */
export class AppraisalRuleBook {
  constructor(readonly rules: AppraisalRules) {}

  /**
   * Reads the folder `performance` below the regulations.
   * @throws ConfigurationError naming file, line and rule of every fault
   */
  static read(folder: string): AppraisalRuleBook {
    const loaded = loadAppraisalRules(yamlFilesIn(join(folder, 'performance')));
    if (loaded.outcome === 'refused') throw new ConfigurationError(loaded.problems.map(problemSentence));
    return new AppraisalRuleBook(loaded.rules);
  }

  /** The quadrant of a day. @throws DomainError `no-quadrant` before the first one */
  quadrantOn(date: string): ValueInForce<Quadrant> {
    const found = valueOn(this.rules.quadrant, date);
    if (!found) throw new DomainError('no-quadrant', `No table of outcomes is in force on ${date}.`, 409);
    return found;
  }

  /** The pattern of an outcome of a unit on a date; null = none is known. */
  patternOn(unit: UnitPredicate, date: string): KnownPattern | null {
    const found = valueOn(this.rules.patterns[unit] ?? [], date);
    return found ? { limits: found.value, source: found.source } : null;
  }
}
