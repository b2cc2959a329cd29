// 決裁者 returns a gate with a reason, then approves it with a condition, which is a 課題 from then on.
import { decisions, enter, expectDone, gate, openCase, request, stagePath, start } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send, unfold } from '../steps';

test.use({ tolerated: [/status of 422/] });

test('差戻し opens the stage again; a condition becomes a 課題', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: '差戻しの案件', systems: ['SHOKUIN'], section: '給与課', goLive: 'R9.9.30' });
  await open(page, stagePath(no, 1));
  await audit(page);
  await start(page);
  await audit(page);
  // What is not met is said before, and does not stop the request.
  await expect(gate(page)).toContainText(/満たしていない条件が\d+件あります。/);
  await request(page);
  await expect(gate(page)).toContainText('大庭 康弘の判定を待っています。');
  await audit(page);

  // It waits on the 決裁者's 今日, and nowhere does it offer 承認 while something is not met.
  const boss = await enter(another, 'kyuyo-kessai');
  const waiting = boss.getByRole('region', { name: 'あなたの判定を待つ工程' });
  await waiting.getByRole('listitem').filter({ hasText: no }).getByRole('link').click();
  await expect(boss.getByRole('heading', { level: 1 })).toContainText('工程1');
  await expect(gate(boss)).toContainText('満たしていない条件があるため、承認はできません。');
  await expect(boss.getByRole('button', { name: '承認する', exact: true })).toHaveCount(0);
  await audit(boss);

  let back = await unfold(boss, '差し戻す');
  await back.getByRole('textbox', { name: /^差戻しの理由/ }).fill('　');
  expect(await send(boss, back.getByRole('button', { name: '差し戻す' }))).toBe(422);
  back = await unfold(boss, '差し戻す');
  await expect(back.getByRole('textbox', { name: /^差戻しの理由/ })).toHaveAccessibleDescription(/入力してください。/);
  await audit(boss);
  await back.getByRole('textbox', { name: /^差戻しの理由/ }).fill('影響把握シートに年末調整の業務がない。');
  expect(await send(boss, back.getByRole('button', { name: '差し戻す' }))).toBe(303);
  await expectDone(boss, '差し戻しました。この工程は進行中に戻りました。');

  // The manager reads why, and asks again.
  await open(page, stagePath(no, 1));
  await expect(page.getByText('進行中', { exact: true }).first()).toBeVisible();
  await expect(decisions(page)).toContainText('差戻し');
  await expect(decisions(page)).toContainText('影響把握シートに年末調整の業務がない。');
  await audit(page);
  await request(page);

  await open(boss, stagePath(no, 1));
  let conditional = await unfold(boss, '条件を付けて承認する');
  // What is not met stands in the rows already: only one of them is kept.
  const rows = conditional.getByRole('listitem');
  for (let n = 0; n < (await rows.count()); n++) await rows.nth(n).getByRole('textbox').first().fill('');
  const condition = '年末調整の業務への影響を影響把握シートに加える';
  await rows.first().getByRole('textbox', { name: /条件1 条件/ }).fill(condition);
  expect(await send(boss, conditional.getByRole('button', { name: '条件を付けて承認する' }))).toBe(422);
  conditional = await unfold(boss, '条件を付けて承認する');
  await expect(rows.first().getByRole('textbox', { name: /条件1 条件/ })).toHaveValue(condition);
  await expect(conditional).toContainText(/1行目：/);
  await audit(boss);
  await rows.first().getByRole('combobox', { name: /担当組織/ }).selectOption({ label: '総務事務センター' });
  await rows.first().getByRole('textbox', { name: /期限/ }).fill('R8.12.11');
  await conditional.getByRole('textbox', { name: /^判定の所見/ }).fill('残りは工程2で確かめる。');
  expect(await send(boss, conditional.getByRole('button', { name: '条件を付けて承認する' }))).toBe(303);
  await expectDone(boss, '条件を付けて判定しました。条件は課題になりました。');
  await expect(decisions(boss)).toContainText('条件付承認');
  // History is only followed, never edited.
  await expect(decisions(boss)).toContainText('影響把握シートに年末調整の業務がない。');
  await audit(boss);

  await decisions(boss).getByRole('link', { name: new RegExp(condition) }).click();
  await expect(boss.getByRole('heading', { level: 1 })).toContainText(condition);
  const facts = boss.getByRole('region', { name: 'この課題の項目' });
  await expect(facts).toContainText('総務事務センター');
  await expect(facts).toContainText('R8.12.11');
  await audit(boss);

  // The next stage is free without a reason.
  await open(page, stagePath(no, 2));
  await expect(page.getByRole('button', { name: 'この工程を開始する' })).toBeVisible();
});
