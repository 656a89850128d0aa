import { createHash } from 'node:crypto';
import { toString as qrText } from 'qrcode';
import { definitionOn } from '../../core/service/service-definition';
import { dateAt } from '../../core/time/zone';
import { markup, Markup } from '../../platform/http/markup';
import { type ServicePoint } from './service-points';

const style = `@page{size:A5 portrait;margin:10mm}
body{font:14pt/1.35 system-ui,sans-serif;text-align:center;margin:0 auto;max-width:128mm;color:#000;background:#fff}
h1{font-size:22pt;margin:4mm 0 1mm}
p{margin:1mm 0}
svg{width:80mm;height:80mm}
.en{font-size:11pt}
.address{font:11pt ui-monospace,monospace;overflow-wrap:anywhere}`;

/** The policy of the sheet: its own style and nothing else. */
export const sheetPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'self'`;

/** A sheet to print and hang up: A5, with the QR picture of the point and its address in letters. */
export async function pointSheet(point: ServicePoint, publicUrl: string, now: number): Promise<string> {
  const address = `${publicUrl.replace(/\/$/, '')}/suara/${point.code}`;
  const picture = await qrText(address, { type: 'svg', errorCorrectionLevel: 'Q', margin: 2 });
  const definition = definitionOn(point.service.versions, dateAt(point.service.unit.zone, now));
  const service = definition?.name.id ?? point.service.code;
  const place = point.counter === null ? point.service.unit.name : `${point.service.unit.name}, ${point.counter.name.id}`;
  return markup`<!doctype html><html lang="id"><head><meta charset="utf-8"><title>${service}: ${place}</title><style>${new Markup(style)}</style></head><body>
<h1>Bagaimana layanan kami?</h1><p class="en" lang="en">How was our service?</p><p><strong>${service}</strong></p><p>${place}</p>${new Markup(picture)}
<p>Pindai dengan kamera ponsel. 20 detik, tanpa akun, tanpa nama.</p><p class="en" lang="en">Scan with your phone: 20 seconds, no account, no name. English is one tap away.</p><p class="address">${address}</p></body></html>`.text;
}
