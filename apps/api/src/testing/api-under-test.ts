import { StoreHealth } from '@envscope/monitoring/store-health/store-health.js';
import { Redactor } from '@envscope/settings/redaction/redactor.js';
import { Global, Module, type INestApplication, type ModuleMetadata } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { AccessModule } from '../access/access.module.js';
import { OpenPrincipals, Principals } from '../access/principals.js';
import { AuditNotes } from '../audit/audit-notes.js';
import { HttpSurfaceModule } from '../http/http-surface.module.js';
import { ApiClient } from './api-client.js';

@Global()
@Module({
  providers: [
    AuditNotes,
    { provide: Redactor, useValue: new Redactor([]) },
    { provide: StoreHealth, useFactory: () => new StoreHealth() },
    { provide: Principals, useClass: OpenPrincipals },
  ],
  exports: [AuditNotes, Principals, Redactor, StoreHealth],
})
class NoSecretsModule {}

/** Controllers with what holds for every route, listening, over the providers that a spec gives them. */
export class ApiUnderTest extends ApiClient {
  private constructor(
    private readonly app: INestApplication,
    url: string,
  ) {
    super(url);
  }

  static async start(parts: Pick<ModuleMetadata, 'controllers' | 'providers'>): Promise<ApiUnderTest> {
    const imports = [NoSecretsModule, AccessModule, HttpSurfaceModule];
    const module = await Test.createTestingModule({ imports, ...parts }).compile();
    const app = module.createNestApplication({ logger: ['error'] });
    app.setGlobalPrefix('api');
    await app.listen(0, '127.0.0.1');
    return new ApiUnderTest(app, await app.getUrl());
  }

  /** How the console finds its store. */
  get storeHealth(): StoreHealth {
    return this.app.get(StoreHealth);
  }

  close(): Promise<void> {
    return this.app.close();
  }
}
