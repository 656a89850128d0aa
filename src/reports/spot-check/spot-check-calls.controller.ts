import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { presentAt } from '../../core/performance/present-state';
import { SECOND_MS } from '../../core/time/instant';
import { dateAt } from '../../core/time/zone';
import { mostPeople, SpotCheckDetail, SpotCheckStartBody, SpotCheckSubmitBody } from '../../performance/spot-checks/spot-check-bodies';
import { checkSame, type JudgedMark, SpotCheckDesk } from '../../performance/spot-checks/spot-check-desk';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { unitsBelow } from '../../platform/auth/unit-places';
import { Clock } from '../../platform/clock';
import { Database } from '../../platform/database/database';
import { DomainError } from '../../platform/errors';
import { ExpectedPeople } from './expected-people';

/** A roll call: who should be in at this minute, and what was seen. */
@ApiTags('performance')
@Controller('api/v1/spot-checks')
export class SpotCheckCallsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly expected: ExpectedPeople,
    private readonly desk: SpotCheckDesk,
  ) {}

  @Put(':id')
  @Allow('checks.write', 'unit-written')
  @ApiOperation({ summary: 'Begin a roll call under an id that the caller makes: everybody of the unit and of those below it with where they are by plan and ledger. Sent again it gives the same list' })
  @ApiOkResponse({ type: SpotCheckDetail })
  async start(@Param('id') id: string, @Body() { unitId }: SpotCheckStartBody, @CurrentCaller() caller: Caller): Promise<SpotCheckDetail> {
    if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) throw new DomainError('wrong-id', 'The id of a roll call is a UUID in small letters that the caller makes.', 422);
    const stands = await this.desk.find(id);
    if (stands) checkSame(stands, unitId, caller.actor);
    else await this.begin(id, unitId, caller);
    return this.desk.detail(id);
  }

  @Post(':id/submit')
  @Allow('checks.write', 'spot-check')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hand a roll call in, whole. Each mark is held against plan and ledger at its own minute; sent again with the same content it changes nothing' })
  @ApiOkResponse({ type: SpotCheckDetail })
  async submit(@Param('id') id: string, @Body() body: SpotCheckSubmitBody, @CurrentCaller() caller: Caller): Promise<SpotCheckDetail> {
    checkMarks(body);
    const [check, now] = [await this.desk.kept(id), this.clock.now()];
    const facts = new Map((await this.expected.facts(body.marks.map(({ employeeId }) => employeeId), check.startedAt, now)).map((one) => [one.employeeId, one]));
    const judged = body.marks.map(({ employeeId, mark, note, afterSeconds }): JudgedMark => {
      const at = Math.min(check.startedAt + afterSeconds * SECOND_MS, Math.max(now, check.startedAt));
      const one = facts.get(employeeId);
      return { employeeId, mark, note: note?.trim() ?? '', at, state: one ? presentAt(one.shifts, at, one.unheard).state : 'off' };
    });
    await this.desk.submit(id, contentOf(body), judged, body.remark?.trim() ?? '', caller.actor);
    return this.desk.detail(id);
  }

  private async begin(id: string, unitId: string, caller: Caller): Promise<void> {
    const [unit] = await this.database.query<{ zone: string }>('SELECT zone FROM unit WHERE id = ?', [unitId]);
    if (!unit) throw new DomainError('unknown-unit', `There is no unit with the id "${unitId}".`, 404);
    const now = this.clock.now();
    const today = dateAt(unit.zone, now);
    const ids = await this.expected.members((await unitsBelow(this.database, unitId)).on(today), today);
    if (ids.length > mostPeople) throw new DomainError('too-many-people', `${ids.length} people belong to this unit and those below it; one roll call takes ${mostPeople} at most. Choose a unit below it.`, 422, { allowed: mostPeople });
    // Nobody calls the roll on themselves.
    const facts = (await this.expected.facts(ids, now, now)).filter(({ employeeId }) => employeeId !== caller.employeeId);
    const people = facts.map(({ employeeId, unitId: of, shifts, unheard }) => ({ employeeId, unitId: of, present: presentAt(shifts, now, unheard) }));
    await this.desk.start({ id, unitId, zone: unit.zone, startedAt: now }, people, caller.actor);
  }
}

/** @throws DomainError `marked-twice`, `place-missing` */
function checkMarks({ marks }: SpotCheckSubmitBody): void {
  const twice = marks.map(({ employeeId }) => employeeId).filter((id, index, all) => all.indexOf(id) !== index);
  if (twice.length > 0) throw new DomainError('marked-twice', 'Each person has one mark.', 422, { employeeIds: [...new Set(twice)] });
  const nowhere = marks.filter(({ mark, note }) => mark === 'elsewhere' && !note?.trim()).map(({ employeeId }) => employeeId);
  if (nowhere.length > 0) throw new DomainError('place-missing', 'Who is elsewhere has a note that says where.', 422, { employeeIds: nowhere });
}

/** The content in one form, whatever the order in which it was sent. */
function contentOf({ marks, remark }: SpotCheckSubmitBody): string {
  const rows = marks.map(({ employeeId, mark, note, afterSeconds }) => JSON.stringify([employeeId, mark, note?.trim() ?? '', afterSeconds])).sort();
  return JSON.stringify([rows, remark?.trim() ?? '']);
}
