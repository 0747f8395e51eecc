// How long a run took in; where the marks of its time line stand, with what is written at them, out.

export interface Tick {
  readonly at: number;
  readonly label: string;
}

const MOST_TICKS = 6;
/** What people count in: the steps of each unit, and what one of it is in milliseconds. */
const UNITS = [
  { unit: 'ms', ms: 1, steps: [1, 2, 5, 10, 20, 50, 100] },
  { unit: 's', ms: 1000, steps: [0.2, 0.5, 1, 2, 5, 10, 15, 30] },
  { unit: 'min', ms: 60_000, steps: [1, 2, 5, 10, 15, 30] },
  { unit: 'h', ms: 3_600_000, steps: [1, 2, 3, 6, 12] },
  { unit: 'd', ms: 86_400_000, steps: [1, 2, 5, 10, 50, 100, 1000, 10_000, 100_000_000] },
];

export function ticksOf(endMs: number): readonly Tick[] {
  const all = UNITS.flatMap(({ unit, ms, steps }) => steps.map((step) => ({ unit, ms, step: step * ms })));
  const found = all.find(({ step }) => endMs / step < MOST_TICKS);
  if (found === undefined) return [];
  const { unit, ms, step } = found;
  const count = Math.floor(endMs / step) + 1;
  return Array.from({ length: count }, (_, at) => ({ at: at * step, label: `${(at * step) / ms} ${unit}` }));
}
