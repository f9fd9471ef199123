// How one line of the diary reads.
import type { CourseSession, RecordLine } from '../../api';
import { dayInWords } from '../../i18n/dates';
import { t } from '../../i18n/index.svelte';

export function dateOf(line: RecordLine, today?: string): string {
  return line.happenedRoughly ?? dayInWords(line.shownOn, today);
}

/** A tender page keeps its title to itself until it is opened. */
export const isFolded = (line: RecordLine): boolean => line.feel === 'tender';

export function titleOf(line: RecordLine): string {
  if (isFolded(line)) return t('timeline-tender');
  return line.title || line.excerpt || t('timeline-untitled');
}

/** The first words, where the title has not already said them. */
export function excerptOf(line: RecordLine): string {
  if (isFolded(line)) return t('timeline-tender-folded');
  return line.title ? line.excerpt : '';
}

export function sessionNos(line: RecordLine, sessions: CourseSession[]): number[] {
  return line.sessions.flatMap((id) => sessions.find((session) => session.id === id)?.no ?? []);
}

/** A stone of its own for each record, the same every time it is seen. */
export function seedOf(id: string): number {
  return Array.from(id).reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973, 7);
}
