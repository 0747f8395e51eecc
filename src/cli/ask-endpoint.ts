// The settings of a run in; an approver out that asks the endpoint which they name, and says on the status line that it is waited for.
import { httpApproval } from '../approval/http/http-approval.ts';
import { DEFAULT_DENIED_MESSAGE } from '../approval/prompt/terminal-approver.ts';
import type { Settings } from '../config/load-settings.ts';
import type { ApprovalFunction } from '../types.ts';
import type { StatusLine } from './view/status-line.ts';
import { waitingText } from './view/status-texts.ts';

type Asking = Pick<Settings, 'timeoutMs' | 'onTimeout' | 'deniedMessage'>;

/** @throws {UsageError} Before anything runs: for an address that cannot be asked, and without a key. */
export function endpointApprover(url: string, settings: Asking, status: StatusLine): ApprovalFunction {
  const { timeoutMs, onTimeout, deniedMessage = DEFAULT_DENIED_MESSAGE } = settings;
  const approve = httpApproval(url, { timeout: timeoutMs / 1000, onTimeout });
  const { host } = new URL(url);
  return async (request) => {
    const askedAt = performance.now();
    status.show(() => waitingText(host, performance.now() - askedAt, timeoutMs));
    const response = await approve(request);
    status.hide();
    return response.approved || response.reason.trim() !== '' ? response : { ...response, reason: deniedMessage };
  };
}
