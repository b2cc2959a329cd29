// On a telephone: only tables move sideways, never the page; and a 課題 is known by its 件名.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, signIn, test } from '../fixtures';
import { open, rows } from '../steps';

test.use({ viewport: { width: 360, height: 740 } });

/**
 * What stands out of the window to the right, unless it is inside something that scrolls. Asked of each element:
 * the width of the document says nothing where an ancestor clips.
 */
function tooWide(page: Page) {
  return page.evaluate(() => {
    const scrolls = (element: Element) => /auto|scroll/.test(getComputedStyle(element).overflowX);
    const found: string[] = [];
    const look = (element: Element) => {
      const { right, width } = element.getBoundingClientRect();
      if (width > 0 && right > 360.5) found.push(`${element.tagName} ${element.className} ${element.textContent?.slice(0, 20)}: ${right}`);
      else if (!scrolls(element)) for (const child of element.children) look(child);
    };
    look(document.body);
    return found;
  });
}

const SCREENS = ['/', '/cases', '/cases/SOMU-2026-001', '/issues', '/issues?columns=all', '/cases/SOMU-2026-001/issues', '/issues/SOMU-2026-001-12', '/issues/new', '/timeline', '/laws', '/ranking', '/account'];

for (const language of ['ja', 'en']) {
  test(`no screen is wider than the window (${language})`, async ({ page }) => {
    test.slow();
    await signIn(page, 'fukuri');
    await open(page, '/account');
    await page.locator('select[name="language"]').selectOption(language);
    await page.getByRole('main').getByRole('button').first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', language);
    for (const path of SCREENS) {
      await open(page, path);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      expect.soft(await tooWide(page), path).toEqual([]);
      expect.soft(await page.evaluate(() => document.documentElement.scrollWidth), path).toBe(360);
      await expectAccessible(page);
    }
    await open(page, '/account');
    await page.locator('select[name="language"]').selectOption('ja');
    await page.getByRole('main').getByRole('button').first().click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'ja');
  });
}

test('件名 can be read in the lists of 今日', async ({ page }) => {
  await signIn(page, 'kyuyo');
  await open(page, '/');
  const widths = await rows(page.getByRole('region', { name: /^(自分のボール|3開庁日以内|期限超過)/ })).evaluateAll((found) =>
    found.map((row) => Math.round(row.querySelector('.col-title')?.getBoundingClientRect().width ?? 0)),
  );
  expect(widths.length).toBeGreaterThan(0);
  // Some eight characters.
  expect(widths.filter((width) => width < 100)).toEqual([]);
});

test('利用者 tells its two searches apart', async ({ page }) => {
  await signIn(page, 'sekinin');
  await open(page, '/admin/users');
  await expect(page.getByRole('search', { name: '利用者' })).toBeVisible();
  await expectAccessible(page);
});
