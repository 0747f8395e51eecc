// What tokens cost, as the providers listed it in November 2026; a model that is not here has no price, rather than a wrong one.
import type { Usage } from '../types.ts';

/** US dollars a million tokens: those sent, those of them that the provider had cached, and those that came back. */
type Price = readonly [input: number, cached: number, output: number];

/** Of tiered prices the lowest, of DeepSeek's the one of peak hours. */
const PRICES: Readonly<Record<string, Price>> = {
  'anthropic/claude-fable-5': [10, 1, 50],
  'anthropic/claude-fable-5-1': [10, 0.25, 50],
  'anthropic/claude-fable-5-2': [8, 0.2, 40],
  'anthropic/claude-haiku-4-5': [1, 0.1, 5],
  'anthropic/claude-haiku-5-5': [0.1, 0.01, 0.5],
  'anthropic/claude-opus-4-5': [5, 0.5, 25],
  'anthropic/claude-opus-4-6': [5, 0.5, 25],
  'anthropic/claude-opus-4-7': [5, 0.5, 25],
  'anthropic/claude-opus-4-8': [5, 0.5, 25],
  'anthropic/claude-opus-5': [5, 0.5, 25],
  'anthropic/claude-opus-5-5': [4, 0.2, 20],
  'anthropic/claude-sonnet-4-5': [3, 0.3, 15],
  'anthropic/claude-sonnet-4-6': [3, 0.3, 15],
  'anthropic/claude-sonnet-5': [2, 0.2, 10],
  'anthropic/claude-sonnet-5-5': [2, 0.1, 10],
  'openai/gpt-4.1': [2, 0.5, 8],
  'openai/gpt-4.1-mini': [0.4, 0.1, 1.6],
  'openai/gpt-4.1-nano': [0.1, 0.025, 0.4],
  'openai/gpt-4o': [2.5, 1.25, 10],
  'openai/gpt-4o-2024-05-13': [5, 5, 15],
  'openai/gpt-4o-mini': [0.15, 0.075, 0.6],
  'openai/gpt-5': [1.25, 0.125, 10],
  'openai/gpt-5-mini': [0.25, 0.025, 2],
  'openai/gpt-5-nano': [0.05, 0.005, 0.4],
  'openai/gpt-5.1': [1.25, 0.125, 10],
  'openai/gpt-5.2': [1.75, 0.175, 14],
  'openai/gpt-5.3-codex': [1.75, 0.175, 14],
  'openai/gpt-5.4': [2.5, 0.25, 15],
  'openai/gpt-5.4-mini': [0.75, 0.075, 4.5],
  'openai/gpt-5.4-nano': [0.2, 0.02, 1.25],
  'openai/gpt-5.4-pro': [30, 30, 180],
  'openai/gpt-5.5': [5, 0.5, 30],
  'openai/gpt-5.5-pro': [30, 30, 180],
  'openai/gpt-5.6-luna': [0.2, 0.02, 1.2],
  'openai/gpt-5.6-sol': [4, 0.4, 20],
  'openai/gpt-5.6-terra': [2, 0.2, 12],
  'openai/gpt-6-astra': [10, 1, 50],
  'openai/gpt-6-luna': [0.1, 0.01, 0.5],
  'openai/gpt-6-sol': [2, 0.2, 10],
  'openai/gpt-6.1-sol': [2, 0.1, 10],
  'openai/gpt-6.1-terra': [1, 0.05, 5],
  'openai/gpt-6.2-sol': [2, 0.1, 10],
  'openai/o3': [2, 0.5, 8],
  'openai/o3-mini': [1.1, 0.55, 4.4],
  'openai/o4-mini': [1.1, 0.275, 4.4],
  'openai/o4-mini-deep-research': [2, 0.5, 8],
  'google/gemini-2.5-flash': [0.3, 0.03, 2.5],
  'google/gemini-2.5-flash-lite': [0.1, 0.01, 0.4],
  'google/gemini-2.5-pro': [1.25, 0.125, 10],
  'google/gemini-3-flash-preview': [0.5, 0.05, 3],
  'google/gemini-3.1-flash-lite': [0.25, 0.025, 1.5],
  'google/gemini-3.1-pro-preview': [2, 0.2, 12],
  'google/gemini-3.5-flash-lite': [0.3, 0.03, 2.5],
  'google/gemini-3.6-flash': [0.75, 0.075, 3.75], // Until 2026-12-31, then 1.5, 0.15, 7.5.
  'google/gemini-3.7-flash': [0.75, 0.075, 3.75],
  'google/gemini-3.8-flash': [0.75, 0.075, 3.75], // Until 2026-12-31, then 1.5, 0.15, 7.5.
  'google/gemini-4-argon': [2, 0.1, 10], // Until 2026-11-30, then 4, 0.2, 20.
  'google/gemini-4-carbon': [2, 0.1, 10], // Until 2026-11-30, then 4, 0.2, 20.
  'deepseek/deepseek-flash': [0.3, 0.006, 1.2],
  'deepseek/deepseek-v4-flash': [0.3, 0.006, 1.2],
  'deepseek/deepseek-v4-pro': [1.32, 0.044, 3.96],
  'mistral/codestral-2508': [0.3, 0.03, 0.9],
  'mistral/codestral-latest': [0.3, 0.03, 0.9],
  'mistral/ministral-14b-2512': [0.2, 0.02, 0.2],
  'mistral/ministral-3b-2512': [0.1, 0.01, 0.1],
  'mistral/ministral-8b-2512': [0.15, 0.015, 0.15],
  'mistral/mistral-large-2512': [0.5, 0.05, 1.5],
  'mistral/mistral-medium-2604': [1.5, 0.15, 7.5],
  'mistral/mistral-medium-latest': [1.5, 0.15, 7.5],
  'mistral/mistral-small-2603': [0.15, 0.015, 0.6],
  'mistral/mistral-small-latest': [0.15, 0.015, 0.6],
  'xai/grok-4.3': [1.25, 0.2, 2.5],
  'xai/grok-4.5': [2, 0.3, 6],
  'xai/grok-4.6': [2, 0.5, 6],
  'xai/grok-4.7': [2, 0.5, 6],
  'groq/openai/gpt-oss-120b': [0.15, 0.075, 0.6],
  'groq/openai/gpt-oss-20b': [0.075, 0.0375, 0.3],
  'groq/qwen/qwen3.8-27b': [0.8, 0.8, 4],
};

/** A version of a model costs what the model does. */
const VERSION = /-(?:\d{4}-?\d{2}-?\d{2}|latest)$/;

/** @param label `provider/name`. @returns US dollars; undefined for a model whose price is not known. */
export function costOf({ inputTokens, cachedTokens, outputTokens }: Usage, label: string): number | undefined {
  const name = [label, label.replace(VERSION, '')].find((known) => Object.hasOwn(PRICES, known));
  const price = name === undefined ? undefined : PRICES[name];
  if (price === undefined) return undefined;
  const [input, cached, output] = price;
  return ((inputTokens - cachedTokens) * input + cachedTokens * cached + outputTokens * output) / 1e6;
}
