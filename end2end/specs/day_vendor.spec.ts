// A day in the life (notes/domain §12, 3): ベンダーA PM. What must I answer today? Requirements and 指摘 have no data
// yet, nor have estimate requests; instead of the tasks of the week there are the 工程 and the 期限.
import { expectInFirstView, answers, figure, cases } from '../first_view';
import { expect, signIn, test } from '../fixtures';
import { audit, KEY, number, open, rows } from '../steps';

test.use({ world: 'read only' });

test('ベンダーA reads what to answer today', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'vendor-a');
  await audit(page);
  const mine = answers(page, '自分のボール');
  expect(await mine.count()).toBeGreaterThan(2);
  for (const row of await mine.all()) await expectInFirstView(row);
  await expect(mine.first()).toContainText('ベンダー回答待ち');
  await expect(mine.first()).toContainText('1開庁日超過');
  // What stops a gate is marked.
  await expect(mine.first()).toContainText('判定');
  for (const name of ['3開庁日以内', '期限超過']) {
    for (const row of await answers(page, name).all()) await expectInFirstView(row);
  }
  for (const row of await cases(page).all()) await expectInFirstView(row);

  const key = await mine.first().getByRole('link', { name: KEY }).innerText();
  await mine.first().getByRole('link', { name: KEY }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(key);
  await expect(page.getByRole('button', { name: '回答する' })).toBeVisible();
  await audit(page);
  await open(page, '/');
  const overdue = number((await figure(page, '期限超過').innerText()).replace('期限超過', ''));
  await figure(page, '期限超過').click();
  await expect(rows(page)).toHaveCount(overdue);
});
