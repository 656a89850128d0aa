import { parentPort } from 'node:worker_threads';
import { type Paper } from './paper';
import { renderPaper } from './render-paper';

/** What the worker is asked to print. */
export interface PaperJob {
  readonly job: number;
  readonly paper: Paper;
}

/** What it answers: the bytes, or why there are none. */
export type PaperResult = { readonly job: number; readonly bytes: Uint8Array } | { readonly job: number; readonly error: string };

parentPort?.on('message', ({ job, paper }: PaperJob) => {
  renderPaper(paper).then(
    (bytes) => parentPort?.postMessage({ job, bytes } satisfies PaperResult),
    (error: unknown) => parentPort?.postMessage({ job, error: error instanceof Error ? (error.stack ?? error.message) : String(error) } satisfies PaperResult),
  );
});
