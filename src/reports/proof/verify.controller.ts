import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { type Response } from 'express';
import { Open } from '../../platform/auth/auth-guard';
import { type Config } from '../../platform/config';
import { CONFIG } from '../../platform/tokens';
import { IssuedPapers } from './issued-papers';
import { readPaperCode } from './paper-code';
import { verifyPage, verifyPolicy } from './verify-page';

/** Whether a paper is genuine and current, for whoever holds it. */
@ApiTags('reports')
@Controller('verify')
export class VerifyController {
  constructor(
    private readonly papers: IssuedPapers,
    @Inject(CONFIG) private readonly config: Pick<Config, 'defaultZone'>,
  ) {}

  @Get(':code')
  @Open()
  @ApiOperation({ summary: 'A page for anybody who holds a paper: genuine, replaced by a correction, or unknown' })
  @ApiProduces('text/html')
  async verify(@Param('code') typed: string, @Query('language') language: string | undefined, @Res() response: Response): Promise<void> {
    const code = readPaperCode(typed);
    const found = code === null ? null : await this.papers.find(code);
    response.status(found === null ? 404 : 200);
    response.set({
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': verifyPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Referrer-Policy': 'no-referrer',
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    });
    response.end(verifyPage(found, language === 'en' ? 'en' : 'id', this.config.defaultZone));
  }
}
