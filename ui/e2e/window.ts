import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Nothing that stands between anybody and the screen. */
export async function soundForAll(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)])).toEqual([]);
}

/** Opens a fresh pretend world. Anything asked of elsewhere, thrown, or forbidden by the window's policy ends the test. */
export async function open(page: Page, address: string): Promise<string[]> {
  const trouble: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.hostname !== 'localhost' && url.protocol !== 'data:') trouble.push(`asked of elsewhere: ${url.href}`);
  });
  page.on('pageerror', (thrown) => trouble.push(thrown.message));
  page.on('console', (message) => {
    if (message.type() === 'error') trouble.push(message.text());
  });
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  return trouble;
}

/** The page is never wider than the window, so nobody has to scroll both ways to read. */
export async function fitsAcross(page: Page): Promise<void> {
  const spill = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(spill).toBeLessThanOrEqual(0);
}

export const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

export async function toPassphrase(page: Page): Promise<void> {
  await button(page, 'Carry on').click();
  await button(page, 'Next').click();
}

export async function toKey(page: Page): Promise<void> {
  await toPassphrase(page);
  await page.getByText('amber bridge').waitFor();
  await button(page, 'Make my diary').click();
  await button(page, 'I have written it down').waitFor();
}

export async function tryToOpen(page: Page): Promise<void> {
  await page.getByLabel('Passphrase').fill('not this one');
  await button(page, 'Open').click();
  await page.getByRole('alert').waitFor();
}
