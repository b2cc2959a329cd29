// The browser part takes over where people write without a word, the others stay still, and the list keeps its filters in the history.
import type { Page } from '@playwright/test';
import { expect, signIn, test } from '../fixtures';
import { audit, open, ready, rows } from '../steps';

const SCREENS = [
  '/',
  '/cases',
  '/cases?center=SOMU&signal=yellow&state=active',
  '/cases?center=nowhere',
  '/cases/SOMU-2026-001',
  '/cases/SOMU-2022-001',
  '/issues',
  '/issues?state=all&sort=-updated',
  '/issues?state=all&case=SOMU-2026-001&severity=high',
  '/issues?q=%E5%B9%B4%E6%9C%AB&due=soon',
  '/issues?state=closed&stage=9',
  '/issues?q=nothing-like-this',
  '/cases/SOMU-2026-001/issues',
  '/cases/SOMU-2026-001/issues?state=all',
  '/issues/SOMU-2026-001-12',
  '/issues/SOMU-2026-001-14',
  '/issues/SOMU-2026-001-15',
  '/issues/SOMU-2026-001-20',
  '/issues/new',
  '/issues/new?case=SOMU-2026-002&system=RINJI',
  '/account',
];

for (const who of ['kanri-somu', 'kyuyo', 'sekinin']) {
  test(`every screen of ${who} comes alive`, async ({ page, errors }) => {
    test.slow();
    await signIn(page, who);
    for (const path of SCREENS) {
      await test.step(path, async () => {
        expect(await open(page, path)).toBe(200);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect.soft(errors.splice(0), path).toEqual([]);
        await audit(page);
      });
    }
  });
}

const STILL = [
  ['課題一覧', '/issues'],
  ['案件一覧', '/cases'],
  ['線表', '/timeline'],
  ['制度改正', '/laws'],
  ['管理', '/admin'],
] as const;

test('links lead to still pages, and back again', async ({ page, errors }) => {
  await signIn(page, 'kanri-somu');
  const menu = page.getByRole('navigation', { name: '主なメニュー' });
  for (const [name, path] of STILL) {
    await ready(page);
    await menu.getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveURL(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('script[type=module]')).toHaveCount(0);
    await audit(page);
    await page.goBack();
    await expect(page.getByRole('heading', { level: 1, name: /^今日/ })).toBeVisible();
    expect.soft(errors.splice(0), path).toEqual([]);
  }
});

test('the sign-in page comes alive', async ({ page }) => {
  expect(await open(page, '/sign-in')).toBe(200);
});

test.describe('not there', () => {
  test.use({ tolerated: [/status of 404/] });

  test('404 comes alive', async ({ page }) => {
    await signIn(page, 'kyuyo');
    for (const path of ['/nonsense', '/cases/none', '/issues/SOMU-2026-001-9999', '/cases/SOMU-2099-001/issues']) {
      expect(await open(page, path)).toBe(404);
      await audit(page);
    }
  });
});

/** Marks the document; the mark is gone after a load from the server. */
const mark = (page: Page) => page.evaluate(() => void ((window as unknown as { same: boolean }).same = true));
const same = (page: Page) => page.evaluate(() => (window as unknown as { same?: boolean }).same === true);

test('from 課題 to 起票 and back in one document', async ({ page }) => {
  await signIn(page, 'kyuyo');
  const menu = page.getByRole('navigation', { name: '主なメニュー' });
  const heading = (name: string | RegExp) => expect(page.getByRole('heading', { level: 1, name })).toBeVisible();

  await menu.getByRole('link', { name: '案件一覧' }).click();
  await heading('案件一覧');
  await expect(menu.getByRole('link', { name: '案件一覧' })).toHaveAttribute('aria-current', 'page');
  await expect(page).toHaveTitle(/^案件一覧/);
  await page.getByRole('table').getByRole('link', { name: /^SOMU-2026-001 / }).click();
  await heading(/^SOMU-2026-001/);
  await page.getByRole('link', { name: 'この案件の課題一覧' }).first().click();
  await heading(/SOMU-2026-001 .*の課題一覧/);
  await rows(page).first().getByRole('link').first().click();
  await heading(/^SOMU-2026-001-\d+ /);
  await ready(page);
  await mark(page);
  await menu.getByRole('link', { name: '課題を起票' }).click();
  await heading('課題を起票');
  await expect(menu.getByRole('link', { name: '課題を起票' })).toHaveAttribute('aria-current', 'page');
  expect(await same(page)).toBe(true);
  await page.goBack();
  await heading(/^SOMU-2026-001-\d+ /);
  expect(await same(page)).toBe(true);
});

test('back and forward bring the filters back', async ({ page }) => {
  await signIn(page, 'kyuyo');
  await open(page, '/issues');
  const state = page.getByRole('combobox', { name: '状態' });
  const due = page.getByRole('combobox', { name: '期限' });
  const quick = page.getByRole('navigation', { name: 'よく使う条件' });
  const count = await rows(page).count();

  await quick.getByRole('link', { name: '期限超過' }).click();
  await expect(page).toHaveURL(/due=overdue/);
  await expect(due).toHaveValue('overdue');
  const overdue = await rows(page).count();
  expect(overdue).toBeLessThan(count);
  await quick.getByRole('link', { name: '対応済（承認待ち）' }).click();
  await expect(page).toHaveURL(/state=resolved/);
  await expect(state).toHaveValue('resolved');
  await expect(due).toHaveValue('');

  await page.goBack();
  await expect(due).toHaveValue('overdue');
  await expect(state).toHaveValue('');
  await expect(rows(page)).toHaveCount(overdue);
  await page.goBack();
  await expect(due).toHaveValue('');
  await expect(rows(page)).toHaveCount(count);
  await page.goForward();
  await expect(due).toHaveValue('overdue');
  await expect(rows(page)).toHaveCount(overdue);

  // From the form: what was chosen last is not what is in force before it.
  const severity = page.getByRole('combobox', { name: '重要度' });
  await severity.selectOption({ label: '大' });
  await page.getByRole('button', { name: '絞り込む' }).click();
  await expect(page).toHaveURL(/severity=high/);
  await page.goBack();
  await expect(page).toHaveURL(/due=overdue/);
  await expect(rows(page)).toHaveCount(overdue);
  await expect(severity).toHaveValue('');

  // And from a 課題 back to the filtered list.
  await severity.selectOption({ label: '中' });
  await page.getByRole('button', { name: '絞り込む' }).click();
  await expect(page).toHaveURL(/severity=medium/);
  await ready(page);
  const both = await rows(page).count();
  await rows(page).first().getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: /^[A-Z]+-\d{4}/ })).toBeVisible();
  await page.goBack();
  await expect(severity).toHaveValue('medium');
  await expect(due).toHaveValue('overdue');
  await expect(rows(page)).toHaveCount(both);
});
