// What a row finds: a line of its output. A figure knows its unit and, where there is one, its goal.

export interface Finding {
  /** A command, or a quantity. */
  readonly what: string;
  readonly measured?: Figure;
  readonly peak?: Figure;
  /** Our time divided by the time of the command that this line is about. */
  readonly ratio?: Figure;
  readonly note?: string;
}

export interface Figure {
  readonly value: number;
  readonly unit: string;
  readonly goal?: Goal;
}

export interface Goal {
  readonly at: 'most' | 'least';
  readonly limit: number;
}

/** With the largest value that is good enough, where there is a goal. */
export function figure(value: number, unit: string, limit?: number): Figure {
  return limit === undefined ? { value, unit } : { value, unit, goal: { at: 'most', limit } };
}

export function figures({ measured, peak, ratio }: Finding): Figure[] {
  return [measured, peak, ratio].filter((one) => one !== undefined);
}

/** As many digits as tell something. */
export function digits({ value, unit }: Figure): string {
  return value.toFixed(unit === 'x' || (value < 10 && unit !== 'MB') ? 2 : 0);
}

/** The figure as it is shown decides: nobody should read that 0.90 is more than 0.9. */
export function isMet(figure: Figure): boolean {
  const { goal } = figure;
  const value = Number(digits(figure));
  return goal === undefined || (goal.at === 'most' ? value <= goal.limit : value >= goal.limit);
}
