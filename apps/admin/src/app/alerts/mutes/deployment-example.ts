import { Component, computed, DOCUMENT, inject } from '@angular/core';
import { API } from '../../api/api';
import { Configuration } from '../../configuration/configuration';
import { Words } from '../../language/words';
import { CopyButton } from '../../ui/buttons/copy-button';

/** How a deployment mutes its environment by itself: commands to copy. */
@Component({
  selector: 'app-deployment-example',
  imports: [CopyButton],
  template: `
    <h2>{{ words.say('alerting.mute.deployment') }}</h2>
    <p class="hint">{{ words.say('alerting.mute.deploymentNote') }}</p>
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
  private readonly base = inject(DOCUMENT).baseURI;

  protected readonly commands = computed(() => {
    // The last one is the one that alerts matter most in.
    const environment = this.configuration.environments().at(-1)?.id ?? 'prod';
    const url = new URL(API.mute, this.base).href;
    return [
      `end=$(date -u -d '+30 minutes' +%Y-%m-%dT%H:%M:%SZ)`,
      `id=$(curl -fsS ${url} --json '{"kind": "maintenance", "scope": {"environment": "${environment}"},`,
      `  "endsAt": "'$end'", "reason": "Deployment", "by": "CI"}' | jq -r .id)`,
      ``,
      `./deploy.sh`,
      ``,
      `curl -fsS ${url}/$id/end --json '{"by": "CI"}'`,
    ].join('\n');
  });
}
