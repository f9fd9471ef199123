import type { Found, Piece, Record as Entry, RecordDraft, RecordLine, TimelineFilter } from '../api';
import { emptyEntry } from './sample';
import { refuse, type World } from './world';

const step = 100;

function plainText(node: unknown): string {
  if (typeof node !== 'object' || node === null) return '';
  const { text, content } = node as { text?: string; content?: unknown[] };
  return text ?? (content ?? []).map(plainText).join(' ');
}

function wordsOf(entry: Entry): string {
  const { body, answers, learned, nextStep } = entry.fields;
  return [body ? plainText(JSON.parse(body)) : '', ...Object.values(answers), learned, nextStep].filter(Boolean).join(' ');
}

function linesOf(world: World, filter: TimelineFilter): RecordLine[] {
  return [...world.records.values()]
    .map((entry) => entry.line)
    .filter((line) => line.state !== 'putAway' && (!filter.session || line.sessions.includes(filter.session)))
    .sort((a, b) => (a.cursor < b.cursor ? 1 : -1));
}

function pieces(text: string, word: string): Piece[] {
  const at = text.toLowerCase().indexOf(word);
  if (at < 0) return [{ text, hit: false }];
  return [
    { text: text.slice(0, at), hit: false },
    { text: text.slice(at, at + word.length), hit: true },
    { text: text.slice(at + word.length), hit: false },
  ].filter((piece) => piece.text);
}

export function records(world: World) {
  const named = (id: string): Entry => world.records.get(id) ?? refuse('recordNotFound');
  let made = 0;
  return {
    new_record: () => emptyEntry(`0191-${String((made += 1)).padStart(6, '0')}`, world.today),
    open_record: ({ id }: { id: string }) => named(id),
    save_record: ({ draft }: { draft: RecordDraft }) => {
      const before = world.records.get(draft.id);
      if (before && before.revision !== draft.revision) refuse('recordChanged');
      const { id, revision, people, links, fields, title, happenedOn, happenedRoughly, sessions, tags, feel, state } = draft;
      const common = { title, happenedOn, happenedRoughly, sessions, tags, feel, state };
      const entry: Entry = { ...(before ?? emptyEntry(id, world.today)), people, links, fields, revision: revision + 1 };
      const shownOn = common.happenedOn ?? entry.line.createdAt.slice(0, 10);
      entry.line = { ...entry.line, ...common, shownOn, cursor: `${shownOn}|${id}`, updatedAt: new Date().toISOString() };
      entry.line.excerpt = wordsOf(entry).slice(0, 200);
      world.records.set(id, entry);
      return { line: entry.line, revision: entry.revision };
    },
    put_away: ({ id }: { id: string }) => void (named(id).line.state = 'putAway'),
    bring_back: ({ id }: { id: string }) => void (named(id).line.state = 'kept'),
    delete_for_good: ({ id }: { id: string }) => {
      if (named(id).line.state !== 'putAway') refuse('notPutAway');
      world.records.delete(id);
    },
    put_away_records: () => [...world.records.values()].map((entry) => entry.line).filter((line) => line.state === 'putAway'),
    drafts: ({ limit }: { limit: number }) =>
      linesOf(world, { session: null })
        .filter((line) => line.state === 'draft')
        .slice(0, limit),
    timeline_marks: ({ filter }: { filter: TimelineFilter }) => {
      const lines = linesOf(world, filter);
      const marks = Array.from({ length: Math.ceil(lines.length / step) }, (_, index) =>
        index === 0 ? null : (lines[index * step - 1]?.cursor ?? null),
      );
      return { total: lines.length, step, marks };
    },
    timeline_page: ({ filter, after, limit }: { filter: TimelineFilter; after: string | null; limit: number }) =>
      linesOf(world, filter)
        .filter((line) => !after || line.cursor < after)
        .slice(0, limit),
    search: ({ query, session, limit }: { query: string; session: string | null; limit: number }): Found[] => {
      const words = query.toLowerCase().split(/\s+/).filter(Boolean);
      if (words.length === 0) return [];
      return linesOf(world, { session })
        .filter((line) => words.every((word) => `${line.title} ${wordsOf(named(line.id))}`.toLowerCase().includes(word)))
        .slice(0, limit)
        .map((line) => ({ line, title: pieces(line.title, words[0] ?? ''), snippet: pieces(wordsOf(named(line.id)), words[0] ?? '') }));
    },
  };
}
