/** Copies of the diary, in words. */
import type { Backup } from '../../api';
import { momentInWords } from '../../i18n/dates';
import { t } from '../../i18n/index.svelte';

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

export function sizeInWords(bytes: number): string {
  if (bytes < 1_000_000) return t('size-kb', { n: number.format(Math.max(1, Math.round(bytes / 1000))) });
  return t('size-mb', { n: number.format(bytes / 1_000_000) });
}

const kinds = { copy: 'copy-plain', beforeMigration: 'copy-before-migration', setAside: 'copy-set-aside' } as const;

export const copyMade = (backup: Backup, today?: string): string => momentInWords(backup.madeAt, today);

export const copyAbout = (backup: Backup): string => t('copy-about', { kind: t(kinds[backup.kind]), size: sizeInWords(backup.bytes) });
