// Who offers models, as data: one line a provider. What follows the first slash of `--model` is the name that it knows.

export interface Provider {
  /** Which protocol it speaks. */
  readonly sdk: 'anthropic' | 'openai' | 'google' | 'compatible';
  /** Environment variables that may hold its key; the first that is set counts. None: it takes no key. */
  readonly keys: readonly string[];
  /** Where it is; for the first three sdks their own default. */
  readonly url?: string;
  /** Who it is, where there is no `url`: no other key is sent there. */
  readonly host?: string;
  /** An environment variable that names another address. */
  readonly urlVariable?: string;
  /** What an address without a path lacks. */
  readonly path: string;
  /** Tokens that may be sent at once, where nobody says otherwise. */
  readonly context: number;
}

const HOSTED = 100_000;
/** What runs on one's own machine is often started with little room, and cuts silently what is too long. */
const LOCAL = 16_000;

export const PROVIDERS: Readonly<Record<string, Provider>> = {
  anthropic: {
    sdk: 'anthropic',
    host: 'api.anthropic.com',
    keys: ['ANTHROPIC_API_KEY'],
    urlVariable: 'ANTHROPIC_BASE_URL',
    path: '/v1',
    context: HOSTED,
  },
  openai: {
    sdk: 'openai',
    host: 'api.openai.com',
    keys: ['OPENAI_API_KEY'],
    urlVariable: 'OPENAI_BASE_URL',
    path: '/v1',
    context: HOSTED,
  },
  google: {
    sdk: 'google',
    host: 'generativelanguage.googleapis.com',
    keys: ['GOOGLE_GENERATIVE_AI_API_KEY', 'GEMINI_API_KEY', 'GOOGLE_API_KEY'],
    urlVariable: 'GOOGLE_GEMINI_BASE_URL',
    path: '/v1beta',
    context: HOSTED,
  },
  ollama: {
    sdk: 'compatible',
    keys: [],
    url: 'http://127.0.0.1:11434',
    urlVariable: 'OLLAMA_HOST',
    path: '/v1',
    context: LOCAL,
  },
  openrouter: compatible('https://openrouter.ai/api/v1', 'OPENROUTER_API_KEY'),
  groq: compatible('https://api.groq.com/openai/v1', 'GROQ_API_KEY'),
  mistral: compatible('https://api.mistral.ai/v1', 'MISTRAL_API_KEY'),
  deepseek: compatible('https://api.deepseek.com/v1', 'DEEPSEEK_API_KEY'),
  xai: compatible('https://api.x.ai/v1', 'XAI_API_KEY'),
};

/** A server that `--base-url` names: a key is sent where one is set. */
export const OWN_SERVER: Provider = {
  sdk: 'compatible',
  keys: ['APPROVE_RUN_API_KEY', 'OPENAI_API_KEY'],
  path: '/v1',
  context: LOCAL,
};

function compatible(url: string, key: string): Provider {
  return { sdk: 'compatible', keys: [key], url, path: '/v1', context: HOSTED };
}
