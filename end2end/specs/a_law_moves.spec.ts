// 施行日 of a 制度改正 moves: its case is marked until the 業務管理者 moves the plan, with 工程6 and 7 along; and for a
// move that touches nothing, until they say so.
import { enter, expectDone, openCase, registerLaw } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send, unfold } from '../steps';

test.use({ tolerated: [/status of 422/] });

test('a law that moves is told to its case until somebody has looked', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  const name = '施行日の動く改正';
  const officer = await enter(another, 'kyuyo');
  const law = await registerLaw(officer, { name, inForce: 'R10.10.1' });
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { law, title: '施行日を追う案件', systems: ['SHOKUIN'], section: '給与課', goLive: 'R10.9.29' });
  const moveLaw = async (to: string) => {
    await open(officer, `/laws/${law}`);
    await unfold(officer, '内容を編集する');
    await officer.getByRole('textbox', { name: /^施行日/ }).fill(to);
    expect(await send(officer, officer.getByRole('button', { name: '保存する' }))).toBe(303);
  };
  await moveLaw('R10.7.1');
  await expect(officer.getByRole('main')).toContainText('日付の変更が未確認');
  await audit(officer);

  // The manager reads it in 今日, on the case and as a reason of the 信号, which is red at once.
  await open(page, '/');
  await expect(page.getByRole('region', { name: /制度改正の日付が変わった案件/ })).toContainText(no);
  await audit(page);
  await open(page, `/cases/${no}`);
  const signal = page.getByRole('region', { name: /^信号/ });
  await expect(signal.getByRole('heading')).toContainText('赤');
  await expect(signal).toContainText('本番リリース予定（R10.9.29）が、施行日に間に合う最終日（R10.6.30）より後です');
  const moved = page.getByRole('region', { name: /制度改正の日付が変わりました/ });
  await expect(moved).toContainText('施行日（R10.10.1 → R10.7.1）');
  await audit(page);
  await moved.getByRole('link').click();
  await unfold(page, '予定への影響なし');
  await moved.getByRole('textbox', { name: /^理由/ }).fill('影響はない');
  expect(await send(page, moved.getByRole('button', { name: '予定への影響なし' }))).toBe(422);
  await expect(moved.getByRole('textbox', { name: /^理由/ })).toHaveAccessibleDescription(/「影響なし」とはできません。/);
  await audit(page);

  // 本番 alone does not fit; 工程6 and 7 go along.
  const field = (of: string) => page.getByRole('textbox', { name: of });
  const reason = () => page.getByRole('textbox', { name: /^理由/ }).last();
  await page.getByRole('textbox', { name: /^本番リリース予定/ }).fill('R10.6.30');
  await reason().fill('施行日が早まったため');
  expect(await send(page, page.getByRole('button', { name: '予定を変更する' }))).toBe(422);
  await expect(page.getByRole('main')).toContainText('工程7（SHOKUIN）：開始が本番リリース予定より後です。');
  await audit(page);
  expect(await send(page, page.getByRole('button', { name: '工程6・7も合わせて見直す' }))).toBe(200);
  await expectDone(page, '工程6・7の予定を入れ直しました。まだ保存していません。');
  await expect(field('工程6（SHOKUIN）の予定終了')).toHaveValue('R10.6.29');
  await expect(field('工程7（SHOKUIN）の予定開始')).toHaveValue('R10.6.30');
  // So far back that 工程5 does not fit any more: the rest anew.
  expect(await send(page, page.getByRole('button', { name: '残りの計画の案を作る' }))).toBe(200);
  await reason().fill('施行日が早まったため');
  expect(await send(page, page.getByRole('button', { name: '予定を変更する' }))).toBe(303);
  await expect(signal.getByRole('heading')).toContainText('青');
  await expect(page.getByRole('region', { name: /制度改正の日付が変わりました/ })).toHaveCount(0);

  // Later is no trouble: said with a reason.
  await moveLaw('R10.8.1');
  await open(page, `/cases/${no}/plan`);
  await unfold(page, '予定への影響なし');
  await moved.getByRole('textbox', { name: /^理由/ }).fill('本番は6月のままとする');
  expect(await send(page, moved.getByRole('button', { name: '予定への影響なし' }))).toBe(303);
  await expectDone(page, '予定への影響なしと記録しました。');
  await expect(page.getByRole('main')).toContainText('理由：本番は6月のままとする');
  await audit(page);
});
