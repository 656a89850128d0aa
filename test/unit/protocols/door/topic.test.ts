import fc from 'fast-check';
import { TopicIndex, isTopicFilter, isTopicName, sharedFilter, topicMatches, unsharedFilter } from '../../../../src/protocols/door/topic';

it.each([
  ['a/b', 'a/b', true],
  ['a/b', 'a/b/c', false],
  ['a/+', 'a/b', true],
  ['a/+', 'a', false],
  ['a/+', 'a/b/c', false],
  ['a/#', 'a', true],
  ['a/#', 'a/b/c', true],
  ['#', 'a/b', true],
  ['#', '$SYS/uptime', false],
  ['+/uptime', '$SYS/uptime', false],
  ['$SYS/#', '$SYS/uptime', true],
  ['+/+', '/finance', true],
  ['/+', '/finance', true],
  ['+', '/finance', false],
  ['a/b/', 'a/b', false],
  ['zigbee2mqtt/pintu depan', 'zigbee2mqtt/pintu depan', true],
  ['a/b', 'a/B', false],
])('%s takes in %s: %s', (filter, topic, expected) => expect(topicMatches(filter, topic)).toBe(expected));

it.each([['a/#', true], ['a/#/b', false], ['a#', false], ['a/b+', false], ['+', true], ['', false], ['a\0b', false], ['/', true]])(
  'filter %j is well formed: %s',
  (filter, expected) => expect(isTopicFilter(filter)).toBe(expected),
);

it.each([['a/b', true], ['a/+', false], ['#', false], ['', false]])('topic name %j: %s', (topic, expected) => expect(isTopicName(topic)).toBe(expected));

it('shares and unshares a filter', () => {
  expect(sharedFilter('workers', 'a/#')).toBe('$share/workers/a/#');
  expect(unsharedFilter('$share/workers/a/#')).toBe('a/#');
  expect(unsharedFilter('a/#')).toBe('a/#');
});

it('the index finds what the matcher finds', () => {
  const level = fc.constantFrom('a', 'b', '');
  const filter = fc.array(fc.oneof(level, fc.constant('+')), { minLength: 1, maxLength: 3 }).chain((levels) => fc.constantFrom(levels.join('/'), [...levels, '#'].join('/')));
  const topic = fc.array(level, { minLength: 1, maxLength: 4 }).map((levels) => levels.join('/'));
  fc.assert(
    fc.property(fc.array(filter, { maxLength: 6 }), topic, (filters, name) => {
      const found = new TopicIndex(filters.map((each, index) => [each, index] as const)).lookup(name).sort();
      expect(found).toEqual(filters.flatMap((each, index) => (topicMatches(each, name) ? [index] : [])));
    }),
  );
});
