import { type EnglishOf } from './words';
import { type id } from './form.id';

export const en: EnglishOf<typeof id> = {
  failed: 'Not saved: {{detail}}',
  unreachable: 'The server does not answer. What you typed is still here; try again.',
  cancel: 'Cancel',
  save: 'Save',
  remove: 'Remove',
  copy: 'Copy',
  copied: 'Copied',
  done: 'Done',
  close: 'Close the panel',
  dismiss: 'Close',
  all: 'All',
};
