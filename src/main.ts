import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { createApp, listenOn } from './app';
import { FirstRun } from './platform/auth/first-run';
import { UserStore } from './platform/auth/user-store';
import { readConfig } from './platform/config';
import { ConfigurationError, messageOf } from './platform/errors';

/** Starts the service by the environment and says how to go on. */
async function main(): Promise<void> {
  const config = readConfig({ ...process.env, ...roleOf(process.argv) });
  const app = await createApp(config);
  app.enableShutdownHooks(['SIGTERM', 'SIGINT'], { useProcessExit: true });
  await listenOn(app, config.port, config.host);
  const logger = new Logger('Hadir');
  logger.log(`People: ${await app.getUrl()} (API at /api, health at /readyz)`);
  if (await app.get(UserStore).isEmpty()) {
    logger.log(`Nobody can sign in yet. Make the first administrator at ${await app.getUrl()}, from another machine with the set-up code ${await app.get(FirstRun).code()}`);
    logger.log('or in this folder with: npm run -s cli -- account create NAME --role administrator; a token for programs with: npm run -s cli -- token create');
  }
}

/** `npm start -- --role intake`: the same as ROLE=intake. */
function roleOf(argv: readonly string[]): { ROLE?: string } {
  const at = argv.indexOf('--role');
  return at === -1 ? {} : { ROLE: argv[at + 1] ?? '' };
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof ConfigurationError ? error.message : error instanceof Error ? (error.stack ?? error.message) : messageOf(error)}\n`);
  process.exit(1);
});
