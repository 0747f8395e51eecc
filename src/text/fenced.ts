// Text in, the same in a markdown fence that it cannot close out.

/** @param info The first word after the fence. */
export function fenced(text: string, info = 'text'): string {
  const longest = (text.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 2);
  const fence = '`'.repeat(longest + 1);
  return `${fence}${info}\n${text.endsWith('\n') ? text : `${text}\n`}${fence}`;
}
