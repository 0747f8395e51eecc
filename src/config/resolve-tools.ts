// The tool maps of user and trusted project in; the tools that there are, and those of them that are on, out.

import { didYouMean } from '../text/did-you-mean.ts';
import { visibleLine } from '../text/visible.ts';
import { findTool } from '../tool/find-tool.ts';
import { BUILT_IN_TOOLS } from '../tool/tools.ts';
import type { Tool } from '../types.ts';
import type { OwnTool, ToolLimit } from './settings.ts';
import type { Source } from './source.ts';

export interface Tools {
  readonly known: readonly Tool[];
  readonly on: readonly Tool[];
  /** Who had the last word on a tool, by its name. */
  readonly from: ReadonlyMap<string, string>;
}

/** @param sources Weakest first: the last word on a tool counts. */
export function resolveTools(sources: readonly Source[]): Tools {
  const own = new Map<string, Tool>();
  const off = new Set<string>();
  const from = new Map<string, string>();
  for (const source of sources) {
    for (const [word, tool] of toolMap(source)) {
      const name = tool === false ? toolName(word, [...own.values(), ...BUILT_IN_TOOLS], 'tools', source) : word;
      from.set(name, source.where('tools'));
      if (tool === false) off.add(name);
      else {
        own.set(name, ownTool(name, tool));
        off.delete(name);
      }
    }
  }
  // One's own come first, because the first tool that fits a language is taken.
  const known = [...own.values(), ...BUILT_IN_TOOLS.filter(({ name }) => !own.has(name))];
  return { known, on: known.filter(({ name }) => !off.has(name)), from };
}

/** @throws {Error} When the word is neither a tool nor one of its languages. */
export function toolName(word: string, tools: readonly Tool[], key: 'always' | 'tools', { fault }: Source): string {
  const tool = /^[\w+#-]+$/.test(word) ? findTool(word, tools) : undefined;
  if (tool !== undefined) return tool.name;
  const words = tools.flatMap(({ name, languages }) => [name, ...languages]);
  const names = tools.map(({ name }) => visibleLine(name)).join(', ');
  throw fault(key, `names "${visibleLine(word)}", which is no tool${didYouMean(word, words) || '.'} Tools are ${names}.`);
}

/** A list of tools is a limit, whoever gives it. */
export function listedTools(source: Source, { known, on }: Tools): readonly ToolLimit[] {
  const { who, says } = source;
  if (!Array.isArray(says.tools)) return [];
  const names: readonly string[] = says.tools.map((word: string) => toolName(word, known, 'tools', source));
  return [{ who, tools: on.map(({ name }) => name).filter((name) => names.includes(name)) }];
}

export function toolMap({ says: { tools } }: Source): ReadonlyMap<string, OwnTool | false> {
  return tools instanceof Map ? tools : new Map();
}

/** A tool that takes the place of a built-in one is also taken for what people call that one. */
function ownTool(name: string, { command, languages }: OwnTool): Tool {
  const inherited = BUILT_IN_TOOLS.find((tool) => tool.name === name)?.languages ?? [];
  return { name, languages: [...new Set([name, ...(languages ?? inherited)])], commands: [{ argv: command }] };
}
