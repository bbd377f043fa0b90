import type { DiscordTestReport, EnvironmentId } from '@envscope/contracts/index.js';
import { ENVIRONMENTS, type Environments } from '@envscope/environments/environments.js';
import { DiscordTester } from '@envscope/integrations/discord/discord.tester.js';
import { say } from '@envscope/texts/say.js';
import { Inject, Injectable } from '@nestjs/common';
import { UnknownEnvironment } from '../http/domain-errors.js';
import { Pacer } from '../http/pacer.js';

const TEST_EVERY_MS = 5_000;
const TEST_TIMEOUT_MS = 10_000;

/** Sends test messages, in both languages at once since a channel's readers may have either. */
@Injectable()
export class DiscordTests {
  private readonly pacer = new Pacer(TEST_EVERY_MS);

  constructor(
    @Inject(ENVIRONMENTS) private readonly environments: Environments,
    private readonly tester: DiscordTester,
  ) {}

  async send(id: EnvironmentId): Promise<DiscordTestReport> {
    const environment = this.environments.find((candidate) => candidate.id === id);
    if (!environment)
      throw new UnknownEnvironment(
        id,
        this.environments.map((known) => known.id),
      );
    this.pacer.admit(id);
    const { ko, en } = environment.name;
    const name = ko === en ? en : `${en} · ${ko}`;
    const words = {
      // The environment first: a phone shows little more of a message.
      title: `${name}: ${inBoth('messages.discordTest.title', ' · ')}`,
      description: inBoth('messages.discordTest.description', '\n'),
      footer: 'Envscope',
    };
    return this.tester.test(environment, words, AbortSignal.timeout(TEST_TIMEOUT_MS));
  }
}

function inBoth(
  key: 'messages.discordTest.title' | 'messages.discordTest.description',
  between: string,
): string {
  return [say('en', key), say('ko', key)].join(between);
}
