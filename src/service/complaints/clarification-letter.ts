import { createHash } from 'node:crypto';
import { markup, Markup } from '../../platform/http/markup';

const style = `@page{size:A4;margin:20mm}
body{font:12pt/1.5 serif;max-width:170mm;margin:0 auto;color:#000;background:#fff}
h1{font-size:14pt;text-align:center}
td{vertical-align:top;padding-right:8mm}
.sign{margin-top:20mm}`;

/** The policy of the letter: its own style and nothing else. */
export const letterPolicy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; frame-ancestors 'self'`;

/** What a call for clarification says. The reporter's words and name are not part of it: the officer's own description is. */
export interface ClarificationCall {
  readonly name: string;
  readonly number: string;
  readonly unitName: string;
  /** The date of the talk. */
  readonly dueDate: string;
  readonly writtenDate: string;
  readonly about: string;
}

const months = ['Januari', 'Februari', 'Maret', 'April', 'Mei', 'Juni', 'Juli', 'Agustus', 'September', 'Oktober', 'November', 'Desember'];
const inWords = (date: string): string => `${Number(date.slice(8))} ${months[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

/** The letter that calls an employee for clarification, to print. Not a summons under PP 94/2021: nobody is accused by it. */
export function clarificationLetter(call: ClarificationCall): string {
  return markup`<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Undangan klarifikasi</title><style>${new Markup(style)}</style></head><body>
<h1>UNDANGAN KLARIFIKASI</h1><p>${call.unitName}, ${inWords(call.writtenDate)}</p>
<table><tr><td>Kepada</td><td>${call.name}</td></tr><tr><td>NIP/Nomor</td><td>${call.number}</td></tr></table>
<p>Sehubungan dengan masukan masyarakat mengenai pelayanan, Saudara diundang untuk memberikan klarifikasi pada tanggal <strong>${inWords(call.dueDate)}</strong>.</p>
<p>Pokok klarifikasi: ${call.about}</p>
<p>Undangan ini bukan panggilan pemeriksaan disiplin. Keterangan Saudara dicatat dan menjadi bagian dari tindak lanjut.</p>
<p class="sign">Pejabat yang mengundang,<br><br><br>(................................)</p></body></html>`.text;
}
