import { type AppraisalAct, type AppraisalEvent, appraisalLevels, appraisalProblems, appraisalRefusal, distributionOf, foldAppraisal } from '../../../src/core/performance/appraisal';
import { shippedAppraisalRules } from './shipped-appraisal-rules';

const event = (type: AppraisalAct, over: Partial<AppraisalEvent> = {}): AppraisalEvent => ({ type, at: 0, date: '2026-12-31', actor: 'superior', text: 'x', ...over });
const plan = event('plan', { results: [{ text: 'KTP', indicators: [{ text: 'Waktu', target: '8 jam' }] }] });
const evaluated = event('evaluate', { work: 'above', behaviour: 'as-expected', predicate: 'Baik' });
const refusal = (events: readonly AppraisalEvent[], act: AppraisalAct, over: object = {}) => appraisalRefusal(foldAppraisal(events), act, { own: false, today: '2026-12-31', periodEndDate: '2026-12-31', ...over });

const quadrant = shippedAppraisalRules().quadrant[0]?.value;

it('the quadrant, cell by cell: behaviour downwards, work result from below to above', () => {
  expect(appraisalLevels.map((behaviour) => appraisalLevels.map((work) => quadrant?.[behaviour][work]))).toEqual([
    ['Sangat Kurang', 'Kurang/misconduct', 'Kurang/misconduct'],
    ['Butuh Perbaikan', 'Baik', 'Baik'],
    ['Butuh Perbaikan', 'Baik', 'Sangat Baik'],
  ]);
});

describe('an appraisal', () => {
  it('goes from plan to agreement to evaluation; a changed plan is agreed to again', () => {
    expect(foldAppraisal([])).toEqual({ status: 'new', results: [], work: null, behaviour: null, predicate: null });
    expect(foldAppraisal([plan, event('agree')]).status).toBe('agreed');
    expect(foldAppraisal([plan, event('agree'), plan]).status).toBe('planned');
    expect(foldAppraisal([plan, event('agree'), evaluated])).toMatchObject({ status: 'evaluated', predicate: 'Baik' });
    expect(refusal([], 'evaluate')).not.toBeNull();
    expect(refusal([plan], 'evaluate')).not.toBeNull();
    expect(refusal([plan, event('agree')], 'evaluate')).toBeNull();
  });

  it('an objection is answered or evaluated anew before it is closed', () => {
    const objected = [plan, event('agree'), evaluated, event('object')];
    expect(refusal(objected, 'close')).not.toBeNull();
    expect(foldAppraisal([...objected, event('answer-objection')])).toMatchObject({ status: 'evaluated', predicate: 'Baik' });
    expect(foldAppraisal([...objected, event('evaluate', { work: 'above', behaviour: 'above', predicate: 'Sangat Baik' })]).predicate).toBe('Sangat Baik');
    expect(refusal([plan, event('agree'), evaluated, event('close')], 'object')).not.toBeNull();
  });

  it('is not evaluated before its period ends, and by nobody of themselves', () => {
    expect(refusal([plan, event('agree')], 'evaluate', { today: '2026-12-30' })).toContain('2026-12-31');
    expect(refusal([plan, event('agree')], 'evaluate', { own: true })).toContain('own');
    expect(refusal([plan], 'agree', { own: true })).toBeNull();
  });

  it('says what an act lacks', () => {
    expect(appraisalProblems({ type: 'plan', text: null, results: [{ text: 'x', indicators: [] }] })).toHaveLength(1);
    expect(appraisalProblems({ type: 'evaluate', text: null, work: 'above', behaviour: 'above' })).toHaveLength(1);
    expect(appraisalProblems({ type: 'object', text: null })).toHaveLength(1);
    expect([plan, evaluated, event('agree', { text: null })].flatMap(appraisalProblems)).toEqual([]);
  });

  it('outcomes are counted, best first', () => expect(distributionOf(['Baik', 'Sangat Kurang', 'Baik']).map(({ count }) => count)).toEqual([0, 2, 0, 0, 1]));
});
