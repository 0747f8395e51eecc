// Commands that take, or give away, more rights.
import { join, show, text } from '../value.ts';
import type { Call, Pattern, Specs } from './spec.ts';

const AS_ROOT = ['privilege', 'runs with the rights of another user'] as const;

export const PRIVILEGE: Specs = {
  'sudo sudoedit': { values: 'u g h p C r t T U D R user group host prompt chdir', always: AS_ROOT, wraps: 0 },
  'doas pkexec runuser gosu su-exec setpriv': { values: 'u C a user group g reuid regid', always: AS_ROOT, wraps: 0 },
  su: { values: 'c command s shell g group w', always: AS_ROOT, does: (call) => runEach(call, 'c command') },
  'sg newgrp': {
    values: 'c',
    always: ['privilege', 'runs with the rights of another group'],
    does: (call) => runEach(call, 'c'),
  },
};

export const PRIVILEGE_LINES: readonly Pattern[] = [
  ['useradd', 'privilege', 'makes the user {*}'],
  ['adduser', 'privilege', 'makes the user {*}'],
  ['usermod', 'privilege', 'changes the user {*}'],
  ['userdel', 'privilege', 'deletes the user {*}'],
  ['deluser', 'privilege', 'deletes the user {*}'],
  ['groupadd', 'privilege', 'makes a group'],
  ['addgroup', 'privilege', 'makes a group'],
  ['delgroup', 'privilege', 'deletes a group'],
  ['groupdel', 'privilege', 'deletes a group'],
  ['groupmod', 'privilege', 'changes a group'],
  ['gpasswd', 'privilege', 'changes a group'],
  ['passwd', 'privilege', 'changes a password'],
  ['chpasswd', 'privilege', 'changes passwords'],
  ['chsh', 'privilege', 'changes a login shell'],
  ['visudo', 'privilege', 'changes who may do everything'],
  ['vipw', 'privilege', 'changes the users'],
  ['loginctl enable-linger', 'persistence', 'keeps processes running after logout'],
  ['loginctl terminate-user|kill-user|terminate-session|kill-session', 'process', 'ends a session'],
  ['dscl . create|-create|append|-append|delete|-delete', 'privilege', 'changes the users'],
  ['csrutil disable', 'privilege', 'changes the protection of the machine'],
  ['spctl --master-disable', 'privilege', 'changes the protection of the machine'],
  ['security dump-keychain|find-generic-password|find-internet-password|export', 'read-secret', 'reads the key chain'],
  ['secret-tool lookup|search', 'read-secret', 'reads the key ring'],
  ['pass show|ls|*', 'read-secret', 'reads the password store'],
  ['gpg --export-secret-keys|--export-secret-subkeys', 'read-secret', 'reads the secret keys'],
  ['op read|item|document get|*', 'read-secret', 'reads the password store'],
  ['bw get|list|export', 'read-secret', 'reads the password store'],
  ['gh auth token', 'read-secret', 'reads the access token'],
  ['gcloud auth print-access-token|print-identity-token', 'read-secret', 'reads the access token'],
  ['gcloud auth application-default print-access-token', 'read-secret', 'reads the access token'],
  ['aws secretsmanager get-secret-value', 'read-secret', 'reads a secret of the cloud'],
  ['aws ssm get-parameter|get-parameters --with-decryption', 'read-secret', 'reads a secret of the cloud'],
  ['aws configure export-credentials', 'read-secret', 'reads the access keys'],
  ['kubectl get secret|secrets -o|--output', 'read-secret', 'reads secrets of the cluster'],
  ['vault read|kv', 'read-secret', 'reads the vault'],
  ['git credential fill|get', 'read-secret', 'reads saved passwords'],
  ['git-credential-store get', 'read-secret', 'reads saved passwords'],
];

function runEach(call: Call, names: string) {
  const outputs = call.options.all(names).map((code) => call.code('bash', code, `${call.name} -c`));
  return outputs.length > 0 ? join(outputs) : text(show([]));
}
