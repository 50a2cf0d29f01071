import uPlot from "uplot";
import { colour, element } from "./dom.ts";
import type { Metrics } from "./hub.ts";

/** Two minutes, at a look every two seconds. */
const KEPT = 60;
const SIZE = { width: 110, height: 28 };

/** What the hub's process takes, and how that went since the page began to look. */
export class ProcessFigures {
  readonly element = element("div", { className: "process" });
  readonly #uptime = element("b", { textContent: "–" });
  readonly #figures = [
    new Sparkline(
      "memory",
      (each) => each.memory_rss_mb,
      (value) => `${value.toFixed(0)} MB`,
    ),
    new Sparkline(
      "one core",
      (each) => each.cpu_percent,
      (value) => `${value.toFixed(0)} %`,
    ),
    new Sparkline(
      "connections",
      (each) => each.network.tcp_connections,
      (value) => value.toFixed(0),
    ),
  ];

  constructor() {
    this.element.append(
      element("p", {}, element("span", { textContent: "up for" }), this.#uptime),
      ...this.#figures.map((each) => each.element),
    );
  }

  take(metrics: Metrics): void {
    this.#uptime.textContent = duration(metrics.uptime_seconds);
    for (const each of this.#figures) each.take(metrics);
  }
}

class Sparkline {
  readonly element: HTMLElement;
  readonly #of: (metrics: Metrics) => number | undefined;
  readonly #words: (value: number) => string;
  readonly #now = element("b", { textContent: "–" });
  readonly #line = element("div");
  readonly #values: (number | null)[] = [];
  #plot: uPlot | undefined;

  constructor(name: string, of: (metrics: Metrics) => number | undefined, words: (value: number) => string) {
    this.#of = of;
    this.#words = words;
    this.element = element("p", {}, element("span", { textContent: name }), this.#now, this.#line);
  }

  take(metrics: Metrics): void {
    const value = this.#of(metrics);
    this.#now.textContent = value === undefined ? "–" : this.#words(value);
    this.#values.push(value ?? null);
    if (this.#values.length > KEPT) this.#values.shift();
    this.#plot ??= plot(this.#line);
    this.#plot.setData([this.#values.map((_, at) => at), this.#values]);
  }
}

function plot(host: HTMLElement): uPlot {
  return new uPlot(
    {
      ...SIZE,
      legend: { show: false },
      cursor: { show: false },
      padding: [2, 0, 2, 0],
      scales: {
        x: { time: false, range: () => [0, KEPT - 1] },
        y: { range: (_plot, _low, high) => [0, Math.max(high * 1.1, 1)] },
      },
      axes: [{ show: false }, { show: false }],
      series: [{}, { stroke: colour("--accent"), width: 2, points: { show: false } }],
    },
    [[], []],
    host,
  );
}

/** Of seconds, in the two largest units. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [d, h, m] = [Math.floor(whole / 86_400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60];
  if (d > 0) return `${d} d ${h} h`;
  if (h > 0) return `${h} h ${m} min`;
  return m > 0 ? `${m} min ${whole % 60} s` : `${whole} s`;
}
