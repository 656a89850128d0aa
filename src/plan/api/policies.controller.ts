import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import { Allow } from '../../platform/auth/auth-guard';
import { Database } from '../../platform/database/database';
import { type Page, PageQuery } from '../../platform/http/page';
import { PolicyRepository } from '../hours/policy-repository';
import { loadPolicies, type PolicyDefinition } from '../reading/shared-plan';
import { loadUnits } from '../unit/load-units';
import { codeOfUnit } from '../unit/unit-named';
import { sinceEver } from '../../core/time/date-span';
import { PlanWriter } from '../writing/plan-writer';
import { fieldPlace } from '../writing/problem-list';
import { answerOf, pageFrom, pageOf, WrittenItem } from './answers';
import { PolicyBody } from './bodies';
import { OfUnitQuery } from './queries';
import { unitIdNamed } from './unit-id-named';

/** A version of a policy. */
export class PolicyItem {
  @ApiProperty({ description: 'Code of the unit, or * = everybody.' })
  unit!: string;
  @ApiProperty({ description: `First date of the version; ${sinceEver} = since ever.` })
  fromDate!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Only what differs from the units above, in the end from the defaults.' })
  policy!: PolicyDefinition;
}

const PolicyPage = pageOf(PolicyItem);

/** How offices judge their days. */
@ApiTags('plan')
@Controller('api/v1/policies')
export class PoliciesController {
  constructor(
    private readonly database: Database,
    private readonly policies: PolicyRepository,
    private readonly writer: PlanWriter,
  ) {}

  @Get()
  @Allow('plan.read', 'office')
  @ApiOperation({ summary: 'Versions of attendance policies' })
  @ApiOkResponse({ type: PolicyPage })
  async list(@Query() query: PageQuery): Promise<Page<PolicyItem>> {
    const tree = await loadUnits(this.database);
    const items = [...(await loadPolicies(this.database))].flatMap(([unitId, versions]) => versions.map((version): PolicyItem => ({ unit: codeOfUnit(tree, unitId), fromDate: version.fromDate, policy: version.definition })));
    return pageFrom(items, query, ['unit', 'fromDate']);
  }

  @Post()
  @Allow('plan.write', 'city')
  @HttpCode(200)
  @ApiOperation({ summary: 'Write a version of a policy, by unit and first date' })
  @ApiOkResponse({ type: WrittenItem })
  async put(@Body() body: PolicyBody): Promise<WrittenItem> {
    return answerOf(await this.writer.write((change) => this.policies.put(change, [body], fieldPlace)));
  }

  @Delete(':fromDate')
  @Allow('plan.write', 'city')
  @ApiOperation({ summary: 'Remove a version of a policy; the one before it holds on' })
  @ApiOkResponse({ type: WrittenItem })
  async remove(@Param('fromDate') fromDate: string, @Query() query: OfUnitQuery): Promise<WrittenItem> {
    return answerOf(await this.writer.write(async (change) => this.policies.remove(change, await unitIdNamed(change.tx, query.unit), fromDate)));
  }
}
