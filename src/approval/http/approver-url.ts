// The address of an approver in, the same as a URL out: https, or plain http to this machine.
import { UsageError } from '../../errors.ts';

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** @throws {UsageError} Without the address where there may be a password in it. */
export function approverUrl(address: string): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError("The approver's address must be one such as https://approver.example.com/ask.");
  if (url.username !== '' || url.password !== '')
    throw new UsageError("The approver's address must hold no user and no password: requests are signed with a key instead.");
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname))
    throw new UsageError(
      `The approver ${url.origin} must be asked by https: plain http goes to this machine only (localhost, 127.0.0.1, [::1]).`,
    );
  return url;
}
