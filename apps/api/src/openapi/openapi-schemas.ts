import * as z from 'zod';
import { $ZodType } from 'zod/v4/core';

type JsonSchema = Record<string, unknown>;
type Direction = 'input' | 'output';

const COMPONENTS = '#/components/schemas/';
/** Ends the name of a schema in a reference until it is known whether both directions are alike. */
const INPUT_MARK = '@input';

/**
 * Turns zod schemas into components of an OpenAPI 3.1 document. A schema that takes something else than it gives (a default,
 * a coercion) becomes two components: `Name`, as it is answered, and `NameInput`, as it is asked.
 */
export class OpenApiSchemas {
  private readonly found = { input: new Map<string, JsonSchema>(), output: new Map<string, JsonSchema>() };

  /** A reference to the schema's component, or the schema itself where it has no name; undefined for anything but zod's. */
  readonly convert = (schema: unknown, { schemaType }: { schemaType: Direction }) => {
    if (!(schema instanceof $ZodType)) return undefined;
    const { $defs = {}, ...root } = this.toJsonSchema(schema, schemaType);
    delete root['$schema'];
    for (const [name, definition] of Object.entries($defs as Record<string, JsonSchema>)) {
      this.found[schemaType].set(name, definition);
    }
    return { schema: root };
  };

  /** The document with all components that it refers to, each under its final name. */
  complete<T extends { components?: object }>(document: T): T {
    const { input, output } = this.found;
    const split = this.splitNames();
    const nameOf = (name: string) => (split.has(name) ? `${name}Input` : name);
    const inputs = [...input].map(([name, schema]) => [nameOf(name), schema] as const);
    const schemas = Object.fromEntries([...inputs, ...output].sort(([a], [b]) => (a < b ? -1 : 1)));
    const text = JSON.stringify({ ...document, components: { ...document.components, schemas } });
    return JSON.parse(
      text.replace(INPUT_REFERENCE, (_, name: string) => `"${COMPONENTS}${nameOf(name)}"`),
    ) as T;
  }

  private toJsonSchema(schema: $ZodType, io: Direction): JsonSchema {
    const json = z.toJSONSchema(schema, {
      io,
      target: 'draft-2020-12',
      override: ({ jsonSchema }) => simplify(jsonSchema, io),
    });
    const mark = io === 'input' ? INPUT_MARK : '';
    const text = JSON.stringify(json).replace(
      /"#\/\$defs\/([^"]+)"/g,
      (_, name: string) => `"${COMPONENTS}${name}${mark}"`,
    );
    return JSON.parse(text) as JsonSchema;
  }

  /** Schemas that are not alike in both directions, or that refer to one that is not. */
  private splitNames(): ReadonlySet<string> {
    const { input, output } = this.found;
    const both = [...input.keys()].filter((name) => output.has(name));
    const textOf = (schema: JsonSchema | undefined) => JSON.stringify(schema).replaceAll(INPUT_MARK, '');
    const split = new Set(both.filter((name) => textOf(input.get(name)) !== textOf(output.get(name))));
    for (let before = -1; before < split.size;) {
      before = split.size;
      for (const name of both) {
        const refersTo = textOf(input.get(name)).matchAll(REFERENCE);
        if ([...refersTo].some(([, other = '']) => split.has(other))) split.add(name);
      }
    }
    return split;
  }
}

const INPUT_REFERENCE = new RegExp(`"${COMPONENTS}([^"]+)${INPUT_MARK}"`, 'g');
const REFERENCE = new RegExp(`"${COMPONENTS}([^"]+)"`, 'g');

/** Leaves out what says nothing to a reader, and what would keep answers from gaining fields. */
function simplify(schema: JsonSchema, io: Direction): void {
  if (io === 'output' && schema['additionalProperties'] === false) delete schema['additionalProperties'];
  // A format says it shorter than zod's expression for it.
  if ('format' in schema) delete schema['pattern'];
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  // That nothing stands for nothing goes without saying, and openapi-typescript demands whatever has a default.
  if (schema['default'] === null || schema['default'] === '') delete schema['default'];
  if ('example' in schema) {
    schema['examples'] = [schema['example']];
    delete schema['example'];
  }
}
