import { useEffect, useRef, useState } from 'react';
import { useMay } from '../access/me';
import { api } from './client';

/** What a live message is about; the page asks for the data itself, so a message carries none. */
export interface LiveMessage {
  /** `violations`, `attendance`, `terminals`, `cases`, `requests`. */
  readonly topic: string;
  /** How many rows of the caller's reach changed. */
  readonly changed: number;
  /** Work date that is touched, where one is. */
  readonly workDate?: string;
  readonly at: string;
}

type Listener = (message: LiveMessage) => void;

const listeners = new Set<Listener>();
const stateListeners = new Set<() => void>();
let source: EventSource | null = null;
let connected = false;
let lostAt: number | null = null;

function setConnected(now: boolean): void {
  if (now === connected) return;
  connected = now;
  lostAt = now ? null : Date.now();
  for (const listener of stateListeners) listener();
}

function open(): void {
  source = new EventSource('/api/v1/live');
  source.addEventListener('open', () => setConnected(true));
  source.addEventListener('error', () => {
    setConnected(false);
    // A browser tries again by itself, except after an answer that is no stream: then the session may be over, which the next answer says.
    if (source?.readyState !== EventSource.CLOSED) return;
    void api.GET('/api/v1/me').catch(() => undefined);
    setTimeout(reopen, 5_000);
  });
  source.addEventListener('change', (event) => {
    const message = JSON.parse(String((event as MessageEvent).data)) as LiveMessage;
    for (const listener of listeners) listener(message);
  });
}

function reopen(): void {
  if (listeners.size + stateListeners.size === 0) return;
  source?.close();
  open();
}

function closeWhenUnused(): void {
  if (listeners.size + stateListeners.size > 0) return;
  source?.close();
  source = null;
  connected = false;
}

/** Calls the handler for every live message while the component is shown; one connection serves the whole console. Nobody without `reports.read` is told anything. */
export function useLive(handler: Listener): void {
  const mayListen = useMay('reports.read');
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  useEffect(() => {
    if (!mayListen) return;
    const listener: Listener = (message) => latest.current(message);
    listeners.add(listener);
    if (!source) open();
    return () => {
      listeners.delete(listener);
      closeWhenUnused();
    };
  }, [mayListen]);
}

/** Whether the live connection stands, and since when it does not (epoch ms). */
export function useLiveState(): { readonly connected: boolean; readonly lostAt: number | null } {
  const [state, setState] = useState({ connected, lostAt });
  useEffect(() => {
    const listener = (): void => setState({ connected, lostAt });
    stateListeners.add(listener);
    if (!source) open();
    listener();
    return () => {
      stateListeners.delete(listener);
      closeWhenUnused();
    };
  }, []);
  return state;
}
