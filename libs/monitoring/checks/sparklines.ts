import type {
  EnvironmentId,
  MeasurementName,
  Observation,
  ServiceKind,
  Sparkline,
} from '@envscope/contracts/index.js';
import { LATENCY, type ObservationStore } from '@envscope/store/observation-store.js';

const STEP_MS = 60_000;
const BUCKETS = 60;
/** The mean over more targets than this is not read back from the store at the start; it grows anew. */
const RESTORED_TARGETS = 20;

interface MinuteBucket {
  sum: number;
  count: number;
}

/** Keeps the last hour of each service's headline measurement, the mean of its targets per minute. */
export class Sparklines {
  private readonly buckets = new Map<string, Map<number, MinuteBucket>>();

  constructor(
    private readonly headlines: ReadonlyMap<ServiceKind, MeasurementName>,
    private readonly now: () => number = Date.now,
  ) {}

  /** Reads the last hour of a service back from the store. */
  async restore(observation: Observation, store: ObservationStore): Promise<void> {
    const { environment, service } = observation;
    const measurement = this.headlines.get(service);
    if (!measurement || observation.results.length > RESTORED_TARGETS) return;
    const toMs = this.now();
    const series = await Promise.all(
      observation.results.map(({ target }) =>
        store.series({
          environment,
          service,
          target,
          measurement,
          fromMs: toMs - BUCKETS * STEP_MS,
          toMs,
          stepMs: STEP_MS,
        }),
      ),
    );
    for (const point of series.flat()) {
      if (point.mean !== null) this.add(environment, service, Date.parse(point.at), point.mean);
    }
  }

  /** Adds what an observation measured. */
  note(observation: Observation): void {
    const measurement = this.headlines.get(observation.service);
    if (!measurement) return;
    for (const result of observation.results) {
      const value = measurement === LATENCY ? result.latencyMs : result.measurements[measurement];
      if (value !== null && value !== undefined) {
        this.add(observation.environment, observation.service, Date.parse(result.checkedAt), value);
      }
    }
  }

  /** The last hour; null for a service without a headline or without any value. */
  of(environment: EnvironmentId, service: ServiceKind): Sparkline | null {
    const measurement = this.headlines.get(service);
    const buckets = this.buckets.get(`${environment}/${service}`);
    if (!measurement || !buckets) return null;
    const first = bucketOf(this.now()) - (BUCKETS - 1) * STEP_MS;
    const values = Array.from({ length: BUCKETS }, (_, index) => {
      const bucket = buckets.get(first + index * STEP_MS);
      return bucket ? bucket.sum / bucket.count : null;
    });
    return { measurement, from: new Date(first).toISOString(), stepMs: STEP_MS, values };
  }

  private add(environment: EnvironmentId, service: ServiceKind, atMs: number, value: number): void {
    const key = `${environment}/${service}`;
    const buckets = this.buckets.get(key) ?? new Map<number, MinuteBucket>();
    this.buckets.set(key, buckets);
    const start = bucketOf(atMs);
    const bucket = buckets.get(start);
    if (bucket) {
      bucket.sum += value;
      bucket.count += 1;
      return;
    }
    buckets.set(start, { sum: value, count: 1 });
    const newest = bucketOf(this.now());
    // A clock that was set back leaves buckets in times that come again.
    for (const at of buckets.keys()) if (at < newest - BUCKETS * STEP_MS || at > newest) buckets.delete(at);
  }
}

const bucketOf = (atMs: number) => Math.floor(atMs / STEP_MS) * STEP_MS;
