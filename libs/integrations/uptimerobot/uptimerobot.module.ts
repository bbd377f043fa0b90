import type { Clock } from '@envscope/integrations/kernel/clock.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { PerEnvironment } from '@envscope/environments/per-environment.js';
import { HTTP_BY_TRUST, type HttpByTrust } from '@envscope/integrations/network/network.http.js';
import { NetworkModule } from '@envscope/integrations/network/network.module.js';
import { Module } from '@nestjs/common';
import { accountKey, createUptimeRobotAccount } from './uptimerobot.account.js';
import { UPTIMEROBOT_CLIENTS, type UptimeRobotClient } from './uptimerobot.client.js';
import { UptimeRobotProbe } from './uptimerobot.probe.js';
import type { UptimeRobotSettings } from './uptimerobot.settings.js';

/** Each environment's monitors at UptimeRobot. */
@Module({
  imports: [NetworkModule],
  providers: [
    {
      provide: UPTIMEROBOT_CLIENTS,
      inject: [ENVIRONMENTS, HTTP_BY_TRUST],
      useFactory: buildClients,
    },
    UptimeRobotProbe,
  ],
  exports: [UptimeRobotProbe],
})
export class UptimeRobotModule {}

/** Environments with one key and the same trust are parts of one account, each with its own tags. */
export function buildClients(
  environments: Environments<{ uptimerobot: UptimeRobotSettings }>,
  httpByTrust: HttpByTrust,
  clock?: Clock,
): PerEnvironment<UptimeRobotClient> {
  const create = (settings: UptimeRobotSettings) =>
    createUptimeRobotAccount(settings, httpByTrust(settings.ca), clock);
  const accounts = PerEnvironment.build('uptimerobot', environments, create, { shareBy: accountKey });
  return PerEnvironment.build('uptimerobot', environments, ({ tags }, { id }) =>
    accounts.for(id).taggedWith(tags),
  );
}
