// Cloud and cluster clients. One line each: what they destroy, send away, or open.
import { pathOf } from '../path-of.ts';
import { show, type Value } from '../value.ts';
import type { Call, Pattern, Specs } from './spec.ts';

const VALUES =
  'n namespace context cluster kubeconfig profile region output o l selector f filename p project zone g resource-group subscription account query s filter chdir var var-file target state backend-config grace-period timeout dry-run cascade';

export const CLOUD: Specs = {
  'kubectl oc k microk8s k3s': { values: VALUES, executes: true, operands: 'hand-on', does: inside },
  'aws gsutil mc': { values: VALUES, executes: true, operands: 'hand-on', does: copiesAway },
  ansible: {
    values: `${VALUES} m module-name a args i inventory u user e extra-vars t`,
    executes: true,
    does: (call) => {
      const code = /^(?:|shell|command|raw|script|ansible\.builtin\.\w+)$/.test(show(call.options.all('m module-name')[0] ?? []));
      for (const words of code ? call.options.all('a args') : []) call.code('bash', words, 'ansible');
      return undefined;
    },
  },
  'az gcloud helm terraform tofu pulumi terragrunt doctl heroku vercel netlify fly flyctl wrangler firebase serverless sls cdk sam eksctl kops vault consul nomad ansible-playbook cf linode-cli hcloud scw oci ibmcloud supabase railway render dokku kubeadm minikube kind k3d argocd flux':
    { values: VALUES, executes: true, operands: 'hand-on' },
};

