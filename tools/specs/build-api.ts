/** Builds the API once, before any spec of the built console runs: several that build side by side would empty its folder for each other. */
import { buildApiIfChanged } from '../build.ts';

export default function buildApi(): void {
  buildApiIfChanged();
}
