// 業務管理者 sets the 信号 by hand, with a reason and a last day; the history keeps it.
import { enter, expectDone, openCase } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, open, rows, send, unfold } from '../steps';

test.use({ tolerated: [/status of 422/] });

test('a 信号 by hand says why, until when and by whom', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kanri-somu');
  const no = await openCase(page, { title: '信号を手で変える案件', systems: ['SHOKUIN'], section: '人事課', goLive: 'R9.9.30' });
  const signal = page.getByRole('region', { name: /^信号/ });
  await expect(signal.getByRole('heading')).toContainText('青');

  let form = await unfold(page, '信号を手動で設定する');
  await audit(page);
  const why = 'ベンダーの主任が12月に交代するため。年明けに見直す。';
  const until = form.getByRole('textbox', { name: /^この日まで/ });
  await form.getByRole('combobox', { name: /^信号/ }).selectOption({ label: '▲ 黄' });
  await until.fill('R9.3.31');
  await form.getByRole('textbox', { name: /^理由/ }).fill('　');
  expect(await send(page, form.getByRole('button', { name: '手動で設定する' }))).toBe(422);
  form = await unfold(page, '信号を手動で設定する');
  await expect(until).toHaveValue('R9.3.31');
  await expect(until).toHaveAccessibleDescription(/までの日付を入力してください。/);
  await expect(form.getByRole('textbox', { name: /^理由/ })).toHaveAccessibleDescription(/理由を入力してください。/);
  await audit(page);
  await until.fill('R8.12.18');
  await form.getByRole('textbox', { name: /^理由/ }).fill(why);
  expect(await send(page, form.getByRole('button', { name: '手動で設定する' }))).toBe(303);
  await expectDone(page, '信号を手動で設定しました。');
  const sentence = `手動で「黄」に設定しています（R8.12.18まで、藤井 由美子、計算では「青」）。理由：${why}`;
  await expect(signal.getByRole('heading')).toContainText('黄');
  await expect(signal).toContainText(sentence);
  await audit(page);

  // 契約所管課 reads it and its history; a vendor reads what the rule says.
  const city = await enter(another, 'keiyaku');
  await open(city, `/cases/${no}`);
  await expect(city.getByRole('region', { name: /^信号/ })).toContainText(sentence);
  await city.getByRole('link', { name: '信号の履歴を見る' }).click();
  const newest = rows(city.getByRole('table', { name: '信号の変化（新しい順）' })).first();
  await expect(newest).toContainText('黄');
  await expect(newest).toContainText('手動');
  await expect(newest).toContainText('青');
  await expect(newest).toContainText(why);
  await audit(city);
  const vendor = await enter(another, 'vendor-b');
  await open(vendor, `/cases/${no}`);
  await expect(vendor.getByRole('region', { name: /^信号/ }).getByRole('heading')).toContainText('青');
  await expect(vendor.getByRole('main')).not.toContainText(why);
  await open(vendor, `/cases/${no}/signals`);
  await expect(vendor.getByRole('main')).not.toContainText(why);
  await audit(vendor);

  // Given up again: the rule speaks, and the history has both.
  expect(await send(page, page.getByRole('button', { name: '手動の設定をやめる' }))).toBe(303);
  await expectDone(page, '手動の信号をやめ、計算による信号に戻しました。');
  await expect(signal.getByRole('heading')).toContainText('青');
  await open(city, `/cases/${no}/signals`);
  const changes = rows(city.getByRole('table', { name: '信号の変化（新しい順）' }));
  await expect(changes.first()).not.toContainText('手動');
  await expect(changes.nth(1)).toContainText(why);
});

test('each reason of a red 信号 leads to what causes it', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'kanri-kyoiku');
  await open(page, '/cases/KYOIKU-2026-001');
  const reasons = page.getByRole('region', { name: /^信号/ }).getByRole('listitem').getByRole('link');
  const count = await reasons.count();
  expect(count).toBeGreaterThan(2);
  for (let n = 0; n < count; n++) {
    await open(page, '/cases/KYOIKU-2026-001');
    const words = await reasons.nth(n).innerText();
    await reasons.nth(n).click();
    await expect(page, words).not.toHaveURL(/KYOIKU-2026-001$/);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const issues = /課題が(\d+)件/.exec(words);
    if (issues) await expect(rows(page), words).toHaveCount(Number(issues[1]));
  }
});
