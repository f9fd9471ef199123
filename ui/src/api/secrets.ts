/** Commands that carry a passphrase or a recovery key: raw bytes, zeroed as soon as they are sent. */
import { invoke } from '@tauri-apps/api/core';
import type { RecoveryKey, Strength, Summary } from './bindings';
import { CairnError } from './refusal';

/** For each part a 4-byte little-endian length, then that many bytes of UTF-8. */
export function pack(parts: string[]): Uint8Array {
  const encoded = parts.map((part) => new TextEncoder().encode(part.toWellFormed()));
  const packed = new Uint8Array(encoded.reduce((sum, bytes) => sum + 4 + bytes.length, 0));
  const view = new DataView(packed.buffer);
  let at = 0;
  for (const bytes of encoded) {
    view.setUint32(at, bytes.length, true);
    packed.set(bytes, at + 4);
    at += 4 + bytes.length;
    bytes.fill(0);
  }
  return packed;
}

async function send<T>(command: string, ...parts: string[]): Promise<T> {
  const body = pack(parts);
  try {
    return await invoke<T>(command, body);
  } catch (thrown) {
    throw CairnError.from(thrown);
  } finally {
    body.fill(0);
  }
}

export const secrets = {
  createVault: (passphrase: string) => send<RecoveryKey>('create_vault', passphrase),
  unlock: (passphrase: string) => send<Summary>('unlock', passphrase),
  unlockWithRecovery: (key: string, passphrase: string) => send<RecoveryKey>('unlock_with_recovery', key, passphrase),
  changePassphrase: (current: string, next: string) => send<null>('change_passphrase', current, next),
  restoreBackup: (id: string, passphrase: string) => send<Summary>('restore_backup', id, passphrase),
  passphraseStrength: (passphrase: string) => send<Strength>('passphrase_strength', passphrase),
};
