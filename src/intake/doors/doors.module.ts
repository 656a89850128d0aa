import { Module } from '@nestjs/common';
import { projectPath } from '../../platform/project-path';
import { DeviceAccounts } from './device-accounts';
import { DoorEventsController } from './door-events.controller';
import { DoorHealth } from './door-health';
import { DoorProfiles } from './door-profiles';
import { DoorRegistry } from './door-registry';
import { DoorSensorsController } from './door-sensors.controller';
import { DoorStore } from './door-store';
import { LateReports } from './late-reports';
import { MqttIntake } from './mqtt-intake';
import { SensorIncidents } from './sensor-incidents';
import { DeviceEvents } from '../terminals/device-events';

/** Doors: which sensors there are, how they are heard, and what they said. */
@Module({
  controllers: [DoorSensorsController, DoorEventsController],
  providers: [{ provide: DoorProfiles, useFactory: () => DoorProfiles.read(projectPath('devices', 'profiles')) }, DoorRegistry, DeviceAccounts, DeviceEvents, SensorIncidents, DoorHealth, DoorStore, LateReports, MqttIntake],
  exports: [DeviceEvents, DoorProfiles, DoorRegistry, DoorStore, LateReports, MqttIntake],
})
export class DoorsModule {}
