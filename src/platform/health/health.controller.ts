import { Controller, Get, Header, Redirect, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { type Response } from 'express';
import { Open } from '../auth/auth-guard';
import { Database } from '../database/database';
import { messageOf } from '../errors';
import { Metrics } from './metrics';

/** Signs of life for whoever runs the service; open to all, and free of personal data. */
@ApiExcludeController()
@Open()
@Controller()
export class HealthController {
  constructor(
    private readonly database: Database,
    private readonly metrics: Metrics,
  ) {}

  /** Whoever types the bare address lands where the API explains itself. */
  @Get()
  @Redirect('/api')
  home(): void {}

  /** The process answers. */
  @Get('healthz')
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** Everything needed to do the work is there; 503 says what is not. */
  @Get('readyz')
  async ready(@Res() response: Response): Promise<void> {
    const faults = [...(await this.databaseFaults()), ...this.metrics.faults()];
    response.status(faults.length === 0 ? 200 : 503).json({ status: faults.length === 0 ? 'ready' : 'not ready', faults });
  }

  @Get('metrics')
  @Header('Cache-Control', 'no-store')
  async prometheus(@Res() response: Response): Promise<void> {
    response.type(this.metrics.registry.contentType).send(await this.metrics.registry.metrics());
  }

  private async databaseFaults(): Promise<string[]> {
    try {
      await this.database.query('SELECT 1 AS one');
      return [];
    } catch (error) {
      return [`database: ${messageOf(error)}`];
    }
  }
}
