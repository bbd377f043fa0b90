import { describe, expect, it } from '@jest/globals';
import * as z from 'zod';
import { OpenApiSchemas } from './openapi-schemas.js';

const name = (schema: z.ZodType, id: string) => schema.meta({ id });

const Plain = name(z.string().max(9), 'Plain');
const Scope = name(z.object({ at: Plain, of: Plain.nullable().default(null) }), 'Scope');
const Holder = name(z.object({ scope: Scope }), 'Holder');

const ref = (component: string) => ({ $ref: `#/components/schemas/${component}` });

/** What the document holds that takes some schemas and gives others. */
function componentsOf(inputs: z.ZodType[], outputs: z.ZodType[]): Record<string, unknown> {
  const schemas = new OpenApiSchemas();
  for (const schema of inputs) schemas.convert(schema, { schemaType: 'input' });
  for (const schema of outputs) schemas.convert(schema, { schemaType: 'output' });
  const document = schemas.complete<{ components?: { schemas: Record<string, unknown> } }>({});
  return document.components?.schemas ?? {};
}

describe('OpenApiSchemas', () => {
  it('refers to a schema by its name', () => {
    expect(new OpenApiSchemas().convert(Plain, { schemaType: 'output' })).toEqual({ schema: ref('Plain') });
    expect(componentsOf([], [Plain])).toEqual({ Plain: { type: 'string', maxLength: 9 } });
  });

  it('names what is taken and given alike once', () => {
    expect(Object.keys(componentsOf([Plain], [Plain]))).toEqual(['Plain']);
  });

  it('names apart what is not, and what refers to it', () => {
    const components = componentsOf([Holder], [Holder]);
    expect(Object.keys(components)).toEqual(['Holder', 'HolderInput', 'Plain', 'Scope', 'ScopeInput']);
    expect(components).toMatchObject({
      Holder: { properties: { scope: ref('Scope') } },
      HolderInput: { properties: { scope: ref('ScopeInput') } },
      Scope: { required: ['at', 'of'] },
      ScopeInput: { properties: { at: ref('Plain') }, required: ['at'] },
    });
  });

  it('lets answers gain fields, and bodies have no others', () => {
    const Strict = name(z.strictObject({ a: z.int() }), 'Strict');
    expect(componentsOf([], [Strict])['Strict']).not.toHaveProperty('additionalProperties');
    expect(componentsOf([Strict], [])['Strict']).toHaveProperty('additionalProperties', false);
  });

  it('leaves what is no schema of zod to Swagger', () => {
    expect(new OpenApiSchemas().convert({}, { schemaType: 'input' })).toBeUndefined();
  });
});
