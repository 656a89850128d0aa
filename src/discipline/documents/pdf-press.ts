import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { join } from 'node:path';
import { type ComposedLetter } from '../../core/document/compose-letter';
import { PressThread } from '../../platform/pdf/press-thread';
import { type LetterOrder } from './pdf-worker';
import { renderPdf, type RenderedPdf } from './render-pdf';

/** Prints letters, in a thread of its own. */
@Injectable()
export class PdfPress implements OnModuleDestroy {
  private readonly thread = new PressThread<LetterOrder, { readonly bytes: Uint8Array; readonly pages: number }>(join(__dirname, 'pdf-worker.js'));

  /** Prints one letter. */
  async print(letter: ComposedLetter, printedAt: number): Promise<RenderedPdf> {
    if (!this.thread.isThere) return renderPdf(letter, printedAt);
    const { bytes, pages } = await this.thread.order({ letter, printedAt }).printed;
    return { bytes: Buffer.from(bytes), pages };
  }

  onModuleDestroy(): Promise<void> {
    return this.thread.end();
  }
}
