// A message with {tool_name} and {tool_arguments} in it, and a call, in; what a human is asked out.
import type { ToolCall } from '../../events.ts';
import { visibleLine } from '../../text/visible.ts';

/** So many blanks would push what follows out of sight, or to where it looks like a line of the question. */
const MANY_BLANKS = / {20,}/g;

/** One pass: what an argument holds is not looked at again. Other braces are left alone, and what is put in stays on one line. */
export function fillMessage(message: string, { toolName, toolArguments }: ToolCall): string {
  return message.replace(/\{(tool_name|tool_arguments)\}/g, (_, word) =>
    visibleLine(word === 'tool_name' ? toolName : toolArguments).replace(MANY_BLANKS, ({ length }) => `··· ${length} blanks ···`),
  );
}
