import { type ComposedLetter } from '../../core/document/compose-letter';
import { answerWith, takeOrders } from '../../platform/pdf/press-thread';
import { renderPdf } from './render-pdf';

/** What the thread is asked to print. */
export interface LetterOrder {
  readonly letter: ComposedLetter;
  readonly printedAt: number;
}

takeOrders<LetterOrder>(({ job, letter, printedAt }) => void answerWith(job, renderPdf(letter, printedAt)));
