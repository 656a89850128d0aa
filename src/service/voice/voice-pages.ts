import { type Satisfaction } from '../../core/service/satisfaction';
import { type RatingAnswers, type Score } from '../../core/service/rating';
import { definitionOn, type PublicLanguage, type ServiceDefinition } from '../../core/service/service-definition';
import { type RespondentField, respondentFields } from '../../core/service/respondent';
import { scale, surveyElements } from '../../core/service/survey';
import { dateAt } from '../../core/time/zone';
import { markup, type Markup } from '../../platform/http/markup';
import { type PublicPage } from '../pages/public-page';
import { type ServicePoint } from '../points/service-points';
import { type FormNotice, voiceWords } from './voice-words';

/** What the form of a point is filled with. */
export interface VoiceForm {
  readonly point: ServicePoint;
  readonly language: PublicLanguage;
  /** Where the form is sent to. */
  readonly action: string;
  /** The signed token of this form. */
  readonly token: string;
  readonly now: number;
  readonly notice: FormNotice | null;
  readonly answers: RatingAnswers | null;
}

/** Respondents below which nothing is shown in public: a handful of answers is not an index, and might be recognised. */
export const leastPublicRespondents = 10;

/** The page by which a citizen rates a service. */
export function voiceFormPage(form: VoiceForm): PublicPage {
  const { point, language, action, answers } = form;
  const words = voiceWords[language];
  const definition = definitionAt(point, form.now);
  const full = answers?.elements.some((score) => score !== null) ?? false;
  return {
    language,
    title: words.title,
    otherLanguage: `${action}?lang=${language === 'id' ? 'en' : 'id'}`,
    body: markup`${whereOf(point, definition, language)}${form.notice === null ? null : markup`<p class="notice" role="alert">${words[form.notice]}</p>`}
<form method="post" action="${action}?lang=${language}" accept-charset="utf-8"><input type="hidden" name="form" value="${form.token}">
<fieldset><legend>${words.quick}</legend>${scale.map((word, index) => choice('quick', index + 1, word[language], answers?.quick ?? null))}</fieldset>
<details${full ? markup` open` : null}><summary>${words.more}</summary>${surveyElements.map((element, index) => question(index, element.question[language], language, answers?.elements[index] ?? null))}<fieldset><legend>${words.about}</legend><p class="small">${words.aboutHint}</p>${respondentFields.map((field) => profileChoice(field, language, answers))}</fieldset></details>
<p><label>${words.comment}<textarea name="comment" rows="3" maxlength="2000">${answers?.comment ?? ''}</textarea></label><span class="small">${words.commentHint}</span></p>
<p class="trap" aria-hidden="true"><label>${words.trap}<input type="text" name="site" tabindex="-1" autocomplete="off"></label></p>
<button type="submit">${words.send}</button></form>
<p class="small">${words.privacy}</p>${linksOf(point, language)}${definition ? promiseOf(definition, language) : null}`,
  };
}

/** The page after a rating, whether it is the first or came again. */
export function thanksPage(point: ServicePoint, language: PublicLanguage, again: boolean): PublicPage {
  const words = voiceWords[language];
  const links = markup`<p><a href="/suara/${point.code}?lang=${language}">${words.back}</a></p>${linksOf(point, language)}`;
  return { language, title: words.thanksTitle, otherLanguage: null, body: markup`<p>${again ? words.again : words.thanks}</p>${links}` };
}

/** The public figures of a service: elements and index, no person and no comment. */
export function resultsPage(point: ServicePoint, language: PublicLanguage, satisfaction: Satisfaction, now: number): PublicPage {
  const words = voiceWords[language];
  const leftOut = Object.values(satisfaction.leftOut).reduce((sum, count) => sum + count, 0);
  const figures = satisfaction.respondents < leastPublicRespondents ? markup`<p>${words.few}</p>` : figuresOf(satisfaction, language);
  return {
    language,
    title: words.resultsTitle,
    otherLanguage: `/suara/${point.code}/hasil?lang=${language === 'id' ? 'en' : 'id'}`,
    body: markup`${whereOf(point, definitionAt(point, now), language)}<p>${words.period}. ${words.respondents}: ${satisfaction.respondents}. ${words.leftOut}: ${leftOut}.</p>${figures}<p><a href="/suara/${point.code}?lang=${language}">${words.back}</a></p>`,
  };
}

const definitionAt = (point: ServicePoint, now: number): ServiceDefinition | null => definitionOn(point.service.versions, dateAt(point.service.unit.zone, now));

function whereOf(point: ServicePoint, definition: ServiceDefinition | null, language: PublicLanguage): Markup {
  const counter = point.counter === null ? '' : `, ${point.counter.name[language]}`;
  return markup`<p><strong>${definition?.name[language] ?? point.service.code}</strong><br>${point.service.unit.name}${counter}</p>`;
}

function promiseOf(definition: ServiceDefinition, language: PublicLanguage): Markup {
  const words = voiceWords[language];
  const { amount, unit } = definition.promise;
  const requirements = definition.requirements.length === 0 ? null : markup`<h2>${words.requirements}</h2><ul>${definition.requirements.map((each) => markup`<li>${each[language]}</li>`)}</ul>`;
  return markup`<h2>${words.promised}</h2><p>${amount} ${unit === 'working-hour' ? words.hours : words.days}</p>${requirements}`;
}

const linksOf = (point: ServicePoint, language: PublicLanguage): Markup =>
  markup`<p><a href="/suara/${point.code}/hasil?lang=${language}">${voiceWords[language].results}</a><br><a href="/pengaduan/${point.code}?lang=${language}">${voiceWords[language].complain}</a></p>`;

const choice = (name: string, value: number, label: string, chosen: Score | null): Markup =>
  markup`<label class="choice"><input type="radio" name="${name}" value="${value}"${chosen === value ? markup` checked` : null}>${label}</label>`;

const question = (index: number, text: string, language: PublicLanguage, chosen: Score | null): Markup =>
  markup`<fieldset><legend>${index + 1}. ${text}</legend><div class="row">${scale.map((word, at) => choice(`e${index + 1}`, at + 1, word[language], chosen))}</div></fieldset>`;

const profileChoice = ({ key, title, choices }: RespondentField, language: PublicLanguage, answers: RatingAnswers | null): Markup =>
  markup`<p><label>${title[language]}<select name="${key}"><option value="">${voiceWords[language].unsaid}</option>${choices.map(({ code, name }) => markup`<option value="${code}"${answers?.respondent[key] === code ? markup` selected` : null}>${name[language]}</option>`)}</select></label></p>`;

function figuresOf({ index, elementMeans }: Satisfaction, language: PublicLanguage): Markup {
  const words = voiceWords[language];
  const rows = surveyElements.map((element, at) => markup`<tr><td>${element.title[language]}</td><td>${(elementMeans[at] ?? 0).toFixed(2)}</td></tr>`);
  return markup`<p><strong>IKM ${index?.ikm.toFixed(2) ?? '-'} · ${index?.grade ?? '-'} (${index?.meaning ?? '-'})</strong></p><table><thead><tr><th scope="col">${words.element}</th><th scope="col">${words.mean}</th></tr></thead><tbody>${rows}</tbody></table>`;
}
