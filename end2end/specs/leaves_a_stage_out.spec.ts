// 対象外 of a 工程: the manager proposes it, the 決裁者 agrees, and undoes it when the 工程 is needed after all.
import { decisions, enter, expectDone, gate, openCase, stagePath, start } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send, unfold } from '../steps';

test.use({ tolerated: [/status of 422/] });

test('a 工程 is left out and taken back in', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: '業務の変わらない案件', systems: ['SHOKUIN'], section: '給与課', goLive: 'R9.9.30' });
  await open(page, stagePath(no, 2));
  const form = await unfold(page, '対象外にすることを提案する');
  await expect(form).toContainText('判定する人（大庭 康弘）が承認すると対象外になり');
  await form.getByRole('textbox', { name: /^理由/ }).fill('職員録の表示だけが変わり、業務の流れは変わらないため。');
  expect(await send(page, form.getByRole('button', { name: '対象外にすることを提案する' }))).toBe(303);
  await expectDone(page, '対象外にすることを提案しました。');
  await expect(gate(page)).toContainText('大庭 康弘の判定を待っています。');
  await expect(gate(page).getByRole('button', { name: 'この工程を開始する' })).toHaveCount(0);
  await audit(page);

  // It waits on the 決裁者's 今日; the whole line leads to it.
  const boss = await enter(another, 'kyuyo-kessai');
  const waiting = boss.getByRole('region', { name: 'あなたの判定を待つ工程' }).getByRole('listitem').filter({ hasText: no });
  await expect(waiting).toContainText('対象外の判定');
  await audit(boss);
  await waiting.getByRole('link', { name: no }).click();
  await expect(gate(boss)).toContainText('対象外の理由：職員録の表示だけが変わり、業務の流れは変わらないため。');
  await audit(boss);
  const agree = await unfold(boss, '対象外にすることを承認する');
  await agree.getByRole('textbox', { name: /^判定の所見/ }).fill('業務所管課でも確かめた。');
  expect(await send(boss, agree.getByRole('button', { name: '対象外にすることを承認する' }))).toBe(303);
  await expectDone(boss, '対象外にしました。次の工程の開始条件では、済んだ工程として扱います。');
  await audit(boss);

  // The manager reads it and has no way back; the one who decided has, with a reason.
  await open(page, stagePath(no, 2));
  await expect(gate(page)).toContainText('この工程は対象外です。');
  await expect(page.locator('summary').filter({ hasText: '対象外を取り消す' })).toHaveCount(0);
  await audit(page);
  let undo = await unfold(boss, '対象外を取り消す');
  await undo.getByRole('textbox', { name: /^理由/ }).fill('　');
  expect(await send(boss, undo.getByRole('button', { name: '対象外を取り消す' }))).toBe(422);
  undo = await unfold(boss, '対象外を取り消す');
  await expect(undo.getByRole('textbox', { name: /^理由/ })).toHaveAccessibleDescription(/理由を入力してください。/);
  await audit(boss);
  await undo.getByRole('textbox', { name: /^理由/ }).fill('問い合わせの受付が増えることが分かったため。');
  expect(await send(boss, undo.getByRole('button', { name: '対象外を取り消す' }))).toBe(303);
  await expectDone(boss, '対象外を取り消しました。この工程は未着手に戻りました。');

  // The history keeps all three, the newest first.
  const told = decisions(boss);
  await expect(told).toContainText(/対象外を取消し[\s\S]*対象外を承認[\s\S]*対象外を提案/);
  for (const reason of ['問い合わせの受付が増えることが分かったため。', '業務所管課でも確かめた。', '業務の流れは変わらないため。']) {
    await expect(told).toContainText(reason);
  }
  await audit(boss);

  // It begins like any other.
  await open(page, stagePath(no, 1));
  await start(page);
  await open(page, stagePath(no, 2));
  await expect(page.getByText('未着手', { exact: true }).first()).toBeVisible();
  const early = await unfold(page, '前の工程の完了判定を待たずに開始する');
  await early.getByRole('textbox', { name: /^理由/ }).fill('受付の件数を先に調べるため。');
  expect(await send(page, early.getByRole('button', { name: '前の工程の完了判定を待たずに開始する' }))).toBe(303);
  await expectDone(page, '工程を開始しました。');
  await audit(page);
});
