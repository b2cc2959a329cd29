// 「この人として表示」: the screens as somebody else has them, reading only, in the open.
import type { Page } from '@playwright/test';
import { enter } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, rows, send, unfold } from '../steps';

test.use({ tolerated: [/status of (403|404)/] });

const REFUSED = '「この人として表示」の間は閲覧だけができ、何も変更・送信できません。';

/** 市内部. */
const CITY_ONLY = '/issues/SOMU-2026-001-10';

const band = (page: Page) => page.getByRole('form', { name: 'この人として表示' });

/** From the page of an account to its person’s screens. */
async function lookAs(page: Page, login: string) {
  await open(page, `/admin/users/${login}`);
  const fold = await unfold(page, 'この人として表示');
  await audit(page);
  expect(await send(page, fold.getByRole('button', { name: 'この人として表示' }))).toBe(303);
  await expect(band(page)).toBeVisible();
}

test('責任者 looks as an officer, sends nothing, and ends it', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'sekinin');
  await lookAs(page, 'kyuyo');
  const told = '松永 恵さん（給与課 業務所管課 担当）として表示しています。操作しているのは河村 誠一さんです。';
  for (const path of ['/', '/cases', '/timeline', '/issues', '/issues/SOMU-2026-001-15', '/laws', '/issues/new', '/nonsense']) {
    await open(page, path);
    await expect(band(page), path).toContainText(told);
  }
  await open(page, '/issues/SOMU-2026-001-15');
  await audit(page);
  // What both may see: what the city keeps to itself stays with it.
  const city = await enter(another, 'kyuyo');
  expect(await open(city, CITY_ONLY)).toBe(200);
  expect(await open(page, CITY_ONLY)).toBe(404);
  await expect(band(page)).toBeVisible();

  // The forms stand there as the officer has them, and each is refused.
  await open(page, '/issues/SOMU-2026-001-15');
  const comment = page.getByRole('region', { name: 'コメントを書く' });
  await comment.getByRole('textbox').fill('見ているだけのはずの人の書込み');
  expect(await send(page, comment.getByRole('button', { name: 'コメントを書き込む' }))).toBe(403);
  await expect(page.getByRole('alert')).toContainText(REFUSED);
  await expect(band(page)).toBeVisible();
  await audit(page);
  await open(page, '/issues/SOMU-2026-001-15');
  await expect(page.getByRole('main')).not.toContainText('見ているだけのはずの人の書込み');
  // Nobody looks at another's settings.
  await open(page, '/account');
  await expect(page).toHaveURL(/\/$/);

  expect(await send(page, band(page).getByRole('button', { name: '表示を終える' }))).toBe(303);
  await expect(page).toHaveURL(/\/admin\/users\/kyuyo$/);
  await expect(band(page)).toHaveCount(0);
  await open(page, '/');
  await expect(page.getByRole('banner')).toContainText('河村 誠一');

  // The city reads who looked, and when it ended.
  const reader = await enter(another, 'keiyaku');
  await open(reader, '/audit?person=sekinin&group=sign_in');
  const log = rows(reader.getByRole('table', { name: '操作の記録（新しい順）' }));
  for (const sentence of ['利用者「kyuyo」として画面の表示を始めました。', '利用者「kyuyo」としての画面の表示を終えました。']) {
    await expect(log.filter({ hasText: sentence }).first()).toContainText('河村 誠一');
  }
  await audit(reader);
});

test('システム管理者 sees no case by it', { tag: '@nojs' }, async ({ page }) => {
  test.slow();
  await signIn(page, 'admin');
  await lookAs(page, 'kanri-somu');
  for (const path of ['/cases', '/issues?state=all', '/timeline', '/']) {
    expect(await open(page, path), path).toBe(200);
    await expect(band(page)).toBeVisible();
    const said = await page.getByRole('main').innerText();
    expect(said, path).not.toMatch(/(SOMU|KYOIKU)-\d{4}-\d{3}/);
    await audit(page);
  }
  for (const path of ['/cases/SOMU-2026-001', '/issues/SOMU-2026-001-12', '/cases/SOMU-2026-001/stages/6?system=SHOMU']) {
    expect(await open(page, path), path).toBe(404);
  }
  // Signing out ends it too.
  expect(await send(page, page.getByRole('button', { name: 'サインアウト', exact: true }))).toBe(303);
  await signIn(page, 'admin');
  await expect(band(page)).toHaveCount(0);
});

test('nobody looks as 責任者, and a 業務管理者 as nobody', { tag: '@nojs' }, async ({ page, another }) => {
  await signIn(page, 'admin');
  await open(page, '/admin/users/sekinin');
  await expect(page.getByText('この人として表示', { exact: true })).toHaveCount(0);
  const manager = await enter(another, 'kanri-somu');
  await open(manager, '/admin/users/op-somu');
  await expect(manager.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(manager.getByText('この人として表示', { exact: true })).toHaveCount(0);
});
