/** The recovery key as people copy it: groups on paper, typed in any case, with stray spaces and dashes. */

export const groupCount = 15;
export const groupLength = (index: number): number => (index === groupCount - 1 ? 2 : 4);

/** The letters and digits a key is made of. 1, b, i and o are left out of it, so that they cannot be mixed up. */
const letters = /^[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]*$/;

export const tidyGroup = (typed: string): string => typed.replace(/[\s\-–—.]/g, '').toUpperCase();

export const sameGroup = (typed: string, group: string): boolean => tidyGroup(typed) === tidyGroup(group);

/** A whole key pasted into one field, as its groups; with or without the part that is the same on every key. */
export function splitKey(typed: string): string[] {
  const bare = tidyGroup(typed).replace(/^AGESECRETKEY1/, '');
  return Array.from({ length: groupCount }, (_, index) => bare.slice(index * 4, index * 4 + groupLength(index)));
}

export const joinKey = (groups: string[]): string => `AGE-SECRET-KEY-1${groups.map(tidyGroup).join('')}`;

/** The first group that cannot be right as it stands, from 0; or null. */
export function firstUnlikely(groups: string[]): number | null {
  const at = groups.findIndex((group, index) => {
    const tidy = tidyGroup(group);
    return tidy.length !== groupLength(index) || !letters.test(tidy);
  });
  return at < 0 ? null : at;
}

/** "group 5" → 4: where the core saw that something was mistyped. */
export function groupOfPlace(place: string | null): number | null {
  const number = Number(/^group (\d+)$/.exec(place ?? '')?.[1]);
  return number >= 1 && number <= groupCount ? number - 1 : null;
}

/** Which group to ask back, from 0. Never the short last one, which is easy to remember by chance. */
export function groupToAsk(): number {
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return random % (groupCount - 1);
}
