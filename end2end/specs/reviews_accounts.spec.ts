// 棚卸し: every account is looked at once in a 年度, on one list that can be laid on a table.
import { addAccount, expectDone } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, number, open, rows, send, unfold } from '../steps';

const NEW = { login: 'tanaoroshi', name: '棚橋 久美', reading: 'タナハシ クミ', org: 'ベンダーA', role: 'ベンダー メンバー' };

test('an account is confirmed for the year, and what is overdue stands out', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'sekinin');
  await addAccount(page, NEW);
  // Their training is older than a year.
  await open(page, `/admin/users/${NEW.login}`);
  const duties = await unfold(page, '誓約・研修の記録を変更する');
  await duties.getByRole('textbox', { name: /^宣誓書提出日/ }).fill('R7.4.1');
  await duties.getByRole('textbox', { name: /^守秘研修日/ }).fill('R7.4.2');
  expect(await send(page, duties.getByRole('button', { name: '保存する' }))).toBe(303);
  await expect(page.getByRole('main')).toContainText('前回の守秘研修から1年を過ぎています。');

  await page.getByRole('link', { name: 'アカウントの棚卸し' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'アカウントの棚卸し（2026年度）' })).toBeVisible();
  await audit(page);
  const list = page.getByRole('table', { name: 'アカウントの棚卸しの一覧' });
  const row = rows(list).filter({ hasText: NEW.login });
  // With its role, its period, and a word for what is overdue.
  await expect(row).toContainText('ベンダー メンバー');
  await expect(row).toContainText('研修から1年超');
  await expect(row).toContainText('未確認');
  const progress = page.getByRole('status').filter({ hasText: '確認済み' });
  const before = number(await progress.innerText());
  // Nobody confirms themselves.
  await expect(rows(list).filter({ hasText: 'sekinin' }).getByRole('button')).toHaveCount(0);

  expect(await send(page, row.getByRole('button', { name: new RegExp(`^確認した\\s*（${NEW.name}）$`) }))).toBe(303);
  await expectDone(page, 'アカウントを確認しました。');
  expect(number(await progress.innerText())).toBe(before + 1);
  await expect(row).toContainText('R8.11.24 河村 誠一');
  await expect(row.getByRole('button')).toHaveCount(0);
  await audit(page);

  // 契約所管課 reads it and confirms nothing.
  const city = await another();
  await signIn(city, 'keiyaku');
  await open(city, '/admin/review');
  const read = rows(city.getByRole('table', { name: 'アカウントの棚卸しの一覧' }));
  await expect(read.filter({ hasText: NEW.login })).toContainText('R8.11.24 河村 誠一');
  await expect(read.getByRole('button')).toHaveCount(0);
  await audit(city);
});

test('the list prints: everybody, no menu, no button, inside the paper', { tag: '@nojs' }, async ({ page }) => {
  await signIn(page, 'sekinin');
  await open(page, '/admin/review');
  const list = page.getByRole('table', { name: 'アカウントの棚卸しの一覧' });
  const accounts = await rows(list).count();
  expect(accounts).toBeGreaterThanOrEqual(22);
  // A4 with 10 mm on each side, at 96 dots an inch.
  await page.setViewportSize({ width: Math.floor((190 / 25.4) * 96), height: 1000 });
  await page.emulateMedia({ media: 'print' });
  await expect(list).toBeVisible();
  expect(await rows(list).count()).toBe(accounts);
  await expect(page.getByRole('navigation', { name: '主なメニュー' })).toBeHidden();
  await expect(list.getByRole('button').first()).toBeHidden();
  const box = await list.boundingBox();
  const paper = page.viewportSize();
  expect((box?.x ?? 0) + (box?.width ?? Infinity), 'nothing is cut at the right').toBeLessThanOrEqual(paper?.width ?? 0);
  // Paper says of which day it is and whose eyes it shows.
  await expect(page.getByText('出力：令和8年11月24日（火）　河村 誠一')).toBeVisible();
});
