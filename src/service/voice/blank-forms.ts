import { randomBytes } from 'node:crypto';
import { publicPage } from '../pages/public-page';
import { type ServicePoint } from '../points/service-points';
import { type VoiceForm, voiceFormPage } from './voice-pages';

/** Empty forms, each made once as long as its point is kept in mind: between two requests nothing in them differs but the token. */
export class BlankForms {
  private readonly made = new WeakMap<ServicePoint, Map<string, readonly string[]>>();
  /** Where tokens go; nobody outside can know it and write it into a name. */
  private readonly place = randomBytes(12).toString('hex');

  /** The page of an empty form with this token. */
  html(form: Pick<VoiceForm, 'point' | 'action' | 'language'>, token: string, now: number): string {
    // A ticket's page has an address of its own and is opened once.
    const parts = form.action === `/suara/${form.point.code}` ? this.partsOf(form, now) : this.make(form, now);
    return parts.join(token);
  }

  private partsOf(form: Pick<VoiceForm, 'point' | 'action' | 'language'>, now: number): readonly string[] {
    const ofPoint = this.made.get(form.point) ?? new Map<string, readonly string[]>();
    this.made.set(form.point, ofPoint);
    const parts = ofPoint.get(form.language) ?? this.make(form, now);
    ofPoint.set(form.language, parts);
    return parts;
  }

  private make(form: Pick<VoiceForm, 'point' | 'action' | 'language'>, now: number): readonly string[] {
    return publicPage(voiceFormPage({ ...form, token: this.place, now, notice: null, answers: null })).split(this.place);
  }
}
