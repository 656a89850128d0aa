import { createHash } from 'node:crypto';
import { dayName, longDate } from '../../core/document/indonesian-words';
import { markup, Markup } from '../../platform/http/markup';

const style = `@page{size:A4;margin:20mm}
body{font:12pt/1.5 serif;max-width:170mm;margin:0 auto;color:#000;background:#fff}
h1{font-size:14pt;text-align:center}
td{vertical-align:top;padding-right:8mm}
.sign{margin-top:20mm}
.said{white-space:pre-wrap}
.two{display:flex;justify-content:space-between;margin-top:20mm}`;

/** The policy of letter and record: its own style and nothing else. */
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

/** The letter that calls an employee for clarification, to print. Not a summons under PP 94/2021: nobody is accused by it. */
export function clarificationLetter(call: ClarificationCall): string {
  return markup`<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Undangan klarifikasi</title><style>${new Markup(style)}</style></head><body>
<h1>UNDANGAN KLARIFIKASI</h1><p>${call.unitName}, ${longDate(call.writtenDate)}</p>
<table><tr><td>Kepada</td><td>${call.name}</td></tr><tr><td>NIP/Nomor</td><td>${call.number}</td></tr></table>
<p>Sehubungan dengan masukan masyarakat mengenai pelayanan, Saudara diundang untuk memberikan klarifikasi pada tanggal <strong>${longDate(call.dueDate)}</strong>.</p>
<p>Pokok klarifikasi: ${call.about}</p>
<p>Undangan ini bukan panggilan pemeriksaan disiplin. Keterangan Saudara dicatat dan menjadi bagian dari tindak lanjut.</p>
<p class="sign">Pejabat yang mengundang,<br><br><br>(................................)</p></body></html>`.text;
}

/** What a record of a clarification says: the call it followed, and what the employee said on the day on which it was written down. */
export interface ClarificationHeard extends Omit<ClarificationCall, 'dueDate'> {
  readonly heardDate: string;
  /** What was said, without the reporter. */
  readonly said: string;
}

/** The record of a clarification, to print and to sign by both. It decides nothing and is no examination under PP 94/2021. */
export function clarificationRecord(heard: ClarificationHeard): string {
  return markup`<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Berita acara klarifikasi</title><style>${new Markup(style)}</style></head><body>
<h1>BERITA ACARA KLARIFIKASI</h1><p>${heard.unitName}</p>
<p>Pada hari ${dayName(heard.heardDate)} tanggal ${longDate(heard.heardDate)} telah dicatat keterangan dari:</p>
<table><tr><td>Nama</td><td>${heard.name}</td></tr><tr><td>NIP/Nomor</td><td>${heard.number}</td></tr></table>
<p>berdasarkan undangan klarifikasi tanggal ${longDate(heard.writtenDate)} mengenai: ${heard.about}</p>
<p>Keterangan yang disampaikan:</p><p class="said">${heard.said}</p>
<p>Berita acara ini bukan hasil pemeriksaan disiplin. Identitas pelapor dirahasiakan dan tidak disebut di dalamnya.</p>
<div class="two"><p>Yang memberi keterangan,<br><br><br>(${heard.name})</p><p>Pejabat yang mencatat,<br><br><br>(................................)</p></div></body></html>`.text;
}
