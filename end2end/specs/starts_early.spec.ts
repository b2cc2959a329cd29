// 業務管理者 starts a 工程 before the gate of the one before: with a reason, which stays in sight as a warning.
import { decisions, enter, expectDone, gate, openCase, request, stagePath, start } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, send, unfold } from '../steps';

test.use({ tolerated: [/status of 422/] });

test('an early start asks why, and the warning stays', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: '早く始める案件', systems: ['SHOKUIN', 'SHOMU'], section: '人事課', goLive: 'R9.9.30' });
  await open(page, stagePath(no, 3, 'SHOMU'));
  const early = '前の工程の完了判定を待たずに開始する';
  const form = await unfold(page, early);
  await expect(form).toContainText('工程2 業務の整理の完了判定がまだ済んでいません。');
  await audit(page);
  await form.getByRole('textbox', { name: /^理由/ }).fill('　');
  expect(await send(page, form.getByRole('button', { name: early }))).toBe(422);
  await expect(form.getByRole('textbox', { name: /^理由/ })).toHaveAccessibleDescription(/理由を入力してください。/);
  await audit(page);
  await form.getByRole('textbox', { name: /^理由/ }).fill('ベンダーの要員が12月しか空いていないため。');
  expect(await send(page, form.getByRole('button', { name: early }))).toBe(303);
  await expectDone(page, '工程を開始しました。');
  const warning = '前の工程の完了判定を待たずに開始しています。';
  await expect(page.getByText(warning).first()).toBeVisible();
  await expect(page.getByText('理由：ベンダーの要員が12月しか空いていないため。').first()).toBeVisible();
  await audit(page);

  // On the case, in the list of cases, and for the vendor whose lane it is.
  await open(page, `/cases/${no}`);
  const on = page.getByRole('status').filter({ hasText: '工程3 システム要件整理（SHOMU）は、前の工程の完了判定を待たずに開始しています。' });
  await expect(on).toBeVisible();
  await audit(page);
  await on.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('工程3');
  await open(page, '/cases');
  const row = page.getByRole('row').filter({ hasText: no });
  await expect(row.getByText('早').first()).toBeVisible();
  await audit(page);
  const vendor = await enter(another, 'vendor-a');
  await open(vendor, stagePath(no, 3, 'SHOMU'));
  await expect(vendor.getByText(warning).first()).toBeVisible();
  await audit(vendor);

  // The order still rules the gate: it cannot be approved before the one before.
  await open(page, stagePath(no, 3, 'SHOMU'));
  await request(page);
  const boss = await enter(another, 'jinji-kessai');
  await open(boss, stagePath(no, 3, 'SHOMU'));
  await expect(gate(boss)).toContainText('前の工程の完了判定が済んでいないため、承認も条件付承認もできません。');
  await expect(boss.getByRole('button', { name: '承認する', exact: true })).toHaveCount(0);
  await expect(boss.locator('summary').filter({ hasText: '条件を付けて承認する' })).toHaveCount(0);
  await expect(gate(boss).getByRole('link', { name: /工程2 業務の整理の完了判定が済んでいません/ })).toBeVisible();
  await audit(boss);

  // 工程1 needs no reason, and brings no warning.
  await open(page, stagePath(no, 1));
  await start(page);
  await expect(page.getByText(warning)).toHaveCount(0);
  await expect(decisions(page)).toContainText('完了判定の依頼はまだありません。');
});
