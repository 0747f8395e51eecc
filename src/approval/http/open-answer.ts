// A reply and what was asked in; the decision that it holds, or why it holds none, out.
import { causeOf, checkResponse } from '../../approver.ts';
import type { ApprovalRequest, ApprovalResponse } from '../../types.ts';
import type { Reply } from './post.ts';
import { readJson } from './read-json.ts';
import { verify } from './signature.ts';

/** `fault` is what follows the approver's name. */
type Opened = { readonly response: ApprovalResponse } | { readonly fault: string };

/** Nothing of it is looked at before its signature, and nothing that is not signed counts, a no included. */
export function openAnswer(
  { headers, body }: Reply,
  asked: Pick<ApprovalRequest, 'id' | 'digest'>,
  keys: readonly Buffer[],
): Opened {
  const verified = verify(headers, body, keys);
  if ('fault' in verified) return wrong(verified.fault);
  const json = readJson(body);
  if ('fault' in json) return wrong(json.fault);
  const { id, digest } = json.value;
  if (verified.id !== asked.id || id !== asked.id) return wrong('is to another request');
  if (digest !== asked.digest) return wrong('is about other code');
  try {
    return { response: checkResponse(json.value) };
  } catch (error) {
    return { fault: `gave an answer that does not count: ${causeOf(error)}` };
  }
}

function wrong(fault: string): Opened {
  return { fault: `gave an answer that does not count: it ${fault}` };
}
