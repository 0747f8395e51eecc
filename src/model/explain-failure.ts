// Why no usable reply came in; one line that says what happened and what to do next out.
import { AgentError, ApproveRunError } from '../errors.ts';
import { endsInsideBlock } from '../task/extract-code-blocks.ts';
import { visibleLine } from '../text/visible.ts';
import { type Fault, faultOf } from './fault.ts';
import type { ModelPlace } from './find-model.ts';
import { CutError, type Reply, SilenceError } from './stream-reply.ts';

const LONGEST = 300;

/** Who was asked. Of a model that was made in code only what it is called is known. */
type Asked = Pick<ModelPlace, 'label' | 'key' | 'url'> & Partial<Pick<ModelPlace, 'provider'>> & { readonly inCode?: boolean };

type Sentence = (place: Asked, fault: Fault) => string;

const SENTENCES: Readonly<Record<Fault['kind'], Sentence>> = {
  key: ({ label, key, provider }, { status }) =>
    key !== undefined
      ? `${label} refused the key in ${key.variable} (${status}). Check that it is whole and still valid.`
      : provider !== undefined
        ? `${label} wants a key (${status}), and none was sent. Set one in the environment.`
        : `${label} refused the key that it was given, or was given none (${status}).`,
  quota: ({ label }) => `The quota or credit for ${label} is used up. Look at your plan with the provider.`,
  'unknown-model': ({ label, url }) =>
    `${label} is not known there (404). Check the name${url === undefined ? '' : `, and the address ${url}`}.`,
  'too-long': ({ label, inCode }) =>
    `The conversation is too long for ${label}. ${inCode ? 'Send less of it, as with bufferedContext.' : 'Set a lower --context-tokens.'}`,
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
  length: 'was cut at the length that the model may write',
  'content-filter': "was withheld by the provider's content filter",
  endless: 'had no end and was stopped',
  error: 'broke off before its end',
};
const NO_BLOCK = 'so none of its blocks was run';

/** @throws {AgentError} When the reply has no proper end, ends within a block, or is empty. */
export function requireWhole(reply: Reply, { label }: Pick<Asked, 'label'>): void {
  requireEnd(reply, { label }, NO_BLOCK);
  if (endsInsideBlock(reply.text)) throw new AgentError(`The reply of ${label} ${ENDS.error}, ${NO_BLOCK}.`);
  if (reply.text.trim() === '') throw new AgentError(`${label} sent an empty reply.`);
}

/**
 * @param so What follows from it.
 * @throws {AgentError} When the reply has no proper end.
 */
export function requireEnd({ finish: { reason, raw } }: Reply, { label }: Pick<Asked, 'label'>, so: string): void {
  const ended = WHOLE.includes(reason === 'other' ? raw : reason) && !NOT_WHOLE.includes(raw);
  if (!ended)
    throw new AgentError(`The reply of ${label} ${ENDS[reason] ?? ENDS.error}${reason === 'content-filter' ? '' : `, ${so}`}.`);
}

/** Never shows a key, whatever the provider sent back. */
export function explainFailure(error: unknown, place: Asked, silenceMs: number): ApproveRunError {
  if (error instanceof ApproveRunError) return error;
  const options = { cause: error };
  if (error instanceof SilenceError)
    return new AgentError(
      `${place.label} sent nothing for ${silenceMs / 1000} s${place.inCode ? '' : ' (modelTimeout)'}.`,
      options,
    );
  if (error instanceof CutError)
    return new AgentError(`The reply of ${place.label} ${ENDS.error}${place.inCode ? '' : `, ${NO_BLOCK}`}.`, options);
  const fault = faultOf(error);
  const said = visibleLine(withoutKey(fault.message, place)).trim();
  const sentence = SENTENCES[fault.kind](place, fault);
  const own = place.inCode && fault.kind === 'garbage';
  const showsMore = said !== '' && (own || !SILENT.includes(fault.kind));
  return new AgentError(showsMore ? `${sentence} It said: ${said.slice(0, LONGEST)}` : sentence, options);
}

function where({ url, label }: Asked): string {
  return url === undefined ? (label.split('/')[0] ?? label) : new URL(url).host;
}

function withoutKey(text: string, { key }: Asked): string {
  return key === undefined || key.value.length < 4 ? text : text.replaceAll(key.value, `[${key.variable}]`);
}
