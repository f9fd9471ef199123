import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearMocks } from '../api/mock';
import { install } from '../fake';
import { find } from '../state';
import FindDialog from '../features/find/FindDialog.svelte';
import Course from './Course.svelte';
import PutAway from './PutAway.svelte';
import Today from './Today.svelte';

beforeEach(() => void install('?entries=12'));
afterEach(() => clearMocks());

test('Today greets, has one big choice and at most three offers', async () => {
  render(Today);
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent(/^(Good (morning|afternoon|evening)|Welcome back)\.$/);
  expect(await screen.findByRole('link', { name: /^Write/ })).toHaveAttribute('href', '#/write/new');
  expect(screen.getByRole('navigation', { name: 'You could also' }).querySelectorAll('a').length).toBeLessThanOrEqual(3);
});

test('a first day says that empty is fine', async () => {
  install('?entries=0');
  render(Today);
  expect(await screen.findByText(/It is empty, and that is fine/)).toBeInTheDocument();
});

test('the course names each session and whether it is open, and never counts', async () => {
  render(Course, { route: { name: 'course', session: null } });
  const list = await screen.findByRole('list', { name: 'Sessions' });
  expect(list.querySelectorAll('a')).toHaveLength(11);
  expect(list).toHaveTextContent(/Open|Has something/);
  expect(document.body).not.toHaveTextContent('%');
});

test('a heavy session shows its calm line before its questions', async () => {
  render(Course, { route: { name: 'course', session: 'S10' } });
  const care = await screen.findByText(/This session is about risk/);
  const prompts = screen.getByRole('heading', { name: 'Questions to start from' });
  expect(care.compareDocumentPosition(prompts) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

test('an empty put-away list is calm', async () => {
  render(PutAway);
  expect(await screen.findByText('Nothing is put away')).toBeInTheDocument();
});

test('Find marks the words, folds tender pages, and is calm about none', async () => {
  find.open();
  render(FindDialog);
  const box = await screen.findByRole('combobox', { name: 'Words to look for' });
  await userEvent.type(box, 'the');
  expect((await screen.findAllByText('the', { selector: 'mark' })).length).toBeGreaterThan(0);
  for (const option of screen.getAllByRole('option', { name: /A tender page/ })) expect(option.querySelector('mark')).toBeNull();
  await userEvent.clear(box);
  await userEvent.type(box, 'zzzz');
  expect(await screen.findByText(/No page holds that/)).toBeInTheDocument();
  find.close();
});
