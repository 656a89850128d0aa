import { namesReporter, withoutReporter } from '../../../src/core/service/without-reporter';
import { Recompute } from '../../../src/recompute/recompute';
import { ServiceTown, staff } from './service-town';

const reporter = { reporterName: 'Rahmat Hidayat', reporterContact: '0812-3456-7890' };
const alleged = { employee: staff.number, breachDate: '2026-11-20', sanction: 'teguran-tertulis', article: 'PP 94/2021 Pasal 3 huruf f', text: 'Menyuruh pemohon membayar untuk layanan yang gratis.' };

const signer = { 'signer-name': 'Kasi Layanan', 'signer-title': 'Kepala Seksi', 'signer-number': '197001012000011001' };

let town: ServiceTown;
let id: string;
beforeAll(async () => {
  town = await ServiceTown.open();
  await town.openPoint();
});
afterAll(() => town.close());

const complain = async (words: string): Promise<string> => {
  const made = await town.ok<{ id: string }>('POST', 'complaints', { kind: 'complaint', service: 'KTP', words, ...reporter });
  await town.ok('POST', `complaints/${made.id}/acts`, { act: 'verify', unit: 'DUKCAPIL' });
  return made.id;
};
const cases = async (): Promise<{ caseId: string; basis: string; level: string; state: string; countedDays: number }[]> => (await town.ok<{ items: { caseId: string; basis: string; level: string; state: string; countedDays: number }[] }>('GET', 'cases')).items;

describe('a breach of conduct', () => {
  it('opens a case only about somebody who is named, without the reporter, under a sanction in force', async () => {
    id = await complain('Saya Rahmat, disuruh membayar Rp50.000 oleh petugas. Hubungi Rahmat Hidayat di +62 812 3456 7890.');
    const ask = (over: object) => town.send<{ type: string }>('POST', `complaints/${id}/referrals`, { ...alleged, ...over });
    const answers = [await ask({}), await ask({ employee: 'nobody' }), await ask({ sanction: 'gantung' }), await ask({ breachDate: '2026-12-24' }), await ask({ breachDate: '2026-02-30' })];
    await town.ok('POST', `complaints/${id}/acts`, { act: 'call-for-clarification', employee: staff.number, text: 'Pembayaran di loket', dueDate: '2026-11-24' });
    await town.ok('POST', `complaints/${id}/acts`, { act: 'record-clarification', employee: staff.number, text: 'Saya mengira itu biaya fotokopi.' });
    answers.push(await ask({ text: 'Menyuruh Rahmat Hidayat membayar.' }), await town.send('POST', `complaints/${id}/acts`, { act: 'refer-to-discipline', employee: staff.number, text: 'x' }));
    expect(answers.map(({ status, body }) => [status, body.type])).toEqual([[409, 'urn:hadir:staff-not-named'], [404, 'urn:hadir:unknown-employee'], [422, 'urn:hadir:unknown-sanction'], [422, 'urn:hadir:breach-in-future'], [422, 'urn:hadir:no-such-date'], [422, 'urn:hadir:names-reporter'], [400, expect.any(String)]]);
    // Whatever was refused has left nothing behind.
    expect(await cases()).toEqual([]);
  });

  it('is a case with the complaint as its evidence, once, and the complaint knows its case', async () => {
    const { caseId } = await town.ok<{ caseId: string }>('POST', `complaints/${id}/referrals`, alleged);
    expect(await town.send('POST', `complaints/${id}/referrals`, alleged)).toMatchObject({ status: 409, body: { type: 'urn:hadir:already-referred', caseId } });
    expect(await cases()).toMatchObject([{ caseId, basis: 'conduct', level: 'teguran-tertulis', state: 'opened', countedDays: 0 }]);
    const evidence = await town.ok<{ words: string }[]>('GET', `cases/${caseId}/complaints`);
    expect(evidence).toMatchObject([{ complaintId: id, alleged: alleged.text, service: 'KTP', photos: 0, heard: [{ text: 'Saya mengira itu biaya fotokopi.' }] }]);
    const shown = JSON.stringify([evidence, await town.ok('GET', `cases/${caseId}`)]);
    for (const secret of ['Rahmat', 'Hidayat', '3456']) expect([secret, shown.includes(secret)]).toEqual([secret, false]);
    expect(evidence[0]?.words).toContain('disuruh membayar');
    const { events } = await town.ok<{ events: { type: string; caseId: string | null }[] }>('GET', `complaints/${id}`);
    expect(events.at(-1)).toMatchObject({ type: 'refer-to-discipline', caseId });
  });

  it('goes through the procedure, and no letter says that somebody was absent', async () => {
    const [{ caseId } = { caseId: '' }] = await cases();
    const act = { act: 'summon', letterNumber: '800/1', letterDate: '2026-11-23', examinationDate: '2026-12-02' };
    await town.ok('POST', `cases/${caseId}/acts`, { afterSequence: 1, actor: { role: 'direct-superior', name: 'Kasi Layanan' }, actDate: '2026-11-23', act });
    expect(await cases()).toMatchObject([{ caseId, state: 'summoned' }]);
    const answer = await town.send<{ type: string }>('POST', `cases/${caseId}/documents`, { kind: 'rekapitulasi-tmk', date: '2026-11-23', fields: signer });
    expect([answer.status, answer.body.type]).toEqual([409, 'urn:hadir:letter-of-absence']);
    const letters = await town.ok<{ kind: string; bases: string[] }[]>('GET', 'letters');
    expect(letters.filter(({ bases }) => !bases.includes('conduct')).map(({ kind }) => kind).sort()).toEqual(['pengaktifan-gaji', 'rekapitulasi-tmk', 'usul-penghentian-gaji']);
  });

  it('its letters name the duty and never the reporter: what an officer writes is refused, what was recorded goes without', async () => {
    const [{ caseId } = { caseId: '' }] = await cases();
    const summons = { kind: 'surat-panggilan', date: '2026-11-23', fields: { ...signer, place: 'Ruang rapat', time: '09.00', 'examiner-name': 'Rahmat Siregar', 'examiner-title': 'Kasi Layanan' } };
    const printed = await town.ok<{ id: string; pages: number }>('POST', `cases/${caseId}/documents`, summons);
    const { data } = await town.ok<{ data: { values: Record<string, string>; days: unknown[] } }>('GET', `documents/${printed.id}/data`);
    expect(data).toMatchObject({ days: [], values: { 'breach.article': 'Pasal 3 huruf f Peraturan Pemerintah Nomor 94 Tahun 2021', 'breach.date': '20 November 2026', 'breach.alleged': 'Menyuruh pemohon membayar untuk layanan yang gratis' } });
    expect(Object.keys(data.values).filter((name) => /^duty|^case\.(days|dates|run)/.test(name))).toEqual([]);
    // Rahmat Siregar examines; that Rahmat Hidayat reported may stand nowhere, nor his number in other spacing.
    town.clock.set('2026-12-02T10:00:00+07:00');
    const examined = { act: 'examine', minutesNumber: '800/BAP', signedByExaminee: false, refusalNote: 'keberatan bertemu Rahmat Hidayat' };
    await town.ok('POST', `cases/${caseId}/acts`, { afterSequence: 2, actor: { role: 'direct-superior', name: 'Kasi Layanan' }, actDate: '2026-12-02', act: examined });
    const minutes = (answer: string) => town.send<{ type: string; fields: string[]; id: string }>('POST', `cases/${caseId}/documents`, { kind: 'bap', date: '2026-12-02', fields: { time: '09.00', place: 'Ruang rapat', 'examiner-name': 'Rahmat Siregar', 'examiner-title': 'Kasi Layanan', 'examiner-number': '1', questions: [{ question: 'Siapa yang membayar?', answer }] } });
    for (const answer of ['Pak Hidayat.', 'Yang nomornya 0812 34567890.', 'Rahmat  Hidayat']) expect((await minutes(answer)).body).toMatchObject({ type: 'urn:hadir:names-reporter', fields: ['questions (Pertanyaan dan jawaban)'] });
    const { body } = await minutes('Seorang pemohon, dan Rahmat Siregar melihatnya.');
    const shown = JSON.stringify(await town.ok('GET', `documents/${body.id}/data`));
    expect(shown).toContain('keberatan bertemu (pelapor)');
    expect(shown).not.toMatch(/Hidayat|3456/);
  });

  it('stands apart from absences: recomputing the person neither moves nor withdraws it', async () => {
    const before = await cases();
    await town.database.transaction(async (tx) => {
      const [employee] = await tx.query<{ id: string }>('SELECT id FROM employee WHERE number = ?', [staff.number]);
      for (let day = 2; day <= 20; day++) await tx.insert('dirty_day', ['employee_id', 'work_date', 'marked_at'], [[employee?.id ?? '', `2026-11-${String(day).padStart(2, '0')}`, 1]], { ignore: ['employee_id', 'work_date'] });
    });
    await town.app.get(Recompute).drain();
    const after = await cases();
    expect(after.filter(({ basis }) => basis === 'conduct')).toMatchObject(before.map(({ caseId, state, level }) => ({ caseId, state, level })));
  });
});

