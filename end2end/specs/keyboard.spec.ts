// A day's work without a mouse; where the focus is can be seen at every stop.
import type { Locator, Page } from '@playwright/test';
import { expect, PASSWORD, test } from '../fixtures';
import { history, KEY, ready, rows } from '../steps';

/** What the focused element shows beyond its resting look; nothing is a stop that cannot be seen. */
async function expectFocusVisible(page: Page) {
  const seen = await page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return 'left the page';
    const style = getComputedStyle(at);
    const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const box = at.getBoundingClientRect();
    if (!outlined) return `no outline on ${at.outerHTML.slice(0, 120)}`;
    if (box.width === 0 || box.height === 0) return `no size: ${at.outerHTML.slice(0, 120)}`;
    if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return `out of sight: ${at.outerHTML.slice(0, 120)}`;
    return 'seen';
  });
  expect.soft(seen).toMatch(/^(seen|left the page)$/);
}

/** Presses Tab until the element has the focus. */
async function tabTo(page: Page, target: Locator) {
  await expect(target).toBeVisible();
  for (let stops = 0; stops < 300; stops++) {
    await page.keyboard.press('Tab');
    await expectFocusVisible(page);
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`the keyboard does not reach ${target}`);
}

test('signs in, filters, reads, comments and signs out', async ({ page }) => {
  test.slow();
  await page.goto('/sign-in');
  await ready(page);
  await tabTo(page, page.getByRole('textbox', { name: /^ログインID/ }));
  await page.keyboard.type('kanri-somu');
  await tabTo(page, page.getByLabel(/^パスワード/));
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible();
  await ready(page);

  // The first stop leads past the menu.
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: '本文へ移動' });
  await expect(skip).toBeFocused();
  await expectFocusVisible(page);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect.soft(await page.evaluate(() => document.querySelector('main')?.contains(document.activeElement))).toBe(true);
  await page.goto('/');
  await ready(page);

  await tabTo(page, page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '課題一覧' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '課題一覧' })).toBeVisible();
  await tabTo(page, page.getByRole('combobox', { name: '重要度' }));
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByRole('button', { name: '絞り込む' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/severity=high/);
  await ready(page);

  const first = rows(page).first().getByRole('link', { name: KEY });
  const key = await first.innerText();
  await tabTo(page, first);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText(key);
  await ready(page);

  await tabTo(page, page.getByRole('textbox', { name: /^コメント/ }));
  await page.keyboard.type('キーボードだけで書きました。');
  await tabTo(page, page.getByRole('button', { name: 'コメントを書き込む' }));
  await page.keyboard.press('Space');
  await expect(history(page)).toContainText('キーボードだけで書きました。');
  await ready(page);

  await tabTo(page, page.getByRole('button', { name: 'サインアウト' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: /^ログインID/ })).toBeVisible();
});