const LINES: readonly Pattern[] = [
  ['aws s3 rm !--dryrun', 'cloud-destroy', 'deletes {1}'],
  ['aws s3 rb', 'cloud-destroy', 'deletes the bucket {1}', 'bucket'],
  ['aws s3 sync --delete !--dryrun', 'cloud-destroy', 'deletes files at {2}'],
  ['aws s3 mv', 'cloud-destroy', 'moves {1}'],
  ['aws s3 cp|sync !--dryrun', 'network', 'copies {1} to {2}'],
  [
    'aws * delete*|terminate*|remove*|deregister*|purge*|destroy*|stop-instances|reboot*|disable*|release-address|schedule-key-deletion|detach*|revoke*|batch-delete*',
    'cloud-destroy',
    'destroys in the cloud: {*}',
  ],
  ['aws iam create*|attach*|put*|add*|update*', 'privilege', 'changes rights in the cloud'],
  [
    'aws * put-bucket-policy|put-bucket-acl|put-public-access-block|modify*|authorize-security-group*',
    'privilege',
    'changes rights in the cloud',
  ],
  ['gcloud … delete|reset|destroy|stop|remove-iam-policy-binding', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['gcloud … add-iam-policy-binding|set-iam-policy', 'privilege', 'changes rights in the cloud'],
  ['gsutil rm|rb', 'cloud-destroy', 'deletes {1}', 'bucket'],
  ['gsutil rsync -d', 'cloud-destroy', 'deletes files at {2}'],
  ['gsutil acl|iam|defacl', 'privilege', 'changes rights in the cloud'],
  ['az … delete|delete-batch|purge|deallocate|stop|destroy', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['az role assignment create', 'privilege', 'changes rights in the cloud'],
  ['kubectl delete !--dry-run', 'cloud-destroy', 'deletes from the cluster: {*}', 'object'],
  ['kubectl drain|cordon|taint', 'cloud-destroy', 'takes the node {1} out of the cluster'],
  ['kubectl scale --replicas=0', 'cloud-destroy', 'stops {1}'],
  ['kubectl replace --force', 'cloud-destroy', 'replaces in the cluster'],
  ['kubectl rollout undo', 'cloud-destroy', 'undoes a release'],
  ['kubectl apply --prune --all', 'cloud-destroy', 'deletes what is not in the files'],
  ['kubectl patch|edit|set', 'cloud-destroy', 'changes the running cluster: {*}'],
  ['kubectl config delete-context|delete-cluster|delete-user|unset', 'execute', 'forgets a cluster'],
  ['oc delete', 'cloud-destroy', 'deletes from the cluster: {*}'],
  ['kubectl create clusterrolebinding', 'privilege', 'changes rights in the cluster'],
  ['helm uninstall|delete|del !--dry-run', 'cloud-destroy', 'deletes the release {1}', 'release'],
  ['helm rollback', 'cloud-destroy', 'undoes the release {1}'],
  ['terraform destroy', 'cloud-destroy', 'destroys the infrastructure'],
  [
    'terraform apply -destroy|-auto-approve|--auto-approve|--destroy',
    'cloud-destroy',
    'changes the infrastructure without asking',
  ],
  ['terraform state rm|mv|push|replace-provider', 'cloud-destroy', 'forgets parts of the infrastructure'],
  ['terraform workspace delete', 'cloud-destroy', 'deletes the workspace {1}'],
  ['terraform force-unlock|taint|untaint', 'cloud-destroy', 'changes the state of the infrastructure'],
  ['tofu destroy', 'cloud-destroy', 'destroys the infrastructure'],
  ['tofu apply -destroy|-auto-approve|--auto-approve', 'cloud-destroy', 'changes the infrastructure without asking'],
  ['terragrunt destroy|destroy-all', 'cloud-destroy', 'destroys the infrastructure'],
  ['terragrunt run-all destroy', 'cloud-destroy', 'destroys the infrastructure'],
  ['pulumi destroy|cancel', 'cloud-destroy', 'destroys the infrastructure'],
  ['pulumi up|update -y|--yes|-f', 'cloud-destroy', 'changes the infrastructure without asking'],
  ['pulumi stack rm', 'cloud-destroy', 'deletes the stack {1}'],
  ['cdk destroy', 'cloud-destroy', 'destroys the infrastructure'],
  ['sam delete', 'cloud-destroy', 'destroys the infrastructure'],
  ['serverless remove', 'cloud-destroy', 'destroys the service'],
  ['sls remove', 'cloud-destroy', 'destroys the service'],
  ['eksctl delete', 'cloud-destroy', 'deletes from the cluster: {*}'],
  ['kops delete', 'cloud-destroy', 'deletes the cluster'],
  ['kubeadm reset', 'cloud-destroy', 'takes the cluster apart'],
  ['doctl … delete|rm|destroy', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['heroku apps:destroy|pg:reset|addons:destroy|ps:stop|domains:clear', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['vercel rm|remove', 'cloud-destroy', 'deletes the deployment {1}'],
  ['netlify sites:delete', 'cloud-destroy', 'deletes the site'],
  ['fly apps|volumes|machine destroy|delete|remove', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['flyctl apps|volumes|machine destroy|delete|remove', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['fly destroy', 'cloud-destroy', 'destroys the app'],
  ['wrangler delete', 'cloud-destroy', 'deletes the worker'],
  ['wrangler kv:namespace|kv:key|r2|d1 … delete', 'cloud-destroy', 'deletes data in the cloud'],
  [
    'firebase projects:delete|firestore:delete|database:remove|functions:delete|hosting:disable',
    'cloud-destroy',
    'destroys in the cloud: {*}',
  ],
  ['hcloud … delete', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['linode-cli … delete|rm', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['vault delete|destroy|operator', 'cloud-destroy', 'changes the vault: {*}'],
  ['vault kv delete|destroy|metadata', 'cloud-destroy', 'deletes secrets: {*}'],
  ['vault secrets|auth|policy|lease|token disable|delete|revoke', 'cloud-destroy', 'changes the vault: {*}'],
  ['vault lease|token revoke', 'cloud-destroy', 'changes the vault: {*}'],
  ['consul kv delete', 'cloud-destroy', 'deletes keys'],
  ['consul leave|force-leave', 'cloud-destroy', 'takes a node out of the cluster'],
  ['consul acl|intention|snapshot delete|restore', 'cloud-destroy', 'changes the cluster: {*}'],
  ['nomad job stop|purge', 'cloud-destroy', 'stops the job'],
  ['nomad stop', 'cloud-destroy', 'stops the job'],
  ['nomad node drain', 'cloud-destroy', 'takes a node out of the cluster'],
  ['nomad system gc', 'cloud-destroy', 'forgets jobs'],
  ['nomad namespace|volume|var delete|deregister|purge', 'cloud-destroy', 'deletes from the cluster: {*}'],
  ['restic forget|prune|unlock !--dry-run|-n', 'cloud-destroy', 'deletes backups'],
  ['restic key remove', 'cloud-destroy', 'makes backups unreadable'],
  ['borg delete|prune|compact|recreate !--dry-run|-n', 'cloud-destroy', 'deletes backups'],
  ['borg break-lock', 'execute', 'breaks a lock'],
  ['borgmatic prune|delete', 'cloud-destroy', 'deletes backups'],
  ['duplicity remove-older-than|remove-all-but-n-full|cleanup --force', 'cloud-destroy', 'deletes backups'],
  ['kopia snapshot|repository|blob delete|gc', 'cloud-destroy', 'deletes backups'],
  ['rdiff-backup --remove-older-than', 'cloud-destroy', 'deletes backups'],
  ['tmutil delete|deletelocalsnapshots|disable', 'cloud-destroy', 'deletes backups'],
  ['velero … delete', 'cloud-destroy', 'deletes backups'],
  ['wal-g delete', 'cloud-destroy', 'deletes backups'],
  ['pgbackrest stanza-delete|expire', 'cloud-destroy', 'deletes backups'],
  ['b2 delete-bucket|delete-file-version|rm', 'cloud-destroy', 'deletes {1}'],
  ['gcloud … clear|disable|abandon', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['azcopy remove|rm', 'cloud-destroy', 'deletes {1}'],
  ['azcopy sync --delete-destination=true', 'cloud-destroy', 'deletes files at {2}'],
  ['ibmcloud … delete|rm|cancel', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['scw … delete|terminate', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['oci … delete|terminate', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['cf delete|delete-space|delete-org|delete-service', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['railway down|delete', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['render services delete', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['dokku apps:destroy|postgres:destroy|mysql:destroy|redis:destroy', 'cloud-destroy', 'destroys in the cloud: {*}'],
  ['flux delete|uninstall', 'cloud-destroy', 'deletes from the cluster: {*}'],
  ['istioctl uninstall|x', 'cloud-destroy', 'deletes from the cluster'],
  ['helmfile destroy|delete', 'cloud-destroy', 'deletes releases'],
  ['mc rm|rb', 'cloud-destroy', 'deletes {1}'],
  ['supabase db reset', 'database-destroy', 'empties the database'],
  ['argocd app delete', 'cloud-destroy', 'deletes the app {1}'],
  ['ansible -m=shell|-a', 'execute', 'runs commands on other machines'],
];

/** The short name that people give it. */
export const CLOUD_LINES: readonly Pattern[] = LINES.flatMap((line): Pattern[] => {
  const [words, ...rest] = line;
  return words.startsWith('kubectl ') ? [line, [words.replace(/^kubectl/, 'k'), ...rest]] : [line];
});

/** Subcommands that only look. */
export const CLOUD_HARMLESS: readonly string[] = [
  'terraform fmt|validate|version|show|output|graph|providers',
  'kubectl config view|current-context|get-contexts',
  'kubectl version|explain|api-resources|cluster-info',
  'helm list|ls|template|lint|version|show|search|status|history|get',
];

/** `aws s3 cp file s3://bucket`: files from outside the folder leave the machine. */
function copiesAway({ operands, scene, report }: Call): undefined {
  const words = operands.map(show);
  const at = words.findIndex((word) => /^(?:cp|mv|sync|rsync|mirror)$/.test(word));
  const [from, to = ''] = at === -1 ? [] : [operands[at + 1], words[at + 2]];
  if (from === undefined || /^[a-z0-9]+:\/\//.test(show(from)) || !/^[a-z0-9]+:\/\/|^\w+\//.test(to)) return undefined;
  const place = pathOf(from, scene);
  if (/^(?:home|system|parent|elsewhere)$/.test(place.where) && !place.ofProject)
    report('upload', `copies ${place.shown} to ${to.slice(0, 60)}`);
  return undefined;
}

/** `kubectl exec pod -- command`, `kubectl run x --image=y -- command`. */
function inside({ operands, args, run }: Call): Value | undefined {
  if (!/^(?:exec|run|debug)$/.test(show(operands[0] ?? []))) return undefined;
  const dashes = args.findIndex((arg) => show(arg) === '--');
  return run(dashes === -1 ? operands.slice(2) : args.slice(dashes + 1));
}
