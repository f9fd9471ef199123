import { emit } from '../api/mock';
import type { Backup, HealthStepName, Look, Start, Summary } from '../api';
import { recoveryKey } from './secrets';
import type { World } from './world';

const words = ['amber bridge copper lantern meadow quiet willow', 'harbour linen pebble orchard thistle violet winter'];

export function summaryOf(world: World): Summary {
  const lines = [...world.records.values()].map((entry) => entry.line).filter((line) => line.state !== 'putAway');
  return {
    records: lines.length,
    lastWritten: lines[0]?.updatedAt ?? null,
    readOnly: world.readOnly,
    recoveryKeyNoted: world.recoveryKeyNoted,
    idleMinutes: world.idleMinutes,
    backupTrouble: null,
    today: world.today,
  };
}

async function health() {
  const steps: HealthStepName[] = ['pages', 'structure', 'search', 'links'];
  for (const [index, step] of steps.entries()) {
    await emit('health-step', { step, done: index + 1, of: steps.length });
    await new Promise((done) => setTimeout(done, 40));
  }
}

export function shell(world: World) {
  let suggested = 0;
  return {
    start: (): Start => ({
      vault: world.vault,
      look: world.look,
      version: '0.1.0',
      summary: world.vault === 'open' ? summaryOf(world) : null,
    }),
    set_look: ({ look }: { look: Look }) => (world.look = look),
    suggest_passphrase: () => words[suggested++ % words.length],
    lock: () => void (world.vault = 'locked'),
    summary: () => summaryOf(world),
    recovery_key_noted: () => void (world.recoveryKeyNoted = true),
    make_new_recovery_key: () => {
      world.recoveryKeyNoted = false;
      return recoveryKey;
    },
    set_idle_minutes: ({ minutes }: { minutes: number }) => void (world.idleMinutes = minutes),
    check_health: () => {
      void health();
      return { sound: true, found: [] };
    },
    backups: () => world.backups,
    make_backup: (): Backup => {
      const made: Backup = { id: `b${world.backups.length + 1}`, madeAt: '2026-11-22T12:00:00+00:00', bytes: 1_310_720, kind: 'copy' };
      world.backups.unshift(made);
      return made;
    },
  };
}
