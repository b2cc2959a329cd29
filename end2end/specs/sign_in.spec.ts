// A clerk comes in and leaves; a stranger stays outside.
import { expect, expectAccessible, PASSWORD, test } from '../fixtures';

test('signs in by login id and password, then out', { tag: '@nojs' }, async ({ page }) => {
  // Signed out, the first page is the sign-in page.
  await page.goto('/');
  await page.getByLabel('ログインID').fill('kyuyo');
  await page.getByLabel('パスワード').fill(PASSWORD);
  await page.getByRole('button', { name: 'サインイン', exact: true }).click();
  await expect(page.getByRole('heading', { name: '今日' })).toBeVisible();

  await page.getByRole('button', { name: 'サインアウト' }).click();
  await expect(page.getByLabel('ログインID')).toBeVisible();
  await page.goto('/');
  await expect(page.getByLabel('ログインID')).toBeVisible();
});

test.describe('with a wrong password', () => {
  // The browser writes a console line about any answer of 4xx.
  test.use({ tolerated: [/status of 4\d\d/] });

  test('says so and stays outside', { tag: '@nojs' }, async ({ page }) => {
    await page.goto('/sign-in');
    await page.getByLabel('ログインID').fill('kyuyo');
    await page.getByLabel('パスワード').fill('not-the-password');
    await page.getByRole('button', { name: 'サインイン', exact: true }).click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(page.getByRole('heading', { name: '今日' })).toBeHidden();
  });
});

test('the sign-in page is accessible', async ({ page }) => {
  await page.goto('/sign-in');
  await expect(page.getByLabel('ログインID')).toBeVisible();
  await expectAccessible(page);
});
