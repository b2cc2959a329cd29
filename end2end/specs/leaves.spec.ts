// Somebody leaves: their open 課題 get successors, and they cannot sign in any more.
import { enter, enterFirst, expectDone } from '../cases';
import { expect, PASSWORD, signIn, test } from '../fixtures';
import { audit, history, open, raise, send, turn, unfold } from '../steps';

test.use({ tolerated: [/status of 422/] });

test('a leaver’s 課題 are handed over', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'sekinin');
  await open(page, '/admin/users');
  await page.getByRole('link', { name: 'アカウントを作成' }).click();
  await audit(page);
  const field = (name: RegExp) => page.getByRole('textbox', { name });
  await field(/^ログインID/).fill('taishoku');
  await field(/^氏名/).fill('大石 直美');
  await field(/^読み/).fill('オオイシ ナオミ');
  await page.getByRole('combobox', { name: /^所属/ }).selectOption({ label: '給与課' });
  await page.getByRole('combobox', { name: /^役割/ }).selectOption({ label: '業務所管課 担当' });
  await field(/^初期パスワード/).fill('short');
  expect(await send(page, page.getByRole('button', { name: '作成する' }))).toBe(422);
  await expect(field(/^初期パスワード/)).toHaveAccessibleDescription(/12文字以上/);
  await expect(field(/^氏名/)).toHaveValue('大石 直美');
  await audit(page);
  await field(/^初期パスワード/).fill('hajimete-no-kagi');
  expect(await send(page, page.getByRole('button', { name: '作成する' }))).toBe(303);
  await expectDone(page, 'アカウントを作成しました。');
  await audit(page);

  // Two 課題 are theirs.
  const manager = await enter(another, 'kanri-somu');
  const keys: string[] = [];
  for (const title of ['様式の最終確認', '通知文の確認']) {
    keys.push(await raise(manager, { case: 'SOMU-2026-002', title }));
    await turn(manager).getByRole('combobox', { name: /^担当組織/ }).selectOption({ label: '給与課' });
    await turn(manager).getByRole('combobox', { name: /^担当者/ }).selectOption('taishoku');
    await turn(manager).getByRole('textbox', { name: /^期限/ }).fill('R8.12.4');
    expect(await send(manager, turn(manager).getByRole('button', { name: '受け付ける' }))).toBe(303);
  }
  const leaver = await enterFirst(another, 'taishoku', 'hajimete-no-kagi');
  await open(leaver, '/issues?ball=me');
  for (const key of keys) await expect(leaver.getByRole('link', { name: key, exact: true })).toBeVisible();

  // One goes to 松永, the other is left open on purpose.
  await open(page, '/admin/users/taishoku');
  const leave = await unfold(page, '退任・引継ぎ');
  await expect(leave.getByRole('table', { name: '担当している未完了の課題と引継ぎ先' }).locator('tbody').getByRole('row')).toHaveCount(2);
  await audit(page);
  await leave.getByRole('combobox', { name: '引継ぎ先（すべての課題とチェックリストの項目）' }).selectOption('kyuyo');
  await leave.getByRole('combobox', { name: `${keys[1]} の引継ぎ先` }).selectOption({ label: '引き継がない（担当者不在）' });
  expect(await send(page, leave.getByRole('button', { name: '退任の手続をする' }))).toBe(303);
  await expectDone(page, '退任の手続をしました。');
  await expect(page.getByRole('main')).toContainText('終了');
  await audit(page);

  await open(manager, `/issues/${keys[0]}`);
  await expect(history(manager)).toContainText('担当を大石 直美から給与課 松永 恵に引き継ぎました。');
  await expect(turn(manager)).toContainText('松永 恵');
  await audit(manager);
  // The one without anybody is listed until somebody has it.
  await open(page, '/admin/users');
  const absent = page.getByRole('link', { name: /担当者不在の課題 \d+件/ });
  await expect(absent).toBeVisible();
  await absent.click();
  await expect(page.getByRole('heading', { level: 1, name: '課題一覧' })).toBeVisible();
  await expect(page.getByRole('link', { name: keys[1], exact: true })).toBeVisible();

  // Their session is over, and they do not come back.
  await leaver.goto('/issues');
  await expect(leaver).toHaveURL(/sign-in/);
  await leaver.getByLabel('ログインID').fill('taishoku');
  await leaver.locator('input[type="password"]').fill(PASSWORD);
  await leaver.locator('input[type="password"]').press('Enter');
  await expect(leaver.getByRole('alert')).toContainText('ログインIDまたはパスワードが正しくありません。');
  await expect(leaver).toHaveURL(/sign-in|session/);
  await audit(leaver);
});

test('the list of 利用者 has no violation that axe can see', async ({ page }) => {
  await signIn(page, 'sekinin');
  await open(page, '/admin/users');
  await audit(page);
});
