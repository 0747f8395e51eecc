// `approve-run grants`: what the user lets run unasked, listed and taken back. Gives nothing: that takes the prompt of a run, at a terminal.
import { nameOf, runnerOf, termsLeft } from '../approval/grants/name-grant.ts';
import { type GrantFile, grantStore } from '../config/grant-store.ts';
import { EXIT, UsageError } from '../errors.ts';
import { type Grant, isLive } from '../grant.ts';
import { jsonLine } from '../text/json-line.ts';
import { shortPath } from '../text/short-path.ts';
import { visibleLine } from '../text/visible.ts';
import { paintStdout as paint } from '../view/paint.ts';
import { homeFolder } from './folders.ts';

const VERSION = 1;

export async function listGrants({ json = false }: { readonly json?: boolean }): Promise<number> {
  const now = Date.now();
  const grants = (await ownFile().read()).filter(({ expires }) => Date.parse(expires) > now);
  const all = { version: VERSION, grants: grants.map((grant) => asJson(grant, now)) };
  process.stdout.write(json ? jsonLine(all) : asText(grants, now));
  return EXIT.ok;
}

/** All or none: an id that is mistyped must not look as if it had been revoked. */
export async function revokeGrants(ids: readonly string[]): Promise<number> {
  const file = ownFile();
  const found = (await file.read()).filter(({ id }) => ids.includes(id));
  const unknown = ids.find((id) => !found.some((grant) => grant.id === id));
  if (unknown !== undefined)
    throw new UsageError(`there is no grant ${visibleLine(unknown)}, so nothing was revoked. See approve-run grants list.`);
  await file.change((grants) => grants.filter(({ id }) => !ids.includes(id)));
  for (const grant of found) process.stdout.write(`Revoked ${grant.id}: always ${visibleLine(nameOf(grant))}\n`);
  return EXIT.ok;
}

export async function clearGrants(): Promise<number> {
  const file = ownFile();
  const cleared = await file.clear();
  process.stdout.write(
    cleared ? `Removed ${shortPath(file.path ?? '')}. Nothing is granted any more.\n` : 'Nothing is granted.\n',
  );
  return EXIT.ok;
}

function ownFile(): GrantFile {
  return grantStore({ home: homeFolder(), env: process.env });
}

function asText(grants: readonly Grant[], now: number): string {
  if (grants.length === 0)
    return 'Nothing is granted. An answer of "always exactly" or "always npm test" to a question is remembered here.\n';
  const rows = grants.map((grant) => ({
    grant,
    name: visibleLine(nameOf(grant)),
    runner: runnerOf(grant),
    left: isLive(grant, now) ? termsLeft(grant, now) : 'does not count: made in the future',
  }));
  const width = (of: (row: (typeof rows)[number]) => string) => Math.max(...rows.map((row) => of(row).length));
  const [names, tools, terms] = [width(({ name }) => name), width(({ runner }) => runner), width(({ left }) => left)];
  const lines = rows.map(({ grant: { id, cwd }, name, runner, left }) =>
    [paint.strong(id), name.padEnd(names), runner.padEnd(tools), left.padEnd(terms), paint.dim(shortPath(cwd))].join('  '),
  );
  return `${lines.join('\n')}\n`;
}

function asJson(grant: Grant, now: number): object {
  const { id, project, cwd, tool, sandbox, holds, text, does, created, expires, usesLeft } = grant;
  return { id, ...holds, text, tool, sandbox, project, cwd, does, created, expires, usesLeft, live: isLive(grant, now) };
}
