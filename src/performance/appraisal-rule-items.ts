import { ApiProperty } from '@nestjs/swagger';
import { type Source, SOURCE_MARKS } from '../core/discipline/dated';
import { predicates } from '../core/performance/appraisal';
import { unitPredicates } from '../core/performance/distribution-pattern';
import { QuadrantItem } from './appraisal-bodies';

/** On what a value rests. */
export class RuleSourceItem {
  @ApiProperty()
  act!: string;
  @ApiProperty()
  article!: string;
  @ApiProperty({ enum: SOURCE_MARKS, description: 'S found in a source, C computed, I a reading of a source, M from memory, P a choice of the office.' })
  mark!: string;
  @ApiProperty({ type: String, nullable: true })
  note!: string | null;
}

/** The largest share of an outcome. */
export class PatternLimitItem {
  @ApiProperty({ enum: predicates })
  predicate!: string;
  @ApiProperty()
  atMost!: number;
}

/** The pattern of an outcome of a unit. */
export class PatternRuleItem {
  @ApiProperty({ enum: unitPredicates })
  unitPredicate!: string;
  @ApiProperty({ type: [PatternLimitItem], nullable: true, description: 'null = no pattern is known.' })
  limits!: PatternLimitItem[] | null;
  @ApiProperty({ type: RuleSourceItem, nullable: true })
  source!: RuleSourceItem | null;
}

/** What appraisals follow today. */
export class AppraisalRulesItem {
  @ApiProperty({ type: [QuadrantItem] })
  quadrant!: QuadrantItem[];
  @ApiProperty({ type: RuleSourceItem })
  quadrantSource!: RuleSourceItem;
  @ApiProperty({ type: [PatternRuleItem], description: 'All five outcomes of a unit, best first.' })
  patterns!: PatternRuleItem[];
}

/** A source as it is shown. */
export const ruleSource = ({ act, article, mark, note }: Source): RuleSourceItem => ({ act, article, mark, note: note ?? null });
