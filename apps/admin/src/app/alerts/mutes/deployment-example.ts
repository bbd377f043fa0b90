import { Component, computed, DOCUMENT, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { API } from '../../api/api';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { Session } from '../../session/session';
import { CopyButton } from '../../ui/buttons/copy-button';

/** How a deployment mutes its environment by itself: commands to copy. */
@Component({
  selector: 'app-deployment-example',
  imports: [CopyButton, RouterLink],
  template: `
    <h2>{{ words.say('alerting.mute.deployment') }}</h2>
    <p class="hint">{{ words.say('alerting.mute.deploymentNote') }}</p>
    @if (needsKey()) {
      <p class="hint">
        {{ words.say('alerting.mute.deploymentKey') }}
        @if (mayMakeKeys()) {
          <a routerLink="/api-keys">{{ words.say('shell.access.keys') }}</a>
        }
      </p>
    }
    <pre
      tabindex="0"
      [attr.aria-label]="words.say('alerting.mute.deployment')"
    ><code>{{ commands() }}</code></pre>
    <app-copy-button [text]="commands()" [label]="words.say('alerting.mute.copy')" />
  `,
  styles: `
    :host {
      justify-items: start;
    }
    h2 {
      font-size: var(--text-l);
    }
    pre {
      inline-size: 100%;
      margin: 0;
      padding: var(--space-3);
      border-radius: var(--radius-2);
      background: var(--surface-sunken);
      font-size: var(--text-s);
      overflow-x: auto;
    }
  `,
  host: { class: 'panel' },
})
export class DeploymentExample {
  protected readonly words = inject(Words);
  private readonly configuration = inject(Configuration);
  private readonly session = inject(Session);
  private readonly base = inject(DOCUMENT).baseURI;

  /** Where people sign in, programs do not come in without a key either. */
  protected readonly needsKey = computed(() =>
    ['person', 'proxy'].includes(this.session.person()?.kind ?? ''),
  );
  protected readonly mayMakeKeys = computed(() => this.session.may('keys:write', null));

  protected readonly commands = computed(() => {
    // The last one is the one that alerts matter most in.
    const environment = this.configuration.environments().at(-1)?.id ?? 'prod';
    const url = new URL(API.mute, this.base).href;
    const curl = this.needsKey() ? 'curl -fsS -H "Authorization: Bearer $ENVSCOPE_KEY"' : 'curl -fsS';
    return [
      `end=$(date -u -d '+30 minutes' +%Y-%m-%dT%H:%M:%SZ)`,
      `id=$(${curl} ${url} --json '{"kind": "maintenance", "scope": {"environment": "${environment}"},`,
      `  "endsAt": "'$end'", "reason": "Deployment", "by": "CI"}' | jq -r .id)`,
      ``,
      `./deploy.sh`,
      ``,
      `${curl} ${url}/$id/end --json '{"by": "CI"}'`,
    ].join('\n');
  });
}
