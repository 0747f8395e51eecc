// A stand-in for the providers of models, on a port of its own: it speaks their protocols on the wire and answers by script.
import type { TestContext } from 'node:test';
import { type FixtureOpts, LLMock } from '@copilotkit/aimock';

/** A reply, or what goes wrong instead of it. */
export type Script =
  | string
  | { readonly text: string; readonly reasoning?: string; readonly finishReason?: string; readonly options?: FixtureOpts }
  | { readonly calls: string; readonly input: object }
  | { readonly status: number; readonly message?: string; readonly code?: string; readonly retryAfter?: number };

export interface Provider {
  readonly url: string;
  /** Environment variables that lead every kind of model here. */
  readonly env: NodeJS.ProcessEnv;
  /** The requests as they came, oldest first. */
  bodies(): readonly object[];
  /** What it was sent, oldest first, each request as one text: `role: content`, role by role. */
  sent(): string[];
}

/** @param replies One a request, in order; the last one stays. */
export async function provider(context: Pick<TestContext, 'after'>, ...replies: readonly Script[]): Promise<Provider> {
  const mock = new LLMock({ port: 0, chunkSize: 12 });
  for (const [at, reply] of replies.entries()) {
    const isNext = () => Math.min(mock.getRequests().length, replies.length - 1) === at;
    mock.addFixture({ match: { predicate: isNext }, ...fixtureOf(reply) });
  }
  await mock.start();
  context.after(() => mock.stop());
  return {
    url: mock.url,
    env: {
      OPENAI_API_KEY: 'test-key-openai',
      OPENAI_BASE_URL: `${mock.url}/v1`,
      ANTHROPIC_API_KEY: 'test-key-anthropic',
      ANTHROPIC_BASE_URL: mock.url,
      GEMINI_API_KEY: 'test-key-google',
      GOOGLE_GEMINI_BASE_URL: mock.url,
      OLLAMA_HOST: mock.url.replace('http://', ''),
    },
    bodies: () => mock.getRequests().map(({ body }) => body ?? {}),
    sent: () => mock.getRequests().map(({ body }) => textOf(body)),
  };
}

function fixtureOf(reply: Script) {
  if (typeof reply === 'string') return { response: { content: reply } };
  if ('status' in reply) {
    const { status, message = 'scripted', code = 'scripted', retryAfter } = reply;
    return { response: { error: { message, type: code, code }, status, ...(retryAfter === undefined ? {} : { retryAfter }) } };
  }
  if ('calls' in reply) return { response: { toolCalls: [{ name: reply.calls, arguments: JSON.stringify(reply.input) }] } };
  const { text, reasoning, finishReason, options = {} } = reply;
  return {
    response: { content: text, ...(reasoning ? { reasoning } : {}), ...(finishReason ? { finishReason } : {}) },
    ...options,
  };
}

function textOf(body: object | null): string {
  const { messages = [] } = (body ?? {}) as {
    readonly messages?: readonly { readonly role: string; readonly content: unknown }[];
  };
  return messages
    .map(({ role, content }) => `${role}: ${typeof content === 'string' ? content : JSON.stringify(content)}`)
    .join('\n\n');
}
