import fc from 'fast-check';
import { foldNote, mayReadNote, type NoteAct, type NoteEvent, type NoteReader, noteRefusal, noteVisibilities, type NoteVisibility, readableEvents } from '../../../src/core/performance/supervision-note';

const event = (type: NoteAct, text: string, over: Partial<NoteEvent> = {}): NoteEvent => ({ type, at: 0, actor: 'user:atasan', text, ...over });
const written = (visibility: NoteVisibility): NoteEvent => event('write', 'first', { kind: 'coaching', aboutDate: '2026-11-23', visibility });
const readers: readonly NoteReader[] = ['author', 'superior', 'person', 'inspector'];

it('who reads what', () => {
  expect(noteVisibilities.map((visibility) => readers.filter((reader) => mayReadNote(visibility, reader)))).toEqual([['author', 'inspector'], ['author', 'superior', 'inspector'], ['author', 'superior', 'person', 'inspector']]);
});

it('a changed note keeps what it said before; who came late to it does not see that', () => {
  const events = [written('author'), event('change', 'second'), event('share', '', { visibility: 'shared' }), event('change', 'third'), event('reply', 'thanks', { actor: 'user:staf' })];
  expect(foldNote(events)).toEqual({ text: 'third', kind: 'coaching', aboutDate: '2026-11-23', visibility: 'shared', withdrawn: false });
  expect(readableEvents(events, 'author').map(({ text }) => text)).toEqual(['first', 'second', 'second', 'third', 'thanks']);
  expect(readableEvents(events, 'person').map(({ text }) => text)).toEqual(['second', 'third', 'thanks']);
});

it('what is possible', () => {
  const note = foldNote([written('superiors')]);
  expect(noteRefusal(note, 'share', { reader: 'author', visibility: 'shared' })).toBeNull();
  expect(noteRefusal(note, 'share', { reader: 'author', visibility: 'superiors' })).toContain('already');
  expect(noteRefusal(note, 'change', { reader: 'author', visibility: 'author' })).toContain('stays open');
  expect(noteRefusal(note, 'change', { reader: 'superior' })).toContain('only the author');
  expect(noteRefusal(note, 'reply', { reader: 'person' })).toContain('shared');
  expect(noteRefusal(foldNote([written('shared')]), 'reply', { reader: 'person' })).toBeNull();
  expect(noteRefusal(foldNote([written('shared'), event('withdraw', 'wrong person')]), 'change', { reader: 'author' })).toContain('withdrawn');
});

it('nobody reads a text of a time at which the note was narrower than their eyes, whatever happened to it', () => {
  const tried = fc.record({ act: fc.constantFrom<NoteAct>('change', 'share', 'withdraw', 'reply'), visibility: fc.option(fc.constantFrom(...noteVisibilities), { nil: undefined }), reader: fc.constantFrom(...readers) });
  fc.assert(
    fc.property(fc.constantFrom(...noteVisibilities), fc.array(tried, { maxLength: 10 }), (first, attempts) => {
      const events: NoteEvent[] = [written(first)];
      attempts.forEach(({ act, visibility, reader }, index) => {
        const given = visibility === undefined ? {} : { visibility };
        if (noteRefusal(foldNote(events), act, { reader, ...given }) === null) events.push(event(act, act === 'share' ? '' : `text ${index}`, act === 'reply' ? {} : given));
      });
      for (const reader of readers) {
        const hidden = events.filter((one, index) => one.text !== '' && !events.slice(index).some((_, later) => mayReadNote(foldNote(events.slice(0, index + later + 1)).visibility, reader) && foldNote(events.slice(0, index + later + 1)).text === one.text) && one.type !== 'withdraw' && one.type !== 'reply');
        const shown = readableEvents(events, reader).map(({ text }) => text);
        for (const { text } of hidden) expect(shown).not.toContain(text);
        if (mayReadNote(foldNote(events).visibility, reader)) expect(shown.length).toBeGreaterThan(0);
        else expect(shown).toEqual([]);
      }
    }),
  );
});
