import { type ComplaintEvent, type ComplaintKind, complaintKinds } from '../../core/service/complaint';
import { type ComplaintDeadlines } from '../../core/service/complaint-terms';
import { definitionOn, type PublicLanguage } from '../../core/service/service-definition';
import { dateAt } from '../../core/time/zone';
import { markup, type Markup } from '../../platform/http/markup';
import { type PublicPage } from '../pages/public-page';
import { type ServicePoint } from '../points/service-points';
import { type Complaint } from './complaint-store';
import { type ComplaintNotice, complaintWords, kindWords, statusWords } from './complaint-words';

/** What the form is filled with. */
export interface ComplaintForm {
  readonly language: PublicLanguage;
  /** Null on the page that is for every unit. */
  readonly point: ServicePoint | null;
  readonly units: readonly { readonly code: string; readonly name: string }[];
  readonly token: string;
  readonly now: number;
  readonly notice: ComplaintNotice | null;
  readonly filled: Readonly<Record<string, string>>;
}

const otherOf = (language: PublicLanguage): PublicLanguage => (language === 'id' ? 'en' : 'id');
const dayOf = (date: string): string => `${date.slice(8)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;
const followLink = (language: PublicLanguage): Markup => markup`<p><a href="/pengaduan/ikuti?lang=${language}">${complaintWords[language].follow}</a></p>`;

/** The page by which a citizen complains. */
export function complaintFormPage(form: ComplaintForm): PublicPage {
  const { language, filled } = form;
  const words = complaintWords[language];
  const path = form.point === null ? '/pengaduan' : `/pengaduan/${form.point.code}`;
  const kinds = complaintKinds.map((kind) => markup`<label class="choice"><input type="radio" name="kind" value="${kind}"${(filled['kind'] ?? 'complaint') === kind ? markup` checked` : null}>${kindWords[kind][language]}</label>`);
  const field = (name: 'name' | 'contact'): Markup => markup`<p><label>${words[name]}<input type="text" name="${name}" maxlength="200" autocomplete="off" value="${filled[name] ?? ''}"></label></p>`;
  return {
    language,
    title: words.title,
    otherLanguage: `${path}?lang=${otherOf(language)}`,
    body: markup`${form.point === null ? null : whereOf(form.point, language, form.now)}${form.notice === null ? null : markup`<p class="notice" role="alert">${words[form.notice]}</p>`}
<form method="post" action="${path}?lang=${language}" enctype="multipart/form-data" accept-charset="utf-8"><input type="hidden" name="form" value="${form.token}">
<fieldset><legend>${words.kind}</legend>${kinds}</fieldset>${form.point === null ? unitChoice(form) : null}
<p><label>${words.words}<textarea name="words" rows="6" required minlength="10" maxlength="5000">${filled['words'] ?? ''}</textarea></label></p>
<p><label>${words.photo}<input type="file" name="photo" accept="image/jpeg,image/png"></label></p>
<fieldset><legend>${words.who}</legend><p class="small">${words.whoHint}</p>${field('name')}${field('contact')}</fieldset>
<p class="trap" aria-hidden="true"><label>${words.trap}<input type="text" name="site" tabindex="-1" autocomplete="off"></label></p>
<button type="submit">${words.send}</button></form>${followLink(language)}`,
  };
}

/** The page after a complaint; the code is null where the same form had been taken before. */
export function complaintSentPage(language: PublicLanguage, code: string | null): PublicPage {
  const words = complaintWords[language];
  const body = code === null ? markup`<p>${words.again}</p>` : markup`<p>${words.sent}</p><p><strong>${code.replace(/(.{4})(?=.)/g, '$1-')}</strong></p>`;
  return { language, title: words.sentTitle, otherLanguage: null, body: markup`${body}${followLink(language)}` };
}

/** The page that asks for a code. */
export function followFormPage(language: PublicLanguage): PublicPage {
  const words = complaintWords[language];
  return {
    language,
    title: words.codeTitle,
    otherLanguage: `/pengaduan/ikuti?lang=${otherOf(language)}`,
    body: markup`<form method="post" action="/pengaduan/ikuti?lang=${language}"><p><label>${words.code}<input type="text" name="code" required maxlength="40" autocomplete="off"></label></p><button type="submit">${words.open}</button></form>`,
  };
}

/** What a page shows of a complaint: never its words, its reporter or anybody of the staff. */
export interface FollowedComplaint {
  readonly language: PublicLanguage;
  readonly code: string;
  readonly complaint: Complaint;
  readonly events: readonly ComplaintEvent[];
  readonly unitName: string | null;
  readonly deadlines: ComplaintDeadlines;
}

/** Where a complaint stands, for who holds its code. */
export function followPage({ language, code, complaint, events, unitName, deadlines }: FollowedComplaint): PublicPage {
  const words = complaintWords[language];
  const row = (name: string, value: string | null): Markup | null => (value === null ? null : markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>`);
  const answers = events.filter(({ type }) => type === 'answer' || type === 'reject').map((event) => markup`<p><strong>${dayOf(event.date)}</strong><br>${event.text ?? ''}</p>`);
  return {
    language,
    title: words.codeTitle,
    otherLanguage: `/pengaduan/k/${code}?lang=${otherOf(language)}`,
    body: markup`<table><tbody>${[row(words.status, statusWords[complaint.status][language]), row(words.kind, kindWords[complaint.kind as ComplaintKind][language]), row('Unit', unitName), row(words.received, dayOf(complaint.receivedDate)), row(words.verifyBy, deadlines.verify ? dayOf(deadlines.verify.date) : null), row(words.followUpBy, deadlines.followUp ? dayOf(deadlines.followUp.date) : null)]}</tbody></table>
${answers.length === 0 ? null : markup`<h2>${words.answers}</h2>${answers}`}${complaint.status === 'answered' ? replyForm(code, language) : null}`,
  };
}

function replyForm(code: string, language: PublicLanguage): Markup {
  const words = complaintWords[language];
  const choice = (value: string, label: string): Markup => markup`<label class="choice"><input type="radio" name="content" value="${value}" required>${label}</label>`;
  return markup`<form method="post" action="/pengaduan/k/${code}?lang=${language}"><fieldset><legend>${words.replyTitle}</legend>${choice('yes', words.content)}${choice('no', words.notContent)}<p><label>${words.reply}<textarea name="text" rows="3" maxlength="2000"></textarea></label></p></fieldset><button type="submit">${words.send}</button></form>`;
}

function unitChoice({ units, filled, language }: ComplaintForm): Markup {
  const words = complaintWords[language];
  return markup`<p><label>${words.unit}<select name="unit"><option value="">${words.anyUnit}</option>${units.map(({ code, name }) => markup`<option value="${code}"${filled['unit'] === code ? markup` selected` : null}>${name}</option>`)}</select></label></p>`;
}

function whereOf(point: ServicePoint, language: PublicLanguage, now: number): Markup {
  const definition = definitionOn(point.service.versions, dateAt(point.service.unit.zone, now));
  return markup`<p><strong>${definition?.name[language] ?? point.service.code}</strong><br>${point.service.unit.name}${point.counter === null ? '' : `, ${point.counter.name[language]}`}</p>`;
}
