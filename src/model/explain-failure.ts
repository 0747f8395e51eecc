// Why no usable reply came in; one line that says what happened and what to do next out.
import { AgentError } from '../errors.ts';
import { endsInsideBlock } from '../task/extract-code-blocks.ts';
import { visibleLine } from '../text/visible.ts';
import { type Fault, faultOf } from './fault.ts';
import type { ModelPlace } from './find-model.ts';
import { CutError, type Reply, SilenceError } from './stream-reply.ts';

const LONGEST = 300;

type Sentence = (place: ModelPlace, fault: Fault) => string;

const SENTENCES: Readonly<Record<Fault['kind'], Sentence>> = {
  key: ({ label, key }, { status }) =>
    key === undefined
      ? `${label} wants a key (${status}), and none was sent. Set one in the environment.`
      : `${label} refused the key in ${key.variable} (${status}). Check that it is whole and still valid.`,
  quota: ({ label }) => `The quota or credit for ${label} is used up. Look at your plan with the provider.`,
  'unknown-model': ({ label, url }) =>
    `${label} is not known there (404). Check the name${url === undefined ? '' : `, and the address ${url}`}.`,
  'too-long': ({ label }) => `The conversation is too long for ${label}. Set a lower --context-tokens.`,
  busy: ({ label }) => `${label} takes no more requests for now (429). Run again later.`,
  broken: ({ label }, { status }) => `The provider of ${label} failed (${status}), also when asked again. Run again later.`,
  refused: ({ label }, { status }) => `${label} refused the request (${status}).`,
  unreachable: (place, { says }) => `Cannot reach ${where(place)}: ${says}.`,
  moved: (place, { status }) => `${where(place)} points to another address (${status}). Name that one: a key is never sent on.`,
  dropped: (place) => `The connection to ${where(place)} broke before a reply came, also when tried again.`,
  garbage: ({ label }) => `What came from ${label} is no reply that can be understood.`,
};

/** Where what the SDK says is of no use to anyone. */
const SILENT: readonly Fault['kind'][] = ['unreachable', 'dropped', 'garbage'];

/** How a whole reply ends, in the AI SDK's words, and in those of servers whose words it does not know. */
const WHOLE: readonly unknown[] = ['stop', 'tool-calls', 'eos', 'eos_token', 'stop_sequence', '<|im_end|>', '<|eot_id|>'];
/** What the AI SDK takes for a whole reply, and is none. */
const NOT_WHOLE: readonly unknown[] = ['pause_turn', 'compaction'];
/** Why a reply that did come must not be used, by the AI SDK's word for how it ended. */
const ENDS: Readonly<Record<string, string>> = {
  length: 'was cut at the length that the model may write, so none of its blocks was run',
  'content-filter': "was withheld by the provider's content filter",
  endless: 'had no end and was stopped, so none of its blocks was run',
  error: 'broke off before its end, so none of its blocks was run',
};

/** @throws {AgentError} When the reply has no proper end, or is empty. */
export function requireWhole({ text, finish }: Reply, { label }: ModelPlace): void {
  const { reason, raw } = finish;
  const whole = WHOLE.includes(reason === 'other' ? raw : reason) && !NOT_WHOLE.includes(raw) && !endsInsideBlock(text);
  if (!whole) throw new AgentError(`The reply of ${label} ${ENDS[reason] ?? ENDS.error}.`);
  if (text.trim() === '') throw new AgentError(`${label} sent an empty reply.`);
}

/** Never shows a key, whatever the provider sent back. */
export function explainFailure(error: unknown, place: ModelPlace, silenceMs: number): AgentError {
  if (error instanceof AgentError) return error;
  const options = { cause: error };
  if (error instanceof SilenceError)
    return new AgentError(`${place.label} sent nothing for ${silenceMs / 1000} s (modelTimeout).`, options);
  if (error instanceof CutError) return new AgentError(`The reply of ${place.label} ${ENDS.error}.`, options);
  const fault = faultOf(error);
  const said = visibleLine(withoutKey(fault.message, place)).trim();
  const sentence = SENTENCES[fault.kind](place, fault);
  const showsMore = said !== '' && !SILENT.includes(fault.kind);
  return new AgentError(showsMore ? `${sentence} It said: ${said.slice(0, LONGEST)}` : sentence, options);
}

function where({ url, label }: ModelPlace): string {
  return url === undefined ? (label.split('/')[0] ?? label) : new URL(url).host;
}

function withoutKey(text: string, { key }: ModelPlace): string {
  return key === undefined || key.value.length < 4 ? text : text.replaceAll(key.value, `[${key.variable}]`);
}
