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
  for (const path of Object.values(document.paths)) {
    for (const operation of [path.get, path.put, path.post, path.delete]) if (operation) completed(operation);
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
  responses[status] = problemResponse([...(JSON.parse(own) as ProblemCode[]), ...codes]);
}

/** Adds what holds for every operation: who may ask, and how bodies and parameters are refused. */
function completed(operation: Operation): void {
  const { requestBody, parameters = [], responses } = operation;
  const isPublic = (operation as Record<string, unknown>)[PERMISSION_EXTENSION] === 'public';
  if (!isPublic) refuseAlso(responses, 401, ['not-signed-in']);
  refuseAlso(responses, 403, [...(isPublic ? [] : (['not-permitted'] as const)), ...FOREIGN]);
  if (parameters.some((parameter) => 'in' in parameter && parameter.in === 'query')) {
    responses[400] = problemResponse(['invalid-input']);
  }
  if (requestBody === undefined || !('content' in requestBody)) return;
  // A log is text of any media type.
  if (!('application/json' in requestBody.content)) return;
  // Swagger calls every body required; one with a default is not.
  requestBody.required = !Object.values(requestBody.content).some(
    ({ schema }) => schema !== undefined && 'default' in schema,
  );
  responses[400] = problemResponse(['malformed-request', 'invalid-input']);
  responses[413] = problemResponse(['body-too-large']);
  responses[415] = problemResponse(['body-not-json']);
}
