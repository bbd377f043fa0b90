import { Module, type DynamicModule } from '@nestjs/common';
import { ConfigModule, ConfigService } from '@nestjs/config';
import { ENVIRONMENTS } from '@envscope/environments/environments.js';
import { PROXY_SETTINGS } from '@envscope/integrations/network/network.settings.js';
import { PRIVATE_TARGETS } from '@envscope/integrations/network/reach/target-policy.js';
import type { Settings } from './settings.js';
import { Redactor } from './redaction/redactor.js';

/** Token of the `ConsoleSettings`. */
export const CONSOLE_SETTINGS = Symbol('CONSOLE_SETTINGS');

/** Token of the `SettingsWarning`s with which the console started. */
export const SETTINGS_WARNINGS = Symbol('SETTINGS_WARNINGS');

/** Gives every module the settings that the start has read and checked. */
@Module({})
export class SettingsModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: SettingsModule,
      global: true,
      imports: [
        ConfigModule.forRoot({ ignoreEnvFile: true, ignoreEnvVars: true, load: [() => ({ settings })] }),
      ],
      providers: [
        provide(ENVIRONMENTS, (all) => all.environments),
        provide(CONSOLE_SETTINGS, (all) => all.console),
        provide(SETTINGS_WARNINGS, (all) => all.warnings),
        provide(PROXY_SETTINGS, (all) => all.console.proxies),
        provide(PRIVATE_TARGETS, (all) => all.console.allowedPrivateTargets),
        provide(Redactor, (all) => new Redactor(all.secrets)),
      ],
      exports: [ENVIRONMENTS, CONSOLE_SETTINGS, SETTINGS_WARNINGS, PROXY_SETTINGS, PRIVATE_TARGETS, Redactor],
    };
  }
}

function provide<T>(token: symbol | (abstract new (...args: never[]) => T), pick: (settings: Settings) => T) {
  return {
    provide: token,
    inject: [ConfigService],
    useFactory: (config: ConfigService) => pick(config.getOrThrow<Settings>('settings')),
  };
}
