/** Whether an MQTT topic filter is well formed: `+` and `#` alone in their level, `#` last (MQTT 5, 4.7.1). */
export function isTopicFilter(filter: string): boolean {
  if (filter.length === 0 || filter.includes('\0')) return false;
  const levels = filter.split('/');
  return levels.every((level, index) => {
    if (level.includes('#')) return level === '#' && index === levels.length - 1;
    return !level.includes('+') || level === '+';
  });
}

/** Whether a topic can be published to: no wildcards, no NUL, not empty (MQTT 5, 4.7.1-4.7.3). */
export function isTopicName(topic: string): boolean {
  return topic.length > 0 && !/[+#\0]/.test(topic);
}

/** Whether a topic falls under a filter; wildcards at the start do not take in `$SYS` and its kind (MQTT 5, 4.7.2). */
export function topicMatches(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const given = topic.split('/');
  if (topic.startsWith('$') && (wanted[0] === '+' || wanted[0] === '#')) return false;
  for (const [index, level] of wanted.entries()) {
    if (level === '#') return true;
    if (index >= given.length) return false;
    if (level !== '+' && level !== given[index]) return false;
  }
  return wanted.length === given.length;
}

/** The filter behind a shared subscription `$share/<group>/<filter>`; the filter itself when it is not shared. */
export function unsharedFilter(filter: string): string {
  const shared = /^\$share\/[^/+#]+\/(.+)$/s.exec(filter);
  return shared?.[1] ?? filter;
}

/** The filter as a shared subscription of a group of workers (MQTT 5, 4.8.2; breaks the order per door, mqtt.md C2). */
export function sharedFilter(group: string, filter: string): string {
  return `$share/${group}/${filter}`;
}

/** Finds what listens to a topic: exact filters by one look-up, filters with wildcards one after the other. */
export class TopicIndex<T> {
  private readonly exact = new Map<string, T[]>();
  private readonly wildcards: { filter: string; value: T }[] = [];

  constructor(entries: Iterable<readonly [filter: string, value: T]>) {
    for (const [filter, value] of entries) {
      if (/[+#]/.test(filter)) this.wildcards.push({ filter, value });
      else this.exact.set(filter, [...(this.exact.get(filter) ?? []), value]);
    }
  }

  lookup(topic: string): T[] {
    const wild = this.wildcards.filter((entry) => topicMatches(entry.filter, topic)).map((entry) => entry.value);
    return [...(this.exact.get(topic) ?? []), ...wild];
  }
}
