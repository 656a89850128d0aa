import { parentPort } from 'node:worker_threads';
import { type ComposedLetter } from '../../core/document/compose-letter';
import { renderPdf } from './render-pdf';

/** What the worker is asked to print. */
export interface PrintJob {
  readonly job: number;
  readonly letter: ComposedLetter;
  readonly printedAt: number;
}

/** What it answers: the bytes, or why there are none. */
export type PrintResult = { readonly job: number; readonly bytes: Uint8Array; readonly pages: number } | { readonly job: number; readonly error: string };

parentPort?.on('message', (job: PrintJob) => {
  renderPdf(job.letter, job.printedAt).then(
    ({ bytes, pages }) => parentPort?.postMessage({ job: job.job, bytes, pages }),
    (error: unknown) => parentPort?.postMessage({ job: job.job, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
