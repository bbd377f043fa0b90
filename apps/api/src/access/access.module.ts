import { Global, Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessGuard } from './access.guard.js';
import { OpenPrincipals, Principals } from './principals.js';

/** Who may do what: holds for every route. */
@Global()
@Module({
  providers: [
    { provide: Principals, useClass: OpenPrincipals },
    { provide: APP_GUARD, useClass: AccessGuard },
  ],
  exports: [Principals],
})
export class AccessModule {}
