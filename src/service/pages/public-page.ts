import { createHash } from 'node:crypto';
import { type Response } from 'express';
import { type PublicLanguage } from '../../core/service/service-definition';
import { markup, Markup } from '../../platform/http/markup';

/** One style for all public pages: system fonts, no picture, readable at 320 px and in the dark. */
const style = `:root{color-scheme:light dark;--line:#767b85;--mark:#0b5cad;--warn:#8a3b00;--page:#fff;--ink:#16181d}
@media(prefers-color-scheme:dark){:root{--mark:#8cc2ff;--warn:#ffb27a;--page:#14161a;--ink:#f1f3f6}}
html{background:var(--page);color:var(--ink)}
*{box-sizing:border-box}
body{font:1.05rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:38rem;padding:1rem;overflow-wrap:break-word}
h1{font-size:1.35rem;margin:.5rem 0}
h2{font-size:1.1rem}
fieldset{border:1px solid var(--line);border-radius:.5rem;margin:0 0 1rem;padding:.5rem .8rem;min-width:0}
legend{font-weight:600;padding:0 .3rem}
label.choice{display:flex;gap:.6rem;align-items:center;min-height:2.75rem}
input[type=radio]{width:1.4rem;height:1.4rem;flex:none}
.row{display:flex;flex-wrap:wrap;gap:0 1rem}
.row label.choice{flex:1 1 7rem}
textarea,input[type=text],input[type=tel],input[type=file],select{width:100%;font:inherit;padding:.5rem;border:1px solid var(--line);border-radius:.4rem}
button{font:inherit;font-weight:600;width:100%;min-height:3rem;border:0;border-radius:.5rem;background:#0b5cad;color:#fff}
summary{min-height:2.75rem;padding:.5rem 0;color:var(--mark)}
a{color:var(--mark)}
:focus-visible{outline:3px solid var(--mark);outline-offset:2px}
.small{font-size:.9rem}
.notice{border:2px solid var(--warn);border-radius:.5rem;padding:.6rem .8rem}
.trap{position:absolute;left:-99rem}
table{border-collapse:collapse;width:100%}
td,th{border-bottom:1px solid var(--line);padding:.3rem .2rem;text-align:left;vertical-align:top}`;

const styleHash = createHash('sha256').update(style).digest('base64');

/** No script, no picture, no frame, nothing from elsewhere; forms go to ourselves. */
const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** What a public page says. */
export interface PublicPage {
  readonly language: PublicLanguage;
  readonly title: string;
  readonly body: Markup;
  /** Where the same page is had in the other language; null where there is no other address for it. */
  readonly otherLanguage: string | null;
}

/** The whole page as HTML. */
export function publicPage(page: PublicPage): string {
  const other = page.language === 'id' ? { code: 'en', name: 'English' } : { code: 'id', name: 'Bahasa Indonesia' };
  const link = page.otherLanguage === null ? null : markup`<p class="small"><a href="${page.otherLanguage}" hreflang="${other.code}" lang="${other.code}">${other.name}</a></p>`;
  return markup`<!doctype html><html lang="${page.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${page.title}</title><style>${new Markup(style)}</style></head><body>${link}<main><h1>${page.title}</h1>${page.body}</main></body></html>`.text;
}

/** Sends a public page; it is kept by nobody on the way. */
export const sendPublicPage = (response: Response, status: number, page: PublicPage): void => sendPublicHtml(response, status, publicPage(page));

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** Sends a page that is HTML already. */
export function sendPublicHtml(response: Response, status: number, html: string): void {
  // As text, so that head and body leave in one piece: the second system call costs more than everything else when a flood is turned away.
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(html) });
  response.end(html);
}

/** The language that a request asks for. */
export const languageOf = (asked: unknown): PublicLanguage => (asked === 'en' ? 'en' : 'id');
