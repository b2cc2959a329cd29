// 業務管理者 moves 本番 and lets the rest of the plan be proposed anew: nothing is kept until it is sent with a reason.
import { enter, expectDone, openCase, planLine } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send } from '../steps';

test.use({ tolerated: [/status of 422/] });

test('the rest of a plan is proposed anew', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: '計画を組み直す案件', systems: ['SHOKUIN'], section: '給与課', goLive: 'R9.9.30' });
  await open(page, `/cases/${no}/plan`);
  await audit(page);
  const field = (name: string) => page.getByRole('textbox', { name });
  const goLive = page.getByRole('textbox', { name: /^本番リリース予定/ });
  const reason = page.getByRole('textbox', { name: /^理由/ });
  await expect(field('工程7（SHOKUIN）の予定開始')).toHaveValue('R9.9.30');
  await goLive.fill('R9.8.31');
  expect(await send(page, page.getByRole('button', { name: '残りの計画の案を作る' }))).toBe(200);
  await expectDone(page, '残りの計画の案を作りました。まだ保存していません。');
  // 工程6 ends on the 開庁日 before 本番.
  await expect(goLive).toHaveValue('R9.8.31');
  await expect(field('工程6（SHOKUIN）の予定終了')).toHaveValue('R9.8.30');
  await expect(field('工程7（SHOKUIN）の予定開始')).toHaveValue('R9.8.31');
  await expect(page.getByRole('img', { name: '工程の予定の図' })).toBeVisible();
  await audit(page);

  // Others see the plan as it is.
  const officer = await enter(another, 'kyuyo');
  await open(officer, `/cases/${no}`);
  await expect(planLine(officer, 7, 'SHOKUIN')).not.toContainText('R9.8.31');

  // It wants a reason, and keeps what was proposed and what was changed by hand.
  await field('工程5（SHOKUIN）の予定終了').fill('R9.7.15');
  await field('工程6（SHOKUIN）の予定開始').fill('R9.7.16');
  await reason.fill('　');
  const replan = page.getByRole('button', { name: '予定を変更する' });
  expect(await send(page, replan)).toBe(422);
  await expect(reason).toHaveAccessibleDescription(/理由を入力してください。/);
  await expect(field('工程5（SHOKUIN）の予定終了')).toHaveValue('R9.7.15');
  await expect(field('工程7（SHOKUIN）の予定開始')).toHaveValue('R9.8.31');
  await audit(page);
  await reason.fill('人事異動に間に合わせるため、本番を1か月早める。');
  expect(await send(page, replan)).toBe(303);
  await expectDone(page, '予定を見直しました。当初予定はそのまま残っています。');
  await expect(planLine(page, 7, 'SHOKUIN')).toContainText('R9.8.31');
  await expect(planLine(page, 7, 'SHOKUIN')).toContainText('R9.9.30');
  await expect(planLine(page, 5, 'SHOKUIN')).toContainText('R9.7.15');
  await audit(page);
  await open(officer, `/cases/${no}`);
  await expect(officer.getByRole('region', { name: '最近の動き' })).toContainText('人事異動に間に合わせるため、本番を1か月早める。');
});
