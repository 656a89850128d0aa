import { type INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

/** The OpenAPI document of all routes under `/api/v1`. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Hadir')
    .setDescription('Who was at work: punches, attendance days with their explanation, violations and discipline cases.')
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer');
  return SwaggerModule.createDocument(app, builder.build());
}

/** Serves the document at `/api/openapi.json` and a page to try it at `/api`. */
export function publishOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api', app, () => openApiDocument(app), { jsonDocumentUrl: 'api/openapi.json' });
}
