// The checklist of a 工程: ticked, added to, given an owner and evidence, left out with a reason; and its templates.
import { enter, expectDone, gate, openCase, stagePath, start } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, number, open, rows, send, unfold } from '../steps';

test.use({ tolerated: [/status of 4(03|22)/] });

test('lines are ticked, added, edited and left out', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: 'チェックリストの案件', systems: ['SHOKUIN'], section: '人事課', goLive: 'R9.9.30' });
  await open(page, stagePath(no, 1));
  const list = page.getByRole('region', { name: 'チェックリスト' });
  const count = async () => number(await list.getByText(/件中\d+件が完了または対象外/).innerText());
  await start(page);
  const total = await count();
  const line = (text: string) => list.getByRole('listitem').filter({ hasText: text });

  // 完了 with who and when, and back.
  const first = (await list.getByRole('button', { name: /^完了にする/ }).first().innerText()).replace(/^.*：/s, '').trim();
  expect(await send(page, line(first).getByRole('button', { name: /^完了にする/ }))).toBe(303);
  await expectDone(page, '項目を完了にしました。');
  await expect(list).toContainText(`${total}件中1件が完了または対象外`);
  await expect(line(first)).toContainText('藤井 由美子');
  await expect(line(first)).toContainText('R8.11.24');
  await audit(page);
  expect(await send(page, line(first).getByRole('button', { name: /^未完了に戻す/ }))).toBe(303);
  await expectDone(page, '項目を未完了に戻しました。');

  // A line of this case's own.
  let add = await unfold(page, '項目を追加する');
  await add.getByRole('textbox', { name: /^チェック項目/ }).fill('会計室との調整の記録がある');
  await add.getByRole('checkbox', { name: '完了判定の条件にする（必須）' }).check();
  await add.getByRole('textbox', { name: /^証跡/ }).fill('javascript:alert(1)');
  expect(await send(page, add.getByRole('button', { name: '追加する' }))).toBe(422);
  add = await unfold(page, '項目を追加する');
  await expect(add.getByRole('textbox', { name: /^証跡/ })).toHaveAccessibleDescription(/http:\/\/ または https:\/\/ で始まるアドレスか、相対パス/);
  await expect(add.getByRole('textbox', { name: /^チェック項目/ })).toHaveValue('会計室との調整の記録がある');
  await expect(add.getByRole('checkbox')).toBeChecked();
  await audit(page);
  await add.getByRole('textbox', { name: /^証跡/ }).fill('');
  expect(await send(page, add.getByRole('button', { name: '追加する' }))).toBe(303);
  await expectDone(page, '項目を追加しました。');
  expect(await count()).toBe(total + 1);
  const own = line('会計室との調整の記録がある');
  await expect(own).toContainText('必須');
  // It holds the gate, with a link.
  await expect(gate(page).getByRole('link', { name: '会計室との調整の記録がある' })).toBeVisible();

  // Who, until when, and where it can be seen.
  await own.getByRole('link', { name: /^担当・期限・証跡/ }).click();
  const group = page.getByRole('group', { name: '「会計室との調整の記録がある」の担当・期限・証跡' });
  await audit(page);
  await group.getByRole('combobox', { name: '担当組織' }).selectOption({ label: '人事課' });
  await group.getByRole('combobox', { name: '担当', exact: true }).selectOption('jinji');
  await group.getByRole('textbox', { name: /^期限/ }).fill('R8.12.4');
  await group.getByRole('textbox', { name: /^証跡/ }).fill('https://files.example/minutes/12.pdf');
  expect(await send(page, group.getByRole('button', { name: '保存する' }))).toBe(303);
  await expectDone(page, '項目を保存しました。');
  await expect(own).toContainText('担当：人事課 古賀 直樹');
  await expect(own).toContainText('期限：R8.12.4');
  await expect(own.getByRole('link', { name: 'https://files.example/minutes/12.pdf' })).toHaveAttribute('rel', /noopener/);
  await audit(page);

  // 対象外 wants a reason, which the 決裁者 reads.
  await line(first).getByRole('link', { name: /^担当・期限・証跡/ }).click();
  let out = await unfold(page, '対象外にする');
  await out.getByRole('textbox', { name: /^理由/ }).fill('改正ポイントがないため。');
  expect(await send(page, out.getByRole('button', { name: '対象外にする' }))).toBe(303);
  await expectDone(page, '項目を対象外にしました。');
  await expect(line(first)).toContainText('対象外の理由：改正ポイントがないため。');
  const boss = await enter(another, 'jinji-kessai');
  await open(boss, stagePath(no, 1));
  await expect(boss.getByRole('region', { name: 'チェックリスト' })).toContainText('対象外の理由：改正ポイントがないため。');
  await audit(boss);
});

test('a line refused keeps its form open with what was typed', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: '項目の入力を直す案件', systems: ['SHOKUIN'], section: '人事課', goLive: 'R9.9.30' });
  await open(page, stagePath(no, 1));
  await start(page);
  await page.getByRole('link', { name: /^担当・期限・証跡/ }).first().click();
  const group = page.getByRole('group', { name: /の担当・期限・証跡$/ });
  await group.getByRole('textbox', { name: /^期限/ }).fill('来週の金曜');
  await group.getByRole('textbox', { name: /^証跡/ }).fill('議事録/第1回.docx');
  expect(await send(page, group.getByRole('button', { name: '保存する' }))).toBe(422);
  await expect(group.getByRole('textbox', { name: /^期限/ })).toHaveValue('来週の金曜');
  await expect(group.getByRole('textbox', { name: /^証跡/ })).toHaveValue('議事録/第1回.docx');
});

