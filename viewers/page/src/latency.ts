import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { colour } from "./dom.ts";

/** As many as two minutes of a tracker at 60 Hz; older ones fall out. */
const KEPT = 8192;
const LEAST_MILLIS = 0.25;
const STEPS_AN_OCTAVE = 3;
const BINS = 33;
const DRAW_MILLIS = 500;

/** The newest latencies and how they spread. Pure. */
export class Latencies {
  readonly #ring = new Float64Array(KEPT);
  #count = 0;

  add(millis: number): void {
    this.#ring[this.#count++ % KEPT] = millis;
  }

  get count(): number {
    return Math.min(this.#count, KEPT);
  }

  /** @param quantile 0 to 1; NaN where there are none */
  quantiles(...quantiles: number[]): number[] {
    const sorted = this.#ring.slice(0, this.count).sort();
    return quantiles.map((q) => sorted[Math.min(Math.floor(q * sorted.length), sorted.length - 1)] ?? NaN);
  }

  /** Counts in bins that grow by the third root of two; what lies outside is in the first or the last. */
  histogram(): number[] {
    const counts = new Array<number>(BINS).fill(0);
    for (const millis of this.#ring.subarray(0, this.count)) counts[binOf(millis)]!++;
    return counts;
  }

  clear(): void {
    this.#count = 0;
  }
}

/** Where the bins begin, in milliseconds. */
export const EDGES = Array.from({ length: BINS }, (_, i) => LEAST_MILLIS * 2 ** (i / STEPS_AN_OCTAVE));

function binOf(millis: number): number {
  const bin = Math.floor(Math.log2(Math.max(millis, LEAST_MILLIS) / LEAST_MILLIS) * STEPS_AN_OCTAVE);
  return Math.min(bin, BINS - 1);
}

/** Draws them twice a second. */
export function latencyChart(
  host: HTMLElement,
  latencies: Latencies,
  tell: (p50: number, p99: number, count: number) => void,
): void {
  let marks: number[] = [];
  const axis = {
    stroke: colour("--quiet"),
    font: "15px system-ui, sans-serif",
    grid: { show: false },
    ticks: { show: false },
  };
  const plot = new uPlot(
    {
      width: host.clientWidth,
      height: host.clientHeight,
      legend: { show: false },
      cursor: { show: false },
      padding: [8, 12, 0, 8],
      scales: {
        x: { time: false, distr: 3, log: 2, range: () => [EDGES[0]!, EDGES.at(-1)!] },
        y: { range: (_plot, _low, high) => [0, Math.max(high, 1)] },
      },
      axes: [
        {
          ...axis,
          size: 24,
          gap: 2,
          splits: () => [0.5, 2, 8, 32, 128],
          filter: (_plot, at) => at,
          values: (_plot, at) => at.map((ms) => `${ms}`),
        },
        { show: false },
      ],
      series: [
        {},
        {
          fill: colour("--accent"),
          width: 0,
          points: { show: false },
          paths: uPlot.paths.bars!({ size: [0.86, 100], align: 1 }),
        },
      ],
      hooks: {
        draw: [
          ({ ctx, bbox, valToPos }) =>
            marks.forEach((mark, i) => {
              const x = Math.round(valToPos(mark, "x", true));
              ctx.fillStyle = colour(i === 0 ? "--good" : "--warm");
              ctx.fillRect(x, bbox.top, Math.max(2, devicePixelRatio * 2), bbox.height);
            }),
        ],
      },
    },
    [EDGES, new Array(BINS).fill(0)],
    host,
  );
  new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height: host.clientHeight })).observe(host);
  setInterval(() => {
    if (document.hidden) return;
    const [p50 = NaN, p99 = NaN] = latencies.quantiles(0.5, 0.99);
    marks = [p50, p99]
      .filter((mark) => Number.isFinite(mark))
      .map((ms) => Math.min(Math.max(ms, EDGES[0]!), EDGES.at(-1)!));
    plot.setData([EDGES, latencies.histogram()]);
    tell(p50, p99, latencies.count);
  }, DRAW_MILLIS);
}
