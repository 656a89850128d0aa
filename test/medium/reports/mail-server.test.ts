import { Clock } from '../../../src/platform/clock';
import { readConfig } from '../../../src/platform/config';
import { ReportMailer } from '../../../src/reports/report-mailer';
import { type AttemptOutcome } from '../../../src/reports/report-run-store';
import { OwnAuthority } from '../../support/own-authority';
import { PostOffice } from './post-office';

const site = new OwnAuthority('the site');
const { cert: certificate, key } = site.issue('mail');
const [user, password] = ['hadir@kota.example', 'p@ss:word/1'];
const signedIn = `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
const believed = `?tls.ca=${encodeURIComponent(site.ca)}`;

describe('a mail server that is protected', () => {
  let post: PostOffice;
  afterEach(() => post.shut());

  const open = async (...protection: ConstructorParameters<typeof PostOffice>): Promise<void> => {
    post = new PostOffice(...protection);
    await post.open();
  };
  const send = (smtpUrl: string): Promise<AttemptOutcome> =>
    new ReportMailer({ ...readConfig({ SMTP_URL: smtpUrl, MAIL_FROM: 'Hadir <hadir@kota.example>' }) }, new Clock()).send({ id: 'a', to: 'kadis@kota.example', subject: 's', html: '<p>h</p>', text: 't' });

  it.each(['implicit', 'starttls'] as const)('gets the mail encrypted, from whom it knows (%s)', async (tls) => {
    await open({ tls, key, certificate, user, password });
    expect(await send(post.urlFor(signedIn, believed))).toEqual({ outcome: 'delivered' });
    expect(post.mails).toEqual([expect.objectContaining({ to: 'kadis@kota.example', encrypted: true, user })]);
  });

  it.each(['implicit', 'starttls'] as const)('gets nothing where its certificate is not believed; it is tried again (%s)', async (tls) => {
    await open({ tls, key, certificate, user, password });
    expect(await send(post.urlFor(signedIn))).toEqual({ outcome: 'try-again', reason: expect.stringMatching(/certificate|self.signed/i) });
    expect(post.mails).toEqual([]);
  });

  it('that does not know the password: said, and tried again', async () => {
    await open({ tls: 'starttls', key, certificate, user, password: 'another' });
    expect(await send(post.urlFor(signedIn, believed))).toEqual({ outcome: 'try-again', reason: expect.stringMatching(/^EAUTH: .*535/) });
    expect(post.mails).toEqual([]);
  });

  it('that offers no encryption gets nothing where it is required, and the mail where it is not', async () => {
    await open();
    expect(await send(post.urlFor('', '?requireTLS=true'))).toEqual({ outcome: 'try-again', reason: expect.stringMatching(/STARTTLS|ETLS/) });
    expect(post.mails).toEqual([]);
    expect(await send(post.url)).toEqual({ outcome: 'delivered' });
    expect(post.mails).toEqual([expect.objectContaining({ encrypted: false, user: null })]);
  });
});
