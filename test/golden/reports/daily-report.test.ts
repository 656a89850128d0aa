import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dailyReport } from '../../../src/core/report/daily-report';
import { dailyReportHtml } from '../../../src/reports/daily-report-html';
import { dailyReportJson, reportDigest } from '../../../src/reports/daily-report-json';
import { dailyReportText } from '../../../src/reports/daily-report-text';
import { viewDailyReport } from '../../../src/reports/daily-report-view';
import { mondayInSukamaju } from './monday-in-sukamaju';

// `HADIR_WRITE_GOLDEN=1` writes the files anew; look at the difference before it is committed.
const expectGolden = (name: string, actual: string): void => {
  const path = join(__dirname, 'expected', name);
  if (process.env['HADIR_WRITE_GOLDEN']) writeFileSync(path, actual);
  expect(actual).toBe(readFileSync(path, 'utf8'));
};

describe('the daily report of a Monday in Sukamaju', () => {
  const report = dailyReport(mondayInSukamaju);
  const options = { digest: reportDigest(report), publicUrl: 'https://hadir.kota.example', rowsPerList: 20 };

  it.each(['id', 'en'] as const)('reads the same as ever as text (%s)', (language) => {
    expectGolden(`monday.${language}.txt`, dailyReportText(viewDailyReport(report, { ...options, language })));
  });

  it.each(['id', 'en'] as const)('looks the same as ever as HTML (%s)', (language) => {
    expectGolden(`monday.${language}.html`, dailyReportHtml(viewDailyReport(report, { ...options, language })));
  });

  it('has the same figures and lists as ever', () => {
    expectGolden('monday.json', dailyReportJson(report));
  });
});
