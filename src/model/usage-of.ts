// What a provider counted for a reply in; tokens that can be believed, and what they cost, out.
import type { Usage } from '../types.ts';
import { costOf } from './prices.ts';
import type { Reply } from './stream-reply.ts';

/** @param price What the model's price is known by. */
export function usageOf({ tokens }: Reply, price: string | undefined): Usage {
  const usage = { inputTokens: sane(tokens.input), cachedTokens: sane(tokens.cached), outputTokens: sane(tokens.output) };
  const costUsd = price === undefined ? undefined : costOf(usage, price);
  return costUsd === undefined ? usage : { ...usage, costUsd };
}

/** Servers may say anything. */
function sane(tokens: number): number {
  return Number.isSafeInteger(tokens) && tokens >= 0 ? tokens : 0;
}
