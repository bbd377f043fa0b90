import { Module, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { APP_FILTER, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { inputValidation } from './input/input-validation.pipe.js';
import { ProblemFilter } from './problems/problem.filter.js';

/** What holds for every route: input is checked, output is checked, errors become problem details. */
@Module({
  providers: [
    { provide: APP_FILTER, useClass: ProblemFilter },
    { provide: APP_PIPE, useFactory: inputValidation },
    { provide: APP_INTERCEPTOR, useClass: StandardSchemaSerializerInterceptor },
  ],
})
export class HttpSurfaceModule {}
