/** What a person reads, and the exit code. */
export interface AuditReport {
  readonly text: string;
  /** 0: no known holes; 1: some; 2: nobody knows. */
  readonly code: 0 | 1 | 2;
}

interface Vulnerability {
  readonly name: string;
  readonly severity: string;
  readonly range: string;
  readonly via: readonly (string | { readonly title: string; readonly url: string })[];
  readonly fixAvailable: boolean | { readonly name: string; readonly version: string };
}

const SEVERITIES = ['critical', 'high', 'moderate', 'low', 'info'];

/** Reads what `npm audit --json` printed. */
export function reportOf(output: string): AuditReport {
  const found = parse(output);
  if (!found) {
    const text =
      'Nobody knows: the registry answers no question about known holes (npm audit), or cannot be reached.\n' +
      'Ask another one: npm run audit -- --registry=<its address>';
    return { text, code: 2 };
  }
  const holes = Object.values(found).sort((one, other) => rank(one) - rank(other));
  if (holes.length === 0) return { text: 'The registry knows of no holes in what is installed.', code: 0 };
  const count = `${holes.length} ${holes.length === 1 ? 'package has' : 'packages have'} known holes:`;
  return { text: [count, ...holes.map(lineOf)].join('\n'), code: 1 };
}

function parse(output: string): Readonly<Record<string, Vulnerability>> | undefined {
  try {
    const { vulnerabilities } = JSON.parse(output) as {
      vulnerabilities?: Record<string, Vulnerability>;
    };
    return vulnerabilities;
  } catch {
    return undefined;
  }
}

const rank = ({ severity }: Vulnerability): number => SEVERITIES.indexOf(severity);

function lineOf({ name, severity, range, via, fixAvailable }: Vulnerability): string {
  const causes = via.map((cause) =>
    typeof cause === 'string' ? `by ${cause}` : `${cause.title} (${cause.url})`,
  );
  const cure =
    typeof fixAvailable === 'object'
      ? `fixed by ${fixAvailable.name} ${fixAvailable.version}`
      : fixAvailable
        ? 'fixed by npm audit fix'
        : 'no fix yet';
  return `  ${severity}: ${name} ${range}: ${causes.join('; ')}; ${cure}`;
}
