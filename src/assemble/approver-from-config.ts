// What `toConfig` of an approver gave in, the approver out.
import { httpApproval } from '../approval/http/http-approval.ts';
import type { ApproverConfig, SerializableApproval } from '../approver.ts';
import { modelApproval } from '../model/model-approval.ts';
import { consoleApproval } from './console-approval.ts';
import { policyApproval } from './policy-approval.ts';

type Make<Kind extends ApproverConfig['kind']> = (
  config: Extract<ApproverConfig, { readonly kind: Kind }>,
) => SerializableApproval;

const MAKE: { readonly [Kind in ApproverConfig['kind']]: Make<Kind> } = {
  http: ({ kind: _, url, ...options }) => httpApproval(url, options),
  policy: ({ policy }) => policyApproval(policy),
  console: ({ kind: _, ...options }) => consoleApproval(options),
  model: ({ model }) => modelApproval(model),
};

/** @throws {UsageError} When it cannot be built here, as without the key in the environment. */
export function approverFromConfig<Kind extends ApproverConfig['kind']>(
  config: Extract<ApproverConfig, { readonly kind: Kind }>,
): SerializableApproval {
  const make: Make<Kind> = MAKE[config.kind as Kind];
  return make(config);
}
