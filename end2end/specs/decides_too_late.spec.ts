// Two 決裁者 have the same gate before them: one wins, the other reads why, and keeps what was typed.
import { decisions, enter, enterFirst, expectDone, gate, openCase, request, stagePath, start } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send, unfold } from '../steps';

test.use({ tolerated: [/status of 409/] });

test('the second decision on a gate is refused with its text kept', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  // 福利課 has no 決裁者 yet; it gets two.
  const lead = await enter(another, 'sekinin');
  for (const [login, name] of [['fukuri-k1', '田代 修'], ['fukuri-k2', '原 由紀']]) {
    await open(lead, '/admin/users/new');
    await lead.getByRole('textbox', { name: /^ログインID/ }).fill(login);
    await lead.getByRole('textbox', { name: /^氏名/ }).fill(name);
    await lead.getByRole('textbox', { name: /^読み/ }).fill('テスト');
    await lead.getByRole('combobox', { name: /^所属/ }).selectOption({ label: '福利課' });
    await lead.getByRole('combobox', { name: /^役割/ }).selectOption({ label: '業務所管課 決裁者' });
    await lead.getByRole('textbox', { name: /^初期パスワード/ }).fill('hajimete-no-kagi');
    expect(await send(lead, lead.getByRole('button', { name: '作成する' }))).toBe(303);
  }
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: '二人が判定する案件', systems: ['RINJI'], section: '福利課', goLive: 'R9.9.30' });
  await open(page, stagePath(no, 1));
  await expect(gate(page)).toContainText('田代 修');
  await expect(gate(page)).toContainText('原 由紀');
  await start(page);
  await request(page);

  const first = await enterFirst(another, 'fukuri-k1', 'hajimete-no-kagi');
  const second = await enterFirst(another, 'fukuri-k2', 'hajimete-no-kagi');
  await open(first, stagePath(no, 1));
  await open(second, stagePath(no, 1));

  // The second one is writing a condition while the first one returns it.
  const conditional = await unfold(second, '条件を付けて承認する');
  const row = conditional.getByRole('listitem').first();
  await row.getByRole('textbox', { name: /条件1 条件/ }).fill('通知の写しを添える');
  await row.getByRole('combobox', { name: /担当組織/ }).selectOption({ label: '福利課' });
  await row.getByRole('textbox', { name: /期限/ }).fill('R8.12.18');
  await conditional.getByRole('textbox', { name: /^判定の所見/ }).fill('ほかは問題ない。');
  const back = await unfold(first, '差し戻す');
  await back.getByRole('textbox', { name: /^差戻しの理由/ }).fill('通知が添えられていない。');
  expect(await send(first, back.getByRole('button', { name: '差し戻す' }))).toBe(303);
  await expectDone(first, '差し戻しました。');

  expect(await send(second, conditional.getByRole('button', { name: '条件を付けて承認する' }))).toBe(409);
  await expect(second.getByRole('alert')).toContainText(/ほかの人が先に/);
  await expect(decisions(second)).toContainText('通知が添えられていない。');
  await expect(decisions(second)).toContainText('田代 修');
  await expect(decisions(second)).not.toContainText('原 由紀');
  const kept = second.getByRole('region', { name: '入力していた内容' });
  await expect(kept.getByRole('textbox', { name: '入力していた理由' })).toHaveValue('ほかは問題ない。');
  await expect(kept.getByRole('textbox', { name: '入力していた条件', exact: true })).toHaveValue(/通知の写しを添える/);
  await expect(kept.getByRole('textbox', { name: /^入力していた.*期限/ })).toHaveValue(/R8\.12\.18/);
  await audit(second);
  // No 課題 came of it.
  await open(second, `/cases/${no}/issues?state=all`);
  await expect(second.getByText('通知の写しを添える')).toHaveCount(0);
});

test('a condition that became unmet a second ago stops 承認', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: '直前に条件が崩れる案件', systems: ['RINJI'], section: '人事課', goLive: 'R9.9.30' });
  await open(page, stagePath(no, 1));
  await start(page);
  for (const tick = page.getByRole('button', { name: /^完了にする/ }); await tick.first().isVisible(); ) {
    expect(await send(page, tick.first())).toBe(303);
  }
  await request(page);
  // What the section decides is the section's to tick.
  const boss = await enter(another, 'jinji-kessai');
  await open(boss, stagePath(no, 1));
  const decided = boss.getByRole('listitem').filter({ hasText: '確認：市' });
  await expect(decided).toHaveCount(1);
  expect(await send(boss, decided.getByRole('button', { name: /^完了にする/ }))).toBe(303);
  await expect(gate(boss)).toContainText('満たしていない条件はありません。');
  const comment = gate(boss).getByRole('textbox', { name: /^判定の所見/ }).first();
  await comment.fill('資料を確かめた。');

  // Meanwhile the manager finds a line undone after all.
  await open(page, stagePath(no, 1));
  expect(await send(page, page.getByRole('button', { name: /^未完了に戻す/ }).first())).toBe(303);

  expect(await send(boss, boss.getByRole('button', { name: '承認する', exact: true }))).toBe(409);
  await expect(boss.getByRole('alert')).toContainText('完了判定の条件を1件満たしていないため、承認できません。');
  const kept = boss.getByRole('region', { name: '入力していた内容' });
  await expect(kept.getByRole('textbox', { name: '入力していた理由' })).toHaveValue('資料を確かめた。');
  await expect(gate(boss)).toContainText('満たしていない条件があるため、承認はできません。');
  await audit(boss);
});
