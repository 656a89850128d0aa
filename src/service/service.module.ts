import { type MiddlewareConsumer, Module, type NestModule } from '@nestjs/common';
import { CatalogueController } from './catalogue/catalogue.controller';
import { ServiceCatalogue } from './catalogue/service-catalogue';
import { PublicGate } from './pages/public-gate';
import { PointsController } from './points/points.controller';
import { ServicePoints } from './points/service-points';
import { ServiceSecret } from './service-secret';
import { RatingDesk } from './voice/rating-desk';
import { SatisfactionController } from './voice/satisfaction.controller';
import { SatisfactionReader } from './voice/satisfaction-reader';
import { VoiceController } from './voice/voice.controller';

/** Public service: what units offer and promise, and what citizens say of it. */
@Module({
  controllers: [CatalogueController, PointsController, SatisfactionController, VoiceController],
  providers: [ServiceSecret, ServiceCatalogue, ServicePoints, RatingDesk, SatisfactionReader],
})
export class ServiceModule implements NestModule {
  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(PublicGate).forRoutes(VoiceController);
  }
}
