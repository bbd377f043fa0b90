import type uPlot from 'uplot';
import { MARK_SHAPES, type MarkGroup } from './chart-marks';

/** Colours of a chart by their meaning; each is a class of the chart's swatches. */
export const CHART_INKS = [
  'first',
  'second',
  'third',
  'down',
  'degraded',
  'unknown',
  'mark',
  'grid',
  'axis',
] as const;
export type ChartInk = (typeof CHART_INKS)[number];

/** One line of a chart: a value per moment, null where nothing was measured. */
export interface ChartLine {
  readonly label: string;
  readonly values: readonly (number | null)[];
  readonly ink: ChartInk;
}

/** A stretch of time that is shaded, and what that says in words. */
export interface ChartSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly ink: ChartInk;
  readonly label: string;
}

/** What a chart draws. Moments are milliseconds since 1970, ascending, one per value of each line. */
export interface ChartContent {
  readonly moments: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  /** The highest value of the axis, where several charts share one; its own highest without. */
  readonly highest?: number;
  readonly lines: readonly ChartLine[];
  readonly spans: readonly ChartSpan[];
  readonly value: (value: number) => string;
  /** What may lie between two marks of the value axis; round numbers without. */
  readonly steps?: readonly number[] | undefined;
  /** Words of the time axis for its marks, which are `stepMs` apart. */
  readonly mark: (atMs: number, stepMs: number) => string;
}

interface PlotOptions {
  readonly width: number;
  readonly height: number;
  readonly font: string;
  /** A colour as the canvas takes it, asked anew for each drawing so that a change of theme shows. */
  readonly colorOf: (ink: ChartInk) => string;
  readonly onPoint: (index: number | null) => void;
  /** What is marked now; asked for at each drawing. */
  readonly marks: () => readonly MarkGroup[];
}

/** Height of the solid strip that says a span's state where a faint shade would be missed. */
const STRIP_PX = 3;

function shade(plot: uPlot, spans: readonly ChartSpan[], colorOf: (ink: ChartInk) => string): void {
  const { ctx, bbox } = plot;
  const clamp = (x: number) => Math.min(Math.max(x, bbox.left), bbox.left + bbox.width);
  const strip = STRIP_PX * devicePixelRatio;
  ctx.save();
  for (const span of spans) {
    const left = clamp(plot.valToPos(span.fromMs, 'x', true));
    const width = Math.max(clamp(plot.valToPos(span.toMs, 'x', true)) - left, devicePixelRatio);
    ctx.fillStyle = colorOf(span.ink);
    ctx.globalAlpha = 0.1;
    ctx.fillRect(left, bbox.top, width, bbox.height);
    ctx.globalAlpha = 1;
    ctx.fillRect(left, bbox.top + bbox.height - strip, width, strip);
  }
  ctx.restore();
}

/** Size of a mark's shape, above the lines. */
const MARK_PX = 12;

/** A dashed line at each group's moment, with its shape on top. */
function drawMarks(plot: uPlot, groups: readonly MarkGroup[], colorOf: (ink: ChartInk) => string): void {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const { atMs, shape } of groups) {
    const x = Math.round(plot.valToPos(atMs, 'x', true));
    const color = colorOf(shape === 'incident' ? 'down' : 'mark');
    ctx.strokeStyle = color;
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.save();
    ctx.translate(x - (MARK_PX / 2) * devicePixelRatio, bbox.top - (MARK_PX + 1) * devicePixelRatio);
    ctx.scale(devicePixelRatio, devicePixelRatio);
    ctx.fillStyle = color;
    ctx.fill(new Path2D(MARK_SHAPES[shape]));
    ctx.restore();
  }
  ctx.restore();
}

/** The widest of the words decides how much room an axis takes. */
function widthOf(words: readonly string[], plot: uPlot, font: string): number {
  plot.ctx.save();
  plot.ctx.font = font;
  const widest = Math.max(0, ...words.map((word) => plot.ctx.measureText(word).width));
  plot.ctx.restore();
  return Math.ceil(widest);
}

/** Of marks that are rounded to the same word only the exact one keeps it: zero the first, any other the last. */
function unlike(words: readonly string[]): string[] {
  return words.map((word, index) =>
    index > 0 && (word === words[0] || word === words[index + 1]) ? '' : word,
  );
}

/** The word beside a mark. Zero needs no unit where the others have several. */
function markOf(mark: number, { steps, value }: ChartContent): string {
  return mark === 0 && steps !== undefined ? '0' : value(mark);
}

/** Options of uPlot for one content. */
export function plotOptions(content: ChartContent, options: PlotOptions): uPlot.Options {
  const { colorOf, font } = options;
  const axis: uPlot.Axis = {
    font,
    stroke: () => colorOf('axis'),
    grid: { stroke: () => colorOf('grid'), width: 1 },
    ticks: { show: false },
    gap: 6,
  };
  return {
    width: options.width,
    height: options.height,
    ms: 1,
    // The last time below is half as wide as this, and is not to be cut.
    padding: [MARK_PX + 4, 20, 0, 0],
    legend: { show: false },
    cursor: { drag: { setScale: false, x: false, y: false }, y: false },
    scales: {
      x: { time: true, range: () => [content.fromMs, content.toMs] },
      // From zero: a chart that starts at its lowest value makes a ripple look like a wave.
      y: {
        range: (_plot, _low, high) => {
          const top = content.highest ?? high;
          return [0, top > 0 ? top * 1.1 : 1];
        },
      },
    },
    axes: [
      {
        ...axis,
        grid: { show: false },
        space: 64,
        size: 28,
        values: (_plot, marks, _axis, _space, stepMs) => marks.map((at) => content.mark(at, stepMs)),
      },
      {
        ...axis,
        space: 40,
        size: (plot, words) => widthOf(words ?? [], plot, font) + 12,
        ...(content.steps && { incrs: [...content.steps] }),
        values: (_plot, marks) => unlike(marks.map((mark) => markOf(mark, content))),
      },
    ],
    series: [
      {},
      ...content.lines.map((line): uPlot.Series => ({
        label: line.label,
        stroke: () => colorOf(line.ink),
        width: 1.75,
        points: { show: isAlone(line.values), size: 5, fill: () => colorOf(line.ink) },
      })),
    ],
    hooks: {
      drawClear: [(plot) => shade(plot, content.spans, colorOf)],
      draw: [(plot) => drawMarks(plot, options.marks(), colorOf)],
      setCursor: [(plot) => options.onPoint(plot.cursor.idx ?? null)],
    },
  };
}

/** Values that stand between two gaps have no line: then points show them. */
function isAlone(values: readonly (number | null)[]): boolean {
  return values.some(
    (value, index) =>
      value !== null && (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null,
  );
}

/** The content's values as uPlot takes them. */
export function plotData(content: ChartContent): uPlot.AlignedData {
  return [[...content.moments], ...content.lines.map((line) => [...line.values])];
}
