const longer: Record<string, string> = { a: 'áa', e: 'ée', i: 'íi', o: 'óo', u: 'úu', A: 'Áa', E: 'Ée', I: 'Íi', O: 'Óo', U: 'Úu' };

/** About 40 % longer and plainly not English, yet still readable. */
export function pseudo(text: string): string {
  return text.replace(/[aeiou]/gi, (letter) => longer[letter] ?? letter);
}
