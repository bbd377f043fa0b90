import { MonitoringModule } from '@envscope/monitoring/monitoring.module.js';
import { Global, Module } from '@nestjs/common';
import { ApiKeyPrincipals } from './api-key-principals.js';
import { ApiKeys } from './api-keys.js';
import { ApiKeysController } from './api-keys.controller.js';
import { KeyRing } from './key-ring.js';

/** Lets programs in by the keys that people make for them. */
@Global()
@Module({
  imports: [MonitoringModule],
  controllers: [ApiKeysController],
  providers: [KeyRing, ApiKeys, ApiKeyPrincipals],
  exports: [ApiKeyPrincipals],
})
export class ApiKeysModule {}
