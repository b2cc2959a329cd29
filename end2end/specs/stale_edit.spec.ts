// Two people edit the same 課題: the second one sees both versions and loses nothing.
import { expect, signIn, test } from '../fixtures';
import { audit, history, open, raise, send, unfold } from '../steps';

test.use({ tolerated: [/status of 409/] });

test('the second of two edits is refused with both versions, then saved', { tag: '@nojs' }, async ({ page, another }) => {
  await signIn(page, 'kanri-somu');
  const key = await raise(page, { case: 'SOMU-2026-002', title: '支給日の確認', body: 'はじめの内容' });
  const late = await unfold(page, '内容を編集する');

  const second = await another();
  await signIn(second, 'kyuyo');
  await open(second, `/issues/${key}`);
  const quick = await unfold(second, '内容を編集する');
  await quick.getByRole('textbox', { name: /^件名/ }).fill('支給日の確認（給与課）');
  await quick.getByRole('combobox', { name: /^重要度/ }).selectOption({ label: '大' });
  expect(await send(second, quick.getByRole('button', { name: '保存する' }))).toBe(303);

  await late.getByRole('textbox', { name: /^件名/ }).fill('支給日の確認（センター）');
  await late.getByRole('textbox', { name: /^内容/ }).fill('一行目\n二行目');
  expect(await send(page, late.getByRole('button', { name: '保存する' }))).toBe(409);
  await expect(page.getByRole('alert')).toContainText('ほかの人がこの課題を変更しました');
  await page.getByRole('alert').getByRole('link', { name: '「内容を編集する」の入力欄へ' }).click();
  await expect(page).toHaveURL(/#form-edit$/);
  await expect(page.locator('#form-edit')).toBeInViewport();

  const again = page.locator('details').filter({ has: page.getByRole('textbox', { name: /^件名/ }) });
  await expect(again.getByRole('textbox', { name: /^件名/ })).toHaveValue('支給日の確認（センター）');
  await expect(again.getByRole('textbox', { name: /^内容/ })).toHaveValue('一行目\n二行目');
  await expect(again).toContainText('現在の件名：支給日の確認（給与課）');
  await expect(again).toContainText('現在の内容：はじめの内容');
  await expect(again).toContainText('現在の重要度：大');
  await audit(page);

  expect(await send(page, again.getByRole('button', { name: '保存する' }))).toBe(303);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${key} 支給日の確認（センター）`);
  await expect(history(page)).toContainText('件名（支給日の確認（給与課） → 支給日の確認（センター））');
});

test('what was typed into a form that is gone is kept', { tag: '@nojs' }, async ({ page, another }) => {
  await signIn(page, 'kanri-somu');
  const key = await raise(page, { case: 'SOMU-2026-002', title: '取り下げられる課題' });
  const edit = await unfold(page, '内容を編集する');

  const second = await another();
  await signIn(second, 'kanri-somu');
  await open(second, `/issues/${key}`);
  const withdraw = await unfold(second, '取り下げる');
  await withdraw.getByRole('textbox', { name: /^理由/ }).fill('重複のため');
  expect(await send(second, withdraw.getByRole('button', { name: '取り下げる' }))).toBe(303);

  await edit.getByRole('textbox', { name: /^内容/ }).fill('長い時間をかけて書いた内容');
  expect(await send(page, edit.getByRole('button', { name: '保存する' }))).toBe(409);
  await expect(page.getByRole('textbox', { name: '入力していた内容' })).toHaveValue('長い時間をかけて書いた内容');
  await audit(page);
});
