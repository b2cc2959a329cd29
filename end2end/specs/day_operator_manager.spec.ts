// A day in the life (notes/domain §12, 6): オペレーター管理者（教育）. Who does what today? What was decided? 上申,
// acceptance-test cases and manual pages have no data yet.
import { expectInFirstView, answers, section } from '../first_view';
import { expect, signIn, test } from '../fixtures';
import { audit, KEY } from '../steps';

test.use({ world: 'read only' });

test('オペレーター管理者 reads what the center does today and what changed', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'opkanri-kyoiku');
  await audit(page);
  for (const name of ['3開庁日以内', '自分のボール', '期限超過']) {
    expect(await answers(page, name).count(), name).toBeGreaterThan(0);
    for (const row of await answers(page, name).all()) await expectInFirstView(row);
  }
  const changes = section(page, '前回からの動き').getByRole('listitem');
  for (const change of await changes.all()) await expectInFirstView(change);
  await expect(changes.first()).toContainText('判定待ち');
  // 9-(5): nothing of the city's threads.
  await expect(page.getByRole('main')).not.toContainText(/市・管理者|市内部/);

  const first = answers(page, '3開庁日以内').first();
  const key = await first.getByRole('link', { name: KEY }).innerText();
  await first.getByRole('link', { name: KEY }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(key);
  await audit(page);
});

test('今日 says who of the center does what', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'opkanri-kyoiku');
  for (const row of await answers(page, '3開庁日以内').all()) await expect(row).toContainText(/吉武 真由|安部 浩二|中尾 隆/);
});
