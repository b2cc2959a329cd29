// Where somebody is signed in: seen on 個人設定, ended there, one or all.
import type { Page } from '@playwright/test';
import { addAccount, enterFirst, expectDone, ownPassword } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, rows, send } from '../steps';

test.use({ tolerated: [/status of 401/] });

const LOGIN = 'tanmatsu';

const sessions = (page: Page) => page.getByRole('table', { name: 'サインイン中の端末の一覧' });

/** Fills in the sign-in page that the person was led to. */
async function signInHere(page: Page, password: string) {
  await page.locator('input[name="login_id"]:not([type=hidden])').fill(LOGIN);
  await page.locator('input[type="password"]').fill(password);
  expect(await send(page, page.getByRole('main').getByRole('button', { name: 'サインイン', exact: true }))).toBe(303);
}

test('a person ends one of their sessions, then all', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'sekinin');
  const given = await addAccount(page, {
    login: LOGIN,
    name: '丹野 真理',
    reading: 'タンノ マリ',
    org: '給与課',
    role: '業務所管課 担当',
  });
  const password = ownPassword(given);
  const here = await enterFirst(another, LOGIN, given);
  const elsewhere = await another();
  await signIn(elsewhere, LOGIN, password);
  await open(elsewhere, '/issues');

  await open(here, '/account');
  await expect(here.getByRole('main')).toContainText(/所属\s*給与課/);
  await expect(rows(sessions(here))).toHaveCount(2);
  const own = rows(sessions(here)).filter({ hasText: 'この端末' });
  await expect(own).toHaveCount(1);
  await expect(own).toContainText('127.0.0.1');
  await expect(own.getByRole('button')).toHaveCount(0);
  await audit(here);
  expect(await send(here, sessions(here).getByRole('button', { name: /^サインアウトさせる\s*（.*のサインイン）$/ }))).toBe(303);
  await expectDone(here, 'その端末のサインインを終わらせました。');
  await expect(rows(sessions(here))).toHaveCount(1);
  await audit(here);

  // The next click elsewhere leads to the sign-in page, and from there to where it wanted to go.
  const wanted = rows(elsewhere.getByRole('main')).getByRole('link', { name: /^[A-Z]+-\d{4}-\d{3}-\d+$/ }).first();
  const path = (await wanted.getAttribute('href')) ?? '';
  await wanted.click();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await expect(elsewhere.getByRole('heading', { level: 1, name: 'サインイン' })).toBeVisible();
  await audit(elsewhere);
  await signInHere(elsewhere, password);
  expect(new URL(elsewhere.url()).pathname).toBe(path);

  // All of them: here too.
  await open(here, '/account');
  await expect(rows(sessions(here))).toHaveCount(2);
  const panel = here.getByRole('region', { name: 'サインイン中の端末', exact: true });
  expect(await send(here, panel.getByRole('button', { name: 'すべての端末でサインアウトする' }))).toBe(303);
  await expectDone(here, 'すべての端末でサインアウトしました。');
  await expect(here).toHaveURL(/\/sign-in/);
  await audit(here);
  await elsewhere.getByRole('link', { name: '案件一覧', exact: true }).first().click();
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await signInHere(elsewhere, password);
  expect(new URL(elsewhere.url()).pathname).toBe('/cases');
});
