import { expect, test, type Page } from '@playwright/test';
import { fitsAcross, open, soundForAll } from './window';

const body = (page: Page) => page.getByRole('textbox', { name: 'Your page' });
const saved = (page: Page) => page.getByText('Saved on this computer');

const screens: [string, string, ((page: Page) => Promise<unknown>)?][] = [
  ['today', '/#/today', (page) => page.getByRole('link', { name: 'All of the diary' }).waitFor()],
  ['today on a first day', '/?entries=0#/today'],
  ['a new page', '/#/write/new', (page) => body(page).waitFor()],
  ['a page from a prompt, with its panel', '/#/write/new?session=S03&prompt=S03.P1', openPanel],
  ['questions', '/#/write/new', (page) => page.getByLabel('How to write').selectOption('F1')],
  ['a refused save', '/?refuse=save_record:diskFull#/write/new', refusedSave],
  [
    'the diary',
    '/#/diary',
    (page) =>
      page
        .getByRole('link', { name: /A quiet start/ })
        .first()
        .waitFor(),
  ],
  ['an empty diary', '/?entries=0#/diary'],
  ['put away', '/#/put-away', putOneAway],
  ['find', '/#/today', (page) => finding(page, 'the')],
  ['the course', '/#/course'],
  ['a heavy session', '/#/course/S10'],
];

async function openPanel(page: Page): Promise<void> {
  await body(page).waitFor();
  await page.getByRole('button', { name: 'Show about this page' }).click();
  await page.getByText('Choose sessions').click();
  await page.getByLabel('Your own labels').fill('garden');
  await page.keyboard.press('Enter');
}

async function refusedSave(page: Page): Promise<void> {
  await page.getByLabel('Title').fill('Words');
  await page.getByRole('button', { name: 'Try again' }).waitFor();
}

async function putOneAway(page: Page): Promise<void> {
  await page.goto('/#/write/0190-000000');
  await page.getByRole('link', { name: 'Diary', exact: true }).click();
  await page
    .getByRole('link', { name: /A quiet start/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'More for this page' }).click();
  await page.getByRole('menuitem', { name: 'Put away' }).click();
  await page.getByRole('link', { name: 'Go to the diary' }).click();
  await page.getByRole('link', { name: 'Put away' }).click();
  await page.getByRole('button', { name: /^Bring back/ }).waitFor();
}

async function finding(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Words to look for' }).fill(words);
  await page.getByRole('listbox').getByRole('option').first().waitFor();
}

for (const [name, at, reach] of screens) {
  test(`${name} is sound for everyone`, async ({ page }) => {
    const trouble = await open(page, at);
    await reach?.(page);
    await page.waitForTimeout(250);
    await soundForAll(page);
    await fitsAcross(page);
    expect(trouble).toEqual([]);
  });
}

