import { type DueMatter, ReminderReader } from '../../../src/reports/reminders/reminder-reader';
import { reminderText } from '../../../src/reports/reminders/reminder-text';
import { type ConsoleOffice, officeUsers } from '../../support/console-office';
import { absentee, openCaseOffice } from '../console/case-office';

jest.setTimeout(120_000);

describe('reminders of what is due in a case', () => {
  let office: ConsoleOffice;
  let caseId: string;

  beforeAll(async () => {
    ({ office, caseId } = await openCaseOffice());
  });
  afterAll(() => office.close());

  const due = async (today: string): Promise<DueMatter[]> => {
    office.clock.set(`${today}T07:00:00+07:00`);
    return (await office.app.get(ReminderReader).read(today)).filter(({ matter }) => matter === 'case');
  };
  const deadlines = async (): Promise<Readonly<Record<string, string>>> => {
    const one = await office.call<{ deadlines: readonly { code: string; dueDate: string; met: boolean }[] }>(officeUsers.officer, 'GET', `cases/${caseId}`);
    return Object.fromEntries(one.deadlines.filter(({ met }) => !met).map(({ code, dueDate }) => [code, dueDate]));
  };
  const act = async (role: string, name: string, body: Readonly<Record<string, unknown>>): Promise<void> => {
    const { sequence } = await office.call<{ sequence: number }>(officeUsers.officer, 'GET', `cases/${caseId}`);
    await office.call(officeUsers.officer, 'POST', `cases/${caseId}/acts`, { afterSequence: sequence, actor: { role, name }, act: body });
  };

  it('tell of the summons from three working days before it is due, then that it is past, by the decreed calendar', async () => {
    const date = (await deadlines())['superior-summons'] ?? '';
    // Seven working days from Tuesday 24 November; three of them remain on Monday 30 November.
    expect(date).toBe('2026-12-03');
    expect(await due('2026-11-27')).toEqual([]);
    expect(await due('2026-11-30')).toMatchObject([{ what: 'superior-summons', name: absentee, unitName: 'Kecamatan Melati', about: '2026', dueDate: date, workingDaysLeft: 3 }]);
    expect(await due(date)).toMatchObject([{ workingDaysLeft: 0 }]);
    expect(await due('2026-12-07')).toMatchObject([{ workingDaysLeft: -2 }]);
  });

  it('say it in a mail that accuses nobody', async () => {
    const mail = reminderText(await due('2026-12-07'), '2026-12-07', 'https://hadir.kota.example', 'id');
    expect(mail.subject).toBe('Pengingat 7 Desember 2026: 1 hal menunggu, 1 lewat tenggat');
    expect(mail.text).toContain('Tenggat perkara (1)');
    expect(mail.text).toContain(`${absentee} (K-900, Kecamatan Melati): perkara tahun 2026, panggilan oleh atasan; tenggat 3 Desember 2026, lewat 2 hari kerja`);
    expect(`${mail.text}${mail.html}`).not.toMatch(/bolos|mangkir|alpa/i);
    const english = reminderText(await due('2026-12-07'), '2026-12-07', null, 'en');
    expect(english.subject).toBe('Reminder 7 December 2026: 1 matter waits, 1 overdue');
    expect(english.text).toContain(`${absentee} (K-900, Kecamatan Melati): case of 2026, summons by the superior; due 3 December 2026, 2 working days ago`);
    expect(english.html).toContain('<html lang="en"');
  });

  it('stop when the step is taken, and go on with the next one', async () => {
    office.clock.set('2026-12-01T09:00:00+07:00');
    await act('direct-superior', 'Drs. Slamet Riyadi', { act: 'summon', letterNumber: '800/1', letterDate: '2026-12-01', examinationDate: '2026-12-10' });
    expect((await due('2026-12-02')).map(({ what }) => what)).not.toContain('superior-summons');
    const next = (await deadlines())['examination'] ?? '';
    expect(next > '2026-12-01').toBe(true);
    expect((await due(next)).map(({ what, workingDaysLeft }) => [what, workingDaysLeft])).toEqual([['examination', 0]]);
  });

  it('never tell of the day on which a decision comes into force, nor of a case that is closed', async () => {
    office.clock.set('2026-12-10T09:00:00+07:00');
    await act('direct-superior', 'Drs. Slamet Riyadi', { act: 'examine', minutesNumber: 'BAP/1', signedByExaminee: true });
    await act('deciding-official', 'Camat Melati', { act: 'decide', decisionNumber: 'SK/1', sanction: 'teguran-lisan', punishes: ['2026-11-18', '2026-11-19', '2026-11-20'], reason: 'sesuai pemeriksaan' });
    const delivery = (await deadlines())['delivery'] ?? '';
    expect((await due(delivery)).map(({ what }) => what)).toContain('delivery');
    office.clock.set('2026-12-11T09:00:00+07:00');
    await act('deciding-official', 'Camat Melati', { act: 'deliver', receivedDate: '2026-12-11' });
    expect(Object.keys(await deadlines())).toContain('in-force');
    expect((await due('2027-01-04')).map(({ what }) => what)).toEqual([]);
  });
});
