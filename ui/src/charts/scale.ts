export interface Scale {
  low: number;
  high: number;
  ticks: number[];
}

/** Round numbers that cover a range, at most `most` steps and always through zero. */
export function niceScale(from: number, to: number, most: number): Scale {
  const span = to - from || 1;
  const rough = span / most;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 2.5, 5, 10].find((factor) => factor * power >= rough) ?? 10) * power;
  const low = Math.floor(from / step) * step;
  const ticks: number[] = [];
  for (let tick = low; tick <= to + step * 1e-9; tick += step) ticks.push(Math.round(tick / step) * step);
  return { low, high: Math.max(to, ticks.at(-1) ?? to), ticks };
}
