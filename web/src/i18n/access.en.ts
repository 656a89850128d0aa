import { type EnglishOf } from './words';
import { type id } from './access.id';

export const en: EnglishOf<typeof id> = {
  title: 'Sign in to Hadir',
  lead: 'Attendance, with a reason for every judgement.',
  user: 'User name',
  password: 'Password',
  signIn: 'Sign in',
  openId: 'Sign in with the office account',
  refused: 'User name and password do not match.',
  throttled: 'Too many attempts. Try again in a while.',
  unreachable: 'The server does not answer. Try again.',
  forgot: 'Forgot the password? Ask the administrator of Hadir in your office.',
  'change.title': 'Change password',
  'change.first': 'This password is temporary. Choose one of your own before you go on.',
  'change.current': 'Current password',
  'change.next': 'New password',
  'change.hint': 'At least 10 characters. A short sentence is easier to remember than symbols.',
  'change.repeat': 'New password again',
  'change.different': 'The two new passwords differ.',
  'change.short': 'The new password is too short.',
  'change.save': 'Save password',
  'change.done': 'The password is changed.',
  back: 'Back',
  'provider.unknown': 'The identity provider knows you, but there is no user of that name here. An administrator of Hadir can make one.',
  'provider.refused': 'Signing in through the identity provider did not work. Try again; if it happens again, tell an administrator of Hadir.',
};
