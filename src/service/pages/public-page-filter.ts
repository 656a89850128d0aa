import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type Request, type Response } from 'express';
import { type PublicLanguage } from '../../core/service/service-definition';
import { DomainError } from '../../platform/errors';
import { markup } from '../../platform/http/markup';
import { languageOf, publicPage, sendPublicHtml } from './public-page';

const words = {
  id: { missing: ['Halaman tidak ditemukan', 'Kode atau tautan ini tidak dikenal atau sudah tidak berlaku. Pindai ulang kode QR di loket, atau tanyakan kepada petugas.'], busy: ['Terlalu banyak kiriman', 'Dari jaringan ini baru saja datang terlalu banyak kiriman. Coba lagi beberapa menit lagi.'], refused: ['Kiriman belum dapat diterima', 'Periksa isian lalu kirim kembali.'], fault: ['Terjadi gangguan', 'Layanan sedang terganggu. Kiriman Anda belum tersimpan; coba lagi nanti.'] },
  en: { missing: ['Page not found', 'This code or link is unknown or no longer valid. Scan the QR code at the counter again, or ask the staff.'], busy: ['Too many messages', 'Too many messages came from this network just now. Try again in a few minutes.'], refused: ['This could not be taken', 'Check what you entered and send it again.'], fault: ['Something is out of order', 'The service is disturbed. What you sent was not kept; try again later.'] },
} as const;

/** Answers what a public page throws with a page that a citizen can read, never with the inside of the service. */
@Catch()
export class PublicPageFilter implements ExceptionFilter {
  private readonly logger = new Logger(PublicPageFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    const status = statusOf(error);
    // The path holds codes and links: not for a log.
    if (status >= 500) this.logger.error({ err: error }, 'unforeseen error on a public page');
    if (response.headersSent) return;
    sendPublicHtml(response, status, faultPage(status, languageOf(request.query['lang'])));
  }
}

const faultPages = new Map<string, string>();

/** The page of a status; made once, since floods are answered with it. */
export function faultPage(status: number, language: PublicLanguage): string {
  const kind = status === 404 ? 'missing' : status === 429 ? 'busy' : status < 500 ? 'refused' : 'fault';
  const known = faultPages.get(kind + language);
  if (known !== undefined) return known;
  const [title, text] = words[language][kind];
  const page = publicPage({ language, title, body: markup`<p>${text}</p>`, otherLanguage: null });
  faultPages.set(kind + language, page);
  return page;
}

function statusOf(error: unknown): number {
  if (error instanceof DomainError) return error.status;
  const status = Number((error as { status?: unknown } | null)?.status);
  return status >= 400 && status < 500 ? status : 500;
}
