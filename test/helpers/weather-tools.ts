// The same tool, `get_weather`, as each framework knows it, with the real packages; and a way to call each as its framework does.
import { tool as langchainTool } from '@langchain/core/tools';
import { tool as agentsTool, RunContext } from '@openai/agents-core';
import { tool as aiTool } from 'ai';
import { z } from 'zod';
import type { ToolMiddleware } from '../../src/approval/tools/tool-middleware.ts';

interface WeatherTool {
  /** Cities that it really looked at. */
  readonly ran: readonly string[];
  call(city: string, signal?: AbortSignal): Promise<unknown>;
}

const schema = z.object({ city: z.string() });
const description = 'Tells the weather.';
export const name = 'get_weather';
/** What it does, unless told otherwise. */
const sunny = async (city: string): Promise<string> => `sunny in ${city}`;

type Work = (city: string) => Promise<string>;
type Make = (middleware: ToolMiddleware, work?: Work) => WeatherTool;

export const FRAMEWORKS: readonly (readonly [string, Make])[] = [
  ['AI SDK', aiSdk],
  ['OpenAI Agents SDK', agents],
  ['LangChain', langchain],
  ['function', plain],
];

function aiSdk(middleware: ToolMiddleware, work = sunny): WeatherTool {
  const { ran, run } = watched(work);
  const tools = middleware.all({ [name]: aiTool({ description, inputSchema: schema, execute: ({ city }) => run(city) }) });
  return {
    ran,
    call: async (city, abortSignal) =>
      tools[name]?.execute?.({ city }, { toolCallId: 'call-1', messages: [], ...(abortSignal ? { abortSignal } : {}) }),
  };
}

function agents(middleware: ToolMiddleware, work = sunny): WeatherTool {
  const { ran, run } = watched(work);
  const tool = middleware(agentsTool({ name, description, parameters: schema, execute: ({ city }) => run(city) }));
  return {
    ran,
    call: async (city, signal) => tool.invoke(new RunContext({}), JSON.stringify({ city }), signal ? { signal } : {}),
  };
}

function langchain(middleware: ToolMiddleware, work = sunny): WeatherTool {
  const { ran, run } = watched(work);
  const tool = middleware(langchainTool(({ city }: { city: string }) => run(city), { name, description, schema }));
  return { ran, call: async (city, signal) => tool.invoke({ city }, signal ? { signal } : {}) };
}

function plain(middleware: ToolMiddleware, work = sunny): WeatherTool {
  const { ran, run } = watched(work);
  const get = middleware.all({ [name]: ({ city }: { city: string }) => run(city) })[name];
  return { ran, call: async (city) => get?.({ city }) };
}

function watched(work: Work): { ran: string[]; run: Work } {
  const ran: string[] = [];
  return {
    ran,
    run: async (city) => {
      ran.push(city);
      return work(city);
    },
  };
}
