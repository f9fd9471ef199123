/** Made-up entries: no person, place or course in them is real. */
import type { Record as Entry } from '../api';

const texts = [
  ['A quiet start', 'Sat by the window before the group. It helped to arrive early and breathe.'],
  ['What I carried home', 'Someone said thank you today and I did not know what to do with it. I am writing it down so it stays.'],
  ['', 'Only a line: I noticed I wanted to fix it, and I waited.'],
  ['Supervision', 'We talked about endings. I want to name an ending sooner next time, and let it be a small one.'],
  ['The long corridor', 'Walked slowly on purpose. Two people walked slowly with me.'],
  ['Words that helped', 'She said “with you”, not “for you”. I heard the difference.'],
] as const;

function dayBefore(today: string, days: number): string {
  const day = new Date(`${today}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() - days);
  return day.toISOString().slice(0, 10);
}

export function documentOf(text: string): string {
  return JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
}

export function emptyEntry(id: string, day: string): Entry {
  return {
    line: {
      id,
      kind: 'diary_entry',
      title: '',
      excerpt: '',
      happenedOn: null,
      happenedRoughly: null,
      shownOn: day,
      createdAt: `${day}T10:00:00+00:00`,
      updatedAt: `${day}T10:00:00+00:00`,
      sessions: [],
      tags: [],
      feel: 'ordinary',
      state: 'draft',
      cursor: `${day}|${id}`,
    },
    people: [],
    links: [],
    revision: 0,
    fields: {
      kind: 'diary_entry',
      body: null,
      framework: 'F0',
      answers: {},
      promptId: null,
      setting: null,
      moodWords: [],
      energy: null,
      learned: '',
      nextStep: '',
    },
  };
}

export function sampleEntries(count: number, today: string): Entry[] {
  return Array.from({ length: count }, (_, index) => {
    const [title, text] = texts[index % texts.length] ?? ['', ''];
    const entry = emptyEntry(`0190-${String(index).padStart(6, '0')}`, dayBefore(today, Math.floor(index * 1.7)));
    const session = `S${String((index % 5) + 1).padStart(2, '0')}`;
    Object.assign(entry.line, {
      title,
      excerpt: text,
      sessions: index % 3 === 2 ? [] : index % 4 === 0 ? [session, 'S06'] : [session],
      feel: index % 7 === 4 ? 'tender' : index % 11 === 8 ? 'justForMe' : 'ordinary',
      state: index === 1 ? 'draft' : 'kept',
    });
    entry.revision = 1;
    entry.fields.body = documentOf(text);
    return entry;
  });
}