test('a page is written, kept and found again by keyboard alone', async ({ page }) => {
  await open(page, '/#/today');
  await page.getByRole('link', { name: /^Write/ }).focus();
  await page.keyboard.press('Enter');
  await expect(body(page)).toBeFocused();
  await page.keyboard.type('A lamp in the window: quernlight.');
  await expect(saved(page)).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toHaveCount(1);

  // The tools by key: bold on, then back to the words.
  await page.keyboard.press('Alt+F10');
  await expect(page.getByRole('button', { name: 'Bold' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: 'Italic' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(body(page)).toBeFocused();

  // Tab leaves the page rather than being swallowed by it.
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByLabel('Title')).toBeFocused();
  await page.keyboard.type('By the mill');
  await page.keyboard.press('Enter');
  await expect(body(page)).toBeFocused();

  await page.getByRole('button', { name: 'Keep' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: /By the mill/ })).toBeVisible();

  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Words to look for' })).toBeFocused();
  await page.keyboard.type('quernlight');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await expect(page.locator('mark')).toHaveText('quernlight');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Title')).toHaveValue('By the mill');
  await expect(body(page)).toContainText('quernlight');
});

test('undo never reaches into another page', async ({ page }) => {
  await open(page, '/#/write/new');
  await body(page).waitFor();
  await page.keyboard.type('first page');
  await page.getByRole('link', { name: 'Diary', exact: true }).click();
  await page
    .getByRole('link', { name: /Supervision/ })
    .first()
    .click();
  await expect(body(page)).toContainText('endings');
  await body(page).click();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(body(page)).toContainText('endings');
  await expect(body(page)).not.toContainText('first page');
});

test('pasted links, pictures and scripts leave only their words', async ({ page }) => {
  await open(page, '/#/write/new');
  await body(page).waitFor();
  await body(page).evaluate((surface) => {
    const data = new DataTransfer();
    data.setData(
      'text/html',
      '<p>plain <a href="https://example.org">words</a><img src="https://example.org/x.png" onerror="x()"><script>x()</script></p>',
    );
    surface.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(body(page)).toContainText('plain words');
  await expect(body(page).locator('a, img:not(.ProseMirror-separator), script')).toHaveCount(0);
});

test('swapping to questions and back keeps every word', async ({ page }) => {
  await open(page, '/#/write/new');
  await body(page).waitFor();
  await page.keyboard.type('on the free page');
  await page.getByLabel('How to write').selectOption('F1');
  await page.getByLabel('What happened?').fill('an answer');
  await page.getByText('Words from the free page').click();
  await expect(page.getByRole('textbox', { name: 'Words from the free page' })).toContainText('on the free page');
  await page.getByLabel('How to write').selectOption('F0');
  await expect(body(page)).toContainText('on the free page');
  await page.getByText('Words from other questions').click();
  await expect(page.getByLabel('What happened?')).toHaveValue('an answer');
});

test('a session can be chosen and made the main one by keyboard', async ({ page }) => {
  await open(page, '/#/write/new?session=S02');
  await body(page).waitFor();
  await page.getByRole('button', { name: 'Show about this page' }).press('Enter');
  await page.getByText('Choose sessions').press('Enter');
  await page.getByRole('checkbox', { name: /Personal Recovery/ }).press('Space');
  await page.getByRole('button', { name: /Make Personal Recovery the main/ }).press('Enter');
  await expect(page.getByRole('complementary').getByRole('listitem').first()).toContainText('Personal Recovery');
  await expect(saved(page)).toBeVisible();
});

test('a very long diary is reached from end to end', async ({ page }) => {
  await open(page, '/?entries=20000#/diary');
  const rows = page.getByRole('list', { name: 'Diary pages, newest first' }).getByRole('listitem');
  await rows.getByRole('link').first().focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.locator(':focus').locator('xpath=ancestor::li')).toHaveAttribute('aria-posinset', '2');
  await page.keyboard.press('End');
  await expect(page.locator(':focus').locator('xpath=ancestor::li')).toHaveAttribute('aria-posinset', '20000');
  await page.keyboard.press('PageUp');
  expect(await rows.count()).toBeLessThan(60);
  await page.keyboard.press('Home');
  await expect(page.locator(':focus').locator('xpath=ancestor::li')).toHaveAttribute('aria-posinset', '1');
});

test('deleting for good takes a second step, and the safe choice comes first', async ({ page }) => {
  await open(page, '/#/put-away');
  await putOneAway(page);
  await page.getByRole('button', { name: /for good/ }).click();
  await expect(page.getByRole('button', { name: 'Leave it put away' })).toBeFocused();
  await page.getByRole('button', { name: 'Delete for good', exact: true }).click();
  await expect(page.getByText('Nothing is put away')).toBeVisible();
});

test('a refused save keeps the words, and tries again by itself', async ({ page }) => {
  await open(page, '/?refuse=save_record:diskFull#/write/new');
  await refusedSave(page);
  await expect(page.getByLabel('Title')).toHaveValue('Words');
  await page.evaluate(() => {
    (globalThis as unknown as { cairnFake: { world: { refusals: Map<string, unknown> } } }).cairnFake.world.refusals.clear();
  });
  await expect(saved(page)).toBeVisible({ timeout: 10_000 });
  await expect(page.getByRole('button', { name: 'Try again' })).toHaveCount(0);
});
