// Tools that run only after a human said yes; here a scripted one, so that this runs by itself: npx tsx examples/library/tool-approval.ts
import { approvalRequired, createToolContext, HumanInputTimeoutError, toolContext, toolPolicy } from 'approve-run';

// Tools as the AI SDK takes them: `tool({ inputSchema: z.object({ … }), execute })`. Those of other frameworks are wrapped alike.
const tools = {
  weather: { inputSchema: {}, execute: async ({ city }: { city: string }) => `Sun in ${city}` },
  book: {
    inputSchema: {},
    execute: async ({ hotel }: { hotel: string }) => `${hotel}, for ${await toolContext().input('For how many?')}`,
  },
  erase: { inputSchema: {}, execute: async () => 'gone' },
};
const policy = toolPolicy({ blocked: ['erase'] });
const guarded = policy.all(approvalRequired({ timeout: 60 }).all(tools));

const answers = new Map([
  ['weather', 'always'],
  ['book', 'yes'],
]);
const context = createToolContext({
  name: 'traveller',
  // In a terminal: `humanInput: consoleInput()`.
  humanInput: ({ kind, prompt, toolName = '' }) => {
    console.log(prompt.trimEnd());
    return kind === 'input' ? '2' : (answers.get(toolName) ?? 'no');
  },
  emit: (event) => {
    if (event.type === 'tool-decided') console.log(`  [${event.call.toolName}: ${event.outcome} by ${event.by}]`);
  },
});

// Around the agent: `context.run((abortSignal) => generateText({ model, tools: guarded, prompt, abortSignal }))`.
await context.run(async () => {
  console.log(await guarded.weather.execute({ city: 'Oslo' }));
  console.log(await guarded.weather.execute({ city: 'Rome' }));
  console.log(await guarded.book.execute({ hotel: 'Seaside' }));
  console.log(await guarded.erase.execute().catch((error: Error) => error.message));
});

// A sub-agent is asked for itself, and whoever does not answer in time ends the turn: it is no refusal.
const silent = context.child({ humanInput: () => new Promise(() => {}) });
const impatient = approvalRequired({ timeout: 0.1 }).all(tools);
try {
  await silent.run(() => impatient.weather.execute({ city: 'Bonn' }));
} catch (error) {
  if (!(error instanceof HumanInputTimeoutError)) throw error;
  console.log(error.message);
}

console.log('remembered:', context.remembered());
context.revoke('weather');
