import {
  AlertEvent,
  ConsoleEvent,
  ObservationEvent,
  Problem,
  type ProblemCode,
} from '@envscope/contracts/index.js';
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { OpenApiSchemas } from './openapi-schemas.js';
import { isLimited } from '../http/limits/rate-limit.js';
import { PERMISSION_EXTENSION, problemResponse } from './operation.js';

/** What each group of operations is about. */
const TAGS = {
  monitoring: 'Environments, their services, and the results of checks',
  'request metrics': "An application's own requests, as it counts them in its Redis",
  heartbeats: 'What jobs report of their runs',
  incidents: 'Incidents, and the actions of people on them',
  rules: 'Conditions on figures that open incidents',
  mute: 'Maintenance and silences',
  deliveries: 'Every notification, and its state',
  channels: 'Where notifications go',
  audit: 'What was done, by whom, from where',
  'api keys': 'What lets programs in',
  stream: 'Changes as they come',
  session: 'Signing in and out',
  account: 'What people see and change of their own account',
  people: 'Who may come in, and what they may do',
  liveness: 'Whether the console itself is well',
} as const;

/** Named in the stream's description; no answer refers to them. */
const NAMED_IN_WORDS = [ObservationEvent, AlertEvent, ConsoleEvent];

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

const FOREIGN = ['foreign-host', 'foreign-origin', 'foreign-site'] as const;

type Operation = OpenAPIObject['paths'][string]['get'] & object;

/** The OpenAPI 3.1 document of all routes, made of the schemas that check what comes in and goes out. */
export function apiDocument(app: INestApplication, basePath = ''): OpenAPIObject {
  const schemas = new OpenApiSchemas();
  const document = SwaggerModule.createDocument(app, about(basePath), {
    standardSchemaConverter: schemas.convert,
    operationIdFactory: (_controller, method) => method,
  });
  for (const schema of [Problem, ...NAMED_IN_WORDS]) schemas.convert(schema, { schemaType: 'output' });
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) completed(operation, method === 'get', isLimited(path));
    }
  }
  return schemas.complete(document);
}

function about(basePath: string) {
  const builder = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Envscope')
    .setDescription(
      'Environments, and the state of the services they depend on. Errors are RFC 9457 problem details.',
    )
    .setVersion('1')
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addServer(basePath || '/');
  for (const [name, description] of Object.entries(TAGS)) builder.addTag(name, description);
  return builder.build();
}

/** Adds problems to those that the operation itself has with the status. */
function refuseAlso(responses: Operation['responses'], status: number, codes: readonly ProblemCode[]): void {
  const own = JSON.stringify(responses[status] ?? {}).match(/(?<="enum":)\[[^\]]*\]/)?.[0] ?? '[]';
  const all = new Set([...(JSON.parse(own) as ProblemCode[]), ...codes]);
  responses[status] = problemResponse([...all]);
}

/** Adds what holds for every operation: who may ask, how often, and how bodies and parameters are refused. */
function completed(operation: Operation, isReading: boolean, isLimited: boolean): void {
  const { requestBody, parameters = [], responses } = operation;
  const isPublic = (operation as Record<string, unknown>)[PERMISSION_EXTENSION] === 'public';
  if (!isPublic) refuseAlso(responses, 401, ['not-signed-in']);
  refuseAlso(responses, 403, [...(isPublic ? [] : (['not-permitted'] as const)), ...FOREIGN]);
  if (isLimited) refuseAlso(responses, 429, ['too-many-requests']);
  // Who asks stands in the store, and so does that something was done.
  if (!isPublic || !isReading) refuseAlso(responses, 503, ['store-failing']);
  if (parameters.some((parameter) => 'in' in parameter && parameter.in === 'query')) {
    refuseAlso(responses, 400, ['invalid-input']);
  }
  const content = requestBody && 'content' in requestBody ? requestBody.content : undefined;
  // A log is text of any media type.
  if (isReading || (content && !('application/json' in content))) return;
  // Of a body that nobody reads, too: it may have been meant to say something.
  refuseAlso(responses, 400, ['malformed-request']);
  responses[413] = problemResponse(['body-too-large']);
  responses[415] = problemResponse(['body-not-json']);
  if (!requestBody || !content || !('content' in requestBody)) return;
  // Swagger calls every body required; one with a default is not.
  requestBody.required = !Object.values(content).some(
    ({ schema }) => schema !== undefined && 'default' in schema,
  );
  refuseAlso(responses, 400, ['invalid-input']);
}
