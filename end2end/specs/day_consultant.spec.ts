// A day in the life (notes/domain §12, 4): コンサルタント. Which changes have no case yet? Where the new flow increases
// work and which estimates look wrong has no data yet.
import { expectInFirstView, answers, section } from '../first_view';
import { expect, signIn, test } from '../fixtures';
import { audit, open, rows } from '../steps';

test.use({ world: 'read only' });

test('コンサルタント reads which 制度改正 have no case', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'consul');
  await audit(page);
  const laws = answers(page, '案件のない制度改正');
  await expect(laws.filter({ hasText: '社会保険の適用拡大（賃金要件の撤廃' })).toHaveCount(1);
  for (const row of await laws.all()) await expectInFirstView(row);
  for (const row of await answers(page, '自分のボール').all()) await expectInFirstView(row);

  await section(page, '案件のない制度改正').getByRole('link', { name: /^すべて見る/ }).click();
  const row = rows(page).filter({ hasText: 'L06b' });
  await expect(row).toContainText('案件なし');
  await audit(page);
  await row.getByRole('link', { name: /の案件を起こす$/ }).click();
  await expect(page.getByRole('combobox', { name: /^制度改正/ })).toHaveValue('L06b');
});

test('each 制度改正 on 今日 leads to its page', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'consul');
  await answers(page, '案件のない制度改正').filter({ hasText: 'L06b' }).getByRole('link').click();
  await expect(page).toHaveURL(/\/laws\/L06b$/);
});

test('今日 and 制度改正 agree on what has no case', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'consul');
  const code = /L\d+\w*/;
  const today = (await answers(page, '案件のない制度改正').allInnerTexts()).map((text) => code.exec(text)?.[0]);
  await open(page, '/laws');
  const lacking = rows(page).filter({ has: page.getByRole('link', { name: /の案件を起こす$/ }) });
  const listed = (await lacking.allInnerTexts()).map((text) => code.exec(text)?.[0]);
  expect(today.sort()).toEqual(listed.sort());
});
