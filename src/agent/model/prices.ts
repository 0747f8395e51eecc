// US dollars a million tokens, by the beginning of `provider/name`; the longest that fits counts.
import type { Usage } from '../../types.ts';

interface Price {
  readonly input: number;
  /** Tokens that the provider had cached. */
  readonly cached: number;
  readonly output: number;
}

const PRICES: Readonly<Record<string, Price>> = {
  'anthropic/claude-sonnet-4-5': { input: 3, cached: 0.3, output: 15 },
};

/** @returns Undefined for a model whose price is not known. */
export function costOf({ inputTokens, cachedTokens, outputTokens }: Usage, label: string): number | undefined {
  const fitting = Object.keys(PRICES).filter((start) => label.startsWith(start));
  const price = PRICES[fitting.sort((one, other) => other.length - one.length)[0] ?? ''];
  if (price === undefined) return undefined;
  const { input, cached, output } = price;
  return ((inputTokens - cachedTokens) * input + cachedTokens * cached + outputTokens * output) / 1e6;
}
