// A case is held, resumed and cancelled, each with its reason.
import { expectDone, openCase, stagePath, start } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send, unfold } from '../steps';

test.use({ tolerated: [/status of 4(09|22)/] });

test('hold, resume and cancel', { tag: '@nojs' }, async ({ page }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: '中止になる案件', systems: ['SHOKUIN'], section: '人事課', goLive: 'R9.9.30' });
  await open(page, stagePath(no, 1));
  await start(page);
  const events = page.getByRole('region', { name: '最近の動き' });

  await open(page, `/cases/${no}/edit`);
  let form = await unfold(page, '保留にする');
  await expect(form).toContainText('保留の間は、工程を始められません。');
  await form.getByRole('textbox', { name: /^理由/ }).fill('　');
  expect(await send(page, form.getByRole('button', { name: '保留にする' }))).toBe(422);
  form = await unfold(page, '保留にする');
  await expect(form.getByRole('textbox', { name: /^理由/ })).toHaveAccessibleDescription(/理由を入力してください。/);
  await audit(page);
  await form.getByRole('textbox', { name: /^理由/ }).fill('条例案が継続審査になったため。');
  expect(await send(page, form.getByRole('button', { name: '保留にする' }))).toBe(303);
  await expectDone(page, '「保留にする」を行いました。');
  await expect(page.getByText('保留', { exact: true })).toBeVisible();
  await expect(events).toContainText('案件を保留にしました');
  await expect(events).toContainText('条例案が継続審査になったため。');
  await audit(page);

  // No 工程 starts meanwhile.
  await open(page, stagePath(no, 3, 'SHOKUIN'));
  const early = '前の工程の完了判定を待たずに開始する';
  await expect(page.getByText('案件の状態が「保留」のため、この工程の開始・依頼・判定はできません。')).toBeVisible();
  await expect(page.getByText(early)).toHaveCount(0);
  await audit(page);

  await open(page, `/cases/${no}/edit`);
  form = await unfold(page, '再開する');
  const why = form.getByRole('textbox');
  await why.fill('12月議会で可決されたため。');
  expect(await send(page, form.getByRole('button', { name: '再開する' }))).toBe(303);
  await expectDone(page, '「再開する」を行いました。');
  await expect(page.getByText('進行中', { exact: true }).first()).toBeVisible();
  await expect(events).toContainText('12月議会で可決されたため。');

  // 完了 is refused while 工程 are open, and says which.
  await open(page, `/cases/${no}/edit`);
  form = await unfold(page, '完了にする');
  await form.getByRole('textbox').fill('もう終わりにしたい。');
  expect(await send(page, form.getByRole('button', { name: '完了にする' }))).toBe(422);
  await expect(page.getByRole('main')).toContainText('終わっていない工程があるため、完了にできません');
  await audit(page);

  form = await unfold(page, '中止する');
  await expect(form).toContainText('中止した案件は元に戻せません。');
  await form.getByRole('textbox', { name: /^理由/ }).fill('改正が見送られたため。');
  expect(await send(page, form.getByRole('button', { name: '中止する' }))).toBe(303);
  await expectDone(page, '「中止する」を行いました。');
  await expect(page.getByRole('main').locator('.chip.case-cancelled')).toBeVisible();
  await expect(events).toContainText('改正が見送られたため。');
  await expect(page.getByRole('link', { name: '予定を見直す' })).toHaveCount(0);
  await audit(page);
});
