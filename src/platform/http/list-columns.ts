import { DateTime } from 'luxon';
import { columnTitle, type TitleLanguage } from './column-titles';
import { type CsvCell } from './csv';
import { type SheetColumn } from './spreadsheet';

/** An item of a list as a file sees it: by field names. */
export type ListItem = Readonly<Record<string, unknown>>;

/** How the cells are written: the language of titles and words, the zone of times. */
export interface ColumnOptions {
  readonly language: TitleLanguage;
  readonly zone: string;
}

interface PropertyDocument {
  readonly type?: unknown;
  readonly isArray?: boolean;
}

interface Field {
  readonly path: readonly string[];
  readonly type: unknown;
  readonly isArray: boolean;
}

type Model = abstract new (...values: never[]) => object;

/** Texts that may be all digits and must never become a number. */
const codes = /^(number|pin|serial|nip|pins|card|phone|letterNumber|employeeNumber|address)$/i;
const words = { id: ['tidak', 'ya'], en: ['no', 'yes'] } as const;

/**
 * The columns of a list, from the same declarations that make the API's document (`@ApiProperty`): a field that is an object of its own becomes
 * a column for each of its fields, a list of words one cell, anything deeper its JSON.
 */
export function columnsOf(model: Model, options: ColumnOptions): SheetColumn<ListItem>[] {
  return fieldsOf(model, []).map((field) => columnOf(field, options));
}

/** The names of the fields of an item, with dots, as a file shows them. */
export const fieldNames = (model: Model): readonly string[] => fieldsOf(model, []).map(({ path }) => path.join('.'));

function fieldsOf(model: Model, above: readonly string[]): readonly Field[] {
  const names = (Reflect.getMetadata('swagger/apiModelPropertiesArray', model.prototype) as string[] | undefined) ?? [];
  return names.flatMap((coded) => {
    const name = coded.replace(/^:/, '');
    const document = (Reflect.getMetadata('swagger/apiModelProperties', model.prototype, name) ?? {}) as PropertyDocument;
    const type = modelOf(document.type);
    const path = [...above, name];
    if (type !== null && !document.isArray && above.length < 2) return fieldsOf(type, path);
    return [{ path, type: document.type, isArray: document.isArray === true }];
  });
}

/** The class behind a documented type, also behind `() => Class`; null where it is none of ours. */
export function modelOf(type: unknown): Model | null {
  if (typeof type !== 'function') return null;
  if (Reflect.hasMetadata('swagger/apiModelPropertiesArray', type.prototype as object ?? {})) return type as Model;
  return type.name === 'type' && type.length === 0 ? modelOf((type as () => unknown)()) : null;
}

function columnOf(field: Field, options: ColumnOptions): SheetColumn<ListItem> {
  const name = field.path.at(-1) ?? '';
  const kind = kindOf(field, name);
  const zone = kind === 'dateTime' ? ` (${zoneName(options.zone)})` : '';
  return { head: columnTitle(field.path, options.language) + zone, kind, cell: (item) => cellOf(valueAt(item, field.path), kind, options) };
}

function kindOf({ type, isArray }: Field, name: string): SheetColumn<ListItem>['kind'] {
  if (isArray) return 'text';
  if (type === Number || type === 'number' || type === 'integer') return 'number';
  if (/At$/.test(name)) return 'dateTime';
  if (/^date$|Date$/.test(name)) return 'date';
  return codes.test(name) ? 'code' : 'text';
}

const zoneName = (zone: string): string => ({ 'Asia/Jakarta': 'WIB', 'Asia/Pontianak': 'WIB', 'Asia/Makassar': 'WITA', 'Asia/Jayapura': 'WIT' })[zone] ?? zone;

function valueAt(item: ListItem, path: readonly string[]): unknown {
  let value: unknown = item;
  for (const name of path) value = typeof value === 'object' && value !== null ? (value as ListItem)[name] : null;
  return value;
}

function cellOf(value: unknown, kind: SheetColumn<ListItem>['kind'], { language, zone }: ColumnOptions): CsvCell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return words[language][value ? 1 : 0];
  if (kind === 'dateTime') return wallClockOf(value, zone);
  if (typeof value === 'number' || typeof value === 'string') return value;
  return Array.isArray(value) && value.every((each) => typeof each !== 'object') ? value.join('; ') : JSON.stringify(value);
}

function wallClockOf(value: unknown, zone: string): CsvCell {
  const at = typeof value === 'number' ? DateTime.fromMillis(value, { zone }) : DateTime.fromISO(String(value), { zone });
  return at.isValid ? at.toFormat('yyyy-MM-dd HH:mm:ss') : String(value);
}
