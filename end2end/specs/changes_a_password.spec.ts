// Somebody changes their own password: their other sign-ins end, and the new one is the only one.
import type { Page } from '@playwright/test';
import { expectDone } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send } from '../steps';

test.use({ tolerated: [/status of 422/] });

const LOGIN = 'henkou';
const FIRST = 'hajimete-no-kagi';
const NEW = 'atarashii-kagi-2026';

/** Sends the sign-in form, and gives the status of the answer. */
async function tryToSignIn(page: Page, password: string): Promise<number> {
  await open(page, '/sign-in');
  await page.locator('input[name="login_id"]:not([type=hidden])').fill(LOGIN);
  await page.locator('input[type="password"]').fill(password);
  return send(page, page.getByRole('main').getByRole('button', { name: 'サインイン', exact: true }));
}

test('a person changes their own password', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  // An account of this story's own.
  await signIn(page, 'sekinin');
  await open(page, '/admin/users');
  await page.getByRole('link', { name: 'アカウントを作成' }).click();
  const made = (name: RegExp) => page.getByRole('textbox', { name });
  await made(/^ログインID/).fill(LOGIN);
  await made(/^氏名/).fill('辺見 幸子');
  await made(/^読み/).fill('ヘンミ サチコ');
  await page.getByRole('combobox', { name: /^所属/ }).selectOption({ label: '給与課' });
  await page.getByRole('combobox', { name: /^役割/ }).selectOption({ label: '業務所管課 担当' });
  await made(/^初期パスワード/).fill(FIRST);
  expect(await send(page, page.getByRole('button', { name: '作成する' }))).toBe(303);
  await expectDone(page, 'アカウントを作成しました。');

  const here = await another();
  const elsewhere = await another();
  for (const page of [here, elsewhere]) await signIn(page, LOGIN, FIRST);
  // Nothing else opens before.
  await open(here, '/issues');
  await expect(here).toHaveURL(/\/account$/);
  await expect(here.getByRole('main')).toContainText('管理者が設定したもの');
  await audit(here);
  const form = here.getByRole('region', { name: 'パスワードの変更' });
  // A password has no role.
  const field = (name: RegExp) => form.getByLabel(name);
  const change = form.getByRole('button', { name: 'パスワードを変更する' });
  const fill = async (current: string, first: string, again: string) => {
    await field(/^現在のパスワード/).fill(current);
    await field(/^新しいパスワード(?!（)/).fill(first);
    await field(/^新しいパスワード（/).fill(again);
  };

  // The present one is asked for, and the new one twice; nothing of it comes back.
  await fill('chigau-kagi-2026', NEW, NEW);
  expect(await send(here, change)).toBe(422);
  await expect(field(/^現在のパスワード/)).toHaveAttribute('aria-invalid', 'true');
  await expect(field(/^現在のパスワード/)).toHaveValue('');
  await expect(field(/^新しいパスワード(?!（)/)).toHaveValue('');
  await audit(here);
  await fill(FIRST, NEW, `${NEW}!`);
  expect(await send(here, change)).toBe(422);
  await expect(field(/^新しいパスワード（/)).toHaveAttribute('aria-invalid', 'true');
  await fill(FIRST, NEW, NEW);
  expect(await send(here, change)).toBe(303);
  await expectDone(here, 'パスワードを変更しました。ほかの端末やブラウザーでのサインインは終わりました。');
  await audit(here);

  // Here the person stays signed in; elsewhere not.
  expect(await open(here, '/issues')).toBe(200);
  await expect(here).toHaveURL(/\/issues$/);
  await open(elsewhere, '/issues');
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  expect(await tryToSignIn(elsewhere, FIRST)).toBe(422);
  await expect(elsewhere.getByRole('alert')).toBeVisible();
  await audit(elsewhere);
  expect(await tryToSignIn(elsewhere, NEW)).toBe(303);
  await expect(elsewhere).not.toHaveURL(/sign-in/);
  await expect(elsewhere.getByText('辺見 幸子').first()).toBeVisible();
});
