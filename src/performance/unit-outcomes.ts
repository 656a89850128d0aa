import { Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength, MinLength } from 'class-validator';
import { type Predicate, predicates } from '../core/performance/appraisal';
import { againstPattern, type UnitPredicate, unitPredicates } from '../core/performance/distribution-pattern';
import { unitsBelow, unitsConditionOn } from '../platform/auth/unit-places';
import { AppraisalRuleBook } from './appraisal-rule-book';
import { RuleSourceItem, ruleSource } from './appraisal-rule-items';
import { Clock } from '../platform/clock';
import { Database } from '../platform/database/database';
import { DomainError } from '../platform/errors';
import { isoOf } from '../platform/http/iso';

/** The outcome of a unit as it is written down. */
export class UnitPredicateBody {
  @ApiProperty({ description: 'Id of the unit.' })
  @IsString()
  @MaxLength(36)
  unitId!: string;

  @ApiProperty({ enum: unitPredicates })
  @IsIn(unitPredicates)
  predicate!: UnitPredicate;

  @ApiProperty({ description: 'On what it rests, e.g. the letter that says so.' })
  @IsString()
  @MinLength(1)
  @MaxLength(1000)
  reason!: string;
}

/** An outcome of people beside what the pattern says of it. */
export class PatternItem {
  @ApiProperty({ enum: predicates })
  predicate!: string;
  @ApiProperty()
  count!: number;
  @ApiProperty()
  share!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Largest share by the pattern; null = it says nothing of this outcome.' })
  atMost!: number | null;
  @ApiProperty()
  exceeds!: boolean;
}

/** The outcome of a unit, and how those of its people lie to it. */
export class UnitOutcome {
  @ApiProperty()
  unitId!: string;
  @ApiProperty()
  period!: string;
  @ApiProperty({ type: String, nullable: true, enum: unitPredicates })
  predicate!: string | null;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
  @ApiProperty({ type: String, nullable: true })
  writtenBy!: string | null;
  @ApiProperty({ type: String, nullable: true })
  writtenAt!: string | null;
  @ApiProperty({ description: 'People of the unit and those below it who have an outcome.' })
  outcomes!: number;
  @ApiProperty({ type: [PatternItem], nullable: true, description: 'null = no pattern is known for this outcome of the unit, or fewer than five people have an outcome.' })
  pattern!: PatternItem[] | null;
  @ApiProperty({ type: RuleSourceItem, nullable: true, description: 'On what the pattern of this outcome rests; null = none is known, or the unit has no outcome.' })
  patternSource!: RuleSourceItem | null;
}

/** Outcomes of units, beside which those of their people are laid. */
@Injectable()
export class UnitOutcomes {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly rules: AppraisalRuleBook,
  ) {}

  /** Writes the outcome of a unit in a period; an earlier one is kept. @throws DomainError `unknown-period`, `unknown-unit` */
  async write(period: string, { unitId, predicate, reason }: UnitPredicateBody, actor: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [known] = await tx.query(`SELECT code FROM appraisal_period WHERE code = ?${tx.dialect === 'mysql' ? ' FOR UPDATE' : ''}`, [period]);
      if (!known) throw new DomainError('unknown-period', `There is no period "${period}".`, 404);
      if ((await tx.query('SELECT id FROM unit WHERE id = ?', [unitId])).length === 0) throw new DomainError('unknown-unit', `There is no unit with the id "${unitId}".`, 404);
      const [last] = await tx.query<{ position: number | null }>('SELECT MAX(position) AS position FROM unit_predicate WHERE unit_id = ? AND period_code = ?', [unitId, period]);
      await tx.insert('unit_predicate', ['unit_id', 'period_code', 'position', 'predicate', 'reason', 'actor', 'written_at'], [[unitId, period, Number(last?.position ?? 0) + 1, predicate, reason, actor, this.clock.now()]]);
    });
  }

  /** The outcome of a unit in a period and how those of its people, with the units below, lie to it. */
  async read(period: string, unitId: string): Promise<UnitOutcome> {
    const [row] = await this.database.query<{ predicate: UnitPredicate; reason: string; actor: string; written_at: number }>('SELECT predicate, reason, actor, written_at FROM unit_predicate WHERE unit_id = ? AND period_code = ? ORDER BY position DESC LIMIT 1', [unitId, period]);
    const [span] = await this.database.query<{ from_date: string; to_date: string }>('SELECT from_date, to_date FROM appraisal_period WHERE code = ?', [period]);
    // By the first date of the period, as the units of its appraisals are.
    const within = unitsConditionOn(await unitsBelow(this.database, unitId), 'unit_id', span?.from_date ?? '');
    const found = await this.database.query<{ predicate: Predicate }>(`SELECT predicate FROM appraisal WHERE period_code = ? AND predicate IS NOT NULL AND ${within.sql}`, [period, ...within.values]);
    const pattern = row && span ? this.rules.patternOn(row.predicate, span.to_date) : null;
    const lines = row ? againstPattern(found.map(({ predicate }) => predicate), pattern?.limits ?? null) : null;
    return { unitId, period, predicate: row?.predicate ?? null, reason: row?.reason ?? null, writtenBy: row?.actor ?? null, writtenAt: row ? isoOf(row.written_at) : null, outcomes: found.length, pattern: lines ? lines.map((line) => ({ ...line })) : null, patternSource: pattern ? ruleSource(pattern.source) : null };
  }
}
