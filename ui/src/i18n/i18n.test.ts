import { afterEach, describe, expect, test } from 'vitest';
import { dayInWords, momentInWords, monthInWords, timeInWords } from './dates';
import { language, t } from './index.svelte';
import { pseudo } from './pseudo';

afterEach(() => (language.locale = 'en-GB'));

describe('words', () => {
  test('carry no isolation marks', () => {
    expect(t('key-type-group', { number: 7 })).toBe('Type group 7');
  });

  test('choose the plural', () => {
    expect(t('idle-minutes', { minutes: 1 })).toBe('1 minute');
    expect(t('idle-minutes', { minutes: 5 })).toBe('5 minutes');
  });

  test('grow by about two fifths in the pretend language', () => {
    language.locale = 'en-XA';
    expect(t('lock-use-key')).toBe('Úusée my réecóovéery kéey');
    const text = 'Nobody sees what you write here';
    expect(pseudo(text).length / text.length).toBeGreaterThan(1.3);
  });
});

describe('dates', () => {
  test('are said as people say them', () => {
    expect(dayInWords('2026-11-22', '2026-11-22')).toBe('Today');
    expect(dayInWords('2026-11-21', '2026-11-22')).toBe('Yesterday');
    expect(dayInWords('2026-03-03', '2026-11-22')).toBe('Tue 3 March');
    expect(dayInWords('2024-03-05', '2026-11-22')).toBe('Tue 5 March 2024');
    expect(monthInWords('2026-03-03')).toBe('March 2026');
  });

  test('keep the wall clock of the place where it was written', () => {
    expect(timeInWords('2026-03-03T23:45:10+13:00')).toBe('23:45');
    expect(momentInWords('2026-03-03T23:45:10-08:00', '2026-03-04')).toBe('Yesterday, 23:45');
  });
});
