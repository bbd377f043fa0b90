/** What the OpenAPI document says of one operation, as far as a hostile caller needs it. */
export interface Operation {
  /** `GET /api/internal/rules/{id}` */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly Parameter[];
  /** Null where it takes no body. */
  readonly body: Schema | null;
  /** Statuses that it announces. */
  readonly statuses: ReadonlySet<number>;
  /** The permission that it takes; `public` and `signed-in` where it takes none. */
  readonly permission: string;
  /** Where that counts: `path`, `console` or `handler`. */
  readonly scope: string;
  /** It answers with events, for as long as the caller stays. */
  readonly isStream: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly schema: Schema;
}

/** The part of JSON Schema that says what a value looks like. */
export interface Schema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly $ref?: string;
}

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

interface OperationObject {
  readonly 'x-permission'?: string;
  readonly 'x-permission-scope'?: string;
  readonly parameters?: readonly { name: string; in: string; schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema?: Schema }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, unknown>> }>>;
}

/** Every operation of a document, its references resolved. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  const schemas = document.components?.schemas ?? {};
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      parameters: (operation.parameters ?? []).map(({ name, in: place, schema = {} }) => {
        return { name, in: place as Parameter['in'], schema: resolved(schema, schemas) };
      }),
      body: bodyOf(operation, schemas),
      statuses: new Set(Object.keys(operation.responses).map(Number)),
      permission: operation['x-permission'] ?? '',
      scope: operation['x-permission-scope'] ?? '',
      isStream: Object.values(operation.responses).some(({ content = {} }) => 'text/event-stream' in content),
    })),
  );
}

function bodyOf({ requestBody }: OperationObject, schemas: Readonly<Record<string, Schema>>): Schema | null {
  const schema = requestBody?.content['application/json']?.schema;
  return schema ? resolved(schema, schemas) : null;
}

/** Deep enough for every request body; what lies deeper may be anything. */
const DEEPEST = 6;

function resolved(schema: Schema, schemas: Readonly<Record<string, Schema>>, depth = 0): Schema {
  if (depth > DEEPEST) return {};
  const go = (inner: Schema): Schema => resolved(inner, schemas, depth + 1);
  if (schema.$ref !== undefined) {
    return go(schemas[schema.$ref.replace('#/components/schemas/', '')] ?? {});
  }
  const alternative = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0];
  if (alternative) return go(alternative);
  return {
    ...schema,
    ...(schema.properties && {
      properties: Object.fromEntries(
        Object.entries(schema.properties).map(([name, inner]) => [name, go(inner)]),
      ),
    }),
    ...(schema.items && { items: go(schema.items) }),
  };
}
