// 監査ログ: who did what, narrowed down, and taken along as a file.
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { enter } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, rows } from '../steps';

test.use({ tolerated: [/status of (404|422)/] });

const log = (page: Page) => rows(page.getByRole('table', { name: '操作の記録（新しい順）' }));

async function narrow(page: Page, fields: { from?: string; to?: string; person?: string; about?: string }) {
  await open(page, '/audit');
  const { from, to, person, about } = fields;
  if (from) await page.getByRole('textbox', { name: '開始日' }).fill(from);
  if (to) await page.getByRole('textbox', { name: '終了日' }).fill(to);
  if (person) await page.getByRole('textbox', { name: '人（ログインID・氏名）' }).fill(person);
  if (about) await page.getByRole('combobox', { name: '種類' }).selectOption({ label: about });
  await page.getByRole('button', { name: '絞り込む' }).click();
  await expect(page).toHaveURL(/from=/);
}

test('契約所管課 narrows the log down and takes it along for Excel', { tag: '@nojs' }, async ({ page }) => {
  test.slow();
  await signIn(page, 'keiyaku');
  await page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '管理' }).click();
  await page.getByRole('link', { name: '監査ログ' }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: '監査ログ' })).toBeVisible();
  await expect(log(page).first()).toContainText('白石 健太');
  await audit(page);

  // By person and kind: nobody else, nothing else.
  await narrow(page, { person: '杉本', about: '課題', from: 'R8.10.1', to: 'R8.11.24' });
  expect(await log(page).count()).toBeGreaterThan(3);
  for (const text of await log(page).allInnerTexts()) {
    expect(text).toContain('杉本 大輔');
    expect(text).toContain('ベンダーA');
    expect(text).toMatch(/SOMU-\d{4}-\d{3}-\d+/);
  }
  // By period: one day.
  await narrow(page, { from: 'R8.11.20', to: 'R8.11.20' });
  const days = await log(page).locator('time').allInnerTexts();
  expect(days.length).toBeGreaterThan(3);
  expect(days.filter((it) => !it.includes('R8.11.20'))).toEqual([]);
  await audit(page);
  // A day that is none is told, and what was chosen beside it holds.
  await narrow(page, { from: 'R8.2.30', to: 'R8.11.20', about: '課題' });
  await expect(page.getByRole('status').first()).toContainText('from=');
  await expect(page.getByRole('combobox', { name: '種類' })).toHaveValue('issue');

  await narrow(page, { from: 'R8.11.20', to: 'R8.11.20', about: '課題' });
  const shown = await log(page).count();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Excel用（CSV）' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('kaisei-log-2026-11-20-2026-11-20.csv');
  const bytes = await readFile(await file.path());
  expect([...bytes.subarray(0, 3)], 'the mark by which Excel knows UTF-8').toEqual([0xef, 0xbb, 0xbf]);
  const lines = bytes.subarray(3).toString('utf8').split('\r\n').filter(Boolean);
  expect(lines[0]).toContain('日時');
  for (const head of ['氏名', 'ログインID', '役割', 'IPアドレス', 'セッション', '種類', '案件番号', '課題番号']) {
    expect(lines[0]).toContain(head);
  }
  expect(lines.length - 1, 'what the filters show, and no more').toBe(shown);
  // That it left is in the log itself.
  await narrow(page, { person: 'keiyaku', about: '出力', from: 'R8.11.24', to: 'R8.11.24' });
  await expect(log(page).first()).toContainText('監査ログを出力しました（csv');
});

test('操作の記録 of refusals and sign-ins tell from where', { tag: '@nojs' }, async ({ page, another }) => {
  const stranger = await another();
  await open(stranger, '/sign-in');
  await stranger.locator('input[name="login_id"]:not([type=hidden])').fill('vendor-c');
  await stranger.locator('input[type="password"]').fill('chigau-kagi-2026');
  await stranger.locator('input[type="password"]').press('Enter');
  await expect(stranger.getByRole('alert')).toBeVisible();
  await signIn(page, 'keiyaku');
  await narrow(page, { person: 'vendor-c', about: 'サインイン・サインアウト', from: 'R8.11.24', to: 'R8.11.24' });
  await expect(log(page).first()).toContainText('拒否');
  await expect(log(page).first()).toContainText('127.0.0.1');
});

test('an operator, an officer and a vendor find no log', { tag: '@nojs' }, async ({ another }) => {
  test.slow();
  for (const login of ['op-somu', 'opkanri-somu', 'kyuyo', 'vendor-a', 'consul']) {
    const page = await enter(another, login);
    await expect(page.getByRole('link', { name: '監査ログ' })).toHaveCount(0);
    for (const path of ['/audit', '/audit?person=keiyaku', '/audit/export?format=csv']) {
      expect(await open(page, path), `${login} ${path}`).toBe(404);
    }
  }
});
