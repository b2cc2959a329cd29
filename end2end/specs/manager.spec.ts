// 業務管理者: raises with two fields, accepts, moves the 期限 and says why.
import { expect, signIn, test } from '../fixtures';
import { audit, history, open, raise, send, turn, unfold } from '../steps';

// The browser writes a console line about any answer of 4xx.
test.use({ tolerated: [/status of 422/] });

test('raises, accepts and moves the 期限 with a reason', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await open(page, '/issues/new');
  await audit(page);
  const title = '様式の差替え時期が決まっていない';
  const key = await raise(page, { case: 'SOMU-2026-001', title });
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${key} ${title}`);
  await expect(turn(page)).toContainText('総務事務センター');
  await audit(page);

  // 受付: 担当組織, 担当者, 期限 in the notation of the tables.
  await turn(page).getByRole('combobox', { name: /^担当組織/ }).selectOption({ label: '給与課' });
  await turn(page).getByRole('combobox', { name: /^担当者/ }).selectOption({ label: '松永 恵 給与課 係長' });
  await turn(page).getByRole('textbox', { name: /^期限/ }).fill('R8.12.1');
  expect(await send(page, turn(page).getByRole('button', { name: '受け付ける' }))).toBe(303);
  await expect(history(page)).toContainText('課題を受け付けました（起票 → 受付）。');
  // Whom it was given to, and until when, is part of the history.
  await expect.soft(history(page)).toContainText('給与課 松永 恵');
  await expect.soft(history(page)).toContainText('R8.12.1');
  await expect(turn(page)).toContainText('給与課');

  // A move without a reason is refused, and the day typed is still there.
  let move = await unfold(page, '期限を変更する');
  await move.getByRole('textbox', { name: /^期限/ }).fill('令和8年12月8日');
  await move.getByRole('textbox', { name: /^理由/ }).fill('　');
  expect(await send(page, move.getByRole('button', { name: '期限を変更する' }))).toBe(422);
  await expect(page.getByRole('alert')).toContainText('入力内容に1件の誤りがあります。');
  move = await unfold(page, '期限を変更する');
  await expect(move.getByRole('textbox', { name: /^理由/ })).toHaveAccessibleDescription(/理由を入力してください。/);
  await expect(move.getByRole('textbox', { name: /^期限/ })).toHaveValue('令和8年12月8日');
  await audit(page);

  await move.getByRole('textbox', { name: /^理由/ }).fill('印刷業者の回答が12月4日になるため。');
  expect(await send(page, move.getByRole('button', { name: '期限を変更する' }))).toBe(303);
  await expect(page.getByRole('status').filter({ hasText: '期限を変更しました。' })).toBeVisible();
  await expect(history(page)).toContainText('期限をR8.12.1からR8.12.8に変更しました（5開庁日 後ろ）。');
  await expect(history(page)).toContainText('理由：印刷業者の回答が12月4日になるため。');
  const facts = page.getByRole('region', { name: 'この課題の項目' });
  await expect(facts).toContainText('1回（当初より5開庁日 後ろ）');
  await expect(facts.getByText('R8.12.8', { exact: true })).toBeVisible();
  await expect(facts.getByText('R8.12.1', { exact: true })).toBeVisible();
  await expect(history(page)).toContainText(`課題「${title}」を起票しました。`);
});
