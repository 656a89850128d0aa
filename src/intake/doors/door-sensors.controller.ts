import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Allow, CurrentReach, Needs } from '../../platform/auth/auth-guard';
import { type Reach } from '../../platform/auth/reach';
import { type Config } from '../../platform/config';
import { DomainError } from '../../platform/errors';
import { CONFIG } from '../../platform/tokens';
import { qualityTier } from '../../protocols/profiles/profile-quality';
import { DeviceAccounts } from './device-accounts';
import { DoorHealth } from './door-health';
import { DoorProfiles } from './door-profiles';
import { DoorRegistry } from './door-registry';
import { type DoorSensor } from './door-sensor';
import { DoorProfileItem, DoorSensorChangeBody, type DoorSensorHealthItem, DoorSensorItem, DoorSensorQuery, NewDoorSensorBody, SensorIncidentItem } from './door-sensor-bodies';
import { SensorIncidents } from './sensor-incidents';

/** The fleet of door sensors and readers. */
@ApiTags('doors')
@Controller('api/v1')
export class DoorSensorsController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly sensors: DoorRegistry,
    private readonly profiles: DoorProfiles,
    private readonly accounts: DeviceAccounts,
    private readonly health: DoorHealth,
    private readonly incidents: SensorIncidents,
  ) {}

  @Get('door-profiles')
  @Allow('doors.read', 'office')
  @ApiOperation({ summary: 'Models of door sensors and readers that are understood' })
  @ApiOkResponse({ type: [DoorProfileItem] })
  profilesList(): DoorProfileItem[] {
    return this.profiles.list().map(({ id, model, vendor, quality, parameters, polarity }) => ({ id, model, vendor, tier: qualityTier(quality), parameters, invertRequired: polarity === 'wiring' }));
  }

  @Get('door-sensors')
  @Allow('doors.read', 'rows')
  @ApiOperation({ summary: 'All door sensors with their health' })
  @ApiOkResponse({ type: [DoorSensorItem] })
  async list(@Query() { codes }: DoorSensorQuery, @CurrentReach() reach: Reach): Promise<DoorSensorItem[]> {
    const wanted = codes === undefined ? null : new Set(codes.split(','));
    const [sensors, health] = await Promise.all([this.sensors.list(), this.health.all()]);
    return reach.within(sensors).filter((sensor) => wanted?.has(sensor.code) !== false).map((sensor) => itemOf(sensor, health.get(sensor.code) ?? null));
  }

  @Get('door-sensors/:code')
  @Allow('doors.read', 'door-sensor')
  @ApiOkResponse({ type: DoorSensorItem })
  async one(@Param('code') code: string): Promise<DoorSensorItem> {
    const sensor = await this.sensors.get(code);
    return itemOf(sensor, (await this.health.all()).get(code) ?? null);
  }

  @Get('door-sensors/:code/incidents')
  @Allow('doors.read', 'door-sensor')
  @ApiOperation({ summary: 'What befell a door sensor: silence, an empty battery, a wrong clock; the latest first' })
  @ApiOkResponse({ type: [SensorIncidentItem] })
  async incidentsOf(@Param('code') code: string): Promise<SensorIncidentItem[]> {
    return this.incidents.of((await this.sensors.get(code)).code);
  }

  @Post('door-sensors')
  @Allow('doors.write', 'city')
  @Needs('admin')
  @HttpCode(200)
  @ApiOperation({ summary: 'Add a door sensor; it is listened to at once' })
  @ApiOkResponse({ type: DoorSensorItem })
  async add(@Body() body: NewDoorSensorBody): Promise<DoorSensorItem> {
    const blank: DoorSensor = { code: body.code, name: '', unitId: null, zone: this.config.defaultZone, profile: '', door: '', side: 'none', account: null, settings: { parameters: {} } };
    const sensor = changed(blank, body);
    await this.putAccount(sensor, body.password);
    return itemOf(await this.sensors.add(sensor), null);
  }

  @Patch('door-sensors/:code')
  @Allow('doors.write', 'city')
  @Needs('admin')
  @ApiOkResponse({ type: DoorSensorItem })
  async change(@Param('code') code: string, @Body() body: DoorSensorChangeBody): Promise<DoorSensorItem> {
    if (body.code !== undefined && body.code !== code) throw new DomainError('code-stays', 'The code of a sensor stands in its punches and cannot be changed; add another sensor.', 409);
    const sensor = changed(await this.sensors.get(code), body);
    await this.putAccount(sensor, body.password);
    await this.sensors.change(sensor);
    return this.one(code);
  }

  @Delete('door-sensors/:code')
  @Allow('doors.write', 'city')
  @Needs('admin')
  @HttpCode(204)
  @ApiOperation({ summary: 'Take a door sensor out of the fleet; what it reported stays' })
  async remove(@Param('code') code: string): Promise<void> {
    await this.sensors.remove(code);
  }

  private async putAccount({ account }: DoorSensor, password: string | undefined): Promise<void> {
    if (password === undefined) return;
    if (account === null) throw new DomainError('no-username', 'A password needs the user name that it belongs to.');
    await this.accounts.put(account, password);
  }
}

/** A sensor with what a body changes of it. */
function changed(sensor: DoorSensor, body: DoorSensorChangeBody): DoorSensor {
  const { name, unitId, zone, profile, door, side, username, parameters, invert, heldOpenSeconds, mandatory, silentMinutes, cardWriting } = body;
  const top = { name, unitId, zone, profile, door, side, account: username };
  const settings = { parameters: parameters && texts(parameters), invert, heldOpenSeconds, mandatory, silentMinutes, cardWriting };
  return { ...sensor, ...given(top), settings: { ...sensor.settings, ...given(settings) } };
}

/** The members that were given. */
function given<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as { [K in keyof T]?: Exclude<T[K], undefined> };
}

function texts(parameters: Record<string, unknown>): Record<string, string> {
  const bad = Object.entries(parameters).find(([, value]) => typeof value !== 'string');
  if (bad) throw new DomainError('bad-parameter', `The parameter "${bad[0]}" has to be a text.`);
  return parameters as Record<string, string>;
}

const itemOf = ({ account, settings, ...sensor }: DoorSensor, health: DoorSensorHealthItem | null): DoorSensorItem => ({
  ...sensor,
  parameters: settings.parameters,
  invert: settings.invert ?? null,
  heldOpenSeconds: settings.heldOpenSeconds ?? null,
  mandatory: settings.mandatory ?? false,
  silentMinutes: settings.silentMinutes ?? null,
  cardWriting: settings.cardWriting ?? null,
  username: account,
  health,
});
