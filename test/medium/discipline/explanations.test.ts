import { City } from './city';

jest.setTimeout(300_000);

const ani = '198001012005012001';
const budi = '198102022006011002';

const plan = `
units:
  - { code: KOTA, name: Kota Sukamaju, zone: Asia/Jakarta }
shifts:
  - { code: REG, segments: [["07:30", "16:00"]], breaks: [["12:00", "13:00"]] }
schedules:
  - { code: 5HK, week: [REG, REG, REG, REG, REG, null, null] }
assignments:
  - { unit: KOTA, schedule: 5HK, fromDate: 2026-05-01 }
employees:
  - { number: "${ani}", name: Ani Lestari, category: PNS, unit: KOTA, joinedDate: 2026-05-04 }
  - { number: "${budi}", name: Budi Santoso, category: PNS, unit: KOTA, joinedDate: 2026-05-04 }
`;

const pdf = (text: string): FormData => {
  const form = new FormData();
  form.set('file', new Blob([`%PDF-1.4 ${text}`], { type: 'application/pdf' }), 'surat sakit.pdf');
  return form;
};
const nobody = {};

interface Problem {
  readonly type: string;
}

describe('the right to be heard', () => {
  let city: City;
  let [aniId, budiId] = ['', ''];
  const day = { workDate: '2026-05-04', kind: 'absence' };
  const invite = async (about: object[] = [day], days = 7): Promise<string> => {
    const answer = await city.send<{ url: string }>('POST', `employees/${aniId}/explanation-links`, { about, days });
    expect(answer.status).toBe(201);
    return answer.body.url.split('/').at(-1) ?? '';
  };

  beforeAll(async () => {
    city = await City.open(plan, 'allowance-permentan-68-2012');
    for (const row of await city.database.query<{ id: string; number: string }>('SELECT id, number FROM employee')) {
      if (row.number === ani) aniId = row.id;
      else budiId = row.id;
    }
    await city.evening('2026-05-01');
    await city.evening('2026-05-05');
  });
  afterAll(() => city.close());

  it('an employee sees by the link what the service knows, and explains once, with a paper', async () => {
    const token = await invite();
    const seen = await city.send<{ name: string; days: readonly { sentences: readonly string[] }[] }>('GET', `explain/${token}`, undefined, nobody);
    expect(seen).toMatchObject({ status: 200, body: { name: 'Ani Lestari', days: [day] } });
    expect(seen.body.days[0]?.sentences.length).toBeGreaterThan(0);
    const paper = await city.send<{ id: string; fileName: string }>('POST', `explain/${token}/papers`, pdf('sick'), nobody);
    expect(paper).toMatchObject({ status: 201, body: { fileName: 'surat sakit.pdf', mediaType: 'application/pdf' } });
    const words = { explanations: [{ ...day, words: 'Saya dirawat di rumah sakit.' }], papers: [paper.body.id] };
    expect(await city.send('POST', `explain/${token}`, words, nobody)).toEqual({ status: 200, body: { taken: 1 } });
    for (const again of [await city.send<Problem>('POST', `explain/${token}`, words, nobody), await city.send<Problem>('GET', `explain/${token}`, undefined, nobody)]) {
      expect(again).toMatchObject({ status: 404, body: { type: 'urn:hadir:unknown-link' } });
    }
  });

  it('two answers at once: one is taken', async () => {
    const token = await invite();
    const words = { explanations: [{ ...day, words: 'Dua kali ditekan.' }] };
    const answers = await Promise.all([1, 2].map(() => city.send('POST', `explain/${token}`, words, nobody)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  });

  it('the secret of a link is not in the database, and a link ends', async () => {
    const token = await invite([day], 1);
    const stored = JSON.stringify(await city.database.query('SELECT * FROM explanation_link'));
    expect(stored).not.toContain(token);
    await city.evening('2026-05-06');
    await city.evening('2026-05-07');
    expect((await city.send('GET', `explain/${token}`, undefined, nobody)).status).toBe(404);
  });

  it('a link is for its days only, and its papers for it only', async () => {
    const token = await invite();
    const foreign = await city.send<Problem>('POST', `explain/${token}`, { explanations: [{ ...day, workDate: '2026-05-05', words: 'yang lain' }] }, nobody);
    expect(foreign).toMatchObject({ status: 422, body: { type: 'urn:hadir:not-asked' } });
    const officers = await city.send<{ id: string }>('POST', 'discipline/papers', pdf('officer'));
    const stolen = await city.send<Problem>('POST', `explain/${token}`, { explanations: [{ ...day, words: 'pakai berkas orang' }], papers: [officers.body.id] }, nobody);
    expect(stolen).toMatchObject({ status: 404, body: { type: 'urn:hadir:unknown-paper' } });
    // Refused as a whole: the link is still good.
    expect((await city.send('GET', `explain/${token}`, undefined, nobody)).status).toBe(200);
  });

  it('one link takes five papers', async () => {
    const token = await invite();
    for (let count = 0; count < 5; count++) expect((await city.send('POST', `explain/${token}/papers`, pdf(String(count)), nobody)).status).toBe(201);
    expect(await city.send<Problem>('POST', `explain/${token}/papers`, pdf('six'), nobody)).toMatchObject({ status: 409, body: { type: 'urn:hadir:too-many-papers' } });
  });

  it('nobody is asked about a day on which nothing departs', async () => {
    const answer = await city.send<Problem>('POST', `employees/${aniId}/explanation-links`, { about: [{ workDate: '2026-05-02', kind: 'absence' }] });
    expect(answer).toMatchObject({ status: 422, body: { type: 'urn:hadir:no-such-violation' } });
  });

  it('an officer writes words down, and one paper stands behind a bulk of excuses', async () => {
    expect((await city.send('POST', `employees/${budiId}/explanations`, { explanations: [{ ...day, words: 'Katanya ban bocor.' }] })).body).toEqual({ taken: 1 });
    const paper = await city.send<{ id: string; sha256: string }>('POST', 'discipline/papers', pdf('letter for both'));
    const about = [aniId, budiId].map((employeeId) => ({ employeeId, ...day }));
    const decided = await city.send('POST', 'violations/decisions', { decision: 'excused', about: [...about, about[0]], reason: 'surat kolektif', document: '800/12', papers: [paper.body.id] });
    expect(decided).toEqual({ status: 200, body: { applied: 2, notApplied: [], dryRun: false } });
    const history = await city.get<readonly object[]>(`violations/${budiId}/2026-05-04/absence/history`);
    expect(history).toMatchObject([
      { type: 'explanation', what: 'officer', words: 'Katanya ban bocor.', actor: 'token:officer' },
      { type: 'decision', what: 'excused', words: 'surat kolektif', document: '800/12', papers: [{ sha256: paper.body.sha256 }] },
    ]);
    expect((await city.bytes(`discipline/papers/${paper.body.id}`)).toString()).toBe('%PDF-1.4 letter for both');
    const wrong = new FormData();
    wrong.set('file', new Blob(['MZ executable']), 'surat.pdf');
    expect((await city.send<Problem>('POST', 'discipline/papers', wrong)).body.type).toBe('urn:hadir:paper-type');
  });

  it("the month's allowance: what waits cuts nothing, what was verified cuts by the adopted table, what was excused nothing", async () => {
    await city.judge();
    const sum = async () => {
      const { items } = await city.get<{ items: readonly { number: string; cut: { cutPercent: number; lines: readonly { date: string; code: string }[]; waitingDates: readonly string[] } }[] }>('allowance?month=2026-05&unit=KOTA');
      return items.find(({ number }) => number === ani)?.cut;
    };
    expect((await sum())?.waitingDates.slice(0, 2)).toEqual(['2026-05-05', '2026-05-06']);
    expect((await sum())?.cutPercent).toBe(0);
    await city.send('POST', 'violations/decisions', { decision: 'verified', about: [{ employeeId: aniId, workDate: '2026-05-05', kind: 'absence' }] });
    await city.judge();
    expect(await sum()).toMatchObject({ cutPercent: 4, lines: [{ date: '2026-05-05', code: 'TK', quantity: 1, percent: 4 }] });
    const csv = (await city.send<string>('GET', 'allowance?month=2026-05&format=csv')).body;
    expect(csv).toContain(`'${ani},Ani Lestari,allowance-permentan-68-2012,2026-05-05,TK,1,day,4,4,`);
    expect((await city.send<Problem>('GET', 'allowance?month=2026-13')).status).toBe(400);
  });
});
