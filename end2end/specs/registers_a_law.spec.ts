// The section registers a 制度改正 with its four dates and edits it; what has no case yet stands out until it has one.
import type { Page } from '@playwright/test';
import { enter, expectDone, openCase } from '../cases';
import { expect, signIn, test } from '../fixtures';
import { audit, number, open, rows, send, unfold } from '../steps';

test.use({ tolerated: [/status of 4(04|09|22)/] });

const ahead = (page: Page) => page.getByRole('region', { name: 'これから施行される制度改正' });

/** How many of those ahead lack a case, as the heading says. */
async function lacking(page: Page): Promise<number> {
  const heading = await page.getByRole('heading', { level: 2, name: /^これから施行・日付未定/ }).innerText();
  return number(heading.replace(/.*案件なし/, ''));
}

test('a 制度改正 is registered, stands out, is edited, and gets its case', { tag: '@nojs' }, async ({ page, another }) => {
  test.slow();
  await signIn(page, 'kyuyo');
  await open(page, '/laws');
  const before = await lacking(page);
  // The number is that of the rows that say so.
  await expect(rows(ahead(page)).filter({ hasText: '案件なし' })).toHaveCount(before);
  await audit(page);

  await page.getByRole('link', { name: '制度改正を登録' }).click();
  await audit(page);
  const main = page.getByRole('main');
  const field = (name: RegExp) => main.getByRole('textbox', { name });
  await field(/^名称/).fill('　');
  await main.getByRole('combobox', { name: /^区分/ }).selectOption({ label: '条例' });
  await field(/^公布日/).fill('R8.11.20');
  await field(/^施行日/).fill('R10.1.1');
  await field(/^適用日/).fill('R9.4.31');
  await main.getByRole('checkbox', { name: /^遡及/ }).check();
  await field(/^出典/).fill('市議会 12月定例会 議案第88号');
  const add = () => send(page, main.getByRole('button', { name: '制度改正を登録' }));
  expect(await add()).toBe(422);
  await expect(page.getByRole('alert')).toContainText('入力内容に2件の誤りがあります。');
  await expect(field(/^名称/)).toHaveAccessibleDescription(/名称を入力してください。/);
  await expect(field(/^適用日/)).toHaveValue('R9.4.31');
  await expect(field(/^適用日/)).toHaveAccessibleDescription(/4月30日.*ではありませんか。/);
  await audit(page);
  await field(/^名称/).fill('扶養手当の額の改定');
  await field(/^適用日/).fill('R9.4.1');
  expect(await add()).toBe(303);
  await expectDone(page, '制度改正を登録しました。');
  const law = new URL(page.url()).pathname;

  // 元日 is closed, and so are the days before it.
  const facts = page.getByRole('region', { name: '日付と出典' });
  for (const day of ['令和8年11月20日（金）', '令和10年1月1日（土）', '令和9年12月28日（火）', '令和9年4月1日（木）']) {
    await expect(facts).toContainText(day);
  }
  await expect(facts).toContainText('あり（適用日に遡って適用）');
  await expect(page.getByText('案件なし')).toBeVisible();
  await audit(page);

  await open(page, '/laws');
  expect(await lacking(page)).toBe(before + 1);
  const row = rows(ahead(page)).filter({ hasText: '扶養手当の額の改定' });
  await expect(row).toContainText('案件なし');
  await expect(row).toContainText('R9.12.28');

  // Two people edit it: the second one reads what the first one saved.
  const other = await enter(another, 'keiyaku');
  await open(other, law);
  await open(page, law);
  let edit = await unfold(page, '内容を編集する');
  const quick = await unfold(other, '内容を編集する');
  await quick.getByRole('textbox', { name: /^所管省庁/ }).fill('総務省');
  expect(await send(other, quick.getByRole('button', { name: '保存する' }))).toBe(303);
  await expectDone(other, '保存しました。');
  await expect(other.getByRole('region', { name: '履歴' })).toContainText('所管省庁（なし → 総務省）');
  await audit(other);
  await edit.getByRole('textbox', { name: /^概要/ }).fill('配偶者に係る手当を廃止し、子に係る手当を引き上げる。');
  expect(await send(page, edit.getByRole('button', { name: '保存する' }))).toBe(409);
  await expect(page.getByRole('alert')).toContainText('ほかの人が同じ内容を変更しました。');
  edit = await unfold(page, '内容を編集する');
  await expect(edit.getByRole('textbox', { name: /^概要/ })).toHaveValue('配偶者に係る手当を廃止し、子に係る手当を引き上げる。');
  await expect(edit).toContainText('現在の所管省庁：');
  await audit(page);
  await edit.getByRole('textbox', { name: /^所管省庁/ }).fill('総務省');
  expect(await send(page, edit.getByRole('button', { name: '保存する' }))).toBe(303);
  await expect(page.getByRole('region', { name: '概要' })).toContainText('配偶者に係る手当を廃止し');

  // With a case it stands out no more.
  await openCase(page, { title: '', law: law.replace('/laws/', ''), systems: ['SHOMU'], section: '給与課' });
  await open(page, law);
  await expect(page.getByRole('region', { name: 'この制度改正の案件' }).getByRole('link')).toContainText('R10.1 扶養手当の額の改定');
  await expect(page.getByText('案件なし')).toHaveCount(0);
  await open(page, '/laws');
  expect(await lacking(page)).toBe(before);
});

test('ベンダー and オペレーター have no page of 制度改正', { tag: '@nojs' }, async ({ page, another }) => {
  for (const who of ['vendor-a', 'op-somu']) {
    const person = who === 'vendor-a' ? page : await another();
    await signIn(person, who);
    await expect(person.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '制度改正' })).toHaveCount(0);
    for (const path of ['/laws', '/laws/new', '/laws/L20']) expect(await open(person, path), path).toBe(404);
    await audit(person);
  }
});
