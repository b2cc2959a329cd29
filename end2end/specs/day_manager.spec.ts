// A day in the life (notes/domain §12, 5): 業務管理者（総務）. What must go to the city today? Which vendor is slipping?
// Minutes, reports and unfixed requirements have no data yet.
import { expectInFirstView, answers, figure, cases } from '../first_view';
import { expect, signIn, test } from '../fixtures';
import { audit, number, open, rows } from '../steps';

test.use({ world: 'read only' });

test('業務管理者 reads what is due today and which vendor is slipping', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-somu');
  await audit(page);

  // 1. What is mine, what is late, and what is due next, today's first.
  for (const name of ['自分のボール', '期限超過', '3開庁日以内']) {
    expect(await answers(page, name).count(), name).toBeGreaterThan(3);
    for (const row of await answers(page, name).all()) await expectInFirstView(row);
  }
  await expect(answers(page, '3開庁日以内').first()).toContainText('今日まで');

  // 2. How long each vendor has had the ball, and which case it endangers.
  const vendor = answers(page, '他の組織待ち').filter({ hasText: 'ベンダーA' });
  await expectInFirstView(vendor);
  await expect(vendor).toContainText('17開庁日');
  for (const row of await cases(page).all()) await expectInFirstView(row);

  const count = number(await vendor.getByRole('cell').first().innerText());
  await vendor.getByRole('link').click();
  await expect(rows(page)).toHaveCount(count);
  await audit(page);
  await open(page, '/');
  const late = number((await figure(page, '期限超過').innerText()).replace('期限超過', ''));
  await figure(page, '期限超過').click();
  await expect(rows(page)).toHaveCount(late);
  await open(page, '/');
  await cases(page).first().getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1, name: /^SOMU-2026-001/ })).toBeVisible();
  await audit(page);
});
