import { ApiProperty } from '@nestjs/swagger';
import { type ActName, type ActorRole, type Stage, STAGES } from '../../core/discipline/case-event';
import { SanctionRecord } from '../records/sanction-record';

/** Whom a case is about, as of the day on which the row was reached. */
export class CasePersonItem {
  @ApiProperty()
  id!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty()
  category!: string;
  @ApiProperty({ type: String, nullable: true })
  jobTitle!: string | null;
  @ApiProperty({ type: String, nullable: true })
  rank!: string | null;
  @ApiProperty({ type: String, nullable: true })
  grade!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Kind of position; without it nobody can be named as competent.' })
  positionKind!: string | null;
  @ApiProperty({ type: Number, nullable: true })
  jobClass!: number | null;
  @ApiProperty({ type: String, nullable: true })
  unitCode!: string | null;
  @ApiProperty({ type: String, nullable: true })
  unitName!: string | null;
}

/** A stage that the case has been in, or that lies ahead in the ordinary course. */
export class StageItem {
  @ApiProperty({ enum: STAGES })
  stage!: Stage;
  @ApiProperty({ type: String, nullable: true, description: 'Null = ahead.' })
  reachedDate!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Who led there; null = the facts themselves, or ahead.' })
  actor!: string | null;
  @ApiProperty()
  current!: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'For a stage ahead whose deadline runs.' })
  dueDate!: string | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Working days from today; negative when past.' })
  workingDaysLeft!: number | null;
  @ApiProperty({ description: 'A year up to the due date has no decreed calendar.' })
  provisional!: boolean;
}

/** A step of the procedure, open or locked. */
export class CaseStepItem {
  @ApiProperty()
  act!: ActName;
  @ApiProperty({ type: [String] })
  actors!: readonly ActorRole[];
  @ApiProperty()
  open!: boolean;
  @ApiProperty({ enum: ['stage', 'condition'], nullable: true, description: 'stage = belongs to other stages; condition = something in the case or the calendar holds it back.' })
  lock!: 'stage' | 'condition' | null;
  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
  @ApiProperty({ enum: STAGES, isArray: true })
  stages!: readonly Stage[];
}

/** An official who may impose the tier that the facts propose. */
export class CompetentOfficialItem {
  @ApiProperty()
  tier!: string;
  @ApiProperty()
  official!: string;
  @ApiProperty({ description: 'False: nobody has confirmed the row of the table yet.' })
  verified!: boolean;
  @ApiProperty()
  source!: string;
}

/** One day that the case rests on. */
export class BasisDayItem {
  @ApiProperty()
  date!: string;
  @ApiProperty({ description: 'Absent days, halves too.' })
  days!: number;
  @ApiProperty({ type: [String], description: 'Why the day was judged so, in Bahasa Indonesia.' })
  sentences!: string[];
  @ApiProperty({ type: String, nullable: true })
  verifiedBy!: string | null;
  @ApiProperty({ type: String, nullable: true })
  verifiedReason!: string | null;
  @ApiProperty({ type: [String], description: "The employee's own words." })
  words!: string[];
}

/** Somebody who takes part in the procedure. */
export class PartyItem {
  @ApiProperty()
  role!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: String, nullable: true, enum: ['superior', 'oversight', 'staffing'] })
  element!: string | null;
}

/** The case as one sheet. */
export class CaseSheet {
  @ApiProperty({ type: CasePersonItem })
  person!: CasePersonItem;
  @ApiProperty({ type: [StageItem], description: 'Those that have been, then those ahead in the ordinary course.' })
  stages!: StageItem[];
  @ApiProperty({ type: [CaseStepItem], description: 'Every step of the procedure; what an open step says in its fields may still be refused.' })
  steps!: CaseStepItem[];
  @ApiProperty({ type: [CompetentOfficialItem], description: 'Who may impose the proposed tier; empty where the position or the table is not known.' })
  competentOfficials!: CompetentOfficialItem[];
  @ApiProperty({ type: [BasisDayItem] })
  basisDays!: BasisDayItem[];
  @ApiProperty({ type: [PartyItem] })
  parties!: PartyItem[];
  @ApiProperty({ type: [SanctionRecord], description: 'What has been decided about this person in the same year, in any case.' })
  sanctionsOfYear!: SanctionRecord[];
}
