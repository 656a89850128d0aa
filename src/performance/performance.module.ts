import { Module } from '@nestjs/common';
import { AppraisalDesk } from './appraisal-desk';
import { AppraisalsController } from './appraisals.controller';

/** How people are appraised. */
@Module({ controllers: [AppraisalsController], providers: [AppraisalDesk] })
export class PerformanceModule {}
