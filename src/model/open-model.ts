// A model's place in; the AI SDK's handle to it out. Each SDK is loaded only when a model speaks its protocol.
import type { LanguageModel } from 'ai';
import { carefulFetch } from './careful-fetch.ts';
import type { ModelPlace } from './find-model.ts';
import type { Provider } from './providers.ts';

interface Access {
  readonly name: string;
  readonly apiKey: string;
  readonly baseURL?: string;
}

type Open = (access: Access) => Promise<LanguageModel>;

const SDKS: Readonly<Record<Provider['sdk'], Open>> = {
  anthropic: async ({ name, ...access }) =>
    (await import('@ai-sdk/anthropic')).createAnthropic({ ...access, fetch: carefulFetch })(name),
  openai: async ({ name, ...access }) => (await import('@ai-sdk/openai')).createOpenAI({ ...access, fetch: carefulFetch })(name),
  google: async ({ name, ...access }) =>
    (await import('@ai-sdk/google')).createGoogleGenerativeAI({ ...access, fetch: carefulFetch })(name),
  compatible: async ({ name, apiKey, baseURL = '' }) => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible');
    // No key, no header: an empty one is refused by some servers.
    return createOpenAICompatible({
      name: 'server',
      baseURL,
      includeUsage: true,
      // Whoever takes no schema refuses it, and is asked without one.
      supportsStructuredOutputs: true,
      fetch: carefulFetch,
      ...(apiKey ? { apiKey } : {}),
    })(name);
  },
};

export async function openModel({ name, provider, url, key }: ModelPlace): Promise<LanguageModel> {
  return SDKS[provider.sdk]({ name, apiKey: key?.value ?? '', ...(url === undefined ? {} : { baseURL: url }) });
}
