import { type NoteItem } from '../../../src/performance/notes/note-bodies';
import { type Signed, SupervisionTown } from './supervision-town';

let office: SupervisionTown;
let head: Signed;
let above: Signed;
let person: Signed;
let peer: Signed;
let inspector: Signed;
let officer: Signed;
beforeAll(async () => {
  office = await SupervisionTown.open();
  above = await office.hire('kota', 'head-of-unit', 'KOTA', 'L1');
  head = await office.hire('eka', 'head-of-unit', 'DUKCAPIL', 'S5');
  person = await office.hire('beni', 'employee', null, 'S2');
  peer = await office.hire('adi', 'employee', null, 'S1');
  inspector = await office.hire('iwan', 'inspector', null);
  officer = await office.hire('ratna', 'hr-officer', null);
});
afterAll(() => office.close());

const write = (visibility: string, over: object = {}): Promise<NoteItem> => head.ok('POST', `employees/${office.id('S2')}/supervision-notes`, { kind: 'coaching', text: `Catatan ${visibility}`, visibility, ...over });
const act = (who: Signed, note: NoteItem, body: object): Promise<NoteItem> => who.ok('POST', `supervision-notes/${note.id}/acts`, body);
const ids = async (who: Signed): Promise<string[]> => (await who.ok<{ items: NoteItem[] }>('GET', 'supervision-notes')).items.map(({ id }) => id);

it('each note is read by whom it is for, in the list and by its id, and the officers are not among them', async () => {
  const [mine, ours, shared] = [await write('author'), await write('superiors'), await write('shared')];
  const all = [mine.id, ours.id, shared.id].sort();
  expect((await ids(head)).sort()).toEqual(all);
  expect((await ids(inspector)).sort()).toEqual(all);
  expect((await ids(above)).sort()).toEqual([ours.id, shared.id].sort());
  expect(await ids(person)).toEqual([shared.id]);
  expect(await ids(peer)).toEqual([]);
  expect(await officer.refused('GET', 'supervision-notes')).toBe('403 not-permitted');
  expect([await above.refused('GET', `supervision-notes/${mine.id}`), await person.refused('GET', `supervision-notes/${ours.id}`), await peer.refused('GET', `supervision-notes/${shared.id}`)]).toEqual(['404 unknown-note', '404 unknown-note', '404 not-found']);
});

it('a changed note keeps what it said; the person reads from the sharing on and replies', async () => {
  const note = await write('superiors');
  await act(head, note, { act: 'change', text: 'Menata berkas lebih rapi.' });
  expect(await person.refused('POST', `supervision-notes/${note.id}/acts`, { act: 'reply', text: 'x' })).toBe('404 unknown-note');
  await act(head, note, { act: 'share', visibility: 'shared' });
  const seen = await person.ok<NoteItem>('GET', `supervision-notes/${note.id}`);
  expect(seen.events.map(({ type, text }) => [type, text])).toEqual([['share', 'Menata berkas lebih rapi.']]);
  expect(seen.allowed).toEqual(['reply']);
  await act(person, note, { act: 'reply', text: 'Terima kasih.' });
  expect((await head.ok<NoteItem>('GET', `supervision-notes/${note.id}`)).events.map(({ text }) => text)).toEqual(['Catatan superiors', 'Menata berkas lebih rapi.', 'Menata berkas lebih rapi.', 'Terima kasih.']);
  expect(await head.refused('POST', `supervision-notes/${note.id}/acts`, { act: 'change', text: 'x', visibility: 'author' })).toBe('409 act-refused');
  expect(await above.refused('POST', `supervision-notes/${note.id}/acts`, { act: 'change', text: 'x' })).toBe('409 act-refused');
  expect(await act(head, note, { act: 'withdraw', text: 'Salah orang' })).toMatchObject({ withdrawn: true, allowed: [] });
});

it('is about somebody else, of the own reach, and of a day that has come', async () => {
  expect(await head.refused('POST', `employees/${office.id('S5')}/supervision-notes`, { kind: 'praise', text: 'x', visibility: 'author' })).toBe('403 own-matter');
  expect(await head.refused('POST', `employees/${office.id('L1')}/supervision-notes`, { kind: 'praise', text: 'x', visibility: 'author' })).toBe('404 not-found');
  expect(await head.refused('POST', `employees/${office.id('S2')}/supervision-notes`, { kind: 'praise', text: 'x', visibility: 'author', aboutDate: '2026-11-30' })).toBe('422 future-date');
  expect((await head.refused('POST', `employees/${office.id('S2')}/supervision-notes`, { kind: 'gossip', text: 'x', visibility: 'author' })).slice(0, 3)).toBe('400');
});

it('who heads a unit does not read of themselves what was not shared with them', async () => {
  const note = await above.ok<NoteItem>('POST', `employees/${office.id('S5')}/supervision-notes`, { kind: 'observation', text: 'Rahasia atasan', visibility: 'superiors' });
  expect(await ids(head)).not.toContain(note.id);
  expect(await head.refused('GET', `supervision-notes/${note.id}`)).toBe('404 unknown-note');
});

it('every look is in the audit, and no text of a note', async () => {
  const note = await write('author', { text: 'Kata-kata yang hanya untuk penulis' });
  await head.ok('GET', `supervision-notes/${note.id}`);
  const entries = await office.town.database.query<{ action: string; subject_id: string | null; detail: string }>('SELECT action, subject_id, detail FROM audit_entry');
  expect(entries.some(({ action, subject_id: subject }) => action === 'seen' && subject === note.id)).toBe(true);
  expect(entries.some(({ detail }) => /Kata-kata|Catatan|Rahasia|Terima kasih/.test(detail))).toBe(false);
});
