// 業務管理者 adds a system to a running case, plans it, and takes it off again.
import { enter, expectDone, openCase, planLine, stagePath, start } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, raise, send, unfold } from '../steps';

test.use({ tolerated: [/status of 4(04|22)/] });

test('a lane is added later, and removed while nothing hangs on it', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: 'システムが増える案件', systems: ['SHOKUIN'], section: '人事課', goLive: 'R9.9.30' });
  await open(page, stagePath(no, 1));
  await start(page);
  const vendor = await enter(another, 'vendor-a');
  expect(await open(vendor, `/cases/${no}`)).toBe(404);

  await open(page, `/cases/${no}/edit`);
  const lanes = page.getByRole('region', { name: '対象システムの追加・取外し' });
  await expect(lanes).toContainText('SHOKUIN 職員録システム');
  const add = await unfold(page, 'システムを追加する');
  await audit(page);
  // The other center's systems are no choice.
  await expect(add.getByRole('combobox').locator('option', { hasText: 'FUKUMU' })).toHaveCount(0);
  await add.getByRole('combobox').selectOption('RINJI');
  expect(await send(page, add.getByRole('button', { name: '計画の案を作る' }))).toBe(200);
  // Its plan is seen before it joins.
  await expect(page.getByRole('heading', { name: /^RINJI .*の計画の案$/ })).toBeVisible();
  await expect(page.locator('.plan-picture, svg').first()).toBeVisible();
  await audit(page);
  expect(await send(page, page.getByRole('button', { name: '追加する', exact: true }))).toBe(303);
  await expectDone(page, '対象システムを追加しました。工程3からの予定を確かめてください。');
  await expect(lanes.getByRole('listitem').filter({ hasText: 'RINJI' })).toContainText('ベンダーA');
  await audit(page);

  await open(page, `/cases/${no}`);
  for (const stage of [3, 4, 5, 6, 7]) await expect(planLine(page, stage, 'RINJI')).toContainText('未着手');
  await expect(planLine(page, 7, 'RINJI')).toContainText('R9.9.30');
  await expect(page.getByRole('region', { name: '最近の動き' })).toContainText('対象システム RINJI を追加しました。');
  await audit(page);
  // From now on its vendor knows the case.
  expect(await open(vendor, `/cases/${no}`)).toBe(200);
  await audit(vendor);

  // Not while a 課題 hangs on it.
  await raise(page, { case: no, system: 'SHOKUIN', title: '職員録の項目の確認' });
  await open(page, `/cases/${no}/edit`);
  let remove = await unfold(page, 'システムを外す');
  await remove.getByRole('combobox').selectOption('SHOKUIN');
  await remove.getByRole('textbox', { name: /^理由/ }).fill('対象から外れたため。');
  expect(await send(page, remove.getByRole('button', { name: '外す' }))).toBe(422);
  await expect(page.getByRole('main')).toContainText('このシステムの課題が1件あるため、外せません。');
  remove = await unfold(page, 'システムを外す');
  await expect(remove.getByRole('textbox', { name: /^理由/ })).toHaveValue('対象から外れたため。');
  await audit(page);

  await remove.getByRole('combobox').selectOption('RINJI');
  expect(await send(page, remove.getByRole('button', { name: '外す' }))).toBe(303);
  await expectDone(page, '対象システムを外しました。');
  await expect(lanes.getByRole('listitem').filter({ hasText: 'RINJI' })).toHaveCount(0);
  await audit(page);
  expect(await open(vendor, `/cases/${no}`)).toBe(404);

  // The last one stays.
  remove = await unfold(page, 'システムを外す');
  await remove.getByRole('combobox').selectOption('SHOKUIN');
  await remove.getByRole('textbox', { name: /^理由/ }).fill('取りやめ。');
  expect(await send(page, remove.getByRole('button', { name: '外す' }))).toBe(422);
  await expect(page.getByRole('main')).toContainText('対象システムが1つだけのため、外せません。');
});
