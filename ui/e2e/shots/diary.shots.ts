import { test, type Page } from '@playwright/test';

/** The writing half of the window, to look at: `npm run shots`, then test-results/shots. */
const screens: Record<string, { at: string; reach?: (page: Page) => Promise<void> }> = {
  'today-first-day': { at: '/?entries=0#/today' },
  'today-usual': { at: '/#/today' },
  'write-new': { at: '/#/write/new', reach: async (page) => page.locator('.ProseMirror').waitFor() },
  'write-prompt': { at: '/#/write/new?session=S03&prompt=S03.P1', reach: async (page) => page.locator('.ProseMirror').waitFor() },
  'write-selected': { at: '/#/write/new', reach: writeAndSelect },
  'write-questions': { at: '/#/write/new', reach: questions },
  'write-refused': { at: '/?refuse=save_record:diskFull#/write/new', reach: writeAndSelect },
  'diary-some': { at: '/#/diary', reach: async (page) => page.locator('li a').first().waitFor() },
  'diary-many': { at: '/?entries=5000#/diary', reach: scrolled },
  'diary-empty': { at: '/?entries=0#/diary' },
  'put-away-one': { at: '/#/put-away' },
  'find-open': { at: '/#/today', reach: finding },
  'course-map': { at: '/#/course' },
  'course-session': { at: '/#/course/S10' },
};

async function writeAndSelect(page: Page): Promise<void> {
  const body = page.locator('.ProseMirror');
  await body.waitFor();
  await page.getByRole('textbox', { name: 'Title' }).fill('A slow morning by the water');
  await body.click();
  await page.keyboard.type('The tide was out, and nobody was in a hurry. ');
  await page.keyboard.press('Enter');
  await page.keyboard.type('I noticed how much easier it was to listen when we walked. Neither of us had to look up.');
  await page.keyboard.press('Shift+Home');
  await page.waitForTimeout(1100);
}

async function questions(page: Page): Promise<void> {
  await writeAndSelect(page);
  await page.getByLabel('How to write').selectOption('F1');
  await page.getByLabel('What happened?').fill('We talked in the garden. He laughed for the first time in a while.');
  await page.waitForTimeout(300);
}

async function scrolled(page: Page): Promise<void> {
  await page.locator('li a').first().waitFor();
  await page.evaluate(() => scrollTo(0, 120_000));
  await page.waitForTimeout(500);
}

async function finding(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Words to look for' }).fill('the');
  await page.waitForTimeout(500);
}

const looks = [
  { name: 'light', query: 'theme=light', width: 1180, height: 800 },
  { name: 'dark', query: 'theme=dark', width: 1180, height: 800 },
  { name: 'light-200', query: 'theme=light&size=200', width: 1180, height: 800 },
  { name: 'dark-200', query: 'theme=dark&size=200', width: 1180, height: 800 },
  { name: 'narrow', query: 'theme=light', width: 400, height: 700 },
];

for (const [name, { at, reach }] of Object.entries(screens)) {
  if (process.env['ONLY'] && !name.includes(process.env['ONLY'])) continue;
  test(name, async ({ page }) => {
    for (const look of looks) {
      if (process.env['LOOKS'] && !process.env['LOOKS'].split(',').includes(look.name)) continue;
      await page.setViewportSize({ width: look.width, height: look.height });
      const [path = '', hash = ''] = at.split('#');
      await page.goto('about:blank');
      await page.goto(`${path}${path.includes('?') ? '&' : '?'}${look.query}#${hash}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await reach?.(page);
      await page.waitForTimeout(250);
      await page.screenshot({ path: `test-results/shots/${name}-${look.name}.png` });
    }
  });
}
