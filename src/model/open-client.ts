// What a user named as their model in; a handle to ask it by, and what it is called, out.
import type { LanguageModel } from 'ai';
import { UsageError } from '../errors.ts';
import { visibleLine } from '../text/visible.ts';
import type { ModelPlace } from './find-model.ts';
import type { ModelClient } from './model-client.ts';

export interface OpenedClient {
  readonly model: LanguageModel;
  /** `provider/name`, for people. */
  readonly label: string;
  /** Where it is, for what was named by a text. */
  readonly place?: ModelPlace;
}

const SPECIFICATIONS: readonly unknown[] = ['v2', 'v3'];

/**
 * @throws {UsageError} For a provider that is not known, or an object that is no language model.
 * @throws {AgentError} When the provider wants a key and the environment has none.
 */
export async function openClient(client: ModelClient): Promise<OpenedClient> {
  if (typeof client === 'string') {
    const [{ findModel }, { openModel }] = await Promise.all([import('./find-model.ts'), import('./open-model.ts')]);
    const place = findModel({ model: client, env: process.env, own: 'give a model of the AI SDK.' });
    return { model: await openModel(place), label: place.label, place };
  }
  return { label: labelOf(client), model: client as unknown as LanguageModel };
}

/**
 * What a client is called. Opens nothing.
 *
 * @throws {UsageError} For an object that is no language model, and a text that names no provider.
 */
export function labelOf(client: ModelClient): string {
  if (typeof client === 'string' && !/^[^/]+\/./s.test(client))
    throw new UsageError(
      `The model ${visibleLine(JSON.stringify(client))} has no provider. Name it as "openai/gpt-…", or give a model of the AI SDK.`,
    );
  if (typeof client === 'string') return client;
  requireModel(client);
  return `${client.provider}/${client.modelId}`;
}

/** JavaScript may hand over anything. */
function requireModel(client: unknown): void {
  const { specificationVersion, doGenerate, doStream } = (client ?? {}) as Readonly<Record<string, unknown>>;
  const asks = typeof doGenerate === 'function' && typeof doStream === 'function';
  if (asks && SPECIFICATIONS.includes(specificationVersion)) return;
  const why = asks ? `it follows version ${String(specificationVersion)}` : 'it has no doGenerate and doStream';
  throw new UsageError(
    `This is no language model of the AI SDK 5 or 6: ${why}. Pass one, such as openai('gpt-…'), or a text such as "openai/gpt-…".`,
  );
}
