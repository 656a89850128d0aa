import { type INestApplicationContext } from '@nestjs/common';
import { wallToInstant } from '../../src/core/time/zone';
import { FileImport } from '../../src/intake/file-import';
import { Database, type SqlValue } from '../../src/platform/database/database';
import { PlanImport } from '../../src/plan/import/plan-import';
import { Rebuild } from '../../src/recompute/rebuild';
import { Recompute } from '../../src/recompute/recompute';
import { officeALog, officeALogPath, officeAPlan, officeARecords } from '../support/office-a';
import { benchPlaces, benchService, timed, watchMemory, whole } from './measure';

const terminal = 'OFFICE-A';

/** The real log of one office from the file to judged days, beside a bare multi-row insert of the same rows into the same database. */
export async function benchMainLine(): Promise<void> {
  for (const { name, place } of await benchPlaces()) {
    const database = await Database.open(place.url);
    const app = await benchService(database, place.url);
    try {
      await measure(name, app, database);
    } finally {
      await app.close();
      await place.drop();
    }
  }
}

async function measure(name: string, app: INestApplicationContext, database: Database): Promise<void> {
  const stopWatching = watchMemory();
  const bare = await timed(() => bareInsert(database));
  const request = { path: officeALogPath, terminal, zone: null, fromDate: null, register: true };
  const ours = await timed(() => app.get(FileImport).run(request, 'Asia/Jakarta'));
  if (ours.result.stored !== officeARecords) throw new Error(`${ours.result.stored} of ${officeARecords} records were stored`);
  await app.get(PlanImport).importOffice(officeAPlan(terminal));
  const derived = await timed(() => app.get(Recompute).drain());
  const rebuilt = await timed(() => app.get(Rebuild).run());
  const { peakMegabytes } = stopWatching();
  console.log(`\n${name}: ${whole(officeARecords)} records of a real terminal`);
  console.log(`  stored     ${whole(officeARecords / ours.seconds)} records/s, read from the file, checked and committed by the thousand`);
  console.log(`  bare       ${whole(officeARecords / bare.seconds)} rows/s, the same rows in multi-row inserts of 500 and nothing else`);
  console.log(`  ratio      ${(bare.seconds / ours.seconds).toFixed(2)} of the bare speed (aim: at least 0.5)`);
  console.log(`  derived    ${whole(derived.result.judged / derived.seconds)} employee-days/s by the worker, from marks to cases (${whole(derived.result.judged)} days)`);
  console.log(`  rebuilt    ${whole(rebuilt.result.days / rebuilt.seconds)} employee-days/s from nothing (${whole(rebuilt.result.days)} days)`);
  console.log(`  memory     ${peakMegabytes} MB at its peak`);
}

const columns = ['terminal', 'wall_clock', 'pin', 'state', 'verify', 'work_code', 'zone', 'punched_at', 'received_at', 'source'];

/** The floor under the figure: rows that are ready, in the same statements, into a table of the same shape. */
async function bareInsert(database: Database): Promise<void> {
  const rows = officeALog().split('\n').filter(Boolean).map((line): SqlValue[] => {
    const [pin = '', wallClock = '', , state = '', verify = ''] = line.split('\t').map((field) => field.trim());
    return ['BARE', wallClock, pin, Number(state), Number(verify), null, 'Asia/Jakarta', wallToInstant('Asia/Jakarta', wallClock), 0, 'file'];
  });
  for (let start = 0; start < rows.length; start += 1000) {
    await database.transaction((tx) => tx.insert('punch', columns, rows.slice(start, start + 1000)));
  }
}
