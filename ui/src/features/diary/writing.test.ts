import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import type { CourseSession, Framework } from '../../api';
import { blank, Disk } from './disk.fake';
import { Page } from './page.svelte';
import { RecordSaver } from './saver.svelte';
import WritingPage from './WritingPage.svelte';

const frameworks: Framework[] = [
  { id: 'F0', name: 'Free page', about: '', credit: null, stages: [] },
  {
    id: 'F1',
    name: 'Three questions',
    about: '',
    credit: null,
    stages: [
      { id: 'F1.what', name: 'What', question: 'What happened?' },
      { id: 'F1.so_what', name: 'So what', question: 'Why does it matter to me or others?' },
    ],
  },
];
const sessions: CourseSession[] = ['Getting started', 'What is Recovery?', 'Personal Recovery'].map((title, index) => ({
  id: `S0${index + 1}`,
  no: index + 1,
  title,
  aim: '',
  care: 'open',
  careLine: null,
  prompts: [],
  hasSomething: false,
}));

let disk: Disk;
let page: Page;
const ondone = vi.fn();

function show(framework = 'F1'): void {
  disk = new Disk();
  ondone.mockClear();
  page = new Page(new RecordSaver('a', 0, disk.ports), blank({}, { framework }), true);
  render(WritingPage, { page, sessions, frameworks, readOnly: false, ondone });
}

test('the caret is ready in the first question, and each question is the label of its paper', async () => {
  show();
  expect(screen.getByRole('textbox', { name: 'What happened?' })).toHaveFocus();
  expect(screen.getByText('You can skip any question.')).toBeInTheDocument();
  await userEvent.keyboard('we walked');
  expect(page.entry.answers['F1.what']).toBe('we walked');
});

test('Keep saves the page as kept and goes back', async () => {
  show();
  await userEvent.keyboard('we walked');
  await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
  await expect.poll(() => ondone.mock.calls.length).toBe(1);
  expect(disk.stateOf('a')).toBe('kept');
});

test('Keep on an empty new page leaves nothing behind', async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
  await expect.poll(() => ondone.mock.calls.length).toBe(1);
  expect(disk.saves).toBe(0);
});

test('a refused save keeps the words on the screen and offers another try', async () => {
  show();
  disk.refuse = ['diskFull'];
  await userEvent.keyboard('we walked');
  await userEvent.click(screen.getByRole('button', { name: 'Keep' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('Your words are still here');
  expect(ondone).not.toHaveBeenCalled();
  expect(screen.getByRole('textbox', { name: 'What happened?' })).toHaveValue('we walked');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await expect.poll(() => disk.saves).toBe(1);
  expect(screen.queryByRole('alert')).toBeNull();
});

test('labels are added with Enter or a comma, once each, and taken off with Backspace', async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Show about this page' }));
  const box = screen.getByRole('textbox', { name: 'Your own labels' });
  await userEvent.type(box, 'garden,listening{Enter}Garden{Enter}');
  expect(page.content.tags).toEqual(['garden', 'listening']);
  await userEvent.type(box, '{Backspace}');
  expect(page.content.tags).toEqual(['garden']);
  await userEvent.click(screen.getByRole('button', { name: 'Take off garden' }));
  expect(page.content.tags).toEqual([]);
});

test('the first session chosen is the main one, until another is made so', async () => {
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Show about this page' }));
  await userEvent.click(screen.getByText('Choose sessions'));
  await userEvent.click(screen.getByRole('checkbox', { name: /Getting started/ }));
  await userEvent.click(screen.getByRole('checkbox', { name: /Personal Recovery/ }));
  expect(page.content.sessions).toEqual(['S01', 'S03']);
  await userEvent.click(screen.getByRole('button', { name: 'Make Personal Recovery the main session' }));
  expect(page.content.sessions).toEqual(['S03', 'S01']);
});

test('the writing surface has a name, and no spelling is sent anywhere', async () => {
  show('F0');
  const surface = await screen.findByRole('textbox', { name: 'Your page' }, { timeout: 8000 });
  expect(surface).toHaveAttribute('spellcheck', 'false');
  expect(surface).toHaveAttribute('aria-multiline', 'true');
}, 12_000);
