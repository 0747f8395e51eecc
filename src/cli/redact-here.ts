// Nothing in; what leaves all secrets of this environment out of texts, out: for whatever is printed of a journal.
import { secretValues } from '../execution/environment.ts';
import { type Redact, redactor } from '../text/redact.ts';

export function redactHere(): Redact {
  return redactor(secretValues(process.env));
}
