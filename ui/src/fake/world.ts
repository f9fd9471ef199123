import type { Backup, ErrorCode, Look, Record as Entry, VaultState } from '../api';
import { sampleEntries } from './sample';

export interface World {
  vault: VaultState;
  look: Look;
  passphrase: string;
  recoveryKeyNoted: boolean;
  readOnly: boolean;
  idleMinutes: number;
  today: string;
  records: Map<string, Entry>;
  backups: Backup[];
  refusals: Map<string, { code: ErrorCode; place: string | null }>;
  /** How long opening takes, in milliseconds. */
  pause: number;
}

export const usualPassphrase = 'seven small stones on a hill';

export function refuse(code: ErrorCode, place: string | null = null): never {
  // The shape in which the core refuses.
  // eslint-disable-next-line @typescript-eslint/only-throw-error
  throw { code, place };
}

function lookFrom(asked: URLSearchParams, vault: VaultState): Look {
  const text = (name: string, otherwise: string) => asked.get(name) ?? otherwise;
  return {
    theme: text('theme', 'system'),
    tint: text('tint', 'cream'),
    font: text('font', 'atkinson'),
    size: Number(text('size', '100')),
    lines: text('lines', 'normal'),
    letters: text('letters', 'normal'),
    motion: text('motion', 'system'),
    country: vault === 'none' ? null : 'scotland',
    welcomed: vault !== 'none',
  } as Look;
}

const backups: Backup[] = [
  { id: 'b3', madeAt: '2026-11-21T18:40:00+00:00', bytes: 1_310_720, kind: 'copy' },
  { id: 'b2', madeAt: '2026-11-20T09:12:00+00:00', bytes: 1_290_240, kind: 'copy' },
  { id: 'b1', madeAt: '2026-11-02T21:05:00+00:00', bytes: 1_101_824, kind: 'beforeMigration' },
];

export function worldFrom(asked: URLSearchParams): World {
  const vault = (asked.get('vault') ?? 'open') as VaultState;
  const today = '2026-11-22';
  const count = vault === 'none' ? 0 : Number(asked.get('entries') ?? '12');
  return {
    vault,
    look: lookFrom(asked, vault),
    passphrase: vault === 'none' ? '' : usualPassphrase,
    recoveryKeyNoted: asked.get('noted') !== 'no',
    readOnly: asked.get('readonly') === 'yes',
    idleMinutes: 5,
    today,
    records: new Map(sampleEntries(count, today).map((entry) => [entry.line.id, entry])),
    backups: asked.get('backups') === '0' ? [] : [...backups],
    refusals: new Map(
      asked.getAll('refuse').map((text) => {
        const [command = '', code = 'stoppedUnexpectedly', place = null] = text.split(':');
        return [command, { code: code as ErrorCode, place }];
      }),
    ),
    pause: Number(asked.get('pause') ?? '150'),
  };
}
