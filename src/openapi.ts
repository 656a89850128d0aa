import { type INestApplication } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { listRoutes } from './platform/http/list-export';
import { listFormats } from './platform/http/page';

/** The OpenAPI document of all routes under `/api/v1`. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('Hadir')
    .setDescription('Who was at work: punches, attendance days with their explanation, violations and discipline cases.')
    .setVersion('1')
    .addBearerAuth()
    .addSecurityRequirements('bearer');
  return withListFiles(SwaggerModule.createDocument(app, builder.build()), app);
}

/** Lists that come at once have no query of their own that would say that they, too, can be had as files. */
function withListFiles(document: OpenAPIObject, app: INestApplication): OpenAPIObject {
  for (const path of listRoutes(app.get(ModulesContainer)).keys()) {
    const parameters = document.paths[path]?.get?.parameters;
    for (const parameter of [fileFormat, fileLanguage]) if (parameters?.every((one) => !('name' in one) || one.name !== parameter.name)) parameters.push(parameter);
  }
  return document;
}

const fileFormat = { name: 'format', in: 'query' as const, required: false, description: 'The whole list that matches, as a file; without it JSON.', schema: { type: 'string', enum: [...listFormats] } };
const fileLanguage = { name: 'language', in: 'query' as const, required: false, description: 'Language of the column titles of a file; default Bahasa Indonesia.', schema: { type: 'string', enum: ['id', 'en'] } };

/** Serves the document at `/api/openapi.json` and a page to try it at `/api`. */
export function publishOpenApi(app: INestApplication): void {
  SwaggerModule.setup('api', app, () => openApiDocument(app), { jsonDocumentUrl: 'api/openapi.json' });
}
