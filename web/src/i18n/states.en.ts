import { type EnglishOf } from './words';
import { type id } from './states.id';

export const en: EnglishOf<typeof id> = {
  'error.title': 'This could not be loaded',
  'error.unreachable': 'The server does not answer. None of your decisions are lost.',
  'error.other': 'The server did not take this request. None of your decisions are lost.',
  'error.code': 'Code {{code}} for IT.',
  retry: 'Try again',
  'forbidden.title': 'Outside your reach',
  'forbidden.text': 'This page is not part of your role. The administrator of Hadir in your office can give you access.',
  'forbidden.back': 'Back to Today',
  loading: 'Loading',
  'loading.long': 'Still loading. Long lists take a little longer.',
  'missing.title': 'No such page',
  'missing.text': 'This address points to nothing. The link may be old.',
};
