// A model and a conversation in; its reply as text out, what it thought apart. Asked again where that makes sense, as on the command line.
import { toUSVString } from 'node:util';
import type { AgentEvent, Usage } from '../types.ts';
import { requireWhole } from './explain-failure.ts';
import type { OpenedClient } from './open-client.ts';
import { type AskOptions, reachModel } from './reach-model.ts';
import { withoutThought } from './think-tags.ts';
import { usageOf } from './usage-of.ts';

export interface ReplyTextOptions extends AskOptions {
  readonly client: OpenedClient;
  /** Told each piece as it comes; `reasoning` is not part of the reply. A part of a reply that broke off has been told, too. */
  readonly onText?: ((piece: TextPiece) => void | Promise<void>) | undefined;
}

interface TextPiece {
  readonly text: string;
  readonly reasoning: boolean;
}

export interface TextReply {
  readonly text: string;
  /** What it thought before, where it said so. */
  readonly thought?: string;
  readonly usage: Usage;
}

/** @throws {AgentError} When there is no whole reply, with the reason in one line. Or the signal's reason. */
export async function replyText({ client, onText, ...asked }: ReplyTextOptions): Promise<TextReply> {
  let reasoning = '';
  const tell = async (event: AgentEvent) => {
    if (event.type !== 'agent-text') return;
    if (event.reasoning) reasoning += event.text;
    await onText?.({ text: event.text, reasoning: event.reasoning });
  };
  const reply = await reachModel(client, asked, tell);
  const text = withoutThought(reply.text);
  requireWhole({ ...reply, text }, client);
  // Where the opening tag stood in the prompt, only the closing one tells the thought apart.
  const thought = toUSVString(reasoning + reply.text.slice(0, reply.text.length - text.length)).replace(/\s*<\/think>\s*$/, '');
  return {
    text: toUSVString(text),
    ...(thought.trim() === '' ? {} : { thought }),
    usage: usageOf(reply, client.place?.price),
  };
}
