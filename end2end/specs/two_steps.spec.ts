// A second step at sign-in: set up by oneself, asked for, lost with the telephone, taken off.
import type { Page } from '@playwright/test';
import { codeIn } from '../authenticator';
import { addAccount, enterFirst, expectDone, ownPassword } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send, signOut } from '../steps';

test.use({ tolerated: [/status of 422/] });

const LOGIN = 'nidankai';

/** The other code of six digits: never the right one. */
const wrong = (code: string) => code.replaceAll(/\d/g, (digit) => String((Number(digit) + 5) % 10));

const panel = (page: Page) => page.getByRole('region', { name: '二段階認証' });
const code = (page: Page) => page.getByRole('main').getByRole('textbox', { name: /^確認コード/ });
const enter = (page: Page) => page.getByRole('main').getByRole('button', { name: 'サインイン', exact: true });

/** The first step: the password is right, and the code is asked for. */
async function firstStep(page: Page, password: string) {
  await open(page, '/sign-in');
  await page.locator('input[name="login_id"]:not([type=hidden])').fill(LOGIN);
  await page.locator('input[type="password"]').fill(password);
  expect(await send(page, enter(page))).toBe(303);
  await expect(page.getByRole('heading', { level: 1, name: '確認コードの入力' })).toBeVisible();
}

/** The second step; gives the status of the answer. */
async function secondStep(page: Page, typed: string): Promise<number> {
  await code(page).fill(typed);
  return send(page, enter(page));
}

async function expectIn(page: Page) {
  await expect(page.getByRole('heading', { level: 1, name: '今日' })).toBeVisible();
}

test('a vendor signs in by password and code', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'sekinin');
  const given = await addAccount(page, {
    login: LOGIN,
    name: '二宮 彰',
    reading: 'ニノミヤ アキラ',
    org: 'ベンダーB',
    role: 'ベンダー メンバー',
  });
  const password = ownPassword(given);
  const vendor = await enterFirst(another, LOGIN, given);

  // The present password is asked for before anything is changed.
  const begin = () => panel(vendor).getByRole('button', { name: '二段階認証の設定を始める' });
  await panel(vendor).getByLabel(/^現在のパスワード/).fill('chigau-kagi-2026');
  expect(await send(vendor, begin())).toBe(422);
  await expect(panel(vendor).getByLabel(/^現在のパスワード/)).toHaveAccessibleDescription(/現在のパスワードが正しくありません/);
  await audit(vendor);
  await panel(vendor).getByLabel(/^現在のパスワード/).fill(password);
  expect(await send(vendor, begin())).toBe(303);
  await expectDone(vendor, 'キーを作成しました。認証アプリに登録してください。');
  await expect(panel(vendor).getByRole('img', { name: '認証アプリで読み取る二次元コード' })).toBeVisible();
  const key = await panel(vendor).locator('code').innerText();
  await audit(vendor);

  // A first code shows that the app has the key; a wrong one changes nothing.
  const finish = () => panel(vendor).getByRole('button', { name: '設定を終える' });
  await code(vendor).fill(wrong(codeIn(0, key)));
  expect(await send(vendor, finish())).toBe(422);
  await expect(code(vendor)).toHaveAccessibleDescription(/確認コードが正しくありません/);
  expect(await panel(vendor).locator('code').innerText(), 'the same key waits').toBe(key);
  await audit(vendor);
  await code(vendor).fill(codeIn(0, key));
  expect(await send(vendor, finish())).toBe(200);
  await expectDone(vendor, '二段階認証を設定しました。予備コードを保管してください。');
  const spare = await vendor.getByRole('region', { name: '予備コード' }).getByRole('listitem').allInnerTexts();
  expect(spare).toHaveLength(8);
  await expect(panel(vendor)).toContainText('使っていない予備コード：8個');
  await expect(panel(vendor)).not.toContainText(key);
  await audit(vendor);
  // They are shown this once.
  await open(vendor, '/account');
  await expect(vendor.getByRole('region', { name: '予備コード' })).toHaveCount(0);

  await signOut(vendor);
  await firstStep(vendor, password);
  await audit(vendor);
  // The password alone opens nothing.
  const elsewhere = await vendor.context().newPage();
  await open(elsewhere, '/issues');
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await elsewhere.close();
  // The app is one step ahead: the code of the set-up was used by that.
  const next = codeIn(30, key);
  expect(await secondStep(vendor, wrong(next))).toBe(422);
  await expect(code(vendor)).toHaveAccessibleDescription(/確認コードが正しくありません。.*続けて5回間違えると、15分間サインインできません。/);
  await audit(vendor);
  expect(await secondStep(vendor, next)).toBe(303);
  await expectIn(vendor);

  // Without the telephone: a code on paper, once.
  await signOut(vendor);
  await firstStep(vendor, password);
  expect(await secondStep(vendor, spare[0])).toBe(303);
  await expectIn(vendor);
  await signOut(vendor);
  await firstStep(vendor, password);
  expect(await secondStep(vendor, spare[0])).toBe(422);
  await expect(code(vendor)).toHaveAccessibleDescription(/一度使った確認コードは使えません/);
  expect(await secondStep(vendor, spare[1].toUpperCase())).toBe(303);
  await expectIn(vendor);

  await open(vendor, '/account');
  await expect(panel(vendor)).toContainText('使っていない予備コード：6個');
  await panel(vendor).getByLabel(/^現在のパスワード/).fill(password);
  expect(await send(vendor, panel(vendor).getByRole('button', { name: '二段階認証をやめる' }))).toBe(303);
  await expectDone(vendor, '二段階認証をやめました。');
  await audit(vendor);
  await signOut(vendor);
  await signIn(vendor, LOGIN, password);
  await expectIn(vendor);
});

test('the administrator takes it off for who has lost both', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  const login = 'funshitsu';
  await signIn(page, 'sekinin');
  const given = await addAccount(page, {
    login,
    name: '布施 学',
    reading: 'フセ マナブ',
    org: 'ベンダーC',
    role: 'ベンダー メンバー',
  });
  const vendor = await enterFirst(another, login, given);
  await panel(vendor).getByLabel(/^現在のパスワード/).fill(ownPassword(given));
  await send(vendor, panel(vendor).getByRole('button', { name: '二段階認証の設定を始める' }));
  await code(vendor).fill(codeIn(0, await panel(vendor).locator('code').innerText()));
  expect(await send(vendor, panel(vendor).getByRole('button', { name: '設定を終える' }))).toBe(200);
  await signOut(vendor);

  await open(page, `/admin/users/${login}`);
  await page.getByText('二段階認証を解除する', { exact: true }).click();
  await audit(page);
  expect(await send(page, page.getByRole('button', { name: '解除する', exact: true }))).toBe(303);
  await expectDone(page, '二段階認証を解除しました。');
  await signIn(vendor, login, ownPassword(given));
  await expectIn(vendor);
});

test('inside the center there is none', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await open(page, '/account');
  await expect(page.getByRole('region', { name: 'サインイン中の端末', exact: true })).toBeVisible();
  await expect(panel(page)).toHaveCount(0);
});
