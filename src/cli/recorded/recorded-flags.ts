// What a journal says was typed in; flags out. It comes from a disk: what no version of ours writes is refused.
import * as v from 'valibot';
import type { Flags } from '../../config/load-settings.ts';
import { SANDBOX_CHOICES } from '../../config/sandbox-choices.ts';
import { JournalError } from '../../errors.ts';
import type { Fields } from '../../journal/chain.ts';
import { visibleLine } from '../../text/visible.ts';

const text = v.exactOptional(v.string());
const texts = v.exactOptional(v.array(v.string()));
const number = v.exactOptional(v.number());

/** Ranges and words are looked at where flags are, whoever said them. */
const FLAGS = v.strictObject({
  policy: texts,
  always: texts,
  timeout: number,
  onTimeout: v.exactOptional(v.picklist(['stop', 'deny'])),
  blockTimeout: number,
  approver: text,
  message: text,
  deniedMessage: text,
  agent: text,
  model: text,
  baseUrl: text,
  system: text,
  temperature: number,
  maxTurns: number,
  contextTokens: number,
  modelTimeout: number,
  bell: v.exactOptional(v.boolean()),
  sandbox: v.exactOptional(v.picklist(SANDBOX_CHOICES)),
  allowRead: texts,
  allowWrite: texts,
  envPass: texts,
  journal: text,
} satisfies Record<keyof Flags, v.GenericSchema>);

/** @throws {JournalError} */
export function recordedFlags(recorded: Fields): Flags {
  const parsed = v.safeParse(FLAGS, recorded);
  if (parsed.success) return parsed.output;
  const key = visibleLine(v.getDotPath(parsed.issues[0]) ?? '');
  throw new JournalError(`the journal says of the option "${key}" what this version of approve-run does not know.`);
}
