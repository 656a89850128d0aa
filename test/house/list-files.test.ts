import { readFileSync } from 'node:fs';
import { join } from 'node:path';

interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema?: Schema }>> }>>;
}

const document = JSON.parse(readFileSync(join(__dirname, '../../docs/openapi.json'), 'utf8')) as { paths: Record<string, { get?: Operation }>; components: { schemas: Record<string, Schema> } };
const whole = (schema: Schema | undefined): Schema | undefined => (schema?.$ref === undefined ? schema : document.components.schemas[schema.$ref.split('/').at(-1) ?? '']);
const isObjects = (schema: Schema | undefined): boolean => schema?.type === 'array' && (schema.items?.$ref !== undefined || schema.items?.type === 'object');

/** A list answers with its items, or with a page of them. */
function isList({ responses }: Operation): boolean {
  const schema = whole(responses['200']?.content?.['application/json']?.schema);
  return isObjects(schema) || isObjects(schema?.properties?.['items']);
}

describe('every list of the API', () => {
  const lists = Object.entries(document.paths).filter(([, { get }]) => get !== undefined && isList(get));

  it('are many', () => expect(lists.length).toBeGreaterThan(80));

  it('can be had as CSV, JSON and XLSX by the same address and filters', () => {
    const without = lists.filter(([, { get }]) => {
      const formats = whole(get?.parameters?.find((one) => one.name === 'format' && one.in === 'query')?.schema)?.enum ?? [];
      return !['csv', 'json', 'xlsx'].every((format) => formats.includes(format));
    });
    expect(without.map(([path]) => path)).toEqual([]);
  });
});
