import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type HolidayList } from '../core/calendar/holiday';
import { RegulationBook } from '../discipline/regulation-book';
import { Database } from '../platform/database/database';
import { PlanKinds } from '../plan/plan-kinds';
import { PlanWriter } from '../plan/writing/plan-writer';

const kinds = { 'national-holiday': 'national', 'collective-leave': 'collective-leave', 'local-holiday': 'local' } as const;
const allUnits = '*';

/** Brings the decreed days that ship with the law into the plan, each list once: what an administrator changes afterwards stays changed. */
@Injectable()
export class DecreedDays implements OnApplicationBootstrap {
  constructor(
    private readonly book: RegulationBook,
    private readonly database: Database,
    private readonly writer: PlanWriter,
    private readonly kinds: PlanKinds,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const list of this.book.holidays) if (list.scope === 'national' && !(await this.isTaken(list))) await this.take(list);
  }

  private async isTaken(list: HolidayList): Promise<boolean> {
    return (await this.database.query('SELECT name FROM setting WHERE name = ?', [settingOf(list)])).length > 0;
  }

  private async take(list: HolidayList): Promise<void> {
    await this.writer.write(async (change) => {
      const days = list.days.map((day) => ({ date: day.date, name: day.name, kind: kinds[day.kind], unit: allUnits, decree: day.decree }));
      await this.kinds.put(change, 'holidays', days, (index) => ({ at: `${list.code}[${index}]` }));
      await change.tx.insert('setting', ['name', 'value'], [[settingOf(list), list.checkedDate]], { ignore: ['name'] });
    });
  }
}

const settingOf = (list: HolidayList): string => `decreed-days.${list.code}`;