describe('words without their reporter', () => {
  it.each([
    ['Nama saya Siti, hubungi 08123456789', { name: 'Siti Aminah', contact: '08123456789' }, 'Nama saya ▮▮▮, hubungi ▮▮▮'],
    ['SITI AMINAH (+62 812-345-6789) datang', { name: 'Siti Aminah', contact: '0812 345 6789' }, '▮▮▮ (▮▮▮) datang'],
    ['Sitinjak tidak disebut', { name: 'Siti', contact: null }, 'Sitinjak tidak disebut'],
    ['kirim ke a.b+c@example.org ya', { name: null, contact: 'a.b+c@example.org' }, 'kirim ke ▮▮▮ ya'],
    ['Tidak ada nama', null, 'Tidak ada nama'],
  ] as const)('%s', (words, who, expected) => expect(withoutReporter(words, who).replace(/▮▮▮\s*▮▮▮/, '▮▮▮')).toBe(expected));
});

describe('a reporter named in a letter', () => {
  const reporter = { name: 'Siti Aminah', contact: '0812 345 6789' };
  it.each([
    ['the whole name', 'Ibu SITI  aminah', [], true],
    ['a part of it', 'Bu Aminah', [], true],
    ['the contact in other spacing', 'telepon +62-812-3456789', [], true],
    ['a part that is also of somebody who signs', 'Siti Rahma', ['Siti Rahma'], false],
    ['the whole name, whoever signs', 'Siti Aminah', ['Siti Rahma', 'Nur Aminah'], true],
    ['another word', 'Sitinjak', [], false],
  ] as const)('%s', (_what, words, others, expected) => expect(namesReporter(words, reporter, others)).toBe(expected));
  it('nobody, where nobody gave a name', () => expect(namesReporter('Siti', { name: null, contact: null }, [])).toBe(false));
});
