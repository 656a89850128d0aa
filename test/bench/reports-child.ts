import { PassThrough } from 'node:stream';
import { Database } from '../../src/platform/database/database';
import { DailyReportService } from '../../src/reports/daily-report.service';
import { MonthlyRecap } from '../../src/reports/recap/monthly-recap';
import { benchService, timed, watchMemory } from './measure';

/** Which report is made of which database. */
export interface ReportJob {
  readonly url: string;
  readonly report: 'daily' | 'recap';
  readonly month: string;
  readonly date: string;
}

/** What it cost. */
export interface ReportCost {
  readonly seconds: number;
  readonly kilobytes: number;
  readonly peakMegabytes: number;
}

process.once('message', (job: ReportJob) => {
  measure(job).then(
    (cost) => process.send?.(cost, () => process.exit(0)),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});

async function measure({ url, report, month, date }: ReportJob): Promise<ReportCost> {
  const database = await Database.open(url, { migrate: false });
  const service = await benchService(database, url);
  const memory = watchMemory();
  const { seconds, result } = await timed(() => (report === 'daily' ? dailyBytes(service.get(DailyReportService), date) : recapBytes(service.get(MonthlyRecap), month)));
  return { seconds, kilobytes: result / 1024, peakMegabytes: memory().peakMegabytes };
}

const dailyBytes = async (reports: DailyReportService, date: string): Promise<number> => (await reports.render(date, { format: 'html', language: 'id' })).length;

/** The size of the file; nothing of it is kept, as on its way to a browser. */
async function recapBytes(recap: MonthlyRecap, month: string): Promise<number> {
  const output = new PassThrough();
  let size = 0;
  output.on('data', (chunk: Buffer) => (size += chunk.length));
  await recap.writeXlsx(output, await recap.open(month, null), 'id');
  return size;
}
