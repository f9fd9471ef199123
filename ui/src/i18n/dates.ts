/** Dates in words. The locale is named because a webview may report "C" as its language. */
import { t } from './index.svelte';

const locale = 'en-GB';
const utc = (style: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' });
const dayOfThisYear = utc({ weekday: 'short', day: 'numeric', month: 'long' });
const dayOfAnyYear = utc({ weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' });
const month = utc({ month: 'long', year: 'numeric' });
const clock = utc({ hour: 'numeric', minute: '2-digit' });

const noon = (day: string) => new Date(`${day.slice(0, 10)}T12:00:00Z`);
/** The wall clock it was written at, wherever this computer is now: a record's date never moves. */
const wall = (moment: string) => new Date(`${moment.slice(0, 19)}Z`);

function daysBetween(from: string, to: string): number {
  return Math.round((noon(to).getTime() - noon(from).getTime()) / 86_400_000);
}

/** "Today", "Yesterday", "Tue 3 March", "Tue 3 March 2024". `day` and `today` are YYYY-MM-DD. */
export function dayInWords(day: string, today?: string): string {
  if (today) {
    const ago = daysBetween(day, today);
    if (ago === 0) return t('date-today');
    if (ago === 1) return t('date-yesterday');
    if (day.slice(0, 4) === today.slice(0, 4)) return dayOfThisYear.format(noon(day)).replace(',', '');
  }
  return dayOfAnyYear.format(noon(day)).replace(',', '');
}

/** "March 2026" */
export const monthInWords = (day: string): string => month.format(noon(day));

/** "14:05", as the clock stood where it was written. */
export const timeInWords = (moment: string): string => clock.format(wall(moment));

/** "Tue 3 March, 14:05" */
export function momentInWords(moment: string, today?: string): string {
  return t('date-moment', { day: dayInWords(moment.slice(0, 10), today), time: timeInWords(moment) });
}
