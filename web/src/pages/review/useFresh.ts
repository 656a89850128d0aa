import { useEffect, useState } from 'react';
import { useLive } from '../../api/live';

/** Counts changes of the date that arrived after the list was read; they come in when somebody asks for them. */
export function useFresh(date: string | undefined, readAt: number) {
  const [count, setCount] = useState(0);
  useEffect(() => setCount(0), [readAt]);
  useLive((message) => {
    if (message.topic !== 'attendance' || (date !== 'all' && message.workDate !== date)) return;
    setCount((before) => before + message.changed);
  });
  return { count, clear: () => setCount(0) };
}