test('責任者 changes the templates for what comes', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  const manager = await enter(another, 'kanri-somu');
  await open(manager, '/admin/checklists?stage=2');
  await expect(manager.getByText('変更できるのは、責任者とシステム管理者です。')).toBeVisible();
  await expect(manager.getByRole('button', { name: '追加する' })).toHaveCount(0);
  await audit(manager);
  const no = await openCase(manager, { title: 'ひな形の案件', systems: ['SHOKUIN'], section: '人事課', goLive: 'R9.9.30' });

  await signIn(page, 'sekinin');
  await open(page, '/admin/checklists?stage=1');
  await audit(page);
  const table = page.getByRole('table', { name: '工程1のひな形（取り込む順）' });
  const before = await rows(table).count();
  const add = await unfold(page, '項目を追加する');
  await add.getByRole('textbox', { name: /^チェック項目/ }).fill('条例の議決日を確かめた');
  expect(await send(page, add.getByRole('button', { name: '追加する' }))).toBe(303);
  await expectDone(page, '項目を追加しました。');
  await expect(rows(table)).toHaveCount(before + 1);
  const row = rows(table).filter({ hasText: '条例の議決日を確かめた' });
  expect(await send(page, row.getByRole('button', { name: /^上へ/ }))).toBe(303);
  await expectDone(page, '順番を変えました。');
  await expect(rows(table).nth(before - 1)).toContainText('条例の議決日を確かめた');
  await row.getByRole('link', { name: /^編集/ }).click();
  await audit(page);
  await row.getByRole('textbox', { name: /^チェック項目/ }).fill('条例の議決日と公布日を確かめた');
  expect(await send(page, row.getByRole('button', { name: '保存する' }))).toBe(303);
  await expectDone(page, '項目を保存しました。');

  // A 工程 that starts now takes it in.
  await open(manager, stagePath(no, 1));
  await start(manager);
  await expect(manager.getByRole('region', { name: 'チェックリスト' })).toContainText('条例の議決日と公布日を確かめた');

  // 廃止: gone from what comes, not from what is there.
  await open(page, '/admin/checklists?stage=1');
  const edited = rows(table).filter({ hasText: '条例の議決日と公布日を確かめた' });
  expect(await send(page, edited.getByRole('button', { name: /^廃止する/ }))).toBe(303);
  await expectDone(page, '項目を廃止しました。');
  await expect(rows(table)).toHaveCount(before);
  await expect(page.getByRole('region', { name: '廃止した項目' })).toContainText('条例の議決日と公布日を確かめた');
  await audit(page);
  await open(manager, stagePath(no, 1));
  await expect(manager.getByRole('region', { name: 'チェックリスト' })).toContainText('条例の議決日と公布日を確かめた');
});

test('a template refused keeps its form open with what was typed', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'sekinin');
  await open(page, '/admin/checklists?stage=3');
  await page.getByRole('link', { name: /^編集/ }).first().click();
  const line = page.getByRole('table').getByRole('textbox', { name: /^チェック項目/ });
  const long = '長'.repeat(600);
  await line.fill(long);
  expect(await send(page, page.getByRole('table').getByRole('button', { name: '保存する' }))).toBe(422);
  await expect(line).toHaveValue(long);
});

test('責任者 names the 決裁者 of a 工程', { tag: '@nojs' }, async ({ page, another }) => {
  await signIn(page, 'sekinin');
  await open(page, '/admin/approvers');
  await audit(page);
  const people = page.getByRole('combobox', { name: /^決裁者/ });
  // Nobody of a vendor or of the center is a choice.
  const offered = (await people.locator('option').allInnerTexts()).join();
  for (const name of ['杉本', '今村', '藤井', '河村', '松永']) expect(offered).not.toContain(name);
  await page.getByRole('combobox', { name: /^業務所管課/ }).selectOption({ label: '人事課' });
  await page.getByRole('combobox', { name: /^工程/ }).selectOption('7');
  await people.selectOption('kyuyo-kessai');
  expect(await send(page, page.getByRole('button', { name: '決める' }))).toBe(422);
  await expect(people).toHaveAccessibleDescription(/この人は、この課の決裁者ではないため選べません。/);
  await audit(page);
  await people.selectOption('jinji-kessai');
  expect(await send(page, page.getByRole('button', { name: '決める' }))).toBe(303);
  await expectDone(page, '決裁者を決めました。');
  const row = page.getByRole('row').filter({ hasText: '人事課' });
  await expect(row.getByRole('cell').last()).toHaveText('城戸 雅之');
  const manager = await enter(another, 'kanri-somu');
  await open(manager, '/admin/approvers');
  await expect(manager.getByText('変更できるのは、責任者とシステム管理者です。')).toBeVisible();
  await expect(manager.getByRole('button', { name: '決める' })).toHaveCount(0);
  await open(manager, stagePath('SOMU-2026-003', 7, 'JINKYU'));
  await expect(gate(manager)).toContainText('城戸 雅之');
  await audit(manager);
});
