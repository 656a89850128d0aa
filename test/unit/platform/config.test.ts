import { ConfigurationError } from '../../../src/platform/errors';
import { readConfig } from '../../../src/platform/config';

describe('the configuration', () => {
  it('carries a whole installation without a single variable', () => {
    expect(readConfig({})).toMatchObject({ port: 3000, devicePort: 8081, databaseUrl: 'sqlite:data/hadir.sqlite', mqttUrl: null, mqttPort: null, defaultZone: 'Asia/Jakarta', smtpUrl: null, role: 'all' });
  });

  it('takes an empty variable for none', () => {
    expect(readConfig({ MQTT_URL: '', SMTP_URL: '' })).toMatchObject({ mqttUrl: null, smtpUrl: null });
  });

  it('names every fault at once', () => {
    const wrong = { PORT: 'ninety', DATABASE_URL: 'postgres://x', TZ_DEFAULT: 'Mars/Olympus', REPORT_DAILY_AT: '25:00', ROLE: 'king', SMTP_URL: 'mail.example' };
    const refused = (): unknown => readConfig(wrong);
    expect(refused).toThrow(ConfigurationError);
    for (const name of Object.keys(wrong)) expect(refused).toThrow(new RegExp(`${name}: `));
  });

  it('splits lists', () => {
    expect(readConfig({ REPORT_DAILY_TO: 'a@x.id, b@x.id,', REGULATIONS: 'handbook' })).toMatchObject({ dailyReportTo: ['a@x.id', 'b@x.id'], adoptedRegulations: ['handbook'] });
  });
});
