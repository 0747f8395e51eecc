// A model, a conversation and a schema in; the object that it answers out. Models that know structured output are asked for it that way.
import { UnsupportedFunctionalityError } from 'ai';
import { AgentError } from '../errors.ts';
import { requireEnd } from './explain-failure.ts';
import { type Fault, faultOf } from './fault.ts';
import type { OpenedClient } from './open-client.ts';
import { type AskOptions, reachModel } from './reach-model.ts';
import { readObject } from './read-object.ts';
import { jsonSchemaOf, type ReplySchema } from './reply-schema.ts';
import type { Reply } from './stream-reply.ts';
import { withoutThought } from './think-tags.ts';

export interface ReplyObjectOptions<T> extends AskOptions {
  readonly client: OpenedClient;
  readonly schema: ReplySchema<T>;
}

/** How providers refuse a schema that the model does not take; 404 is of those who look for a model that does. */
const REFUSALS: readonly Fault['kind'][] = ['refused', 'unknown-model'];

/**
 * A reply of another form is asked for again, once.
 *
 * @throws {AgentError} When no such object came. Or the signal's reason.
 */
export async function replyObject<T>({ client, schema, messages, system = '', ...rest }: ReplyObjectOptions<T>): Promise<T> {
  const form = `Answer with one JSON object and nothing else, of this JSON schema: ${JSON.stringify(jsonSchemaOf(schema))}`;
  const asked = { ...rest, system: [system, form].filter(Boolean).join('\n\n') };
  const shape = { name: schema.name, schema: jsonSchemaOf(schema) };
  let shaped = true;
  const ask = async (said: AskOptions['messages']) => {
    try {
      return await reachModel(client, { ...asked, messages: said }, () => {}, shaped ? shape : undefined);
    } catch (error) {
      // It may take no schema at all; if that was not why, it refuses this, too.
      if (!shaped || !mayBeTheShape(error)) throw error;
      shaped = false;
      return reachModel(client, { ...asked, messages: said }, () => {});
    }
  };
  const first = await ask(messages);
  const answer = objectIn(first);
  if (answer !== undefined) return answer;
  const again = objectIn(
    await ask([
      ...messages,
      { role: 'assistant', content: first.text },
      { role: 'user', content: `That is not the form that was asked for. ${form}` },
    ]),
  );
  if (again !== undefined) return again;
  throw new AgentError(`${client.label} did not answer in the form that was asked for, also when asked again.`);

  function objectIn(reply: Reply): T | undefined {
    requireEnd(reply, client, 'so it was not used');
    return readObject(withoutThought(reply.text), schema);
  }
}

function mayBeTheShape(error: unknown): boolean {
  const cause = error instanceof AgentError ? error.cause : undefined;
  return UnsupportedFunctionalityError.isInstance(cause) || REFUSALS.includes(faultOf(cause).kind);
}
