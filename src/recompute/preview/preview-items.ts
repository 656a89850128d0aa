import { ApiProperty } from '@nestjs/swagger';
import { ProblemItem } from '../../plan/api/answers';

/** How one shift of a date comes out. */
export class VerdictItem {
  @ApiProperty({ type: String, nullable: true })
  shift!: string | null;
  @ApiProperty()
  status!: string;
  @ApiProperty()
  settled!: boolean;
  @ApiProperty()
  lateMinutes!: number;
  @ApiProperty()
  earlyLeaveMinutes!: number;
  @ApiProperty()
  absentDays!: number;
  @ApiProperty({ type: [String] })
  flags!: readonly string[];
}

/** A date whose verdict would be another. */
export class ChangedDayItem {
  @ApiProperty()
  date!: string;
  @ApiProperty({ type: [VerdictItem], description: 'A shift each; none = no row.' })
  before!: VerdictItem[];
  @ApiProperty({ type: [VerdictItem] })
  after!: VerdictItem[];
}

/** A violation that would appear or vanish. */
export class MovedViolationItem {
  @ApiProperty()
  date!: string;
  @ApiProperty()
  kind!: string;
  @ApiProperty()
  minutes!: number;
  @ApiProperty()
  days!: number;
  @ApiProperty({ description: 'Where it stands: unverified, waiting, verified, excused or sent-back.' })
  state!: string;
}

/** One person whose days would come out differently. */
export class PersonDifferenceItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  number!: string;
  @ApiProperty()
  name!: string;
  @ApiProperty({ type: [ChangedDayItem] })
  days!: ChangedDayItem[];
  @ApiProperty({ type: [MovedViolationItem] })
  appearing!: MovedViolationItem[];
  @ApiProperty({ type: [MovedViolationItem] })
  vanishing!: MovedViolationItem[];
}

/** A value before and after. */
export class DaysBeforeAfter {
  @ApiProperty()
  before!: number;
  @ApiProperty()
  after!: number;
}

/** A level before and after. */
export class LevelBeforeAfter {
  @ApiProperty({ type: String, nullable: true })
  before!: string | null;
  @ApiProperty({ type: String, nullable: true })
  after!: string | null;
}

/** What would become of one person's case of a year. */
export class CaseEffectItem {
  @ApiProperty()
  employeeId!: string;
  @ApiProperty()
  year!: number;
  @ApiProperty({ type: String, nullable: true, description: 'Null = there is no case yet.' })
  caseId!: string | null;
  @ApiProperty({ type: String, nullable: true })
  stage!: string | null;
  @ApiProperty({ type: DaysBeforeAfter })
  verifiedDays!: DaysBeforeAfter;
  @ApiProperty({ type: LevelBeforeAfter })
  level!: LevelBeforeAfter;
  @ApiProperty({ type: [String], description: 'What the facts would note by themselves: case-opened, case-raised, case-lowered, case-withdrawn, review-needed, grounds-changed, salary-stop-proposed ...' })
  events!: readonly string[];
}

/** What a change of the plan would do to the past; nothing was changed. */
export class PlanPreviewItem {
  @ApiProperty({ description: 'Of the plan that the change was tried on; to be handed in with the change when it is saved.' })
  revision!: number;
  @ApiProperty({ description: 'People with days that the change touches.' })
  people!: number;
  @ApiProperty({ description: 'Person-days that would be judged again.' })
  days!: number;
  @ApiProperty({ description: 'Person-days that were judged for this preview.' })
  judgedDays!: number;
  @ApiProperty({ description: 'False: the change touches more days than were judged, and the numbers below are of those.' })
  complete!: boolean;
  @ApiProperty({ description: 'Dates of people whose verdict would be another.' })
  changedDays!: number;
  @ApiProperty()
  changedPeople!: number;
  @ApiProperty()
  appearingViolations!: number;
  @ApiProperty()
  vanishingViolations!: number;
  @ApiProperty({ description: 'Days of closed months that would come out differently: they stay, and an officer is asked.' })
  closedChanges!: number;
  @ApiProperty({ description: 'Cases that would be withdrawn by themselves.' })
  withdrawnCases!: number;
  @ApiProperty({ description: 'Cases on which somebody has acted and that would ask for review.' })
  reviewCases!: number;
  @ApiProperty({ type: [PersonDifferenceItem], description: 'The first people, in order of id.' })
  differences!: PersonDifferenceItem[];
  @ApiProperty({ type: [CaseEffectItem] })
  cases!: CaseEffectItem[];
  @ApiProperty({ type: [ProblemItem], description: 'What is odd about the change.' })
  warnings!: readonly ProblemItem[];
}
