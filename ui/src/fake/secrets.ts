import type { RecoveryKey, Strength } from '../api';
import { summaryOf } from './shell';
import { refuse, type World } from './world';

export const recoveryKey: RecoveryKey = {
  prefix: 'AGE-SECRET-KEY-1',
  groups: 'QPZR Y9X8 GF2T VDW0 S3JN 54KH CE6M UA7L QPZR Y9X8 GF2T VDW0 S3JN 54KH CE'.split(' '),
  vaultId: '7f3a-22c9',
  madeOn: '2026-11-22',
};

export function unpack(body: Uint8Array): string[] {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  const parts: string[] = [];
  for (let at = 0; at < body.length;) {
    const length = view.getUint32(at, true);
    parts.push(new TextDecoder().decode(body.slice(at + 4, at + 4 + length)));
    at += 4 + length;
  }
  return parts;
}

function strengthOf(passphrase: string): Strength {
  const characters = Array.from(passphrase).length;
  const kinds = new Set(passphrase).size;
  const level = characters < 8 || kinds < 5 ? 0 : characters < 15 ? 1 : characters < 22 ? 2 : characters < 30 ? 3 : 4;
  return { level, characters, longEnough: characters >= 15 && characters <= 1024, tooLong: characters > 1024 };
}

function checkKey(typed: string): void {
  const whole = `${recoveryKey.prefix}${recoveryKey.groups.join('')}`;
  if (typed === whole) return;
  const groups = typed.slice(recoveryKey.prefix.length).match(/.{1,4}/g) ?? [];
  const at = recoveryKey.groups.findIndex((group, index) => group !== groups[index]);
  refuse('recoveryKeyMistyped', `group ${at + 1}`);
}

function checkNew(passphrase: string): void {
  if (!strengthOf(passphrase).longEnough) refuse('passphraseTooShort');
}

export function secretsOf(world: World): Record<string, (parts: string[]) => unknown> {
  const check = (passphrase: string): void => {
    if (passphrase !== world.passphrase) refuse('passphraseDidNotOpen');
  };
  const open = () => {
    world.vault = 'open';
    return summaryOf(world);
  };
  return {
    passphrase_strength: ([passphrase = '']) => strengthOf(passphrase),
    create_vault: ([passphrase = '']) => {
      checkNew(passphrase);
      Object.assign(world, { passphrase, recoveryKeyNoted: false });
      open();
      return recoveryKey;
    },
    unlock: ([passphrase = '']) => {
      check(passphrase);
      return open();
    },
    unlock_with_recovery: ([key = '', passphrase = '']) => {
      checkKey(key);
      checkNew(passphrase);
      Object.assign(world, { passphrase, recoveryKeyNoted: false });
      open();
      return recoveryKey;
    },
    change_passphrase: ([current = '', next = '']) => {
      check(current);
      checkNew(next);
      world.passphrase = next;
      return null;
    },
    restore_backup: ([id, passphrase = '']) => {
      if (!world.backups.some((backup) => backup.id === id)) refuse('backupNotFound');
      check(passphrase);
      return open();
    },
  };
}
