import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../app.module';
import { permissionsPage } from '../platform/auth/permissions-page';
import { type DeclaredRoute, declaredRoutes } from '../platform/auth/route-rule';
import { Clock } from '../platform/clock';
import { readConfig } from '../platform/config';
import { Database } from '../platform/database/database';

/** Every route of the service with the rule that it declares, whatever is configured on the machine. */
export async function allRoutes(): Promise<DeclaredRoute[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hadir-routes-'));
  const database = await Database.open(`sqlite:${join(folder, 'routes.sqlite')}`, { migrate: false });
  try {
    return declaredRoutes(AppModule.of({ ...readConfig({}), role: 'cli', logLevel: 'silent' }, database, new Clock()));
  } finally {
    await database.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `docs/permissions.md` as text. */
export const permissionsPageText = async (): Promise<string> => permissionsPage(await allRoutes());
