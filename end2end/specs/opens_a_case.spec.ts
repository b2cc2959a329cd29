// コンサルタント opens a case from a 制度改正; 業務管理者 confirms it; what moves later stands beside what was planned first.
import { caseNo, describeCase, enter, expectDone, planLine, registerLaw } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send } from '../steps';

// The browser writes a console line about any answer of 4xx.
test.use({ tolerated: [/status of 4(04|22)/] });

test('a plan is proposed backwards, adjusted, opened, confirmed and moved', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'consul');
  // 施行日 is a Sunday: what counts is the Friday before it.
  const law = await registerLaw(page, { name: '通勤手当の支給要件の見直し', inForce: '2027-08-01' });
  await audit(page);
  const region = page.getByRole('region', { name: '日付と出典' });
  await expect(region).toContainText('令和9年7月30日（金）');
  await expect(region).toContainText('施行日は閉庁日（土曜日・日曜日）のため、直前の開庁日までに本番リリースします。');

  await page.getByRole('main').getByRole('link', { name: /案件を起こす/ }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: '案件を起こす' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: /^制度改正/ })).toHaveValue(law);
  await audit(page);
  await describeCase(page, { title: '', law, systems: ['SHOMU', 'RINJI'], section: '給与課' });
  expect(await send(page, page.getByRole('button', { name: '計画の案を作る' }))).toBe(200);
  await expectDone(page, '計画の案を作りました。まだ登録していません。');
  await audit(page);

  // From 施行日: the last 開庁日 is 本番; 工程1 begins today; 工程6 ends on the day before 本番.
  // 件名 is named after 施行日 where 本番 is just before it.
  const field = (name: string) => page.getByRole('textbox', { name });
  await expect(field('施行日')).toHaveValue('R9.8.1');
  await expect(page.getByRole('textbox', { name: /^本番リリース予定/ })).toHaveValue('R9.7.30');
  await expect(page.getByRole('textbox', { name: /^件名/ })).toHaveValue('R9.8 通勤手当の支給要件の見直し');
  await expect(field('工程1の予定開始')).toHaveValue('R8.11.24');
  for (const system of ['SHOMU', 'RINJI']) {
    await expect(field(`工程6（${system}）の予定終了`)).toHaveValue('R9.7.29');
    await expect(field(`工程7（${system}）の予定開始`)).toHaveValue('R9.7.30');
  }
  await expect(page.getByRole('img', { name: '工程の予定の図' })).toBeVisible();

  // A line whose end is before its start is refused where it stands, and what was typed stays.
  await field('工程4（RINJI）の予定終了').fill('R8.12.1');
  const openIt = () => page.getByRole('button', { name: 'この計画で準備中の案件にする' });
  expect(await send(page, openIt())).toBe(422);
  await expect(field('工程4（RINJI）の予定終了')).toHaveValue('R8.12.1');
  await expect(field('工程4（RINJI）の予定終了')).toHaveAccessibleDescription(/終了が開始より前です。/);
  await audit(page);
  await field('工程4（RINJI）の予定終了').fill('R9.4.16');
  expect(await send(page, openIt())).toBe(303);
  await expectDone(page, '案件を登録しました。');
  const no = caseNo(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${no} R9.8 通勤手当の支給要件の見直し`);
  await expect(page.getByRole('note')).toContainText('この案件は準備中です。');
  await expect(planLine(page, 4, 'RINJI')).toContainText('R9.4.16');
  await audit(page);

  // A draft has no vendors, and its maker does not confirm it.
  const vendor = await enter(another, 'vendor-a');
  expect(await open(vendor, `/cases/${no}`)).toBe(404);
  await open(page, `/cases/${no}/edit`);
  await expect(page.getByText('案件を確定する')).toHaveCount(0);
  await audit(page);

  const manager = await enter(another, 'kanri-somu');
  await open(manager, `/cases/${no}`);
  await manager.getByRole('link', { name: '内容を確かめて確定する' }).click();
  await audit(manager);
  const confirm = manager.getByRole('button', { name: '案件を確定する' });
  expect(await send(manager, confirm)).toBe(303);
  await expectDone(manager, '「案件を確定する」を行いました。');
  await expect(manager.getByText('計画', { exact: true })).toBeVisible();
  expect(await open(vendor, `/cases/${no}`)).toBe(200);
  await audit(vendor);

  // Later changes want a reason; 当初 stays beside 現行.
  await manager.getByRole('link', { name: '予定を見直す' }).click();
  await audit(manager);
  const end = manager.getByRole('textbox', { name: '工程4（RINJI）の予定終了' });
  await end.fill('R9.4.23');
  const replan = manager.getByRole('button', { name: '予定を変更する' });
  const reason = manager.getByRole('textbox', { name: /^理由/ });
  await reason.fill('　');
  expect(await send(manager, replan)).toBe(422);
  await expect(end).toHaveValue('R9.4.23');
  await expect(reason).toHaveAccessibleDescription(/理由を入力してください。/);
  await reason.fill('設計書の提出が1週間遅れるため。');
  expect(await send(manager, replan)).toBe(303);
  await expectDone(manager, '予定を見直しました。当初予定はそのまま残っています。');
  const cells = planLine(manager, 4, 'RINJI').getByRole('cell');
  const dates = (await cells.allInnerTexts()).map((text) => text.trim());
  expect(dates.filter((text) => text === 'R9.4.16')).toHaveLength(1);
  expect(dates.filter((text) => text === 'R9.4.23')).toHaveLength(1);
  expect(dates.indexOf('R9.4.16')).toBeLessThan(dates.indexOf('R9.4.23'));
  await expect(manager.getByRole('region', { name: '最近の動き' })).toContainText('設計書の提出が1週間遅れるため。');
  await audit(manager);
});
