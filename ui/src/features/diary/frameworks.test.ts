import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Framework } from '../../api';
import { withEntry } from './content';
import { blank } from './disk.fake';
import { answer, freePageIsFolded, isFreePage, otherAnswers, stagesOf, switchFramework } from './frameworks';

const stage = (id: string) => ({ id, name: id, question: `${id}?` });
const frameworks: Framework[] = [
  { id: 'F0', name: 'Free page', about: '', credit: null, stages: [] },
  { id: 'F1', name: 'Three questions', about: '', credit: null, stages: ['what', 'soWhat', 'nowWhat'].map(stage) },
  { id: 'F7', name: 'One minute', about: '', credit: null, stages: ['word', 'thing'].map(stage) },
];
const bodyOf = (text: string) =>
  JSON.stringify({ type: 'doc', content: [{ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] }] });

test('swapping sets of questions never hides or loses a word', () => {
  const step = fc.oneof(
    fc.record({ do: fc.constant('switch' as const), to: fc.constantFrom('F0', 'F1', 'F7', 'F9') }),
    fc.record({ do: fc.constant('write' as const), words: fc.stringMatching(/^[a-z]{1,6}$/), where: fc.nat() }),
  );
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let content = blank();
      const written = new Map<string, string>();
      for (const now of steps) {
        if (now.do === 'switch') content = switchFramework(content, now.to);
        else if (isFreePage(frameworks, content.fields.framework)) {
          content = withEntry(content, { body: bodyOf(now.words) });
          written.set('body', now.words);
        } else {
          const stages = stagesOf(frameworks, content.fields.framework);
          const id = stages[now.where % stages.length]?.id ?? '';
          content = answer(content, id, now.words);
          written.set(id, now.words);
        }
        const inFront = isFreePage(frameworks, content.fields.framework)
          ? []
          : stagesOf(frameworks, content.fields.framework).map(({ id }) => id);
        const folded = otherAnswers(content, frameworks);
        for (const [place, words] of written) {
          if (place === 'body') {
            expect(content.fields.body).toBe(bodyOf(words));
            expect(isFreePage(frameworks, content.fields.framework) || freePageIsFolded(content, frameworks)).toBe(true);
          } else {
            expect(content.fields.answers[place]).toBe(words);
            expect(inFront.includes(place) || folded.some((other) => other.stage === place && other.text === words)).toBe(true);
          }
        }
      }
    }),
  );
});

test('words whose question is not known any more are still shown', () => {
  const content = answer(blank(), 'gone', 'still here');
  expect(otherAnswers(content, frameworks)).toEqual([{ stage: 'gone', question: null, text: 'still here' }]);
});
