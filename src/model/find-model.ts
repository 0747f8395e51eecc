// `--model`, `--base-url` and the environment in; which model to ask, where, and with which key, out. Loads no SDK.
import { AgentError, UsageError } from '../errors.ts';
import { didYouMean } from '../text/did-you-mean.ts';
import { visibleLine } from '../text/visible.ts';
import { OWN_SERVER, PROVIDERS, type Provider } from './providers.ts';

export interface ModelPlace {
  /** `anthropic/claude-sonnet-5-5`, for people. */
  readonly label: string;
  /** What its price is known by; undefined for a server of one's own, which may cost anything. */
  readonly price?: string;
  /** As its server knows it. */
  readonly name: string;
  readonly provider: Provider;
  /** Undefined: where the SDK finds it by itself. */
  readonly url?: string;
  readonly key?: { readonly variable: string; readonly value: string };
}

export interface ModelChoice {
  readonly model: string;
  readonly baseUrl?: string | undefined;
  readonly env: NodeJS.ProcessEnv;
  /** What to do for a server of one's own. @default the flags of the command line */
  readonly own?: string | undefined;
}

/**
 * @throws {UsageError} For a provider that is not known, or an address that is none.
 * @throws {AgentError} When the provider wants a key and there is none.
 */
export function findModel({ model, baseUrl, env, own = '--base-url URL --model NAME.' }: ModelChoice): ModelPlace {
  if (baseUrl !== undefined) return ownServer(model, baseUrl, env);
  const [who = '', ...rest] = model.split('/');
  const name = rest.join('/').trim();
  const provider = Object.hasOwn(PROVIDERS, who) ? PROVIDERS[who] : undefined;
  if (provider === undefined) {
    throw new UsageError(
      `The model ${visibleLine(model)}: there is no provider "${visibleLine(who)}"${didYouMean(who, Object.keys(PROVIDERS)) || '.'} Providers: ${Object.keys(PROVIDERS).join(', ')}. A server of your own: ${own}`,
    );
  }
  if (name === '') throw new UsageError(`The model ${visibleLine(model)} has no name, such as ${who}/NAME.`);
  const elsewhere = provider.urlVariable && env[provider.urlVariable]?.trim();
  const url = elsewhere
    ? address(elsewhere, provider, `${provider.urlVariable}`)
    : provider.url && withPath(provider.url, provider);
  const key = keyIn(provider, env);
  if (key === undefined && provider.keys.length > 0) {
    throw new AgentError(
      `No key for ${who}: ${provider.keys.join(' or ')} is not set in the environment. Keys are read from there only, never from a file of a project.`,
    );
  }
  if (url !== undefined && key !== undefined && !isPrivate(url)) {
    throw new AgentError(
      `${provider.urlVariable} leads to ${url}: a key is not sent over a network in the clear. Use https; or --base-url, with APPROVE_RUN_API_KEY.`,
    );
  }
  return { label: model, price: model, name, provider, ...(url ? { url } : {}), ...(key ? { key } : {}) };
}

/** Its host may be that of a known provider, whose key it then gets; what may be a key of OpenAI never crosses a network in the clear. */
function ownServer(model: string, baseUrl: string, env: NodeJS.ProcessEnv): ModelPlace {
  const url = address(baseUrl, { ...OWN_SERVER, path: '' }, '--base-url');
  const [who, known] = Object.entries(PROVIDERS).find(([, provider]) => hostOf(provider) === bareHost(url)) ?? [];
  const key = keyIn(known ?? OWN_SERVER, env);
  const context = known?.context ?? OWN_SERVER.context;
  const send = key && (key.variable === 'APPROVE_RUN_API_KEY' || isPrivate(url));
  const price = who === undefined ? {} : { price: `${who}/${model}` };
  return { label: model, ...price, name: model, provider: { ...OWN_SERVER, context }, url, ...(send ? { key } : {}) };
}

function hostOf({ host, url }: Provider): string | undefined {
  return host ?? (url === undefined ? undefined : bareHost(url));
}

/** A dot at its end changes nothing. */
function bareHost(address: string): string {
  const { hostname, port } = new URL(address);
  return [hostname.replace(/\.$/, ''), port].filter(Boolean).join(':');
}

function keyIn({ keys }: Provider, env: NodeJS.ProcessEnv): ModelPlace['key'] {
  const variable = keys.find((name) => env[name]?.trim());
  return variable === undefined ? undefined : { variable, value: env[variable]?.trim() ?? '' };
}

/** As people write it in variables such as OLLAMA_HOST: `localhost:11434`, `0.0.0.0`, or a whole address. */
function address(text: string, provider: Provider, where: string): string {
  const whole = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(whole) ? new URL(whole) : undefined;
  const extras = url && [url.username, url.password, url.search, url.hash].join('');
  if (url === undefined || !/^https?:$/.test(url.protocol) || extras !== '')
    throw new UsageError(`${where} must be an address such as http://localhost:8080/v1, without a password or a "?".`);
  const usual = provider.url && new URL(provider.url);
  if (url.hostname === '0.0.0.0') url.hostname = '127.0.0.1';
  if (usual && url.port === '' && whole !== text) url.port = usual.port;
  return withPath(url.href, provider);
}

function withPath(address: string, { path }: Provider): string {
  const url = new URL(address);
  return url.pathname === '/' ? `${url.origin}${path}` : url.href.replace(/\/+$/, '');
}

/** Whether nobody between here and there can read along. */
function isPrivate(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname);
}
