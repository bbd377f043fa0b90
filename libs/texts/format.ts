import { dateFormat, madeOnce, numberFormat } from './formatters.js';
import type { Language, Param } from './texts.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const KIBI = 1024;
const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;

const listFormat = madeOnce(Intl.ListFormat);
const durationFormat = madeOnce(Intl.DurationFormat);

/** `12,345.68`: at most two decimals, fewer for large numbers. */
export function formatNumber(language: Language, value: number): string {
  const maximumFractionDigits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return numberFormat(language, { maximumFractionDigits }).format(value);
}

/** `99.95%` of a share 0-1. Never rounds up to 100 % what is less. */
export function formatRatio(language: Language, ratio: number): string {
  const maximumFractionDigits = ratio > 0.99 && ratio < 1 ? 3 : 1;
  const roundingMode = ratio > 0.99 && ratio < 1 ? 'floor' : 'halfExpand';
  return numberFormat(language, { style: 'percent', maximumFractionDigits, roundingMode }).format(ratio);
}

/** `512 MB`; units of 1024. */
export function formatBytes(language: Language, bytes: number): string {
  const power = bytes < 1 ? 0 : Math.min(Math.floor(Math.log(bytes) / Math.log(KIBI)), BYTE_UNITS.length - 1);
  const value = bytes / KIBI ** power;
  return numberFormat(language, {
    style: 'unit',
    unit: BYTE_UNITS[power] ?? 'byte',
    unitDisplay: power === 0 ? 'narrow' : 'short',
    maximumFractionDigits: value >= 100 ? 0 : 1,
  }).format(value);
}

/** `0.4 ms`, `230 ms`, `2.3 s`, `4m 10s`, `3h 12m`, `5d 2h`: the two largest units. */
export function formatDuration(language: Language, durationMs: number): string {
  if (durationMs < SECOND_MS) return formatUnit(language, 'millisecond', durationMs, durationMs < 10 ? 1 : 0);
  if (durationMs < MINUTE_MS) {
    return formatUnit(language, 'second', durationMs / SECOND_MS, durationMs < 10 * SECOND_MS ? 1 : 0);
  }
  const whole = Math.round(durationMs / SECOND_MS) * SECOND_MS;
  const days = Math.floor(whole / DAY_MS);
  const hours = Math.floor((whole % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((whole % HOUR_MS) / MINUTE_MS);
  const seconds = Math.floor((whole % MINUTE_MS) / SECOND_MS);
  const parts = days > 0 ? { days, hours } : hours > 0 ? { hours, minutes } : { minutes, seconds };
  return durationFormat(language, { style: 'narrow' }).format(parts);
}

/** `Nov 23, 06:32`; the zone is named where `zone` is `short`. */
export function formatInstant(language: Language, instant: string, zone?: 'short'): string {
  return dateFormat(language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: zone,
  }).format(new Date(instant));
}

/** `06:32`, the time of day alone; `06:32:08` where `second` is `2-digit`. */
export function formatTime(language: Language, instant: string, second?: '2-digit'): string {
  return dateFormat(language, { hour: '2-digit', minute: '2-digit', second, hourCycle: 'h23' }).format(
    new Date(instant),
  );
}

/** `Nov 23, 2026, 06:32:08 UTC`: with year, second and zone. */
export function formatMoment(language: Language, instant: string): string {
  const date = new Date(instant);
  const written = dateFormat(language, {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(date);
  // Asked for with the rest, it would have Korean spell out hours and minutes, which it does nowhere else.
  const zone = dateFormat(language, { timeZoneName: 'short' })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName');
  return `${written} ${zone?.value}`;
}

/**
 * Formats a value by the end of its name: `…At` ISO 8601, `…Ms`, `…Ratio`, `…Bytes`, `…ocations` a list of names. Others stand as they are, since
 * they may be codes; fractions, which are none, are rounded. `zone` as for `formatInstant`.
 */
export function formatNamed(language: Language, name: string, value: Param, zone?: 'short'): Param {
  if (name.endsWith('At') && typeof value === 'string') return formatInstant(language, value, zone);
  if (typeof value === 'string') return name.endsWith('ocations') ? listed(language, value) : value;
  if (name.endsWith('Ms')) return formatDuration(language, value);
  if (name.endsWith('Ratio')) return formatRatio(language, value);
  if (name.endsWith('Bytes')) return formatBytes(language, value);
  return Number.isInteger(value) ? String(value) : formatNumber(language, value);
}

/**
 * All values of a reason, each formatted by its name. A `measurement` becomes its name in the language, and `value` and
 * `threshold` are formatted by the measurement's name.
 */
export function formatParams(
  language: Language,
  params: Readonly<Record<string, Param>>,
  nameOf: (measurement: string) => string,
  zone?: 'short',
): Record<string, Param> {
  const { measurement } = params;
  const formatted = (name: string, value: Param): Param => {
    if (typeof measurement !== 'string') return formatNamed(language, name, value, zone);
    if (name === 'measurement') return nameOf(measurement);
    return formatNamed(language, MEASURED.has(name) ? measurement : name, value, zone);
  };
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, formatted(name, value)]));
}

function listed(language: Language, names: string): string {
  return listFormat(language, {}).format(names.split(', '));
}

const MEASURED: ReadonlySet<string> = new Set(['value', 'threshold']);

/** A measurement's name as words, for one that has none: `memoryUsedBytes` is "Memory used". */
export function spellOut(name: string): string {
  const words = name
    .replace(/(?:Ms|Ratio|Bytes)$/, '')
    .replace(/([A-Z0-9]+)/g, (part) => ` ${part.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function formatUnit(language: Language, unit: string, value: number, maximumFractionDigits: number): string {
  return numberFormat(language, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits,
  }).format(value);
}
