import { expect, test, type Page } from '@playwright/test';
import { button, open } from './window';

test.skip(({ colorScheme }) => colorScheme !== 'light', 'the keys are the same in every colour');

const focused = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-region]')?.tagName ?? document.activeElement?.tagName);

/** Tab until the named thing has the focus; it is reached within a sensible number of steps. */
async function tabTo(page: Page, name: string | RegExp, role: 'button' | 'link' | 'radio' | 'textbox' = 'button'): Promise<void> {
  const target = page.getByRole(role, { name, exact: typeof name === 'string' }).first();
  await target.waitFor();
  for (let step = 0; step < 60; step += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never reached ${String(name)}`);
}

test('the whole way in, by keyboard alone', async ({ page }) => {
  await open(page, '/?vault=none');
  await tabTo(page, 'Carry on');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Next');
  await page.keyboard.press('Enter');
  await page.getByText('amber bridge').waitFor();
  await tabTo(page, 'Make my diary');
  await page.keyboard.press('Enter');
  const groups = page.locator('.group');
  await groups.first().waitFor();
  const key = await groups.allTextContents();
  await tabTo(page, 'I have written it down');
  await page.keyboard.press('Enter');
  const asked = Number(/\d+/.exec((await page.getByText(/^Type group \d+$/).textContent()) ?? '')?.[0]);
  await page.keyboard.type(key[asked - 1] ?? '');
  await page.keyboard.press('Enter');
  await tabTo(page, 'Go to Today');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('lock, open, and land on the heading', async ({ page }) => {
  await open(page, '/#/settings/about');
  await page.keyboard.press('Control+l');
  await expect(page.getByLabel('Passphrase')).toBeFocused();
  await page.keyboard.type('seven small stones on a hill');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeFocused();
});

test('F6 goes from region to region, and back', async ({ page }) => {
  await open(page, '/#/settings/about');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  const seen: (string | undefined)[] = [];
  for (let step = 0; step < 3; step += 1) {
    await page.keyboard.press('F6');
    seen.push(await focused(page));
  }
  expect(seen).toEqual(['NAV', 'HEADER', 'MAIN']);
  await page.keyboard.press('Shift+F6');
  expect(await focused(page)).toBe('HEADER');
});

test('the skip link leads to the main part and stays on the screen one is on', async ({ page }) => {
  await open(page, '/#/settings/about');
  await page.getByRole('link', { name: 'Go to the main part' }).focus();
  await page.keyboard.press('Enter');
  expect(await focused(page)).toBe('MAIN');
  await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
});

test('the idle warning waits for an answer and gives the focus back', async ({ page }) => {
  await open(page, '/#/settings/safety');
  await button(page, 'Check now').focus();
  await page.evaluate(() => {
    const { cairnFake } = globalThis as unknown as { cairnFake: { emit: (event: string, payload: unknown) => void } };
    cairnFake.emit('idle-warning', { secondsLeft: 30 });
  });
  await expect(button(page, 'I’m still here')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(button(page, 'Check now')).toBeFocused();
});

test('nothing is left in the browser’s own stores', async ({ page }) => {
  await open(page, '/?vault=locked');
  await page.keyboard.type('seven small stones on a hill');
  await page.keyboard.press('Enter');
  await page.getByRole('navigation', { name: 'Places' }).waitFor();
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    cookies: document.cookie,
  }));
  expect(kept).toEqual({ local: 0, session: 0, databases: 0, caches: 0, cookies: '' });
});
