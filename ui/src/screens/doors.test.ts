import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, test } from 'vitest';
import { install } from '../fake';
import { recoveryKey } from '../fake/secrets';
import { usualPassphrase, type World } from '../fake/world';
import { look, vault } from '../state';
import FirstRun from './FirstRun.svelte';
import KeyNote from './KeyNote.svelte';
import Lock from './Lock.svelte';

const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));

async function world(address: string): Promise<World> {
  const made = install(`${address}&pause=0`);
  vault.state = 'starting';
  vault.keyLater = false;
  await vault.begin();
  return made;
}

beforeEach(() => {
  globalThis.scrollTo = () => undefined;
});

async function typeTheGroupAsked(): Promise<void> {
  const field = await screen.findByLabelText(/^Type group \d+$/);
  const number = Number(/\d+/.exec(screen.getByText(/^Type group \d+$/).textContent)?.[0]);
  await userEvent.type(field, 'nope');
  await press('Check it');
  expect(field).toHaveAccessibleDescription(/not quite the same yet/);
  await userEvent.clear(field);
  await userEvent.type(field, (recoveryKey.groups[number - 1] ?? '').toLowerCase());
  await press('Check it');
}

describe('setting up', () => {
  test('goes from welcome to an open diary with its key on paper', async () => {
    const made = await world('?vault=none');
    render(FirstRun);
    expect(screen.getByRole('heading', { level: 1, name: 'Welcome to Cairn' })).toHaveFocus();
    await press('Carry on');
    await userEvent.selectOptions(screen.getByRole('combobox', { name: /live or work/ }), 'Wales');
    await userEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    await press('Next');
    expect(made.look).toMatchObject({ welcomed: true, country: 'wales', theme: 'dark' });

    await screen.findByText(/^amber bridge/);
    await press('Another seven');
    await screen.findByText(/^harbour linen/);
    await press('Make my diary');
    expect(await screen.findByText('QPZR', { selector: 'li:first-child .group' })).toBeInTheDocument();
    await press('I have written it down');
    await typeTheGroupAsked();
    await userEvent.click(await screen.findByRole('button', { name: 'Go to Today' }));
    await waitFor(() => expect(vault.state).toBe('open'));
    expect(made).toMatchObject({ recoveryKeyNoted: true, vault: 'open' });
    expect(made.passphrase).toMatch(/^harbour linen/);
  });

  test('asks own words twice, and for fifteen characters', async () => {
    const made = await world('?vault=none');
    look.take({ ...look.current, welcomed: true });
    render(FirstRun);
    await press('Next');
    await userEvent.click(screen.getByRole('radio', { name: 'My own words' }));
    const own = screen.getByLabelText('Your passphrase');
    await userEvent.type(own, 'too short');
    await press('Make my diary');
    expect(own).toHaveAccessibleDescription(/at least 15 characters/);
    await userEvent.type(own, ', so a little more');
    expect(await screen.findByText(/strong/i)).toBeInTheDocument();
    await userEvent.type(screen.getByLabelText('Type it once more'), 'something else');
    await press('Make my diary');
    expect(screen.getByText('The two are not the same yet.')).toBeInTheDocument();
    expect(made.vault).toBe('none');
  });
});

describe('the door', () => {
  test('opens with the passphrase, and says what to do when it does not', async () => {
    await world('?vault=locked');
    render(Lock);
    const field = screen.getByLabelText('Passphrase');
    expect(field).toHaveFocus();
    await userEvent.type(field, 'another one{Enter}');
    expect(await screen.findByText('That passphrase did not open it.')).toBeInTheDocument();
    await userEvent.clear(field);
    await userEvent.type(field, `${usualPassphrase}{Enter}`);
    await waitFor(() => expect(vault.state).toBe('open'));
  });

  test.each(['slotDamaged', 'databaseDamaged', 'madeByNewerCairn', 'vaultInUse'])('%s has its own words and next step', async (code) => {
    await world(`?vault=locked&refuse=unlock:${code}`);
    render(Lock);
    await userEvent.type(screen.getByLabelText('Passphrase'), 'anything{Enter}');
    const words = (await screen.findByRole('alert')).textContent;
    expect(words.length).toBeGreaterThan(40);
    expect(words).not.toContain(code);
  });

  test('says calmly that it locked by itself', async () => {
    await world('?vault=locked');
    vault.why = 'idle';
    render(Lock);
    expect(screen.getByText(/It was quiet for a while/)).toBeInTheDocument();
    vault.why = null;
  });

  test('opens with the key from paper, points at a slip, and gives a new key', async () => {
    const made = await world('?vault=locked');
    render(Lock);
    await press('Use my recovery key');
    await userEvent.click(screen.getByLabelText('Group 1'));
    const slip = recoveryKey.groups.with(4, 'S3JQ');
    await userEvent.paste(slip.join(' ').toLowerCase());
    await press('Next');
    await screen.findByText(/^amber bridge/);
    await press('Open my diary');
    expect(await screen.findByText('Have another look at group 5.')).toBeInTheDocument();
    const fifth = screen.getByLabelText('Group 5');
    expect(fifth).toHaveFocus();
    await userEvent.clear(fifth);
    await userEvent.type(fifth, 's3jn');
    await press('Next');
    await screen.findByText(/^(amber|harbour)/);
    await press('Open my diary');
    expect(await screen.findByRole('heading', { name: 'Here is your new recovery key' })).toBeInTheDocument();
    await press('I have written it down');
    await typeTheGroupAsked();
    await waitFor(() => expect(vault.state).toBe('open'));
    expect(made.recoveryKeyNoted).toBe(true);
  });

  test('goes back to an earlier copy', async () => {
    await world('?vault=locked');
    render(Lock);
    await press('Go back to an earlier copy');
    await userEvent.click(await screen.findByRole('radio', { name: /Fri 20 November 2026/ }));
    await userEvent.type(screen.getByLabelText('The passphrase of that copy'), usualPassphrase);
    await press('Go back to this copy');
    await waitFor(() => expect(vault.state).toBe('open'));
  });
});

test('a key left for later is offered again, and may wait', async () => {
  await world('?vault=open&noted=no');
  render(KeyNote);
  await press('Make a recovery key');
  expect(await screen.findByText('QPZR', { selector: 'li:first-child .group' })).toBeInTheDocument();
  await press('Later');
  expect(vault.keyLater).toBe(true);
});
