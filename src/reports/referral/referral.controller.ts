import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiConflictResponse, ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { isWorkDate } from '../../core/time/calendar';
import { Allow, CurrentCaller } from '../../platform/auth/auth-guard';
import { type Caller } from '../../platform/auth/caller';
import { DomainError } from '../../platform/errors';
import { ComplaintDesk } from '../../service/complaints/complaint-desk';
import { ReferralDesk } from './referral-desk';
import { CaseComplaintItem, ReferralBody, ReferralItem } from './referral-items';

/** Complaints that become discipline cases. */
@ApiTags('cases')
@Controller('api/v1')
export class ReferralController {
  constructor(
    private readonly desk: ReferralDesk,
    private readonly complaints: ComplaintDesk,
  ) {}

  @Post('complaints/:id/referrals')
  @Allow('service.write', 'complaint', { confidential: true })
  @ApiOperation({ summary: 'Open a discipline case about conduct, with the complaint as its evidence; a person decides there' })
  @ApiCreatedResponse({ type: ReferralItem })
  @ApiConflictResponse({ description: 'The complaint does not stand so, the employee is not named in it, or it was referred before.' })
  async refer(@Param('id') id: string, @Body() body: ReferralBody, @CurrentCaller() caller: Caller): Promise<ReferralItem> {
    if (!isWorkDate(body.breachDate)) throw new DomainError('no-such-date', `No calendar has ${body.breachDate}.`, 422);
    await this.complaints.refuseNamed(id, caller.employeeId);
    return { caseId: await this.desk.refer(id, body, caller.actor) };
  }

  @Get('cases/:caseId/complaints')
  @Allow('cases.read', 'case', { seen: true })
  @ApiOperation({ summary: 'The complaints behind a case, without their reporters' })
  @ApiOkResponse({ type: [CaseComplaintItem] })
  async evidence(@Param('caseId') caseId: string, @CurrentCaller() caller: Caller): Promise<CaseComplaintItem[]> {
    const evidence = await this.desk.evidenceOf(caseId);
    for (const { complaintId } of evidence) await this.complaints.refuseNamed(complaintId, caller.employeeId);
    return evidence;
  }
}
