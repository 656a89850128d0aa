import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor, RequestMethod, StreamableFile } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { type ModulesContainer } from '@nestjs/core';
import { PassThrough, Readable } from 'node:stream';
import { type Request } from 'express';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { attachmentDisposition } from '../files/file-name';
import { Clock } from '../clock';
import { columnsOf, type ListItem, modelOf } from './list-columns';
import { type ListWalk, walking } from './list-walk';
import { type ListFormat, listFormats, type Page } from './page';
import { sheetMediaTypes, writeSheet } from './spreadsheet';

/** Rows that are read and written at once. */
const chunkSize = 500;

const mediaTypes: Readonly<Record<ListFormat, string>> = { ...sheetMediaTypes, json: 'application/json; charset=utf-8' };

/**
 * Every list of the API as a file: `?format=csv`, `xlsx` or `json` sends the whole list that the same filters show page by page. The controller is asked
 * again and again for the next rows, behind the guards that let the caller in, so nothing is in a file that is not in the list.
 */
@Injectable()
export class ListExport implements NestInterceptor {
  /** @param zone IANA zone in which a file shows its times */
  constructor(
    private readonly zone: string,
    private readonly clock: Clock,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<Request>();
    const format = listFormats.find((each) => each === request.query['format']);
    const list = format && request.method === 'GET' ? listOf(context.getHandler()) : null;
    return format && list ? from(this.fileOf(request, next, format, { ...list, takesLanguage: takesLanguage(context) })) : next.handle();
  }

  private async fileOf(request: Request, next: CallHandler, format: ListFormat, list: ListedItems & { readonly takesLanguage: boolean }): Promise<StreamableFile> {
    const language = languageOf(request);
    const chunks = chunksOf(request, next, list);
    // The first rows are read before anything is sent: what is wrong with the filters is still a problem document.
    const first = await chunks.next();
    const items = itemsOf(first, chunks);
    const name = `${nameOf(request)}-${new Date(this.clock.now()).toISOString().slice(0, 10)}`;
    return new StreamableFile(format === 'json' ? Readable.from(jsonOf(items)) : this.sheet(format, name, columnsOf(list.model, { language, zone: this.zone }), items), {
      type: mediaTypes[format],
      disposition: attachmentDisposition(`${name}.${format}`),
    });
  }

  private sheet(format: 'csv' | 'xlsx', name: string, columns: ReturnType<typeof columnsOf>, items: AsyncIterable<ListItem>): Readable {
    const output = new PassThrough();
    writeSheet(output, format, { name, columns }, items).catch((error: unknown) => output.destroy(error as Error));
    return output;
  }
}

/** What a list consists of, and whether it comes in pages or at once. */
export interface ListedItems {
  readonly model: NonNullable<ReturnType<typeof modelOf>>;
  readonly paged: boolean;
}

/** What the items of a route's list are; null where the route is no list, or has formats of its own (`@ApiProduces`). */
export function listOf(handler: object): ListedItems | null {
  if (Reflect.hasMetadata('swagger/apiProduces', handler)) return null;
  const answers = (Reflect.getMetadata('swagger/apiResponse', handler) ?? {}) as Record<string, { type?: unknown; isArray?: boolean }>;
  const answer = answers['200'];
  const whole = modelOf(answer?.type);
  if (whole === null) return null;
  if (answer?.isArray) return { model: whole, paged: false };
  const document = (name: string) => Reflect.getMetadata('swagger/apiModelProperties', whole.prototype as object, name) as { type?: unknown; isArray?: boolean } | undefined;
  const model = document('items')?.isArray ? modelOf(document('items')?.type) : null;
  return model && { model, paged: document('pageSize') !== undefined };
}

/** The addresses of all lists that can be had as files, `/api/v1/terminals/{serial}/clock`, with what their items are. */
export function listRoutes(modules: ModulesContainer): ReadonlyMap<string, ListedItems> {
  const found = new Map<string, ListedItems>();
  const types = [...modules.values()].flatMap(({ controllers }) => [...controllers.values()].flatMap(({ metatype }) => metatype ?? []));
  for (const type of types) {
    for (const handler of Object.values(Object.getOwnPropertyDescriptors(type.prototype as object)).map(({ value }) => value as unknown)) {
      if (typeof handler !== 'function' || Reflect.getMetadata(METHOD_METADATA, handler) !== RequestMethod.GET) continue;
      const list = listOf(handler);
      const path = [type, handler].map((one) => Reflect.getMetadata(PATH_METADATA, one) as string).join('/');
      if (list) found.set(`/${path.split('/').filter(Boolean).join('/').replace(/:(\w+)/g, '{$1}')}`, list);
    }
  }
  return found;
}

/** Whether the route's own query has a language; others would refuse the word, which is then the file's alone. */
function takesLanguage(context: Pick<ExecutionContext, 'getClass' | 'getHandler'>): boolean {
  const types = (Reflect.getMetadata('design:paramtypes', context.getClass().prototype as object, context.getHandler().name) ?? []) as readonly { prototype?: object }[];
  return types.some(({ prototype }) => prototype !== undefined && Reflect.hasMetadata('swagger/apiModelProperties', prototype, 'language'));
}

const languageOf = (request: Request): 'id' | 'en' => {
  const asked = request.query['language'] ?? request.acceptsLanguages(['id', 'en']);
  return asked === 'en' ? 'en' : 'id';
};

/** `attendance-days`, also of `terminals/T1/incidents`: what the list is called in its address. */
const nameOf = (request: Request): string => request.path.replace(/^\/api\/v\d+\//, '').replace(/[^a-zA-Z0-9]+/g, '-').replace(/^-|-$/g, '');

async function* chunksOf(request: Request, next: CallHandler, { paged, takesLanguage: passOn }: { readonly paged: boolean; readonly takesLanguage: boolean }): AsyncGenerator<readonly ListItem[]> {
  const { format: _format, page: _page, pageSize: _pageSize, language, ...others } = request.query;
  const filters = passOn && language !== undefined ? { ...others, language } : others;
  const walk: ListWalk = { after: null, finished: false, byRows: false };
  for (let page = 1, seen = 0; !walk.finished; page += 1) {
    setQuery(request, paged ? { ...filters, page: String(page), pageSize: String(chunkSize) } : filters);
    const answer = await walking(walk, () => lastValueFrom(next.handle() as Observable<Page<ListItem> | readonly ListItem[]>));
    const items = 'items' in answer ? answer.items : answer;
    yield items;
    seen += items.length;
    if (!walk.byRows && (!paged || !('items' in answer) || seen >= answer.total || items.length === 0)) return;
  }
}

/** Express computes the query anew at each look; the pipes must see the one of the chunk. */
const setQuery = (request: Request, query: Request['query']): void => void Object.defineProperty(request, 'query', { value: query, configurable: true, writable: true });

async function* itemsOf(first: IteratorResult<readonly ListItem[], unknown>, chunks: AsyncGenerator<readonly ListItem[]>): AsyncGenerator<ListItem> {
  if (!first.done) yield* first.value;
  for await (const chunk of chunks) yield* chunk;
}

/** A JSON array, an item a line. */
async function* jsonOf(items: AsyncIterable<ListItem>): AsyncGenerator<string> {
  let before = '[\n';
  for await (const item of items) {
    yield before + JSON.stringify(item);
    before = ',\n';
  }
  yield before === '[\n' ? '[]\n' : '\n]\n';
}
