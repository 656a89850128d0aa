import { type DynamicModule, RequestMethod, SetMetadata, type Type } from '@nestjs/common';
import { METHOD_METADATA, MODULE_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import { ConfigurationError } from '../errors';
import { type TokenScope } from './caller';
import { type Permission } from './permission';
import { type SubjectKind } from './subjects';

/**
 * What the rows or ids of a route refer to: `office` = nothing about a person or unit; `city` = only for whom everything is in reach; `rows` = a list that limits itself by the
 * caller's reach; else an id that is resolved to units and people before the route runs.
 */
export type SubjectRule = 'office' | 'city' | 'rows' | SubjectKind;

/** Who may call a route, and what it is about. */
export interface RouteRule {
  /** `open` = anybody, `self` = whoever is signed in, about themselves. */
  readonly permission: Permission | 'open' | 'self';
  readonly subject: SubjectRule;
  /** True where looking alone is worth a line in the audit. */
  readonly seen: boolean;
  /** True where the audit may say that something was written, and how long it is, but not what: its readers are not those of the text. */
  readonly confidential?: boolean;
}

/** A route with its rule. */
export interface DeclaredRoute {
  readonly method: string;
  /** `/api/v1/requests/{id}` */
  readonly path: string;
  readonly rule: RouteRule;
  /** What a token without roles needs. */
  readonly scope: TokenScope;
}

const ruleKey = 'hadir:rule';
const scopeKey = 'hadir:scope';

/** Declares who may call a route and what it is about; a route without a declaration keeps the service from starting. */
export const Allow = (permission: Permission, subject: SubjectRule, { seen = false, confidential = false }: { seen?: boolean; confidential?: boolean } = {}): MethodDecorator & ClassDecorator =>
  SetMetadata(ruleKey, { permission, subject, seen, ...(confidential ? { confidential } : {}) } satisfies RouteRule);

/** Marks a route that anybody may call (health, metrics, sign-in). */
export const Open = (): MethodDecorator & ClassDecorator => SetMetadata(ruleKey, { permission: 'open', subject: 'office', seen: false } satisfies RouteRule);

/** Marks a route that is about the caller alone. */
export const Self = (): MethodDecorator & ClassDecorator => SetMetadata(ruleKey, { permission: 'self', subject: 'office', seen: false } satisfies RouteRule);

/** The scope that a route needs of a token; without it a GET needs `read` and everything else `write`. */
export const Needs = (scope: TokenScope): MethodDecorator & ClassDecorator => SetMetadata(scopeKey, scope);

type Handler = (...values: never[]) => unknown;

/** The rule of a route, or undefined where it has none. */
export const ruleOf = (handler: Handler, controller: Type): RouteRule | undefined =>
  (Reflect.getMetadata(ruleKey, handler) ?? Reflect.getMetadata(ruleKey, controller)) as RouteRule | undefined;

/** The scope that a route needs of a token. */
export const scopeOf = (handler: Handler, controller: Type, method: string): TokenScope =>
  ((Reflect.getMetadata(scopeKey, handler) ?? Reflect.getMetadata(scopeKey, controller)) as TokenScope | undefined) ?? (['GET', 'HEAD'].includes(method) ? 'read' : 'write');

/**
 * Every route of a module and of all that it imports, with its rule, by path and method.
 * @throws ConfigurationError naming every route that declares nothing
 */
export function declaredRoutes(...modules: readonly (Type | DynamicModule)[]): DeclaredRoute[] {
  const controllers = new Set<Type>();
  for (const module of modules) collectControllers(module, controllers, new Set());
  const routes = [...controllers].flatMap(routesOf);
  const bare = routes.filter(({ rule }) => rule === undefined);
  if (bare.length > 0) throw new ConfigurationError(bare.map(({ method, path }) => `${method} ${path} does not declare who may call it (@Allow, @Self or @Open)`));
  return (routes as DeclaredRoute[]).sort((a, b) => (a.path === b.path ? a.method.localeCompare(b.method) : a.path < b.path ? -1 : 1));
}

function collectControllers(module: unknown, found: Set<Type>, seen: Set<unknown>): void {
  if (module === null || (typeof module !== 'object' && typeof module !== 'function') || seen.has(module)) return;
  seen.add(module);
  const given = module as Partial<DynamicModule> & { readonly forwardRef?: () => unknown };
  const type = typeof module === 'function' ? module : given.module;
  const metadata = <T>(key: string): readonly T[] => (type ? ((Reflect.getMetadata(key, type) as readonly T[] | undefined) ?? []) : []);
  for (const controller of [...metadata<Type>(MODULE_METADATA.CONTROLLERS), ...(given.controllers ?? [])]) found.add(controller);
  for (const imported of [...metadata<unknown>(MODULE_METADATA.IMPORTS), ...(given.imports ?? [])]) collectControllers(imported, found, seen);
}

type FoundRoute = Omit<DeclaredRoute, 'rule'> & { readonly rule: RouteRule | undefined };

function routesOf(controller: Type): FoundRoute[] {
  const prototype = controller.prototype as Readonly<Record<string, Handler>>;
  return Object.getOwnPropertyNames(prototype).flatMap((name) => {
    const handler = name === 'constructor' ? undefined : (Object.getOwnPropertyDescriptor(prototype, name)?.value as Handler | undefined);
    const path = handler && (Reflect.getMetadata(PATH_METADATA, handler) as string | string[] | undefined);
    if (!handler || path === undefined) return [];
    const method = RequestMethod[(Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined) ?? RequestMethod.GET] ?? 'GET';
    const above = (Reflect.getMetadata(PATH_METADATA, controller) as string | string[] | undefined) ?? '';
    const paths = [above].flat().flatMap((start) => [path].flat().map((end) => templateOf(start, end)));
    return paths.map((each) => ({ method, path: each, rule: ruleOf(handler, controller), scope: scopeOf(handler, controller, method) }));
  });
}

const templateOf = (start: string, end: string): string =>
  `/${[start, end].join('/')}`.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '').replace(/:([A-Za-z]+)/g, '{$1}');
